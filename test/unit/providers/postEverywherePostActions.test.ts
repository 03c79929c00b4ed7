import type { MediaAtUrl } from '../../../nodes/shared/domain/post';
import { postEverywhere as provider } from '../../../nodes/shared/providers/postEverywhere';
import { startSandbox, type Sandbox } from '../../../sandbox/core/server';
import { postEverywhere as vendor } from '../../../sandbox/vendors/postEverywhere/vendor';
import { EXPIRED_LINKEDIN, FACEBOOK, INSTAGRAM, X } from './fixtures/postEverywhere';
import {
	conflict,
	DAY_MS,
	inFuture,
	MINUTE_MS,
	NOWHERE,
	postActionsIn,
	unclear,
	wireThat,
	ZONE,
} from './fixtures/postEverywherePostActions';

const IMAGE: MediaAtUrl = {
	source: 'url',
	url: 'https://cdn.acme.example/a.jpg',
	type: 'image',
	altText: 'A cup',
};

let sandbox: Sandbox;
let at: ReturnType<typeof postActionsIn>;

beforeAll(async () => {
	sandbox = await startSandbox({ vendors: [vendor] });
	at = postActionsIn(sandbox);
});

beforeEach(() => {
	sandbox.reset();
	// Long enough that no test meets the end of it by chance.
	sandbox.worlds.postEverywhere.settings.publishMs = MINUTE_MS;
});

afterAll(async () => {
	await sandbox.close();
});

/** Every call of a test kept the contract. */
afterEach(() => {
	expect(sandbox.violations()).toEqual([]);
});

