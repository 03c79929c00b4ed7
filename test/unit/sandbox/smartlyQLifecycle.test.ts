import { smartlyQ } from '../../../sandbox/vendors/smartlyQ/vendor';
import { inFuture } from '../fixtures/inFuture';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import {
	clientOf,
	dataOf,
	EXPIRED_LINKEDIN,
	FACEBOOK,
	postsOf,
	PUBLISH_MS,
	type SocialPost,
	TELEGRAM,
	X,
} from './fixtures/smartlyQClient';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const sandbox = useSandbox({ vendors: [smartlyQ], settings: { publishMs: PUBLISH_MS } });
const client = clientOf(sandbox);
const { call, get, post } = client;
const { create, schedule, read } = postsOf(client);

afterEach(() => expectKeptContract(sandbox));

/** Lets everything that is being published reach its end. */
const letPublish = () => sandbox.forward(PUBLISH_MS);

describe('scheduling', () => {
	it('goes live by itself at its time', async () => {
		const made = await schedule({ scheduled_time: inFuture(HOUR_MS), timezone: 'UTC' });
		const { id } = dataOf(made);
		expect(made).toMatchObject({ status: 201, body: { data: { status: 'scheduled' }, usage: { units: 1 } } });

		sandbox.forward(HOUR_MS - PUBLISH_MS / 2);
		expect((await read(id)).status).toBe('scheduled');
		sandbox.forward(PUBLISH_MS / 2 + 1000);
		expect(await read(id)).toMatchObject({ status: 'processing' });
		letPublish();
		expect(await read(id)).toMatchObject({ status: 'published', published_at: expect.any(String) as string });
	});

	it('reads a time without offset in the time zone, and refuses one that is past', async () => {
		const year = new Date().getUTCFullYear() + 1;
		const made = await schedule({ scheduled_time: `${year}-01-15T09:00:00`, timezone: 'America/New_York' });
		expect(dataOf(made).scheduled_time).toBe(`${year}-01-15T14:00:00Z`);

		for (const body of [
			{ scheduled_time: '2020-01-01T00:00:00Z' },
			{ scheduled_time: inFuture(DAY_MS), timezone: 'Mars/Base' },
		]) {
			expect(await schedule({ content: 'B', ...body })).toMatchObject({
				status: 422,
				body: { error: { code: 'VALIDATION_ERROR' } },
			});
		}
	});

	it('fails at its time when the account has expired meanwhile', async () => {
		const { id } = dataOf(await schedule({ scheduled_time: inFuture(50 * DAY_MS) }));
		sandbox.forward(51 * DAY_MS);

		expect(await read(id)).toMatchObject({
			status: 'failed',
			post_urls: { _errors: { twitter: expect.any(String) as string } },
		});
	});

	it('makes a post per distinct time of its networks', async () => {
		const made = await schedule({
			platforms: ['twitter', 'telegram'],
			account_ids: [X, TELEGRAM],
			scheduled_time: inFuture(HOUR_MS),
			platform_options: { telegram: { scheduled_time: inFuture(2 * HOUR_MS) } },
		});

		expect(made.body.data).toMatchObject({
			platforms: ['twitter'],
			staggered: [{ platforms: ['twitter'] }, { platforms: ['telegram'] }],
		});
	});

	it('puts a post into the next open slot of a queue', async () => {
		const slot = async () =>
			((await get('/social/queues/11/next-slot')).body.data as unknown as { next_slot: string }).next_slot;
		const open = await slot();
		const made = await schedule({ queue_id: 11 });

		expect(dataOf(made).scheduled_time).toBe(`${open.replace(' ', 'T')}Z`);
		expect(await slot()).not.toBe(open);
	});

	it('repeats a recycled post until it is stopped', async () => {
		const { id } = dataOf(
			await schedule({ scheduled_time: inFuture(HOUR_MS), recycle: { interval_hours: 24, max_repeats: 5 } }),
		);
		sandbox.forward(2 * DAY_MS + 2 * HOUR_MS);
		const { body } = await get('/social/posts?per_page=100');
		const chain = (body.data as unknown as Array<SocialPost & { recycle_parent_id?: number }>).filter(
			(one) => one.recycle_parent_id === id,
		);
		expect(chain.map(({ status }) => status)).toEqual(['scheduled', 'published', 'published']);

		expect((await call('DELETE', `/social/posts/${id}/recycle`)).body.data).toEqual({
			stopped: true,
			cancelled_occurrences: 1,
		});
		expect(await call('DELETE', `/social/posts/${id}/recycle`)).toMatchObject({
			status: 409,
			body: { error: { code: 'NOT_RECYCLING' } },
		});
		expect(await read(chain[0]?.id ?? 0)).toMatchObject({ status: 'draft', scheduled_time: null });
	});
});

