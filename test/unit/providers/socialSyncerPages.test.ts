import { socialSyncer as provider } from '../../../nodes/shared/providers/socialSyncer';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { socialSyncer as vendor } from '../../../sandbox/vendors/socialSyncer/vendor';
import { postControl } from '../fixtures/control';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { idsOf } from './fixtures/pages';
import { DRAFT, sandboxWire } from './fixtures/socialSyncer';

const POSTS = 3_000;
const PAGE_SIZE = 100;
const AT_ONCE = 10;

const sandbox = useSandbox({ vendors: [vendor] });
const wire = sandboxWire(sandbox);

beforeEach(async () => {
	await postControl(sandbox, '/populate/socialSyncer', { posts: POSTS });
});
afterEach(() => expectKeptContract(sandbox));

/** All posts as the vendor lists them: the newest first. */
const inOrder = () =>
	[...sandbox.worlds.socialSyncer.posts.values()]
		.reverse()
		.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
		.map(({ id }) => id);
const readAll = async (through: Wire) =>
	(await idsOf(provider.posts.getMany(through, {}, PAGE_SIZE, AT_ONCE))).flat();
const pagesRead = () => sandbox.log().filter(({ operationId }) => operationId === 'listPosts').length;

/** The same wire, and how many calls were under way at once at most. */
function counting() {
	const count = { now: 0, most: 0 };
	const counted: Wire = {
		...wire,
		send: async (request) => {
			count.most = Math.max(count.most, ++count.now);
			return await wire.send(request).finally(() => count.now--);
		},
	};
	return { counted, count };
}

it('reads thousands of posts, ten pages at once, each post once and in order', async () => {
	const { counted, count } = counting();
	const ids = await readAll(counted);

	expect(ids).toEqual(inOrder());
	expect(ids).toHaveLength(POSTS + 5);
	expect(count.most).toBe(AT_ONCE);
	expect(pagesRead()).toBe(31);
});

it('reads one page at a time unless more are asked for', async () => {
	const { counted, count } = counting();
	const ids = (await idsOf(provider.posts.getMany(counted, {}, PAGE_SIZE))).flat();

	expect(ids).toEqual(inOrder());
	expect(count.most).toBe(1);
});

it.each([1, 2, 7, 25, 40])(
	'misses none and repeats none while posts are made before page %i is read',
	async (when) => {
		const before = inOrder();
		let reads = 0;
		const busy: Wire = {
			...wire,
			send: async (request) => {
				if (++reads === when + 1)
					for (let made = 0; made < 3; made++) await provider.posts.create(wire, DRAFT);
				return await wire.send(request);
			},
		};
		const ids = await readAll(busy);
		const added = new Set(inOrder().filter((id) => !before.includes(id)));

		expect(ids.filter((id) => !added.has(id))).toEqual(before);
		expect(new Set(ids).size).toBe(ids.length);
	},
);
