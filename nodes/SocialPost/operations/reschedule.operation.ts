import type { ItemCall, Operation } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { rawOnlyOptions } from '../../shared/face/properties';
import { scheduleProperties } from '../draft/properties';
import { readScheduleTime } from '../draft/readScheduleTime';
import { postIdProperty, readPostId } from '../postId';

export const reschedule: Operation = {
	value: 'reschedule',
	name: 'Reschedule',
	action: 'Reschedule a post',
	description: 'Move a scheduled post to another time',
	properties: [postIdProperty, ...scheduleProperties, rawOnlyOptions],
	changes: true,

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const postId = readPostId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const { scheduledAt, timezone } = readScheduleTime(context, itemIndex, Date.now());
		return [toOutput(await provider.posts.reschedule(wire, postId, scheduledAt, timezone), includeRaw)];
	},
};
