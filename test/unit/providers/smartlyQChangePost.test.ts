import type { PostChanges } from '../../../nodes/shared/domain/post';
import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import { FACEBOOK } from './fixtures/smartlyQ';
import {
	conflict,
	DAY_MS,
	FAILED,
	HOUR_MS,
	inFuture,
	NOT_FOUND,
	PICTURE,
	PINTEREST,
	postAs,
	PUBLISHED,
	refusal,
	SCHEDULED,
	wireOf,
	usePostBench,
} from './fixtures/smartlyQPostBench';

const { update, reschedule, getResults } = provider.posts;

const bench = usePostBench();
const changes = (change: Partial<PostChanges>): PostChanges => ({ additionalFields: {}, ...change });
const schedule = async () => await bench.create({ mode: 'schedule', scheduledAt: inFuture(HOUR_MS) });

describe('update', () => {
	it('changes the text and leaves the rest as it is', async () => {
		const { item } = await update(bench.wire, SCHEDULED, changes({ text: 'New words' }));

		expect(item).toMatchObject({ id: SCHEDULED, status: 'scheduled', text: 'New words', warnings: [] });
		expect(item.targets.map(({ platform }) => platform)).toEqual(['x', 'telegram']);
		expect(bench.calls('updateSocialPost').map(({ body }) => body)).toEqual([{ content: 'New words' }]);
	});

	it('changes accounts, media and what differs on a network', async () => {
		const { item } = await update(
			bench.wire,
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
		expect(bench.calls('updateSocialPost')[0]?.body).toEqual({
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
		expect((await update(bench.wire, bench.addDraft(), changes({ text: 'Soon' }))).item).toMatchObject({
			status: 'draft',
			text: 'Soon',
		});
	});

	it('refuses a post that is out, with nothing changed', async () => {
		await expect(update(bench.wire, PUBLISHED, changes({ text: 'Late' }))).rejects.toMatchObject(
			conflict('is out already, so it cannot be changed'),
		);
		await expect(update(bench.wire, '999', changes({ text: 'Nobody' }))).rejects.toMatchObject(NOT_FOUND);
		expect(bench.calls('updateSocialPost')).toEqual([]);
	});

	it('says so when the post went out between two calls', async () => {
		const moved = wireOf(postAs('scheduled'), refusal(422, 'VALIDATION_ERROR'), postAs('published'));
		await expect(update(moved, '7', changes({ text: 'Late' }))).rejects.toMatchObject(
			conflict('is out already'),
		);

		const wrong = wireOf(postAs('scheduled'), refusal(422, 'VALIDATION_ERROR'), postAs('scheduled'));
		await expect(update(wrong, '7', changes({ text: 'Long' }))).rejects.toMatchObject({
			facts: { cause: 'invalid', code: 'VALIDATION_ERROR' },
		});
	});

	it('refuses what would change nothing', async () => {
		const overrides = [{ platform: 'reddit', text: 'Hello', settings: {} }];
		await expect(update(bench.wire, SCHEDULED, changes({ overrides }))).rejects.toMatchObject({
			name: 'InputError',
			parameter: 'Platform Overrides',
			advice: expect.stringContaining('does not go to Reddit') as string,
		});
	});

	it('hands over what the vendor says against it', async () => {
		await expect(update(bench.wire, SCHEDULED, changes({ text: 'x'.repeat(281) }))).rejects.toMatchObject({
			facts: { cause: 'invalid', httpCode: 422 },
		});
	});

	it.each(['dropAfter', 'dropBefore', 'serverError'])('changes it once after %s', async (kind) => {
		await bench.fault({ kind, operationId: 'updateSocialPost' });

		expect((await update(bench.wire, SCHEDULED, changes({ text: 'Once' }))).item.text).toBe('Once');
		const keys = bench.calls('updateSocialPost').map(({ headers }) => headers['x-idempotency-key']);
		expect(keys).toHaveLength(2);
		expect(new Set(keys).size).toBe(1);
	});

	it('does not take an answer without a post for one', async () => {
		await expect(
			update(wireOf(postAs('scheduled'), { data: null }), '7', changes({ text: 'A' })),
		).rejects.toMatchObject({ facts: { cause: 'unavailable', outcome: 'unknown' } });
	});
});

describe('reschedule', () => {
	it('moves the post, which then goes out once, at the new time', async () => {
		const at = `${inFuture(3 * HOUR_MS).slice(0, 19)}.000Z`;
		const { id } = await schedule();
		for (let times = 0; times < 2; times++) {
			expect((await reschedule(bench.wire, id, at, 'Europe/Berlin')).item).toMatchObject({
				status: 'scheduled',
				scheduledAt: at,
				warnings: [],
			});
		}
		expect(bench.calls('updateSocialPost')[0]?.body).toEqual({ scheduled_time: at.replace('.000Z', 'Z') });

		bench.sandbox.forward(2 * HOUR_MS);
		expect((await getResults(bench.wire, id)).item.status).toBe('scheduled');
		bench.sandbox.forward(2 * HOUR_MS);
		expect((await getResults(bench.wire, id)).item.status).toBe('published');
		expect(bench.attemptsOf(id)).toEqual([1, 1]);
	});

	it('refuses what does not wait for its time', async () => {
		const at = inFuture(HOUR_MS);
		await expect(reschedule(bench.wire, PUBLISHED, at, 'UTC')).rejects.toMatchObject(
			conflict('is out already'),
		);
		await expect(reschedule(bench.wire, bench.addDraft(), at, 'UTC')).rejects.toMatchObject(
			conflict('is a draft'),
		);
		await expect(reschedule(bench.wire, FAILED, at, 'UTC')).rejects.toMatchObject(conflict('has failed'));
		expect(bench.calls('updateSocialPost')).toEqual([]);
	});

	it('keeps the time when the vendor refuses the new one', async () => {
		const { scheduledFor } = bench.recordOf(SCHEDULED);
		await expect(reschedule(bench.wire, SCHEDULED, inFuture(-HOUR_MS), 'UTC')).rejects.toMatchObject({
			facts: { cause: 'invalid' },
		});
		expect(bench.recordOf(SCHEDULED).scheduledFor).toEqual(scheduledFor);
	});

	it('moves it once when the answer was lost', async () => {
		await bench.fault({ kind: 'dropAfter', operationId: 'updateSocialPost' });
		const at = inFuture(2 * DAY_MS);

		expect((await reschedule(bench.wire, SCHEDULED, at, 'UTC')).item.scheduledAt).toBe(
			`${at.slice(0, 19)}.000Z`,
		);
	});

	it('warns when the vendor understood another time', async () => {
		const answers = wireOf(
			postAs('scheduled'),
			postAs('scheduled', { scheduled_time: '2030-01-01T11:00:00Z' }),
		);
		expect((await reschedule(answers, '7', '2030-01-01T10:00:00.000Z', 'UTC')).item.warnings).toEqual([
			expect.stringContaining('2030-01-01T11:00:00.000Z instead of 2030-01-01T10:00:00Z'),
		]);
	});
});
