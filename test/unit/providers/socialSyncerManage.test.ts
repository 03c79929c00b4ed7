import { socialSyncer as provider } from '../../../nodes/shared/providers/socialSyncer';
import { VendorError } from '../../../nodes/shared/transport/vendorError';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { socialSyncer as vendor } from '../../../sandbox/vendors/socialSyncer/vendor';
import { injectFault } from '../fixtures/control';
import { useSandbox } from '../fixtures/useSandbox';
import { sandboxWire } from './fixtures/socialSyncer';
import { wireWith } from './fixtures/wireWith';

const { disconnect, getPlatformRules } = provider.accounts;
if (!disconnect || !getPlatformRules) throw new Error('The provider lacks operations that it must have');

it('offers exactly the operations that the vendor has', () => {
	expect(Object.keys(provider.accounts).sort()).toEqual([
		'checkHealth',
		'disconnect',
		'get',
		'getMany',
		'getPlatformRules',
	]);
});

describe('platform rules', () => {
	const wire = wireWith(() => null);

	it('has an entry for each network, from the documentation and without a call', async () => {
		const rules = await getPlatformRules(wire, undefined);

		expect(rules.map(({ item }) => item.platform)).toEqual(provider.platforms);
		for (const { item } of rules) {
			expect(item).toMatchObject({
				provider: 'socialSyncer',
				source: 'documentation',
				hashtagsMaxCount: null,
			});
		}
		expect(wire.sent).toEqual([]);
	});

	it.each([
		['instagram', 2_200, null, true, [10, 8, null, null], [1, 300, 3_600, null]],
		['facebook', 63_206, null, false, [10, 4, null, null], [1, 4_096, 14_400, null]],
		['tiktok', 4_000, 90, true, [35, 20, null, null], [1, 4_096, 600, 3]],
	])('gives the documented limits of %s', async (platform, caption, title, mediaRequired, image, video) => {
		const [rules] = await getPlatformRules(wire, [platform]);
		const media = ([maxCount, megabytes, maxDurationSeconds, minDurationSeconds]: Array<number | null>) =>
			expect.objectContaining({
				maxCount,
				maxSizeBytes: Number(megabytes) * 1024 * 1024,
				maxDurationSeconds,
				minDurationSeconds,
			}) as unknown;

		expect(rules?.item).toMatchObject({
			captionMaxLength: caption,
			titleMaxLength: title,
			mediaRequired,
			image: media(image),
			video: media(video),
		});
	});

	it.each([
		['instagram', ['jpg', 'jpeg', 'png'], ['mp4', 'mov']],
		['facebook', ['jpg', 'jpeg', 'png', 'gif', 'webp'], ['mp4', 'mov']],
		['tiktok', ['jpg', 'jpeg', 'png', 'webp'], ['mp4', 'mov', 'webm']],
	])('gives the documented formats of %s', async (platform, image, video) => {
		const [rules] = await getPlatformRules(wire, [platform]);

		expect([rules?.item.image?.formats, rules?.item.video?.formats]).toEqual([image, video]);
	});

	it.each(['x', 'threads'])('invents nothing about %s, whose limits are not documented', async (platform) => {
		const rules = await getPlatformRules(wire, [platform]);

		expect(rules.map(({ item }) => item)).toEqual([
			{
				provider: 'socialSyncer',
				platform,
				source: 'documentation',
				captionMaxLength: null,
				titleMaxLength: null,
				hashtagsMaxCount: null,
				mediaRequired: null,
				image: null,
				video: null,
				mixAllowed: null,
				features: [],
			},
		]);
	});

	it('gives the same for checks that cost no call', async () => {
		const rules = await getPlatformRules(wire, undefined);

		expect(provider.posts.documentedRules).toEqual(rules.map(({ item }) => item));
	});

	it('has none for a network that the vendor does not have', async () => {
		expect(await getPlatformRules(wire, ['linkedin'])).toEqual([]);
	});
});

