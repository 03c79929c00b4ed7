import type { Health } from '../../domain/account';
import { findHealthWord, type HealthWord } from '../../domain/healthWords';

export type TokenStatus = 'NEVER_CREATED' | 'VALID' | 'INVALID' | 'DISCONNECTED';

const TOKEN_STATUSES: readonly TokenStatus[] = ['NEVER_CREATED', 'VALID', 'INVALID', 'DISCONNECTED'];

/** The token status of that name; `null` for a word that is new to us. */
export function tokenStatusNamed(word: string | null): TokenStatus | null {
	return TOKEN_STATUSES.find((status) => status === word) ?? null;
}

/** Wix tells only whether a channel can publish, not until when. */
export type ChannelHealth = Pick<Health, 'status' | 'canPost' | 'reasons'>;

const TOKEN_STATUS_CALL = 'GET /{channelName}/long-lived-token-status';

/** What a token status means for the accounts of its channel (contract page, token status). */
export const WIX_HEALTH_WORDS: readonly HealthWord[] = [
	{ from: TOKEN_STATUS_CALL, says: { status: 'VALID' }, status: 'healthy', canPost: true },
	{
		from: TOKEN_STATUS_CALL,
		says: { status: 'INVALID' },
		status: 'expired',
		canPost: false,
		reason: 'The connection has expired and must be made again in Wix.',
	},
	{
		from: TOKEN_STATUS_CALL,
		says: { status: 'DISCONNECTED' },
		status: 'disconnected',
		canPost: false,
		reason: 'The network was disconnected from the site and must be connected again in Wix.',
	},
	{
		from: TOKEN_STATUS_CALL,
		says: { status: 'NEVER_CREATED' },
		status: 'disconnected',
		canPost: false,
		reason: 'The network was never connected to the site.',
	},
];

/** The health behind Wix's word; nothing is guessed for a word that is new to us. */
export function channelHealth(word: string | null): ChannelHealth {
	const known = findHealthWord(WIX_HEALTH_WORDS, { status: word });
	if (known !== null) {
		const { status, canPost, reason } = known;
		return { status, canPost, reasons: reason === undefined ? [] : [reason] };
	}
	const reasons = word === null ? [] : [`Wix gives the state of the connection as ${word}.`];
	return { status: 'unknown', canPost: null, reasons };
}
