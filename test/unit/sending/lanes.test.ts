import { limiter, oneAfterTheOther } from '../../../nodes/SocialPost/sending/lanes';

/** Work that ends when it is told to. */
function heldWork(log: string[], name: string) {
	let end: (() => void) | undefined;
	let fail: ((error: Error) => void) | undefined;
	const work = async () => {
		log.push(`${name} begins`);
		await new Promise<void>((resolve, reject) => {
			end = resolve;
			fail = reject;
		});
		log.push(`${name} ends`);
		return name;
	};
	return { work, end: () => end?.(), fail: () => fail?.(new Error(name)) };
}

const tick = async () => await new Promise((resolve) => setImmediate(resolve));

describe('what has the same key', () => {
	it('runs one after the other, whatever becomes of the one before; what has another runs beside it', async () => {
		const run = new Map<string, unknown>();
		const log: string[] = [];
		const first = heldWork(log, 'first');
		const second = heldWork(log, 'second');
		const third = heldWork(log, 'third');
		const other = heldWork(log, 'other');
		const wait = (name: string) => () => log.push(`${name} waits`);
		const results = [
			oneAfterTheOther(run, 'key', wait('first'), first.work),
			oneAfterTheOther(run, 'key', wait('second'), second.work),
			oneAfterTheOther(run, 'key', wait('third'), third.work),
			oneAfterTheOther(run, 'another key', wait('other'), other.work),
		];
		const settled = Promise.allSettled(results);
		await tick();
		expect(log.splice(0)).toEqual(['first begins', 'second waits', 'third waits', 'other begins']);

		first.fail();
		await tick();
		expect(log.splice(0)).toEqual(['second begins']);
		second.end();
		await tick();
		expect(log.splice(0)).toEqual(['second ends', 'third begins']);
		third.end();
		other.end();
		expect(
			(await settled).map((result) => (result.status === 'fulfilled' ? result.value : result.status)),
		).toEqual(['rejected', 'second', 'third', 'other']);
	});

	it('is on its own in each run', async () => {
		const log: string[] = [];
		const held = heldWork(log, 'here');
		const here = oneAfterTheOther(new Map(), 'key', () => log.push('waits'), held.work);
		await oneAfterTheOther(
			new Map(),
			'key',
			() => log.push('waits'),
			async () => await Promise.resolve(),
		);
		held.end();
		await here;
		expect(log).toEqual(['here begins', 'here ends']);
	});
});

describe('a limit', () => {
	it('lets so many run at a time, in their order, also after one of them has failed', async () => {
		const limit = limiter(2);
		const log: string[] = [];
		const one = heldWork(log, '1');
		const two = heldWork(log, '2');
		const three = heldWork(log, '3');
		const four = heldWork(log, '4');
		const five = heldWork(log, '5');
		const settled = Promise.allSettled(
			[one, two, three, four, five].map(async ({ work }) => await limit(work)),
		);
		await tick();
		expect(log.splice(0)).toEqual(['1 begins', '2 begins']);

		one.fail();
		await tick();
		expect(log.splice(0)).toEqual(['3 begins']);
		two.end();
		three.end();
		await tick();
		expect(log.splice(0)).toEqual(['2 ends', '3 ends', '4 begins', '5 begins']);
		four.end();
		five.end();
		expect((await settled).map(({ status }) => status === 'fulfilled')).toEqual([
			false,
			true,
			true,
			true,
			true,
		]);

		// All places are free again.
		log.splice(0);
		const six = heldWork(log, '6');
		const seven = heldWork(log, '7');
		const eight = heldWork(log, '8');
		const all = Promise.all([six, seven, eight].map(async ({ work }) => await limit(work)));
		await tick();
		expect(log.splice(0)).toEqual(['6 begins', '7 begins']);
		six.end();
		await tick();
		expect(log.splice(0)).toEqual(['6 ends', '8 begins']);
		seven.end();
		eight.end();
		expect(await all).toEqual(['6', '7', '8']);
	});
});
