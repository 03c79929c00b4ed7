import type { JsonObject } from '../../../nodes/shared/domain/json';
import { InputError } from '../../../nodes/shared/domain/inputError';
import { postEverywhere as provider } from '../../../nodes/shared/providers/postEverywhere';
import { startSandbox, type Sandbox } from '../../../sandbox/core/server';
import { postEverywhere as vendor } from '../../../sandbox/vendors/postEverywhere/vendor';
import { envelope, FACEBOOK, X } from './fixtures/postEverywhere';
import {
	conflict,
	DAY_MS,
	inFuture,
	MINUTE_MS,
	NOWHERE,
	postActionsIn,
	wireThat,
} from './fixtures/postEverywherePostActions';
import { wireWith } from './fixtures/wireWith';

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

describe('cancel', () => {
	it.each(['scheduled', 'draft'] as const)('deletes a post that is %s, and says so', async (kind) => {
		const { id } = await at[kind]();

		expect(await at.cancel(id)).toMatchObject({
			id,
			text: 'Hello',
			status: 'cancelled',
			targets: [{ status: 'cancelled' }, { status: 'cancelled' }],
			warnings: [expect.stringContaining('no record of it is kept')],
		});
		sandbox.forward(2 * DAY_MS);
		expect(at.inWorld(id)).toBeUndefined();
	});

	it('changes nothing of a post that is out, or about to be', async () => {
		const live = await at.live();
		const goingOut = await at.create();

		await expect(at.cancel(live.id)).rejects.toMatchObject(
			conflict('is published, so it cannot be cancelled', 'Unpublish'),
		);
		await expect(at.cancel(goingOut.id)).rejects.toMatchObject(conflict('is being published', 'Wait'));
		expect(at.sent('DELETE')).toEqual([]);
	});

	it('warns when the post was so close that it may have gone out', async () => {
		const { id } = await at.scheduled({ scheduledAt: inFuture(MINUTE_MS) });

		expect((await at.cancel(id)).warnings).toEqual([
			expect.stringContaining('no record'),
			expect.stringContaining('may have gone out'),
		]);
	});

	it('does not take a lost answer for a failure', async () => {
		const { id } = await at.scheduled();
		await at.inject({ kind: 'dropAfter', operationId: 'deletePost' });

		expect((await at.cancel(id)).status).toBe('cancelled');
	});

	it('does not call a post cancelled that is still there', async () => {
		const { id } = await at.scheduled();
		await at.inject({ kind: 'serverError', operationId: 'deletePost', times: 3 });

		await expect(at.cancel(id)).rejects.toMatchObject({ facts: { cause: 'unavailable', retryable: true } });
		expect((await at.read(id)).status).toBe('scheduled');
	});

	it('notices that the post went out while it could not be deleted', async () => {
		const { id } = await at.scheduled();
		await at.inject({ kind: 'serverError', operationId: 'deletePost', times: 3 });
		const wire = wireThat(at.wire, 'DELETE', () => sandbox.forward(DAY_MS));

		await expect(provider.posts.cancel(wire, id)).rejects.toMatchObject(
			conflict('is being published', 'Get Results'),
		);
	});

	it('says at the second time where the post has gone', async () => {
		const { id } = await at.scheduled();
		await at.cancel(id);

		await expect(at.cancel(id)).rejects.toMatchObject({
			facts: { cause: 'notFound', advice: expect.stringContaining('cancelled before') as string },
		});
	});
});

