import type { JsonObject } from '../../../nodes/shared/domain/json';
import { wix as provider } from '../../../nodes/shared/providers/wix';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { postControl } from '../fixtures/control';
import { idsOf } from './fixtures/pages';
import { wireWith } from './fixtures/wireWith';
import { failureWith } from './fixtures/wix';
import { usePostActions } from './fixtures/wixPostActions';

const { sandbox, act } = usePostActions();
const world = () => sandbox.worlds.wix;
const newestFirst = () =>
	[...world().posts.values()]
		.reverse()
		.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
		.map(({ id }) => id);
const readAll = async (wire: Wire, pageSize = 100) =>
	(await idsOf(provider.posts.getMany(wire, {}, pageSize, 10))).flat();
const queries = () => sandbox.log().filter(({ operationId }) => operationId === 'queryItems');
/** Does something with each query before it is sent. */
const watching = (wire: Wire, happens: (count: number) => unknown): Wire => {
	let count = 0;
	return {
		...wire,
		send: async (request) => {
			if (request.path.endsWith('/query')) await happens(++count);
			return await wire.send(request);
		},
	};
};

describe('3,000 posts of Wix, read ten pages at a time', () => {
	beforeEach(async () => {
		await postControl(sandbox, '/settings', { vendor: 'wix', rateLimit: null });
		await postControl(sandbox, '/populate/wix', { accounts: 0, posts: 3000 });
	});

	it('come in order, none twice, none missing', async () => {
		let [now, most] = [0, 0];
		const counting: Wire = {
			...act.wire,
			send: async (request) => {
				most = Math.max(most, ++now);
				return await act.wire.send(request).finally(() => now--);
			},
		};
		expect(await readAll(counting)).toEqual(newestFirst());
		expect(most).toBe(10);
		expect(queries()).toHaveLength(31);
	});

	it('come so while others are made', async () => {
		const before = newestFirst();
		const adding = watching(act.wire, async (count) => {
			if (count === 5) await act.draftOf();
		});
		const ids = await readAll(adding);
		expect(new Set(ids).size).toBe(ids.length);
		expect(before.filter((id) => !ids.includes(id))).toEqual([]);
		expect(ids.filter((id) => before.includes(id))).toEqual(before);
	});

	it('come so when a page is cut short', async () => {
		const cutting = watching(act.wire, async (count) => {
			if (count === 1 || count === 7) await act.inject({ kind: 'truncatedList', operationId: 'queryItems' });
		});
		expect(await readAll(cutting)).toEqual(newestFirst());
	});

	it('come one page after the other unless all are wanted', async () => {
		const pages = provider.posts.getMany(act.wire, {}, 100)[Symbol.asyncIterator]();
		await pages.next();
		await pages.next();
		expect(queries()).toHaveLength(2);
	});

	it('are asked for the total with a filter too', async () => {
		const ids = await idsOf(provider.posts.getMany(act.wire, { status: ['failed'] }, 20, 10));
		const failed = [...world().posts.values()].filter(({ status }) => status === 'failed');
		expect(new Set(ids.flat())).toEqual(new Set(failed.map(({ id }) => id)));
	});
});

describe('pages of Wix side by side', () => {
	const all = Array.from({ length: 260 }, (_, index) => ({ id: `i${index}` }));
	const listing = (mostAtOnce: number, more: (offset: number, limit: number) => JsonObject) =>
		wireWith(({ body }) => {
			const { offset, limit } = (body as { query: { paging: { offset: number; limit: number } } }).query
				.paging;
			const items = all.slice(offset, offset + Math.min(limit, mostAtOnce));
			return { items, pagingMetadata: more(offset, limit) };
		});

	it.each([100, 50, 30, 7])('are whole when Wix gives %i at most', async (mostAtOnce) => {
		const wire = listing(mostAtOnce, () => ({ total: all.length }));
		expect(await readAll(wire)).toEqual(all.map(({ id }) => id));
	});

	it('are read in default pages when the size is refused', async () => {
		const plain = listing(100, () => ({ total: all.length }));
		const wire: Wire = {
			...plain,
			send: async (request) => {
				const { limit } = (request.body as { query: { paging: { limit: number } } }).query.paging;
				if (limit > 50) throw failureWith(400, {});
				return await plain.send(request);
			},
		};
		expect(await readAll(wire)).toEqual(all.map(({ id }) => id));
	});

	it('come one by one where Wix does not tell the total', async () => {
		const wire = listing(100, () => ({}));
		expect(await readAll(wire)).toEqual(all.map(({ id }) => id));
	});
});
