import { type N8n, openFreshly } from './running';

interface TypeDescription {
	readonly name: string;
	readonly displayName: string;
	readonly iconUrl?: unknown;
	readonly codex?: { readonly categories?: readonly string[] };
}

const PACK = 'n8n-nodes-social-publisher';

describe('n8n with the installed package', () => {
	let n8n: N8n;
	beforeAll(async () => {
		n8n = await openFreshly();
	});

	async function readTypes(kind: 'nodes' | 'credentials'): Promise<readonly TypeDescription[]> {
		const response = await n8n.read(`/types/${kind}.json`);
		return (await response.json()) as readonly TypeDescription[];
	}

	it('knows its nodes by the names that saved workflows use, and as tools for agents', async () => {
		const names = (await readTypes('nodes')).map(({ name }) => name).filter((name) => name.startsWith(PACK));

		expect([...new Set(names)].sort()).toEqual([
			`${PACK}.socialAccounts`,
			`${PACK}.socialAccountsTool`,
			`${PACK}.socialConnect`,
			`${PACK}.socialConnectTool`,
			`${PACK}.socialPost`,
			`${PACK}.socialPostTool`,
			`${PACK}.socialTrigger`,
		]);
	});

	it('shows each node with an icon for both themes and in its categories', async () => {
		const nodes = (await readTypes('nodes')).filter(({ name }) =>
			/\.social(Accounts|Connect|Post)$/.test(name),
		);

		expect(nodes).toHaveLength(3);
		for (const node of nodes) {
			expect(node.iconUrl).toEqual({ light: expect.any(String), dark: expect.any(String) });
			expect(node.codex?.categories).not.toHaveLength(0);
		}
	});

	it('serves the icons', async () => {
		const nodes = (await readTypes('nodes')).filter(({ name }) =>
			/\.social(Accounts|Connect|Post)$/.test(name),
		);
		const paths = nodes.flatMap(({ iconUrl }) => Object.values(iconUrl as Record<string, string>));

		for (const path of paths) {
			const response = await n8n.read(`/${path}`);
			expect(response.headers.get('content-type')).toContain('svg');
		}
	});

	it('knows its five credential types', async () => {
		const names = (await readTypes('credentials'))
			.map(({ name }) => name)
			.filter((name) => /Publisher(App)?Api$/.test(name));

		expect(names.sort()).toEqual([
			'postEverywherePublisherApi',
			'smartlyQPublisherApi',
			'socialSyncerPublisherApi',
			'wixPublisherApi',
			'wixPublisherAppApi',
		]);
	});
});
