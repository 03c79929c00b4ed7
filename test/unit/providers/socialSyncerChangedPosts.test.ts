import fc from 'fast-check';

import { listsOf } from '../../../nodes/shared/providers/socialSyncer/changedPosts';
import { socialSyncer as provider } from '../../../nodes/shared/providers/socialSyncer';
import { watchLists } from '../../../nodes/shared/providers/watch/watchLists';
import { newPostId } from '../../../sandbox/vendors/socialSyncer/posts';
import { socialSyncer as vendor } from '../../../sandbox/vendors/socialSyncer/vendor';
import { useSandbox } from '../fixtures/useSandbox';
import { sandboxWire } from './fixtures/socialSyncer';
import { nearVendor } from './fixtures/nearVendor';
import { expectAllAndNothingElse, play, playIn, type WatchedVendor } from './fixtures/watchHistory';
import { histories } from './fixtures/watchSteps';
import { describeWatching } from './fixtures/watchScenarios';

const RUNS = 25;
const SMALL_RUNS = 300;

const SMALL_PAGE = 7;

/** So small that most posts are neither among the newest nor remembered. */
const SMALL = watchLists(listsOf(SMALL_PAGE), { top: 5, said: 4, waiting: 60, due: 2400, others: 50 });

/** Readings in which so many posts are walked through twice, also when others are made and deleted meanwhile. */
const walkedThrough = (posts: number) => 20 + 20 * Math.ceil(posts / SMALL_PAGE);

const sandbox = useSandbox({ vendors: [vendor] });

const WATCHED: WatchedVendor = {
	key: 'socialSyncer',
	watch: provider.watch,
	wireTo: sandboxWire,
	accountIds: ['104857600000001', '900000001', '0b3kT6y1V5nH9pL4'],
	hasManyTargets: true,
	tellsSettling: true,
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

describe('among so many posts that few of them are remembered', () => {
	const { town, wire } = nearVendor(vendor, provider, {
		list: { path: '/posts', operationId: 'listPosts' },
		one: { operationId: 'getPost', param: 'id' },
	});
	const small = histories({ largestBurst: 8 });

	it('finds all in any history, at the latest when all pages were walked through', async () => {
		await fc.assert(
			fc.asyncProperty(small, async (history) => {
				const outcome = await playIn(town, wire, WATCHED, history, SMALL, walkedThrough);
				expectAllAndNothingElse(outcome);
			}),
			{ numRuns: SMALL_RUNS },
		);
	}, 600_000);
});
