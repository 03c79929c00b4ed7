import { fetch } from 'undici';

import type { PostChanges, PostDraft } from '../../../nodes/shared/domain/post';
import { socialSyncer as provider } from '../../../nodes/shared/providers/socialSyncer';
import { failureOfSilence } from '../../../nodes/shared/transport/failure';
import { VendorError } from '../../../nodes/shared/transport/vendorError';
import type { VendorRequest, VendorResponse, Wire } from '../../../nodes/shared/transport/wire';
import { startSandbox, type Sandbox } from '../../../sandbox/core/server';
import { socialSyncer as vendor } from '../../../sandbox/vendors/socialSyncer/vendor';
import { DRAFT, sandboxWire } from './fixtures/socialSyncer';

const { update, reschedule, cancel, delete: remove, retry, getResults } = provider.posts;
const publishDraft = provider.posts.publishDraft;
if (!publishDraft) throw new Error('The provider lacks an operation that it must have');

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const ZONE = 'Europe/Berlin';

/** Posts of the sandbox's seed. */
const PUBLISHED = 'post_8m1lk';
const PARTIAL = 'post_9x2k1';
const FAILED = 'post_7c0ff';
const SCHEDULED = 'post_9w0q7';
const EMPTY_DRAFT = 'post_9w3dr';
const EXPIRED_TIKTOK = '0a7fQ2x9R4tK8mW1';

const INSTAGRAM = {
	id: 'instagram:17841400000000001',
	providerAccountId: '17841400000000001',
	platform: 'instagram',
	name: 'acme',
};

let sandbox: Sandbox;
let wire: Wire;

beforeAll(async () => {
	sandbox = await startSandbox({ vendors: [vendor] });
	wire = repeatingWire(sandboxWire(sandbox));
});

beforeEach(() => {
	sandbox.reset();
	// Long enough that no test meets the end of it by chance.
	sandbox.worlds.socialSyncer.settings.publishMs = MINUTE_MS;
});

afterAll(async () => {
	await sandbox.close();
});

/** Every call of a test kept the contract. */
afterEach(() => {
	expect(sandbox.violations()).toEqual([]);
});

/** As the real wire: a lost answer is a `VendorError`, and what is safe is sent once more. */
function repeatingWire(plain: Wire): Wire {
	const attemptOnce = async (request: VendorRequest): Promise<VendorResponse> =>
		await plain.send(request).catch((reason: unknown) => {
			if (reason instanceof VendorError) throw reason;
			const context = {
				provider: provider.id,
				displayName: provider.displayName,
				rules: provider.rules,
				secrets: [],
				repeatable: request.repeatable,
			};
			throw failureOfSilence(context, 'ECONNRESET', 'localhost');
		});
	return {
		...plain,
		send: async (request) =>
			await attemptOnce(request).catch(async (reason: unknown) => {
				const isBroken = reason instanceof VendorError && reason.facts.retryable;
				if (isBroken && request.repeatable === 'safe') return await attemptOnce(request);
				throw reason;
			}),
	};
}

/** Does something between the reading of a post and the first call of another method. */
function wireThat(happens: () => void): Wire {
	let hasHappened = false;
	return {
		...wire,
		send: async (request) => {
			if (request.method !== 'GET' && !hasHappened) {
				hasHappened = true;
				happens();
			}
			return await wire.send(request);
		},
	};
}

const inject = async (fault: object) =>
	await fetch(`${sandbox.control}/faults`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ vendor: 'socialSyncer', ...fault }),
	});
const repair = async (accountId: string) =>
	await fetch(`${sandbox.control}/accounts/socialSyncer/${accountId}/repair`, { method: 'POST' });
const made = async (more: Partial<PostDraft>) =>
	(await provider.posts.create(wire, { ...DRAFT, ...more })).item.id;
const madeDraft = async (more: Partial<PostDraft> = {}) => await made({ mode: 'draft', ...more });
const madeScheduled = async (inMs: number, more: Partial<PostDraft> = {}) =>
	await made({ mode: 'schedule', scheduledAt: fromNow(inMs), ...more });
const changes = (some: Partial<PostChanges>): PostChanges => ({ additionalFields: {}, ...some });
const inWorld = (postId: string) => sandbox.worlds.socialSyncer.posts.get(postId);
const sent = (method: string) =>
	sandbox
		.log()
		.filter((entry) => entry.method === method)
		.map(({ path, body }) => ({ path, body }));
const conflict = { facts: { cause: 'conflict', outcome: 'none', retryable: false } };

