import type { JsonObject, JsonValue } from '../../../nodes/shared/domain/json';
import { wix as provider } from '../../../nodes/shared/providers/wix';
import { VendorError } from '../../../nodes/shared/transport/vendorError';
import type { VendorRequest } from '../../../nodes/shared/transport/wire';
import { idsOf } from './fixtures/pages';
import { wireWith } from './fixtures/wireWith';
import { DRAFT, failureWith, refusal } from './fixtures/wix';

const codeOf = (status: number, code: string) => failureWith(status, refusal(code));

describe('odd answers about accounts', () => {
	const ask = { withHealth: true, platforms: ['instagram'] } as const;
	const answering = (status: JsonValue, accounts: JsonValue | VendorError) =>
		wireWith(({ path }) => (path.endsWith('-status') ? { status } : accounts));

	it('never takes an answer without a list for an empty list', async () => {
		for (const body of [null, [], {}, { accounts: null }, { accounts: {} }]) {
			await expect(provider.accounts.getMany(answering('VALID', body), ask)).rejects.toMatchObject({
				facts: { cause: 'unavailable', outcome: 'none' },
			});
		}
	});

	it.each([
		['an empty list', { accounts: [] }],
		['NO_PAGES_FOR_USER', codeOf(428, 'NO_PAGES_FOR_USER')],
	])('says that nothing was granted when a connected channel answers %s', async (_what, accounts) => {
		expect(await provider.accounts.getMany(answering('VALID', accounts), ask)).toEqual({
			found: [],
			missing: [],
			warnings: [expect.stringContaining('Instagram is connected, but no page')],
		});
	});

	it('does not guess the health behind a word that is new to it', async () => {
		const wire = answering('RESTING', { accounts: [{ channelName: 'INSTAGRAM', instagram: { id: '178' } }] });
		const { found } = await provider.accounts.getMany(wire, ask);

		expect(found[0]?.item.health).toMatchObject({
			status: 'unknown',
			canPost: null,
			reasons: [expect.stringContaining('RESTING')],
		});
	});

	it('sees that a channel lapsed between the two calls', async () => {
		const { found } = await provider.accounts.getMany(
			answering('VALID', codeOf(400, 'USER_IS_DISCONNECTED')),
			ask,
		);

		expect(found.map(({ item }) => [item.id, item.health.status])).toEqual([['INSTAGRAM:*', 'disconnected']]);
	});

	it('has no account where the channel is not supported any more', async () => {
		expect(
			await provider.accounts.getMany(answering('VALID', codeOf(428, 'UNSUPPORTED_CHANNEL')), ask),
		).toEqual({ found: [], missing: [], warnings: [] });
	});

	it('asks nothing for a network that Wix does not have', async () => {
		const wire = wireWith(() => null);

		expect(await provider.accounts.getMany(wire, { withHealth: true, platforms: ['x'] })).toEqual({
			found: [],
			missing: [],
			warnings: [],
		});
		expect(wire.sent).toEqual([]);
	});

	it.each([
		[401, 'authentication'],
		[403, 'permission'],
	])('never takes a refused key (%i) for a partial failure', async (status, cause) => {
		const wire = wireWith(({ path }) =>
			path.includes('TIKTOK') ? failureWith(status, {}) : { status: 'NEVER_CREATED' },
		);

		await expect(provider.accounts.getMany(wire, { withHealth: true })).rejects.toMatchObject({
			facts: { cause },
		});
	});

	it('throws when all channels fail', async () => {
		await expect(
			provider.accounts.getMany(
				wireWith(() => failureWith(503, {})),
				{ withHealth: true },
			),
		).rejects.toMatchObject({ facts: { cause: 'unavailable', httpCode: 503 } });
	});
});

