import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import { idsOf } from './fixtures/pages';
import { DRAFT, HOSTILE } from './fixtures/smartlyQ';
import { wireWith } from './fixtures/wireWith';

describe('odd answers', () => {
	it('never takes an answer without a list for an empty list', async () => {
		const failure = { facts: { cause: 'unavailable', outcome: 'none' } };
		for (const body of HOSTILE.filter((one) => !Array.isArray(one))) {
			const wire = wireWith(() => body);
			await expect(provider.accounts.getMany(wire, { withHealth: false })).rejects.toMatchObject(failure);
			await expect(idsOf(provider.posts.getMany(wire, {}, 50))).rejects.toMatchObject(failure);
		}
		for (const body of HOSTILE) {
			const wire = wireWith(() => body);
			await expect(provider.accounts.getMany(wire, { withHealth: true })).rejects.toMatchObject(failure);
			await expect(provider.posts.get(wire, '1')).rejects.toMatchObject(failure);
		}
	});

	it('reads lists and posts that come without an envelope', async () => {
		const accounts = await provider.accounts.getMany(
			wireWith(() => [{ id: 1, platform: 'gmb', name: 'Shop' }]),
			{ withHealth: false },
		);

		expect(accounts.found.map(({ item }) => item.platform)).toEqual(['googleBusiness']);
		expect(
			(
				await provider.posts.get(
					wireWith(() => ({ id: 1, status: 'draft' })),
					'1',
				)
			).item.status,
		).toBe('draft');
	});

	it('says that a post may exist when the answer to create names none', async () => {
		for (const body of HOSTILE) {
			await expect(
				provider.posts.create(
					wireWith(() => body),
					DRAFT,
				),
			).rejects.toMatchObject({ facts: { outcome: 'unknown', retryable: false } });
		}
	});

	it('fills a bare answer to a repeated key with what was sent', async () => {
		const wire = wireWith(() => ({ data: { post_id: 8841, status: 'published', idempotent_replay: true } }));

		expect((await provider.posts.create(wire, DRAFT)).item).toMatchObject({
			id: '8841',
			text: 'Hello',
			status: 'published',
			targets: [
				{ platform: 'x', accountId: '124' },
				{ platform: 'facebook', accountId: '123' },
			],
		});
	});

	it.each([{ total_pages: 2 }, { pages: 2 }, { total: 3 }])(
		'ends with the last page of %j',
		async (pagination) => {
			const wire = wireWith(({ query }) => ({
				data: query?.page === 1 ? [{ id: 3 }, { id: 2 }] : [{ id: 2 }, { id: 1 }],
				pagination: { page: 1, per_page: 2, ...pagination },
			}));

			expect(await idsOf(provider.posts.getMany(wire, {}, 2))).toEqual([['3', '2'], ['1']]);
			expect(wire.sent).toHaveLength(2);
		},
	);

	it('stops at a server that answers every page with the same posts', async () => {
		const wire = wireWith(() => ({ data: [{ id: 1 }, { id: 2 }, { status: 'draft' }] }));

		expect(await idsOf(provider.posts.getMany(wire, {}, 500))).toEqual([['1', '2']]);
		expect(wire.sent.map(({ query }) => query?.per_page)).toEqual([100, 100]);
	});
});

describe('what is sent', () => {
	it('filters at the vendor only by the words that it documents', async () => {
		const queryFor = async (query: Parameters<typeof provider.posts.getMany>[1]) => {
			const wire = wireWith(() => ({ data: [] }));
			await idsOf(provider.posts.getMany(wire, query, 100));
			return wire.sent[0]?.query;
		};

		expect(await queryFor({ status: ['failed'], platforms: ['googleBusiness'] })).toMatchObject({
			status: 'failed',
			platform: 'gmb',
		});
		expect(await queryFor({ status: ['publishing'], platforms: ['x', 'facebook'] })).toEqual({
			status: undefined,
			platform: undefined,
			page: 1,
			per_page: 100,
		});
		expect(await queryFor({ status: ['failed', 'scheduled'] })).toMatchObject({ status: undefined });
	});

	it('carries the idempotency key, so that it may be repeated', async () => {
		const wire = wireWith(() => ({ data: { id: 1 } }));
		await provider.posts.create(wire, DRAFT);
		await provider.posts.create(wire, {
			...DRAFT,
			mode: 'schedule',
			scheduledAt: '2027-03-01T08:30:00.000Z',
		});

		expect(wire.sent).toMatchObject([
			{ path: '/social/posts', repeatable: 'keyed', headers: { 'X-Idempotency-Key': 'execution-1:0' } },
			{
				path: '/social/posts/schedule',
				repeatable: 'keyed',
				headers: { 'X-Idempotency-Key': 'execution-1:0' },
			},
		]);
	});

	it('does not offer what posts cannot answer', () => {
		expect(provider.posts.filters).not.toContain('accountId');
		expect(provider.posts.sortsBy).toEqual([]);
		expect(provider.posts.publishModes).not.toContain('draft');
	});
});
