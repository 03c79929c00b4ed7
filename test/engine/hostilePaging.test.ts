import { PROVIDER_IDS } from '../../nodes/shared/domain/provider';
import { expectClearError } from './expectHonest';
import { type Door, replay, startWorldBehindDoor } from './hostileDoor';
import { makeTextPost } from './triggerWorld';
import type { TestWorld } from './world';

let world: TestWorld;
let door: Door;
beforeAll(async () => {
	({ world, door } = await startWorldBehindDoor());
	await world.reset();
});
beforeEach(() => {
	door.stand(null);
});
afterAll(async () => {
	await world.stop();
});

const ID = /^(post_)?id$/;
const MORE = /^has_?(more|next)$/i;
const COUNT = /^(total|pages|total_?pages|total_?count|total_?results)$/i;

/** One more page of posts that nobody has seen yet, and always one to come. */
function endless(text: string, page: number): string {
	return JSON.stringify(JSON.parse(text), (name, value: unknown) => {
		if (MORE.test(name)) return true;
		if (COUNT.test(name)) return 1_000_000_000;
		return ID.test(name) && page > 0
			? typeof value === 'number'
				? value + page * 1e6
				: `${String(value)}-${page}`
			: value;
	});
}

/** Far more than there is in any list that is true. */
const MOST_CALLS = 2_000;

it.each(PROVIDER_IDS)(
	'a list of %s that never ends is an error, and with a limit a list',
	async (provider) => {
		await makeTextPost(world, provider, 60);
		const run = async (parameters: object) =>
			await world.engine.run(
				world.node('socialPost', provider, { operation: 'getMany', ...parameters } as never),
			);
		const noted = door.note();
		expect((await run({ returnAll: true })).items.length).toBeGreaterThan(0);
		const tape = noted().slice(0, 1);
		let calls = 0;
		const answer = replay(tape, (answered) => ({ ...answered, text: endless(answered.text, calls++) }));
		door.stand(answer);

		const { items, error } = await run({ returnAll: true });
		expect(items).toEqual([]);
		if (!error) throw new Error('The list had an end');
		expectClearError(error);
		expect(error.message).toContain('does not end');
		expect(calls).toBeLessThan(MOST_CALLS);

		calls = 0;
		const some = await run({ returnAll: false, limit: 7 });
		expect(some.error).toBeUndefined();
		expect(some.items).toHaveLength(7);
	},
	240_000,
);
