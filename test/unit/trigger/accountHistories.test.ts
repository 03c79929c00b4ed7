import fc from 'fast-check';

import { AccountsModel } from './model/accountsModel';
import { ACCOUNT_EVENTS } from '../../../nodes/SocialTrigger/heart/triggerEvent';

const HISTORIES = 100_000;

const history = fc.tuple(fc.nat(63), fc.uint8Array({ minLength: 3, maxLength: 24 }));

describe('what the trigger says of accounts, whatever happens to them, to the answers and to the state', () => {
	const wishes = { events: new Set(ACCOUNT_EVENTS), healthChange: 'any' } as const;

	it(`is the truth and the whole truth, in ${HISTORIES} histories`, () => {
		const counts = new Map<string, number>();
		fc.assert(
			fc.property(history, ([header, bytes]) => {
				const model = new AccountsModel(header, wishes);
				for (const byte of bytes) model.step(byte);
				model.finish();
				for (const event of new Set(model.told.map((one) => one.event))) {
					counts.set(event, (counts.get(event) ?? 0) + 1);
				}
			}),
			{ numRuns: HISTORIES },
		);
		for (const event of ACCOUNT_EVENTS) expect(counts.get(event)).toBeGreaterThan(HISTORIES / 10);
	}, 120_000);
});
