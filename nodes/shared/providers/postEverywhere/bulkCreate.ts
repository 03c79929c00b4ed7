import { asBoolean, asList, asNumber, asObject, type JsonObject, type JsonValue } from '../../domain/json';
import type { Post, PostDraft } from '../../domain/post';
import { failureOfAnswer } from '../../transport/failure';
import type { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { BulkCreate, Found } from '../provider';
import { dataOf, unreadable } from './answers';
import { withMedia } from './createPost';
import { checkSource } from './mediaLimits';
import { libraryMediaOf, type LibraryMedia } from './mediaReading';
import { createRequest } from './postBody';
import { readCreatedPost } from './postReading';
import { rules } from './rules';

/** All rows failed: a result, not an error (contract page, section 2.2). */
const ALL_FAILED = 422;
/** What a failed row without a status of its own is. */
const REFUSED = 400;

/**
 * `POST /posts/bulk`. A row says all that a single create says. Files are stored one post at a time, so that one which
 * fails does not hold up the others; a row can only have files that are in the library already.
 */
export const bulk: BulkCreate = {
	maxPosts: 50,
	key: 'none',
	fits,
	create,
};

interface Row {
	readonly draft: PostDraft;
	readonly media: readonly LibraryMedia[];
	readonly body: JsonObject;
	readonly warnings: readonly string[];
}

type Result = Found<Post> | VendorError;

/** What cannot be sent fails alone, so that the other rows do not fail with it. */
function fits(draft: PostDraft): boolean {
	if (!draft.media.every(({ source }) => source === 'mediaId')) return false;
	try {
		return rowOf(draft).draft === draft;
	} catch {
		return false;
	}
}

function rowOf(draft: PostDraft): Row {
	draft.media.forEach(checkSource);
	const media = draft.media.flatMap((one) => (one.source === 'mediaId' ? libraryMediaOf(one) : []));
	const { body, warnings } = createRequest(draft);
	return { draft, media, body: withMedia(body, media), warnings };
}

async function create(wire: Wire, drafts: readonly PostDraft[]): Promise<readonly Result[]> {
	const rows = drafts.map(rowOf);
	const { status, body } = await wire.send({
		method: 'POST',
		path: '/posts/bulk',
		body: { posts: rows.map((row) => row.body) },
		repeatable: 'never',
		resultStatuses: [ALL_FAILED],
	});
	const results = dataOf(body).results;
	if (!Array.isArray(results)) {
		throw status === ALL_FAILED
			? failureOf(status, body)
			: unreadable('The answer holds no list of results', 'unknown', body);
	}
	const byIndex = new Map(
		asList(results).map((result, at) => [asNumber(asObject(result).index) ?? at, asObject(result)]),
	);
	return rows.map((row, at) => readResult(row, byIndex.get(at) ?? {}, body));
}

/** @param body the whole answer, which has the ID of the call */
function readResult({ draft, media, warnings }: Row, result: JsonObject, body: JsonValue): Result {
	const isMade = asBoolean(result.ok) ?? result.post !== undefined;
	if (!isMade && result.error !== undefined) {
		const { error } = result;
		return failureOf(asNumber(asObject(error).status) ?? REFUSED, { ...asObject(body), error });
	}
	const raw = asObject(result.post);
	const post = readCreatedPost(raw, draft, media);
	if (post === null) return unreadable('The answer does not tell what became of this post', 'unknown', body);
	return { item: { ...post, warnings }, raw };
}

function failureOf(status: number, body: JsonValue): VendorError {
	return failureOfAnswer(
		{ provider: 'postEverywhere', displayName: 'PostEverywhere', rules, secrets: [], repeatable: 'safe' },
		{ status, body, location: null, resetsAt: null },
	);
}
