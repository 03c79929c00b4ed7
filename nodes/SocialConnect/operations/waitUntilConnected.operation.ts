import type { Connection } from '../../shared/domain/connection';
import { InputError } from '../../shared/domain/inputError';
import { asNumber } from '../../shared/domain/json';
import { shown } from '../../shared/domain/shown';
import type { ItemCall, Operation } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { rawOnlyOptions } from '../../shared/face/properties';
import type { Found } from '../../shared/providers/provider';
import { connectionIdProperty } from '../properties';
import { readConnectionId } from '../readConnect';

const DEFAULT_TIMEOUT_SECONDS = 300;

/** A wait holds a worker. Longer ones belong into a loop of n8n's Wait node and Get Status, which holds none. */
const MAX_TIMEOUT_SECONDS = 900;

/** The first look comes soon; then they get rarer, since each costs a call. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 15_000;
const PAUSE_GROWTH = 1.5;

export const waitUntilConnected: Operation = {
	value: 'waitUntilConnected',
	method: 'getStatus',
	name: 'Wait Until Connected',
	action: 'Wait until a link has connected an account',
	description: 'Wait until the owner has connected the account, the link has expired, or the time is up',
	properties: [
		connectionIdProperty,
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_TIMEOUT_SECONDS },
			default: DEFAULT_TIMEOUT_SECONDS,
			description:
				'How long to wait at most, up to 15 minutes. When the time is up the item goes on with "timedOut": true. To wait longer without holding a worker, loop over a Wait node and Get Status.',
		},
		rawOnlyOptions,
	],

	async execute(call: ItemCall) {
		const { context, itemIndex } = call;
		const connectionId = readConnectionId(context, itemIndex);
		const value: unknown = context.getNodeParameter('timeout', itemIndex, DEFAULT_TIMEOUT_SECONDS);
		const timeout = asNumber(value) ?? 0;
		if (!(timeout > 0 && timeout <= MAX_TIMEOUT_SECONDS)) {
			throw new InputError(
				'Timeout (Seconds)',
				`${shown(value)} is no time that can be waited`,
				`Enter up to ${MAX_TIMEOUT_SECONDS} seconds. To wait longer, loop over a Wait node and Get Status.`,
			);
		}
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const { found, timedOut } = await waitFor(call, connectionId, timeout * 1_000);
		return [{ ...toOutput(found, includeRaw), timedOut }];
	},
};

async function waitFor(
	{ provider, wire }: ItemCall,
	connectionId: string,
	timeoutMs: number,
): Promise<{ found: Found<Connection>; timedOut: boolean }> {
	const endMs = Date.now() + timeoutMs;
	for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * PAUSE_GROWTH, LONGEST_PAUSE_MS)) {
		const found = await provider.connect.getStatus(wire, connectionId);
		if (found.item.status !== 'pending') return { found, timedOut: false };
		const leftMs = endMs - Date.now();
		if (leftMs <= 0) return { found, timedOut: true };
		await wire.sleep(Math.min(pauseMs, leftMs));
	}
}
