import type { JsonValue } from '../../domain/json';
import type { Post } from '../../domain/post';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import { dataOf, unreadable } from './answers';
import { attempt, getPost, type FoundPost } from './getPost';
import { readPost } from './postReading';

const NOT_READ_WARNING =
	'PostEverywhere took the call, but the post could not be read afterwards: what is shown comes from the answer and from before.';

/**
 * The post as it is after a successful call. PATCH answers with the whole post, the others with a part of it only; the post
 * is then read, and put together from what is known when that fails, because the call itself did not.
 */
export async function postAfter(wire: Wire, before: Post, body: JsonValue): Promise<FoundPost> {
	const raw = dataOf(body);
	const answered = readPost(raw);
	const isWhole = raw.created_at !== undefined && Array.isArray(raw.destinations);
	if (answered !== null && isWhole) return { item: answered, raw };

	const read = await attempt(getPost(wire, before.id));
	if (!(read instanceof VendorError)) return read;
	if (answered === null) {
		throw unreadable(
			`PostEverywhere took the call, but what became of the post ${before.id} could not be read`,
			'unknown',
			body,
		);
	}
	return { item: put(before, answered), raw };
}

/** What an answer tells, over what was known before. */
function put(before: Post, answered: Post): Post {
	return {
		...before,
		status: answered.status,
		scheduledAt: answered.scheduledAt ?? before.scheduledAt,
		targets: before.targets.map((target) => {
			const now = answered.targets.find(({ accountId }) => accountId === target.accountId);
			return now === undefined ? target : { ...target, status: now.status };
		}),
		warnings: [NOT_READ_WARNING],
	};
}
