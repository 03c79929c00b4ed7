/** Numbers that look random and are the same for the same seed. */
export class SeededRandom {
	private state: number;

	constructor(seed: string) {
		// FNV-1a turns the text into the generator's 32-bit state.
		let hash = 0x811c9dc5;
		for (let index = 0; index < seed.length; index++) {
			hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
		}
		this.state = hash >>> 0;
	}

	/** From 0 to just below 1 (mulberry32). */
	fraction(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let mixed = this.state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number from 0 to just below `end`. */
	below(end: number): number {
		return Math.floor(this.fraction() * end);
	}

	pick(letters: string): string {
		return letters.charAt(this.below(letters.length));
	}

	text(letters: string, length: number): string {
		let result = '';
		while (result.length < length) result += this.pick(letters);
		return result;
	}

	hex(digits: number): string {
		return this.text('0123456789abcdef', digits);
	}

	/** A UUID of version 4. */
	uuid(): string {
		const variant = this.pick('89ab');
		return [this.hex(8), this.hex(4), `4${this.hex(3)}`, `${variant}${this.hex(3)}`, this.hex(12)].join('-');
	}
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const LONG_HEX = /(?=[0-9a-f]*\d)[0-9a-f]{8,}/g;
const NUMBER = /\d+/g;
const TAKEN_ATTEMPTS = 20;

/**
 * An ID built like `sample` (UUID, hex or decimal digits of the same length, with the same fixed text around) that
 * `isTaken` does not know.
 */
export function idLike(sample: string, random: SeededRandom, isTaken: (id: string) => boolean): string {
	for (let attempt = 0; ; attempt++) {
		const id = redraw(sample, random);
		if (!isTaken(id)) return id;
		// A short sample runs out of values: grow it by a digit.
		if (attempt > 0 && attempt % TAKEN_ATTEMPTS === 0) sample += '1';
	}
}

function redraw(sample: string, random: SeededRandom): string {
	if (sample.search(UUID) >= 0) return sample.replace(UUID, () => random.uuid());
	if (/[a-f]/.test(sample) && sample.search(LONG_HEX) >= 0) {
		return sample.replace(LONG_HEX, (digits) => random.hex(digits.length));
	}
	if (sample.search(NUMBER) >= 0) return sample.replace(NUMBER, (digits) => decimal(digits.length, random));
	return `${sample}1`;
}

function decimal(length: number, random: SeededRandom): string {
	return random.pick('123456789') + random.text('0123456789', length - 1);
}
