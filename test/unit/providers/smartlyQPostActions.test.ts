import { fetch } from 'undici';

import type { PostChanges, PostDraft } from '../../../nodes/shared/domain/post';
import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import { failureOfAnswer } from '../../../nodes/shared/transport/failure';
import type { VendorRequest, Wire } from '../../../nodes/shared/transport/wire';
import type { JsonValue } from '../../../nodes/shared/domain/json';
import { startSandbox, type Sandbox } from '../../../sandbox/core/server';
import { smartlyQ as vendor } from '../../../sandbox/vendors/smartlyQ/vendor';
import {
	account,
	DRAFT,
	EXPIRED_LINKEDIN,
	FACEBOOK,
	PAUSED_TIKTOK,
	SECOND_FACEBOOK,
	wireWith,
	X,
} from './fixtures/smartlyQ';
import { realWire } from './fixtures/smartlyQRealWire';

const {
	update,
	reschedule,
	publishDraft,
	cancel,
	delete: remove,
	unpublish,
	retry,
	getResults,
} = provider.posts;
if (!unpublish) throw new Error('SmartlyQ lacks an operation');

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Posts of the sandbox. */
const PUBLISHED = '8841'; // to X and Facebook
const SCHEDULED = '8842'; // to X and Telegram
const MIXED = '8843'; // out on X, failed on LinkedIn
const FAILED = '8844'; // on LinkedIn

const TELEGRAM = account(129, 'telegram');
const PINTEREST = account(130, 'pinterest');
const INSTAGRAM = account(125, 'instagram');
const PICTURE = { url: 'https://shop.example/mug.jpg', type: 'image', altText: 'A mug' } as const;

let sandbox: Sandbox;
let wire: Wire;

beforeAll(async () => {
	sandbox = await startSandbox({ vendors: [vendor], settings: { publishMs: 0 } });
});

beforeEach(() => {
	sandbox.reset();
	wire = realWire(sandbox);
});

afterEach(() => {
	expect(sandbox.violations()).toEqual([]);
});

afterAll(async () => {
	await sandbox.close();
});

const world = () => sandbox.worlds.smartlyQ;
const recordOf = (id: string) => {
	const record = world().posts.get(id);
	if (record === undefined) throw new Error(`There is no post ${id}`);
	return record;
};
const attemptsOf = (id: string) => recordOf(id).targets.map(({ attempts }) => attempts);
const calls = (operationId: string) =>
	sandbox.log('smartlyQ').filter((call) => call.operationId === operationId);
const inFuture = (ms: number) => new Date(Date.now() + ms).toISOString();
const changes = (change: Partial<PostChanges>): PostChanges => ({ additionalFields: {}, ...change });
const create = async (change: Partial<PostDraft>) =>
	(await provider.posts.create(wire, { ...DRAFT, ...change })).item;
const schedule = async (change: Partial<PostDraft> = {}) =>
	await create({ mode: 'schedule', scheduledAt: inFuture(HOUR_MS), ...change });
const repairLinkedin = () => {
	const linkedin = world().accounts.get(EXPIRED_LINKEDIN.id);
	if (linkedin) world().repair(linkedin);
};
const fault = async (wish: object) => {
	const answer = await fetch(`${sandbox.control}/faults`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(wish),
	});
	expect(answer.status).toBe(201);
};
/** A draft, which no public call makes. */
const addDraft = () => {
	world().addPost({ id: '9001', content: 'Not yet', accountIds: [X.id], status: 'draft' });
	return '9001';
};

const CONFLICT = (message: string) => ({
	facts: { cause: 'conflict', message: expect.stringContaining(message) as string, outcome: 'none' },
});
const NOT_FOUND = { facts: { cause: 'notFound', code: 'RESOURCE_NOT_FOUND' } };

/** A wire whose answers come one after another. */
function wireOf(...answers: ReadonlyArray<JsonValue | Error>): Wire & { readonly sent: VendorRequest[] } {
	const left = [...answers];
	return wireWith(() => {
		const next = left.shift();
		if (next instanceof Error) throw next;
		return next ?? null;
	});
}

