import type { Feature } from '../needing';
import { type Door, openDoor } from './door';
import type { EventBook } from './eventBook';
import { settings } from './features';
import { prepareN8n, type RestartableN8n } from './restartableN8n';
import {
	addCredentials,
	type Credential,
	CREDENTIAL_TYPES,
	type N8n,
	type ProviderId,
	readRunning,
	workingCredentials,
} from './running';
import { until } from './until';

const DURABLE_SCHEDULER = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	// As often as it can: nobody waits in a test.
	N8N_SCHEDULER_MATERIALIZATION_INTERVAL: '1',
	N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
};

/** The ways in which n8n calls a polling trigger and keeps its state. */
export const HOST_SETTINGS = {
	inMemory: {},
	durableScheduler: DURABLE_SCHEDULER,
	durableCursors: { ...DURABLE_SCHEDULER, N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;
export type HostName = keyof typeof HOST_SETTINGS;

/** Whether the n8n that runs has this way. */
export function hostFeature(name: HostName): Feature {
	return settings(`polling by ${name}`, ...Object.keys(HOST_SETTINGS[name]));
}

const EVENTS = [
	'accountConnected',
	'accountDisconnected',
	'accountHealthChanged',
	'postFailed',
	'postPartiallyPublished',
	'postWentLive',
];

/** n8n refuses a schedule that is due more than once a minute, but takes several, each at a second of its own. */
function pollEvery(seconds: number): object {
	const item = Array.from({ length: 60 / seconds }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * seconds} * * * * *`,
	}));
	return { item };
}

/** Wix takes more calls. */
const SECONDS_BETWEEN_POLLS: Readonly<Record<ProviderId, number>> = {
	postEverywhere: 2,
	smartlyQ: 3,
	socialSyncer: 3,
	wix: 4,
};

const SECONDS_FOR_POLLS = 90;

const TRIGGER = 'Social Trigger';

/** An n8n with triggers in it, and what comes out of them. */
export class TriggerHost {
	private api: N8n | null = null;
	private readonly workflows = new Map<ProviderId, { readonly id: string; trigger: string }>();

	private constructor(
		readonly name: string,
		private readonly n8n: RestartableN8n,
		private readonly door: Door,
		private readonly book: EventBook,
	) {}

	static async prepare(name: HostName, book: EventBook): Promise<TriggerHost> {
		return await TriggerHost.of(name, await prepareN8n(HOST_SETTINGS[name]), book);
	}

	static async of(name: string, n8n: RestartableN8n, book: EventBook): Promise<TriggerHost> {
		const door = await openDoor(new URL(readRunning().sandbox.control as string).origin);
		return new TriggerHost(name, n8n, door, book);
	}

	async start(): Promise<void> {
		this.api = await this.n8n.start();
	}

	async kill(): Promise<void> {
		await this.n8n.kill();
	}

	async remove(): Promise<void> {
		await this.n8n.remove();
		await this.door.close();
	}

	/** Adds and activates a workflow that writes down what its trigger tells. */
	async watch(provider: ProviderId): Promise<void> {
		const credentials = await addCredentials(
			this.call,
			workingCredentials().map((one) => this.through(one)),
		);
		const type = CREDENTIAL_TYPES[provider];
		const id = await this.call.addWorkflow({
			name: `Watch ${provider}`,
			...this.graph(provider, TRIGGER, { [type]: credentials.get(type) }),
			settings: { executionOrder: 'v1' },
		});
		this.workflows.set(provider, { id, trigger: TRIGGER });
		await this.activate(provider);
	}

	/** Until the trigger has polled for the first time. */
	async activate(provider: ProviderId): Promise<void> {
		const before = this.pollsOf(provider);
		await this.call.activateWorkflow(this.workflowOf(provider).id);
		await until(`${this.name} has activated ${provider}`, async () => this.pollsOf(provider) > before);
	}

	async deactivate(provider: ProviderId): Promise<void> {
		await this.call.call('POST', `/workflows/${this.workflowOf(provider).id}/deactivate`, {});
	}

	async deactivateAll(): Promise<void> {
		for (const provider of this.workflows.keys()) await this.deactivate(provider);
	}

	/** Gives the trigger another name and puts that into force. */
	async rename(provider: ProviderId, trigger: string): Promise<void> {
		const { id } = this.workflowOf(provider);
		const { nodes, versionId } = (await this.call.call('GET', `/workflows/${id}`)) as {
			nodes: ReadonlyArray<{ credentials?: object }>;
			versionId: string;
		};
		await this.call.call('PATCH', `/workflows/${id}`, {
			...this.graph(provider, trigger, nodes[0]?.credentials ?? {}),
			versionId,
		});
		this.workflows.set(provider, { id, trigger });
		await this.activate(provider);
	}

	/** Until so many polls have begun and ended from now on: the next call may be one of a poll that is under way. */
	async polls(provider: ProviderId, count: number): Promise<void> {
		const enough = this.pollsOf(provider) + count + 1;
		await until(
			`${this.name} has polled ${provider}`,
			async () => this.pollsOf(provider) >= enough,
			SECONDS_FOR_POLLS,
		);
	}

	told(provider: ProviderId) {
		return this.book.read(this.page(provider));
	}

	/** How many executions there were, by status. */
	async executions(provider: ProviderId): Promise<Record<string, number>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: this.workflowOf(provider).id }));
		const { results } = (await this.call.call('GET', `/executions?filter=${filter}&limit=100`)) as {
			results: ReadonlyArray<{ status: string }>;
		};
		const counts: Record<string, number> = {};
		for (const { status } of results) counts[status] = (counts[status] ?? 0) + 1;
		return counts;
	}

	async readLog(): Promise<string> {
		return await this.n8n.readLog();
	}

	private get call(): N8n {
		if (this.api === null) throw new Error(`${this.name} has not been started.`);
		return this.api;
	}

	private workflowOf(provider: ProviderId) {
		const workflow = this.workflows.get(provider);
		if (workflow === undefined) throw new Error(`${this.name} does not watch ${provider}.`);
		return workflow;
	}

	private page(provider: ProviderId): string {
		return `${this.name}/${provider}`;
	}

	/** The reading of accounts with which each poll begins. */
	private pollsOf(provider: ProviderId): number {
		return this.door.count('GET', POLL_OF[provider]);
	}

	private through(credential: Credential): Credential {
		const baseUrl = (credential.data.baseUrl ?? '').replace(/^https?:\/\/[^/]+/, this.door.origin);
		return { ...credential, data: { ...credential.data, baseUrl } };
	}

	private graph(provider: ProviderId, trigger: string, credentials: object) {
		const TELL = 'Write it down';
		return {
			nodes: [
				{
					id: 'watch',
					name: trigger,
					type: 'n8n-nodes-social-publisher.socialTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {
						provider,
						...(provider === 'wix' ? { authentication: 'apiKey' } : {}),
						events: EVENTS,
						pollTimes: pollEvery(SECONDS_BETWEEN_POLLS[provider]),
					},
					credentials,
				},
				{
					id: 'tell',
					name: TELL,
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					position: [200, 0],
					parameters: {
						method: 'POST',
						url: this.book.addressOf(this.page(provider)),
						sendBody: true,
						specifyBody: 'json',
						jsonBody: '={{ JSON.stringify({ ...$json, execution: $execution.id }) }}',
					},
				},
			],
			connections: { [trigger]: { main: [[{ node: TELL, type: 'main', index: 0 }]] } },
		};
	}
}

/** A call that each poll makes once; at Wix, which is asked in turns, each third. */
const POLL_OF: Readonly<Record<ProviderId, RegExp>> = {
	postEverywhere: /^\/posteverywhere\/.*\/accounts$/,
	wix: /^\/wix\/.*\/accounts\?channelName=LINKEDIN/,
	socialSyncer: /^\/socialsyncer\/.*\/accounts\/health$/,
	smartlyQ: /^\/smartlyq\/.*\/accounts\/health$/,
};
