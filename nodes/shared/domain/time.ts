import { DateTime } from 'luxon';

/**
 * A moment as ISO 8601 UTC with milliseconds. Takes an ISO string (without an offset it is read as UTC), the form
 * `YYYY-MM-DD HH:MM:SS` (UTC), or milliseconds since 1970.
 *
 * @returns `null` for anything that is not a moment
 */
export function toIsoUtc(value: unknown): string | null {
	const usual = readUsual(value);
	if (usual !== null) return usual;
	const moment = readMoment(value);
	const text = moment?.isValid ? moment.toUTC().toISO() : null;
	// Years before 0 and after 9999 are written with a sign.
	return isIsoUtc(text) ? text : null;
}

const MILLISECONDS_FORM = '2027-03-28T07:30:00.000Z';
const SECONDS_FORM = '2027-03-28T07:30:00Z';
/** On a day that every month has. */
const SURELY_A_MOMENT =
	/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** As most vendors write it. Lists hold thousands of moments, and luxon takes much longer to read one. */
function readUsual(value: unknown): string | null {
	if (typeof value !== 'string') return null;
	const isShort = value.length === SECONDS_FORM.length && value.endsWith('Z');
	const iso = isShort ? `${value.slice(0, -1)}.000Z` : value;
	if (iso.length !== MILLISECONDS_FORM.length) return null;
	if (SURELY_A_MOMENT.test(iso)) return iso;
	const moment = new Date(iso);
	return !Number.isNaN(moment.getTime()) && moment.toISOString() === iso ? iso : null;
}

function readMoment(value: unknown): DateTime | null {
	if (typeof value === 'number') return DateTime.fromMillis(value, { zone: 'utc' });
	if (typeof value !== 'string' || value.trim() === '') return null;
	const iso = DateTime.fromISO(value, { zone: 'utc' });
	return iso.isValid ? iso : DateTime.fromSQL(value, { zone: 'utc' });
}