const post = (status: string, more: object = {}) => ({
	data: { id: 7, content: 'Hello', platforms: ['twitter'], status, ...more },
});
const refusal = (status: number, code: string | null, repeatable: VendorRequest['repeatable'] = 'keyed') =>
	failureOfAnswer(
		{ provider: 'smartlyQ', displayName: 'SmartlyQ', rules: provider.rules, secrets: [], repeatable },
		{
			status,
			body: code === null ? null : { error: { code, message: 'No', details: { twitter: 'Not now' } } },
			location: null,
			resetsAt: null,
		},
	);

it('does not offer to publish drafts, which the vendor cannot', () => {
	expect(publishDraft).toBeUndefined();
});

describe('update', () => {
	it('changes the text and leaves the rest as it is', async () => {
		const { item } = await update(wire, SCHEDULED, changes({ text: 'New words' }));

		expect(item).toMatchObject({ id: SCHEDULED, status: 'scheduled', text: 'New words', warnings: [] });
		expect(item.targets.map(({ platform }) => platform)).toEqual(['x', 'telegram']);
		expect(calls('updateSocialPost').map(({ body }) => body)).toEqual([{ content: 'New words' }]);
	});

	it('changes accounts, media and what differs on a network', async () => {
		const { item } = await update(
			wire,
			SCHEDULED,
			changes({
				accounts: [FACEBOOK, PINTEREST],
				media: [PICTURE],
				overrides: [
					{ platform: 'facebook', text: 'For friends', settings: { type: 'post' } },
					{ platform: 'x', text: 'Short', settings: {} },
				],
				additionalFields: { link: 'https://shop.example' },
			}),
		);

		expect(item.targets.map(({ accountId, platform }) => [accountId, platform])).toEqual([
			['123', 'facebook'],
			['130', 'pinterest'],
		]);
		expect(item.warnings).toEqual([
			expect.stringContaining('alternative text for Pinterest only'),
			'The post does not go to X, so the override for it was left out.',
		]);
		expect(calls('updateSocialPost')[0]?.body).toEqual({
			platforms: ['facebook', 'pinterest'],
			account_ids: [123, 130],
			media_urls: [PICTURE.url],
			platform_options: {
				facebook: { content: 'For friends', type: 'post' },
				pinterest: { alt_text: 'A mug' },
			},
			link: 'https://shop.example',
		});
	});

	it('changes a draft too', async () => {
		expect((await update(wire, addDraft(), changes({ text: 'Soon' }))).item).toMatchObject({
			status: 'draft',
			text: 'Soon',
		});
	});

	it('refuses a post that is out, with nothing changed', async () => {
		await expect(update(wire, PUBLISHED, changes({ text: 'Late' }))).rejects.toMatchObject(
			CONFLICT('is out already, so it cannot be changed'),
		);
		await expect(update(wire, '999', changes({ text: 'Nobody' }))).rejects.toMatchObject(NOT_FOUND);
		expect(calls('updateSocialPost')).toEqual([]);
	});

	it('says so when the post went out between two calls', async () => {
		const moved = wireOf(post('scheduled'), refusal(422, 'VALIDATION_ERROR'), post('published'));
		await expect(update(moved, '7', changes({ text: 'Late' }))).rejects.toMatchObject(
			CONFLICT('is out already'),
		);

		const wrong = wireOf(post('scheduled'), refusal(422, 'VALIDATION_ERROR'), post('scheduled'));
		await expect(update(wrong, '7', changes({ text: 'Long' }))).rejects.toMatchObject({
			facts: { cause: 'invalid', code: 'VALIDATION_ERROR' },
		});
	});

	it('refuses what would change nothing', async () => {
		const overrides = [{ platform: 'reddit', text: 'Hello', settings: {} }];
		await expect(update(wire, SCHEDULED, changes({ overrides }))).rejects.toMatchObject({
			name: 'InputError',
			parameter: 'Platform Overrides',
			advice: expect.stringContaining('does not go to Reddit') as string,
		});
	});

	it('hands over what the vendor says against it', async () => {
		await expect(update(wire, SCHEDULED, changes({ text: 'x'.repeat(281) }))).rejects.toMatchObject({
			facts: { cause: 'invalid', httpCode: 422 },
		});
	});

	it.each(['dropAfter', 'dropBefore', 'serverError'])('changes it once after %s', async (kind) => {
		await fault({ kind, operationId: 'updateSocialPost' });

		expect((await update(wire, SCHEDULED, changes({ text: 'Once' }))).item.text).toBe('Once');
		const keys = calls('updateSocialPost').map(({ headers }) => headers['x-idempotency-key']);
		expect(keys).toHaveLength(2);
		expect(new Set(keys).size).toBe(1);
	});

	it('does not take an answer without a post for one', async () => {
		await expect(
			update(wireOf(post('scheduled'), { data: null }), '7', changes({ text: 'A' })),
		).rejects.toMatchObject({ facts: { cause: 'unavailable', outcome: 'unknown' } });
	});
});

