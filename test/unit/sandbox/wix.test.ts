import { fetch } from 'undici';

import { startSandbox, type Sandbox } from '../../../sandbox/core/server';
import { wix } from '../../../sandbox/vendors/wix/vendor';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const API = '/social-publisher/v1';

const INSTAGRAM = { name: 'INSTAGRAM', accountId: '17841405822304914' };
const FACEBOOK = { name: 'FACEBOOK', accountId: '1022334455667788' };
const FACEBOOK_PAGE = '102938475610293';
const LINKEDIN_PERSON = 'urn:li:person:8f3kd0Pq2Z';
const TIKTOK = '7c9f0a12-4e6d-4a8b-9c3f-2d5e1a7b0c94';
const IMAGE = 'https://static.wixstatic.com/media/cf2434_x~mv2.jpg';
const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ vendors: [wix] });
});

beforeEach(() => {
	sandbox.reset();
});

afterAll(async () => {
	await sandbox.close();
});

interface Answer {
	readonly status: number;
	// Any shape: each test says what it expects.
	readonly body: Record<string, unknown>;
}

async function send(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
	const response = await fetch(`${sandbox.access.wix.baseUrl}${path}`, {
		method,
		headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const keys = () => ({
	authorization: sandbox.access.wix.apiKey ?? '',
	'wix-site-id': sandbox.access.wix.siteId ?? '',
});
const call = (method: string, path: string, body?: unknown) => send(method, API + path, body, keys());
const get = (path: string) => call('GET', path);
const post = (path: string, body: unknown) => call('POST', path, body);

const facebookPost = (more: object = {}) => ({
	channel: FACEBOOK,
	type: 'POST',
	facebookPost: { pageId: FACEBOOK_PAGE, caption: 'Hello' },
	...more,
});

interface Item {
	readonly id: string;
	readonly status: string;
	readonly channel: { readonly externalItemUrl?: string };
	readonly publicationError?: { readonly message: string };
}

const itemIn = (answer: Answer) => answer.body.item as Item;
const publish = async (item: object) => post('/publish', { item });
const read = async (id: string) => itemIn(await get(`/items/${id}`));

/** Lets everything that is being published reach its end. */
const letPublish = () => sandbox.forward(1000);

const inFuture = (ms: number) => new Date(Date.now() + ms).toISOString();

const code = ({ body }: Answer) => (body as { details: { applicationError?: { code: string } } }).details.applicationError?.code;
const violations = ({ body }: Answer) =>
	(body as { details: { validationError?: { fieldViolations: object[] } } }).details.validationError?.fieldViolations;

function expectKeptContract(): void {
	expect(sandbox.violations()).toEqual([]);
}

describe('authentication', () => {
	const test = (headers: Record<string, string>) => send('GET', `${API}/features/PUBLISH_POST`, undefined, headers);

	it('takes the raw key together with the site', async () => {
		expect((await test(keys())).status).toBe(200);
		expectKeptContract();
	});

	it.each([
		['a Bearer prefix', () => ({ ...keys(), authorization: `Bearer ${keys().authorization}` })],
		['a missing site ID', () => ({ authorization: keys().authorization })],
		['another site', () => ({ ...keys(), 'wix-site-id': UNKNOWN_ID })],
		['a wrong key', () => ({ ...keys(), authorization: 'IST.wrong' })],
		['no key', () => ({})],
	])('refuses %s with 403', async (_what, headers) => {
		const answer = await test(headers());

		expect(answer.status).toBe(403);
		expect(answer.body).toHaveProperty('message');
		expect(sandbox.violations()).toMatchObject([{ kind: 'auth' }]);
	});

	const exchange = (secret?: string) => {
		const { appId, appSecret, instanceId } = sandbox.access.wix;
		return send(
			'POST',
			'/oauth2/token',
			{ grant_type: 'client_credentials', client_id: appId, client_secret: secret ?? appSecret, instance_id: instanceId },
			{},
		);
	};

	it("gives an app a token that carries the site and lives four hours of the sandbox's clock", async () => {
		const { body } = await exchange();
		expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 14_400 });
		const headers = { authorization: String(body.access_token) };

		expect((await test(headers)).status).toBe(200);
		sandbox.forward(4 * HOUR_MS - 60_000);
		expect((await test(headers)).status).toBe(200);
		sandbox.forward(2 * 60_000);
		expect((await test(headers)).status).toBe(401);
		expectKeptContract();
	});

	it('gives no token for a wrong secret', async () => {
		expect((await exchange('wrong')).status).toBe(401);
	});
});

describe('accounts', () => {
	it.each([
		['INSTAGRAM', 'VALID'],
		['FACEBOOK', 'VALID'],
		['TIKTOK', 'INVALID'],
		['GBP', 'DISCONNECTED'],
		['YOUTUBE', 'NEVER_CREATED'],
	])('tells the token status of %s as %s', async (channel, status) => {
		expect((await get(`/${channel}/long-lived-token-status`)).body).toEqual({ status });
		expectKeptContract();
	});

	it('lists one entry per page, though pages share the ID of their user', async () => {
		const { body } = await get('/accounts?channelName=FACEBOOK');

		expect(body.accounts).toMatchObject([
			{ channelName: 'FACEBOOK', facebook: { id: '1022334455667788', page: { id: FACEBOOK_PAGE }, settings: { default: true } } },
			{ channelName: 'FACEBOOK', facebook: { id: '1022334455667788', page: { id: '102938475610447' }, settings: { default: false } } },
		]);
		expectKeptContract();
	});

	it.each([
		['LINKEDIN', 'linkedin', { id: LINKEDIN_PERSON }],
		['PINTEREST', 'pinterest', { board: { id: '549755813599283', displayName: 'Glazes we love' } }],
	])('lists %s in its own shape', async (channel, key, expected) => {
		const { body } = await get(`/accounts?channelName=${channel}`);

		expect((body.accounts as object[])[0]).toMatchObject({ channelName: channel, [key]: expected });
		expectKeptContract();
	});

	it.each([
		['a channel that was never connected', '?channelName=YOUTUBE', 400, 'USER_NOT_EXIST_FOR_CHANNEL'],
		['a disconnected channel', '?channelName=GBP', 400, 'USER_IS_DISCONNECTED'],
		['a channel whose token lapsed', '?channelName=TIKTOK', 400, 'USER_IS_DISCONNECTED'],
		['no channel at all', '', 428, 'UNSUPPORTED_CHANNEL'],
		['the dead channel', '?channelName=TWITTER', 428, 'UNSUPPORTED_CHANNEL'],
	])('answers for %s with %s %i %s', async (_what, query, status, expected) => {
		const answer = await get(`/accounts${query}`);

		expect([answer.status, code(answer)]).toEqual([status, expected]);
		expectKeptContract();
	});

	it('makes another page the default', async () => {
		const answer = await call('PATCH', '/FACEBOOK/settings', { facebook: { defaultPageId: '102938475610447' } });

		expect([answer.status, answer.body]).toEqual([200, {}]);
		const { body } = await get('/accounts?channelName=FACEBOOK');
		expect(body.accounts).toMatchObject([
			{ facebook: { settings: { default: false } } },
			{ facebook: { settings: { default: true } } },
		]);
		expect((await call('PATCH', '/FACEBOOK/settings', { facebook: { defaultPageId: '1' } })).status).toBe(400);
		expect((await call('PATCH', '/FACEBOOK/settings', { tiktok: { defaultAccountId: TIKTOK } })).status).toBe(400);
		expectKeptContract();
	});

	it('disconnects a whole channel', async () => {
		expect((await call('DELETE', '/FACEBOOK/account')).body).toEqual({});

		expect((await get('/FACEBOOK/long-lived-token-status')).body).toEqual({ status: 'DISCONNECTED' });
	});
});

describe('connecting', () => {
	const link = async (channel: string) => String((await get(`/${channel}/connect-url`)).body.connectUrl);
	const approve = (url: string) =>
		fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: 'decision=approve',
		});

	it('connects a new channel once the owner has approved', async () => {
		const url = await link('YOUTUBE');
		expect((await approve(url)).status).toBe(200);

		expect((await get('/YOUTUBE/long-lived-token-status')).body).toEqual({ status: 'VALID' });
		const { body } = await get('/accounts?channelName=YOUTUBE');
		expect(body.accounts).toMatchObject([{ youtube: { id: expect.stringMatching(/^UC/) as string } }]);
		expect((await approve(url)).status).toBe(410);
		expectKeptContract();
	});

	it('repairs all pages of a channel at once', async () => {
		await call('DELETE', '/FACEBOOK/account');
		await approve(await link('FACEBOOK'));

		expect((await get('/accounts?channelName=FACEBOOK')).body.accounts).toHaveLength(2);
		await approve(await link('TIKTOK'));
		expect((await get('/TIKTOK/long-lived-token-status')).body).toEqual({ status: 'VALID' });
	});

	it('ends a link after two hours', async () => {
		const url = await link('YOUTUBE');
		sandbox.forward(2 * HOUR_MS + 1000);

		expect((await approve(url)).status).toBe(410);
		expect((await get('/YOUTUBE/long-lived-token-status')).body).toEqual({ status: 'NEVER_CREATED' });
	});
});

