import type { Post, PostStatus, World } from '../../core/world';
import { formatOfItem, itemOf, publicationErrorOf } from './items';
import type { StoredItem } from './state';

/** The world's words for the states of a post, in the vendor's. An item has one target, so that none is partial. */
const STATUS_WORDS: Readonly<Record<PostStatus, string>> = {
	draft: 'DRAFT',
	scheduled: 'SCHEDULED',
	publishing: 'PROCESSING',
	published: 'PUBLISHED',
	partial: 'FAILED',
	failed: 'FAILED',
	cancelled: 'CANCELED',
	unpublished: 'DELETED',
	deleted: 'DELETED',
};

export function statusWord(post: Post): string {
	return STATUS_WORDS[post.status];
}

/** A draft shows the date that it carries. */
function scheduledDateOf(item: StoredItem, post: Post): string | undefined {
	return post.status === 'draft' ? item.draftDate : post.scheduledFor?.toISOString();
}

/** Contents in which clients of the API find the live post's address. */
const ADDRESS_FIELDS: Readonly<Record<string, string>> = {
	facebookPost: 'postUrl',
	facebookStory: 'storyUrl',
	instagramPost: 'postUrl',
	instagramStory: 'storyUrl',
};

/** An item as the vendor prints it. */
export function renderItem(world: World, post: Post): Record<string, unknown> {
	const item = itemOf(world, post);
	const { contentKey } = formatOfItem(item);
	const [target] = post.targets;
	const live = target?.status === 'published' ? target : undefined;
	const addressField = ADDRESS_FIELDS[contentKey];
	const scheduledDate = scheduledDateOf(item, post);
	return {
		id: post.id,
		status: statusWord(post),
		channel: {
			...item.channel,
			...(live?.remoteId && { externalItemId: live.remoteId }),
			...(live?.url && { externalItemUrl: live.url }),
		},
		type: item.type,
		[contentKey]: { ...item.content, ...(live?.url && addressField && { [addressField]: live.url }) },
		...(item.referenceId !== undefined && { referenceId: item.referenceId }),
		...(item.consumerInfo && { consumerInfo: item.consumerInfo }),
		...(item.siteAssetRef && { siteAssetRef: item.siteAssetRef }),
		...(scheduledDate !== undefined && { schedulingInfo: { scheduledDate } }),
		...(post.status === 'draft' && {
			draftInfo: { createdDate: post.createdAt.toISOString(), updatedDate: post.updatedAt.toISOString() },
		}),
		...(post.status === 'failed' && { publicationError: publicationErrorOf(world, post) }),
		external: item.external,
	};
}
