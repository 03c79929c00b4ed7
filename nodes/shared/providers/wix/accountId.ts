import { channelNamed, PLACES, type Channel } from './mapping';

/**
 * Which account of a channel is meant. As text: `CHANNEL:id`, or `CHANNEL:id:place` for the three channels whose posts go
 * to a page, board or location of the account (Facebook, Pinterest, Google Business).
 *
 * In the parts of the latter a colon is escaped, in all parts a comma, which stands between IDs in lists; both as in
 * addresses (`%3A`, `%2C`). A LinkedIn URN needs no escape: `LINKEDIN:urn:li:person:8f3k`. `CHANNEL:*` means the channel
 * itself: the accounts of one whose connection has lapsed are not told.
 */
export interface AccountRef {
	readonly channel: Channel;
	/** Wix's account ID; `null` for the channel itself. */
	readonly id: string | null;
	/** ID of the page, board or location; `null` where the channel has none. */
	readonly place: string | null;
}

const WHOLE_CHANNEL = '*';

export function formatAccountId({ channel, id, place }: AccountRef): string {
	if (id === null) return `${channel}:${WHOLE_CHANNEL}`;
	if (place === null) return `${channel}:${escape(id, /[%,\s]/g)}`;
	return [channel, escape(id, /[%,:\s]/g), escape(place, /[%,:\s]/g)].join(':');
}

/** @returns `null` when the text is no account ID of Wix */
export function parseAccountId(text: string): AccountRef | null {
	const colon = text.indexOf(':');
	const channel = channelNamed(text.slice(0, Math.max(colon, 0)));
	const rest = text.slice(colon + 1);
	if (channel === null || rest === '') return null;
	if (rest === WHOLE_CHANNEL) return { channel, id: null, place: null };
	if (PLACES[channel] === undefined) return withoutEscapes(channel, rest, null);

	const [id, place, ...more] = rest.split(':');
	if (!id || !place || more.length > 0) return null;
	return withoutEscapes(channel, id, place);
}

function withoutEscapes(channel: Channel, id: string, place: string | null): AccountRef | null {
	try {
		return { channel, id: decodeURIComponent(id), place: place === null ? null : decodeURIComponent(place) };
	} catch {
		return null;
	}
}

function escape(text: string, letters: RegExp): string {
	return text.replace(letters, encodeURIComponent);
}
