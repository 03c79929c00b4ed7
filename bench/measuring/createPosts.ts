import type { INodeParameters } from 'n8n-workflow';

import type { NodeRun } from '../../test/engine/n8nEngine';
import type { PlannedCall } from '../processes/client';
import type { Lab } from './lab';
import { CREDENTIAL } from './packSettings';

const DAY_MS = 86_400_000;
const DAYS_AHEAD = 30;

/** Posts to be scheduled, as a node takes them and as the API does. */
export interface PlannedPosts {
	readonly node: NodeRun;
	/** Bodies of `POST /posts`. */
	readonly bodies: readonly object[];
	/** The node looks its accounts up once. */
	readonly lookUp: PlannedCall;
}

/** @param options of the node's `create` */
export function planPosts(
	{ accountId }: Pick<Lab, 'accountId'>,
	count: number,
	options: INodeParameters,
): PlannedPosts {
	const scheduledAt = new Date(Date.now() + DAYS_AHEAD * DAY_MS).toISOString();
	const items = Array.from({ length: count }, (_, at) => ({ text: `Offer number ${at + 1} of this week` }));
	return {
		node: {
			type: 'socialPost',
			credential: CREDENTIAL,
			parameters: {
				provider: 'postEverywhere',
				operation: 'create',
				accountIds: [accountId],
				text: '={{ $json.text }}',
				publishMode: 'schedule',
				scheduledAt,
				timezone: 'UTC',
				options,
			},
			items,
		},
		bodies: items.map(({ text }) => ({
			content: text,
			account_ids: [Number(accountId)],
			scheduled_for: scheduledAt,
			timezone: 'UTC',
		})),
		lookUp: { method: 'GET', path: '/accounts' },
	};
}
