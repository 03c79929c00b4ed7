import type { CredentialPlatform, CredentialValues } from '../../../nodes/shared/domain/connection';
import type { JsonValue } from '../../../nodes/shared/domain/json';
import { postEverywhere as provider } from '../../../nodes/shared/providers/postEverywhere';
import { connectWithCredentials } from '../../../nodes/shared/providers/postEverywhere/credentials';
import { VendorError } from '../../../nodes/shared/transport/vendorError';
import { postEverywhere as vendor } from '../../../sandbox/vendors/postEverywhere/vendor';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { envelope, HOSTILE, sandboxWire } from './fixtures/postEverywhere';
import { wireWith } from './fixtures/wireWith';

const BLUESKY = { handle: 'new.bsky.social', appPassword: 'abcd-efgh-ijkl-mnop' };
const DISCORD = { webhookUrl: 'https://discord.com/api/webhooks/778899/Tok3nOfTheWebhook?wait=true' };
const TELEGRAM = { botToken: '123456:AAbbCCddEE', channel: '@acme_beans' };
const WORDPRESS = {
	siteUrl: 'https://shop.acme.example',
	username: 'editor',
	appPassword: 'abcd efgh ijkl mnop qrst uvwx',
};

describe('what is sent', () => {
	it.each<[CredentialPlatform, CredentialValues, object, string]>([
		[
			'bluesky',
			BLUESKY,
			{ handle: 'new.bsky.social', app_password: 'abcd-efgh-ijkl-mnop' },
			BLUESKY.appPassword,
		],
		['discord', DISCORD, { webhook_url: DISCORD.webhookUrl }, DISCORD.webhookUrl],
		['telegram', TELEGRAM, { bot_token: '123456:AAbbCCddEE', channel: '@acme_beans' }, TELEGRAM.botToken],
		[
			'wordpress',
			{ ...WORDPRESS, username: ' editor\n' },
			{ site_url: WORDPRESS.siteUrl, username: 'editor', app_password: WORDPRESS.appPassword },
			WORDPRESS.appPassword,
		],
	])('has the words of the vendor for %s, and names the secret', async (platform, values, fields, secret) => {
		const wire = wireWith(() => envelope({ account: { id: 1 }, account_id: 1, platform }));
		await connectWithCredentials(wire, platform, values);

		const { secrets, ...request } = wire.sent[0] ?? {};
		expect(secrets).toContain(secret);
		expect(request).toEqual({
			method: 'POST',
			path: '/accounts/connect-credential',
			body: { platform, ...fields },
			repeatable: 'safe',
		});
	});

	it('is nothing for a network that the vendor does not connect so', async () => {
		const wire = wireWith(() => null);

		await expect(connectWithCredentials(wire, 'whatsapp', {})).rejects.toMatchObject({
			name: 'InputError',
			advice: 'Choose one of Bluesky, Discord, Telegram, WordPress.',
		});
		expect(wire.sent).toEqual([]);
	});
});

describe('the account', () => {
	const LISTED = { account_id: 7, platform: 'bluesky', account_name: 'new.bsky.social' };

	it('is found by its name when the answer tells nothing else', async () => {
		const wire = wireWith(({ path }) => {
			if (path.endsWith('connect-credential'))
				return envelope({ account: { account_name: LISTED.account_name } });
			return envelope(path === '/accounts' ? { accounts: [LISTED] } : LISTED);
		});

		expect((await connectWithCredentials(wire, 'bluesky', BLUESKY)).item.id).toBe('7');
	});

	it('may be connected although the answer does not say which it is', async () => {
		for (const body of HOSTILE) {
			const wire = wireWith(({ path }) => (path === '/accounts' ? envelope({ accounts: [LISTED] }) : body));

			await expect(connectWithCredentials(wire, 'bluesky', BLUESKY)).rejects.toMatchObject({
				facts: { cause: 'unavailable', outcome: 'unknown' },
			});
		}
	});
});

