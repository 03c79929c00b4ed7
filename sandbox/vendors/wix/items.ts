import { newTarget } from '../../core/newTarget';
import type { Account, Post, Target, World } from '../../core/world';
import { accountsOf, factsOf, placeOf, tokenStatus } from './accounts';
import { ASSUMPTIONS } from './assumptions';
import { CONTENT_KEYS, formatOf, FORMATS, isChannel, type Format } from './channels';
import { stateOf, type StoredItem } from './state';

/** An item as a client sends it; the contract has checked its fields. */
export interface SentItem extends Readonly<Record<string, unknown>> {
	readonly channel: StoredItem['channel'];
	readonly type: string;
	readonly referenceId?: string;
	readonly consumerInfo?: StoredItem['consumerInfo'];
	readonly siteAssetRef?: object;
	readonly schedulingInfo?: { readonly scheduledDate: string };
}

/** The item behind a post. */
export function itemOf(world: World, post: Post): StoredItem {
	const { items } = stateOf(world);
	const item = items.get(post) ?? imagine(world, post);
	items.set(post, item);
	return item;
}

/** An item for a post that the core generated: a plain one that fits its account. */
function imagine(world: World, post: Post): StoredItem {
	const [target] = post.targets;
	const account = world.accounts.get(target?.accountId ?? '');
	const format = FORMATS.find(({ channel, type }) => channel === target?.platform && type !== 'STORY');
	if (!account || !format) throw new Error(`Post ${post.id} has no account of a channel`);
	return {
		channel: { name: format.channel, accountId: factsOf(account).ownerId },
		type: format.type,
		content: {
			[format.textField ?? 'caption']: post.content,
			...(format.placeField !== null && { [format.placeField]: placeOf(account) }),
		},
		external: false,
	};
}

/** The row of the vendor's table that an item follows; items are only stored when they follow one. */
export function formatOfItem({ channel, type }: StoredItem): Format {
	const format = formatOf(channel.name, type);
	if (!format) throw new Error(`An item of ${channel.name} and ${type} should not have been stored`);
	return format;
}

/** The parts of a sent item that are kept. */
export function toStored(sent: SentItem): StoredItem {
	const { channel, type, referenceId, consumerInfo, siteAssetRef, schedulingInfo } = sent;
	const contentKey = formatOf(channel.name, type)?.contentKey ?? '';
	return {
		channel,
		type,
		content: sent[contentKey] as StoredItem['content'],
		...(referenceId !== undefined && { referenceId }),
		...(consumerInfo && { consumerInfo }),
		...(siteAssetRef && { siteAssetRef }),
		...(schedulingInfo && { draftDate: schedulingInfo.scheduledDate }),
		external: false,
	};
}

export function contentKeysOf(sent: Readonly<Record<string, unknown>>): string[] {
	return CONTENT_KEYS.filter((key) => sent[key] !== undefined);
}

/** Adds a draft; then `publish` or `schedule` of the world says what becomes of it. */
export function addItem(world: World, item: StoredItem, createdAt = world.now()): Post {
	const post = world.addPost({
		id: world.uuid(),
		...textAndMedia(item),
		accountIds: [],
		targets: [targetOf(world, item)],
		createdAt,
		updatedAt: createdAt,
	});
	keep(world, post, item);
	return post;
}

/** Puts changed content in the place of the old one. */
export function replaceItem(world: World, post: Post, item: StoredItem): void {
	keep(world, post, item);
	post.targets = [targetOf(world, item)];
	post.updatedAt = world.now();
	Object.assign(post, textAndMedia(item));
}

function keep(world: World, post: Post, item: StoredItem): void {
	const { items, references } = stateOf(world);
	items.set(post, item);
	if (item.referenceId !== undefined) references.set(item.referenceId, post.id);
}

/** The target again as it was before anything was tried, aimed at what the content says now. */
export function aim(world: World, post: Post): void {
	post.targets = [targetOf(world, itemOf(world, post))];
}

function targetOf(world: World, item: StoredItem): Target {
	return newTarget(world.uuid(), destination(world, item)?.id ?? NOWHERE, item.channel.name);
}

/** No account has this ID: what is sent there, the network refuses. */
const NOWHERE = 'nowhere';

/** Accounts that an item's account ID stands for: several pages may share it. */
export function candidates(world: World, channel: string, accountId: string): Account[] {
	return accountsOf(world, channel).filter((account) => factsOf(account).ownerId === accountId);
}

function destination(world: World, item: StoredItem): Account | undefined {
	if (!isChannel(item.channel.name) || whatNetworkMisses(world, item) !== null) return undefined;
	const { placeField } = formatOfItem(item);
	const all = candidates(world, item.channel.name, item.channel.accountId);
	return placeField === null ? all[0] : all.find((account) => placeOf(account) === item.content[placeField]);
}

/** What only the network notices about an item's content, in the network's words; `null` when it is complete. */
export function whatNetworkMisses(world: World, item: StoredItem): string | null {
	const { neededByNetwork, placeField } = formatOfItem(item);
	for (const [field, name] of Object.entries(neededByNetwork)) {
		if (item.content[field] === undefined) return `/${name} :: field is required`;
	}
	const all = candidates(world, item.channel.name, item.channel.accountId);
	if (placeField !== null && !all.some((account) => placeOf(account) === item.content[placeField])) {
		return `/${neededByNetwork[placeField] ?? placeField} :: does not belong to the connected user`;
	}
	const privacy = item.content.privacyLevel;
	if (
		privacy !== undefined &&
		!all.some((account) => factsOf(account).privacyLevelOptions.some((one) => one === privacy))
	) {
		return '/privacy_level :: is not one of the options of the account';
	}
	return null;
}

/** How a network refuses a post to an account; `null` when it accepts. The channel's token decides. */
export function refusal(account: Account, world: World): string | null {
	const status = tokenStatus(world, account.platform);
	if (status === 'DISCONNECTED') return `The channel ${account.platform} is disconnected`;
	return status === 'INVALID' ? `The access token of channel ${account.platform} is no longer valid` : null;
}

/** Why an item failed, for `publicationError`. */
export function publicationErrorOf(world: World, post: Post): { code: string; message: string } {
	const codes = ASSUMPTIONS.publicationErrorCodes;
	const missing = whatNetworkMisses(world, itemOf(world, post));
	const said = post.targets[0]?.error ?? 'The channel rejected the post';
	if (post.targets[0]?.accountId === NOWHERE && missing !== null)
		return { code: codes.rejected, message: missing };
	return {
		code: said.includes('token') || said.includes('disconnected') ? codes.token : codes.rejected,
		message: said,
	};
}

function textAndMedia(item: StoredItem): { content: string; mediaUrls: string[] } {
	const { textField } = formatOfItem(item);
	const text = textField === null ? undefined : item.content[textField];
	const wrapper = item.content.mediaWrapper as { media: ReadonlyArray<{ url: string }> } | undefined;
	const single = [item.content.imageUrl, item.content.videoUrl].filter((url) => typeof url === 'string');
	return {
		content: typeof text === 'string' ? text : '',
		mediaUrls: [...single, ...(wrapper?.media.map(({ url }) => url) ?? [])],
	};
}