describe('publishing', () => {
	it('takes an item that goes live a moment later', async () => {
		const answer = await publish(facebookPost());
		expect(answer.status).toBe(200);
		const { id, status } = itemIn(answer);
		expect(status).toBe('PROCESSING');

		letPublish();
		const live = await read(id);
		expect(live.status).toBe('PUBLISHED');
		expect(live.channel.externalItemUrl).toMatch(/^https:\/\/www\.facebook\.com\//);
		expectKeptContract();
	});

	it('holds a scheduled item until its time', async () => {
		const scheduledDate = inFuture(DAY_MS);
		const scheduled = itemIn(await publish(facebookPost({ schedulingInfo: { scheduledDate } })));
		expect(scheduled).toMatchObject({ status: 'SCHEDULED', schedulingInfo: { scheduledDate } });

		sandbox.forward(DAY_MS - 60_000);
		expect((await read(scheduled.id)).status).toBe('SCHEDULED');
		sandbox.forward(2 * 60_000);
		expect((await read(scheduled.id)).status).toBe('PUBLISHED');
		expectKeptContract();
	});

	it('ends as FAILED with the reason when the token of the channel has lapsed', async () => {
		const item = {
			channel: { name: 'TIKTOK', accountId: TIKTOK },
			type: 'VIDEO',
			tiktokVideo: {
				description: 'Throwing a bowl',
				privacyLevel: 'SELF_ONLY',
				mediaWrapper: { media: [{ type: 'VIDEO', url: 'https://video.wixstatic.com/video/cf2434_x' }] },
			},
		};
		const { id } = itemIn(await publish(item));

		letPublish();
		expect(await read(id)).toMatchObject({
			status: 'FAILED',
			publicationError: { message: 'The access token of channel TIKTOK is no longer valid' },
		});
		expectKeptContract();
	});

	it.each([
		['LINKEDIN', { linkedinPost: { caption: 'x' } }, LINKEDIN_PERSON, '/author :: field is required'],
		['FACEBOOK', { facebookPost: { caption: 'x' } }, FACEBOOK.accountId, '/page :: field is required'],
		['PINTEREST', { pinterestPost: { description: 'x', boardId: '549755813599283' } }, '549755885175', '/media_source :: field is required'],
	])('lets the network refuse an incomplete %s post', async (name, content, accountId, message) => {
		const draft = await post('/items', { item: { channel: { name, accountId }, type: 'POST', ...content } });
		expect([draft.status, itemIn(draft).status]).toEqual([200, 'DRAFT']);
		const { id } = itemIn(draft);

		await post('/publish-by-id', { id });
		letPublish();
		expect(await read(id)).toMatchObject({ status: 'FAILED', publicationError: { message } });
		expectKeptContract();
	});

	it('publishes or schedules a draft by its ID', async () => {
		const now = itemIn(await post('/items', { item: facebookPost() }));
		const later = itemIn(await post('/items', { item: facebookPost() }));
		expect(now).toMatchObject({ status: 'DRAFT', draftInfo: { createdDate: expect.any(String) as string } });

		expect(itemIn(await post('/publish-by-id', { id: now.id })).status).toBe('PROCESSING');
		const scheduledDate = inFuture(HOUR_MS);
		expect(itemIn(await post('/publish-by-id', { id: later.id, scheduledDate })).status).toBe('SCHEDULED');
		letPublish();
		expect(code(await post('/publish-by-id', { id: now.id }))).toBe('ITEM_IS_PUBLISHED');
		expect(code(await post('/publish-by-id', { id: UNKNOWN_ID }))).toBe('ITEM_NOT_EXISTS');
		expectKeptContract();
	});

	it('publishes a failed item again', async () => {
		const { id } = itemIn(await publish({ channel: { name: 'LINKEDIN', accountId: LINKEDIN_PERSON }, type: 'POST', linkedinPost: { caption: 'x' } }));
		letPublish();
		const change = { id, linkedinPost: { caption: 'x', authorId: LINKEDIN_PERSON } };
		expect((await call('PATCH', `/items/${id}`, { item: change })).status).toBe(200);

		await post('/publish-by-id', { id });
		letPublish();
		expect((await read(id)).status).toBe('PUBLISHED');
	});

	it('publishes several items each on its own', async () => {
		const { status, body } = await post('/bulk/publish', {
			items: [facebookPost(), { channel: INSTAGRAM, type: 'POST', instagramPost: { caption: 'no media' } }],
		});

		expect(status).toBe(200);
		expect(body).toMatchObject({
			results: [
				{ itemMetadata: { originalIndex: 0, success: true }, item: { status: 'PROCESSING' } },
				{ itemMetadata: { originalIndex: 1, success: false, error: { code: 'INVALID_ARGUMENT' } } },
			],
			bulkActionMetadata: { totalSuccesses: 1, totalFailures: 1, undetailedFailures: 0 },
		});
		expectKeptContract();
	});
});

describe('refusals', () => {
	it.each([
		['Instagram without media', { channel: INSTAGRAM, type: 'POST', instagramPost: { caption: 'x' } }, 'MEDIA_REQUIRED'],
		['a type that the channel does not have', { channel: INSTAGRAM, type: 'REEL', instagramPost: { imageUrl: IMAGE } }, 'UNSUPPORTED_TYPE'],
		["another channel's content", { channel: INSTAGRAM, type: 'POST', facebookPost: { caption: 'x' } }, 'CONTENT_MISMATCH'],
		['two contents', facebookPost({ facebookStory: {} }), 'CONTENT_MISMATCH'],
		['an account that the channel does not have', facebookPost({ channel: { name: 'FACEBOOK', accountId: '1' } }), 'UNKNOWN_ACCOUNT'],
	])('refuses %s', async (_what, item, ruleName) => {
		const answer = await publish(item);

		expect(answer.status).toBe(400);
		expect(violations(answer)).toMatchObject([{ violatedRule: 'CUSTOM', ruleName }]);
		expectKeptContract();
	});

	it('refuses a wrong field name and lists it as a violation', async () => {
		const answer = await publish({ channel: FACEBOOK, type: 'POST', facebookPost: { pageId: FACEBOOK_PAGE, text: 'x' } });

		expect(answer.status).toBe(400);
		expect(violations(answer)).toMatchObject([{ field: 'item.facebookPost.text', ruleName: 'UNKNOWN_FIELD' }]);
		expect(sandbox.violations()).toMatchObject([{ operationId: 'publishItem' }]);
	});

	it('names the limit of a text that is too long', async () => {
		const item = { channel: INSTAGRAM, type: 'POST', instagramPost: { imageUrl: IMAGE, caption: 'x'.repeat(2201) } };
		const answer = await publish(item);

		expect(violations(answer)).toMatchObject([{ field: 'item.instagramPost.caption', violatedRule: 'MAX', data: { threshold: 2200 } }]);
	});

	it('refuses a date that has passed', async () => {
		const scheduledDate = new Date(Date.now() - HOUR_MS).toISOString();
		const answer = await publish(facebookPost({ schedulingInfo: { scheduledDate } }));

		expect([answer.status, code(answer)]).toEqual([400, 'SCHEDULED_TIME_ALREADY_PASSED']);
	});

	it('takes a reference ID only once, also when its item is gone', async () => {
		const first = itemIn(await publish(facebookPost({ referenceId: 'row-17' })));
		await call('DELETE', `/items/${first.id}`);

		for (const path of ['/publish', '/items']) {
			const again = await post(path, { item: facebookPost({ referenceId: 'row-17' }) });
			expect([again.status, code(again)]).toEqual([409, 'REFERENCE_ID_ALREADY_EXIST']);
		}
		expectKeptContract();
	});

	it('answers an unknown path and a wrong body in its own way', async () => {
		expect((await get('/nothing')).status).toBe(404);
		expect((await post('/publish-by-id', {})).status).toBe(400);
	});
});

describe('changing items', () => {
	const schedule = async () => itemIn(await publish(facebookPost({ schedulingInfo: { scheduledDate: inFuture(DAY_MS) } }))).id;

	it('reschedules a scheduled item', async () => {
		const id = await schedule();
		const scheduledDate = inFuture(3 * DAY_MS);

		const answer = await post(`/items/${id}/reschedule`, { scheduledDate });
		expect(itemIn(answer)).toMatchObject({ status: 'SCHEDULED', schedulingInfo: { scheduledDate } });
		sandbox.forward(2 * DAY_MS);
		expect((await read(id)).status).toBe('SCHEDULED');
		expectKeptContract();
	});

	it('cancels a scheduled item, which then does not go out', async () => {
		const id = await schedule();

		expect(itemIn(await call('PATCH', `/items/${id}/cancel`, {})).status).toBe('CANCELED');
		sandbox.forward(2 * DAY_MS);
		expect((await read(id)).status).toBe('CANCELED');
		expectKeptContract();
	});

	it('says why an item cannot be cancelled or rescheduled', async () => {
		const live = itemIn(await publish(facebookPost())).id;
		const deleted = await schedule();
		await call('DELETE', `/items/${deleted}`);
		letPublish();
		const scheduledDate = inFuture(DAY_MS);

		expect(code(await call('PATCH', `/items/${live}/cancel`, {}))).toBe('ITEM_IS_PUBLISHED');
		expect(code(await call('PATCH', `/items/${deleted}/cancel`, {}))).toBe('ITEM_IS_DELETED');
		expect(code(await post(`/items/${live}/reschedule`, { scheduledDate }))).toBe('ITEM_IS_PUBLISHED');
		expect(code(await post(`/items/${UNKNOWN_ID}/reschedule`, { scheduledDate }))).toBe('ITEM_NOT_EXISTS');
		expectKeptContract();
	});

	it('deletes an item once', async () => {
		const id = await schedule();

		expect((await call('DELETE', `/items/${id}`)).body).toEqual({});
		expect((await read(id)).status).toBe('DELETED');
		const again = await call('DELETE', `/items/${id}`);
		expect([again.status, code(again)]).toEqual([428, 'ITEM_IS_DELETED']);
		expect(code(await call('DELETE', `/items/${UNKNOWN_ID}`))).toBe('ITEM_NOT_EXISTS');
		expectKeptContract();
	});

	it('changes only what is sent', async () => {
		const { id } = itemIn(await post('/items', { item: facebookPost({ referenceId: 'row-1', consumerInfo: { name: 'me' } }) }));
		const change = { id, consumerInfo: { name: 'you' }, facebookPost: { pageId: FACEBOOK_PAGE, caption: 'New' } };

		const answer = await call('PATCH', `/items/${id}`, { item: change });
		expect(itemIn(answer)).toMatchObject({
			facebookPost: { caption: 'New' },
			referenceId: 'row-1',
			consumerInfo: { name: 'me' },
			status: 'DRAFT',
		});
		expectKeptContract();
	});
});

describe('querying', () => {
	const query = (wish: object) => post('/items/query', { query: wish });
	const captions = ({ body }: Answer) =>
		(body.items as Array<{ facebookPost?: { caption: string } }>).map(({ facebookPost: content }) => content?.caption);

	it('gives the newest items first, page by page', async () => {
		await post('/bulk/publish', {
			items: Array.from({ length: 60 }, (_, index) => facebookPost({ facebookPost: { pageId: FACEBOOK_PAGE, caption: `n${index}` } })),
		});

		const first = await post('/items/query', {});
		expect(first.body.pagingMetadata).toEqual({ count: 50, offset: 0, total: 65, hasNext: true });
		expect(captions(first)[0]).toBe('n59');
		const second = await query({ paging: { limit: 50, offset: 50 } });
		expect(second.body.pagingMetadata).toEqual({ count: 15, offset: 50, total: 65, hasNext: false });
		expect(captions(second)[0]).toBe('n9');
		expect((await query({ paging: { limit: 101 } })).status).toBe(400);
	});

	it('filters and sorts by the fields that can be', async () => {
		const near = itemIn(await publish(facebookPost({ schedulingInfo: { scheduledDate: inFuture(DAY_MS) } }))).id;
		const { body } = await query({
			filter: { status: 'SCHEDULED', 'channel.name': { $in: ['FACEBOOK', 'INSTAGRAM'] } },
			sort: [{ fieldName: 'schedulingInfo.scheduledDate', order: 'ASC' }],
		});

		expect(body.items).toMatchObject([{ id: near }, { status: 'SCHEDULED' }]);
		const until = { 'schedulingInfo.scheduledDate': { $lt: inFuture(2 * DAY_MS) } };
		expect((await query({ filter: until })).body.items).toMatchObject([{ id: near }]);
		const wrong = await query({ filter: { referenceId: 'x' } });
		expect(violations(wrong)).toMatchObject([{ description: "Field 'referenceId' is not declared as filterable" }]);
		expectKeptContract();
	});

	it('shows deleted items only to those who ask for them', async () => {
		const { id } = itemIn(await post('/items', { item: facebookPost() }));
		await call('DELETE', `/items/${id}`);

		expect((await query({})).body.items).toHaveLength(5);
		expect((await query({ filter: { status: 'DELETED' } })).body.items).toMatchObject([{ id }]);
	});

	it('gets several items by ID', async () => {
		const ids = ((await query({})).body.items as Item[]).slice(0, 2).map(({ id }) => id);
		const { body } = await get(`/items?itemIds=${ids.join('&itemIds=')}`);

		expect(body.items).toMatchObject(ids.map((id) => ({ id })));
		expectKeptContract();
	});

	it('imitates its items when many are generated', async () => {
		await fetch(`${sandbox.control}/populate/wix`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ accounts: 10, posts: 200 }),
		});

		const { body } = await query({ paging: { limit: 100, offset: 100 } });
		expect(body.items).toHaveLength(100);
		expect((await get('/accounts?channelName=FACEBOOK')).status).toBe(200);
		expectKeptContract();
	});
});

