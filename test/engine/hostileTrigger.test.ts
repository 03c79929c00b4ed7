import fc, { readConfigureGlobal } from 'fast-check';

import { PROVIDER_IDS } from '../../nodes/shared/domain/provider';
import { POST_STATUSES } from '../../nodes/shared/domain/post';
import { HEALTH_STATUSES } from '../../nodes/shared/domain/account';
import { expectCleanPrototypes, expectClearError, watchRejections } from './expectHonest';
import { changeAnswer, someChanges } from './hostileChanges';
import { type Door, replay, startWorldBehindDoor } from './hostileDoor';
import { hurry } from './hurry';
import { seededAccounts } from './seed';
import type { Emitted } from './triggerHost';
import { ALL_EVENTS, makeTextPost, setHealth, triggerFor } from './triggerWorld';
import type { TestWorld } from './world';

/** For each provider. FUZZ_RUNS sets another number. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 8) * 3;

/** What one poll may leave: it is one column of n8n's database. */
const LARGEST_STATE = 200_000;

const MINUTE_MS = 60_000;

let world: TestWorld;
let door: Door;
const rejections = watchRejections();
beforeAll(async () => {
	({ world, door } = await startWorldBehindDoor());
});
beforeEach(async () => {
	door.stand(null);
	await world.reset();
});
afterAll(async () => {
	await world.stop();
	rejections.stop();
});

function expectEvent(event: Emitted): void {
	expect(ALL_EVENTS).toContain(event.event);
	expect(event.eventId).toMatch(/^[0-9a-f]{32}$/);
	expect([...POST_STATUSES, ...HEALTH_STATUSES]).toContain(event.currentStatus);
	expect(event.account ?? event.post).toBeDefined();
	if (event.occurredAt !== null) expect(event.occurredAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
}

describe.each(PROVIDER_IDS)('hostile answers to a poll of %s', (provider) => {
	it('leave a clear error or honest events, and a state that later polls can use', async () => {
		const { forText } = await seededAccounts(world, provider);
		const host = triggerFor(world, provider);
		await host.activate();
		const learned = host.saved;
		await makeTextPost(world, provider, 2);
		world.sandbox.forward(10 * MINUTE_MS);
		await setHealth(world, provider, forText[1], 'expired');
		const noted = door.note();
		await host.poll();
		const tape = noted();
		expect(tape.length).toBeGreaterThan(1);

		const index = PROVIDER_IDS.indexOf(provider);
		await fc.assert(
			fc.asyncProperty(someChanges, async (changes) => {
				host.bringBack(learned);
				host.errors.length = 0;
				door.stand(replay(tape, (answered, at) => changeAnswer(changes, answered, at, tape.length)));
				const events = await hurry(async () => await host.poll());
				events.forEach(expectEvent);
				for (const error of host.errors) expectClearError(error);
				expect(host.state.length).toBeLessThan(LARGEST_STATE);
				expectCleanPrototypes();

				host.errors.length = 0;
				door.stand(null);
				(await hurry(async () => await host.poll())).forEach(expectEvent);
				expect(host.errors).toEqual([]);
				expect(rejections.reasons).toEqual([]);
			}),
			{ numRuns: RUNS, seed: (readConfigureGlobal().seed ?? Date.now()) + index },
		);
	}, 300_000);
});
