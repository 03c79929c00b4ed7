import { asText, type JsonObject } from '../../domain/json';
import { pathSegment } from '../../transport/pathSegment';
import type { VendorResponse, Wire } from '../../transport/wire';
import { isNotFound } from './answers';

/** Under which the token may stand in an address; the first is what the contract assumes. */
const TOKEN_NAMES = ['state', 'state_token', 'token'] as const;

/** Shorter parts of a path are words, not signed tokens. */
const SHORTEST_TOKEN = 16;

/** An address that leads to a login page first carries the real one inside. */
const MAX_NESTING = 2;

/** Asks what became of a link. Contract: `GET /social/connect/{state_token}`. */
export async function poll(wire: Wire, token: string): Promise<VendorResponse> {
	return wire.send({
		method: 'GET',
		path: `/social/connect/${pathSegment(token)}`,
		repeatable: 'safe',
	});
}

/**
 * The token of a link that was just made. The vendor says only that it is embedded in the link, so each place where it
 * may stand is tried with the vendor at once: a wrong guess would show when it is too late to do anything else.
 *
 * @returns `null` when the vendor knows none of them
 */
export async function findToken(wire: Wire, link: JsonObject): Promise<string | null> {
	for (const candidate of tokenCandidates(link)) {
		if (await mayBeKnown(wire, candidate)) return candidate;
	}
	return null;
}

/** A call that fails for another reason does not speak against the token, and must not cost the link. */
async function mayBeKnown(wire: Wire, token: string): Promise<boolean> {
	return poll(wire, token).then(
		() => true,
		(error: unknown) => !isNotFound(error),
	);
}

/** What may be the token, the likeliest first. */
export function tokenCandidates(link: JsonObject): readonly string[] {
	const named = TOKEN_NAMES.map((name) => asText(link[name]));
	const embedded = candidatesOf(asText(link.connect_url) ?? '', MAX_NESTING);
	return [...new Set([...named, ...embedded].filter((text) => text !== null))];
}

function candidatesOf(address: string, nesting: number): string[] {
	if (nesting === 0 || !URL.canParse(address)) return [];
	const { searchParams, hash, pathname } = new URL(address);
	const parameters = [searchParams, new URLSearchParams(hash.replace(/^#\??/, ''))];
	return [
		...parameters.flatMap(namedIn),
		...parameters.flatMap((one) => [...one.values()].flatMap((value) => candidatesOf(value, nesting - 1))),
		...pathname
			.split('/')
			.reverse()
			.filter((part) => part.length >= SHORTEST_TOKEN)
			.map(decodePart),
	];
}

function namedIn(parameters: URLSearchParams): string[] {
	return TOKEN_NAMES.map((name) => asText(parameters.get(name))).filter((value) => value !== null);
}

function decodePart(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
