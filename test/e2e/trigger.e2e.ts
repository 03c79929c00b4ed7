import { needing } from '../needing';
import { type EventBook, openEventBook, summaryOf, type ToldEvent } from './eventBook';
import { runnerFor } from './packNodes';
import { control, type N8n, openFreshly, type ProviderId, violations } from './running';
import { HOST_SETTINGS, hostFeature, type HostName, TriggerHost } from './triggerHosts';
import { until } from './until';

const STORY_TAKES_MS = 240_000;
const MINUTE_MS = 60_000;

const waysAtHand = (Object.keys(HOST_SETTINGS) as HostName[]).filter((name) => hostFeature(name).isThere);

let n8n: N8n;
let book: EventBook;
let hosts: readonly TriggerHost[] = [];

beforeAll(async () => {
	n8n = await openFreshly();
	// All of them ask with the same key.
	await control('POST', '/settings', { rateLimit: 1_000_000 });
	book = await openEventBook();
	for (const name of waysAtHand) hosts = [...hosts, await TriggerHost.prepare(name, book)];
	await everywhere((host) => host.start());
}, STORY_TAKES_MS);
afterAll(async () => {
	await everywhere((host) => host.remove());
	await book.close();
	await control('POST', '/settings', { rateLimit: null });
	await control('DELETE', '/faults');
});

/** Whatever has become of a test, its triggers must not slow down the next one. */
afterEach(async () => {
	await everywhere((host) => host.deactivateAll());
});

async function everywhere<T>(act: (host: TriggerHost) => Promise<T>): Promise<T[]> {
	return await Promise.all(hosts.map(act));
}

/** What has been expected of a provider so far, at every host. */
class Story {
	private readonly events: string[] = [];

	constructor(private readonly provider: ProviderId) {}

	/** Waits until every host has told these events, and nothing else since the ones before. */
	async tells(...events: readonly string[]): Promise<void> {
		this.events.push(...events);
		await everywhere(async (host) => {
			await until(
				`${host.name} has told of ${events.join(', ')}, beside ${summaryOf(host.told(this.provider)).join(', ')}`,
				async () => host.told(this.provider).length >= this.events.length,
			);
		});
		this.expectNoMore();
	}

	/** Lets every host poll again and again: nothing more comes. */
	async isQuiet(polls = 2): Promise<void> {
		await everywhere((host) => host.polls(this.provider, polls));
		this.expectNoMore();
	}

	expectNoMore(): void {
		const told = hosts.map((host) => [host.name, summaryOf(host.told(this.provider))]);
		const expected = [...this.events].sort();
		expect(Object.fromEntries(told)).toEqual(Object.fromEntries(hosts.map(({ name }) => [name, expected])));
	}

	/** The last of the events of each host. */
	latest(): readonly ToldEvent[] {
		return hosts.map((host) => host.told(this.provider).at(-1)) as ToldEvent[];
	}
}

/** No event came twice, and no execution started without one but those that failed. */
async function expectOnce(
	host: TriggerHost,
	provider: ProviderId,
	others: { error?: number },
): Promise<void> {
	const told = host.told(provider);
	expect(new Set(told.map(({ eventId }) => eventId)).size).toBe(told.length);
	const success = new Set(told.map(({ execution }) => execution)).size;
	expect(await host.executions(provider)).toEqual({ success, ...others });
}

interface State {
	readonly accounts: ReadonlyArray<{ readonly id: string }>;
}

async function readAccountIds(provider: ProviderId): Promise<readonly string[]> {
	return ((await control('GET', `/state/${provider}`)) as State).accounts.map(({ id }) => id);
}

/** A post that goes out in some minutes. */
async function schedule(provider: ProviderId, ...accountIds: readonly string[]): Promise<string> {
	const { now } = (await control('GET', '/clock')) as { now: string };
	const post = await (
		await runnerFor(n8n, provider)
	).get('socialPost', {
		operation: 'create',
		accountIds,
		text: `Of interest at ${now} to ${accountIds.join(' and ')}`,
		publishMode: 'schedule',
		scheduledAt: new Date(Date.parse(now) + 5 * MINUTE_MS).toISOString(),
		options: { onUnhealthyAccount: 'send' },
	});
	return String(post.id);
}

describe.each(Object.keys(HOST_SETTINGS) as HostName[])('%s', (name) => {
	const gate = needing(hostFeature(name));
	gate.it(gate.named('takes part in the stories'), () => {
		expect(hosts.map((host) => host.name)).toContain(name);
	});
});

const goesOut = async () => await control('POST', '/clock', { forward: '10m' });
const setHealth = async (provider: ProviderId, id: string, verb: 'disconnect' | 'expire' | 'repair') =>
	await control('POST', `/accounts/${provider}/${encodeURIComponent(id)}/${verb}`);

