import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type BrowserContext, chromium, type Page } from 'playwright-core';

import { bindCredentials, readWorkflows } from '../../scripts/lib/exampleWorkflows.mjs';
import { EXAMPLE_WORKFLOWS } from '../../scripts/lib/paths.mjs';
import { startModelStandIn } from '../../scripts/lib/startModelStandIn.mjs';
import { planPosts } from '../../scripts/lib/planPosts.mjs';
import { needing } from '../needing';
import { EDITOR } from './features';
import { openMailbox } from './mailbox';
import {
	addCredentials,
	type Credential,
	type N8n,
	openFreshly,
	readRunning,
	workingCredentials,
} from './running';

/** A loaded machine takes its time. */
const PATIENCE_MS = 60_000;

const STICKY = 'n8n-nodes-base.stickyNote';

let n8n: N8n;
let profile: string;
let context: BrowserContext;
let page: Page;
let bound: Awaited<ReturnType<typeof addCredentials>>;
const endings: Array<() => Promise<void>> = [];

const gate = needing(EDITOR);

beforeAll(async () => {
	const running = readRunning();
	n8n = await openFreshly();
	const mailbox = await openMailbox();
	endings.push(async () => await mailbox.close());
	const model = await startModelStandIn(planPosts);
	endings.push(async () => await model.close());
	bound = await addCredentials(n8n, [
		...workingCredentials(),
		mailbox.credential,
		model.credential as Credential,
	]);

	profile = await mkdtemp(join(tmpdir(), 'social-publisher-editor-'));
	endings.push(async () => await rm(profile, { recursive: true, force: true, maxRetries: 3 }));
	context = await chromium.launchPersistentContext(profile, {
		executablePath: running.chromium,
		headless: true,
		// Chromium refuses its own sandbox to root, as which tests in containers run.
		chromiumSandbox: process.getuid?.() !== 0,
		args: ['--disable-gpu', '--no-first-run', '--no-proxy-server', '--disable-background-networking'],
		viewport: { width: 1600, height: 1000 },
	});
	endings.push(async () => await context.close());
	page = await context.newPage();
	page.setDefaultTimeout(PATIENCE_MS);
	await page.goto(`${running.n8n.address}/signin`);
	await page.getByLabel('Email').fill(running.n8n.email);
	await page.getByLabel('Password').fill(running.n8n.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL(/\/home/);
}, 240_000);
afterAll(async () => {
	for (const end of endings.reverse()) await end();
});

gate.it(
	gate.named('every example opens in the editor: all nodes known, all notes shown, no error'),
	async () => {
		const examples = await readWorkflows(EXAMPLE_WORKFLOWS);
		expect(examples.size).toBeGreaterThan(10);
		for (const [name, example] of examples) {
			const id = await n8n.addWorkflow(bindCredentials(example, bound) as Parameters<N8n['addWorkflow']>[0]);
			expect({ name, ...(await open(id)) }).toEqual({
				name,
				nodes: example.nodes.filter(({ type }: { type: string }) => type !== STICKY).length,
				notes: example.nodes.filter(({ type }: { type: string }) => type === STICKY).length,
				unknown: [],
				incomplete: [],
				errors: [],
			});
		}
	},
	600_000,
);

gate.it(
	gate.named('what is wrong with a workflow is noticed'),
	async () => {
		const node = (name: string, type: string, x: number) => ({
			id: name,
			name,
			type,
			typeVersion: 1,
			position: [x, 0],
			parameters: {},
		});
		const id = await n8n.addWorkflow({
			name: 'Wrong in two ways',
			nodes: [
				node('Without credential', 'n8n-nodes-social-publisher.socialAccounts', 0),
				node('Of nobody', 'n8n-nodes-nobody.nothing', 240),
			],
			connections: {},
		});

		const { nodes, unknown, incomplete } = await open(id);

		expect(nodes).toBe(2);
		expect(unknown).toEqual(['Of nobody']);
		expect(incomplete).toEqual(['Without credential']);
	},
	240_000,
);

/** What a person sees of a workflow, and what went wrong meanwhile. */
async function open(id: string) {
	const errors: string[] = [];
	const onError = (error: Error) => errors.push(error.message);
	const onResponse = (response: { status(): number; url(): string }) => {
		const { pathname } = new URL(response.url());
		if (pathname.startsWith('/rest/') && response.status() >= 400) {
			errors.push(`${response.status()} ${pathname}`);
		}
	};
	// Away first: the editor keeps what is there when only the end of the address changes.
	await page.goto('about:blank');
	page.on('pageerror', onError);
	page.on('response', onResponse);
	await page.goto(`${readRunning().n8n.address}/workflow/${id}`);
	const part = (name: string) => page.locator(`[data-test-id="${name}"]`);
	await part('canvas-node').first().waitFor();
	await page.waitForLoadState('networkidle');
	const marked = async (mark: string) =>
		await part(mark).evaluateAll((marks) =>
			marks.map((one) => one.closest('[data-test-id="canvas-node"]')?.getAttribute('data-node-name')),
		);
	const seen = {
		nodes: await part('canvas-node').count(),
		notes: await part('sticky').count(),
		unknown: await marked('node-not-installed'),
		incomplete: await marked('node-issues'),
		errors,
	};
	page.off('pageerror', onError);
	page.off('response', onResponse);
	return seen;
}
