import type { HealthStatus } from './account';
import { asNumber, asObject, asText, asList, type JsonObject, type JsonValue } from './json';

/** What a field of an answer has to be: this value, a number of at most that, or a list with that word in it. */
export type Sign = string | boolean | { readonly atMost: number } | { readonly includes: string };

/** A way in which a provider says how an account stands, and what it means in our words. */
export interface HealthWord {
	/** The call whose answer says so. */
	readonly from: string;
	/** Fields of what the answer holds of the account; `token.expired` is a field in an object. All have to be as told. */
	readonly says: Readonly<Record<string, Sign>>;
	readonly status: HealthStatus;
	/** `null`: the word does not decide it; a field of its own does, where the answer has one. */
	readonly canPost: boolean | null;
	/** What people are told, where the provider gives no reason itself. */
	readonly reason?: string;
}

/**
 * The first of the words that fits what an answer holds of an account.
 *
 * @returns `null` when none does: nothing is guessed for words that are new to us
 */
export function findHealthWord(words: readonly HealthWord[], told: JsonObject): HealthWord | null {
	// Lists hold thousands of accounts, so nothing is made anew for each.
	for (const word of words) {
		let fits = true;
		for (const path in word.says) fits &&= isSo(word.says[path], fieldAt(told, path));
		if (fits) return word;
	}
	return null;
}

function fieldAt(told: JsonObject, path: string): JsonValue | undefined {
	let value: JsonValue | undefined = told;
	for (const name of namesIn(path)) value = asObject(value)[name];
	return value;
}

const NAMES = new Map<string, readonly string[]>();

function namesIn(path: string): readonly string[] {
	const known = NAMES.get(path);
	if (known !== undefined) return known;
	const names = path.split('.');
	NAMES.set(path, names);
	return names;
}

function isSo(sign: Sign | undefined, value: JsonValue | undefined): boolean {
	if (typeof sign !== 'object') return value === sign;
	if ('includes' in sign) return asList(value).some((one) => asText(one) === sign.includes);
	const number = asNumber(value);
	return number !== null && number <= sign.atMost;
}