/** Without milliseconds, as the vendor prints times. */
function fromNow(ms: number): string {
	return new Date(Math.floor((Date.now() + ms) / 1000) * 1000).toISOString();
}

/** How often each target was sent to its network, once all is out. */
function publications(postId: string): number[] {
	sandbox.forward(2 * MINUTE_MS);
	sandbox.worlds.socialSyncer.settle();
	return inWorld(postId)?.targets.map(({ attempts }) => attempts) ?? [];
}

describe('update', () => {
	it('changes the text of a scheduled post and nothing else', async () => {
		const before = await provider.posts.get(wire, SCHEDULED);
		const { item } = await update(wire, SCHEDULED, changes({ text: 'Spring!' }));

		expect(item).toEqual({ ...before.item, text: 'Spring!', updatedAt: item.updatedAt });
		expect(sent('PUT')).toEqual([
			{
				path: `/v1/posts/${SCHEDULED}`,
				body: {
					content: 'Spring!',
					scheduledFor: expect.stringMatching(/:\d\dZ$/) as string,
					timezone: 'America/New_York',
				},
			},
		]);
	});

	it('keeps a draft a draft, and fills it', async () => {
		const media = [{ url: 'https://cdn.example.com/a.jpg', type: 'image', altText: 'A cup' }] as const;
		const { item } = await update(wire, EMPTY_DRAFT, changes({ accounts: [INSTAGRAM], media }));

		expect(item).toMatchObject({
			status: 'draft',
			text: 'Idea: latte art class',
			media: [{ url: 'https://cdn.example.com/a.jpg' }],
			targets: [{ accountId: INSTAGRAM.id, status: 'draft' }],
			warnings: [expect.stringContaining('alternative text')],
		});
		expect(sent('PUT')[0]?.body).toMatchObject({ isDraft: true });
	});

	it('removes accounts and media that are left out', async () => {
		const media = [{ url: 'https://cdn.example.com/a.jpg', type: 'image', altText: null }] as const;
		const id = await madeDraft({ media });
		const { item } = await update(wire, id, changes({ accounts: DRAFT.accounts.slice(1), media: [] }));

		expect(item.targets.map(({ accountId }) => accountId)).toEqual(['x:900000001']);
		expect(item.media).toEqual([]);
	});

	it('gives a network its own caption, and says what that may have cost the others', async () => {
		const overrides = [{ platform: 'x', text: 'Short', settings: { reply: 'nobody' } }];
		const id = await madeDraft();
		const { item } = await update(wire, id, changes({ overrides }));

		expect(sent('PUT')[0]?.body).toMatchObject({
			platforms: [
				{ platform: 'facebook', accountId: '104857600000001' },
				{
					platform: 'twitter',
					accountId: '900000001',
					customContent: 'Short',
					platformSpecificData: { reply: 'nobody' },
				},
			],
		});
		expect(item.warnings).toEqual([expect.stringMatching(/of its own for Facebook,/)]);
	});

	it('adds the fields of the user last', async () => {
		await update(
			wire,
			EMPTY_DRAFT,
			changes({ text: 'One', additionalFields: { content: 'Two', tags: ['a'] } }),
		);

		expect(sent('PUT')[0]?.body).toEqual({ content: 'Two', tags: ['a'], isDraft: true });
	});

	it('sends nothing when nothing shall become different', async () => {
		expect((await update(wire, SCHEDULED, changes({}))).item.status).toBe('scheduled');
		expect(sent('PUT')).toEqual([]);
	});

	it.each(['publishNow', 'scheduledFor', 'isDraft'])(
		'does not take %s among additional fields',
		async (field) => {
			const doing = update(wire, SCHEDULED, changes({ additionalFields: { [field]: true } }));

			await expect(doing).rejects.toMatchObject({ name: 'InputError', parameter: 'Additional Fields' });
			expect(sent('PUT')).toEqual([]);
		},
	);

	it('refuses an override for a network to which the post does not go', async () => {
		const overrides = [{ platform: 'tiktok', text: 'For you', settings: {} }];

		await expect(update(wire, SCHEDULED, changes({ overrides }))).rejects.toMatchObject({
			name: 'InputError',
			parameter: 'Platform Overrides',
		});
		expect(sent('PUT')).toEqual([]);
	});

	it.each([PUBLISHED, PARTIAL, FAILED])('refuses %s, which is out', async (id) => {
		await expect(update(wire, id, changes({ text: 'Late' }))).rejects.toMatchObject(conflict);
		expect(sent('PUT')).toEqual([]);
	});

	it('says so when the post goes out in between', async () => {
		const id = await madeScheduled(HOUR_MS);
		const racing = wireThat(() => sandbox.forward(HOUR_MS));

		await expect(update(racing, id, changes({ text: 'Late' }))).rejects.toMatchObject(conflict);
	});

	it("passes on the vendor's refusal of the text", async () => {
		const id = await madeScheduled(HOUR_MS, { accounts: DRAFT.accounts.slice(0, 1) });
		const doing = update(wire, id, changes({ text: 'x'.repeat(63_207) }));

		await expect(doing).rejects.toMatchObject({
			message: 'facebook content must not exceed 63206 characters (got 63207)',
			facts: { cause: 'invalid', outcome: 'none' },
		});
	});

	it('survives a lost answer', async () => {
		await inject({ kind: 'dropAfter', operationId: 'updatePost' });

		expect((await update(wire, SCHEDULED, changes({ text: 'Spring!' }))).item.text).toBe('Spring!');
		expect(inWorld(SCHEDULED)?.status).toBe('scheduled');
	});

	it('leaves it open when the vendor stays broken', async () => {
		await inject({ kind: 'serverError', operationId: 'updatePost', times: 2 });

		await expect(update(wire, SCHEDULED, changes({ text: 'Spring!' }))).rejects.toMatchObject({
			message: expect.stringContaining('may or may not have been changed') as string,
			facts: { cause: 'unavailable', outcome: 'unknown' },
		});
	});
});

