import fc from 'fast-check';

import { listsOf } from '../../../nodes/shared/providers/socialSyncer/changedPosts';
import { socialSyncer as provider } from '../../../nodes/shared/providers/socialSyncer';
import { watchLists } from '../../../nodes/shared/providers/watch/watchLists';
import { newPostId } from '../../../sandbox/vendors/socialSyncer/posts';
import { socialSyncer as vendor } from '../../../sandbox/vendors/socialSyncer/vendor';
import { useSandbox } from '../fixtures/useSandbox';
import { sandboxWire } from './fixtures/socialSyncer';
import { expectAllAndNothingElse, histories, play, type WatchedVendor } from './fixtures/watchHistory';
import { describeWatching } from './fixtures/watchScenarios';

const RUNS = 25;

/** So small that most posts are neither among the newest nor remembered. */
const SMALL = watchLists(listsOf(7), { top: 5, said: 4, waiting: 60, due: 2400, others: 50 });

const sandbox = useSandbox({ vendors: [vendor] });

const WATCHED: WatchedVendor = {
	key: 'socialSyncer',
	watch: provider.watch,
	wireTo: sandboxWire,
	accountIds: ['104857600000001', '900000001', '0b3kT6y1V5nH9pL4'],
	hasManyTargets: true,
	tellsRepeats: false,
	newPostId: (world) => newPostId(world),
};

describeWatching(sandbox, WATCHED, {
	first: 6,
	idle: 2,
	due: 1,
	hidden: { readings: 4, calls: 60 },
});

it('finds all that went live or failed in any history, and claims nothing else', async () => {
	await fc.assert(
		fc.asyncProperty(histories(), async (history) => {
			expectAllAndNothingElse(await play(sandbox, WATCHED, history));
		}),
		{ numRuns: RUNS },
	);
}, 300_000);

it('finds all also among so many posts that few of them are remembered', async () => {
	await fc.assert(
		fc.asyncProperty(histories({ largestBurst: 8, isBusy: false, without: ['retry'] }), async (history) => {
			expectAllAndNothingElse(await play(sandbox, WATCHED, history, SMALL));
		}),
		{ numRuns: RUNS },
	);
}, 300_000);
