import { type Person, sitDown } from './browsing';
import { byId, type Runner, runnerFor } from './packNodes';
import { picture } from './pictures';
import { openReturnPage, type ReturnPage } from './returnPage';
import {
	control,
	type N8n,
	openFreshly,
	overviewPage,
	PROVIDERS,
	type ProviderId,
	violations,
} from './running';
import { until } from './until';

/** A network that a fresh account can be connected to, and one of which the seed has an account to repair. */
const NETWORKS: Readonly<Record<ProviderId, { readonly fresh: string; readonly repaired: string }>> = {
	postEverywhere: { fresh: 'threads', repaired: 'facebook' },
	smartlyQ: { fresh: 'youtube', repaired: 'x' },
	socialSyncer: { fresh: 'threads', repaired: 'instagram' },
	wix: { fresh: 'youtube', repaired: 'instagram' },
};

/** Longer than any link lives. */
const AFTER_EVERY_LINK = { forward: '25h' };

let n8n: N8n;
let person: Person;
let returnPage: ReturnPage;
beforeAll(async () => {
	returnPage = await openReturnPage();
});
afterAll(async () => await returnPage.close());
beforeEach(async () => {
	n8n = await openFreshly();
	person = await sitDown();
});
afterEach(async () => {
	await person.leave();
	expect(await violations()).toEqual([]);
});

describe.each(PROVIDERS)('a connect link of %s', (provider) => {
	const { fresh, repaired } = NETWORKS[provider];
	// SocialSyncerAPI leaves the end of a connection to the user's own page; that has a test of its own.
	const returnUrl = () => (provider === 'smartlyQ' ? returnPage.url : '');
	const ownPage = provider === 'smartlyQ';

	let runner: Runner;
	beforeEach(async () => {
		runner = await runnerFor(n8n, provider);
	});

	const makeLink = async () =>
		await runner.get('socialConnect', { operation: 'createLink', platform: fresh, returnUrl: returnUrl() });

	/** The outcome of a link that connects nothing: data, never an error. */
	async function expectNothingConnected(connectionId: string): Promise<void> {
		const outcome = await runner.get('socialConnect', {
			operation: 'waitUntilConnected',
			connectionId,
			timeout: 2,
		});
		expect(outcome).toMatchObject({ account: null, timedOut: outcome.status === 'pending' });
		expect(['expired', 'pending']).toContain(outcome.status);
		expect(await runner.get('socialConnect', { operation: 'getStatus', connectionId })).toMatchObject({
			status: outcome.status,
			account: null,
		});
	}

	it('is approved in the browser while the workflow waits, which goes on with the new account', async () => {
		const before = await runner.list('socialAccounts', { operation: 'getMany', returnAll: true });
		const execution = await n8n.startWorkflow(
			await runner.add(
				{
					name: 'Link',
					node: 'socialConnect',
					parameters: { operation: 'createLink', platform: fresh, returnUrl: returnUrl() },
				},
				{
					name: 'Wait',
					node: 'socialConnect',
					parameters: {
						operation: 'waitUntilConnected',
						connectionId: '={{ $json.connectionId }}',
						timeout: 60,
					},
				},
				{
					name: 'Account',
					node: 'socialAccounts',
					parameters: { operation: 'get', accountId: byId('={{ $json.account.id }}') },
				},
			),
		);
		const link = await until(
			'the link is made',
			async () => (await n8n.readExecution(execution)).outputs.Link?.[0],
		);

		const page = await person.open(link.connectUrl);
		expect(page).toMatchObject({ status: 200, heading: expect.stringMatching(/^Connect /) });
		await picture('consent-page', (path) => person.photograph(path));
		expect((await n8n.readExecution(execution)).status).toBe('running');
		const landing = await person.press('Approve');

		if (ownPage) {
			expect(landing.heading).toBe('Welcome back');
			expect(landing.address.href).toBe(`${returnPage.url}?connected=1&platform=${fresh}`);
		} else {
			expect(landing.heading).toBe('Connected');
		}
		const { status, outputs } = await n8n.waitForExecution(execution);
		expect(status).toBe('success');
		const [waited] = outputs.Wait ?? [];
		expect(waited).toMatchObject({ provider, platform: fresh, status: 'connected', timedOut: false });
		const [account] = outputs.Account ?? [];
		expect(account).toMatchObject({
			id: waited?.account.id,
			provider,
			platform: fresh,
			health: { canPost: true },
		});
		expect(before.map(({ id }) => id)).not.toContain(account?.id);
	});

	it('repairs an account, which keeps its ID', async () => {
		const accounts = await runner.list('socialAccounts', { operation: 'getMany', returnAll: true });
		const account = accounts.find(({ platform, health }) => platform === repaired && health.canPost === true);
		if (account === undefined)
			throw new Error(`The seed of ${provider} has no sound account on ${repaired}.`);
		await expire(provider, account.providerAccountId);
		const read = async () =>
			await runner.get('socialAccounts', { operation: 'get', accountId: byId(account.id) });
		expect((await read()).health.canPost).toBe(false);
		const execution = await n8n.startWorkflow(
			await runner.add(
				{
					name: 'Link',
					node: 'socialConnect',
					parameters: { operation: 'reconnect', accountId: byId(account.id), returnUrl: '' },
				},
				{
					name: 'Wait',
					node: 'socialConnect',
					parameters: {
						operation: 'waitUntilConnected',
						connectionId: '={{ $json.connectionId }}',
						timeout: 60,
					},
				},
			),
		);
		const link = await until(
			'the link is made',
			async () => (await n8n.readExecution(execution)).outputs.Link?.[0],
		);
		expect(link).toMatchObject({ accountId: account.id, platform: repaired });

		await person.open(link.connectUrl);
		expect((await person.press('Approve')).heading).toBe('Connected');

		const { status, outputs } = await n8n.waitForExecution(execution);
		expect(status).toBe('success');
		expect(outputs.Wait).toEqual([
			expect.objectContaining({
				status: 'connected',
				timedOut: false,
				account: expect.objectContaining({
					id: account.id,
					health: expect.objectContaining({ canPost: true }),
				}),
			}),
		]);
		expect(await read()).toMatchObject({ id: account.id, health: { status: 'healthy', canPost: true } });
	});

	it('connects nothing when it is refused', async () => {
		const { connectUrl, connectionId } = await makeLink();

		await person.open(connectUrl);
		const landing = await person.press('Refuse');

		if (ownPage) expect(landing.address.search).toMatch(/^\?error=\w+/);
		else expect(landing.heading).toBe('Refused');
		await expectNothingConnected(connectionId);
	});

	it('works once', async () => {
		const { connectUrl, connectionId } = await makeLink();
		const count = async () =>
			(await runner.list('socialAccounts', { operation: 'getMany', returnAll: true })).length;
		const before = await count();

		await person.open(connectUrl);
		await person.press('Approve');
		expect(await person.open(connectUrl)).toMatchObject({ status: 410, heading: 'Link used' });

		expect(await count()).toBe(before + 1);
		expect(await runner.get('socialConnect', { operation: 'getStatus', connectionId })).toMatchObject({
			status: 'connected',
		});
	});

	it('connects nothing after it has expired', async () => {
		const { connectUrl, connectionId } = await makeLink();
		await control('POST', '/clock', AFTER_EVERY_LINK);

		expect(await person.open(connectUrl)).toMatchObject({ status: 410, heading: 'Link expired' });

		await expectNothingConnected(connectionId);
	});
});

