import { smartlyQ } from '../../../sandbox/vendors/smartlyQ/vendor';
import { inFuture } from '../fixtures/inFuture';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import {
	clientOf,
	dataOf,
	EXPIRED_LINKEDIN,
	FACEBOOK,
	PAUSED_TIKTOK,
	postsOf,
	PUBLISH_MS,
	SECOND_FACEBOOK,
	X,
} from './fixtures/smartlyQClient';

const DAY_MS = 86_400_000;

const sandbox = useSandbox({ vendors: [smartlyQ], settings: { publishMs: PUBLISH_MS } });
const client = clientOf(sandbox);
const { call, get, post } = client;
const { create, schedule, read } = postsOf(client);

afterEach(() => expectKeptContract(sandbox));

/** Lets everything that is being published reach its end. */
const letPublish = () => sandbox.forward(PUBLISH_MS);

describe('publishing now', () => {
	it('answers while it is processing, then gives an address and an ID per network', async () => {
		const made = await create({ platforms: ['twitter', 'facebook'], account_ids: [X, FACEBOOK] });
		expect(made).toMatchObject({
			status: 201,
			body: {
				data: {
					content: 'Hello',
					status: 'processing',
					publish_stage: 'validating',
					post_urls: {},
					published_at: null,
				},
				usage: { units: 2, cost: '0.0300', balance_remaining: '99.9700' },
			},
		});
		expect(made.body.data).toMatchObject({ post_id: dataOf(made).id });

		letPublish();
		expect(await read(dataOf(made).id)).toMatchObject({
			status: 'published',
			publish_stage: null,
			post_urls: {
				twitter: [expect.stringContaining('https://x.com/acme/')],
				facebook: [expect.any(String)],
			},
			post_ids: { twitter: expect.any(String) as string, facebook: expect.any(String) as string },
		});
	});

	it('answers with the result when publishing takes no time', async () => {
		sandbox.worlds.smartlyQ.settings.publishMs = 0;

		expect(dataOf(await create({}))).toMatchObject({ status: 'published', publish_stage: null });
	});

	it('lists the results of two accounts of a network', async () => {
		const made = await create({ platforms: ['facebook'], account_ids: [FACEBOOK, SECOND_FACEBOOK] });
		letPublish();

		expect(await read(dataOf(made).id)).toMatchObject({
			post_urls: { facebook: { length: 2 } },
			post_ids: { facebook: { length: 2 } },
		});
	});

	it('fails for an expired account and says why, while the others go out', async () => {
		const made = await create({ platforms: ['twitter', 'linkedin'], account_ids: [X, EXPIRED_LINKEDIN] });
		letPublish();

		expect(await read(dataOf(made).id)).toMatchObject({
			status: 'partially_published',
			post_urls: {
				twitter: [expect.any(String)],
				_errors: { linkedin: 'The access token has expired. Reconnect the account.' },
			},
		});
	});

	it('skips a paused account, and fails when there is no other', async () => {
		const media = {
			media_urls: ['https://cdn.example.com/a.mp4'],
			platform_options: { tiktok: { visibility: 'public' } },
		};
		const both = await create({
			platforms: ['twitter', 'tiktok'],
			account_ids: [X, PAUSED_TIKTOK],
			...media,
		});
		const alone = await create({
			content: 'Alone',
			platforms: ['tiktok'],
			account_ids: [PAUSED_TIKTOK],
			...media,
		});
		letPublish();

		expect(await read(dataOf(both).id)).toMatchObject({
			status: 'published',
			post_urls: { _errors: { _post: 'Skipped paused accounts: @acmecoffee.' } },
		});
		expect(await read(dataOf(alone).id)).toMatchObject({ status: 'failed' });
	});

	it('refuses what the vendor refuses', async () => {
		const refused: Array<[object, number, string]> = [
			[{ account_ids: [999] }, 422, 'VALIDATION_ERROR'],
			[{ account_ids: [FACEBOOK] }, 422, 'VALIDATION_ERROR'],
			[{ account_ids: [X, FACEBOOK] }, 422, 'VALIDATION_ERROR'],
			[{ account_group_ids: [999] }, 404, 'RESOURCE_NOT_FOUND'],
			[{ content: 'x'.repeat(281) }, 422, 'VALIDATION_ERROR'],
			[{ content: '' }, 422, 'VALIDATION_ERROR'],
			[{ media_urls: ['http://cdn.example.com/a.jpg'] }, 422, 'VALIDATION_ERROR'],
			[{ media_urls: ['https://localhost/a.jpg'] }, 422, 'VALIDATION_ERROR'],
			[
				{ platforms: ['tiktok'], account_ids: [PAUSED_TIKTOK], media_urls: ['https://a.example/a.mp4'] },
				422,
				'VALIDATION_ERROR',
			],
			[{ platforms: ['instagram'], account_ids: [125] }, 422, 'VALIDATION_ERROR'],
			[
				{ platforms: ['facebook'], account_ids: [FACEBOOK], platform_options: { facebook: { type: 'ad' } } },
				422,
				'POST_TYPE_UNSUPPORTED',
			],
		];
		for (const [body, status, code] of refused)
			expect(await create(body)).toMatchObject({ status, body: { error: { code } } });
		expect((await get('/me/balance')).body.data).toMatchObject({ balance: '100.0000' });
	});

	it('takes a caption of its own per network, groups, and warns about a link outside Facebook', async () => {
		const long = 'x'.repeat(300);
		const made = await post('/social/posts', {
			content: long,
			platforms: ['twitter', 'facebook'],
			account_group_ids: [51],
			link: 'https://acme.example/',
			platform_options: { twitter: { content: 'Short' } },
		});

		expect(made).toMatchObject({
			status: 201,
			body: { data: { warnings: [expect.stringContaining('twitter')] } },
		});
	});
});

