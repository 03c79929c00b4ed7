import fc from 'fast-check';

import { POST_EVENTS } from '../../../nodes/SocialTrigger/heart/triggerEvent';
import { EventTally } from './model/eventTally';
import { PostsModel } from './model/postsModel';

/** So many that each kind of event is told in more than 100,000 of them; the mutation check takes fewer. */
const ALL_HISTORIES = 240_000;
const HISTORIES = Number(process.env.TRIGGER_HISTORIES ?? ALL_HISTORIES);
const EACH_KIND = (100_000 * HISTORIES) / ALL_HISTORIES;

const history = fc.tuple(fc.nat(255), fc.boolean(), fc.uint8Array({ minLength: 16, maxLength: 40 }));

describe('what the trigger says of posts, whatever becomes of them, of the answers and of the state', () => {
	it(`is the truth and the whole truth, in ${HISTORIES} histories`, () => {
		const tally = new EventTally();
		fc.assert(
			fc.property(history, ([header, includeImmediate, bytes]) => {
				const model = new PostsModel(header, includeImmediate);
				for (const byte of bytes) model.step(byte);
				model.finish();
				tally.add(model.told.map(({ event }) => event));
			}),
			{ numRuns: HISTORIES },
		);
		tally.show('Posts');
		for (const event of POST_EVENTS) expect(tally.of(event)).toBeGreaterThanOrEqual(EACH_KIND);
	}, 900_000);
});
