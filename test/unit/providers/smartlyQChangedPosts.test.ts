import fc from 'fast-check';

import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import { newPostId } from '../../../sandbox/vendors/smartlyQ/postRecords';
import { smartlyQ as vendor } from '../../../sandbox/vendors/smartlyQ/vendor';
import { useSandbox } from '../fixtures/useSandbox';
import { sandboxWire } from './fixtures/smartlyQ';
import { expectAllAndNothingElse, histories, play, type WatchedVendor } from './fixtures/watchHistory';

const RUNS = 60;

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

it('finds all that went live or failed in any history, and claims nothing else', async () => {
	await fc.assert(
		fc.asyncProperty(histories(), async (history) => {
			expectAllAndNothingElse(await play(sandbox, WATCHED, history));
		}),
		{ numRuns: RUNS },
	);
}, 300_000);