describe('reschedule', () => {
	it('moves the post, which then goes out once, at the new time', async () => {
		const at = `${inFuture(3 * HOUR_MS).slice(0, 19)}.000Z`;
		const { id } = await schedule();
		for (let times = 0; times < 2; times++) {
			expect((await reschedule(wire, id, at, 'Europe/Berlin')).item).toMatchObject({
				status: 'scheduled',
				scheduledAt: at,
				warnings: [],
			});
		}
		expect(calls('updateSocialPost')[0]?.body).toEqual({ scheduled_time: at.replace('.000Z', 'Z') });

		sandbox.forward(2 * HOUR_MS);
		expect((await getResults(wire, id)).item.status).toBe('scheduled');
		sandbox.forward(2 * HOUR_MS);
		expect((await getResults(wire, id)).item.status).toBe('published');
		expect(attemptsOf(id)).toEqual([1, 1]);
	});

	it('refuses what does not wait for its time', async () => {
		const at = inFuture(HOUR_MS);
		await expect(reschedule(wire, PUBLISHED, at, 'UTC')).rejects.toMatchObject(CONFLICT('is out already'));
		await expect(reschedule(wire, addDraft(), at, 'UTC')).rejects.toMatchObject(CONFLICT('is a draft'));
		await expect(reschedule(wire, FAILED, at, 'UTC')).rejects.toMatchObject(CONFLICT('has failed'));
		expect(calls('updateSocialPost')).toEqual([]);
	});

	it('keeps the time when the vendor refuses the new one', async () => {
		const { scheduledFor } = recordOf(SCHEDULED);
		await expect(reschedule(wire, SCHEDULED, inFuture(-HOUR_MS), 'UTC')).rejects.toMatchObject({
			facts: { cause: 'invalid' },
		});
		expect(recordOf(SCHEDULED).scheduledFor).toEqual(scheduledFor);
	});

	it('moves it once when the answer was lost', async () => {
		await fault({ kind: 'dropAfter', operationId: 'updateSocialPost' });
		const at = inFuture(2 * DAY_MS);

		expect((await reschedule(wire, SCHEDULED, at, 'UTC')).item.scheduledAt).toBe(`${at.slice(0, 19)}.000Z`);
	});

	it('warns when the vendor understood another time', async () => {
		const answers = wireOf(post('scheduled'), post('scheduled', { scheduled_time: '2030-01-01T11:00:00Z' }));
		expect((await reschedule(answers, '7', '2030-01-01T10:00:00.000Z', 'UTC')).item.warnings).toEqual([
			expect.stringContaining('2030-01-01T11:00:00.000Z instead of 2030-01-01T10:00:00Z'),
		]);
	});
});

