import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type BrowserContext, chromium, type Page } from 'playwright-core';

import { readRunning } from './running';

/** Calls nobody but the pages that it is shown. */
const FLAGS = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--no-default-browser-check',
	'--no-proxy-server',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Larger than the pages' widest column. */
const WINDOW = { width: 1200, height: 800 };

/** What a person sees. */
export interface Sight {
	/** HTTP status of the page that was opened; `null` after a button, where it is of no interest. */
	readonly status: number | null;
	readonly address: URL;
	readonly heading: string;
	readonly text: string;
}

export interface Person {
	/** Opens a link in a tab of its own. */
	open(link: string): Promise<Sight>;
	/** Presses a button on the page that was opened last, and sees what comes of it. */
	press(button: string): Promise<Sight>;
	/** A picture of what the page that was opened last holds. */
	photograph(path: string): Promise<void>;
	/** Closes the browser and forgets all that it knew. */
	leave(): Promise<void>;
}

export interface Browser {
	readonly context: BrowserContext;
	/** Closes the browser and forgets all that it knew. */
	close(): Promise<void>;
}

interface Looks {
	/** In CSS pixels. */
	readonly window?: { readonly width: number; readonly height: number };
	/** What the person's system asks pages for. */
	readonly theme?: 'dark' | 'light';
	/** Pixels of a picture for one CSS pixel. */
	readonly sharpness?: number;
}

/** A browser that knows nothing yet. */
export async function startBrowser({
	window = WINDOW,
	theme = 'light',
	sharpness = 1,
}: Looks = {}): Promise<Browser> {
	const profile = await mkdtemp(join(tmpdir(), 'social-publisher-browser-'));
	// Chromium refuses its own sandbox to root, as which tests in containers run.
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: readRunning().chromium,
		headless: true,
		chromiumSandbox: process.getuid?.() !== 0,
		args: FLAGS,
		viewport: window,
		colorScheme: theme,
		deviceScaleFactor: sharpness,
	});
	return {
		context,
		async close() {
			await context.close();
			await rm(profile, { recursive: true, force: true, maxRetries: 3 });
		},
	};
}

/** A person with such a browser. */
export async function sitDown(): Promise<Person> {
	const { context, close } = await startBrowser();
	let page: Page | null = null;
	const shown = () => {
		if (page === null) throw new Error('No page has been opened.');
		return page;
	};
	return {
		async open(link) {
			await page?.close();
			page = await context.newPage();
			const response = await page.goto(link);
			return { status: response?.status() ?? null, ...(await look(page)) };
		},
		async press(button) {
			await shown().getByRole('button', { name: button }).click();
			await shown().waitForLoadState('load');
			return { status: null, ...(await look(shown())) };
		},
		async photograph(path) {
			await shown().locator('main').screenshot({ path });
		},
		leave: close,
	};
}

async function look(page: Page): Promise<Omit<Sight, 'status'>> {
	return {
		address: new URL(page.url()),
		heading: (await page.getByRole('heading').first().textContent()) ?? '',
		text: await page.locator('body').innerText(),
	};
}
