import { readFile } from 'node:fs/promises';

import { byId, type Runner, runnerFor } from './packNodes';
import { control, type N8n, openFreshly, type ProviderId, readRunning, violations } from './running';

let n8n: N8n;
beforeEach(async () => {
	n8n = await openFreshly();
});
afterEach(async () => {
	expect(await violations()).toEqual([]);
});

async function soundAccount(runner: Runner) {
	const accounts = await runner.list('socialAccounts', { operation: 'getMany', returnAll: true });
	const account = accounts.find(({ health }) => health.canPost === true);
	if (account === undefined) throw new Error('The seed has no account that can post.');
	return account;
}

const CAN_DISCONNECT: readonly ProviderId[] = ['wix', 'socialSyncer', 'smartlyQ'];

it.each(CAN_DISCONNECT)(
	'an account of %s is disconnected, and the second time it is gone already',
	async (provider) => {
		const runner = await runnerFor(n8n, provider);
		const { id } = await soundAccount(runner);
		const disconnect = { operation: 'disconnect', accountId: byId(id) };

		expect(await runner.get('socialAccounts', disconnect)).toMatchObject({
			deleted: true,
			alreadyGone: false,
			accountId: id,
		});
		expect(await runner.get('socialAccounts', disconnect)).toMatchObject({
			deleted: false,
			alreadyGone: true,
			accountId: id,
		});
	},
);

it('an account of SmartlyQ is paused, and takes no post until it is resumed', async () => {
	const runner = await runnerFor(n8n, 'smartlyQ');
	const { id } = await soundAccount(runner);
	const accountId = byId(id);
	const post = { operation: 'create', accountIds: [id], text: 'Is anybody there?', publishMode: 'now' };

	expect(await runner.get('socialAccounts', { operation: 'pause', accountId })).toMatchObject({
		id,
		health: { status: 'paused', canPost: false },
	});
	expect((await runner.run('socialPost', post)).status).toBe('error');

	expect(await runner.get('socialAccounts', { operation: 'resume', accountId })).toMatchObject({
		id,
		health: { canPost: true },
	});
	expect((await runner.run('socialPost', post)).status).toBe('success');
});

describe.each(['postEverywhere', 'smartlyQ'] as const)(
	'credentials that connect an account at %s',
	(provider) => {
		const SECRETS = {
			bluesky: 'abcd-efgh-ijkl-mnop',
			telegram: '123456789:AAsecretpartofthetoken_abcdefghijk',
		};

		/** As from a store of secrets: what the workflow itself holds is another text. */
		const fromElsewhere = (secret: string) =>
			`={{ "${[...secret].reverse().join('')}".split("").reverse().join("") }}`;

		const NETWORKS = [
			['bluesky', { handle: 'fresh.bsky.social', appPassword: fromElsewhere(SECRETS.bluesky) }],
			['telegram', { channel: '@fresh_channel', botToken: fromElsewhere(SECRETS.telegram) }],
		] as const;

		it.each(NETWORKS)('stand nowhere in what n8n keeps: %s', async (platform, fields) => {
			const runner = await runnerFor(n8n, provider);
			const connect = {
				operation: 'connectWithCredentials',
				platform,
				...fields,
				options: { includeRaw: true },
			};

			const connected = await runner.run('socialConnect', connect);
			expect(connected).toMatchObject({
				status: 'success',
				outputs: { Only: [expect.objectContaining({ provider, platform })] },
			});
			await control('POST', '/faults', { vendor: provider, kind: 'serverError', method: 'POST', times: 10 });
			const failed = await runner.run('socialConnect', connect);
			expect(failed.status).toBe('error');

			for (const { id } of [connected, failed]) {
				expect(JSON.stringify(await n8n.call('GET', `/executions/${id}`))).not.toContain(SECRETS[platform]);
			}
			expect(await readFile(readRunning().n8n.log, 'utf8')).not.toContain(SECRETS[platform]);
		});

		it.each(['bluesky', 'telegram'] as const)(
			'stand nowhere in the outcome when they are typed in: %s',
			async (platform) => {
				const runner = await runnerFor(n8n, provider);
				const typedIn = { appPassword: SECRETS.bluesky, botToken: SECRETS.telegram };
				const connect = {
					operation: 'connectWithCredentials',
					platform,
					handle: 'fresh.bsky.social',
					channel: '@fresh_channel',
					...typedIn,
				};

				const { id, status } = await runner.run('socialConnect', connect);

				expect(status).toBe('success');
				// Beside the outcome n8n keeps the workflow, as which it is typed in.
				const { data } = (await n8n.call('GET', `/executions/${id}`)) as { data: string };
				expect(data).not.toContain(SECRETS[platform]);
				expect(await readFile(readRunning().n8n.log, 'utf8')).not.toContain(SECRETS[platform]);
			},
		);
	},
);