describe('cancel', () => {
	const CANCELLED = { status: 'cancelled', warnings: [expect.stringContaining('keeps no record')] };

	it('removes the post, which does not go out', async () => {
		const { id } = await schedule();
		const { item } = await cancel(wire, id);

		expect(item).toMatchObject({ id, text: 'Hello', ...CANCELLED });
		expect(item.targets.map(({ platform, status }) => [platform, status])).toEqual([
			['x', 'cancelled'],
			['facebook', 'cancelled'],
		]);
		const record = world().posts.get(id);
		sandbox.forward(DAY_MS);
		await expect(getResults(wire, id)).rejects.toMatchObject(NOT_FOUND);
		expect(record).toBeUndefined();
	});

	it('removes a draft too', async () => {
		expect((await cancel(wire, addDraft())).item).toMatchObject(CANCELLED);
	});

	it('refuses a post that is out, with nothing changed', async () => {
		for (const id of [PUBLISHED, MIXED, FAILED]) {
			await expect(cancel(wire, id)).rejects.toMatchObject(CONFLICT('so it cannot be cancelled'));
		}
		world().settings.publishMs = DAY_MS;
		const { id } = await create({});
		await expect(cancel(wire, id)).rejects.toMatchObject(CONFLICT('is being published right now'));
		expect(calls('deleteSocialPost')).toEqual([]);
	});

	it('finds nothing the second time, and says why', async () => {
		await cancel(wire, SCHEDULED);
		await expect(cancel(wire, SCHEDULED)).rejects.toMatchObject({
			facts: {
				...NOT_FOUND.facts,
				advice: expect.stringContaining('may have been cancelled already') as string,
			},
		});
	});

	it.each(['dropAfter', 'dropBefore', 'serverError'])('holds after %s', async (kind) => {
		await fault({ kind, operationId: 'deleteSocialPost' });
		expect((await cancel(wire, SCHEDULED)).item).toMatchObject(CANCELLED);
	});

	it('warns when its time came meanwhile', async () => {
		const answers = wireOf(post('scheduled', { scheduled_time: '2020-01-01T10:00:00Z' }), null);
		expect((await cancel(answers, '7')).item.warnings).toEqual([
			expect.stringContaining('keeps no record'),
			expect.stringContaining('may have gone out all the same'),
		]);
	});

	it('leaves one as it is that the vendor shows as cancelled', async () => {
		const answers = wireOf(post('cancelled'));
		expect((await cancel(answers, '7')).item).toMatchObject({ status: 'cancelled', warnings: [] });
		expect(answers.sent).toHaveLength(1);
	});

	it('says so when the vendor does not remove it', async () => {
		await expect(
			cancel(wireOf(post('scheduled'), refusal(422, 'VALIDATION_ERROR', 'safe')), '7'),
		).rejects.toMatchObject({
			facts: { cause: 'conflict', advice: expect.stringContaining('gone out meanwhile') as string },
		});
	});
});

describe('delete', () => {
	it('removes the record once, and says what that means', async () => {
		expect((await remove(wire, SCHEDULED)).item).toEqual({
			id: SCHEDULED,
			alreadyGone: false,
			warnings: [expect.stringContaining('will not go out')],
		});
		expect((await remove(wire, PUBLISHED)).item).toEqual({
			id: PUBLISHED,
			alreadyGone: false,
			warnings: [expect.stringContaining('live on the networks stays there')],
		});
		expect((await remove(wire, FAILED)).item).toEqual({ id: FAILED, alreadyGone: false, warnings: [] });
		for (const id of [SCHEDULED, PUBLISHED, '4711']) {
			expect(await remove(wire, id)).toEqual({
				item: { id, alreadyGone: true, warnings: [expect.stringContaining('nothing was removed')] },
				raw: null,
			});
		}
	});

	it('is not misled by a lost answer', async () => {
		await fault({ kind: 'dropAfter', operationId: 'deleteSocialPost' });
		expect((await remove(wire, SCHEDULED)).item.alreadyGone).toBe(false);
		expect(world().posts.has(SCHEDULED)).toBe(false);
	});

	it('does not take the 404 of something in between for a post that is gone', async () => {
		await expect(remove(wireOf(refusal(404, null)), '7')).rejects.toMatchObject({
			facts: { cause: 'notFound', code: null },
		});
		await expect(remove(wireOf(refusal(404, 'PROFILE_NOT_FOUND')), '7')).rejects.toMatchObject({
			facts: { code: 'PROFILE_NOT_FOUND' },
		});
	});

	it('points to Unpublish when the vendor keeps a published post', async () => {
		await expect(
			remove(wireOf(post('published'), refusal(422, 'VALIDATION_ERROR')), '7'),
		).rejects.toMatchObject({
			facts: { cause: 'conflict', advice: expect.stringContaining('use Unpublish') as string },
		});
		await expect(
			remove(wireOf(post('published'), refusal(403, 'INSUFFICIENT_SCOPE')), '7'),
		).rejects.toMatchObject({ facts: { cause: 'permission' } });
	});
});

