import { DateTime, IANAZone } from 'luxon';

import { InputError } from './inputError';
import { shown } from './shown';

/**
 * Reads the time at which a post shall go out. A local time that comes twice, because clocks go back, is the first of the
 * two; with an offset it can be the second.
 *
 * @param value text with or without an offset, or a date object; without an offset it is a local time in `timezone`
 * @param timezone IANA name
 * @param nowMs the present, in milliseconds since 1970
 * @returns ISO 8601 UTC with milliseconds
 * @throws InputError for something that is no time, a time that does not exist there (clocks go forward), a past time
 *   and an unknown time zone
 */
export function readSchedule(value: unknown, timezone: string, nowMs: number): string {
	checkTimezone(timezone);
	const text = toText(value);
	if (text === '') {
		throw new InputError(
			'Schedule Time',
			'There is no time at which the post shall go out',
			'Set Schedule Time, or set Publish to Now.',
		);
	}
	const local = readLocal('Schedule Time', text, timezone);
	if (local.toMillis() <= nowMs) {
		throw new InputError(
			'Schedule Time',
			`${local.toFormat('yyyy-MM-dd HH:mm ZZZZ')} is past (${local.toUTC().toISO() ?? text})`,
			'Choose a time in the future, or set Publish to Now. Mind the time zone: a time without an offset is read in Timezone.',
		);
	}
	return toUtc(local);
}

/**
 * Reads any moment, past ones too; one that comes twice as `readSchedule`.
 *
 * @param parameter name for the error
 * @returns ISO 8601 UTC with milliseconds
 * @throws InputError as `readSchedule`
 */
export function readMoment(parameter: string, value: unknown, timezone: string): string {
	checkTimezone(timezone);
	return toUtc(readLocal(parameter, toText(value), timezone));
}

function readLocal(parameter: string, text: string, timezone: string): DateTime {
	const iso = text.replace(' ', 'T');
	const local = DateTime.fromISO(iso, { zone: timezone });
	if (!local.isValid) {
		throw new InputError(
			parameter,
			`"${shown(text)}" is not a time`,
			'Write it like 2027-03-28T09:30 (local time) or 2027-03-28T07:30:00Z (UTC).',
		);
	}
	if (hasOffset(iso)) return local;
	if (!existsAt(iso, local)) {
		throw new InputError(
			parameter,
			`${text} does not exist in ${timezone}: clocks go forward then`,
			`Choose a time from ${local.toFormat("yyyy-MM-dd'T'HH:mm")} on, or give it with an offset.`,
		);
	}
	// Which of two luxon takes depends on the season in which it is asked.
	const [first = local] = local.getPossibleOffsets().sort((one, other) => one.toMillis() - other.toMillis());
	return first;
}

/** @throws InputError when it is no IANA time zone */
export function checkTimezone(timezone: string): void {
	// `create` remembers its zones; `isValidZone` makes a new formatter each time, which costs a post more than all the rest.
	if (IANAZone.create(timezone).isValid) return;
	throw new InputError(
		'Timezone',
		`"${shown(timezone)}" is not a time zone`,
		'Use an IANA name such as Europe/Berlin or America/New_York.',
	);
}

/** n8n hands over text, or a date object when an expression made one. */
function toText(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
	if (typeof value === 'object' && value !== null && 'toISO' in value && typeof value.toISO === 'function') {
		return String(value.toISO() ?? '');
	}
	return value === undefined || value === null ? '' : shown(value);
}

function hasOffset(iso: string): boolean {
	return /T.*(Z|[+-]\d{2}(:?\d{2})?)$/i.test(iso);
}

/** A local time inside a gap comes back moved forward, so reading it as UTC shows another hour or minute. */
function existsAt(iso: string, local: DateTime): boolean {
	const asWritten = DateTime.fromISO(iso, { zone: 'utc' });
	return asWritten.hour === local.hour && asWritten.minute === local.minute && asWritten.day === local.day;
}

function toUtc(moment: DateTime): string {
	return new Date(moment.toMillis()).toISOString();
}
