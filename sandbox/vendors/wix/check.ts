import type { Reply } from '../../core/vendor';
import type { Post, World } from '../../core/world';
import { CONTENT_KEYS, formatOf } from './channels';
import { applicationError, customViolation, unsupportedChannel, validationError } from './errors';
import { candidates, contentKeysOf, type SentItem } from './items';
import { stateOf, type StoredItem } from './state';

/**
 * What the vendor refuses about an item already when it is saved: the dead channel, type and content that do not fit
 * the channel, and missing media. Everything else it leaves to the network.
 */
export function checkItem(sent: SentItem): Reply | null {
	const { name } = sent.channel;
	if (name === 'TWITTER') return unsupportedChannel(name);
	const format = formatOf(name, sent.type);
	if (!format) {
		return validationError(
			customViolation('item.type', 'UNSUPPORTED_TYPE', `${sent.type} is not supported by ${name}`),
		);
	}
	const keys = contentKeysOf(sent);
	if (keys.length !== 1 || keys[0] !== format.contentKey) {
		const wrong = keys.find((key) => key !== format.contentKey) ?? format.contentKey;
		const description = `${name} ${sent.type} takes exactly one content object, ${format.contentKey}`;
		return validationError(customViolation(`item.${wrong}`, 'CONTENT_MISMATCH', description));
	}
	const content = sent[format.contentKey] as Readonly<Record<string, unknown>>;
	const needed = format.neededAtCreation;
	if (needed.length > 0 && needed.every((field) => content[field] === undefined || content[field] === '')) {
		const description = `must hold ${needed.join(' or ')}`;
		return validationError(customViolation(`item.${format.contentKey}`, 'MEDIA_REQUIRED', description));
	}
	return null;
}

/** A reference ID serves once per site, also when its item is gone. */
export function checkReference(world: World, referenceId: string | undefined, self?: Post): Reply | null {
	const owner = referenceId === undefined ? undefined : stateOf(world).references.get(referenceId);
	if (owner === undefined || owner === self?.id) return null;
	const message = 'An item with the same reference ID already exists.';
	return applicationError(409, 'REFERENCE_ID_ALREADY_EXIST', message, { referenceId });
}

/** Publishing needs an account that the channel has, or had before it was disconnected. */
export function checkAccount(world: World, { channel }: Pick<StoredItem, 'channel'>): Reply | null {
	if (candidates(world, channel.name, channel.accountId).length > 0) return null;
	const description = `is not an account of channel ${channel.name}`;
	return validationError(customViolation('item.channel.accountId', 'UNKNOWN_ACCOUNT', description));
}

/** A sent change together with what it changes. `consumerInfo` can only be set at creation. */
export function merge(stored: StoredItem, change: Readonly<Record<string, unknown>>): SentItem {
	const contentKey = formatOf(stored.channel.name, stored.type)?.contentKey ?? '';
	const sendsContent = CONTENT_KEYS.some((key) => change[key] !== undefined);
	const changes = Object.entries(change).filter(([key]) => key !== 'id' && key !== 'consumerInfo');
	return {
		channel: stored.channel,
		type: stored.type,
		...(stored.referenceId !== undefined && { referenceId: stored.referenceId }),
		...(stored.siteAssetRef && { siteAssetRef: stored.siteAssetRef }),
		...(!sendsContent && { [contentKey]: stored.content }),
		...Object.fromEntries(changes),
		...(stored.consumerInfo && { consumerInfo: stored.consumerInfo }),
		...(stored.draftDate !== undefined && { schedulingInfo: { scheduledDate: stored.draftDate } }),
	};
}
