import { DateTime } from 'luxon';

/**
 * A moment as ISO 8601 UTC with milliseconds. Takes an ISO string (without an offset it is read as UTC), the form
 * `YYYY-MM-DD HH:MM:SS` (UTC), or milliseconds since 1970.
 *
 * @returns `null` for anything that is not a moment
 */
export function toIsoUtc(value: unknown): string | null {
	if (isIsoUtc(value)) return value;
	const moment = readMoment(value);
	const text = moment?.isValid ? moment.toUTC().toISO() : null;
	// Years before 0 and after 9999 are written with a sign.
	return isIsoUtc(text) ? text : null;
}

/** As most vendors write it. Lists hold thousands of moments, and luxon takes much longer to see that. */
function isIsoUtc(value: unknown): value is string {
	if (typeof value !== 'string' || value.length !== '2027-03-28T07:30:00.000Z'.length) return false;
	const moment = new Date(value);
	return !Number.isNaN(moment.getTime()) && moment.toISOString() === value;
}

function readMoment(value: unknown): DateTime | null {
	if (typeof value === 'number') return DateTime.fromMillis(value, { zone: 'utc' });
	if (typeof value !== 'string' || value.trim() === '') return null;
	const iso = DateTime.fromISO(value, { zone: 'utc' });
	return iso.isValid ? iso : DateTime.fromSQL(value, { zone: 'utc' });
}
