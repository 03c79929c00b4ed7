import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { smartlyQ as vendor } from '../../../sandbox/vendors/smartlyQ/vendor';
import { stateOf } from '../../../sandbox/vendors/smartlyQ/state';
import { postControl } from '../fixtures/control';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { idsOf } from './fixtures/pages';
import { DRAFT, sandboxWire, X } from './fixtures/smartlyQ';
import { wireWith } from './fixtures/wireWith';

const {
	create,
	getMany,
	listQueues = async () => await Promise.reject(new Error('Not offered')),
} = provider.posts;

const sandbox = useSandbox({ vendors: [vendor], settings: { publishMs: 0 } });
const wire = sandboxWire(sandbox);
const world = () => sandbox.worlds.smartlyQ;
const pagesRead = () => sandbox.log().filter(({ operationId }) => operationId === 'listSocialPosts').length;

afterEach(() => expectKeptContract(sandbox));

describe('queues', () => {
	const weekdays = () => {
		const queue = stateOf(world()).queues.get(11);
		if (!queue) throw new Error('The seed has no queue 11');
		return queue;
	};

	it('are listed with their names, and whether one is switched off', async () => {
		expect(await listQueues(wire)).toEqual([{ id: '11', name: 'Weekdays' }]);
		weekdays().isActive = false;
		expect(await listQueues(wire)).toEqual([{ id: '11', name: 'Weekdays (switched off)' }]);
		expect(await listQueues(sandboxWire(sandbox, { profileId: '301' }))).toEqual([]);
	});

	it('are read whatever the entries look like, but never from an answer without a list', async () => {
		const queues = [null, 7, {}, { id: null, name: 'No ID' }, { id: 3 }, { id: '4', name: 'Four' }];

		expect(await listQueues(wireWith(() => ({ data: { queues } })))).toEqual([
			{ id: '3', name: '3' },
			{ id: '4', name: 'Four' },
		]);
		for (const answer of [null, [], {}, { data: null }, { data: { queues: 'many' } }]) {
			await expect(listQueues(wireWith(() => answer))).rejects.toMatchObject({
				facts: { cause: 'unavailable' },
			});
		}
	});

	it('take a post to their next open slot', async () => {
		const inQueue = { ...DRAFT, mode: 'queue', queueId: '11' } as const;
		const first = await create(wire, inQueue);
		const second = await create(wire, { ...inQueue, text: 'Next', idempotencyKey: 'execution-1:1' });
		const again = await create(wire, inQueue);

		expect(first.item).toMatchObject({ status: 'scheduled', scheduledAt: expect.any(String) as string });
		expect(String(second.item.scheduledAt) > String(first.item.scheduledAt)).toBe(true);
		expect(again.item).toMatchObject({ id: first.item.id, warnings: [expect.stringContaining('already')] });
		const [call] = sandbox.log();
		expect(call).toMatchObject({ operationId: 'scheduleSocialPost', body: { queue_id: 11 } });
		expect(call?.body).not.toHaveProperty('timezone');
		expect(call?.body).not.toHaveProperty('scheduled_time');
	});

	it.each([null, '', 'Weekdays', '1.5', '-1', '1e3', '99999999999999999999'])(
		'are not guessed from %s',
		async (queueId) => {
			await expect(create(wire, { ...DRAFT, mode: 'queue', queueId })).rejects.toMatchObject({
				name: 'InputError',
				parameter: 'Queue',
			});
			expect(sandbox.log()).toEqual([]);
		},
	);

	it('say so when they are full or not there', async () => {
		weekdays().slots = {};

		await expect(create(wire, { ...DRAFT, mode: 'queue', queueId: '11' })).rejects.toMatchObject({
			facts: { cause: 'invalid', advice: expect.stringContaining('Correct Queue') as string },
		});
		await expect(create(wire, { ...DRAFT, mode: 'queue', queueId: '12' })).rejects.toMatchObject({
			facts: { cause: 'notFound', message: 'Queue 12 not found.' },
		});
	});
});

describe('3,000 posts, ten pages at a time', () => {
	const POSTS = 3_000;
	const PAGE = 100;

	/** All that are there, in the order in which the vendor lists them. */
	const listed = () =>
		[...world().posts.values()]
			.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || Number(b.id) - Number(a.id))
			.map(({ id }) => id);

	beforeEach(async () => {
		await postControl(sandbox, '/populate/smartlyQ', { posts: POSTS });
	});

	it('come in order, none twice and none missing', async () => {
		let [underWay, most] = [0, 0];
		const counting: Wire = {
			...wire,
			send: async (request) => {
				most = Math.max(most, ++underWay);
				return await wire.send(request).finally(() => underWay--);
			},
		};
		const pages = await idsOf(getMany(counting, {}, PAGE, 10));

		expect(pages.flat()).toEqual(listed());
		expect(pages.flat().length).toBeGreaterThan(POSTS);
		expect(pagesRead()).toBe(Math.ceil(listed().length / PAGE));
		expect(most).toBe(10);
	});

	it('come without gaps when posts are added meanwhile', async () => {
		const before = listed();
		let calls = 0;
		const busy: Wire = {
			...wire,
			send: async (request) => {
				calls += 1;
				if (calls === 5 || calls === 12) {
					for (let index = 0; index < 30; index++) {
						world().addPost({ id: String(50_000 + calls * 100 + index), content: 'New', accountIds: [X.id] });
					}
				}
				return await wire.send(request);
			},
		};
		const ids = (await idsOf(getMany(busy, {}, PAGE, 10))).flat();

		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.filter((id) => before.includes(id))).toEqual(before);
	});

	it('are read one page after the other when only some are wanted', async () => {
		for await (const page of getMany(wire, {}, PAGE)) {
			expect(page).toHaveLength(PAGE);
			break;
		}
		expect(pagesRead()).toBe(1);
	});

	it('are filtered by the vendor, side by side as well', async () => {
		const ids = (await idsOf(getMany(wire, { status: ['scheduled'] }, 20, 10))).flat();

		expect(ids).toEqual(listed().filter((id) => world().posts.get(id)?.status === 'scheduled'));
		expect(pagesRead()).toBe(Math.ceil(ids.length / 20));
	});
});
