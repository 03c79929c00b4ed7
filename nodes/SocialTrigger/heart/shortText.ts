/** Six bits each; none of them needs an escape in JSON. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BASE = 64;

const { imul, floor } = Math;

/** Nine digits fit into five letters. */
const LOW_DIGITS = 9;
const LOW_LETTERS = 5;

/** A number of up to 19 decimal digits, in about half as many letters. */
export function shortenNumber(digits: string): string {
	const high = digits.slice(0, -LOW_DIGITS);
	const low = lettersOf(Number(digits.slice(-LOW_DIGITS)), LOW_LETTERS);
	return high === '' ? low : lettersOf(Number(high), 1) + low;
}

export function restoreNumber(short: string): string {
	const high = short.slice(0, -LOW_LETTERS);
	const low = String(numberIn(short.slice(-LOW_LETTERS)));
	return high === '' ? low : `${numberIn(high)}${low.padStart(LOW_DIGITS, '0')}`;
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
		one = imul(one ^ code, 0x9e3779b1);
		other = imul(other ^ code, 0x5f356495);
		other ^= one >>> 15;
	}
	const half = length / 2;
	return (
		lettersOf(mix(one ^ (other >>> 7)), half).slice(-half) +
		lettersOf(mix(other ^ text.length), half).slice(-half)
	);
}

function mix(value: number): number {
	let mixed = imul(value ^ (value >>> 16), 0x85ebca6b);
	mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** At least so many letters. */
function lettersOf(number: number, atLeast: number): string {
	let letters = '';
	for (let left = number; left > 0 || letters.length < atLeast; left = floor(left / BASE)) {
		letters = LETTERS.charAt(left % BASE) + letters;
	}
	return letters;
}

function numberIn(letters: string): number {
	let number = 0;
	for (const one of letters) number = number * BASE + LETTERS.indexOf(one);
	return number;
}