describe('what is there', () => {
	it('comes page by page, with the number of pages under both names', async () => {
		for (let index = 0; index < 3; index++) await create({ content: `Number ${index}` });
		const first = await get('/social/posts?per_page=3');
		const last = await get('/social/posts?per_page=3&page=3');

		expect(first.body).toMatchObject({
			data: { length: 3 },
			pagination: { page: 1, per_page: 3, total: 7, total_pages: 3, pages: 3 },
		});
		expect(last.body.data).toHaveLength(1);
	});

	it('is filtered by status and network', async () => {
		const idsOf = async (query: string) =>
			((await get(`/social/posts?${query}`)).body.data as unknown as SocialPost[]).map(({ id }) => id);

		expect(await idsOf('status=scheduled')).toEqual([8842]);
		expect(await idsOf('status=failed')).toEqual([8844]);
		expect(await idsOf('platform=facebook')).toEqual([8841]);
	});

	it('is changed while it waits', async () => {
		const later = inFuture(40 * DAY_MS);
		const changed = await call('PATCH', '/social/posts/8842', {
			content: 'Changed',
			scheduled_time: later,
			platforms: ['facebook'],
			account_ids: [FACEBOOK],
		});

		expect(changed.body.data).toMatchObject({
			id: 8842,
			content: 'Changed',
			platforms: ['facebook'],
			scheduled_time: `${later.slice(0, 19)}Z`,
		});
		expect(await call('PATCH', '/social/posts/8841', { content: 'B' })).toMatchObject({ status: 422 });
		sandbox.forward(41 * DAY_MS);
		expect(await read(8842)).toMatchObject({
			status: 'published',
			post_urls: { facebook: [expect.any(String)] },
		});
	});

	it('does not go out when it is deleted', async () => {
		expect((await call('DELETE', '/social/posts/8842')).status).toBe(204);
		sandbox.forward(31 * DAY_MS);
		expect((await get('/social/posts/8842')).status).toBe(404);
	});
});

describe('what is live', () => {
	it('is sent again where it failed', async () => {
		expect(await post('/social/posts/8841/retry')).toMatchObject({ status: 422 });
		expect((await post('/social/posts/8843/retry')).body.data).toEqual({
			success: false,
			retried: ['linkedin'],
			final_status: 'partial',
			platform_results: [{ success: false, error: expect.any(String) as string }],
		});
		const linkedin = sandbox.worlds.smartlyQ.accounts.get(String(EXPIRED_LINKEDIN));
		if (linkedin) linkedin.tokenExpiresAt = null;
		expect((await post('/social/posts/8843/retry', { platforms: ['linkedin'] })).body.data).toMatchObject({
			success: true,
			final_status: 'published',
		});
	});

	it('is taken down where the network allows it, all or nothing', async () => {
		expect((await post('/social/posts/8841/unpublish')).body.data).toEqual({
			post_id: 8841,
			status: 'unpublished',
			platforms: { twitter: 'deleted', facebook: 'deleted' },
		});
		expect(await read(8841)).toMatchObject({ status: 'unpublished', post_urls: {} });

		const x = sandbox.worlds.smartlyQ.accounts.get(String(X));
		if (x) x.revoked = true;
		expect(await post('/social/posts/8843/unpublish')).toMatchObject({
			status: 422,
			body: { error: { code: 'PLATFORM_DELETE_FAILED', details: { twitter: expect.any(String) as string } } },
		});
		expect(await read(8843)).toMatchObject({ status: 'partially_published' });
	});

	it('is edited on Facebook only', async () => {
		const { body } = await post('/social/posts/8841/edit', { content: 'Edited' });

		expect(body.data).toMatchObject({
			results: [
				{ platform: 'twitter', edited: false, error: expect.any(String) as string },
				{ platform: 'facebook', edited: true },
			],
		});
		expect(await post('/social/posts/8842/edit', { content: 'Edited' })).toMatchObject({ status: 409 });
	});

	it('can have its video data changed', async () => {
		const { id } = dataOf(
			await create({
				platforms: ['youtube'],
				account_ids: [131],
				media_urls: ['https://cdn.example.com/a.mp4'],
			}),
		);
		letPublish();

		expect(
			(await post(`/social/posts/${id}/update-metadata`, { title: 'New', playlist_id: 'PLx' })).body.data,
		).toMatchObject({
			updated: ['snippet', 'playlist'],
		});
	});

	it('is brought in from the network once that is allowed', async () => {
		expect(await post('/social/posts/sync-external', { account_id: FACEBOOK })).toMatchObject({
			status: 409,
		});
		expect(
			(await post('/social/posts/sync-external', { account_id: FACEBOOK, enable: true })).body.data,
		).toEqual({
			posts_synced: 2,
			enabled: true,
		});
		expect((await get('/social/posts?status=external')).body.data).toHaveLength(2);
	});
});
