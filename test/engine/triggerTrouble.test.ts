import { PROVIDER_IDS, type ProviderId } from '../../nodes/shared/domain/provider';
import { toldCause } from './features';
import { hurry } from './hurry';
import { seededAccounts } from './seed';
import { TriggerHost } from './triggerHost';
import { disconnect, makeTextPost, POLLS_FOR_ALL, setHealth, summary, triggerFor } from './triggerWorld';
import { CREDENTIAL_OF, startWorld, type TestWorld } from './world';

const MINUTE_MS = 60_000;

let world: TestWorld;
beforeAll(async () => {
	world = await startWorld();
});
beforeEach(async () => {
	await world.reset();
});
afterAll(async () => {
	await world.stop();
});

interface TriggerError extends Error {
	readonly failure?: { readonly cause: string };
	readonly description?: string;
	readonly httpCode?: string;
}

const CALLS = 500;
const break_ = async (provider: ProviderId, kind: string, more: object = {}) =>
	await world.control('POST', '/faults', { vendor: provider, kind, times: CALLS, ...more });
const mend = async () => await world.control('DELETE', '/faults');

interface News {
	readonly provider: ProviderId;
	readonly host: TriggerHost;
	readonly news: readonly string[];
}

/** A trigger that has learned how things stand, and something that happens after that. */
async function withNews(provider: ProviderId): Promise<News> {
	const { forText } = await seededAccounts(world, provider);
	const host = triggerFor(world, provider);
	await host.activate();
	const id = await makeTextPost(world, provider, 2);
	world.sandbox.forward(10 * MINUTE_MS);
	await setHealth(world, provider, forText[1], 'expired');
	return { provider, host, news: [`accountHealthChanged ${forText[1].id}`, `postWentLive ${id}`] };
}

async function expectNews({ provider, host, news }: News): Promise<void> {
	const events = summary(await host.poll(POLLS_FOR_ALL[provider]));
	for (const one of news) expect(events.filter((event) => event.startsWith(`${one} `))).toHaveLength(1);
	expect(events.some((event) => /accountDisconnected|accountConnected/.test(event))).toBe(false);
	expect(await host.poll(POLLS_FOR_ALL[provider])).toEqual([]);
}

const KINDS = ['serverError', 'badGatewayHtml', 'malformedJson', 'dropBefore'] as const;
const NAMES = {
	serverError: 'an outage',
	badGatewayHtml: 'a proxy that answers HTML',
	malformedJson: 'an answer that is no JSON',
	dropBefore: 'a broken connection',
} as const;

describe.each(PROVIDER_IDS)('trouble with %s', (provider) => {
	it.each(KINDS.map((kind) => [NAMES[kind], kind]))(
		'%s changes nothing, is told once, and loses nothing',
		async (_, kind) => {
			const trigger = await withNews(provider);
			const { host } = trigger;
			const state = host.state;
			await break_(provider, kind);
			for (let poll = 0; poll < 3; poll++) expect(await hurry(async () => await host.poll())).toEqual([]);
			expect(host.state).toBe(state);
			expect(host.errors).toEqual([
				expect.objectContaining({
					name: 'NodeApiError',
					...toldCause('temporarily-unavailable'),
				}),
			]);

			await mend();
			await expectNews(trigger);
			await break_(provider, kind);
			await hurry(async () => await host.poll());
			expect(host.errors).toHaveLength(2);
			await mend();
			await world.forgetViolations();
		},
	);

	it('half a list makes no account vanish', async () => {
		const trigger = await withNews(provider);
		const { host } = trigger;
		await expectNews(trigger);
		const polls = POLLS_FOR_ALL[provider];
		await break_(provider, 'truncatedList', { times: 40 });
		expect(summary(await host.poll(polls)).filter((event) => !event.startsWith('post'))).toEqual([]);
		await mend();
		expect(await host.poll(polls)).toEqual([]);
		expect(await host.poll(polls)).toEqual([]);
	});
});

describe('a key that is not valid any more', () => {
	it.each(PROVIDER_IDS)(
		'of %s stops an activation, and later only speaks up',
		async (provider) => {
			let isValid = true;
			const changing = await startWorld((secrets) => ({
				...secrets,
				get [CREDENTIAL_OF[provider]]() {
					const known = secrets[CREDENTIAL_OF[provider]];
					return isValid ? known : { ...known, apiKey: `${String(known?.apiKey)}-old` };
				},
			}));
			try {
				const host = triggerFor(changing, provider);
				const told = provider === 'wix' ? 'configuration-invalid' : 'credential-invalid';
				isValid = false;
				for (let attempt = 0; attempt < 2; attempt++) {
					await expect(host.activate()).rejects.toMatchObject({ name: 'NodeApiError', ...toldCause(told) });
				}
				expect(JSON.parse(host.state)).toEqual({ 'node:Under Test': {} });
				isValid = true;
				expect(await host.activate()).toEqual([]);
				const state = host.state;

				isValid = false;
				for (let poll = 0; poll < 3; poll++) expect(await host.poll()).toEqual([]);
				expect(host.errors).toHaveLength(1);
				const [error] = host.errors as TriggerError[];
				expect(error).toMatchObject({ name: 'NodeApiError', ...toldCause(told) });
				// n8n does not try again to activate what fails with that word.
				expect(error?.message).not.toContain('Authorization');
				expect(JSON.stringify(error)).not.toContain('-old');
				expect(host.state).toBe(state);

				isValid = true;
				expect(await host.poll()).toEqual([]);
				expect(host.errors).toHaveLength(1);
			} finally {
				await changing.stop();
			}
		},
		60_000,
	);
});

describe('Wix, when one channel has an outage', () => {
	it('neither loses its accounts nor greets them afterwards, and still sees the others', async () => {
		const linkedIn = { path: '/social-publisher/v1/LINKEDIN/' };
		const polls = POLLS_FOR_ALL.wix;
		const host = triggerFor(world, 'wix');
		await break_('wix', 'serverError', linkedIn);
		expect(await hurry(async () => await host.activate())).toEqual([]);
		await mend();
		expect(await host.poll(polls)).toEqual([]);

		const { all } = await seededAccounts(world, 'wix');
		const instagram = all.find(({ platform }) => platform === 'instagram');
		if (!instagram) throw new Error('The seed has no Instagram account');
		await break_('wix', 'serverError', linkedIn);
		disconnect(world, 'wix', instagram);
		expect(await hurry(async () => await host.poll(polls))).toEqual([]);
		expect(summary(await hurry(async () => await host.poll(polls)))).toEqual([
			`accountDisconnected ${instagram.id} healthy disconnected`,
		]);
		await mend();
		expect(await host.poll(polls)).toEqual([]);
	});
});
