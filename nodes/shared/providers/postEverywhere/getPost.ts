import type { Post } from '../../domain/post';
import { pathSegment } from '../../transport/pathSegment';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { dataOf, unreadable } from './answers';
import { readPost } from './postReading';

export type FoundPost = Found<Post>;

export function postPath(postId: string, call = ''): string {
	return `/posts/${pathSegment(postId)}${call}`;
}

/**
 * `GET /posts/{id}`. Its destinations hold all that `GET /posts/{id}/results` tells, save when the next automatic try is.
 *
 * @throws VendorError of cause `notFound` when there is no such post
 */
export async function getPost(wire: Wire, postId: string): Promise<FoundPost> {
	const { body } = await wire.send({ method: 'GET', path: postPath(postId), repeatable: 'safe' });
	const raw = dataOf(body);
	const item = readPost(raw);
	if (item === null) throw unreadable('The answer holds no post', 'none', body);
	return { item, raw };
}

/** The same; `null` when there is no such post. */
export async function findPost(wire: Wire, postId: string): Promise<FoundPost | null> {
	const read = await attempt(getPost(wire, postId));
	if (!(read instanceof VendorError)) return read;
	if (read.facts.cause === 'notFound') return null;
	throw read;
}

/** What a call gives, or the failure that it ended with, where a failure is not the end. */
export async function attempt<T>(call: Promise<T>): Promise<T | VendorError> {
	return await call.catch((reason: unknown) =>
		reason instanceof VendorError ? reason : Promise.reject(reason),
	);
}