describe('odd answers about posts', () => {
	const item = (id: string): JsonObject => ({ id, status: 'PUBLISHED' });
	/** What is sent for the draft. */
	const writtenItem = async () => {
		const wire = wireWith(() => ({ item: item('a') }));
		await provider.posts.create(wire, DRAFT);
		return wire.sent[0]?.body;
	};

	it('says that a post may exist when the answer to create names none', async () => {
		await expect(
			provider.posts.create(
				wireWith(() => ({ item: {} })),
				DRAFT,
			),
		).rejects.toMatchObject({ facts: { outcome: 'unknown', retryable: false } });
	});

	it('finds the post that is there already, also when the refusal cannot be read', async () => {
		const { item: body } = (await writtenItem()) as { item: JsonObject };
		const earlier = { ...item('earlier'), referenceId: body.referenceId };
		const answering = (list: JsonValue | VendorError) =>
			wireWith(({ path }) => (path.endsWith('/query') ? list : failureWith(409, null, 'keyed')));

		expect(await provider.posts.create(answering({ items: [earlier] }), DRAFT)).toMatchObject({
			item: { id: 'earlier' },
		});
		await expect(provider.posts.create(answering(failureWith(503, null)), DRAFT)).rejects.toMatchObject({
			facts: { cause: 'unavailable', outcome: 'unknown' },
		});
		await expect(provider.posts.create(answering({ items: [] }), DRAFT)).rejects.toMatchObject({
			facts: { cause: 'conflict', outcome: 'none' },
		});
	});

	it('asks the list when the path of Get Item is not there', async () => {
		const wire = wireWith(({ path }) =>
			path.endsWith('/query') ? { items: [item('a'), item('b')] } : failureWith(404, null),
		);

		expect((await provider.posts.get(wire, 'b')).item.id).toBe('b');
		expect(wire.sent.map(({ body }) => body)).toContainEqual({
			query: { filter: { id: 'b' }, paging: { limit: 100, offset: 0 } },
		});
	});

	it('does not ask the list for an item that does not exist', async () => {
		const wire = wireWith(() => codeOf(404, 'ITEM_NOT_EXISTS'));

		await expect(provider.posts.get(wire, 'b')).rejects.toMatchObject({
			facts: { cause: 'notFound', code: 'ITEM_NOT_EXISTS' },
		});
		expect(wire.sent).toHaveLength(1);
		await expect(provider.posts.get(wire, ' , ')).rejects.toMatchObject({ facts: { cause: 'notFound' } });
	});

	it('shows what is left of a post and says that a part is gone', async () => {
		const wire = wireWith(({ path }) =>
			path.endsWith('/a') ? { item: item('a') } : codeOf(404, 'ITEM_NOT_EXISTS'),
		);

		expect((await provider.posts.get(wire, 'a,b')).item).toMatchObject({
			id: 'a',
			warnings: ['1 of the 2 items of the post do not exist any more.'],
		});
	});

	it('does not hide an outage behind a part that could be read', async () => {
		const wire = wireWith(({ path }) => (path.endsWith('/a') ? { item: item('a') } : failureWith(503, {})));

		await expect(provider.posts.get(wire, 'a,b')).rejects.toMatchObject({ facts: { cause: 'unavailable' } });
	});

	it('never takes an answer without a list of items for an empty list', async () => {
		for (const body of [null, {}, { items: null }]) {
			await expect(
				idsOf(
					provider.posts.getMany(
						wireWith(() => body),
						{},
						50,
					),
				),
			).rejects.toMatchObject({ facts: { cause: 'unavailable' } });
		}
	});

	const offsetOf = ({ body }: VendorRequest) => ((body?.query as JsonObject).paging as JsonObject).offset;

	it('stops at a server that answers every page with the same items', async () => {
		const wire = wireWith(() => ({ items: [item('a'), item('b'), { status: 'DRAFT' }, null] }));

		expect(await idsOf(provider.posts.getMany(wire, {}, 50))).toEqual([['a', 'b']]);
		expect(wire.sent).toHaveLength(2);
	});

	it.each<[string, JsonObject, number]>([
		['hasNext', { hasNext: false }, 1],
		['total', { total: 2 }, 1],
		['nothing', {}, 2],
		['a total that is not counted', { total: 0 }, 2],
	])('knows the end by %s', async (_what, pagingMetadata, calls) => {
		const wire = wireWith((request) => ({
			items: offsetOf(request) === 0 ? [item('a'), item('b')] : [],
			pagingMetadata,
		}));

		expect(await idsOf(provider.posts.getMany(wire, {}, 100))).toEqual([['a', 'b']]);
		expect(wire.sent).toHaveLength(calls);
	});

	it('goes on after a page that is shorter than asked for', async () => {
		const pages: Record<string, JsonObject[]> = {
			0: [item('a'), item('b')],
			2: [item('b'), item('c')],
			4: [],
		};
		const wire = wireWith((request) => ({ items: pages[String(offsetOf(request))] ?? [] }));

		expect(await idsOf(provider.posts.getMany(wire, {}, 100))).toEqual([['a', 'b'], ['c']]);
	});

	it('reads everything in default pages when the filter or the page size is refused', async () => {
		const wire = wireWith((request) => {
			const { filter, paging } = (
				request.body as { query: { filter: JsonObject; paging: { limit: number } } }
			).query;
			return Object.keys(filter).length > 0 || paging.limit > 50
				? failureWith(400, {})
				: { items: [item('a')], pagingMetadata: { hasNext: false } };
		});

		expect(await idsOf(provider.posts.getMany(wire, { status: ['published'] }, 100))).toEqual([['a']]);
		expect(await idsOf(provider.posts.getMany(wire, {}, 100))).toEqual([['a']]);
		expect(wire.sent).toHaveLength(4);
	});
});
