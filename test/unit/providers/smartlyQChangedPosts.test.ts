import fc from 'fast-check';

import { listsOf } from '../../../nodes/shared/providers/smartlyQ/changedPosts';
import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import { newPostId } from '../../../sandbox/vendors/smartlyQ/postRecords';
import { smartlyQ as vendor } from '../../../sandbox/vendors/smartlyQ/vendor';
import { useSandbox } from '../fixtures/useSandbox';
import { sandboxWire, SMARTLY_Q_PATHS } from './fixtures/smartlyQ';
import { describeWalk } from './fixtures/walkedLists';
import { expectAllAndNothingElse, play, type WatchedVendor } from './fixtures/watchHistory';
import { histories } from './fixtures/watchSteps';
import { describeWatching } from './fixtures/watchScenarios';

const RUNS = 25;

const sandbox = useSandbox({ vendors: [vendor] });

const WATCHED: WatchedVendor = {
	key: 'smartlyQ',
	watch: provider.watch,
	wireTo: sandboxWire,
	accountIds: ['123', '124', '133'],
	hasManyTargets: true,
	tellsSettling: false,
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

describeWalk(vendor, provider, SMARTLY_Q_PATHS, listsOf, WATCHED, (outcome, hasRoomForParts) => {
	const { backdated, reached, partsBefore } = outcome;
	const isHidden = (id: string) => !hasRoomForParts || partsBefore.has(id) || reached.get(id) === 'failed';
	return new Set([...backdated].filter(isHidden));
});
