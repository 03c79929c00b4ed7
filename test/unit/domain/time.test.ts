import * as fc from 'fast-check';

import { toIsoUtc } from '../../../nodes/shared/domain/time';

const moments = fc.date({
	min: new Date('1970-01-01T00:00:00.000Z'),
	max: new Date('9999-12-31T23:59:59.999Z'),
	noInvalidDate: true,
});

describe('a moment as ISO 8601 UTC', () => {
	it('is the same moment, however the vendor writes it', () => {
		fc.assert(
			fc.property(moments, fc.integer({ min: -14 * 60, max: 14 * 60 }), (moment, offsetMinutes) => {
				const iso = moment.toISOString();
				expect(toIsoUtc(iso)).toBe(iso);
				expect(toIsoUtc(moment.getTime())).toBe(iso);
				expect(toIsoUtc(iso.replace('Z', '+00:00'))).toBe(iso);
				expect(toIsoUtc(iso.slice(0, -1))).toBe(iso);
				const elsewhere = new Date(moment.getTime() + offsetMinutes * 60_000);
				fc.pre(elsewhere.getTime() >= 0 && elsewhere.getUTCFullYear() <= 9999);
				const hours = String(Math.floor(Math.abs(offsetMinutes) / 60)).padStart(2, '0');
				const minutes = String(Math.abs(offsetMinutes) % 60).padStart(2, '0');
				const offset = `${offsetMinutes < 0 ? '-' : '+'}${hours}:${minutes}`;
				expect(toIsoUtc(elsewhere.toISOString().replace('Z', offset))).toBe(iso);
			}),
		);
	});

	it.each([
		['2027-03-28T07:30:00Z', '2027-03-28T07:30:00.000Z'],
		['2028-02-29T23:59:59Z', '2028-02-29T23:59:59.000Z'],
		['2027-03-28 07:30:00', '2027-03-28T07:30:00.000Z'],
		['2028-02-29T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
	])('of %s is %s', (written, expected) => {
		expect(toIsoUtc(written)).toBe(expected);
	});

	it.each([
		'2027-02-29T00:00:00.000Z',
		'2027-13-01T00:00:00.000Z',
		'2027-04-31T00:00:00.000Z',
		'2027-04-31T00:00:00Z',
		'2027-01-01T25:00:00.000Z',
		'not a moment, 24 letters',
		'',
		null,
		undefined,
		true,
	])('of %j there is none', (value) => {
		expect(toIsoUtc(value)).toBeNull();
	});
});
