import { needing } from '../needing';
import { type Editor, openEditor } from './editor';
import { colourBehind, lookAtIcon } from './lookAtIcon';
import { byId } from './packNodes';
import { EDITOR } from './features';
import { picture } from './pictures';
import { addCredentials, type N8n, openFreshly, workingCredentials } from './running';

/** The size in lists, the smallest at which an icon must be told apart. */
const SMALL = 24;
/** What WCAG 2.2 asks of graphics (success criterion 1.4.11). */
const CONTRAST = 3;
/** Of all pixels: less would be a hairline or a dot. */
const INK = 0.1;

/** The height of an icon in that of its node, as n8n's own ones have it at least. */
const ICON_IN_NODE = 0.35;

const PACK = 'n8n-nodes-social-publisher';
const NODES = [
	['Social Trigger', 'socialTrigger', { events: ['accountHealthChanged'] }],
	['Social Accounts', 'socialAccounts', { operation: 'getMany' }],
	['Social Connect', 'socialConnect', { operation: 'reconnect', accountId: byId('4103') }],
	['Social Post', 'socialPost', { operation: 'create', accountIds: ['4101'] }],
] as const;
const CREDENTIALS = [
	'wixPublisherApi',
	'wixPublisherAppApi',
	'postEverywherePublisherApi',
	'socialSyncerPublisherApi',
	'smartlyQPublisherApi',
] as const;

jest.setTimeout(300_000);

let n8n: N8n;
let workflow: string;
const gate = needing(EDITOR);

beforeAll(async () => {
	n8n = await openFreshly();
	const credentials = await addCredentials(n8n, workingCredentials());
	const type = 'postEverywherePublisherApi';
	workflow = await n8n.addWorkflow({
		name: 'The four nodes',
		nodes: NODES.map(([name, node, parameters], index) => ({
			id: node,
			name,
			type: `${PACK}.${node}`,
			typeVersion: 1,
			position: [240 * index, 0],
			parameters,
			credentials: { [type]: credentials.get(type) },
		})),
		connections: Object.fromEntries(
			NODES.slice(1).map(([name], index) => [
				NODES[index]?.[0],
				{ main: [[{ node: name, type: 'main', index: 0 }]] },
			]),
		),
	});
});

gate.describe.each(['light', 'dark'] as const)(gate.named('in the %s theme'), (theme) => {
	let editor: Editor;
	beforeAll(async () => {
		editor = await openEditor({ theme });
		await editor.openWorkflow(workflow);
		await editor.page.getByText('Social Post', { exact: true }).first().waitFor();
	});
	afterAll(async () => await editor.close());

	it('the canvas shows the nodes with icons of a good size, and what they do', async () => {
		const { page } = editor;
		await page.getByText('create: PostEverywhere').waitFor();
		await page.getByText('get many: PostEverywhere').waitFor();
		await page.getByText('health changed: PostEverywhere').waitFor();
		await page.waitForLoadState('networkidle');
		for (const [name] of NODES) {
			await iconOf(editor, name).waitFor();
			const [icon, whole] = await Promise.all([
				iconOf(editor, name).boundingBox(),
				node(editor, name).boundingBox(),
			]);
			expect((icon?.height ?? 0) / (whole?.height ?? 0)).toBeGreaterThan(ICON_IN_NODE);
		}
		await picture(`canvas-${theme}`, async (path) => {
			const places = await Promise.all(NODES.map(([name]) => node(editor, name).boundingBox()));
			const left = Math.min(...places.map((place) => place?.x ?? 0));
			const right = Math.max(...places.map((place) => (place?.x ?? 0) + (place?.width ?? 0)));
			const [{ y, height } = { y: 0, height: 0 }] = places.filter((place) => place !== null);
			const clip = { x: left - 60, y: y - 40, width: right - left + 120, height: height + 130 };
			await page.screenshot({ path, clip });
		});
	});

	it.each(NODES)('%s can be told from its background', async (name) => {
		const icon = iconOf(editor, name);
		const src = new URL((await icon.getAttribute('src')) ?? '', editor.page.url()).href;
		expect(src).toMatch(theme === 'dark' ? /\.dark\.svg$/ : /[a-z]\.svg$/i);

		const { contrast, ink } = await look(editor, src, await backgroundOf(editor, name));
		expect(contrast).toBeGreaterThanOrEqual(CONTRAST);
		expect(ink).toBeGreaterThanOrEqual(INK);
	});

	it.each(CREDENTIALS)(
		'the icon of the credential %s can be told from its background',
		async (credential) => {
			const types = (await (await n8n.read('/types/credentials.json')).json()) as ReadonlyArray<{
				name: string;
				iconUrl?: Record<'dark' | 'light', string>;
			}>;
			const path = types.find(({ name }) => name === credential)?.iconUrl?.[theme];
			expect(path).toContain(PACK);

			const src = new URL(`/${path}`, editor.page.url()).href;
			const { contrast, ink } = await look(editor, src, await backgroundOf(editor, 'Social Post'));
			expect(contrast).toBeGreaterThanOrEqual(CONTRAST);
			expect(ink).toBeGreaterThanOrEqual(INK);
		},
	);
});

const node = ({ page }: Editor, name: string) =>
	page.locator('[data-test-id="canvas-node"]').filter({ hasText: name }).first();

const iconOf = (editor: Editor, name: string) => node(editor, name).locator('img').first();

/** The colour behind the icon of a node. */
async function backgroundOf(editor: Editor, name: string): Promise<string> {
	return await iconOf(editor, name).evaluate(colourBehind);
}

async function look({ page }: Editor, src: string, background: string) {
	return await page.evaluate(lookAtIcon, { src, background, size: SMALL, enough: CONTRAST });
}
