import fc from 'fast-check';

import { postEverywhere as provider } from '../../../nodes/shared/providers/postEverywhere';
import { postEverywhere as vendor } from '../../../sandbox/vendors/postEverywhere/vendor';
import { useSandbox } from '../fixtures/useSandbox';
import { sandboxWire } from './fixtures/postEverywhere';
import { expectAllAndNothingElse, play, type WatchedVendor } from './fixtures/watchHistory';
import { histories } from './fixtures/watchSteps';
import { describeWatching } from './fixtures/watchScenarios';

const RUNS = 25;

const sandbox = useSandbox({ vendors: [vendor] });

const WATCHED: WatchedVendor = {
	key: 'postEverywhere',
	watch: provider.watch,
	wireTo: sandboxWire,
	accountIds: ['2280', '4101', '4102', '4105'],
	hasManyTargets: true,
	tellsSettling: true,
	tellsRepeats: true,
	newPostId: (world) => world.uuid(),
};

describeWatching(sandbox, WATCHED, {
	first: 1,
	idle: 1,
	due: 0,
	hidden: { readings: 1, calls: 1 },
});

it('finds all that went live or failed in any history, and claims nothing else', async () => {
	await fc.assert(
		fc.asyncProperty(histories({ largestBurst: 260 }), async (history) => {
			expectAllAndNothingElse(await play(sandbox, WATCHED, history));
		}),
		{ numRuns: RUNS },
	);
}, 300_000);
