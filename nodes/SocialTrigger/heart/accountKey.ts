import { hashText, restoreNumber, shortenNumber } from './shortText';

/**
 * An account ID in as few letters as possible: the words before it (`instagram:`, `LINKEDIN:urn:li:person:`), which many
 * accounts share, and the rest in at most 11 letters.
 */
export interface AccountKey {
	readonly prefix: string;
	readonly form: KeyForm;
	readonly short: string;
}

/** How the rest is kept: as it is, as a number, or, where neither is short enough, as a hash that nobody can read back. */
export const KEY_FORMS = ['text', 'number', 'hash'] as const;
export type KeyForm = (typeof KEY_FORMS)[number];

const PREFIX = /^(?:[A-Za-z]+:)*/;
const SHORT_TEXT = /^[\w*-]{1,11}$/;
const LONG_NUMBER = /^[1-9]\d{11,18}$/;
const HASH_LETTERS = 10;

export function shortenId(id: string): AccountKey {
	const [prefix = ''] = PREFIX.exec(id) ?? [];
	const rest = id.slice(prefix.length);
	if (SHORT_TEXT.test(rest)) return { prefix, form: 'text', short: rest };
	if (LONG_NUMBER.test(rest)) return { prefix, form: 'number', short: shortenNumber(rest) };
	return { prefix, form: 'hash', short: hashText(rest, HASH_LETTERS) };
}

/** The ID behind a key; `null` behind a hash. */
export function restoreId({ prefix, form, short }: AccountKey): string | null {
	if (form === 'hash') return null;
	return prefix + (form === 'number' ? restoreNumber(short) : short);
}

/** A key as one text. It begins with the words of the ID. */
export function keyText({ prefix, form, short }: AccountKey): string {
	return `${prefix}${KEY_FORMS.indexOf(form)}${short}`;
}
