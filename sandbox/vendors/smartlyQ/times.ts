import { DateTime, IANAZone } from 'luxon';

import { invalid } from './envelope';

/** A time as it is sent, read in `zone` unless it has an offset of its own. */
export function readTime(text: string, zone: string, field = 'scheduled_time'): Date {
	checkZone(zone);
	const iso = DateTime.fromISO(text.replace(' ', 'T'), { zone });
	if (!iso.isValid) throw invalid(`${text} is not a time.`, field);
	return iso.toJSDate();
}

/** The same, for something that is still to come. */
export function readTimeAhead(text: string, zone: string, now: Date, field = 'scheduled_time'): Date {
	const time = readTime(text, zone, field);
	if (time <= now) throw invalid('The scheduled time must be in the future.', field);
	return time;
}

export function checkZone(zone: string): void {
	if (!IANAZone.isValidZone(zone)) throw invalid(`${zone} is not an IANA time zone.`, 'timezone');
}
