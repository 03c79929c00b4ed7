import { randomUUID } from 'node:crypto';

import { parseFlatted } from './parseFlatted.mjs';

const MILLISECONDS_BETWEEN_LOOKS = 200;
const SECONDS_FOR_A_RUN = 120;
const ENDED = ['success', 'error', 'crashed', 'canceled'];

/** n8n answered with an error. */
export class N8nRefused extends Error {
	constructor(method, path, status, body) {
		super(`n8n answered ${status} to ${method} ${path}: ${body?.message ?? JSON.stringify(body)}`);
		this.name = 'N8nRefused';
		this.status = status;
		this.body = body;
	}
}

/**
 * Logs in to n8n's REST API, the one its editor uses.
 *
 * @param {{ address: string, email: string, password: string }} n8n
 */
export async function openN8n({ address, email, password }) {
	const headers = { 'browser-id': randomUUID() };

	/** @returns {Promise<any>} the answer's `data` */
	async function call(method, path, body) {
		const response = await fetch(`${address}/rest${path}`, {
			method,
			headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		const answer = isJson(response) ? JSON.parse(text) : { message: text };
		if (!response.ok) throw new N8nRefused(method, path, response.status, answer);
		const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
		if (cookies.length > 0) headers.cookie = cookies.join('; ');
		return answer.data;
	}

	await call('POST', '/login', { emailOrLdapLoginId: email, password });

	return {
		call,

		/**
		 * What n8n serves beside its API.
		 *
		 * @param {string} path e.g. `/types/nodes.json`
		 * @returns {Promise<Response>}
		 */
		async read(path) {
			return await fetch(`${address}${path}`, { headers });
		},

		/**
		 * @param {{ name: string, type: string, data: Record<string, unknown> }} credential
		 * @returns {Promise<{ id: string, name: string }>}
		 */
		async addCredential({ name, type, data }) {
			const { id } = await call('POST', '/credentials', { name, type, data });
			return { id, name };
		},

		/**
		 * The test of n8n's credential form.
		 *
		 * @param {{ name: string, type: string, data: Record<string, unknown> }} credential
		 * @returns {Promise<{ status: 'OK' | 'Error', message: string }>}
		 */
		async testCredential({ name, type, data }) {
			const { id } = await call('POST', '/credentials', { name, type, data });
			try {
				return await call('POST', '/credentials/test', { credentials: { id, name, type, data } });
			} finally {
				await call('DELETE', `/credentials/${id}`);
			}
		},

		/**
		 * @param {{ name: string, nodes: object[], connections: object, settings?: object }} workflow as the editor exports it
		 * @returns {Promise<string>} its ID
		 */
		async addWorkflow({ name, nodes, connections, settings }) {
			// n8n 1 takes none without `active`.
			const workflow = { name, nodes, connections, settings, active: false };
			return (await call('POST', '/workflows', workflow)).id;
		},

		/**
		 * Starts a workflow from its manual trigger, as the button in the editor does.
		 *
		 * @param {string} workflowId
		 * @returns {Promise<string>} the execution's ID
		 */
		async startWorkflow(workflowId) {
			const workflow = await call('GET', `/workflows/${workflowId}`);
			const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
			if (!trigger) throw new Error(`Workflow ${workflowId} has no manual trigger.`);
			const { executionId } = await call('POST', `/workflows/${workflowId}/run`, {
				// n8n 1 runs what it is sent, n8n 2 what it has.
				workflowData: workflow,
				triggerToStartFrom: { name: trigger.name },
			});
			return executionId;
		},

		/**
		 * An execution as it stands; of one that runs, the outputs show only where the workflow saves its progress.
		 *
		 * @param {string} executionId
		 * @returns {Promise<Execution>}
		 */
		async readExecution(executionId) {
			return readExecution(await call('GET', `/executions/${executionId}`));
		},

		/**
		 * @param {string} executionId
		 * @returns {Promise<Execution>} when it has ended
		 */
		async waitForExecution(executionId) {
			return await waitForExecution(call, executionId);
		},

		/**
		 * Runs a workflow from its manual trigger and waits for its end.
		 *
		 * @param {string} workflowId
		 * @returns {Promise<Execution>}
		 */
		async runWorkflow(workflowId) {
			return await this.waitForExecution(await this.startWorkflow(workflowId));
		},

		/**
		 * Lets a workflow's triggers work, as its switch in the editor does.
		 *
		 * @param {string} workflowId
		 */
		async activateWorkflow(workflowId) {
			const { versionId } = await call('GET', `/workflows/${workflowId}`);
			await call('POST', `/workflows/${workflowId}/activate`, { versionId });
		},
	};
}

/**
 * @typedef {object} Execution
 * @property {string} id
 * @property {'new' | 'running' | 'waiting' | 'success' | 'error' | 'crashed' | 'canceled'} status
 * @property {NodeFailure | null} error the one that ended it
 * @property {Record<string, Array<Record<string, any>>>} outputs what each node has put out (at its first output, where it
 * has several), by node name
 */

/**
 * @typedef {object} NodeFailure
 * @property {string} message
 * @property {string | null} description
 * @property {string | null} httpCode
 * @property {string | null} node
 * @property {string} name e.g. `NodeApiError`
 */

/** @returns {Promise<Execution>} */
async function waitForExecution(call, executionId) {
	const patienceEnds = Date.now() + SECONDS_FOR_A_RUN * 1000;
	for (;;) {
		const execution = await call('GET', `/executions/${executionId}`);
		if (ENDED.includes(execution.status) && isWritten(execution)) return readExecution(execution);
		if (Date.now() > patienceEnds)
			throw new Error(`Execution ${executionId} is ${execution.status} and has not ended.`);
		await new Promise((resolve) => setTimeout(resolve, MILLISECONDS_BETWEEN_LOOKS));
	}
}

/** n8n 1 writes the status of an execution first, and then what has come out of it. */
function isWritten({ status, data }) {
	const { error, lastNodeExecuted } = readResult(data);
	if (status === 'error') return error !== undefined;
	return status !== 'success' || lastNodeExecuted !== undefined;
}

function readResult(data) {
	return ((typeof data === 'string' ? parseFlatted(data) : data) ?? {}).resultData ?? {};
}

/** @returns {Execution} */
function readExecution({ id, status, data }) {
	const resultData = readResult(data);
	const outputs = Object.entries(resultData.runData ?? {}).map(([node, runs]) => [
		node,
		runs.flatMap((run) => (run.data?.main?.[0] ?? []).map(({ json }) => json)),
	]);
	return { id, status, error: readError(resultData.error), outputs: Object.fromEntries(outputs) };
}

/** @returns {NodeFailure | null} */
function readError(error) {
	if (!error) return null;
	return {
		name: error.name,
		message: error.message,
		description: error.description ?? null,
		httpCode: error.httpCode ?? null,
		node: error.node?.name ?? null,
	};
}

function isJson(response) {
	return (response.headers.get('content-type') ?? '').includes('json');
}
