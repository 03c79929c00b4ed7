import { InputError } from '../../domain/inputError';
import { asObject } from '../../domain/json';
import { platformName } from '../../domain/platform';
import type { PostChanges } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import { getPost, type FoundPost } from './getPost';
import { storeMedia } from './media';
import { postAfter } from './postAfter';
import { isLacking } from './postBody';
import { OPEN, requireState } from './postState';
import { sendOnce } from './sendOnce';
import { shows, updateRequest } from './updateBody';

const CONDITION = { allowed: OPEN, refusal: 'it cannot be changed' };

/** `PATCH /posts/{id}` of a draft or scheduled post. Media come first, but not for a post that cannot be changed. */
export async function update(wire: Wire, postId: string, changes: PostChanges): Promise<FoundPost> {
	refuseLackingNetworks(changes);
	const before = await getPost(wire, postId);
	requireState(before.item, CONDITION);
	const media = await storeMedia(wire, changes.media ?? [], 'The post was not changed.');
	const { body, warnings } = updateRequest(before, changes, media);
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

function refuseLackingNetworks({ overrides = [] }: PostChanges): void {
	const lacking = overrides.find(({ platform }) => isLacking(platform));
	if (lacking === undefined) return;
	throw new InputError(
		'Platform Overrides',
		`PostEverywhere does not post to ${platformName(lacking.platform)}`,
		'Remove the override for that network; nothing was changed.',
	);
}
