import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import {
	conflict,
	DAY_MS,
	FAILED,
	HOUR_MS,
	inFuture,
	MIXED,
	NOT_FOUND,
	postAs,
	PUBLISHED,
	refusal,
	SCHEDULED,
	wireOf,
	usePostBench,
} from './fixtures/smartlyQPostBench';

const { cancel, delete: remove, getResults } = provider.posts;

const bench = usePostBench();
const schedule = async () => await bench.create({ mode: 'schedule', scheduledAt: inFuture(HOUR_MS) });

describe('cancel', () => {
	const CANCELLED = { status: 'cancelled', warnings: [expect.stringContaining('keeps no record')] };

	it('removes the post, which does not go out', async () => {
		const { id } = await schedule();
		const { item } = await cancel(bench.wire, id);

		expect(item).toMatchObject({ id, text: 'Hello', ...CANCELLED });
		expect(item.targets.map(({ platform, status }) => [platform, status])).toEqual([
			['x', 'cancelled'],
			['facebook', 'cancelled'],
		]);
		const record = bench.world.posts.get(id);
		bench.sandbox.forward(DAY_MS);
		await expect(getResults(bench.wire, id)).rejects.toMatchObject(NOT_FOUND);
		expect(record).toBeUndefined();
	});

	it('removes a draft too', async () => {
		expect((await cancel(bench.wire, bench.addDraft())).item).toMatchObject(CANCELLED);
	});

	it('refuses a post that is out, with nothing changed', async () => {
		for (const id of [PUBLISHED, MIXED, FAILED]) {
			await expect(cancel(bench.wire, id)).rejects.toMatchObject(conflict('so it cannot be cancelled'));
		}
		bench.world.settings.publishMs = DAY_MS;
		const { id } = await bench.create({});
		await expect(cancel(bench.wire, id)).rejects.toMatchObject(conflict('is being published right now'));
		expect(bench.calls('deleteSocialPost')).toEqual([]);
	});

	it('finds nothing the second time, and says why', async () => {
		await cancel(bench.wire, SCHEDULED);
		await expect(cancel(bench.wire, SCHEDULED)).rejects.toMatchObject({
			facts: {
				...NOT_FOUND.facts,
				advice: expect.stringContaining('may have been cancelled already') as string,
			},
		});
	});

	it.each(['dropAfter', 'dropBefore', 'serverError'])('holds after %s', async (kind) => {
		await bench.fault({ kind, operationId: 'deleteSocialPost' });
		expect((await cancel(bench.wire, SCHEDULED)).item).toMatchObject(CANCELLED);
	});

	it('warns when its time came meanwhile', async () => {
		const answers = wireOf(postAs('scheduled', { scheduled_time: '2020-01-01T10:00:00Z' }), null);
		expect((await cancel(answers, '7')).item.warnings).toEqual([
			expect.stringContaining('keeps no record'),
			expect.stringContaining('may have gone out all the same'),
		]);
	});

	it('leaves one as it is that the vendor shows as cancelled', async () => {
		const answers = wireOf(postAs('cancelled'));
		expect((await cancel(answers, '7')).item).toMatchObject({ status: 'cancelled', warnings: [] });
		expect(answers.sent).toHaveLength(1);
	});

	it('says so when the vendor does not remove it', async () => {
		await expect(
			cancel(wireOf(postAs('scheduled'), refusal(422, 'VALIDATION_ERROR', 'safe')), '7'),
		).rejects.toMatchObject({
			facts: { cause: 'conflict', advice: expect.stringContaining('gone out meanwhile') as string },
		});
	});
});

describe('delete', () => {
	it('removes the record once, and says what that means', async () => {
		expect((await remove(bench.wire, SCHEDULED)).item).toEqual({
			id: SCHEDULED,
			alreadyGone: false,
			warnings: [expect.stringContaining('will not go out')],
		});
		expect((await remove(bench.wire, PUBLISHED)).item).toEqual({
			id: PUBLISHED,
			alreadyGone: false,
			warnings: [expect.stringContaining('live on the networks stays there')],
		});
		expect((await remove(bench.wire, FAILED)).item).toEqual({ id: FAILED, alreadyGone: false, warnings: [] });
		for (const id of [SCHEDULED, PUBLISHED, '4711']) {
			expect(await remove(bench.wire, id)).toEqual({
				item: { id, alreadyGone: true, warnings: [expect.stringContaining('nothing was removed')] },
				raw: null,
			});
		}
	});

	it('is not misled by a lost answer', async () => {
		await bench.fault({ kind: 'dropAfter', operationId: 'deleteSocialPost' });
		expect((await remove(bench.wire, SCHEDULED)).item.alreadyGone).toBe(false);
		expect(bench.world.posts.has(SCHEDULED)).toBe(false);
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
			remove(wireOf(postAs('published'), refusal(422, 'VALIDATION_ERROR')), '7'),
		).rejects.toMatchObject({
			facts: { cause: 'conflict', advice: expect.stringContaining('use Unpublish') as string },
		});
		await expect(
			remove(wireOf(postAs('published'), refusal(403, 'INSUFFICIENT_SCOPE')), '7'),
		).rejects.toMatchObject({ facts: { cause: 'permission' } });
	});
});
