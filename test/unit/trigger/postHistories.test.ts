import fc from 'fast-check';

import { POST_EVENTS } from '../../../nodes/SocialTrigger/heart/triggerEvent';
import { PostsModel } from './model/postsModel';

const HISTORIES = 100_000;

const history = fc.tuple(fc.nat(255), fc.boolean(), fc.uint8Array({ minLength: 3, maxLength: 24 }));

describe('what the trigger says of posts, whatever becomes of them, of the answers and of the state', () => {
	it(`is the truth and the whole truth, in ${HISTORIES} histories`, () => {
		const counts = new Map<string, number>();
		fc.assert(
			fc.property(history, ([header, includeImmediate, bytes]) => {
				const model = new PostsModel(header, includeImmediate);
				for (const byte of bytes) model.step(byte);
				model.finish();
				for (const event of new Set(model.told.map((one) => one.event))) {
					counts.set(event, (counts.get(event) ?? 0) + 1);
				}
			}),
			{ numRuns: HISTORIES },
		);
		for (const event of POST_EVENTS) expect(counts.get(event)).toBeGreaterThan(HISTORIES / 10);
	}, 120_000);
});