describe('reschedule', () => {
	it('moves a scheduled post, which then goes out at the new time only', async () => {
		const id = await madeScheduled(HOUR_MS);
		const { item } = await reschedule(wire, id, fromNow(3 * HOUR_MS), ZONE);
		expect(item).toMatchObject({ status: 'scheduled', scheduledAt: fromNow(3 * HOUR_MS), warnings: [] });

		sandbox.forward(2 * HOUR_MS);
		expect((await provider.posts.get(wire, id)).item.status).toBe('scheduled');
		sandbox.forward(2 * HOUR_MS);
		expect(publications(id)).toEqual([1, 1]);
	});

	it.each([EMPTY_DRAFT, PUBLISHED, PARTIAL, FAILED])('refuses %s, which is not scheduled', async (id) => {
		await expect(reschedule(wire, id, fromNow(HOUR_MS), ZONE)).rejects.toMatchObject(conflict);
		expect(sent('PUT')).toEqual([]);
	});

	it.each([
		['far off, by sending it once more', HOUR_MS, 2],
		['soon, by looking at it instead', 5 * MINUTE_MS, 1],
	])('survives a lost answer about a post that is due %s', async (_when, inMs, calls) => {
		const id = await madeScheduled(inMs);
		await inject({ kind: 'dropAfter', operationId: 'updatePost' });
		const { item } = await reschedule(wire, id, fromNow(2 * HOUR_MS), ZONE);

		expect(item.scheduledAt).toBe(fromNow(2 * HOUR_MS));
		expect(sent('PUT')).toHaveLength(calls);
	});

	it('can run twice', async () => {
		const at = fromNow(2 * HOUR_MS);
		await reschedule(wire, SCHEDULED, at, ZONE);

		expect((await reschedule(wire, SCHEDULED, at, ZONE)).item.scheduledAt).toBe(at);
	});
});

