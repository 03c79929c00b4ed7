import fc from 'fast-check';

import { ACCOUNT_EVENTS, HEALTH_CHANGES } from '../../../nodes/SocialTrigger/heart/triggerEvent';
import { AccountsModel } from './model/accountsModel';
import { EventTally } from './model/eventTally';

/** So many that each kind of event is told in more than 100,000 of them; the mutation check takes fewer. */
const ALL_HISTORIES = 200_000;
const HISTORIES = Number(process.env.TRIGGER_HISTORIES ?? ALL_HISTORIES);
const EACH_KIND = (100_000 * HISTORIES) / ALL_HISTORIES;

/** With one choice of wishes each. */
const NARROWED_HISTORIES = HISTORIES / 4;
/** Of each kind of change of health, and of each event beside it. */
const EACH_WISH = NARROWED_HISTORIES / 50;

const history = fc.tuple(fc.nat(63), fc.uint8Array({ minLength: 16, maxLength: 40 }));
const wishes = fc.record({
	events: fc.subarray([...ACCOUNT_EVENTS], { minLength: 1 }).map((events) => new Set(events)),
	healthChange: fc.constantFrom(...HEALTH_CHANGES),
});

const EVERYTHING = { events: new Set(ACCOUNT_EVENTS), healthChange: 'any' } as const;

describe('what the trigger says of accounts, whatever happens to them, to the answers and to the state', () => {
	it(`is the truth and the whole truth, in ${HISTORIES} histories`, () => {
		const tally = new EventTally();
		fc.assert(
			fc.property(history, ([header, bytes]) => {
				const model = new AccountsModel(header, EVERYTHING);
				for (const byte of bytes) model.step(byte);
				model.finish();
				tally.add(model.told.map(({ event }) => event));
			}),
			{ numRuns: HISTORIES },
		);
		tally.show('Accounts');
		for (const event of ACCOUNT_EVENTS) expect(tally.of(event)).toBeGreaterThanOrEqual(EACH_KIND);
	}, 900_000);

	it(`is the part of it that was wished for, in ${NARROWED_HISTORIES} histories`, () => {
		const tally = new EventTally();
		fc.assert(
			fc.property(history, wishes, ([header, bytes], narrowed) => {
				const model = new AccountsModel(header, EVERYTHING, narrowed);
				for (const byte of bytes) model.step(byte);
				model.finish();
				const told = model.narrowed?.told ?? [];
				tally.add(told.map(({ event }) => `${event} ${narrowed.healthChange}`));
			}),
			{ numRuns: NARROWED_HISTORIES },
		);
		tally.show('Wishes');
		for (const event of ACCOUNT_EVENTS) {
			for (const change of HEALTH_CHANGES) {
				expect(tally.of(`${event} ${change}`)).toBeGreaterThanOrEqual(EACH_WISH);
			}
		}
	}, 900_000);
});
