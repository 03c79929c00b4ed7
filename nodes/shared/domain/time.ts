import { DateTime } from 'luxon';

/**
 * A moment as ISO 8601 UTC with milliseconds. Takes an ISO string (without an offset it is read as UTC), the form
 * `YYYY-MM-DD HH:MM:SS` (UTC), or milliseconds since 1970.
 *
 * @returns `null` for anything that is not a moment
 */
export function toIsoUtc(value: unknown): string | null {
	const moment = readMoment(value);
	return moment?.isValid ? moment.toUTC().toISO() : null;
}

function readMoment(value: unknown): DateTime | null {
	if (typeof value === 'number') return DateTime.fromMillis(value, { zone: 'utc' });
	if (typeof value !== 'string' || value.trim() === '') return null;
	const iso = DateTime.fromISO(value, { zone: 'utc' });
	return iso.isValid ? iso : DateTime.fromSQL(value, { zone: 'utc' });
}