describe('the idempotency key', () => {
	const key = { 'x-idempotency-key': 'run-1:0' };

	it('gives the same post again, without a second charge', async () => {
		const first = await create({}, key);
		const again = await create({}, key);

		expect(again).toMatchObject({ status: 200, body: { data: { idempotent_replay: true } } });
		expect(dataOf(again).id).toBe(dataOf(first).id);
		expect(again.body.usage).toBeUndefined();
		sandbox.forward(400 * DAY_MS);
		expect(await create({}, key)).toMatchObject({ status: 200 });
	});

	it('refuses another body, and is free again when the post is deleted', async () => {
		const first = await create({}, key);
		expect(await create({ content: 'Other' }, key)).toMatchObject({
			status: 409,
			body: { error: { code: 'IDEMPOTENCY_CONFLICT' } },
		});
		expect((await call('DELETE', `/social/posts/${dataOf(first).id}`)).status).toBe(204);
		expect(await create({ content: 'Other' }, key)).toMatchObject({ status: 201 });
	});

	it('is known under its other names', async () => {
		await create({}, { 'x-request-id': 'a' });
		expect((await create({}, { 'x-request-id': 'a' })).status).toBe(200);
		expect((await create({}, { 'idempotency-key': 'a' })).status).toBe(200);
	});

	it('repeats the answer of any other call for 24 hours', async () => {
		const queue = { name: 'Evenings', slots: { Mon: ['20:00'] } };
		const first = await post('/social/queues', queue, key);
		expect((await post('/social/queues', queue, key)).body).toEqual(first.body);
		expect((await post('/social/queues', { ...queue, name: 'B' }, key)).status).toBe(409);
		sandbox.forward(DAY_MS);
		expect(dataOf(await post('/social/queues', queue, key)).id).not.toBe(dataOf(first).id);
	});
});

describe('the duplicate guard', () => {
	it('refuses the same text for 24 hours and names the post', async () => {
		const first = await create({});

		expect(await schedule({ scheduled_time: inFuture(DAY_MS) })).toMatchObject({
			status: 409,
			body: { error: { code: 'DUPLICATE_CONTENT', details: { existing_post_id: dataOf(first).id } } },
		});
		expect(await create({ allow_duplicates: true })).toMatchObject({ status: 201 });
		sandbox.forward(DAY_MS);
		expect(await create({})).toMatchObject({ status: 201 });
	});

	it('lets a text pass whose post failed or was taken down', async () => {
		await create({ platforms: ['linkedin'], account_ids: [EXPIRED_LINKEDIN] });
		letPublish();
		const second = await create({});
		expect(second.status).toBe(201);
		letPublish();
		await post(`/social/posts/${dataOf(second).id}/unpublish`);
		expect((await create({})).status).toBe(201);
	});
});
