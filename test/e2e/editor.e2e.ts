import { needing } from '../needing';
import { type Editor, openEditor } from './editor';
import { EDITOR } from './features';
import { picture } from './pictures';
import {
	addCredentials,
	type Credential,
	type N8n,
	openFreshly,
	violations,
	workingCredentials,
	withWrongSecret,
} from './running';
import { until } from './until';

type Part = ReturnType<Editor['field']>;

const DAY_MS = 86_400_000;

/** A form takes many steps, each of which waits for n8n. */
jest.setTimeout(300_000);

let n8n: N8n;
let editor: Editor;
const gate = needing(EDITOR);

beforeAll(async () => {
	n8n = await openFreshly();
	await forgetCredentials();
	editor = await openEditor();
});
afterAll(async () => {
	await editor.close();
	expect(await violations()).toEqual([]);
});

gate.describe(gate.named('the list of nodes'), () => {
	beforeEach(async () => await editor.newWorkflow());

	it('has the four nodes, each with what it is for', async () => {
		const list = await editor.searchNodes('social');

		for (const [name, does] of [
			['Social Accounts', /List, check, pause/],
			['Social Connect', /Let people connect/],
			['Social Post', /Publish and schedule/],
			['Social', /Starts the workflow when/],
		] as const) {
			await list.getByText(name, { exact: true }).waitFor();
			await list.getByText(does).waitFor();
		}
		await picture('node-creator', async (path) => {
			const { x, y, width } = await placeOf(list);
			await editor.page.screenshot({ path, clip: { x, y, width, height: 480 } });
		});
	});

	it('finds them by networks, providers and what people want to do', async () => {
		const list = await editor.searchNodes('');
		for (const [words, name] of [
			['pinterest', 'Social Post'],
			['schedule post', 'Social Post'],
			['reconnect', 'Social Connect'],
			['account health', 'Social Accounts'],
			['went live', 'Social'],
			['SmartlyQ', 'Social Accounts'],
		] as const) {
			await list.getByPlaceholder(/search/i).fill(words);
			await list.getByText(name, { exact: true }).waitFor();
		}
	});

	it('offers what only some providers can do, and then chooses such a provider', async () => {
		await editor.add('Social Accounts', 'Pause an account');

		expect(await valueOf('Provider')).toBe('SmartlyQ');
		expect(await valueOf('Operation')).toBe('Pause');
		expect(await editor.page.getByText(/is not supported/i).count()).toBe(0);
	});

	it('lets a node be dragged to the canvas', async () => {
		const { page } = editor;
		const list = await editor.searchNodes('Social Connect');
		await list.getByText('Social Connect', { exact: true }).click();
		await list
			.getByText('Create a connect link')
			.dragTo(page.locator('.vue-flow__pane').first(), { targetPosition: { x: 300, y: 400 } });

		await page.getByText('create link: PostEverywhere').waitFor();
	});
});

gate.describe(gate.named('a credential'), () => {
	beforeEach(async () => {
		await forgetCredentials();
		await editor.newWorkflow();
		await editor.add('Social Accounts', 'Get many accounts');
	});

	it.each([
		['PostEverywhere', 'postEverywherePublisherApi', 'PostEverywhere Publisher'],
		['SmartlyQ', 'smartlyQPublisherApi', 'SmartlyQ Publisher'],
		['SocialSyncerAPI', 'socialSyncerPublisherApi', 'SocialSyncerAPI Publisher'],
		['Wix Publisher', 'wixPublisherApi', 'Wix Publisher'],
		['Wix Publisher', 'wixPublisherAppApi', 'Wix Publisher App'],
	])('of %s (%s) is made and tested in its dialog', async (provider, type, title) => {
		await editor.choose('Provider', provider);
		if (type === 'wixPublisherAppApi') await editor.choose('Authentication', 'App');
		await editor.press(`Connect to ${title}`);
		await fillCredential(credentialOf(type));
		await editor.page.getByText(/Credential successfully created/).waitFor();

		const dialog = await editCredential();
		await dialog.getByText('Connection tested successfully').waitFor();
		if (type === 'postEverywherePublisherApi') {
			await picture('credential-tested', async (path) => {
				const { x, y, width } = await placeOf(dialog);
				await editor.page.screenshot({ path, clip: { x, y, width, height: 560 } });
			});
		}
		expect((await dialog.innerText()).split('\n')).not.toContain(credentialOf(type).data.apiKey);
	});

	it('with a wrong key says so, in words that help', async () => {
		await editor.choose('Provider', 'SocialSyncerAPI');
		await editor.press('Connect to SocialSyncerAPI Publisher');
		await fillCredential(withWrongSecret(credentialOf('socialSyncerPublisherApi')));

		await editor.page.getByText(/Couldn’t connect with these settings/).waitFor();
		await editor.page.getByText('More details').click();
		await editor.page.getByText(/does not know this API key\. Make a new one under/).waitFor();
	});
});

