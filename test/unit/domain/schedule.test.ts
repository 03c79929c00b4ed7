import fc from 'fast-check';
import { DateTime, Settings } from 'luxon';

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

	describe.each([
		['in winter', '2027-01-15T12:00:00Z'],
		['in summer', '2027-07-15T12:00:00Z'],
	])('asked %s', (_season, present) => {
		const now = Settings.now;
		beforeAll(() => {
			Settings.now = () => Date.parse(present);
		});
		afterAll(() => {
			Settings.now = now;
		});

		it.each([
			// Clocks go back: the first of the two, which is the one in summer time.
			['2027-10-31T02:30', 'Europe/Berlin', '2027-10-31T00:30:00.000Z'],
			['2027-10-31T02:00', 'Europe/Berlin', '2027-10-31T00:00:00.000Z'],
			['2027-10-31T03:00', 'Europe/Berlin', '2027-10-31T02:00:00.000Z'],
			['2027-11-07T01:15', 'America/New_York', '2027-11-07T05:15:00.000Z'],
			['2027-11-07T01:15', 'America/St_Johns', '2027-11-07T03:45:00.000Z'],
			// Summer time of half an hour.
			['2027-04-04T01:45', 'Australia/Lord_Howe', '2027-04-03T14:45:00.000Z'],
			['2027-04-04T01:29', 'Australia/Lord_Howe', '2027-04-03T14:29:00.000Z'],
			['2027-04-04T02:00', 'Australia/Lord_Howe', '2027-04-03T15:30:00.000Z'],
			['2027-10-03T02:30', 'Australia/Lord_Howe', '2027-10-02T15:30:00.000Z'],
			// Clocks go back for Ramadan, and forward after it.
			['2027-02-07T02:30', 'Africa/Casablanca', '2027-02-07T01:30:00.000Z'],
			['2027-02-20T12:00', 'Africa/Casablanca', '2027-02-20T12:00:00.000Z'],
			['2027-03-20T12:00', 'Africa/Casablanca', '2027-03-20T11:00:00.000Z'],
			['2027-07-01T00:00', 'Asia/Kathmandu', '2027-06-30T18:15:00.000Z'],
			// The day before and after the one that Samoa left out.
			['2011-12-29T23:59', 'Pacific/Apia', '2011-12-30T09:59:00.000Z'],
			['2011-12-31T00:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
		])('%s in %s is %s', (text, zone, utc) => {
			expect(readMoment('Schedule Time', text, zone)).toBe(utc);
		});

		it.each([
			['2027-03-28T02:00', 'Europe/Berlin'],
			['2027-03-28T02:59', 'Europe/Berlin'],
			['2027-03-14T02:30', 'America/St_Johns'],
			['2027-10-03T02:00', 'Australia/Lord_Howe'],
			['2027-10-03T02:29', 'Australia/Lord_Howe'],
			['2027-03-14T02:30', 'Africa/Casablanca'],
			['2011-12-30T00:00', 'Pacific/Apia'],
			['2011-12-30T12:00', 'Pacific/Apia'],
			['2011-12-30T23:59', 'Pacific/Apia'],
		])('%s in %s does not exist', (text, zone) => {
			expect(refusal(() => readMoment('Schedule Time', text, zone)).message).toContain('does not exist');
		});
	});

	it('takes the second of two with its offset', () => {
		expect(readSchedule('2027-10-31T02:30+01:00', 'Europe/Berlin', NOW)).toBe('2027-10-31T01:30:00.000Z');
	});

	it('agrees with the clock on the wall in every zone: the first moment that shows it, or none does', () => {
		const zones = Intl.supportedValuesOf('timeZone').map((zone) => new Wall(zone));
		const changes = zones.flatMap((wall) => wall.changes().map((at) => ({ wall, at })));
		expect(changes.length).toBeGreaterThan(300);

		const anyTime = fc.tuple(fc.constantFrom(...zones), fc.integer({ min: 0, max: 5 * 366 * 24 * 60 }));
		const nearChange = fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -180, max: 180 }));
		const local = fc.oneof(
			anyTime.map(([wall, minute]) => ({ wall, text: asText(NOW + 2 * DAY + minute * MINUTE) })),
			nearChange.map(([{ wall, at }, minute]) => ({ wall, text: wall.show(at + minute * MINUTE) })),
			// As it would have been shown without the change: in the gap, if there is one.
			nearChange.map(([{ wall, at }, minute]) => ({
				wall,
				text: asText(Date.parse(`${wall.show(at - MINUTE)}Z`) + (minute + 1) * MINUTE),
			})),
		);
		let [read, refused, twice] = [0, 0, 0];
		fc.assert(
			fc.property(local, ({ wall, text }) => {
				const moments = wall.momentsShowing(text);
				if (moments.length === 0) {
					refused += 1;
					const { message } = refusal(() => readMoment('Schedule Time', text, wall.zone));
					expect(message).toBe(`${text} does not exist in ${wall.zone}: clocks go forward then`);
					return;
				}
				read += 1;
				if (moments.length > 1) twice += 1;
				const [first = NaN] = moments;
				expect(readMoment('Schedule Time', text, wall.zone)).toBe(new Date(first).toISOString());
			}),
			{ numRuns: 10_000 },
		);
		// Each kind came up.
		expect(Math.min(read, refused, twice)).toBeGreaterThan(100);
	});
});

const MINUTE = 60_000;
const DAY = 86_400_000;

const asText = (ms: number) => new Date(ms).toISOString().slice(0, 16);

/** The clock on the wall of a zone, as the JavaScript engine knows it. */
class Wall {
	private readonly format: Intl.DateTimeFormat;

	constructor(readonly zone: string) {
		this.format = new Intl.DateTimeFormat('en-CA', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
		});
	}

	/** e.g. `2027-03-28T09:30` */
	show(ms: number): string {
		return this.format.format(ms).replace(', ', 'T');
	}

	/** All moments in whole minutes at which the clock shows this, oldest first. */
	momentsShowing(text: string): number[] {
		const asUtc = Date.parse(`${text}Z`);
		const offsets = [-36, -24, -12, 0, 12, 24, 36].map((hours) => this.offset(asUtc + hours * 60 * MINUTE));
		return [...new Set(offsets)]
			.map((offset) => asUtc - offset)
			.filter((ms) => this.show(ms) === text)
			.sort((one, other) => one - other);
	}

	/** Moments from 2027 to 2028 from which on the clock is set differently. */
	changes(): number[] {
		const days = Array.from({ length: 730 }, (_, day) => NOW + day * DAY);
		return days.filter((ms) => this.offset(ms) !== this.offset(ms + DAY)).map((ms) => this.changeAfter(ms));
	}

	private changeAfter(ms: number): number {
		let [before, after] = [ms, ms + DAY];
		while (after - before > MINUTE) {
			const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
			if (this.offset(middle) === this.offset(ms)) before = middle;
			else after = middle;
		}
		return after;
	}

	private offset(ms: number): number {
		return Date.parse(`${this.show(ms)}Z`) - ms;
	}
}