describe('delete', () => {
	it('removes the record, and is content when it is gone already', async () => {
		const { id } = await at.scheduled();

		expect(await at.remove(id)).toEqual({ id, alreadyGone: false, warnings: [] });
		expect(await at.remove(id)).toEqual({ id, alreadyGone: true, warnings: [] });
		expect(await at.remove(NOWHERE)).toMatchObject({ alreadyGone: true });
	});

	it('says that what is live stays there', async () => {
		const live = await at.live();
		const goingOut = await at.create();

		expect((await at.remove(live.id)).warnings).toEqual([expect.stringContaining('stays there')]);
		expect((await at.remove(goingOut.id)).warnings).toEqual([expect.stringContaining('going out')]);
		expect(sandbox.log().find(({ method }) => method === 'DELETE')?.query).toEqual({});
	});

	it('does not take a lost answer for a failure', async () => {
		const { id } = await at.live();
		await at.inject({ kind: 'dropAfter', operationId: 'deletePost' });

		expect(await at.remove(id)).toMatchObject({ id, alreadyGone: false });
	});

	it('cannot tell when the vendor does not answer any more', async () => {
		const { id } = await at.scheduled();
		const wire = wireThat(
			at.wire,
			'DELETE',
			async () => await at.inject({ kind: 'dropAfter', path: '/api/v1/posts', times: 6 }),
		);

		await expect(provider.posts.delete(wire, id)).rejects.toMatchObject({
			facts: { outcome: 'unknown', message: expect.stringContaining('may or may not') as string },
		});
	});
});

describe('unpublish', () => {
	it('takes a post down from X, and says that its record is gone', async () => {
		const post = await at.live({ accounts: [X] });

		expect(await at.unpublish(post.id)).toMatchObject({
			id: post.id,
			status: 'unpublished',
			targets: [{ accountId: '2280', status: 'unpublished', url: post.targets[0]?.url }],
			warnings: [expect.stringContaining('deletes its whole record')],
		});
		expect(sandbox.log().find(({ method }) => method === 'DELETE')?.query).toEqual({
			delete_on_platforms: 'x',
		});
		expect(at.inWorld(post.id)).toBeUndefined();
	});

	it('says where the post stays', async () => {
		const post = await at.live({ accounts: [X, FACEBOOK] });

		expect(await at.unpublish(post.id, ['x'])).toMatchObject({
			status: 'partiallyPublished',
			targets: [{ status: 'unpublished' }, { status: 'published' }],
			warnings: [
				expect.stringContaining('whole record'),
				expect.stringMatching(/stays live on Facebook.*https:/),
			],
		});
	});

	it('refuses other networks by name, and posts that are not live on X', async () => {
		const onFacebook = await at.live({ accounts: [FACEBOOK] });
		const onBoth = await at.live();
		const goingOut = await at.create();
		const others = at.unpublish(onBoth.id, ['x', 'facebook']);

		await expect(others).rejects.toBeInstanceOf(InputError);
		await expect(others).rejects.toMatchObject({
			parameter: 'Networks',
			message: expect.stringContaining('not from Facebook') as string,
		});
		await expect(at.unpublish(onFacebook.id)).rejects.toMatchObject(conflict('not live on X', 'Get Results'));
		await expect(at.unpublish(goingOut.id)).rejects.toMatchObject(conflict('is being published', 'Wait'));
		await expect(at.unpublish(NOWHERE)).rejects.toMatchObject({ facts: { cause: 'notFound' } });
		expect(at.sent('DELETE')).toEqual([]);
	});

	it('fails when X refuses, with the address where it can be deleted', async () => {
		const post = await at.live({ accounts: [X] });
		await at.expire(X);

		await expect(at.unpublish(post.id)).rejects.toMatchObject({
			facts: {
				outcome: 'unknown',
				message: expect.stringContaining('Token expired') as string,
				advice: expect.stringContaining(post.targets[0]?.url ?? 'none') as string,
			},
		});
	});

	it('promises nothing about X when the answer is lost', async () => {
		const post = await at.live({ accounts: [X] });
		await at.inject({ kind: 'dropAfter', operationId: 'deletePost' });

		expect(await at.unpublish(post.id)).toMatchObject({
			status: 'unknown',
			targets: [{ status: 'unknown' }],
			warnings: [expect.stringContaining('whole record'), expect.stringContaining('did not confirm')],
		});
	});

	it.each<[string, JsonObject, string]>([
		['no word of X', {}, 'did not confirm'],
		['one word for two accounts', { x_deletion: [{ deleted: true }] }, 'did not confirm'],
		[
			'a refusal of one of two',
			{ x_deletion: [{ deleted: true }, { deleted: false, error: 'Rate limit' }] },
			'(Rate limit)',
		],
	])('does not guess from %s', async (_what, answer, warning) => {
		const destination = { platform: 'x', status: 'published', platform_post_url: 'https://x.com/1' };
		const wire = wireWith(({ method }) =>
			envelope(
				method === 'DELETE'
					? { post_id: 'p1', deleted: true, ...answer }
					: {
							post_id: 'p1',
							status: 'published',
							destinations: [
								{ ...destination, account_id: 1 },
								{ ...destination, account_id: 2 },
							],
						},
			),
		);
		const post = await at.unpublish('p1', undefined, wire);

		expect(post.status).toBe('unknown');
		expect(post.warnings[1]).toContain(warning);
	});
});