gate.describe(gate.named('with credentials'), () => {
	beforeAll(async () => {
		await forgetCredentials();
		await addCredentials(n8n, workingCredentials());
	});
	beforeEach(async () => await editor.newWorkflow());

	it('an account is picked by a search in a list that shows its health, and checked', async () => {
		await editor.add('Social Accounts', 'Check the health of an account');
		await editor.choose('Provider', 'PostEverywhere');
		await editor.chooseCredential('PostEverywhere (sandbox)');
		await editor.field('Account').getByPlaceholder('Select an account…').click();
		const { page } = editor;
		await page.getByText('Instagram · @acme, healthy').waitFor();
		await page.getByPlaceholder('Search...').fill('linkedin');
		const found = page.getByText(/^⚠ LinkedIn · .+, expired: cannot post$/);
		await found.waitFor();
		await page.getByText('Instagram · @acme, healthy').waitFor({ state: 'hidden' });
		await found.click();

		const output = await editor.run();
		const text = await readJson(output);
		expect(text).toMatch(/"status":\s*"expired"/);
		expect(text).toMatch(/"canPost":\s*false/);
	});

	it('a post is filled with two overrides and media, scheduled in local time, and its output read', async () => {
		const day = new Date(Date.now() + 30 * DAY_MS).toISOString().slice(0, 10);
		await editor.add('Social Post', 'Create a post');
		const { page } = editor;

		expect((await editor.labels()).slice(0, 3)).toEqual([
			'Provider',
			expect.stringMatching(/^Credential/),
			'Operation',
		]);
		await editor
			.field('Text')
			.getByText(/Longest text: X 280/)
			.waitFor();
		const accounts = await editor.openList('Account Names or IDs');
		await accounts.filter({ hasText: 'Instagram · @acme, healthy' }).click();
		await picture('account-picker', async (path) => {
			const { x, width } = await placeOf(editor.side('parameters'));
			const { y } = await placeOf(editor.field('Operation'));
			await page.screenshot({ path, clip: { x, y: y - 8, width, height: 420 } });
		});
		await accounts.filter({ hasText: /X · .+, healthy/ }).click();
		await page.keyboard.press('Escape');
		await editor.fill(
			'Text',
			'Our summer collection is here. Come and see it in the shop on the market square.',
		);
		await editor.choose('Publish', 'Schedule');
		const time = editor.field('Schedule Time').locator('input');
		await time.fill(`${day} 09:30:00`);
		await time.press('Enter');
		await editor.fill('Timezone', 'Asia/Tokyo');
		await editor.press('Add Media');
		await editor.fill('URL', 'https://example.com/summer.jpg');
		await editor.press('Add Override');
		await editor.fill('Text', 'Summer is here! Link in bio.', 1);
		await editor.choose('Post Type', 'Feed Post');
		await editor.press('Add Override');
		await editor.choose('Network', 'X', 1);
		await editor.fill('Text', 'Summer is here.', 2);
		await picture('post-with-overrides', async (path) => {
			await page.setViewportSize({ width: 1440, height: 2000 });
			await page.getByText('Output', { exact: true }).first().click();
			const { x, width, y: top } = await placeOf(editor.field('Publish'));
			const { y, height } = await placeOf(editor.field('Text', 2));
			const clip = { x: x - 32, y: top - 8, width: width + 48, height: y + height - top + 24 };
			await page.screenshot({ path, clip });
		});

		const output = await editor.run();
		await output.getByText('Table', { exact: true }).click();
		await output.getByText('scheduled', { exact: true }).first().waitFor();
		// 09:30 in Tokyo.
		await output.getByText(`${day}T00:30:00.000Z`).first().waitFor();
		const text = await readJson(output);
		expect(text).toMatch(/"platform":\s*"instagram"/);
		expect(text).toMatch(/"platform":\s*"x"/);
		expect(text).toMatch(/"timezone":\s*"Asia\/Tokyo"/);
		await picture('post-output', async (path) => {
			const { x, y, width } = await placeOf(output);
			await page.screenshot({ path, clip: { x, y, width, height: 590 } });
		});
	});

	it('the trigger shows in a test run what is there now', async () => {
		await editor.add('Social Trigger', 'On account health changed');
		const { page } = editor;
		await editor
			.openList('Events')
			.then(async (events) => await events.filter({ hasText: 'Post Failed' }).click());
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'Fetch Test Event' }).first().click();
		const output = editor.side('output');
		await output.getByText(/^2 items$/).waitFor();

		const text = await readJson(output);
		expect(text).toMatch(/"event":\s*"accountHealthChanged"/);
		expect(text).toMatch(/"event":\s*"postFailed"/);
		await picture('trigger-test-run', async (path) => {
			const { x, width } = await placeOf(output);
			const left = await placeOf(editor.side('parameters'));
			const clip = { x: left.x, y: left.y - 40, width: x + width - left.x, height: 560 };
			await page.screenshot({ path, clip });
		});
	});
});

