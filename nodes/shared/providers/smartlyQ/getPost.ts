import type { Post } from '../../domain/post';
import { pathSegment } from '../../transport/pathSegment';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { objectOf, unreadable } from './answers';
import { readPost } from './postReading';

export type FoundPost = Found<Post>;

/**
 * A post with its newest results. Contract: `GET /social/posts/{id}`. That tells results by network only.
 *
 * @throws VendorError of cause `notFound` when there is none
 */
export async function getPost(wire: Wire, postId: string): Promise<FoundPost> {
	const { body } = await wire.send({ method: 'GET', path: pathOfPost(postId), repeatable: 'safe' });
	const raw = objectOf(body);
	const item = readPost(raw);
	if (item === null) throw unreadable(`The answer does not hold the post ${postId}`, 'none');
	return { item, raw };
}

/** @param action e.g. `/retry` */
export function pathOfPost(postId: string, action = ''): string {
	return `/social/posts/${pathSegment(postId)}${action}`;
}