describe('disconnecting', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const wire = sandboxWire(sandbox);

	const calls = () => sandbox.log().map(({ method, path }) => `${method} ${path}`);

	it('says what was removed', async () => {
		const { item, raw } = await disconnect(wire, 'x:900000001');

		expect(item).toEqual({
			id: 'x:900000001',
			provider: 'socialSyncer',
			platform: 'x',
			name: '@acme',
			alreadyGone: false,
			warnings: [],
		});
		expect(raw).toEqual({ deleted: true });
		expect(calls()).toEqual(['GET /v1/accounts', 'DELETE /v1/accounts/twitter/900000001']);
		await expect(provider.accounts.get(wire, 'x:900000001')).rejects.toMatchObject({
			facts: { cause: 'notFound' },
		});
		expect(sandbox.violations()).toEqual([]);
	});

	it('says the second time that the account is gone already', async () => {
		await disconnect(wire, 'twitter:900000001');
		const { item, raw } = await disconnect(wire, 'twitter:900000001');

		expect(item).toMatchObject({ id: 'x:900000001', name: null, alreadyGone: true, warnings: [] });
		expect(raw).toBeNull();
		expect(sandbox.violations()).toEqual([]);
	});

	it.each(['900000001', 'x:', ':900000001', '', 'linkedin:1'])(
		'calls "%s" no account, and removes nothing',
		async (accountId) => {
			await expect(disconnect(wire, accountId)).rejects.toMatchObject({
				facts: { cause: 'notFound', outcome: 'none' },
			});
			expect(calls().filter((call) => call.startsWith('DELETE'))).toEqual([]);
			expect(sandbox.violations()).toEqual([]);
		},
	);

	it('does not leave an account connected that a broken list has left out', async () => {
		await injectFault(sandbox, 'socialSyncer', { kind: 'truncatedList', operationId: 'listAccounts' });
		const { item } = await disconnect(wire, 'x:900000002');

		expect(item).toMatchObject({ name: null, warnings: [expect.stringContaining('not in the list')] });
		await expect(provider.accounts.get(wire, 'x:900000002')).rejects.toMatchObject({
			facts: { cause: 'notFound' },
		});
	});

	it('takes an account for removed when it was there and the second of two tries finds it gone', async () => {
		const lost: Wire = {
			...wire,
			send: async (request) => {
				const answer = await wire.send(request);
				return request.method === 'DELETE' ? await wire.send(request) : answer;
			},
		};
		const { item } = await disconnect(lost, 'x:900000001');

		expect(item).toMatchObject({ name: '@acme', alreadyGone: false });
	});

	const GONE = new VendorError({
		provider: 'socialSyncer',
		cause: 'notFound',
		message: 'Route not found',
		advice: '',
		code: 'NOT_FOUND',
		httpCode: 404,
		requestId: null,
		retryable: false,
		outcome: 'none',
	});
	const listing = (answer: VendorError | { deleted: boolean }) =>
		wireWith(({ method }) =>
			method === 'DELETE' ? answer : { accounts: [{ platform: 'twitter', accountId: '1' }] },
		);

	it('does not call an account gone that stays in the list', async () => {
		await expect(disconnect(listing(GONE), 'x:1')).rejects.toBe(GONE);
	});

	it('does not take it for removed when the answer says otherwise', async () => {
		await expect(disconnect(listing({ deleted: false }), 'x:1')).rejects.toMatchObject({
			facts: { cause: 'unavailable' },
		});
	});

	it.each([
		['serverError', 'unavailable'],
		['rateLimit', 'rateLimited'],
	])('passes on a %s', async (kind, cause) => {
		await injectFault(sandbox, 'socialSyncer', { kind, method: 'DELETE' });

		await expect(disconnect(wire, 'x:900000001')).rejects.toMatchObject({
			facts: { cause, outcome: 'none' },
		});
	});
});
