import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import { X } from './fixtures/smartlyQ';
import {
	conflict,
	FAILED,
	INSTAGRAM,
	MIXED,
	PICTURE,
	postAs,
	PUBLISHED,
	refusal,
	SCHEDULED,
	TELEGRAM,
	wireOf,
	usePostBench,
} from './fixtures/smartlyQPostBench';

const { unpublish, getResults } = provider.posts;
if (!unpublish) throw new Error('SmartlyQ lacks an operation');

const bench = usePostBench();

describe('unpublish', () => {
	const statusesOf = ({ targets }: { targets: ReadonlyArray<{ platform: string; status: string }> }) =>
		Object.fromEntries(targets.map(({ platform, status }) => [platform, status]));

	it('takes a post down everywhere, and does no harm the second time', async () => {
		for (let times = 0; times < 2; times++) {
			const { item } = await unpublish(bench.wire, PUBLISHED, undefined);
			expect(item).toMatchObject({ id: PUBLISHED, status: 'unpublished', warnings: [] });
			expect(statusesOf(item)).toEqual({ x: 'unpublished', facebook: 'unpublished' });
		}
		expect(bench.calls('unpublishPost')).toHaveLength(1);
		expect(bench.recordOf(PUBLISHED).targets.map(({ status }) => status)).toEqual(['removed', 'removed']);
	});

	it('takes it down from the networks that are named, however often', async () => {
		for (let times = 0; times < 2; times++) {
			const { item } = await unpublish(bench.wire, PUBLISHED, ['x']);
			expect(item.status).toBe('published');
			expect(statusesOf(item)).toEqual({ x: 'unpublished', facebook: 'published' });
			expect(item.warnings).toEqual([]);
		}
		expect(bench.calls('unpublishPost')[0]?.body).toEqual({ platforms: ['twitter'] });
		expect(bench.recordOf(PUBLISHED).targets.map(({ status }) => status)).toEqual(['removed', 'published']);
	});

	it('says where the post stays', async () => {
		const { id } = await bench.create({ accounts: [X, INSTAGRAM, TELEGRAM], media: [PICTURE] });
		const { item } = await unpublish(bench.wire, id, undefined);

		expect(statusesOf(item)).toEqual({ x: 'unpublished', instagram: 'published', telegram: 'published' });
		expect(item.warnings).toEqual([expect.stringContaining('still live on Instagram, Telegram')]);
		expect(statusesOf((await getResults(bench.wire, id)).item)).toEqual(statusesOf(item));
	});

	it('believes the vendor when it reports a network as skipped', async () => {
		for (const report of ['skipped', { skipped: true }, { status: 'skipped' }]) {
			const live = postAs('published', { post_ids: { twitter: '1' } });
			const answer = { data: { post_id: 7, status: 'unpublished', platforms: { twitter: report } } };
			const { item } = await unpublish(wireOf(live, answer, live), '7', undefined);
			expect(statusesOf(item)).toEqual({ x: 'published' });
			expect(item.warnings).toEqual([expect.stringContaining('still live on X')]);
		}
	});

	it('refuses a network from which the vendor removes nothing before anything is sent', async () => {
		await expect(unpublish(bench.wire, PUBLISHED, ['x', 'instagram'])).rejects.toMatchObject({
			name: 'InputError',
			parameter: 'Networks',
			message: 'SmartlyQ cannot take posts down from Instagram',
		});
		expect(bench.sandbox.log('smartlyQ')).toEqual([]);
	});

	it('refuses a post of which nothing can be taken down', async () => {
		const { id } = await bench.create({ accounts: [TELEGRAM] });
		await expect(unpublish(bench.wire, id, undefined)).rejects.toMatchObject(conflict('from Telegram'));
		await expect(unpublish(bench.wire, MIXED, ['linkedin'])).rejects.toMatchObject(conflict('from LinkedIn'));
		await expect(unpublish(bench.wire, SCHEDULED, undefined)).rejects.toMatchObject(
			conflict('still waiting'),
		);
		await expect(unpublish(bench.wire, FAILED, undefined)).rejects.toMatchObject(conflict('has failed'));
		expect(bench.calls('unpublishPost')).toEqual([]);
	});

	it('changes nothing when one network refuses, and names it', async () => {
		const x = bench.world.accounts.get(X.id);
		if (x) x.revoked = true;

		await expect(unpublish(bench.wire, PUBLISHED, undefined)).rejects.toMatchObject({
			facts: {
				cause: 'conflict',
				code: 'PLATFORM_DELETE_FAILED',
				advice: expect.stringContaining('X (The network did not accept the deletion.)') as string,
			},
		});
		expect(statusesOf((await getResults(bench.wire, PUBLISHED)).item)).toEqual({
			x: 'published',
			facebook: 'published',
		});
	});

	it('is not misled by an older answer for that, which says 502', async () => {
		const live = postAs('published', { post_ids: { twitter: '1' } });
		await expect(
			unpublish(wireOf(live, refusal(502, 'PLATFORM_DELETE_FAILED')), '7', undefined),
		).rejects.toMatchObject({ facts: { cause: 'conflict', code: 'PLATFORM_DELETE_FAILED' } });
	});

	it.each(['dropAfter', 'dropBefore', 'malformedJson'])('takes it down once after %s', async (kind) => {
		await bench.fault({ kind, operationId: 'unpublishPost' });
		expect((await unpublish(bench.wire, PUBLISHED, undefined)).item.status).toBe('unpublished');
	});

	it('looks at the post when the vendor forgets the key and refuses the repeat', async () => {
		const live = postAs('published', { post_ids: { twitter: '1' } });
		const answers = wireOf(live, refusal(422, 'VALIDATION_ERROR'), postAs('unpublished'));
		const { item } = await unpublish(answers, '7', undefined);
		expect([item.status, statusesOf(item)]).toEqual(['unpublished', { x: 'unpublished' }]);
	});

	it('advises to look when nobody can tell', async () => {
		const live = postAs('published', { post_ids: { twitter: '1' } });
		await expect(
			unpublish(wireOf(live, refusal(500, 'SERVER_ERROR'), live), '7', undefined),
		).rejects.toMatchObject({
			facts: { outcome: 'unknown', advice: expect.stringContaining('may or may not') as string },
		});
	});
});
