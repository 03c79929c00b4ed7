import PostEverywhere, {
	AuthenticationError,
	InsufficientCreditsError,
	PostEverywhereError,
	ValidationError,
	type CreatePostParams,
} from '@posteverywhere/sdk';

import { postEverywhere } from '../../../sandbox/vendors/postEverywhere/vendor';
import { injectFault } from '../fixtures/control';
import { inFuture } from '../fixtures/inFuture';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';

/**
 * The vendor's official Node SDK, as it is published, against the sandbox. It has its host built in and no setting for
 * it, so its calls to that host are carried to the sandbox here, as a name server would; nothing else may leave.
 */
const SDK_HOST = 'https://app.posteverywhere.ai';

const DAY_MS = 86_400_000;
const X = 2280;
const FACEBOOK = 4102;
const EXPIRED_LINKEDIN = 4103;

const sandbox = useSandbox({ vendors: [postEverywhere] });
let client: PostEverywhere;

beforeAll(() => {
	const send = globalThis.fetch;
	jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
		const url = String(input);
		const target = url.startsWith(SDK_HOST) ? url.replace(SDK_HOST, `${sandbox.origin}/posteverywhere`) : url;
		if (!target.startsWith(sandbox.origin) && !target.startsWith(sandbox.storageOrigin)) {
			throw new Error(`The SDK called ${new URL(url).origin}`);
		}
		return await send(target, init);
	});
});

beforeEach(() => {
	client = new PostEverywhere({ apiKey: String(sandbox.access.postEverywhere.apiKey) });
});

afterAll(() => {
	jest.restoreAllMocks();
});

const letSettle = () => sandbox.forward(60_000);
const imageFile = () => new Blob(['not much of a picture'], { type: 'image/jpeg' });

/** What its README shows and its types do not know. */
const loosely = (params: object) => params as CreatePostParams;

