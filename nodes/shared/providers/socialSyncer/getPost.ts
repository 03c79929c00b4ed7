import type { Post } from '../../domain/post';
import { pathSegment } from '../../transport/pathSegment';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { postOf, unreadable } from './answers';
import { attempt } from './attempt';
import { readPost } from './mapping';

export type FoundPost = Found<Post>;

/**
 * `GET /posts/{id}`, which is inferred.
 *
 * @throws VendorError of cause `notFound` when there is no such post
 */
export async function getPost(wire: Wire, postId: string): Promise<FoundPost> {
	const { body } = await wire.send({ method: 'GET', path: postPath(postId), repeatable: 'safe' });
	const raw = postOf(body);
	const item = readPost(raw);
	if (item === null) throw unreadable(`The answer does not hold the post ${postId}`, 'none');
	return { item, raw };
}

/** The same; `null` when there is no such post. */
export async function findPost(wire: Wire, postId: string): Promise<FoundPost | null> {
	const read = await attempt(getPost(wire, postId));
	if (!(read instanceof VendorError)) return read;
	if (read.facts.cause === 'notFound') return null;
	throw read;
}

/** The path of one post; `action` is what follows its ID. */
export function postPath(postId: string, action = ''): string {
	return `/posts/${pathSegment(postId)}${action}`;
}
