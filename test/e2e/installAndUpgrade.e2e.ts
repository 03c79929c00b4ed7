import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import manifest from '../../package.json';
import { bindCredentials } from '../../scripts/lib/exampleWorkflows.mjs';
import { type NpmRegistry, packNow, startNpmRegistry } from './npmRegistry';
import { prepareN8n, type RestartableN8n } from './restartableN8n';
import {
	addCredentials,
	control,
	type Execution,
	type N8n,
	readExample,
	violations,
	workingCredentials,
} from './running';

const PACK = manifest.name;
const PREVIOUS = '0.1.0';
const NODES = ['socialAccounts', 'socialConnect', 'socialPost', 'socialTrigger'].map(
	(node) => `${PACK}.${node}`,
);

interface InstalledPackage {
	readonly packageName: string;
	readonly installedVersion: string;
	readonly updateAvailable?: string;
	readonly failedLoading?: boolean;
	readonly installedNodes: ReadonlyArray<{ readonly type: string }>;
}

/** Outputs tell more with each version, never less. */
function expectAtLeast(after: Execution['outputs'], before: Execution['outputs']): void {
	expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
	for (const [node, items] of Object.entries(before)) {
		expect(after[node]).toHaveLength(items.length);
		items.forEach((item, index) => {
			expect(Object.keys(after[node]?.[index] ?? {})).toEqual(expect.arrayContaining(Object.keys(item)));
		});
	}
}

describe('an n8n whose owner installs the package from the registry', () => {
	let folder: string;
	let registry: NpmRegistry;
	let host: RestartableN8n;
	let n8n: N8n;
	beforeAll(async () => {
		await control('POST', '/reset');
		folder = await mkdtemp(join(tmpdir(), 'social-publisher-upgrade-'));
		const tarballs = [join(__dirname, '..', 'fixtures', `${PACK}-${PREVIOUS}.tgz`), await packNow(folder)];
		registry = await startNpmRegistry(tarballs);
		host = await prepareN8n(registry.settings, { withPack: false });
		n8n = await host.start();
	}, 240_000);
	afterAll(async () => {
		await host?.remove();
		await registry?.stop();
		await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	});

	async function listed(): Promise<InstalledPackage | undefined> {
		const packages = (await n8n.call('GET', '/community-packages')) as readonly InstalledPackage[];
		return packages.find(({ packageName }) => packageName === PACK);
	}

	const typesOf = ({ installedNodes }: InstalledPackage) => installedNodes.map(({ type }) => type).sort();

	it('installs the previous version, upgrades, and goes on with the workflow and the credentials that it has', async () => {
		const installed = (await n8n.call('POST', '/community-packages', {
			name: PACK,
			version: PREVIOUS,
		})) as InstalledPackage;
		expect(installed.installedVersion).toBe(PREVIOUS);
		expect(typesOf(installed)).toEqual(NODES);
		expect(await listed()).toMatchObject({ updateAvailable: manifest.version });

		const credentials = await addCredentials(n8n, workingCredentials());
		const workflow = bindCredentials(await readExample('first-post'), credentials);
		const workflowId = await n8n.addWorkflow(workflow as Parameters<N8n['addWorkflow']>[0]);
		const before = await n8n.runWorkflow(workflowId);
		expect({ status: before.status, error: before.error }).toEqual({ status: 'success', error: null });

		const upgraded = (await n8n.call('PATCH', '/community-packages', { name: PACK })) as InstalledPackage;
		expect(upgraded.installedVersion).toBe(manifest.version);
		expect(typesOf(upgraded)).toEqual(expect.arrayContaining(NODES));
		await control('POST', '/reset');
		const after = await n8n.runWorkflow(workflowId);
		expect({ status: after.status, error: after.error }).toEqual({ status: 'success', error: null });
		expectAtLeast(after.outputs, before.outputs);

		await host.kill();
		n8n = await host.start();
		await control('POST', '/reset');
		expect((await n8n.runWorkflow(workflowId)).status).toBe('success');
		expect(await listed()).toMatchObject({ installedVersion: manifest.version });
		expect((await listed())?.failedLoading).not.toBe(true);
		expect(await violations()).toEqual([]);
	}, 400_000);

	it('can remove it again', async () => {
		await n8n.call('DELETE', `/community-packages?name=${PACK}`);
		expect(await listed()).toBeUndefined();
	}, 120_000);
});
