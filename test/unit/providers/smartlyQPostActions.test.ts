import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import { EXPIRED_LINKEDIN, FACEBOOK, PAUSED_TIKTOK, SECOND_FACEBOOK } from './fixtures/smartlyQ';
import {
	conflict,
	FAILED,
	MIXED,
	NOT_FOUND,
	PICTURE,
	postAs,
	PUBLISHED,
	refusal,
	SCHEDULED,
	wireOf,
	usePostBench,
} from './fixtures/smartlyQPostBench';

const { publishDraft, retry, getResults } = provider.posts;

const bench = usePostBench();

it('does not offer to publish drafts, which the vendor cannot', () => {
	expect(publishDraft).toBeUndefined();
});

describe('retry', () => {
	it('sends the failed networks again, and only these', async () => {
		bench.repairLinkedin();
		const before = bench.recordOf(MIXED).targets.map(({ remoteId }) => remoteId);
		const { item } = await retry(bench.wire, MIXED);

		expect(item).toMatchObject({ id: MIXED, status: 'published' });
		expect(item.targets.map(({ platform, status }) => [platform, status])).toEqual([
			['x', 'published'],
			['linkedin', 'published'],
		]);
		expect(bench.calls('retrySocialPost').map(({ body }) => body)).toEqual([{ platforms: ['linkedin'] }]);
		expect(bench.recordOf(MIXED).targets[0]?.remoteId).toBe(before[0]);
		expect(bench.attemptsOf(MIXED)).toEqual([1, 2]);
	});

	it('gives a new failure as data', async () => {
		const { item } = await retry(bench.wire, FAILED);
		expect(item).toMatchObject({
			status: 'failed',
			targets: [{ status: 'failed', error: expect.stringContaining('expired') as string }],
		});
		expect(bench.attemptsOf(FAILED)).toEqual([2]);
	});

	it('refuses a post in which nothing has failed', async () => {
		for (const id of [PUBLISHED, SCHEDULED, bench.addDraft()]) {
			await expect(retry(bench.wire, id)).rejects.toMatchObject(conflict('so it cannot be sent again'));
		}
		bench.repairLinkedin();
		await retry(bench.wire, MIXED);
		await expect(retry(bench.wire, MIXED)).rejects.toMatchObject(conflict('is out already'));
		await expect(retry(bench.wire, '999')).rejects.toMatchObject(NOT_FOUND);
		expect(bench.attemptsOf(MIXED)).toEqual([1, 2]);
	});

	it('sends a post again that was left out because its account was paused', async () => {
		const settings = { visibility: 'public' };
		const { id } = await bench.create({
			accounts: [PAUSED_TIKTOK],
			media: [PICTURE],
			overrides: [{ platform: 'tiktok', text: null, settings }],
		});
		const tiktok = bench.world.accounts.get(PAUSED_TIKTOK.id);
		if (tiktok) tiktok.paused = false;

		expect((await retry(bench.wire, id)).item.status).toBe('published');
	});

	it('leaves out a network where one account has the post already', async () => {
		const second = bench.world.accounts.get(SECOND_FACEBOOK.id);
		if (second) second.revoked = true;
		const mixed = await bench.create({ accounts: [FACEBOOK, SECOND_FACEBOOK] });
		await expect(retry(bench.wire, mixed.id)).rejects.toMatchObject(conflict('without posting twice'));

		const both = await bench.create({
			accounts: [FACEBOOK, SECOND_FACEBOOK, EXPIRED_LINKEDIN],
			text: 'Another',
			idempotencyKey: 'another',
		});
		const { item } = await retry(bench.wire, both.id);
		expect(item.warnings).toEqual([expect.stringContaining('On Facebook one account has the post')]);
		expect(bench.calls('retrySocialPost').map(({ body }) => body)).toEqual([{ platforms: ['linkedin'] }]);
	});

	it.each(['dropAfter', 'malformedJson'])('returns the post after %s, sent once', async (kind) => {
		bench.repairLinkedin();
		await bench.fault({ kind, operationId: 'retrySocialPost' });

		expect((await retry(bench.wire, MIXED)).item.status).toBe('published');
		expect(bench.calls('retrySocialPost')).toHaveLength(1);
		expect(bench.attemptsOf(MIXED)).toEqual([1, 2]);
	});

	it.each(['dropBefore', 'serverError', 'badGatewayHtml'])('advises to look after %s', async (kind) => {
		bench.repairLinkedin();
		await bench.fault({ kind, operationId: 'retrySocialPost' });

		await expect(retry(bench.wire, MIXED)).rejects.toMatchObject({
			facts: {
				outcome: 'unknown',
				retryable: false,
				advice: expect.stringContaining('Look at the post with Get Results first') as string,
			},
		});
		expect(bench.calls('retrySocialPost')).toHaveLength(1);
		expect((await retry(bench.wire, MIXED)).item.status).toBe('published');
		expect(bench.attemptsOf(MIXED)).toEqual([1, 2]);
	});

	it('waits out a rate limit, which had no effect', async () => {
		bench.repairLinkedin();
		await bench.fault({ kind: 'rateLimit', operationId: 'retrySocialPost', retryAfterSeconds: 0 });
		expect((await retry(bench.wire, MIXED)).item.status).toBe('published');
		expect(bench.attemptsOf(MIXED)).toEqual([1, 2]);
	});

	it('says that it was done when only the look at it failed', async () => {
		const answers = wireOf(postAs('failed'), { data: { success: true } }, refusal(500, 'SERVER_ERROR'));
		await expect(retry(answers, '7')).rejects.toMatchObject({
			facts: {
				message: expect.stringContaining('SmartlyQ has done it') as string,
				advice: expect.stringContaining('Do not run it again') as string,
				retryable: false,
			},
		});
	});

	it('returns a post that is still moving', async () => {
		const answers = wireOf(postAs('failed'), refusal(500, 'SERVER_ERROR', 'never'), postAs('processing'));
		expect((await retry(answers, '7')).item.status).toBe('publishing');
	});

	it('sends nothing when it is not told which network failed', async () => {
		const answers = wireOf(postAs('partially_published'));
		await expect(retry(answers, '7')).rejects.toMatchObject(conflict('does not say on which network'));
		expect(answers.sent).toHaveLength(1);
	});
});

describe('getResults', () => {
	it('gives the result on each network', async () => {
		const { item } = await getResults(bench.wire, MIXED);
		expect(item.targets).toMatchObject([
			{ platform: 'x', status: 'published', url: expect.stringContaining('https://x.com/') as string },
			{ platform: 'linkedin', status: 'failed', error: expect.stringContaining('expired') as string },
		]);
	});
});
