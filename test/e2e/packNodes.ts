import {
	addCredentials,
	CREDENTIAL_TYPES,
	type Execution,
	type N8n,
	type ProviderId,
	workingCredentials,
} from './running';

export type PackNode = 'socialAccounts' | 'socialConnect' | 'socialPost';

export interface Step {
	readonly name: string;
	readonly node: PackNode;
	readonly parameters: Readonly<Record<string, unknown>>;
}

type Item = Execution['outputs'][string][number];

export interface Runner {
	/** Adds a workflow of these steps behind a manual trigger. It saves its progress, so that a running one can be looked at. */
	add(...steps: readonly Step[]): Promise<string>;
	/** Runs one operation in a workflow of its own; the outcome of that step. */
	run(node: PackNode, parameters: Step['parameters']): Promise<Execution>;
	/** The same for an operation that must succeed with one item. */
	get(node: PackNode, parameters: Step['parameters']): Promise<Item>;
	/** The same for an operation that must succeed with any number of items. */
	list(node: PackNode, parameters: Step['parameters']): Promise<readonly Item[]>;
}

const ONLY = 'Only';

/** For workflows of one provider with a working credential. */
export async function runnerFor(n8n: N8n, provider: ProviderId): Promise<Runner> {
	const type = CREDENTIAL_TYPES[provider];
	const credentials = await addCredentials(n8n, workingCredentials());
	const packNode = ({ name, node, parameters }: Step, index: number) => ({
		id: `step-${index}`,
		name,
		type: `n8n-nodes-social-publisher.${node}`,
		typeVersion: 1,
		position: [200 * (index + 1), 0],
		parameters: { provider, ...(provider === 'wix' ? { authentication: 'apiKey' } : {}), ...parameters },
		credentials: { [type]: credentials.get(type) },
	});
	const start = {
		id: 'start',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const runner: Runner = {
		async add(...steps) {
			const names = ['Start', ...steps.map(({ name }) => name)];
			const connections = names
				.slice(1)
				.map((name, index) => [names[index], { main: [[{ node: name, type: 'main', index: 0 }]] }]);
			return await n8n.addWorkflow({
				name: `${provider}: ${names.slice(1).join(', ')}`,
				nodes: [start, ...steps.map(packNode)],
				connections: Object.fromEntries(connections) as object,
				settings: { executionOrder: 'v1', saveExecutionProgress: true },
			});
		},
		async run(node, parameters) {
			return await n8n.runWorkflow(await runner.add({ name: ONLY, node, parameters }));
		},
		async list(node, parameters) {
			const { status, error, outputs } = await runner.run(node, parameters);
			if (status !== 'success')
				throw new Error(`${String(parameters.operation)}: ${error?.message} (${error?.description})`);
			return outputs[ONLY] ?? [];
		},
		async get(node, parameters) {
			const [item, ...more] = await runner.list(node, parameters);
			if (item === undefined || more.length > 0)
				throw new Error(`${String(parameters.operation)}: not one item came out.`);
			return item;
		},
	};
	return runner;
}

/** How a resource locator stands in a workflow. */
export function byId(value: string): object {
	return { __rl: true, mode: 'id', value };
}