describe('quotas', () => {
	const quota = async (feature: string) =>
		((await get(`/features/${feature}`)).body.featureData as { quotaInfo: { currentUsage: number; remainingUsage: number } }).quotaInfo;

	it('counts what is published and what is scheduled, each for itself', async () => {
		const [published, scheduled] = [await quota('PUBLISH_POST'), await quota('SCHEDULE_POST')];
		await publish(facebookPost());
		const { id } = itemIn(await publish(facebookPost({ schedulingInfo: { scheduledDate: inFuture(HOUR_MS) } })));

		expect((await quota('PUBLISH_POST')).currentUsage).toBe(published.currentUsage + 1);
		expect((await quota('SCHEDULE_POST')).currentUsage).toBe(scheduled.currentUsage + 1);
		await call('PATCH', `/items/${id}/cancel`, {});
		expect((await quota('SCHEDULE_POST')).currentUsage).toBe(scheduled.currentUsage);
		expectKeptContract();
	});

	it('tells several features at once', async () => {
		const { body } = await get('/features?featureTypes=PUBLISH_POST&featureTypes=AI_TOOLS');

		expect(body).toMatchObject({
			features: [
				{ type: 'PUBLISH_POST', enabled: true, quotaInfo: { limit: 250, period: 'MONTH' } },
				{ type: 'AI_TOOLS', enabled: true },
			],
			monetizationEnabled: true,
		});
		expectKeptContract();
	});

	it('refuses what is over the quota, until the next month', async () => {
		const hundred = { items: Array.from({ length: 100 }, () => facebookPost()) };
		for (let round = 0; round < 3; round++) await post('/bulk/publish', hundred);
		expect((await quota('PUBLISH_POST')).remainingUsage).toBe(0);

		const answer = await publish(facebookPost());
		expect([answer.status, code(answer)]).toEqual([428, 'INELIGIBLE_FOR_FEATURE']);
		expect((await post('/bulk/publish', hundred)).status).toBe(428);
		sandbox.forward(31 * DAY_MS);
		expect((await publish(facebookPost())).status).toBe(200);
		expectKeptContract();
	});

	it('allows 200 calls a minute', async () => {
		for (let count = 0; count < 200; count++) await get('/features/PUBLISH_POST');

		expect((await get('/features/PUBLISH_POST')).status).toBe(429);
		sandbox.forward(60_000);
		expect((await get('/features/PUBLISH_POST')).status).toBe(200);
		expectKeptContract();
	});
});