describe('secrets', () => {
	const CASES: ReadonlyArray<readonly [CredentialPlatform, CredentialValues, readonly string[]]> = [
		['bluesky', BLUESKY, [BLUESKY.appPassword]],
		['discord', DISCORD, [DISCORD.webhookUrl, 'Tok3nOfTheWebhook', encodeURIComponent(DISCORD.webhookUrl)]],
		['telegram', TELEGRAM, [TELEGRAM.botToken, 'AAbbCCddEE', encodeURIComponent(TELEGRAM.botToken)]],
		['wordpress', WORDPRESS, [WORDPRESS.appPassword, WORDPRESS.appPassword.replaceAll(' ', '')]],
	];

	it.each(CASES)('of %s are in no result, whatever the vendor repeats', async (platform, values, secrets) => {
		const echo: JsonValue = {
			id: 1,
			account_id: 1,
			platform,
			account_name: `Account of ${secrets.join(' and ')}`,
			settings: { ...values, all: [...secrets] },
			reasons: [...secrets],
		};
		const { item, raw } = await connectWithCredentials(
			wireWith(() => envelope({ ...echo, account: echo })),
			platform,
			values,
		);
		const seen = JSON.stringify([item, raw]);

		expect(seen).toContain('Account of ***');
		for (const secret of secrets) expect(seen).not.toContain(secret);
	});

	it.each(CASES)('of %s are in no error', async (platform, values, secrets) => {
		const text = `Refused: ${secrets.join(', ')}`;
		const wire = wireWith(
			() =>
				new VendorError({
					provider: 'postEverywhere',
					cause: 'invalid',
					message: text,
					advice: text,
					code: text,
					httpCode: 400,
					requestId: text,
					retryable: false,
					outcome: 'none',
				}),
		);
		const error: unknown = await connectWithCredentials(wire, platform, values).catch(
			(thrown: unknown) => thrown,
		);

		expect(error).toBeInstanceOf(VendorError);
		const { facts, message, stack } = error as VendorError;
		const seen = JSON.stringify([facts, message, stack]);
		expect(seen).toContain('Refused: ***');
		for (const secret of secrets) expect(seen).not.toContain(secret);
	});

	it('leave other errors as they are', async () => {
		const wire = wireWith(() => {
			throw new TypeError('Something else');
		});

		await expect(connectWithCredentials(wire, 'bluesky', BLUESKY)).rejects.toThrow(TypeError);
	});
});

describe('at the sandbox', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const wire = sandboxWire(sandbox);

	afterEach(() => expectKeptContract(sandbox));

	it.each<[CredentialPlatform, CredentialValues, string]>([
		['bluesky', BLUESKY, 'new.bsky.social'],
		['discord', DISCORD, 'Discord webhook 778899'],
		['telegram', TELEGRAM, '@acme_beans'],
		['wordpress', WORDPRESS, 'shop.acme.example'],
	])('connects %s, and does it twice without harm', async (platform, values, name) => {
		const { item, raw } = await connectWithCredentials(wire, platform, values);
		const again = await connectWithCredentials(wire, platform, values);

		expect(item).toMatchObject({
			provider: 'postEverywhere',
			platform,
			name,
			health: { status: 'healthy', canPost: true, tokenExpiresAt: null },
		});
		expect(raw).toMatchObject({ account_id: Number(item.id), health_detail: { status: 'healthy' } });
		expect(again.item.id).toBe(item.id);
		expect((await provider.accounts.getMany(wire, { withHealth: false })).found).toHaveLength(12);
	});

	it('repairs an account that is there, which keeps its ID', async () => {
		const values = { ...TELEGRAM, channel: '@acme_news' };

		expect((await connectWithCredentials(wire, 'telegram', values)).item).toMatchObject({
			id: '4110',
			isActive: true,
			health: { status: 'healthy', canPost: true },
		});
	});

	it('says where to get better values when they are refused', async () => {
		const values = { ...BLUESKY, appPassword: 'wrong-password' };

		await expect(connectWithCredentials(wire, 'bluesky', values)).rejects.toMatchObject({
			facts: {
				cause: 'invalid',
				code: 'validation_error',
				httpCode: 400,
				message: 'Could not verify these credentials with bluesky',
				advice: expect.stringMatching(/tries at Bluesky.*App Password: Made in Bluesky/) as string,
			},
		});
	});
});
