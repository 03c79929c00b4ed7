import fc from 'fast-check';
import { DateTime } from 'luxon';

import { InputError } from '../../../nodes/shared/domain/inputError';
import { readMoment, readSchedule } from '../../../nodes/shared/domain/schedule';

const NOW = Date.parse('2027-01-01T00:00:00Z');

const refusal = (act: () => unknown): InputError => {
	try {
		act();
	} catch (error) {
		if (error instanceof InputError) return error;
		throw error;
	}
	throw new Error('Nothing was refused');
};

describe('the time at which a post goes out', () => {
	it.each([
		['2027-03-27T09:30', 'Europe/Berlin', '2027-03-27T08:30:00.000Z'],
		['2027-03-29T09:30', 'Europe/Berlin', '2027-03-29T07:30:00.000Z'],
		['2027-03-29 09:30:15', 'Europe/Berlin', '2027-03-29T07:30:15.000Z'],
		['2027-07-01T09:30:00Z', 'Europe/Berlin', '2027-07-01T09:30:00.000Z'],
		['2027-07-01T09:30:00+02:00', 'America/New_York', '2027-07-01T07:30:00.000Z'],
		['2027-07-01T09:30:00.250-0400', 'UTC', '2027-07-01T13:30:00.250Z'],
		['2027-07-01T09:30', 'Asia/Kolkata', '2027-07-01T04:00:00.000Z'],
	])('%s in %s is %s', (text, zone, utc) => {
		expect(readSchedule(text, zone, NOW)).toBe(utc);
	});

	it('reads date objects that expressions make', () => {
		const moment = DateTime.fromISO('2027-07-01T09:30:00', { zone: 'Europe/Berlin' });
		expect(readSchedule(moment, 'America/New_York', NOW)).toBe('2027-07-01T07:30:00.000Z');
		expect(readSchedule(moment.toJSDate(), 'America/New_York', NOW)).toBe('2027-07-01T07:30:00.000Z');
	});

	it('refuses a local time that does not exist, and names the next one that does', () => {
		const error = refusal(() => readSchedule('2027-03-28T02:30', 'Europe/Berlin', NOW));
		expect(error.message).toBe('2027-03-28T02:30 does not exist in Europe/Berlin: clocks go forward then');
		expect(error.advice).toContain('2027-03-28T03:30');
		expect(error.parameter).toBe('Schedule Time');
	});

	it('takes the same local time with an offset, since that is unambiguous', () => {
		expect(readSchedule('2027-03-28T02:30+01:00', 'Europe/Berlin', NOW)).toBe('2027-03-28T01:30:00.000Z');
	});

	it.each([
		['2026-12-31T23:59:59Z', 'UTC', 'is past'],
		['2027-01-01T00:00:00Z', 'UTC', 'is past'],
		['2027-01-01T00:30', 'Europe/Berlin', 'is past'],
		['tomorrow', 'UTC', 'is not a time'],
		['2027-13-01T00:00', 'UTC', 'is not a time'],
		['', 'UTC', 'no time'],
		[null, 'UTC', 'no time'],
		['2027-07-01T09:30', 'Berlin', 'is not a time zone'],
	])('refuses %s in %s: %s', (value, zone, message) => {
		expect(refusal(() => readSchedule(value, zone, NOW)).message).toContain(message);
	});

	it('reads past times where they are allowed', () => {
		expect(readMoment('Filters', '2020-07-01', 'Europe/Berlin')).toBe('2020-06-30T22:00:00.000Z');
	});

	it('agrees with the clock on the wall for every local time that exists, and refuses every other one', () => {
		const zones = [
			'Europe/Berlin',
			'America/New_York',
			'Australia/Lord_Howe',
			'Africa/Cairo',
			'Asia/Kathmandu',
			'UTC',
		];
		const minutes = fc.integer({ min: 0, max: 3 * 366 * 24 * 60 });
		fc.assert(
			fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
				const text = new Date(NOW + 86_400_000 + minute * 60_000).toISOString().slice(0, 16);
				let utc: string;
				try {
					utc = readSchedule(text, zone, NOW);
				} catch {
					// Refused: no moment within two days has this time on that wall.
					const aroundMs = Date.parse(`${text}Z`);
					for (let ms = aroundMs - 15 * 3_600_000; ms <= aroundMs + 15 * 3_600_000; ms += 60_000 * 15) {
						const shown = DateTime.fromMillis(ms, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
						expect(shown).not.toBe(text);
					}
					return;
				}
				expect(DateTime.fromISO(utc, { zone }).toFormat("yyyy-MM-dd'T'HH:mm")).toBe(text);
			}),
			{ numRuns: 2_000 },
		);
	});
});