describe('publishing a draft', () => {
	it('lets it go out now, once', async () => {
		const id = await madeDraft();
		expect((await publishDraft(wire, id, null, ZONE)).item).toMatchObject({
			status: 'publishing',
			warnings: [],
		});

		await expect(publishDraft(wire, id, null, ZONE)).rejects.toMatchObject(conflict);
		expect(publications(id)).toEqual([1, 1]);
		await expect(publishDraft(wire, id, null, ZONE)).rejects.toMatchObject(conflict);
		expect(sent('PUT')).toEqual([
			{ path: `/v1/posts/${id}`, body: { publishNow: true, scheduledFor: null, isDraft: false } },
		]);
	});

	it('lets it go out at a time', async () => {
		const id = await madeDraft();
		const { item } = await publishDraft(wire, id, fromNow(HOUR_MS), ZONE);
		expect(item).toMatchObject({ status: 'scheduled', scheduledAt: fromNow(HOUR_MS), timezone: ZONE });

		sandbox.forward(HOUR_MS + MINUTE_MS);
		expect(publications(id)).toEqual([1, 1]);
	});

	it('lets a scheduled post go out now, and not again at its time', async () => {
		const id = await madeScheduled(HOUR_MS);
		expect((await publishDraft(wire, id, null, ZONE)).item.status).toBe('publishing');

		sandbox.forward(2 * HOUR_MS);
		expect(publications(id)).toEqual([1, 1]);
	});

	it.each(['dropAfter', 'malformedJson'])(
		'returns the post when it went out and the answer was lost: %s',
		async (kind) => {
			const id = await madeDraft();
			await inject({ kind, operationId: 'updatePost' });

			expect((await publishDraft(wire, id, null, ZONE)).item.status).toBe('publishing');
			expect(publications(id)).toEqual([1, 1]);
			expect(sent('PUT')).toHaveLength(1);
		},
	);

	it.each(['dropBefore', 'serverError'])(
		'does not send again when it may not have gone out: %s',
		async (kind) => {
			const id = await madeDraft();
			await inject({ kind, operationId: 'updatePost' });

			await expect(publishDraft(wire, id, null, ZONE)).rejects.toMatchObject({
				message: expect.stringContaining('may or may not have been published') as string,
				facts: { outcome: 'unknown', retryable: false },
			});
			expect(sent('PUT')).toHaveLength(1);
			expect(inWorld(id)?.status).toBe('draft');
		},
	);

	it('refuses a draft that lacks accounts, in the words of the vendor', async () => {
		await expect(publishDraft(wire, EMPTY_DRAFT, null, ZONE)).rejects.toMatchObject({
			message: 'Platforms required for non-draft posts',
			facts: { cause: 'invalid', outcome: 'none' },
		});
	});

	it.each([PUBLISHED, PARTIAL, FAILED])('refuses %s, which is out', async (id) => {
		await expect(publishDraft(wire, id, null, ZONE)).rejects.toMatchObject(conflict);
		expect(sent('PUT')).toEqual([]);
	});
});

describe('cancel', () => {
	it('keeps a scheduled post from going out, and says that no record is kept', async () => {
		const { item } = await cancel(wire, SCHEDULED);

		expect(item).toMatchObject({
			id: SCHEDULED,
			status: 'cancelled',
			text: 'The spring blend is here.',
			targets: [{ status: 'cancelled' }, { status: 'cancelled' }],
			warnings: [expect.stringContaining('no record')],
		});
		expect(inWorld(SCHEDULED)).toBeUndefined();
	});

	it('cancels a draft likewise', async () => {
		expect((await cancel(wire, EMPTY_DRAFT)).item.status).toBe('cancelled');
	});

	it('does not know a post that was cancelled before', async () => {
		await cancel(wire, SCHEDULED);

		await expect(cancel(wire, SCHEDULED)).rejects.toMatchObject({
			facts: { cause: 'notFound', advice: expect.stringContaining('cancelled before') as string },
		});
	});

	it('survives a lost answer', async () => {
		await inject({ kind: 'dropAfter', operationId: 'deletePost' });

		expect((await cancel(wire, SCHEDULED)).item.status).toBe('cancelled');
	});

	it.each([PUBLISHED, PARTIAL, FAILED])('refuses %s, which is out, and leaves it there', async (id) => {
		await expect(cancel(wire, id)).rejects.toMatchObject(conflict);
		expect(sent('DELETE')).toEqual([]);
		expect(inWorld(id)).toBeDefined();
	});

	it('says so when the post goes out in between', async () => {
		const id = await madeScheduled(HOUR_MS);
		const racing = wireThat(() => sandbox.forward(HOUR_MS));

		await expect(cancel(racing, id)).rejects.toMatchObject({
			...conflict,
			message: expect.stringContaining('is being published') as string,
		});
		expect(publications(id)).toEqual([1, 1]);
	});

	it('warns when the post was about to go out', async () => {
		const id = await madeScheduled(MINUTE_MS);

		expect((await cancel(wire, id)).item.warnings[1]).toMatch(/may have gone out/);
	});

	it('does not call a post cancelled that is still there', async () => {
		const stubborn: Wire = {
			...wire,
			send: async (request) =>
				request.method === 'DELETE'
					? { status: 200, headers: {}, body: { deleted: true } }
					: await wire.send(request),
		};

		await expect(cancel(stubborn, SCHEDULED)).rejects.toMatchObject({ facts: { outcome: 'unknown' } });
	});

	it('fails when the vendor stays broken, and leaves the post as it is', async () => {
		await inject({ kind: 'serverError', operationId: 'deletePost', times: 2 });

		await expect(cancel(wire, SCHEDULED)).rejects.toMatchObject({ facts: { cause: 'unavailable' } });
		expect(inWorld(SCHEDULED)?.status).toBe('scheduled');
	});
});

