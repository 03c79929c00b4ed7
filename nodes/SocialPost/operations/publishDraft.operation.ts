import { updateDisplayOptions } from 'n8n-workflow';

import { type ItemCall, type Operation, present } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { rawOnlyOptions } from '../../shared/face/properties';
import { scheduleProperties } from '../draft/properties';
import { readScheduleTime } from '../draft/readScheduleTime';
import { postIdProperty, readPostId } from '../postId';

export const publishDraft: Operation = {
	value: 'publishDraft',
	name: 'Publish Draft',
	action: 'Publish a draft',
	description: 'Let a draft go out now, or at a time',
	properties: [
		postIdProperty,
		{
			displayName: 'Publish',
			name: 'publishMode',
			type: 'options',
			options: [
				{ name: 'Now', value: 'now', description: 'Publish at once' },
				{ name: 'Schedule', value: 'schedule', description: 'Publish at a time' },
			],
			default: 'now',
			description: 'When the draft goes out',
		},
		...updateDisplayOptions({ show: { publishMode: ['schedule'] } }, scheduleProperties),
		rawOnlyOptions,
	],
	changes: true,

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const postId = readPostId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const mode: unknown = context.getNodeParameter('publishMode', itemIndex, 'now');
		const { scheduledAt, timezone } =
			mode === 'schedule'
				? readScheduleTime(context, itemIndex, Date.now())
				: { scheduledAt: null, timezone: context.getTimezone() };
		const publish = present(provider.posts.publishDraft);
		return [toOutput(await publish(wire, postId, scheduledAt, timezone), includeRaw)];
	},
};