describe('with no violation of the contract', () => {
	afterEach(() => expectKeptContract(sandbox));

	it('reads accounts and their health by the ID that it knows', async () => {
		const { accounts } = await client.accounts.list();
		expect(accounts).toHaveLength(11);
		const [first] = accounts;

		expect(await client.accounts.get(first?.id ?? 0)).toMatchObject({ id: X, platform: 'x' });
		expect(await client.accounts.health(EXPIRED_LINKEDIN)).toMatchObject({
			status: 'broken',
			can_post: false,
		});
	});

	it('creates posts in each of the ways that it knows', async () => {
		const base = { content: 'Hello from the SDK', account_ids: [X, FACEBOOK] };
		const now = await client.posts.create(loosely({ ...base, publish_now: true }));
		const later = await client.posts.create({
			...base,
			scheduled_for: inFuture(DAY_MS),
			timezone: 'America/New_York',
		});
		const oldName = await client.posts.create({ ...base, scheduled_at: inFuture(DAY_MS) });
		const own = await client.posts.create({
			...base,
			platform_content: { twitter: { content: 'Short' }, facebook: { content: 'Longer' } },
		});

		expect([now, later, oldName, own].map(({ status }) => status)).toEqual([
			'publishing',
			'scheduled',
			'scheduled',
			'publishing',
		]);
	});

	it('follows a post to its results, changes and deletes it', async () => {
		const { post_id: id } = await client.posts.create({
			content: 'Part',
			account_ids: [X, EXPIRED_LINKEDIN],
		});
		letSettle();
		expect(await client.posts.get(id)).toMatchObject({ id, status: 'partially_failed' });
		expect((await client.posts.results(id)).results).toHaveLength(2);
		expect((await client.posts.getResults(id)).results).toHaveLength(2);
		expect(await client.posts.retry(id)).toMatchObject({ retried_count: 1 });
		letSettle();
		expect(
			await client.posts.retryFailed({ post_ids: [id], platform: 'linkedin', max_attempts: 5 }),
		).toMatchObject({
			retried_count: 1,
			destinations: [{ post_id: id, new_status: 'queued' }],
		});

		const planned = await client.posts.create({
			content: 'Plan',
			account_ids: [X],
			scheduled_for: inFuture(DAY_MS),
		});
		const moved = await client.posts.update(planned.post_id, {
			content: 'New plan',
			scheduled_at: inFuture(2 * DAY_MS),
		});
		expect(moved).toMatchObject({ content: 'New plan', status: 'scheduled' });
		expect(await client.posts.delete(planned.post_id)).toMatchObject({ deleted: true });
	});

	it('lists posts with the old filter and with all of the new ones', async () => {
		const { posts } = await client.posts.list({ status: 'done', platform: 'facebook', limit: 10 });
		const all = await client.posts.listAdvanced({
			status: 'scheduled,published,partially_failed,failed,draft',
			platform: 'instagram,facebook',
			account_id: FACEBOOK,
			campaign_id: 1,
			created_after: inFuture(-30 * DAY_MS),
			created_before: inFuture(DAY_MS),
			scheduled_after: inFuture(-30 * DAY_MS),
			scheduled_before: inFuture(DAY_MS),
			published_after: inFuture(-30 * DAY_MS),
			published_before: inFuture(DAY_MS),
			updated_after: inFuture(-30 * DAY_MS),
			search: 'roast',
			sort: 'updated_at',
			order: 'asc',
			limit: 100,
			offset: 0,
		});

		expect(posts).toHaveLength(1);
		expect(all.posts).toHaveLength(1);
	});

	it('creates many posts, some of them in vain', async () => {
		const good = { content: 'One of many', account_ids: [X] };
		const { summary, results } = await client.posts.bulkCreate([good, { ...good, account_ids: [1] }]);

		expect(summary).toEqual({ total: 2, succeeded: 1, failed: 1 });
		expect(results[1]).toMatchObject({ ok: false, error: { code: 'invalid_accounts' } });
		await expect(client.posts.bulkCreate([{ ...good, account_ids: [1] }])).rejects.toMatchObject({
			status: 422,
		});
	});

	it('uploads files in one call and posts them', async () => {
		const image = await client.media.upload(imageFile(), {
			filename: 'photo.jpg',
			contentType: 'image/jpeg',
		});
		const video = await client.media.upload(new Blob(['a clip']), {
			filename: 'clip.mp4',
			contentType: 'video/mp4',
		});
		expect([image.status, video.status]).toEqual(['ready', 'processing']);
		letSettle();
		expect(await client.media.get(video.id)).toMatchObject({ status: 'ready', type: 'video' });

		const post = await client.posts.create({
			content: 'Photo',
			account_ids: [FACEBOOK],
			media_ids: [image.id, video.id],
		});
		expect(await client.posts.get(post.post_id)).toMatchObject({ media_ids: [image.id, video.id] });
	});

	it('uploads step by step, imports from an address, and keeps the library', async () => {
		const slot = await client.media.getUploadUrl({
			filename: 'a.jpg',
			content_type: 'image/jpeg',
			file_size: 21,
		});
		await expect(client.media.complete(slot.media_id)).rejects.toThrow(/make sure you uploaded/);
		await fetch(slot.upload_url, {
			method: 'PUT',
			headers: { 'Content-Type': 'image/jpeg' },
			body: imageFile(),
		});
		expect(await client.media.complete(slot.media_id)).toMatchObject({ id: slot.media_id, status: 'ready' });
		const imported = await client.media.uploadFromUrl({
			url: 'https://example.com/hero.webp',
			filename: 'hero.webp',
		});
		expect(imported).toMatchObject({ media_status: 'ready', type: 'image', filename: 'hero.webp' });

		const { media } = await client.media.list({ type: 'image', limit: 10 });
		expect(media.map(({ id }) => id)).toEqual(expect.arrayContaining([slot.media_id, imported.media_id]));
		expect(await client.media.delete(imported.media_id)).toMatchObject({ deleted: true });
	});

	it('manages campaigns', async () => {
		const campaign = await client.campaigns.create({
			name: 'Launch',
			description: 'All of it',
			color: '#112233',
		});
		expect(await client.campaigns.list({ status: 'active', limit: 10, offset: 0 })).toMatchObject({
			pagination: { total: 2, has_more: false },
		});
		expect(await client.campaigns.update(campaign.id, { status: 'archived' })).toMatchObject({
			status: 'archived',
		});
		expect(await client.campaigns.get(campaign.id)).toMatchObject({ name: 'Launch', color: '#112233' });
		expect(await client.campaigns.delete(campaign.id)).toEqual({ id: campaign.id, deleted: true });
	});

	it('generates images and captions until the credits are used up', async () => {
		const image = await client.ai.generateImage({
			prompt: 'A banner',
			model: 'flux-schnell',
			aspect_ratio: '16:9',
		});
		const { captions } = await client.ai.generateCaption({
			topic: 'coffee',
			platform: 'twitter',
			tone: 'witty',
			length: 'short',
			include_hashtags: true,
			include_emojis: true,
			count: 2,
		});
		expect(captions).toHaveLength(2);
		expect(await client.media.get(image.media_id)).toMatchObject({ type: 'image' });

		const spend = () => client.ai.generateImage({ prompt: 'A banner', model: 'nano-banana-pro' });
		for (let count = 0; count < 6; count++) await spend();
		await expect(spend()).rejects.toBeInstanceOf(InsufficientCreditsError);
	});

	it('introspects the key and sums up the workspace', async () => {
		const me = await client.me.get();
		const summary = await client.analytics.summary({
			period: 'custom',
			from: inFuture(-30 * DAY_MS),
			to: inFuture(0),
		});

		expect(me).toMatchObject({ scopes: ['read', 'write', 'ai'], api_key: { key_prefix: 'pe_live_5a4d' } });
		expect(summary).toMatchObject({ period: 'custom', posts: { total: 5 } });
		expect(await client.analytics.summary()).toMatchObject({ period: 'month' });
	});

	it('gets its own errors from the answers, with request ID and details', async () => {
		const past = client.posts.create({
			content: 'Late',
			account_ids: [X],
			scheduled_for: '2020-01-01T00:00:00Z',
		});

		await expect(past).rejects.toBeInstanceOf(ValidationError);
		await expect(past).rejects.toMatchObject({
			details: { field: 'scheduled_for' },
			requestId: expect.any(String) as string,
		});
		const missing = client.posts.get('00000000-0000-4000-8000-000000000000');
		await expect(missing).rejects.toBeInstanceOf(PostEverywhereError);
		await expect(missing).rejects.toMatchObject({ status: 404, code: 'not_found' });
	});

	it('waits as long as a rate limit says, then goes on', async () => {
		await injectFault(sandbox, 'postEverywhere', { kind: 'rateLimit', retryAfterSeconds: 1 });
		const startedAt = Date.now();

		expect((await client.accounts.list()).accounts).toHaveLength(11);
		expect(Date.now() - startedAt).toBeGreaterThanOrEqual(950);
	});
});

it('recognises a key that is not accepted', async () => {
	const stranger = new PostEverywhere({ apiKey: 'pe_live_00000000000000000000000000000000' });

	await expect(stranger.accounts.list()).rejects.toBeInstanceOf(AuthenticationError);
	expect(sandbox.violations().map(({ kind }) => kind)).toEqual(['auth']);
});
