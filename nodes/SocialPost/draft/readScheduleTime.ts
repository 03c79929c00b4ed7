import type { IExecuteFunctions } from 'n8n-workflow';

import { checkTimezone, readSchedule } from '../../shared/domain/schedule';

/**
 * The time at which a post goes out, and the time zone in which it was given.
 *
 * @param nowMs the present, in milliseconds since 1970
 * @throws InputError for a time that is past, does not exist or is none
 */
export function readScheduleTime(
	context: IExecuteFunctions,
	itemIndex: number,
	nowMs: number,
): { scheduledAt: string; timezone: string } {
	const timezone = readTimezone(context, itemIndex);
	const value: unknown = context.getNodeParameter('scheduledAt', itemIndex, '');
	return { scheduledAt: readSchedule(value, timezone, nowMs), timezone };
}

/** The node's own time zone, or the one of the workflow. */
export function readTimezone(context: IExecuteFunctions, itemIndex: number): string {
	const value: unknown = context.getNodeParameter('timezone', itemIndex, '');
	const timezone = typeof value === 'string' ? value.trim() : '';
	if (timezone === '') return context.getTimezone();
	checkTimezone(timezone);
	return timezone;
}
