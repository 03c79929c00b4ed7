import fc from 'fast-check';

import { listsOf } from '../../../nodes/shared/providers/socialSyncer/changedPosts';
import { socialSyncer as provider } from '../../../nodes/shared/providers/socialSyncer';
import { newPostId } from '../../../sandbox/vendors/socialSyncer/posts';
import { socialSyncer as vendor } from '../../../sandbox/vendors/socialSyncer/vendor';
import { useSandbox } from '../fixtures/useSandbox';
import { sandboxWire } from './fixtures/socialSyncer';
import { describeWalk } from './fixtures/walkedLists';
import { expectAllAndNothingElse, play, type WatchedVendor } from './fixtures/watchHistory';
import { histories } from './fixtures/watchSteps';
import { describeWatching } from './fixtures/watchScenarios';

const RUNS = 25;

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

const PATHS = {
	list: { path: '/posts', operationId: 'listPosts' },
	one: { operationId: 'getPost', param: 'id' },
};
describeWalk(vendor, provider, PATHS, listsOf, WATCHED);