describe('odd answers', () => {
	const SCHEDULED = {
		post_id: 'p1',
		status: 'scheduled',
		scheduled_for: inFuture(DAY_MS),
		destinations: [{ account_id: 1, platform: 'x', status: 'queued' }],
	};

	it('believes an answer that says that nothing was deleted', async () => {
		const wire = wireWith(({ method }) =>
			envelope(method === 'DELETE' ? { post_id: 'p1', deleted: false } : SCHEDULED),
		);
		const expected = { facts: { message: expect.stringContaining('did not delete') as string } };

		await expect(provider.posts.cancel(wire, 'p1')).rejects.toMatchObject(expected);
		await expect(provider.posts.delete(wire, 'p1')).rejects.toMatchObject(expected);
	});

	it('warns when a destination keeps its old time', async () => {
		const later = inFuture(2 * DAY_MS);
		const moved = {
			...SCHEDULED,
			scheduled_for: later,
			created_at: inFuture(0),
			destinations: [{ ...SCHEDULED.destinations[0], scheduled_for: SCHEDULED.scheduled_for }],
		};
		const wire = wireWith(({ method }) => envelope(method === 'PATCH' ? moved : SCHEDULED));

		expect((await provider.posts.reschedule(wire, 'p1', later, 'UTC')).item).toMatchObject({
			scheduledAt: later,
			warnings: [expect.stringContaining('does not show it')],
		});
	});

	it('reads the post when a change answers with something else', async () => {
		const wire = wireWith(({ method }) => (method === 'PATCH' ? null : envelope(SCHEDULED)));
		const { item } = await provider.posts.update(wire, 'p1', { text: 'New', additionalFields: {} });

		expect(item).toMatchObject({ id: 'p1', status: 'scheduled' });
		expect(wire.sent.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'GET']);
	});

	it('refuses what it cannot know in states that are new to us', async () => {
		const wire = wireWith(() => envelope({ ...SCHEDULED, status: 'approval_pending' }));
		const expected = conflict('not known here', 'Look at the post at PostEverywhere');

		await expect(provider.posts.cancel(wire, 'p1')).rejects.toMatchObject(expected);
		await expect(provider.posts.reschedule(wire, 'p1', inFuture(DAY_MS), 'UTC')).rejects.toMatchObject(
			expected,
		);
		expect((await provider.posts.delete(wire, 'p1')).item.warnings).toEqual([
			expect.stringContaining('not known here'),
		]);
	});

	it('sends changes as what they are: once, or repeatable', async () => {
		const wire = wireWith(() => envelope({ ...SCHEDULED, status: 'draft' }));
		await provider.posts.update(wire, 'p1', { text: 'New', additionalFields: {} });
		await provider.posts.publishDraft?.(wire, 'p1', null, 'UTC');
		await provider.posts.cancel(wire, 'p1');
		const kinds = wire.sent.map(({ method, repeatable }) => `${method} ${repeatable}`);

		expect([...new Set(kinds)].sort()).toEqual(['DELETE safe', 'GET safe', 'PATCH never', 'POST never']);
	});
});
