/** Six bits each; none of them needs an escape in JSON. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BASE = BigInt(LETTERS.length);

/** A number of decimal digits, in about half as many letters. */
export function shortenNumber(digits: string): string {
	let short = '';
	for (let left = BigInt(digits); left > 0n; left /= BASE) short = letter(Number(left % BASE)) + short;
	return short;
}

export function restoreNumber(short: string): string {
	return [...short].reduce((sum, one) => sum * BASE + BigInt(LETTERS.indexOf(one)), 0n).toString();
}

/**
 * The same letters for the same text: a fast hash (two lanes, multiplied and mixed) that tells things apart, no more.
 *
 * @param length of the result, an even number up to 10, with 6 bits each
 */
export function hashText(text: string, length: number): string {
	let one = 0x811c9dc5;
	let other = 0x9747b28c;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		one = Math.imul(one ^ code, 0x9e3779b1);
		other = Math.imul(other ^ code, 0x5f356495);
		other ^= one >>> 15;
	}
	const half = length / 2;
	return lettersOf(mix(one ^ (other >>> 7)), half) + lettersOf(mix(other ^ text.length), half);
}

function mix(value: number): number {
	let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}

function lettersOf(bits: number, count: number): string {
	let letters = '';
	for (let at = 0; at < count; at++) letters += letter((bits >>> (6 * at)) & 63);
	return letters;
}

function letter(index: number): string {
	return LETTERS.charAt(index);
}
