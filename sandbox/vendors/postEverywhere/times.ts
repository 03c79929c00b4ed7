import { DateTime, IANAZone } from 'luxon';

import { invalid, Refusal } from './envelope';

/** A moment as the API takes it: ISO 8601, read as UTC when it has no offset. */
export function readTime(field: string, value: string): Date {
	const moment = DateTime.fromISO(value, { zone: 'utc' });
	if (!moment.isValid) throw invalid(`${field} is not a valid date`, { field });
	return moment.toJSDate();
}

/** When a post is to fire. `scheduled_at` is the old name of `scheduled_for`. */
export function readSchedule(
	body: { scheduled_for?: string; scheduled_at?: string },
	now: Date,
): Date | null {
	const value = body.scheduled_for ?? body.scheduled_at;
	if (value === undefined) return null;
	const at = readTime('scheduled_for', value);
	if (at > now) return at;
	throw new Refusal(400, 'past_schedule_time', 'scheduled_for must be in the future', {
		field: 'scheduled_for',
	});
}

/** The zone is only for display, but it has to exist. */
export function checkTimezone(timezone: string | undefined): void {
	if (timezone === undefined || IANAZone.isValidZone(timezone)) return;
	throw new Refusal(400, 'invalid_timezone', `"${timezone}" is not a valid IANA timezone`, {
		field: 'timezone',
	});
}
