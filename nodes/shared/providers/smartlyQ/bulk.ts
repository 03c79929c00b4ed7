import { createHash } from 'crypto';

import { asList, asNumber, asObject, asText, type JsonObject } from '../../domain/json';
import type { PostDraft } from '../../domain/post';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { BulkCreate } from '../provider';
import { objectOf, unreadable } from './answers';
import { readMadePost } from './createPost';
import type { FoundPost } from './getPost';
import { createBody, mediaBody } from './postBody';
import { rules } from './rules';
import { tiktokFault } from './tiktokOptions';

/** Many scheduled posts in one call. Contract: `POST /social/posts/bulk`. */
export const bulk: BulkCreate = { maxPosts: 50, key: 'call', fits, create };

/** What a row can hold. The duplicate guard is switched off for a whole batch only, so a post without it goes alone. */
const ROW_FIELDS: ReadonlySet<string> = new Set([
	'content',
	'platforms',
	'account_ids',
	'account_group_ids',
	'scheduled_time',
	'timezone',
	'media_urls',
	'link',
	'platform_options',
]);

/** A row that is wrong rejects the whole batch, so what is known to be wrong does not fit either. */
function fits(draft: PostDraft): boolean {
	if (draft.mode !== 'schedule' || draft.media.some(({ source }) => source !== 'url')) return false;
	const row = rowOf(draft);
	return (
		asText(row.content) !== null &&
		Object.keys(row).every((field) => ROW_FIELDS.has(field)) &&
		!hasTimesPerNetwork(row) &&
		tiktokFault(row) === null
	);
}

/** The same as a create call says of it. */
function rowOf(draft: PostDraft): JsonObject {
	const addresses = draft.media.flatMap((source) => (source.source === 'url' ? [source.url] : []));
	return { ...mediaBody(addresses), ...createBody(draft) };
}

/** Contract: one post per time, on schedule only. */
function hasTimesPerNetwork({ platform_options: options }: JsonObject): boolean {
	return Object.values(asObject(options)).some((one) => asObject(one).scheduled_time !== undefined);
}

async function create(
	wire: Wire,
	drafts: readonly PostDraft[],
): Promise<ReadonlyArray<FoundPost | VendorError>> {
	const rows = drafts.map(rowOf);
	const { body } = await wire
		.send({
			method: 'POST',
			path: '/social/posts/bulk',
			headers: { 'X-Idempotency-Key': keyOf(drafts) },
			body: { posts: rows },
			repeatable: 'keyed',
		})
		.catch((error: unknown) => {
			throw error instanceof VendorError && error.facts.code === KEY_CONFLICT ? madeBefore(error) : error;
		});
	const answers = inOrder(asList(objectOf(body).results).map(asObject), drafts.length);
	return answers.map((answer, at) => readRow(drafts[at], rows[at], answer));
}

/** The same rows give the same key; rows have none of their own. Contract: idempotency, 1 to 64 characters. */
function keyOf(drafts: readonly PostDraft[]): string {
	const keys = drafts.map(({ idempotencyKey }) => idempotencyKey);
	return createHash('sha256').update(JSON.stringify(keys)).digest('hex');
}

const KEY_CONFLICT = 'IDEMPOTENCY_CONFLICT';

/** The first batch with this key has made its posts, and that they differ does not say which ones. */
function madeBefore({ facts }: VendorError): VendorError {
	return new VendorError({ ...facts, outcome: 'unknown' });
}

/**
 * Answers by their row number. That rows are counted from 1 is not documented, so only their order counts.
 *
 * @throws VendorError when they are not one for each row
 */
function inOrder(answers: readonly JsonObject[], count: number): JsonObject[] {
	const sorted = [...answers].sort((one, other) => rowNumber(one) - rowNumber(other));
	const first = sorted.length === 0 ? 0 : rowNumber(sorted[0]);
	if (sorted.length !== count || sorted.some((answer, at) => rowNumber(answer) !== first + at)) {
		throw unreadable(
			'The answer does not tell what became of each post: they may or may not have been made',
			'unknown',
		);
	}
	return sorted;
}

function rowNumber({ row }: JsonObject): number {
	return asNumber(row) ?? Number.NaN;
}

function readRow(draft: PostDraft, sent: JsonObject, answer: JsonObject): FoundPost | VendorError {
	const made = readMadePost(draft, sent, answer);
	if (made !== null) return made;
	if (answer.error === undefined && answer.message === undefined) {
		return unreadable('The answer does not say what became of the post', 'unknown');
	}
	return refusedRow(answer);
}

/** A row has no HTTP status; the code in it is one of those that whole calls are refused with. */
function refusedRow({ error: code, message }: JsonObject): VendorError {
	const said = rules.readFailure(UNPROCESSABLE, { error: { code, message } });
	const cause = said.cause ?? 'invalid';
	return new VendorError({
		provider: 'smartlyQ',
		cause,
		message: said.message ?? 'SmartlyQ did not schedule this post',
		advice: said.advice ?? 'Correct what the message names and run it again; this post was not scheduled.',
		code: said.code,
		httpCode: null,
		requestId: null,
		retryable: cause === 'rateLimited' || cause === 'unavailable',
		outcome: 'none',
	});
}

const UNPROCESSABLE = 422;
