import { executeWorkflow } from '../../scripts/lib/executeWorkflow.mjs';
import { addCredentials, CREDENTIAL_TYPES, type N8n, type ProviderId, readRunning } from './running';

/** The beginning of an MP4 file: the box that tells its type, and that of a box to its end. A multiple of three bytes. */
export const MOVIE_HEAD = Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp41\0\0\0\0mdat-', 'latin1');

export interface WorkflowNode {
	readonly name: string;
	/** Of a webhook. */
	readonly webhookId?: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly parameters: Readonly<Record<string, unknown>>;
}

const BY_HAND: WorkflowNode = {
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	parameters: {},
};

/** The nodes one after the other, behind a trigger; each provider's branch behind the last of them. */
export async function addBranches(
	n8n: N8n,
	credentials: Awaited<ReturnType<typeof addCredentials>>,
	trunk: readonly WorkflowNode[],
	branches: ReadonlyArray<readonly [ProviderId, ReadonlyArray<readonly [name: string, parameters: object]>]>,
	start: WorkflowNode = BY_HAND,
): Promise<string> {
	const stem = [start, ...trunk];
	const ways = branches.map(([provider, steps]) =>
		steps.map(([name, parameters]) => ({
			name: `${provider}: ${name}`,
			type: 'n8n-nodes-social-publisher.socialPost',
			typeVersion: 1,
			parameters: { provider, ...(provider === 'wix' ? { authentication: 'apiKey' } : {}), ...parameters },
			credentials: { [CREDENTIAL_TYPES[provider]]: credentials.get(CREDENTIAL_TYPES[provider]) },
		})),
	);
	const last = stem.at(-1) ?? start;
	const chains = [stem, ...ways.map((way) => [last, ...way])];
	const connections = new Map<string, Array<{ node: string; type: string; index: number }>>();
	for (const chain of chains) {
		chain.slice(1).forEach(({ name }, index) => {
			const from = chain[index]?.name ?? '';
			connections.set(from, [...(connections.get(from) ?? []), { node: name, type: 'main', index: 0 }]);
		});
	}
	return await n8n.addWorkflow({
		name: `Files: ${branches.map(([provider]) => provider).join(', ')}`,
		nodes: [...stem, ...ways.flat()].map((node, index) => ({
			id: `node-${index}`,
			position: [200 * index, 0],
			...node,
		})),
		connections: Object.fromEntries([...connections].map(([from, to]) => [from, { main: [to] }])),
		settings: { executionOrder: 'v1' },
	});
}

/** How much of a failed process' output is worth showing. */
const SIGNS_SHOWN = 3000;

/**
 * Executes a workflow in an n8n process of its own with these settings.
 *
 * @returns the most memory that the process held, in bytes
 * @throws Error with the end of its output when the workflow fails
 */
export async function runInOwnProcess(
	workflowId: string,
	settings: Readonly<Record<string, string>>,
): Promise<number> {
	const { output, code, peakBytes } = await executeWorkflow(readRunning().n8n, workflowId, settings);
	if (code !== 0) throw new Error(`n8n ended with ${code}:\n${output.slice(-SIGNS_SHOWN)}`);
	return peakBytes;
}