describe('update', () => {
	it('changes the text of a scheduled post and nothing else', async () => {
		const { id } = await at.scheduled();
		const before = await at.read(id);
		const after = await at.update(id, { text: 'Spring!' });

		expect(after).toEqual({ ...before, text: 'Spring!', updatedAt: after.updatedAt });
		expect(at.sent('PATCH')).toEqual([{ call: id, body: { content: 'Spring!' } }]);
	});

	it('replaces accounts and media of a draft', async () => {
		const { id } = await at.draft();
		const after = await at.update(id, { accounts: [INSTAGRAM, FACEBOOK], media: [IMAGE] });

		expect(after).toMatchObject({
			status: 'draft',
			targets: [
				{ accountId: '4101', status: 'draft' },
				{ accountId: '4102', status: 'draft' },
			],
			media: [{ type: 'image' }],
			warnings: [expect.stringContaining('Instagram only')],
		});
		expect(at.sent('PATCH')[0]?.body).toMatchObject({
			account_ids: [4101, 4102],
			platform_content: { instagram: { settings: { altText: 'A cup' } } },
		});
	});

	it('keeps what other networks and settings have of their own, and says which text stays', async () => {
		const { id } = await at.scheduled({
			overrides: [
				{ platform: 'x', text: 'Short', settings: { made_with_ai: true, paid_partnership: true } },
				{ platform: 'facebook', text: null, settings: { contentType: 'Reels' } },
			],
		});
		const after = await at.update(id, {
			text: 'Longer',
			overrides: [{ platform: 'x', text: null, settings: { made_with_ai: false } }],
		});

		expect((await provider.posts.get(at.wire, id)).raw).toMatchObject({
			content: 'Longer',
			platform_content: {
				x: { content: 'Short', settings: { made_with_ai: false, paid_partnership: true } },
				facebook: { contentType: 'Reels' },
			},
		});
		expect(at.sent('PATCH')[0]?.body).toMatchObject({ platform_content: { facebook: {} } });
		expect(after.warnings).toEqual([expect.stringMatching(/its? own.*for X\b/)]);
	});

	it('says that an alternative text of former media stays', async () => {
		const { id } = await at.draft({ accounts: [INSTAGRAM], media: [IMAGE] });
		const after = await at.update(id, { media: [{ ...IMAGE, altText: null }] });

		expect(after.warnings).toEqual([expect.stringContaining('former media')]);
	});

	it('does nothing when there is nothing to change', async () => {
		const { id } = await at.scheduled();

		expect(await at.update(id, {})).toMatchObject({ id, status: 'scheduled' });
		expect(at.sent('PATCH')).toEqual([]);
	});

	it('refuses a post that is out, before any media is imported', async () => {
		const { id } = await at.live();

		await expect(at.update(id, { text: 'Late', media: [IMAGE] })).rejects.toMatchObject(
			conflict('is published, so it cannot be changed', 'Unpublish'),
		);
		expect(at.sent('POST').map(({ call }) => call)).toEqual(['posts']);
	});

	it('tells in plain words of a post that goes out at that moment', async () => {
		const { id } = await at.scheduled();
		const wire = wireThat(at.wire, 'PATCH', () => sandbox.forward(DAY_MS));

		await expect(
			provider.posts.update(wire, id, { text: 'Late', additionalFields: {} }),
		).rejects.toMatchObject(conflict('is being published, so it cannot be changed', 'Get Results'));
		expect((await at.read(id)).text).toBe('Hello');
	});

	it("passes on the vendor's refusals", async () => {
		const { id } = await at.scheduled();

		await expect(at.update(id, { text: 'x'.repeat(300) })).rejects.toMatchObject({
			facts: { cause: 'invalid', code: 'content_too_long', outcome: 'none' },
		});
		await expect(at.update(NOWHERE, { text: 'No' })).rejects.toMatchObject({ facts: { cause: 'notFound' } });
	});

	it.each(['dropAfter', 'serverError', 'dropBefore'])('sends a change only once (%s)', async (kind) => {
		const { id } = await at.scheduled();
		await at.inject({ kind, operationId: 'updatePost' });
		const withoutMilliseconds = inFuture(3 * DAY_MS).replace(/\.\d+Z$/, 'Z');
		const changed = at.update(id, {
			text: 'Once',
			accounts: [FACEBOOK, X],
			overrides: [{ platform: 'x', text: 'Short', settings: { made_with_ai: true } }],
			additionalFields: { scheduled_for: withoutMilliseconds },
		});

		if (kind === 'dropAfter') {
			expect(await changed).toMatchObject({
				text: 'Once',
				scheduledAt: new Date(withoutMilliseconds).toISOString(),
			});
		} else {
			await expect(changed).rejects.toMatchObject(unclear('may or may not have been changed'));
		}
		expect(at.sent('PATCH').length).toBeLessThanOrEqual(1);
	});
});

describe('reschedule', () => {
	it('moves a scheduled post in UTC, and it goes out only then', async () => {
		const { id } = await at.scheduled();
		const later = inFuture(3 * DAY_MS);

		expect(await at.reschedule(id, later)).toMatchObject({
			status: 'scheduled',
			scheduledAt: later,
			timezone: ZONE,
			warnings: [],
		});
		expect(at.sent('PATCH')[0]?.body).toEqual({ scheduled_for: later, timezone: ZONE });
		sandbox.forward(2 * DAY_MS);
		expect((await at.read(id)).status).toBe('scheduled');
		sandbox.forward(DAY_MS);
		expect(at.publications(id)).toEqual([1, 1]);
	});

	it('refuses drafts and posts that are out', async () => {
		const draft = await at.draft();
		const live = await at.live();

		await expect(at.reschedule(draft.id, inFuture(DAY_MS))).rejects.toMatchObject(
			conflict('is a draft', 'Publish Draft'),
		);
		await expect(at.reschedule(live.id, inFuture(DAY_MS))).rejects.toMatchObject(
			conflict('is published', 'Nothing was changed'),
		);
		expect(at.sent('PATCH')).toEqual([]);
	});

	it('finds out by itself whether a lost answer meant success', async () => {
		const { id } = await at.scheduled();
		const later = inFuture(3 * DAY_MS);
		await at.inject({ kind: 'dropAfter', operationId: 'updatePost' });
		expect(await at.reschedule(id, later)).toMatchObject({ scheduledAt: later });

		await at.inject({ kind: 'serverError', operationId: 'updatePost' });
		await expect(at.reschedule(id, inFuture(4 * DAY_MS))).rejects.toMatchObject(
			unclear('may or may not have been moved'),
		);
		expect((await at.read(id)).scheduledAt).toBe(later);
	});
});

