import type { JsonObject, JsonValue } from '../../domain/json';
import type { PostDraft } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import { objectOf, unreadable } from './answers';
import type { FoundPost } from './getPost';
import { altTextLeftOut, createBody, mediaBody, platformsOf } from './postBody';
import { addressesOf } from './postMedia';
import { readPost } from './postReading';
import { tiktokFault } from './tiktokOptions';
import { checkFiles } from './uploadMedia';

/**
 * Makes a post, after all that concerns its media. Contract: `POST /social/posts`, `POST /social/posts/schedule`.
 *
 * @throws InputError before anything is sent; VendorError, when no post was made or nobody can tell
 */
export async function create(wire: Wire, draft: PostDraft): Promise<FoundPost> {
	checkFiles(draft.media);
	const rest = createBody(draft);
	const fault = tiktokFault(rest);
	if (fault !== null) throw fault;
	const sent = { ...mediaBody(await addressesOf(wire, draft.media, 'No post was made.')), ...rest };
	const { body } = await wire.send({
		method: 'POST',
		path: draft.mode === 'now' ? '/social/posts' : '/social/posts/schedule',
		headers: { 'X-Idempotency-Key': draft.idempotencyKey },
		body: sent,
		repeatable: 'keyed',
	});
	const made = readMadePost(draft, sent, objectOf(body));
	if (made === null) throw unreadable('The answer does not say which post was made', 'unknown');
	return made;
}

/**
 * A post from the answer to making it: the documented answer to a repeated key, and the row of a batch, hold little more
 * than ID and status; the rest is as it was sent.
 *
 * @returns `null` when it has no ID
 */
export function readMadePost(draft: PostDraft, sent: JsonObject, answer: JsonObject): FoundPost | null {
	const raw: JsonValue = { content: sent.content, platforms: sent.platforms, ...answer };
	const item = readPost(raw, draft.accounts);
	if (item === null) return null;
	const warnings = [...item.warnings, ...altTextLeftOut(platformsOf(draft.accounts), draft.media)];
	return { item: { ...item, warnings }, raw };
}