describe('unpublish', () => {
	const statusesOf = ({ targets }: { targets: ReadonlyArray<{ platform: string; status: string }> }) =>
		Object.fromEntries(targets.map(({ platform, status }) => [platform, status]));

	it('takes a post down everywhere, and does no harm the second time', async () => {
		for (let times = 0; times < 2; times++) {
			const { item } = await unpublish(wire, PUBLISHED, undefined);
			expect(item).toMatchObject({ id: PUBLISHED, status: 'unpublished', warnings: [] });
			expect(statusesOf(item)).toEqual({ x: 'unpublished', facebook: 'unpublished' });
		}
		expect(calls('unpublishPost')).toHaveLength(1);
		expect(recordOf(PUBLISHED).targets.map(({ status }) => status)).toEqual(['removed', 'removed']);
	});

	it('takes it down from the networks that are named, however often', async () => {
		for (let times = 0; times < 2; times++) {
			const { item } = await unpublish(wire, PUBLISHED, ['x']);
			expect(item.status).toBe('published');
			expect(statusesOf(item)).toEqual({ x: 'unpublished', facebook: 'published' });
			expect(item.warnings).toEqual([]);
		}
		expect(calls('unpublishPost')[0]?.body).toEqual({ platforms: ['twitter'] });
		expect(recordOf(PUBLISHED).targets.map(({ status }) => status)).toEqual(['removed', 'published']);
	});

	it('says where the post stays', async () => {
		const { id } = await create({ accounts: [X, INSTAGRAM, TELEGRAM], media: [PICTURE] });
		const { item } = await unpublish(wire, id, undefined);

		expect(statusesOf(item)).toEqual({ x: 'unpublished', instagram: 'published', telegram: 'published' });
		expect(item.warnings).toEqual([expect.stringContaining('still live on Instagram, Telegram')]);
	});

	it('believes the vendor when it reports a network as skipped', async () => {
		for (const report of ['skipped', { skipped: true }, { status: 'skipped' }]) {
			const live = post('published', { post_ids: { twitter: '1' } });
			const answer = { data: { post_id: 7, status: 'unpublished', platforms: { twitter: report } } };
			const { item } = await unpublish(wireOf(live, answer, live), '7', undefined);
			expect(statusesOf(item)).toEqual({ x: 'published' });
			expect(item.warnings).toEqual([expect.stringContaining('still live on X')]);
		}
	});

	it('refuses a network from which the vendor removes nothing before anything is sent', async () => {
		await expect(unpublish(wire, PUBLISHED, ['x', 'instagram'])).rejects.toMatchObject({
			name: 'InputError',
			parameter: 'Networks',
			message: 'SmartlyQ cannot take posts down from Instagram',
		});
		expect(sandbox.log('smartlyQ')).toEqual([]);
	});

	it('refuses a post of which nothing can be taken down', async () => {
		const { id } = await create({ accounts: [TELEGRAM] });
		await expect(unpublish(wire, id, undefined)).rejects.toMatchObject(CONFLICT('from Telegram'));
		await expect(unpublish(wire, MIXED, ['linkedin'])).rejects.toMatchObject(CONFLICT('from LinkedIn'));
		await expect(unpublish(wire, SCHEDULED, undefined)).rejects.toMatchObject(CONFLICT('still waiting'));
		await expect(unpublish(wire, FAILED, undefined)).rejects.toMatchObject(CONFLICT('has failed'));
		expect(calls('unpublishPost')).toEqual([]);
	});

	it('changes nothing when one network refuses, and names it', async () => {
		const x = world().accounts.get(X.id);
		if (x) x.revoked = true;

		await expect(unpublish(wire, PUBLISHED, undefined)).rejects.toMatchObject({
			facts: {
				cause: 'conflict',
				code: 'PLATFORM_DELETE_FAILED',
				advice: expect.stringContaining('X (The network did not accept the deletion.)') as string,
			},
		});
		expect(statusesOf((await getResults(wire, PUBLISHED)).item)).toEqual({
			x: 'published',
			facebook: 'published',
		});
	});

	it('is not misled by an older answer for that, which says 502', async () => {
		const live = post('published', { post_ids: { twitter: '1' } });
		await expect(
			unpublish(wireOf(live, refusal(502, 'PLATFORM_DELETE_FAILED')), '7', undefined),
		).rejects.toMatchObject({ facts: { cause: 'conflict', code: 'PLATFORM_DELETE_FAILED' } });
	});

	it.each(['dropAfter', 'dropBefore', 'malformedJson'])('takes it down once after %s', async (kind) => {
		await fault({ kind, operationId: 'unpublishPost' });
		expect((await unpublish(wire, PUBLISHED, undefined)).item.status).toBe('unpublished');
	});

	it('looks at the post when the vendor forgets the key and refuses the repeat', async () => {
		const live = post('published', { post_ids: { twitter: '1' } });
		const answers = wireOf(live, refusal(422, 'VALIDATION_ERROR'), post('unpublished'));
		const { item } = await unpublish(answers, '7', undefined);
		expect([item.status, statusesOf(item)]).toEqual(['unpublished', { x: 'unpublished' }]);
	});

	it('advises to look when nobody can tell', async () => {
		const live = post('published', { post_ids: { twitter: '1' } });
		await expect(
			unpublish(wireOf(live, refusal(500, 'SERVER_ERROR'), live), '7', undefined),
		).rejects.toMatchObject({
			facts: { outcome: 'unknown', advice: expect.stringContaining('may or may not') as string },
		});
	});
});

