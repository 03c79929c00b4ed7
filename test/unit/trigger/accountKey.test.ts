import fc from 'fast-check';

import { keyText, restoreId, shortenId } from '../../../nodes/SocialTrigger/heart/accountKey';
import { hashText } from '../../../nodes/SocialTrigger/heart/shortText';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${length - 1}}$`));

/** IDs as the four vendors have them. */
const RESTORABLE = fc.oneof(
	fc.nat().map(String),
	digits(17).map((id) => `instagram:${id}`),
	digits(19).map((id) => `x:${id}`),
	fc.stringMatching(/^[0-9a-zA-Z]{10}$/).map((id) => `LINKEDIN:urn:li:person:${id}`),
	digits(8).map((id) => `LINKEDIN:urn:li:organization:${id}`),
	digits(17).map((id) => `INSTAGRAM:${id}`),
	fc.constant('TIKTOK:*'),
);
const TOO_LONG = fc.oneof(
	fc.uuid().map((id) => `TIKTOK:${id}`),
	fc.stringMatching(/^[0-9a-zA-Z]{16}$/).map((id) => `tiktok:${id}`),
	fc.tuple(digits(16), digits(15)).map(([user, page]) => `FACEBOOK:${user}:${page}`),
	fc.string({ minLength: 12 }),
);

describe('an account ID in few letters', () => {
	it('has at most 11 besides the words before it, none of which JSON escapes', () => {
		fc.assert(
			fc.property(fc.oneof(RESTORABLE, TOO_LONG), (id) => {
				const { prefix, short } = shortenId(id);
				expect(id.startsWith(prefix)).toBe(true);
				expect(short.length).toBeLessThanOrEqual(11);
				expect(short).toMatch(/^[\w*-]*$/);
			}),
			{ numRuns: 5000 },
		);
	});

	it('gives the ID back wherever it fits', () => {
		fc.assert(
			fc.property(RESTORABLE, (id) => {
				expect(restoreId(shortenId(id))).toBe(id);
			}),
			{ numRuns: 5000 },
		);
	});

	it('gives an ID back or nothing, never another one', () => {
		fc.assert(
			fc.property(fc.oneof(TOO_LONG, fc.string()), (id) => {
				expect([id, null]).toContain(restoreId(shortenId(id)));
			}),
			{ numRuns: 5000 },
		);
	});

	it('tells 200,000 accounts apart', () => {
		const ids = Array.from({ length: 50_000 }, (_, at) => [
			`TIKTOK:7c9f0a12-4e6d-4a8b-9c3f-${String(at).padStart(12, '0')}`,
			`FACEBOOK:1022334455667788:${102938475610000 + at}`,
			`instagram:${17841400000000000n + BigInt(at)}`,
			String(at),
		]).flat();
		expect(new Set(ids.map((id) => keyText(shortenId(id)))).size).toBe(ids.length);
	});

	it('hashes evenly', () => {
		const hashes = Array.from({ length: 100_000 }, (_, at) => hashText(`post-${at}`, 6));
		// Of 36 bits about 0.07 pairs are to be expected.
		expect(hashes.length - new Set(hashes).size).toBeLessThanOrEqual(2);
	});
});
