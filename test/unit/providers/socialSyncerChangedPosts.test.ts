import fc from 'fast-check';

import { socialSyncer as provider } from '../../../nodes/shared/providers/socialSyncer';
import { newPostId } from '../../../sandbox/vendors/socialSyncer/posts';
import { socialSyncer as vendor } from '../../../sandbox/vendors/socialSyncer/vendor';
import { useSandbox } from '../fixtures/useSandbox';
import { sandboxWire } from './fixtures/socialSyncer';
import { expectAllAndNothingElse, histories, play, type WatchedVendor } from './fixtures/watchHistory';

const RUNS = 60;

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

it('finds all that went live or failed in any history, and claims nothing else', async () => {
	await fc.assert(
		fc.asyncProperty(histories(), async (history) => {
			expectAllAndNothingElse(await play(sandbox, WATCHED, history));
		}),
		{ numRuns: RUNS },
	);
}, 300_000);
