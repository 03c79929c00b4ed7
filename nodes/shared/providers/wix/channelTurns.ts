import type { ListTurn } from '../provider';
import type { Channel } from './mapping';

/** Each takes two calls at most: its token status and its accounts. */
const CHANNELS_AT_ONCE = 3;

/**
 * The channels that are asked in a turn: most of them have known accounts, and one at least has none, for the day when it
 * is connected. Two channels with known accounts are asked each time, of seven each has its turn after three at the latest.
 */
export function channelsInTurn(channels: readonly Channel[], { number, known }: ListTurn): Channel[] {
	const isKnown = (channel: Channel) => known.some((words) => words.startsWith(`${channel}:`));
	const inUse = channels.filter(isKnown);
	const others = channels.filter((channel) => !isKnown(channel));
	const free = Math.min(others.length, Math.max(1, CHANNELS_AT_ONCE - inUse.length));
	return [...take(inUse, CHANNELS_AT_ONCE - free, number), ...take(others, free, number)];
}

/** So many, going on turn by turn where the turn before has ended. */
function take(channels: readonly Channel[], count: number, turn: number): Channel[] {
	if (channels.length <= count) return [...channels];
	const start = (turn * count) % channels.length;
	return [...channels, ...channels].slice(start, start + count);
}
