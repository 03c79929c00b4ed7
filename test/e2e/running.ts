import { join } from 'node:path';

import { bindCredentials, readWorkflows } from '../../scripts/lib/exampleWorkflows.mjs';
import { freePort } from '../../scripts/lib/freePort.mjs';
import { openN8n } from '../../scripts/lib/n8nApi.mjs';
import { sandboxCredentials } from '../../scripts/lib/sandboxCredentials.mjs';

export const PROVIDERS = ['wix', 'postEverywhere', 'socialSyncer', 'smartlyQ'] as const;
export type ProviderId = (typeof PROVIDERS)[number];

/** As the example workflows call the providers in the names of their nodes. */
export const LABELS: Readonly<Record<ProviderId, string>> = {
	wix: 'Wix',
	postEverywhere: 'PostEverywhere',
	socialSyncer: 'SocialSyncerAPI',
	smartlyQ: 'SmartlyQ',
};

export const CREDENTIAL_TYPES: Readonly<Record<ProviderId, string>> = {
	wix: 'wixPublisherApi',
	postEverywhere: 'postEverywherePublisherApi',
	socialSyncer: 'socialSyncerPublisherApi',
	smartlyQ: 'smartlyQPublisherApi',
};

export interface Credential {
	readonly name: string;
	readonly type: string;
	readonly data: Readonly<Record<string, string>>;
}

interface BoundCredential {
	readonly id: string;
	readonly name: string;
}

export type N8n = Awaited<ReturnType<typeof openN8n>>;

interface Running {
	readonly n8n: {
		readonly address: string;
		readonly email: string;
		readonly password: string;
		readonly log: string;
		/** What `executeWorkflow` needs. */
		readonly node: string;
		readonly script: string;
		readonly folder: string;
		readonly settings: Readonly<Record<string, string>>;
		readonly userFolder: string;
		readonly encryptionKey: string;
	};
	readonly sandbox: Parameters<typeof sandboxCredentials>[0];
	/** Path of the browser. */
	readonly chromium: string;
}

/** The n8n and the sandbox that the script has started for all test files. */
export function readRunning(): Running {
	const text = process.env.SOCIAL_PUBLISHER_E2E;
	if (text === undefined)
		throw new Error('Start these tests with `npm run test:e2e`: it brings up n8n and the sandbox.');
	return JSON.parse(text) as Running;
}

/** Logged in, with a sandbox as on the first day. */
export async function openFreshly(): Promise<N8n> {
	const { n8n } = readRunning();
	await control('POST', '/reset');
	return await openN8n(n8n);
}

/** What a test does to the sandbox, as no client of a vendor could. */
export async function control(
	method: 'DELETE' | 'GET' | 'POST',
	path: string,
	body: object = {},
): Promise<unknown> {
	const response = await fetch(`${readRunning().sandbox.control}${path}`, {
		method,
		...(method === 'POST'
			? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
			: {}),
	});
	if (!response.ok)
		throw new Error(`The sandbox answered ${response.status} to ${path}: ${await response.text()}`);
	return await response.json();
}

/** The sandbox's page for people. */
export function overviewPage(): string {
	return `${new URL(readRunning().sandbox.control as string).origin}/`;
}

/** Requests that the vendors' contracts do not know. A wrong key is none of them: tests send it on purpose. */
export async function violations(): Promise<readonly unknown[]> {
	const { violations } = (await control('GET', '/violations')) as {
		violations: ReadonlyArray<{ kind: string }>;
	};
	return violations.filter(({ kind }) => kind !== 'auth');
}

/** The five credentials that open the sandbox. */
export function workingCredentials(): readonly Credential[] {
	return sandboxCredentials(readRunning().sandbox);
}

const SECRETS = ['apiKey', 'appSecret'];

/** The same credential with a secret that nobody has given out. */
export function withWrongSecret(credential: Credential): Credential {
	const data = Object.entries(credential.data).map(([field, value]) => [
		field,
		SECRETS.includes(field) ? `${value}-wrong` : value,
	]);
	return {
		...credential,
		name: `${credential.name}, wrong secret`,
		data: Object.fromEntries(data) as Credential['data'],
	};
}

/** The same credential for a port of this machine on which nobody listens. */
export async function withNobodyThere(credential: Credential): Promise<Credential> {
	const baseUrl = new URL(credential.data.baseUrl ?? '');
	baseUrl.port = String(await freePort());
	return {
		...credential,
		name: `${credential.name}, nobody there`,
		data: { ...credential.data, baseUrl: baseUrl.href },
	};
}

export async function addCredentials(
	n8n: N8n,
	credentials: readonly Credential[],
): Promise<ReadonlyMap<string, BoundCredential>> {
	const added = new Map<string, BoundCredential>();
	for (const credential of credentials) added.set(credential.type, await n8n.addCredential(credential));
	return added;
}

type Workflow = Parameters<N8n['addWorkflow']>[0];

/** One of the example workflows as the repository has it. */
export async function readExample(file: string): Promise<Workflow> {
	const workflows = await readWorkflows(join(__dirname, '..', '..', 'examples', 'workflows'));
	const workflow = workflows.get(file);
	if (workflow === undefined) throw new Error(`There is no examples/workflows/${file}.json.`);
	return workflow as Workflow;
}

export type Execution = Awaited<ReturnType<N8n['runWorkflow']>>;

/** Imports a workflow with these credentials and runs it as the button in the editor does. */
export async function importAndRun(
	n8n: N8n,
	workflow: Workflow,
	credentials: ReadonlyMap<string, BoundCredential>,
): Promise<Execution> {
	const id = await n8n.addWorkflow(bindCredentials(workflow, credentials) as Workflow);
	return await n8n.runWorkflow(id);
}