describe('delete', () => {
	it('removes the record, and says that what is live stays', async () => {
		expect((await remove(wire, PUBLISHED)).item).toEqual({
			id: PUBLISHED,
			alreadyGone: false,
			warnings: [expect.stringContaining('stays there')],
		});
		expect(inWorld(PUBLISHED)).toBeUndefined();
	});

	it('takes a post that is gone already for no error', async () => {
		await remove(wire, SCHEDULED);

		expect((await remove(wire, SCHEDULED)).item).toEqual({ id: SCHEDULED, alreadyGone: true, warnings: [] });
	});

	it('knows after a lost answer that it has removed the post itself', async () => {
		await inject({ kind: 'dropAfter', operationId: 'deletePost' });

		expect((await remove(wire, FAILED)).item.alreadyGone).toBe(false);
		expect(inWorld(FAILED)).toBeUndefined();
	});

	it('says so when the vendor refuses because the post is going out', async () => {
		const id = await made({});

		await expect(remove(wire, id)).rejects.toMatchObject(conflict);
		expect(inWorld(id)).toBeDefined();
	});

	it('takes a route that is not there for no deletion', async () => {
		const without: Wire = {
			...wire,
			send: async (request) =>
				await wire.send(request.method === 'DELETE' ? { ...request, path: '/posts/post_0' } : request),
		};

		await expect(remove(without, SCHEDULED)).rejects.toMatchObject({
			facts: { cause: 'notFound', advice: expect.stringContaining('not documented') as string },
		});
	});
});

describe('retry', () => {
	it('sends only what failed, once', async () => {
		await repair(EXPIRED_TIKTOK);
		const { item } = await retry(wire, PARTIAL);
		expect(item.targets.map(({ status }) => status)).toEqual(['published', 'publishing']);

		await expect(retry(wire, PARTIAL)).rejects.toMatchObject(conflict);
		expect(publications(PARTIAL)).toEqual([1, 2]);
		expect((await getResults(wire, PARTIAL)).item.status).toBe('published');
		await expect(retry(wire, PARTIAL)).rejects.toMatchObject(conflict);
		expect(sent('POST')).toHaveLength(1);
	});

	it('shows the error of a target that failed again', async () => {
		await retry(wire, FAILED);
		expect(publications(FAILED)).toEqual([2]);

		expect((await getResults(wire, FAILED)).item).toMatchObject({
			status: 'failed',
			targets: [{ status: 'failed', error: expect.stringContaining('expired') as string }],
		});
	});

	it.each([PUBLISHED, SCHEDULED, EMPTY_DRAFT])('refuses %s, of which nothing failed', async (id) => {
		await expect(retry(wire, id)).rejects.toMatchObject(conflict);
		expect(sent('POST')).toEqual([]);
	});

	it('returns the post when the answer was lost', async () => {
		await repair(EXPIRED_TIKTOK);
		await inject({ kind: 'dropAfter', operationId: 'retryPost' });

		expect((await retry(wire, PARTIAL)).item.targets[1]?.status).toBe('publishing');
		expect(publications(PARTIAL)).toEqual([1, 2]);
		expect(sent('POST')).toHaveLength(1);
	});

	it.each(['dropBefore', 'serverError'])(
		'does not send again when it may not have been taken: %s',
		async (kind) => {
			await inject({ kind, operationId: 'retryPost' });

			await expect(retry(wire, PARTIAL)).rejects.toMatchObject({
				facts: { outcome: 'unknown', retryable: false },
			});
			expect(sent('POST')).toHaveLength(1);
		},
	);
});

it('gives the results of a post in one call', async () => {
	const { item } = await getResults(wire, PARTIAL);

	expect(item.targets).toMatchObject([
		{ platform: 'instagram', status: 'published', url: 'https://instagram.com/p/XYZ', error: null },
		{ platform: 'tiktok', status: 'failed', url: null, error: 'Video processing failed' },
	]);
	expect(sandbox.log()).toHaveLength(1);
});

it('has no post that can be taken down', () => {
	expect(provider.posts.unpublish).toBeUndefined();
});

it.each([
	['update', async (id: string) => await update(wire, id, changes({ text: 'x' }))],
	['reschedule', async (id: string) => await reschedule(wire, id, fromNow(HOUR_MS), ZONE)],
	['publishDraft', async (id: string) => await publishDraft(wire, id, null, ZONE)],
	['cancel', async (id: string) => await cancel(wire, id)],
	['retry', async (id: string) => await retry(wire, id)],
	['getResults', async (id: string) => await getResults(wire, id)],
])('%s does not find a post that is not there', async (_name, act) => {
	await expect(act('post_0/../x')).rejects.toMatchObject({ facts: { cause: 'notFound', outcome: 'none' } });
});