describe('retry', () => {
	it('sends the failed networks again, and only these', async () => {
		repairLinkedin();
		const before = recordOf(MIXED).targets.map(({ remoteId }) => remoteId);
		const { item } = await retry(wire, MIXED);

		expect(item).toMatchObject({ id: MIXED, status: 'published' });
		expect(item.targets.map(({ platform, status }) => [platform, status])).toEqual([
			['x', 'published'],
			['linkedin', 'published'],
		]);
		expect(calls('retrySocialPost').map(({ body }) => body)).toEqual([{ platforms: ['linkedin'] }]);
		expect(recordOf(MIXED).targets[0]?.remoteId).toBe(before[0]);
		expect(attemptsOf(MIXED)).toEqual([1, 2]);
	});

	it('gives a new failure as data', async () => {
		const { item } = await retry(wire, FAILED);
		expect(item).toMatchObject({
			status: 'failed',
			targets: [{ status: 'failed', error: expect.stringContaining('expired') as string }],
		});
		expect(attemptsOf(FAILED)).toEqual([2]);
	});

	it('refuses a post in which nothing has failed', async () => {
		for (const id of [PUBLISHED, SCHEDULED, addDraft()]) {
			await expect(retry(wire, id)).rejects.toMatchObject(CONFLICT('so it cannot be sent again'));
		}
		repairLinkedin();
		await retry(wire, MIXED);
		await expect(retry(wire, MIXED)).rejects.toMatchObject(CONFLICT('is out already'));
		await expect(retry(wire, '999')).rejects.toMatchObject(NOT_FOUND);
		expect(attemptsOf(MIXED)).toEqual([1, 2]);
	});

	it('sends a post again that was left out because its account was paused', async () => {
		const settings = { visibility: 'public' };
		const { id } = await create({
			accounts: [PAUSED_TIKTOK],
			media: [PICTURE],
			overrides: [{ platform: 'tiktok', text: null, settings }],
		});
		const tiktok = world().accounts.get(PAUSED_TIKTOK.id);
		if (tiktok) tiktok.paused = false;

		expect((await retry(wire, id)).item.status).toBe('published');
	});

	it('leaves out a network where one account has the post already', async () => {
		const second = world().accounts.get(SECOND_FACEBOOK.id);
		if (second) second.revoked = true;
		const mixed = await create({ accounts: [FACEBOOK, SECOND_FACEBOOK] });
		await expect(retry(wire, mixed.id)).rejects.toMatchObject(CONFLICT('without posting twice'));

		const both = await create({
			accounts: [FACEBOOK, SECOND_FACEBOOK, EXPIRED_LINKEDIN],
			text: 'Another',
			idempotencyKey: 'another',
		});
		const { item } = await retry(wire, both.id);
		expect(item.warnings).toEqual([expect.stringContaining('On Facebook one account has the post')]);
		expect(calls('retrySocialPost').map(({ body }) => body)).toEqual([{ platforms: ['linkedin'] }]);
	});

	it.each(['dropAfter', 'malformedJson'])('returns the post after %s, sent once', async (kind) => {
		repairLinkedin();
		await fault({ kind, operationId: 'retrySocialPost' });

		expect((await retry(wire, MIXED)).item.status).toBe('published');
		expect(calls('retrySocialPost')).toHaveLength(1);
		expect(attemptsOf(MIXED)).toEqual([1, 2]);
	});

	it.each(['dropBefore', 'serverError', 'badGatewayHtml'])('advises to look after %s', async (kind) => {
		repairLinkedin();
		await fault({ kind, operationId: 'retrySocialPost' });

		await expect(retry(wire, MIXED)).rejects.toMatchObject({
			facts: {
				outcome: 'unknown',
				retryable: false,
				advice: expect.stringContaining('Look at the post with Get Results first') as string,
			},
		});
		expect(calls('retrySocialPost')).toHaveLength(1);
		expect((await retry(wire, MIXED)).item.status).toBe('published');
		expect(attemptsOf(MIXED)).toEqual([1, 2]);
	});

	it('waits out a rate limit, which had no effect', async () => {
		repairLinkedin();
		await fault({ kind: 'rateLimit', operationId: 'retrySocialPost', retryAfterSeconds: 0 });
		expect((await retry(wire, MIXED)).item.status).toBe('published');
		expect(attemptsOf(MIXED)).toEqual([1, 2]);
	});

	it('says that it was done when only the look at it failed', async () => {
		const answers = wireOf(post('failed'), { data: { success: true } }, refusal(500, 'SERVER_ERROR'));
		await expect(retry(answers, '7')).rejects.toMatchObject({
			facts: {
				message: expect.stringContaining('SmartlyQ has done it') as string,
				advice: expect.stringContaining('Do not run it again') as string,
				retryable: false,
			},
		});
	});

	it('returns a post that is still moving', async () => {
		const answers = wireOf(post('failed'), refusal(500, 'SERVER_ERROR', 'never'), post('processing'));
		expect((await retry(answers, '7')).item.status).toBe('publishing');
	});

	it('sends nothing when it is not told which network failed', async () => {
		const answers = wireOf(post('partially_published'));
		await expect(retry(answers, '7')).rejects.toMatchObject(CONFLICT('does not say on which network'));
		expect(answers.sent).toHaveLength(1);
	});
});

describe('getResults', () => {
	it('gives the result on each network', async () => {
		const { item } = await getResults(wire, MIXED);
		expect(item.targets).toMatchObject([
			{ platform: 'x', status: 'published', url: expect.stringContaining('https://x.com/') as string },
			{ platform: 'linkedin', status: 'failed', error: expect.stringContaining('expired') as string },
		]);
	});
});
