import type { JsonValue } from '../../domain/json';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import { postOf, unreadable } from './answers';
import { attempt } from './attempt';
import { getPost, type FoundPost } from './getPost';
import { readPost } from './mapping';

/**
 * The post as it is after a successful call. That the vendor answers a change with the post is inferred, so the post is read
 * where the answer does not hold it, or only its ID and status.
 *
 * @throws VendorError with `outcome: 'unknown'` when it can be learnt in neither way
 */
export async function answeredPost(wire: Wire, postId: string, body: JsonValue): Promise<FoundPost> {
	const raw = postOf(body);
	const answered = readPost(raw);
	if (answered !== null && Array.isArray(raw.platforms)) return { item: answered, raw };

	const read = await attempt(getPost(wire, postId));
	if (!(read instanceof VendorError)) return read;
	if (answered !== null) return { item: answered, raw };
	throw unreadable(
		`SocialSyncerAPI took the call, but what became of the post ${postId} could not be read`,
		'unknown',
	);
}

/** The same post with one more warning, unless all is as it should be. */
export function warnUnless(isRight: boolean, { item, raw }: FoundPost, warning: string): FoundPost {
	return isRight ? { item, raw } : { item: { ...item, warnings: [...item.warnings, warning] }, raw };
}