describe('media', () => {
	const media = (method: string, path: string, body?: unknown) => send(method, `/site-media/v1${path}`, body, keys());
	interface File {
		readonly id: string;
		readonly operationStatus: string;
	}
	const fileIn = ({ body }: Answer) => body.file as File;

	it('imports a public file, which is ready a moment later', async () => {
		const imported = fileIn(await media('POST', '/files/import', { url: 'https://shop.example/mug.jpg' }));
		expect(imported).toMatchObject({ operationStatus: 'PENDING', mediaType: 'IMAGE', parentFolderId: 'media-root' });

		sandbox.forward(1000);
		expect(fileIn(await media('GET', `/files/get-file-by-id?fileId=${imported.id}`)).operationStatus).toBe('READY');
		expect(fileIn(await media('GET', `/files/${imported.id}`))).toMatchObject({ id: imported.id, state: 'OK' });
		expect((await media('POST', '/files/import', { url: 'https://shop.example/mug' })).status).toBe(400);
		expect((await media('GET', '/files/unknown')).status).toBe(404);
		expectKeptContract();
	});

	it('takes bytes at an address of another origin, without the key', async () => {
		const { body } = await media('POST', '/files/generate-upload-url', { mimeType: 'video/mp4', fileName: 'bowl.mp4', sizeInBytes: '5' });
		const uploadUrl = String(body.uploadUrl);
		expect(uploadUrl.startsWith(sandbox.storageOrigin)).toBe(true);

		const stored = await fetch(uploadUrl, { method: 'PUT', headers: { 'content-type': 'video/mp4' }, body: 'bytes' });
		const { file } = (await stored.json()) as { file: File };
		expect(file).toMatchObject({ sizeInBytes: '5', mediaType: 'VIDEO', operationStatus: 'PENDING' });
		sandbox.forward(1000);
		expect(fileIn(await media('GET', `/files/${file.id}`)).operationStatus).toBe('READY');
		expectKeptContract();
	});
});

