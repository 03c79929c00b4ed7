import { asObject, type JsonObject } from '../../domain/json';
import type { PostChanges } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import { getPost, type FoundPost } from './getPost';
import { storeMedia } from './media';
import { postAfter } from './postAfter';
import { OPEN, requireState } from './postState';
import { sendOnce } from './sendOnce';
import { shows, updateRequest } from './updateBody';

const CONDITION = { allowed: OPEN, refusal: 'it cannot be changed' };

/** `PATCH /posts/{id}` of a draft or scheduled post. Media come first, but not for a post that cannot be changed. */
export async function update(wire: Wire, postId: string, changes: PostChanges): Promise<FoundPost> {
	const before = await getPost(wire, postId);
	requireState(before.item, CONDITION);
	const request = updateRequest(before, changes);
	const media = await storeMedia(wire, changes.media ?? [], 'The post was not changed.');
	const { warnings } = request;
	const body: JsonObject = {
		...(changes.media === undefined ? {} : { media_ids: media.map(({ id }) => id) }),
		...request.body,
	};
	if (Object.keys(body).length === 0) return before;

	const sent = await sendOnce(wire, postId, {
		...CONDITION,
		method: 'PATCH',
		body,
		participle: 'changed',
		isDone: ({ raw }) => shows(asObject(raw), body),
	});
	const { item, raw } = 'shown' in sent ? sent.shown : await postAfter(wire, before.item, sent.answer);
	return { item: { ...item, warnings: [...item.warnings, ...warnings] }, raw };
}