describe('a connect link of SocialSyncerAPI with a return URL', () => {
	it('brings a code to the page, which Complete exchanges for the account', async () => {
		const runner = await runnerFor(n8n, 'socialSyncer');
		const link = await runner.get('socialConnect', {
			operation: 'createLink',
			platform: 'threads',
			returnUrl: returnPage.url,
		});

		await person.open(link.connectUrl);
		const { heading, address } = await person.press('Approve');

		expect(heading).toBe('Welcome back');
		expect([...address.searchParams.keys()].sort()).toEqual(['code', 'state']);
		const exchange = {
			operation: 'complete',
			platform: 'threads',
			code: address.searchParams.get('code'),
			redirectUrl: returnPage.url,
		};
		const account = await runner.get('socialConnect', exchange);
		expect(account).toMatchObject({
			provider: 'socialSyncer',
			platform: 'threads',
			health: { canPost: true },
		});
		expect(
			await runner.get('socialConnect', { operation: 'getStatus', connectionId: link.connectionId }),
		).toMatchObject({
			status: 'connected',
			account: { id: account.id },
		});
		const again = await runner.run('socialConnect', exchange);
		expect(again).toMatchObject({
			status: 'error',
			error: { description: expect.stringMatching(/works once/) },
		});
	});
});

describe('Wait Until Connected', () => {
	/** Several times as long as the pauses between its first looks. */
	const LONG_ENOUGH_FOR_A_LOOK_MS = 8_000;

	it('ends at once when its execution is stopped, and asks no more, at all four providers', async () => {
		const executions = await Promise.all(
			PROVIDERS.map(async (provider) => {
				const runner = await runnerFor(n8n, provider);
				const { connectionId } = await runner.get('socialConnect', {
					operation: 'createLink',
					platform: NETWORKS[provider].fresh,
					returnUrl: '',
				});
				const parameters = { operation: 'waitUntilConnected', connectionId, timeout: 600 };
				await control('DELETE', `/log?vendor=${provider}`);
				const execution = await n8n.startWorkflow(
					await runner.add({ name: 'Wait', node: 'socialConnect', parameters }),
				);
				await until(`${provider} has been asked`, async () => (await calls(provider)).length > 0);
				return execution;
			}),
		);

		const stoppedAt = Date.now();
		await Promise.all(executions.map(async (id) => await n8n.call('POST', `/executions/${id}/stop`)));
		const ended = await Promise.all(executions.map(async (id) => await n8n.waitForExecution(id)));
		expect(Date.now() - stoppedAt).toBeLessThan(5_000);
		expect(ended.map(({ status }) => status)).toEqual(PROVIDERS.map(() => 'canceled'));

		const asked = await calls();
		await new Promise((resolve) => setTimeout(resolve, LONG_ENOUGH_FOR_A_LOOK_MS));
		expect(await calls()).toEqual(asked);
	});
});

it('shows on the overview page of the sandbox what every vendor has', async () => {
	const page = await person.open(overviewPage());
	await picture('sandbox-overview', (path) => person.photograph(path));

	for (const title of ['Wix', 'PostEverywhere', 'SocialSyncerAPI', 'SmartlyQ'])
		expect(page.text).toContain(title);
});

/** IDs of the calls that have reached the sandbox. */
async function calls(vendor?: ProviderId): Promise<readonly number[]> {
	const { log } = (await control('GET', `/log${vendor === undefined ? '' : `?vendor=${vendor}`}`)) as {
		log: ReadonlyArray<{ id: number }>;
	};
	return log.map(({ id }) => id);
}

/** The network takes its permission back, as it does after some weeks. */
async function expire(provider: ProviderId, providerAccountId: string): Promise<void> {
	await control('POST', `/accounts/${provider}/${encodeURIComponent(providerAccountId)}/expire`);
}