it(
	'tells each change at PostEverywhere exactly once, whatever happens to n8n, its trigger and the vendor',
	async () => {
		const provider = 'postEverywhere';
		const [INSTAGRAM, FACEBOOK, BLUESKY, X, EXPIRED] = ['4101', '4102', '4106', '2280', '4103'];
		const story = new Story(provider);
		await everywhere((host) => host.watch(provider));

		await setHealth(provider, INSTAGRAM, 'expire');
		await story.tells(`accountHealthChanged ${INSTAGRAM} healthy expired`);
		for (const { reconnectUrl } of story.latest()) expect((await fetch(reconnectUrl ?? '')).status).toBe(200);
		await setHealth(provider, INSTAGRAM, 'repair');
		await story.tells(`accountHealthChanged ${INSTAGRAM} expired healthy`);

		const before = await readAccountIds(provider);
		await control('POST', `/populate/${provider}`, { accounts: 1 });
		const [added = ''] = (await readAccountIds(provider)).filter((id) => !before.includes(id));
		await story.tells(`accountConnected ${added} - healthy`);
		await setHealth(provider, added, 'disconnect');
		await story.tells(`accountDisconnected ${added} healthy disconnected`);

		const live = await schedule(provider, BLUESKY);
		const failed = await schedule(provider, EXPIRED);
		const partial = await schedule(provider, X, EXPIRED);
		await story.isQuiet(1);
		await goesOut();
		await story.tells(
			`postWentLive ${live} - published`,
			`postFailed ${failed} - failed`,
			`postPartiallyPublished ${partial} - partiallyPublished`,
		);

		await control('POST', '/faults', { vendor: provider, kind: 'serverError', probability: 1 });
		await setHealth(provider, BLUESKY, 'expire');
		await everywhere(async (host) => {
			await until(`${host.name} has noticed the outage`, async () => (await host.executions(provider)).error);
		});
		story.expectNoMore();
		await control('DELETE', '/faults');
		await story.tells(`accountHealthChanged ${BLUESKY} healthy expired`);

		const meanwhile = await schedule(provider, X);
		await everywhere((host) => host.kill());
		await setHealth(provider, BLUESKY, 'repair');
		await goesOut();
		await everywhere((host) => host.start());
		await story.tells(
			`accountHealthChanged ${BLUESKY} expired healthy`,
			`postWentLive ${meanwhile} - published`,
		);

		await everywhere((host) => host.rename(provider, 'What happens there'));
		await setHealth(provider, FACEBOOK, 'expire');
		await story.tells(`accountHealthChanged ${FACEBOOK} healthy expired`);

		await everywhere((host) => host.deactivate(provider));
		await setHealth(provider, FACEBOOK, 'repair');
		await everywhere((host) => host.activate(provider));
		await story.tells(`accountHealthChanged ${FACEBOOK} expired healthy`);
		await story.isQuiet();

		for (const host of hosts) await expectOnce(host, provider, { error: 1 });
		expect(await violations()).toEqual([]);
	},
	STORY_TAKES_MS,
);

const OTHERS = ['wix', 'socialSyncer', 'smartlyQ'] as const;

/** Takes a text without more. */
const NETWORK: Readonly<Record<(typeof OTHERS)[number], string>> = {
	wix: 'linkedin',
	socialSyncer: 'facebook',
	smartlyQ: 'telegram',
};

/** What cannot be listed any more is there as one, whose ID ends with a star. */
const standsFor = (listed: string, id: string) =>
	listed === id || (listed.endsWith(':*') && id.startsWith(listed.slice(0, -1)));

/** An account that can post. */
async function pickAccount(provider: (typeof OTHERS)[number]) {
	const runner = await runnerFor(n8n, provider);
	const list = async () => await runner.list('socialAccounts', { operation: 'getMany', returnAll: true });
	const sound = await list();
	const account = sound.find(
		({ platform, health }) => health.canPost === true && platform === NETWORK[provider],
	);
	const accountId = String(account?.id);
	const [vendorId = ''] = (await readAccountIds(provider)).filter((id) => accountId.endsWith(id));

	/** What an event says of each account whose health is another now: accounts may share their fate. */
	async function changes() {
		const now = await list();
		return sound.flatMap(({ id, health: { status } }) => {
			const to = now.find((other) => standsFor(String(other.id), String(id)))?.health.status as string;
			return to === status ? [] : [{ id: String(id), from: String(status), to }];
		});
	}
	return { provider, accountId, vendorId, changes };
}

it(
	'tells each change at the other providers exactly once',
	async () => {
		const picked = await Promise.all(OTHERS.map(pickAccount));
		const stories = new Map(OTHERS.map((provider) => [provider, new Story(provider)]));
		for (const provider of OTHERS) await everywhere((host) => host.watch(provider));

		const posts: string[] = [];
		for (const { provider, accountId } of picked) posts.push(await schedule(provider, accountId));
		await goesOut();
		await Promise.all(
			picked.map(async ({ provider, accountId, vendorId, changes }, index) => {
				const story = stories.get(provider) as Story;
				await story.tells(`postWentLive ${posts[index]} - published`);
				await setHealth(provider, vendorId, 'expire');
				const changed = await changes();
				expect(changed.map(({ id }) => id)).toContain(accountId);
				await story.tells(...changed.map(({ id, from, to }) => `accountHealthChanged ${id} ${from} ${to}`));
				await setHealth(provider, vendorId, 'repair');
				await story.tells(...changed.map(({ id, from, to }) => `accountHealthChanged ${id} ${to} ${from}`));
				await story.isQuiet(1);
				for (const host of hosts) await expectOnce(host, provider, {});
			}),
		);
		expect(await violations()).toEqual([]);
	},
	STORY_TAKES_MS,
);