describe('publishDraft', () => {
	it('lets a draft go out now', async () => {
		const { id } = await at.draft();

		expect(await at.publishDraft(id)).toMatchObject({
			id,
			text: 'Hello',
			status: 'publishing',
			targets: [{ accountId: '2280', status: 'publishing' }, { accountId: '4102' }],
		});
		expect(at.sent('POST').pop()).toEqual({ call: 'schedule', body: { publish_now: true, timezone: ZONE } });
		expect(at.publications(id)).toEqual([1, 1]);
	});

	it('lets a draft go out at a time', async () => {
		const { id } = await at.draft();
		const later = inFuture(DAY_MS);

		expect(await at.publishDraft(id, later)).toMatchObject({ status: 'scheduled', scheduledAt: later });
		sandbox.forward(DAY_MS);
		expect(at.publications(id)).toEqual([1, 1]);
	});

	it('refuses what is no draft, also at the second time', async () => {
		const { id } = await at.draft();
		const scheduled = await at.scheduled();
		await at.publishDraft(id);

		await expect(at.publishDraft(id)).rejects.toMatchObject(conflict('is being published', 'Get Results'));
		await expect(at.publishDraft(scheduled.id)).rejects.toMatchObject(
			conflict('is scheduled', 'Reschedule moves it'),
		);
		expect(at.publications(id)).toEqual([1, 1]);
	});

	it('refuses a draft without accounts and a time that is too near', async () => {
		const { id } = await at.draft({ accounts: [] });

		await expect(at.publishDraft(id)).rejects.toMatchObject(conflict('no accounts', 'Update'));
		await expect(at.publishDraft(id, inFuture(MINUTE_MS / 2))).rejects.toMatchObject({
			parameter: 'Schedule Time',
		});
		expect(at.sent('POST')).toHaveLength(1);
	});

	it('publishes exactly once when the answer is lost', async () => {
		const { id } = await at.draft();
		await at.inject({ kind: 'dropAfter', operationId: 'schedulePost' });

		expect(await at.publishDraft(id)).toMatchObject({ id, status: 'publishing' });
		await expect(at.publishDraft(id)).rejects.toMatchObject({ facts: { cause: 'conflict' } });
		expect(at.sent('POST').filter(({ call }) => call === 'schedule')).toHaveLength(1);
		expect(at.publications(id)).toEqual([1, 1]);
	});

	it.each(['serverError', 'dropBefore', 'malformedJson'])('never sends it twice after %s', async (kind) => {
		const { id } = await at.draft();
		await at.inject({ kind, operationId: 'schedulePost' });
		const published = at.publishDraft(id);

		if (kind === 'malformedJson') expect((await published).status).toBe('publishing');
		else await expect(published).rejects.toMatchObject(unclear('may or may not have been published'));
		expect(at.sent('POST').filter(({ call }) => call === 'schedule').length).toBeLessThanOrEqual(1);
		expect(at.publications(id)).toEqual(kind === 'malformedJson' ? [1, 1] : [0, 0]);
	});

	it('shows what it knows when the post cannot be read afterwards', async () => {
		const { id } = await at.draft();
		const wire = wireThat(
			at.wire,
			'POST',
			async () => await at.inject({ kind: 'serverError', operationId: 'getPost', times: 3 }),
		);
		const { item } = (await provider.posts.publishDraft?.(wire, id, null, ZONE)) ?? {};

		expect(item).toMatchObject({
			id,
			text: 'Hello',
			status: 'publishing',
			targets: [{ accountId: '2280', status: 'publishing' }, { status: 'publishing' }],
			warnings: [expect.stringContaining('could not be read')],
		});
	});
});

