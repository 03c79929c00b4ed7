import { createHash } from 'node:crypto';

import {
	addCredentials,
	control,
	CREDENTIAL_TYPES,
	type ProviderId,
	workingCredentials,
} from '../e2e/running';
import { until } from '../e2e/until';
import type { Cluster } from './cluster';

/** Accounts that take a text and a video. */
export const ACCOUNTS: Readonly<Record<ProviderId, string>> = {
	wix: 'FACEBOOK:1022334455667788:102938475610293',
	postEverywhere: '4102',
	socialSyncer: 'facebook:104857600000001',
	smartlyQ: '123',
};

const POST = 'Post';
const DAY_MS = 86_400_000;
const SECONDS_TO_REGISTER = 30;
const SECONDS_FOR_A_RUN = 180;
const ENDED = ['success', 'error', 'crashed', 'canceled'];

interface Listed {
	readonly id: string;
	readonly status: string;
	readonly retryOf: string | null;
}

export interface PostWish {
	/** Beside the caption, which is the row's. */
	readonly parameters?: Readonly<Record<string, unknown>>;
	readonly options?: Readonly<Record<string, unknown>>;
}

/** A workflow that is called with rows and makes a scheduled post of each. Workers run it. */
export class PostWorkflow {
	private constructor(
		private readonly cluster: Cluster,
		private readonly id: string,
		private readonly path: string,
		readonly provider: ProviderId,
	) {}

	static async add(
		cluster: Cluster,
		provider: ProviderId,
		name: string,
		{ parameters = {}, options = {} }: PostWish = {},
	): Promise<PostWorkflow> {
		const { n8n } = cluster;
		const credentials = await addCredentials(n8n, workingCredentials());
		const type = CREDENTIAL_TYPES[provider];
		const path = createHash('sha256').update(`${name} ${provider}`).digest('hex').slice(0, 12);
		const [HOOK, ROWS] = ['Called', 'Rows'];
		const { now } = (await control('GET', '/clock')) as { now: string };
		const id = await n8n.addWorkflow({
			name: `${name}: ${provider}`,
			settings: { executionOrder: 'v1' },
			nodes: [
				{
					id: 'hook',
					name: HOOK,
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					position: [0, 0],
					webhookId: path,
					parameters: { httpMethod: 'POST', path, options: {} },
				},
				{
					id: 'rows',
					name: ROWS,
					type: 'n8n-nodes-base.splitOut',
					typeVersion: 1,
					position: [200, 0],
					parameters: { fieldToSplitOut: 'body.rows', options: { destinationFieldName: 'row' } },
				},
				{
					id: 'post',
					name: POST,
					type: 'n8n-nodes-social-publisher.socialPost',
					typeVersion: 1,
					position: [400, 0],
					parameters: {
						provider,
						...(provider === 'wix' ? { authentication: 'apiKey' } : {}),
						operation: 'create',
						accountIds: [ACCOUNTS[provider]],
						text: '={{ $json.row }}',
						publishMode: 'schedule',
						scheduledAt: new Date(Date.parse(now) + DAY_MS).toISOString(),
						...parameters,
						options,
					},
					credentials: { [type]: credentials.get(type) },
				},
			],
			connections: {
				[HOOK]: { main: [[{ node: ROWS, type: 'main', index: 0 }]] },
				[ROWS]: { main: [[{ node: POST, type: 'main', index: 0 }]] },
			},
		});
		await n8n.activateWorkflow(id);
		const workflow = new PostWorkflow(cluster, id, path, provider);
		await until(
			`the webhook of ${name}: ${provider} is there`,
			async () => await workflow.tryCall('webhooks', []),
			SECONDS_TO_REGISTER,
		);
		await workflow.ended(1);
		return workflow;
	}

	/** Starts an execution for these rows; `by`: who puts it into the queue; `more`: beside the rows. */
	async call(
		rows: readonly string[],
		by: 'main' | 'webhooks' = 'webhooks',
		more: object = {},
	): Promise<void> {
		if (!(await this.tryCall(by, rows, more)))
			throw new Error(`${by} did not take the call of ${this.provider}.`);
	}

	private async tryCall(
		by: 'main' | 'webhooks',
		rows: readonly string[],
		more: object = {},
	): Promise<boolean> {
		const { ok } = await fetch(this.cluster.webhookAddress(this.path, by), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ rows, ...more }),
		});
		return ok;
	}

	/** Its executions, the first one first; those with nothing to do are left out. */
	async executions(): Promise<readonly Listed[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: this.id }));
		const { results } = (await this.cluster.n8n.call('GET', `/executions?filter=${filter}&limit=100`)) as {
			results: readonly Listed[];
		};
		return [...results].sort((one, other) => Number(one.id) - Number(other.id));
	}

	/** Until so many of its executions have ended. */
	async ended(count: number): Promise<readonly Listed[]> {
		return await until(
			`${count} executions of ${this.provider} have ended`,
			async () => {
				const ended = (await this.executions()).filter(({ status }) => ENDED.includes(status));
				return ended.length >= count && ended;
			},
			SECONDS_FOR_A_RUN,
		);
	}

	/** What came out of an execution, in its order. */
	async outputOf(executionId: string): Promise<ReadonlyArray<{ id: string; text: string }>> {
		const { outputs } = await this.cluster.n8n.readExecution(executionId);
		return (outputs[POST] ?? []) as Array<{ id: string; text: string }>;
	}

	/** IDs of the posts that the provider really has, by caption. */
	async made(): Promise<ReadonlyMap<string, readonly string[]>> {
		const { posts } = (await control('GET', `/state/${this.provider}`)) as {
			posts: ReadonlyArray<{ id: string; content: string }>;
		};
		const ids = new Map<string, string[]>();
		for (const { id, content } of posts) ids.set(content, [...(ids.get(content) ?? []), id]);
		return ids;
	}

	/** How often each of these captions is there. */
	async countsOf(rows: readonly string[]): Promise<readonly number[]> {
		const made = await this.made();
		return rows.map((row) => made.get(row)?.length ?? 0);
	}
}

/** Captions that nobody has used. */
export function freshRows(name: string, count: number): string[] {
	return Array.from({ length: count }, (_, at) => `${name}, row ${at + 1} of ${count}`);
}
