import { socialSyncer as provider } from '../../../nodes/shared/providers/socialSyncer';
import { DRAFT, IMAGE } from './fixtures/socialSyncer';
import {
	CONFLICT,
	EMPTY_DRAFT,
	FAILED,
	HOUR_MS,
	MINUTE_MS,
	PARTIAL,
	PUBLISHED,
	SCHEDULED,
	ZONE,
	changes,
	fromNow,
	openPostsWorld,
} from './fixtures/socialSyncerPosts';

const { update, reschedule } = provider.posts;
const { wire, sandbox, wireThat, inject, madeDraft, madeScheduled, inWorld, sent, publications } =
	openPostsWorld();

const INSTAGRAM = {
	id: 'instagram:17841400000000001',
	providerAccountId: '17841400000000001',
	platform: 'instagram',
	name: 'acme',
};

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
		const media = [IMAGE];
		const { item } = await update(wire, EMPTY_DRAFT, changes({ accounts: [INSTAGRAM], media }));

		expect(item).toMatchObject({
			status: 'draft',
			text: 'Idea: latte art class',
			media: [{ url: 'https://cdn.example.com/a.jpg' }],
			targets: [{ accountId: INSTAGRAM.id, status: 'draft' }],
			warnings: [],
		});
		expect(sent('PUT')[0]?.body).toMatchObject({ isDraft: true });
	});

	it('removes accounts and media that are left out', async () => {
		const media = [IMAGE];
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
		await expect(update(wire, id, changes({ text: 'Late' }))).rejects.toMatchObject(CONFLICT);
		expect(sent('PUT')).toEqual([]);
	});

	it('says so when the post goes out in between', async () => {
		const id = await madeScheduled(HOUR_MS);
		const racing = wireThat(() => sandbox().forward(HOUR_MS));

		await expect(update(racing, id, changes({ text: 'Late' }))).rejects.toMatchObject(CONFLICT);
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

	it.each([
		['is shown', { text: 'Spring!' }, true],
		['is not shown', { text: 'Spring!', additionalFields: { tags: ['spring'] } }, false],
	])(
		'does not repeat a lost change of a post that is due soon, and looks whether it %s',
		async (_how, some, isShown) => {
			const id = await madeScheduled(5 * MINUTE_MS);
			await inject({ kind: 'dropAfter', operationId: 'updatePost' });
			const doing = update(wire, id, changes(some));

			if (isShown) expect((await doing).item.text).toBe('Spring!');
			else await expect(doing).rejects.toMatchObject({ facts: { outcome: 'unknown', retryable: false } });
			expect(sent('PUT')).toHaveLength(1);
		},
	);

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
		const at = fromNow(3 * HOUR_MS);
		const { item } = await reschedule(wire, id, at, ZONE);
		expect(item).toMatchObject({ status: 'scheduled', scheduledAt: at, warnings: [] });

		sandbox().forward(2 * HOUR_MS);
		expect((await provider.posts.get(wire, id)).item.status).toBe('scheduled');
		sandbox().forward(2 * HOUR_MS);
		expect(publications(id)).toEqual([1, 1]);
	});

	it.each([EMPTY_DRAFT, PUBLISHED, PARTIAL, FAILED])('refuses %s, which is not scheduled', async (id) => {
		await expect(reschedule(wire, id, fromNow(HOUR_MS), ZONE)).rejects.toMatchObject(CONFLICT);
		expect(sent('PUT')).toEqual([]);
	});

	it.each([
		['far off, by sending it once more', HOUR_MS, 2],
		['soon, by looking at it instead', 5 * MINUTE_MS, 1],
	])('survives a lost answer about a post that is due %s', async (_when, inMs, calls) => {
		const id = await madeScheduled(inMs);
		await inject({ kind: 'dropAfter', operationId: 'updatePost' });
		const at = fromNow(2 * HOUR_MS);
		const { item } = await reschedule(wire, id, at, ZONE);

		expect(item.scheduledAt).toBe(at);
		expect(sent('PUT')).toHaveLength(calls);
	});

	it('can run twice', async () => {
		const at = fromNow(2 * HOUR_MS);
		await reschedule(wire, SCHEDULED, at, ZONE);

		expect((await reschedule(wire, SCHEDULED, at, ZONE)).item.scheduledAt).toBe(at);
	});
});
