import {
	asBoolean,
	asList,
	asNumber,
	asObject,
	asText,
	type JsonObject,
	type JsonValue,
} from '../../domain/json';
import type { Post, PostDraft } from '../../domain/post';
import { orVendorError, ownError } from '../../transport/answers';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { BulkCreate, Found } from '../provider';
import { unreadable } from './answers';
import { assemblePost, type Sent } from './assemblePost';
import { isOfThisItem } from './createPost';
import { itemBodiesFor, type ItemBody } from './itemBody';
import { mediaAtUrl } from './itemMedia';
import { findByReferences } from './queryItems';
import { rules, saysItemIsThere } from './rules';

/** The highest number of items is not documented; this is what Wix's other bulk calls take. */
const MAX_ITEMS = 100;

/** A post with more accounts goes alone. */
const MAX_ACCOUNTS = 5;

/** Bulk Publish: the same items as of single calls, each published on its own. It makes no drafts. */
export const bulk: BulkCreate = { maxPosts: MAX_ITEMS / MAX_ACCOUNTS, key: 'row', fits, create };

/** One whose media must be looked up or uploaded, or which will be refused, concerns no others and goes alone. */
function fits(draft: PostDraft): boolean {
	const isPublished = draft.mode === 'now' || draft.mode === 'schedule';
	if (!isPublished || draft.accounts.length === 0 || draft.accounts.length > MAX_ACCOUNTS) return false;
	if (!draft.media.every(({ source }) => source === 'url')) return false;
	try {
		return bodiesOf(draft).length > 0;
	} catch {
		return false;
	}
}

async function create(
	wire: Wire,
	drafts: readonly PostDraft[],
): Promise<ReadonlyArray<Found<Post> | VendorError>> {
	const rows = drafts.map(bodiesOf);
	const bodies = rows.flat();
	const { body } = await wire.send({
		method: 'POST',
		path: '/social-publisher/v1/bulk/publish',
		body: { items: bodies.map(({ item }) => item) },
		// By the reference ID of each item.
		repeatable: 'keyed',
	});
	const sent = await readResults(wire, bodies, body);
	return drafts.map((draft, at) =>
		assemblePost(
			draft,
			sent.filter((one) => rows[at]?.includes(one.body)),
		),
	);
}

function bodiesOf(draft: PostDraft): readonly ItemBody[] {
	return itemBodiesFor(
		draft,
		draft.media.flatMap((media) => (media.source === 'url' ? [mediaAtUrl(media)] : [])),
	);
}

/**
 * What became of each item. The answer follows Wix's other bulk calls, which is inferred: an item that it says nothing of is
 * looked for, like one that was there already.
 */
async function readResults(
	wire: Wire,
	bodies: readonly ItemBody[],
	answer: JsonValue,
): Promise<readonly Sent[]> {
	const results = new Map(
		asList(asObject(answer).results).map((entry, position) => {
			const { originalIndex } = asObject(asObject(entry).itemMetadata);
			return [asNumber(originalIndex) ?? position, asObject(entry)] as const;
		}),
	);
	const told = bodies.map((body, index) => ({ body, answer: readResult(results.get(index)) }));
	const open = told.filter(
		({ answer: one }) => one === null || (one instanceof VendorError && saysItemIsThere(one)),
	);
	const found = await lookUp(
		wire,
		open.map(({ body }) => body.referenceId),
	);
	return told.map(({ body, answer: one }) => ({
		body,
		answer: found.get(body.referenceId) ?? one ?? unreadable(SAYS_NOTHING, 'unknown'),
	}));
}

const SAYS_NOTHING = 'The answer does not say what became of the post';

/** @returns `null` when the result says nothing */
function readResult(result: JsonObject | undefined): JsonObject | VendorError | null {
	const { item, itemMetadata } = asObject(result);
	if (asText(asObject(item).id) !== null) return asObject(item);
	const { success, error } = asObject(itemMetadata);
	return asBoolean(success) === false ? refusalIn(asObject(error)) : null;
}

/** Says what the same refusal of a single item would say. */
function refusalIn({ code, description }: JsonObject): VendorError {
	const said = rules.readFailure(0, { details: { applicationError: { code, description } } });
	const { cause = 'invalid', advice, message, code: known } = said;
	const { facts } = ownError({
		provider: 'wix',
		cause,
		message: message ?? 'Wix refused the post',
		advice: advice ?? 'Correct what the message names and run it again; nothing was changed.',
		retryable: cause === 'rateLimited',
	});
	return new VendorError({ ...facts, code: known });
}

/** What cannot be looked up now must not hide what was made. */
async function lookUp(wire: Wire, referenceIds: readonly string[]): Promise<ReadonlyMap<string, JsonObject>> {
	if (referenceIds.length === 0) return new Map();
	const found = await orVendorError(findByReferences(wire, referenceIds), isOfThisItem);
	return found instanceof VendorError ? new Map() : found;
}