gate.it(gate.named('shows what a post will put out before it has run'), async () => {
	const [credential] = (await addCredentials(n8n, workingCredentials())).values();
	const workflow = await n8n.addWorkflow({
		name: 'Before the first run',
		nodes: [
			{
				id: 'post',
				name: 'Social Post',
				type: 'n8n-nodes-social-publisher.socialPost',
				typeVersion: 1,
				position: [0, 0],
				parameters: { operation: 'create' },
				credentials: { postEverywherePublisherApi: credential },
			},
			{
				id: 'fields',
				name: 'Edit Fields',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				position: [240, 0],
				parameters: {},
			},
		],
		connections: { 'Social Post': { main: [[{ node: 'Edit Fields', type: 'main', index: 0 }]] } },
	});
	await editor.openWorkflow(workflow);
	await editor.openNode('Edit Fields');

	const input = editor.side('input');
	await input.getByText('Preview', { exact: true }).waitFor();
	for (const field of ['id', 'status', 'scheduledAt', 'targets', 'url', 'error', 'warnings'])
		await input.getByText(field, { exact: true }).first().waitFor();
	await picture('schema-preview', async (path) => {
		const { x, y, width } = await placeOf(input);
		await editor.page.screenshot({ path, clip: { x, y, width, height: 620 } });
	});
});

async function forgetCredentials(): Promise<void> {
	for (const { id } of (await n8n.call('GET', '/credentials')) as ReadonlyArray<{ id: string }>)
		await n8n.call('DELETE', `/credentials/${id}`);
}

function credentialOf(type: string): Credential {
	const found = workingCredentials().find((one) => one.type === type);
	if (found === undefined) throw new Error(`The sandbox has no credential of the type ${type}.`);
	return found;
}

/** Labels of the fields of all credential dialogs. */
const CREDENTIAL_LABELS: Readonly<Record<string, string>> = {
	apiKey: 'API Key',
	appId: 'App ID',
	appSecret: 'App Secret',
	baseUrl: 'Base URL',
	instanceId: 'Instance ID',
	siteId: 'Site ID',
};

async function fillCredential({ data }: Credential): Promise<void> {
	const dialog = editor.page.getByRole('dialog').last();
	// n8n proposes a name; it refuses a credential that is saved before the name has come.
	await dialog
		.locator('[data-test-id="credential-name"]')
		.getByText(/ account/)
		.locator('visible=true')
		.first()
		.waitFor();
	for (const [field, value] of Object.entries(data)) {
		await dialog
			.locator('[data-test-id="credential-connection-parameter"]')
			.filter({ hasText: CREDENTIAL_LABELS[field] ?? field })
			.locator('input')
			.fill(value);
	}
	await dialog.getByRole('button', { name: 'Save' }).click();
}

async function editCredential() {
	await editor.page.locator('[data-test-id="credential-edit-button"]').first().click();
	return editor.page.locator('[data-test-id="editCredential-modal"]');
}

async function readJson(output: Part): Promise<string> {
	await output.getByText('JSON', { exact: true }).click();
	return await until('the output is shown as JSON', async () => {
		const text = await output.innerText();
		return text.includes('"provider"') ? text : undefined;
	});
}

async function valueOf(label: string): Promise<string> {
	return await editor.field(label).locator('input').first().inputValue();
}

/** Where a part of the page is, for a picture. */
async function placeOf(part: Part) {
	const box = await part.boundingBox();
	if (box === null) throw new Error('The part of the page is not to be seen.');
	return box;
}