describe('generated content', () => {
	it('writes texts', async () => {
		const { body } = await post('/generate-text', {
			userInput: 'new ceramic mugs',
			tone: 'playful',
			additionalContent: { withHashtags: true, url: 'https://janes.example' },
		});

		expect((body.results as Array<{ caption: string }>)[0]?.caption).toContain('playful post about new ceramic mugs');
		expectKeptContract();
	});

	it('writes posts for the channels that are asked for', async () => {
		const media = [{ type: 'IMAGE', url: IMAGE }];
		const { body } = await post('/generate-post-data', { userInput: 'mugs', media, channels: ['INSTAGRAM', 'YOUTUBE'] });

		expect(body.results).toMatchObject([{ channelName: 'INSTAGRAM', instagramPost: { mediaWrapper: { media } } }]);
		expect((await post('/generate-post-data', {})).status).toBe(400);
	});

	it('edits an image in its own time', async () => {
		const { body } = await post('/generate-image', { userInput: 'brighter', imageUrl: IMAGE });
		const path = `/generated-image/${String(body.executionId)}`;
		expect((await get(path)).body).toEqual({ status: 'IN_PROGRESS' });

		sandbox.forward(10_000);
		expect((await get(path)).body).toMatchObject({ status: 'READY', imageUrl: expect.stringContaining('wixstatic') as string });
		expect(code(await get(`/generated-image/${UNKNOWN_ID}`))).toBe('GENERATED_IMAGE_NOT_FOUND');
		expectKeptContract();
	});
});

describe('trouble', () => {
	it('says nothing in its 500', async () => {
		await fetch(`${sandbox.control}/faults`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ vendor: 'wix', kind: 'serverError' }),
		});

		const answer = await get('/features/PUBLISH_POST');
		expect([answer.status, answer.body]).toEqual([500, { message: '', details: {} }]);
	});
});
