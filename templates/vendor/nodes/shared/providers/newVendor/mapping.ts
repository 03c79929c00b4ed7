import type { Account } from '../../domain/account';
import { asObject, asText, type JsonValue } from '../../domain/json';
import type { KnownPlatform, Platform } from '../../domain/platform';
import { readHealth } from './health';

/** Networks as the vendor spells them, by our words. The vendor's words stop in this file. */
const WORDS: ReadonlyMap<Platform, string> = new Map<KnownPlatform, string>([
	['x', 'twitter'],
	['facebook', 'facebook'],
	['linkedin', 'linkedin'],
]);

const NETWORKS_BY_WORD: ReadonlyMap<string, Platform> = new Map(
	[...WORDS].map(([platform, word]) => [word, platform]),
);

/** The networks that it can post to, in our words. */
export const NETWORKS: readonly Platform[] = [...WORDS.keys()];

/** @returns `null` when the entry does not say which account it is */
export function readAccount(entry: JsonValue, checkedAt: string): Account | null {
	const { id, network, name } = asObject(entry);
	const providerAccountId = asText(id);
	const word = asText(network)?.toLowerCase();
	if (providerAccountId === null || word === undefined) return null;
	return {
		id: providerAccountId,
		providerAccountId,
		provider: 'newVendor',
		platform: NETWORKS_BY_WORD.get(word) ?? word,
		name: asText(name) ?? providerAccountId,
		username: null,
		avatarUrl: null,
		connectedAt: null,
		isActive: null,
		isDefault: null,
		health: readHealth(entry, checkedAt),
	};
}
