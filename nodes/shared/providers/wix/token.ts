import { asObject, asText, type JsonValue } from '../../domain/json';
import type { VendorResponse, Wire } from '../../transport/wire';
import { tokenStatusNamed, type TokenStatus } from './health';
import type { Channel } from './mapping';

/** What Wix says of the one token that a channel has for all its accounts. */
export interface Token {
	/** Wix's own word. */
	readonly word: string | null;
	/** `null` for a word that is new to us. */
	readonly status: TokenStatus | null;
	/** When Wix said so, in milliseconds since 1970. */
	readonly saidAtMs: number;
	readonly raw: JsonValue;
}

/** Never an error, also for a channel that was never connected (contract page, Get Long Lived Token Status). */
export async function readToken(wire: Wire, channel: Channel): Promise<Token> {
	const response = await wire.send({
		method: 'GET',
		path: `/social-publisher/v1/${channel}/long-lived-token-status`,
		repeatable: 'safe',
	});
	const word = asText(asObject(response.body).status);
	return { word, status: tokenStatusNamed(word), saidAtMs: timeOf(response), raw: response.body };
}

/**
 * When an answer was given, in milliseconds since 1970: by Wix's clock, since Wix's links expire by it; by ours when the
 * answer does not tell.
 */
export function timeOf({ headers }: VendorResponse): number {
	const told = Date.parse(headers.date ?? '');
	return Number.isNaN(told) ? Date.now() : told;
}
