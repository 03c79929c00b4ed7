import type { JsonValue } from '../../../nodes/shared/domain/json';
import type { PostChanges } from '../../../nodes/shared/domain/post';
import { wix as provider } from '../../../nodes/shared/providers/wix';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { FACEBOOK, IMAGE, INSTAGRAM, LINKEDIN, VIDEO } from './fixtures/wix';
import {
	conflict,
	DAY_MS,
	firstOf,
	inFuture,
	NOWHERE,
	secondOf,
	statuses,
	usePostActions,
} from './fixtures/wixPostActions';

describe('changing a post of Wix, against the sandbox', () => {
	const { sandbox, act } = usePostActions();

	describe('updating', () => {
		it('changes the text of each item and nothing else', async () => {
			const post = await act.scheduled([FACEBOOK, LINKEDIN]);
			const changed = await act.update(post.id, { text: 'Better' });

			expect(changed).toMatchObject({
				id: post.id,
				status: 'scheduled',
				text: 'Better',
				scheduledAt: post.scheduledAt,
				media: [{ url: IMAGE.url }],
				targets: [{ accountId: FACEBOOK.id }, { accountId: LINKEDIN.id }],
				warnings: [],
			});
			expect((await provider.posts.get(act.wire, post.id)).raw).toMatchObject([
				{ facebookPost: { caption: 'Better', pageId: '102938475610293' } },
				{ linkedinPost: { caption: 'Better', authorId: 'urn:li:person:8f3kd0Pq2Z' } },
			]);
		});

		it('puts other media in the place of the old ones', async () => {
			const post = await act.draftOf();
			const changed = await act.update(post.id, { media: [VIDEO] });

			expect(changed).toMatchObject({ text: 'Hello', media: [{ type: 'video', url: VIDEO.url }] });
			expect(await act.update(post.id, { media: [IMAGE, VIDEO] })).toMatchObject({
				media: [{ url: IMAGE.url }, { url: VIDEO.url }],
				warnings: [],
			});
			expect((await act.update(post.id, { media: [] })).media).toEqual([]);
		});

		it('gives a network its own text and settings', async () => {
			const post = await act.draftOf([FACEBOOK, LINKEDIN]);
			const link = 'https://janes.example';
			const overrides = [{ platform: 'facebook', text: 'For Facebook', settings: { link } }];
			const { raw } = await provider.posts.update(act.wire, post.id, {
				text: 'For all',
				overrides,
				additionalFields: { linkedinPost: { caption: 'Last word' } },
			});

			expect(raw).toMatchObject([
				{ facebookPost: { caption: 'For Facebook', link } },
				{ linkedinPost: { caption: 'Last word', mediaWrapper: { media: [{ url: IMAGE.url }] } } },
			]);
		});

		it('sends nothing when the post is so already', async () => {
			const post = await act.draftOf();
			await act.update(post.id, { text: 'Better' });
			const before = sandbox.log().filter(({ method }) => method === 'PATCH').length;

			expect(await act.update(post.id, { text: 'Better' })).toMatchObject({
				text: 'Better',
				status: 'draft',
			});
			expect(sandbox.log().filter(({ method }) => method === 'PATCH')).toHaveLength(before);
		});

		it('refuses by name what Wix cannot change, and sends nothing', async () => {
			const post = await act.draftOf();
			const story = await act.create({
				mode: 'draft',
				accounts: [INSTAGRAM],
				media: [IMAGE],
				overrides: [{ platform: 'instagram', text: null, settings: { type: 'STORY' } }],
				idempotencyKey: 'story',
			});
			const refusals: ReadonlyArray<readonly [string, string, Partial<PostChanges>]> = [
				['Accounts', post.id, { accounts: [FACEBOOK, LINKEDIN] }],
				['Platform Overrides', post.id, { overrides: [{ platform: 'linkedin', text: 'A', settings: {} }] }],
				[
					'Platform Overrides',
					post.id,
					{ overrides: [{ platform: 'facebook', text: null, settings: { type: 'REEL' } }] },
				],
				['Additional Fields', post.id, { additionalFields: { schedulingInfo: {} } }],
				['Additional Fields', post.id, { additionalFields: { item: { channel: {} } } }],
				['Additional Fields', post.id, { additionalFields: { linkedinPost: { caption: 'A' } } }],
				['Text', story.id, { text: 'Words' }],
			];

			for (const [parameter, id, changes] of refusals) {
				await expect(act.update(id, changes)).rejects.toMatchObject({ name: 'InputError', parameter });
			}
			expect(sandbox.log().filter(({ method }) => method === 'PATCH')).toEqual([]);
			expect((await act.update(post.id, { accounts: [FACEBOOK], text: 'Better' })).text).toBe('Better');
		});

		it('says which items take no text, and changes the others', async () => {
			const post = await act.create({
				mode: 'draft',
				accounts: [INSTAGRAM, FACEBOOK],
				media: [IMAGE],
				overrides: [{ platform: 'instagram', text: null, settings: { type: 'STORY' } }],
			});

			expect(await act.update(post.id, { text: 'Better' })).toMatchObject({
				text: 'Better',
				warnings: [expect.stringContaining('A story has no text, so Instagram gets none')],
			});
		});

		it('says what Wix leaves as it is, and refuses what it has no place for', async () => {
			const youtube = { ...FACEBOOK, id: 'YOUTUBE:UCsandbox', platform: 'youtube' };
			const post = await act.create({ mode: 'draft', accounts: [youtube], media: [VIDEO] });

			expect((await act.update(post.id, { text: 'Better' })).warnings).toEqual([
				expect.stringContaining('The title on YouTube stays as it is'),
			]);
			const overrides = [{ platform: 'youtube', text: null, settings: { title: 'New', type: 'video' } }];
			expect((await act.update(post.id, { overrides, text: 'Best' })).warnings).toEqual([]);
			await expect(act.update(post.id, { media: [IMAGE] })).rejects.toMatchObject({ parameter: 'Media' });
		});

		it('notices when Wix keeps what was to be replaced, or does not show the item', async () => {
			const post = await act.draftOf();
			const answering = (body: JsonValue): Wire => ({
				...act.wire,
				send: async (request) => {
					const answer = await act.wire.send(request);
					return request.method === 'PATCH' ? { ...answer, body } : answer;
				},
			});
			const change = { text: 'Better', additionalFields: {} };
			const old = (await provider.posts.get(act.wire, post.id)).raw;

			expect((await provider.posts.update(answering({ item: old }), post.id, change)).item.warnings).toEqual([
				expect.stringContaining('Wix shows another text or other media on Facebook'),
			]);
			const { item } = await provider.posts.update(answering({}), post.id, { ...change, text: 'Best' });
			expect(item).toMatchObject({ text: 'Best', warnings: [] });
		});

		it('leaves an item alone whose type is new to it', async () => {
			const post = await act.draftOf();
			const newType: Wire = {
				...act.wire,
				send: async (request) => ({
					...(await act.wire.send(request)),
					body: { item: { id: post.id, status: 'DRAFT', type: 'REEL', channel: { name: 'THREADS' } } },
				}),
			};
			await expect(
				provider.posts.update(newType, post.id, { text: 'Better', additionalFields: {} }),
			).rejects.toMatchObject({ facts: { cause: 'conflict', outcome: 'none' } });
		});

		it('cannot change what is out, and says what it changed beside it', async () => {
			const out = await act.create({});
			await expect(act.update(out.id, { text: 'Better' })).rejects.toMatchObject(
				conflict('is going out at this moment, so it cannot be changed', 'Wait'),
			);
			sandbox.forward(60_000);
			await expect(act.update(out.id, { text: 'Better' })).rejects.toMatchObject(
				conflict('is out already', 'Create a new post'),
			);

			const draft = await act.create({ mode: 'draft', accounts: [LINKEDIN], idempotencyKey: 'draft' });
			const both = await act.update(`${out.id},${draft.id}`, { text: 'Better' });
			expect(statuses(both)).toEqual(['published', 'draft']);
			expect(both.warnings).toEqual([
				expect.stringContaining(`Facebook (${FACEBOOK.id}): The post on Facebook is out`),
			]);
			expect((await act.read(draft.id)).text).toBe('Better');
		});

		it('changes a failed post, so that it can be retried', async () => {
			const post = await act.failing();
			expect(await act.update(post.id, { text: 'Shorter' })).toMatchObject({ text: 'Shorter' });
		});

		it('survives a lost answer', async () => {
			const post = await act.scheduled();
			await act.inject({ kind: 'dropAfter', operationId: 'updateItem', times: 1 });
			expect((await act.update(post.id, { text: 'Better' })).text).toBe('Better');
			await act.inject({ kind: 'dropAfter', operationId: 'updateItem', times: 9 });
			expect((await act.update(post.id, { text: 'Best' })).text).toBe('Best');
		});

		it('sends no list of media without any, whatever it was told', async () => {
			const post = await act.draftOf([LINKEDIN]);
			await act.inject({ kind: 'truncatedList', operationId: 'getItem', times: 1 });
			const { text, warnings } = await act.update(post.id, { text: 'Better' });
			expect(text).toBe('Better');
			expect(warnings).toEqual([]);
			expect(sandbox.log().filter(({ method }) => method === 'PATCH')).toHaveLength(1);
		});
	});

	describe('rescheduling', () => {
		it('moves each item, and does so twice without harm', async () => {
			const post = await act.scheduled([FACEBOOK, LINKEDIN]);
			const later = inFuture(3 * DAY_MS);

			expect(await act.reschedule(post.id, later)).toMatchObject({
				id: post.id,
				status: 'scheduled',
				scheduledAt: later,
			});
			expect(await act.reschedule(post.id, later)).toMatchObject({ scheduledAt: later, warnings: [] });
			sandbox.forward(2 * DAY_MS);
			expect((await act.read(post.id)).status).toBe('scheduled');
			sandbox.forward(DAY_MS + 60_000);
			expect((await act.read(post.id)).status).toBe('published');
			expect([firstOf(post.id), secondOf(post.id)].map(act.attempts)).toEqual([1, 1]);
		});

		it('survives a lost answer', async () => {
			const post = await act.scheduled();
			const later = inFuture(3 * DAY_MS);
			await act.inject({ kind: 'dropAfter', operationId: 'rescheduleItem', times: 9 });

			expect(await act.reschedule(post.id, later)).toMatchObject({ status: 'scheduled', scheduledAt: later });
		});

		it('refuses what is not scheduled, and a time that is past', async () => {
			const later = inFuture(DAY_MS);
			const draft = await act.draftOf();
			await expect(act.reschedule(draft.id, later)).rejects.toMatchObject(
				conflict('is a draft', 'Publish Draft'),
			);
			await expect(act.reschedule(NOWHERE, later)).rejects.toMatchObject({ facts: { cause: 'notFound' } });
			const post = await act.create({ mode: 'schedule', scheduledAt: later, idempotencyKey: 'other' });
			await expect(act.reschedule(post.id, inFuture(-DAY_MS))).rejects.toMatchObject({
				facts: { cause: 'invalid', code: 'SCHEDULED_TIME_ALREADY_PASSED' },
			});
			expect(act.sent('/reschedule')).toBe(1);
		});

		it('does not lose what was moved when Wix refuses another item', async () => {
			const post = await act.scheduled([FACEBOOK, LINKEDIN]);
			const later = inFuture(3 * DAY_MS);
			await act.inject({
				kind: 'serverError',
				path: `/social-publisher/v1/items/${secondOf(post.id)}/reschedule`,
				times: 9,
			});

			const moved = await act.reschedule(post.id, later);
			expect(moved).toMatchObject({ id: post.id, scheduledAt: later });
			expect(moved.targets).toMatchObject([
				{ error: null },
				{ status: 'scheduled', error: expect.any(String) as string },
			]);
			expect(moved.warnings).toEqual([
				expect.stringMatching(
					/^LinkedIn \(LINKEDIN:urn:li:person:8f3kd0Pq2Z\): .*running it again does no harm/,
				),
			]);
		});
	});
});