describe('retry', () => {
	const toBoth = { accounts: [X, EXPIRED_LINKEDIN] };

	it('sends only the failed account again', async () => {
		const post = await at.live(toBoth);
		expect(post.status).toBe('partiallyPublished');
		await at.repair(EXPIRED_LINKEDIN);

		expect(await at.retry(post.id)).toMatchObject({
			status: 'publishing',
			targets: [
				{ status: 'published', url: post.targets[0]?.url, attempts: 1 },
				{ status: 'publishing', error: null },
			],
		});
		expect(at.publications(post.id)).toEqual([1, 2]);
		expect((await at.read(post.id)).status).toBe('published');
	});

	it('is refused when nothing has failed, also at the second time', async () => {
		const post = await at.live(toBoth);
		const draft = await at.draft();
		await at.repair(EXPIRED_LINKEDIN);
		await at.retry(post.id);

		await expect(at.retry(post.id)).rejects.toMatchObject(conflict('nothing to send again', 'Get Results'));
		await expect(at.retry(draft.id)).rejects.toMatchObject(conflict('is a draft', 'Publish Draft'));
		expect(at.sent('POST').filter(({ call }) => call === 'retry')).toHaveLength(1);
		expect(at.publications(post.id)).toEqual([1, 2]);
	});

	it('is refused when somebody else was faster', async () => {
		const post = await at.live(toBoth);
		await at.repair(EXPIRED_LINKEDIN);
		const other = wireThat(at.wire, 'POST', () => {
			const inWorld = at.inWorld(post.id);
			if (inWorld) sandbox.worlds.postEverywhere.retry(inWorld, ['4103']);
		});

		await expect(at.retry(post.id, other)).rejects.toMatchObject(
			conflict('no failed account', 'somebody else'),
		);
		expect(at.publications(post.id)).toEqual([1, 2]);
	});

	it.each([true, false])('sends it exactly once when the answer is lost (repaired: %s)', async (repaired) => {
		const post = await at.live(toBoth);
		if (repaired) await at.repair(EXPIRED_LINKEDIN);
		await at.inject({ kind: 'dropAfter', operationId: 'retryPost' });

		const after = await at.retry(post.id);
		expect(after.targets[1]?.status).toBe(repaired ? 'publishing' : 'failed');
		expect(at.sent('POST').filter(({ call }) => call === 'retry')).toHaveLength(1);
		expect(at.publications(post.id)).toEqual([1, 2]);
	});

	it('says that it may or may not have been sent when the post shows nothing', async () => {
		const post = await at.live(toBoth);
		await at.inject({ kind: 'serverError', operationId: 'retryPost' });

		await expect(at.retry(post.id)).rejects.toMatchObject(unclear('may or may not have been sent again'));
		expect(at.publications(post.id)).toEqual([1, 1]);
	});

	it('passes on that the same content has failed too often', async () => {
		const post = await at.live(toBoth);
		for (let tries = 0; tries < 5; tries++) await at.retry(post.id);

		await expect(at.retry(post.id)).rejects.toMatchObject({
			facts: { code: 'permanent_failure_circuit_breaker', outcome: 'none' },
		});
	});
});

describe('getResults', () => {
	it('tells what became of the post on each account', async () => {
		const post = await at.live({ accounts: [X, EXPIRED_LINKEDIN] });

		expect((await provider.posts.getResults(at.wire, post.id)).item).toMatchObject({
			status: 'partiallyPublished',
			targets: [
				{ accountId: '2280', status: 'published', url: expect.stringContaining('https://x.com/') as string },
				{ accountId: '4103', status: 'failed', error: 'Token expired. Reconnect the account.' },
			],
		});
		await expect(provider.posts.getResults(at.wire, NOWHERE)).rejects.toMatchObject({
			facts: { cause: 'notFound' },
		});
	});
});
