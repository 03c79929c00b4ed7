import fc from 'fast-check';

import { listsOf } from '../../../nodes/shared/providers/smartlyQ/changedPosts';
import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import { watchLists } from '../../../nodes/shared/providers/watch/watchLists';
import { newPostId } from '../../../sandbox/vendors/smartlyQ/postRecords';
import { smartlyQ as vendor } from '../../../sandbox/vendors/smartlyQ/vendor';
import { useSandbox } from '../fixtures/useSandbox';
import { sandboxWire } from './fixtures/smartlyQ';
import { expectAllAndNothingElse, histories, play, type WatchedVendor } from './fixtures/watchHistory';
import { describeWatching } from './fixtures/watchScenarios';

const RUNS = 25;

/** So small that most posts are neither among the newest nor remembered. */
const SMALL = watchLists(listsOf(7), { top: 5, said: 4, waiting: 60, due: 2400, others: 50 });

const sandbox = useSandbox({ vendors: [vendor] });

const WATCHED: WatchedVendor = {
	key: 'smartlyQ',
	watch: provider.watch,
	wireTo: sandboxWire,
	accountIds: ['123', '124', '133'],
	hasManyTargets: true,
	tellsRepeats: false,
	newPostId: (world) => newPostId(world),
};

describeWatching(sandbox, WATCHED, {
	first: 4,
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
		fc.asyncProperty(
			histories({ largestBurst: 8, isBusy: false, without: ['retry', 'break'] }),
			async (history) => {
				expectAllAndNothingElse(await play(sandbox, { ...WATCHED, hasManyTargets: false }, history, SMALL));
			},
		),
		{ numRuns: RUNS },
	);
}, 300_000);
