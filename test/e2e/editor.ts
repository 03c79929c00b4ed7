import type { Locator, Page } from 'playwright-core';

import { startBrowser } from './browsing';
import { readRunning } from './running';

/** A loaded machine takes its time. */
const PATIENCE_MS = 60_000;

const LIST_OPENS_MS = 5_000;

/** High enough for the longest form to be seen at once. */
const WINDOW = { width: 1440, height: 1500 };

/** n8n's own name for the attribute by which its parts can be told apart. */
const part = (where: Locator | Page, id: string) => where.locator(`[data-test-id="${id}"]`);

/** n8n's editor in the hands of a person, who finds things by what they say. */
export interface Editor {
	readonly page: Page;
	/** An empty workflow. */
	newWorkflow(): Promise<void>;
	openWorkflow(id: string): Promise<void>;
	/** Opens the list of nodes and types into its search field. */
	searchNodes(words: string): Promise<Locator>;
	/** Adds a node by one of the actions in the list; its panel opens. */
	add(node: string, action: string): Promise<void>;
	/** Opens the panel of a node on the canvas. */
	openNode(name: string): Promise<void>;
	closeNode(): Promise<void>;
	/** A field of the open panel, by its label; `nth` where there are several. */
	field(label: string, nth?: number): Locator;
	/** Labels of the open panel, from top to bottom. */
	labels(): Promise<readonly string[]>;
	fill(label: string, text: string, nth?: number): Promise<void>;
	/** Opens a drop-down list; its choices. */
	openList(label: string, nth?: number): Promise<Locator>;
	/** Picks from a drop-down list: the choice that begins so. */
	choose(label: string, choice: string, nth?: number): Promise<void>;
	/** Picks one of the credentials of the chosen provider. */
	chooseCredential(name: string): Promise<void>;
	/** Presses `Add Media` and the like. */
	press(button: string): Promise<void>;
	/** Presses the button that runs the node of the open panel; the panel with its output. */
	run(): Promise<Locator>;
	/** One side of the open panel. */
	side(name: 'input' | 'output' | 'parameters'): Locator;
	close(): Promise<void>;
}

/** The editor of a person who has logged in. */
export async function openEditor({ theme }: { theme?: 'dark' | 'light' } = {}): Promise<Editor> {
	const { n8n } = readRunning();
	const browser = await startBrowser({ window: WINDOW, sharpness: 1.5, ...(theme ? { theme } : {}) });
	const page = await browser.context.newPage();
	page.setDefaultTimeout(PATIENCE_MS);
	await page.goto(`${n8n.address}/signin`);
	await page.getByLabel('Email').fill(n8n.email);
	await page.getByLabel('Password').fill(n8n.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL(/\/home/);

	const panel = part(page, 'ndv');
	const creator = part(page, 'node-creator');
	const editor: Editor = {
		page,
		async newWorkflow() {
			await editor.openWorkflow('new');
			await page.getByText('Add first step').first().waitFor();
		},
		async openWorkflow(id) {
			// Away first: the editor keeps what is there when only the end of the address changes.
			await page.goto('about:blank');
			await page.goto(`${n8n.address}/workflow/${id}`);
		},
		async searchNodes(words) {
			await page.getByRole('button', { name: 'Open nodes panel' }).click();
			await creator.getByPlaceholder(/search/i).fill(words);
			return creator;
		},
		async add(node, action) {
			await editor.searchNodes(node);
			// The list leaves out the word from the name of a trigger.
			const listed = node.replace(/ Trigger$/, '');
			await creator.getByText(listed, { exact: true }).first().click();
			await creator.getByText(action, { exact: true }).click();
			await part(panel, 'node-parameters').locator('label').first().waitFor();
		},
		async openNode(name) {
			await part(page, 'canvas-node').filter({ hasText: name }).first().dblclick();
			await panel.waitFor();
		},
		async closeNode() {
			await part(panel, 'ndv-close-button').click();
			await panel.waitFor({ state: 'hidden' });
		},
		field: (label, nth = 0) =>
			part(panel, 'input-label')
				.filter({ has: page.getByText(label, { exact: true }) })
				.nth(nth),
		labels: async () =>
			await part(panel, 'node-parameters').locator('label').locator('visible=true').allInnerTexts(),
		async fill(label, text, nth) {
			await editor.field(label, nth).locator('input, textarea').fill(text);
		},
		async openList(label, nth) {
			const choices = page.getByRole('option').locator('visible=true');
			await open(editor.field(label, nth).locator('[data-test-id^="parameter-input-"]').first(), choices);
			return choices;
		},
		async choose(label, choice, nth) {
			const choices = await editor.openList(label, nth);
			await choices
				.filter({ hasText: startingWith(choice) })
				.first()
				.click();
		},
		async chooseCredential(name) {
			const choice = page.getByText(name, { exact: true }).locator('visible=true');
			await open(part(panel, 'node-credentials-slot').locator('input').first(), choice);
			await choice.first().click();
		},
		async press(button) {
			await panel.getByRole('button', { name: button }).first().click();
		},
		async run() {
			await part(page, 'node-execute-button').click();
			const output = part(page, 'output-panel');
			await output
				.getByText(/^\d+ items?$/)
				.first()
				.waitFor();
			return output;
		},
		side: (name) =>
			part(page, { input: 'ndv-input-panel', output: 'output-panel', parameters: 'node-parameters' }[name]),
		close: browser.close,
	};
	return editor;
}

/** A list that is still being loaded closes again when it has come. */
async function open(list: Locator, choices: Locator): Promise<void> {
	const patienceEnds = Date.now() + PATIENCE_MS;
	for (;;) {
		await list.click();
		try {
			await choices.first().waitFor({ timeout: LIST_OPENS_MS });
			return;
		} catch (error) {
			if (Date.now() > patienceEnds) throw error;
		}
	}
}

function startingWith(text: string): RegExp {
	return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
