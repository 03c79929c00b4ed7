import fc from 'fast-check';

import { wix as provider } from '../../../nodes/shared/providers/wix';

import type { Wire } from '../../../nodes/shared/transport/wire';
import { wix as vendor } from '../../../sandbox/vendors/wix/vendor';
import { useSandbox } from '../fixtures/useSandbox';
import { failureWith, sandboxWire } from './fixtures/wix';
import { expectAllAndNothingElse, play, type WatchedVendor } from './fixtures/watchHistory';
import { histories } from './fixtures/watchSteps';
import { describeWatching } from './fixtures/watchScenarios';

const RUNS = 25;

const sandbox = useSandbox({ vendors: [vendor] });

const WATCHED: WatchedVendor = {
	key: 'wix',
	watch: provider.watch,
	wireTo: sandboxWire,
	accountIds: [
		'17841405822304914',
		'1022334455667788:102938475610293',
		'urn:li:person:8f3kd0Pq2Z',
		'549755885175:549755813599283',
	],
	hasManyTargets: false,
	forgetsSchedule: true,
	tellsSettling: false,
	tellsRepeats: false,
	newPostId: (world) => world.uuid(),
};

/** Wix as it might be as well: no filter and no sort order by date. */
const UNDATED: WatchedVendor = { ...WATCHED, wireTo: (wix) => refusingDates(sandboxWire(wix)) };

function refusingDates(wire: Wire): Wire {
	return {
		...wire,
		send: async (request) => {
			if (JSON.stringify(request.body ?? {}).includes('scheduledDate')) throw failureWith(400, {});
			return await wire.send(request);
		},
	};
}

describe('without filters by date', () => {
	describeWatching(sandbox, UNDATED, { first: 7, idle: 8, due: 1, hidden: { readings: 1, calls: 60 } });

	it('finds all that went live or failed in any history', async () => {
		await fc.assert(
			fc.asyncProperty(histories({ largestBurst: 3 }), async (history) => {
				expectAllAndNothingElse(await play(sandbox, UNDATED, history));
			}),
			{ numRuns: RUNS },
		);
	}, 300_000);
});

describeWatching(sandbox, WATCHED, {
	first: 2,
	idle: 4,
	due: 1,
	hidden: { readings: 1, calls: 4 },
});

it('finds all that went live or failed in any history, and claims nothing else', async () => {
	await fc.assert(
		fc.asyncProperty(histories({ largestBurst: 3 }), async (history) => {
			expectAllAndNothingElse(await play(sandbox, WATCHED, history));
		}),
		{ numRuns: RUNS },
	);
}, 300_000);
