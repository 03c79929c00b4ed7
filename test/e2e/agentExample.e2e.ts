import { planPosts } from '../../scripts/lib/planPosts.mjs';
import { startModelStandIn } from '../../scripts/lib/startModelStandIn.mjs';
import { needing } from '../needing';
import { agentNode, N8N_MAJOR } from './features';
import {
	addCredentials,
	control,
	CREDENTIAL_TYPES,
	type Credential,
	type Execution,
	importAndRun,
	type N8n,
	openFreshly,
	type ProviderId,
	readExample,
	violations,
	workingCredentials,
} from './running';

type Plan = Parameters<typeof startModelStandIn>[0];
type Example = Awaited<ReturnType<typeof readExample>>;

interface ExampleNode {
	readonly name: string;
	readonly typeVersion: number;
	readonly parameters: Readonly<Record<string, unknown>>;
}

let n8n: N8n;
beforeEach(async () => {
	n8n = await openFreshly();
});
afterEach(async () => {
	expect(await violations()).toEqual([]);
});

/** Runs the example with a model that follows this plan. */
async function runAgent(
	plan: Plan,
	change: (node: ExampleNode) => object = (node) => node,
	moreTools: readonly ExampleNode[] = [],
): Promise<Execution> {
	const model = await startModelStandIn(plan);
	try {
		const example = await readExample('agent-drafts-and-schedules');
		const nodes = [...(example.nodes as readonly ExampleNode[]), ...moreTools].map(change);
		const connections = {
			...example.connections,
			...Object.fromEntries(
				moreTools.map(({ name }) => [name, { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] }]),
			),
		};
		const all = [...workingCredentials(), model.credential as Credential];
		const credentials = await addCredentials(n8n, all);
		return await importAndRun(n8n, { ...example, nodes, connections } as Example, credentials);
	} finally {
		await model.close();
	}
}

async function textsAt(provider: ProviderId): Promise<readonly string[]> {
	const { posts } = (await control('GET', `/state/${provider}`)) as { posts: readonly object[] };
	const all = posts.map((post) => JSON.stringify(post));
	return [FIRST, SECOND].flatMap((text) => all.filter((post) => post.includes(text)).map(() => text));
}

const FIRST = 'The first of two texts.';
const SECOND = 'The second of two texts.';

describe('agent-drafts-and-schedules', () => {
	it('lists the accounts, checks two drafts and schedules them a day apart', async () => {
		const { status, error, outputs } = await runAgent(planPosts);

		expect({ status, error }).toEqual({ status: 'success', error: null });
		const report = outputs.Report ?? [];
		const when: string = outputs.Briefing?.[0]?.when;
		expect(report.map(({ text }) => text)).toEqual([
			expect.stringContaining('winter blend'),
			expect.stringContaining('cupping'),
		]);
		const [first, second] = report.map(({ scheduledAt }) => Date.parse(scheduledAt));
		expect(inBerlin(first ?? 0)).toBe(when.replace('T', ' '));
		expect(inBerlin(second ?? 0).slice(-5)).toBe(when.slice(-5));
		expect(Math.round(((second ?? 0) - (first ?? 0)) / 3_600_000 / 24)).toBe(1);
		for (const { postId } of report) expect(outputs.Agent?.[0]?.output).toContain(postId);
	});

	it('hands the draft that does not fit back to the agent', async () => {
		let verdict = '';
		await runAgent(({ done }) => {
			verdict = done.at(-1)?.result ?? '';
			if (done.length > 0) return 'Done.';
			return [{ name: 'Check_a_draft', args: { accountIds: '124', text: 'x'.repeat(300) } }];
		});

		expect(JSON.parse(verdict)).toEqual([
			expect.objectContaining({
				valid: false,
				problems: [expect.objectContaining({ code: 'CAPTION_TOO_LONG', actual: 300, limit: 280 })],
			}),
		]);
	});
});

describe('an agent with a tool to read results beside those of the example', () => {
	const READ_RESULTS = {
		id: 'read-results',
		name: 'Read results',
		type: 'n8n-nodes-social-publisher.socialPostTool',
		typeVersion: 1,
		position: [900, 800],
		parameters: {
			provider: 'smartlyQ',
			descriptionType: 'manual',
			toolDescription: 'Tells what became of a post on each account: whether it is out, its URL, or why not.',
			operation: 'getResults',
			postId: "={{ $fromAI('postId', 'ID of the post', 'string') }}",
		},
		credentials: { smartlyQPublisherApi: {} },
	};

	it('lists the accounts, checks a draft, schedules it and reads what became of it', async () => {
		const results = new Map<string, ReadonlyArray<Record<string, unknown>>>();
		let described: ReadonlyArray<{ readonly name: string; readonly description: string }> = [];
		const { status, error } = await runAgent(
			async ({ done, tools }) => {
				described = tools;
				const { name = '', result = '[]' } = done.at(-1) ?? {};
				const told = JSON.parse(result) as ReadonlyArray<Record<string, unknown>>;
				results.set(name, told);
				const accountIds = ACCOUNTS.smartlyQ;
				const scheduledAt = new Date(Date.now() + 3_600_000).toISOString();
				switch (name) {
					case '':
						return [{ name: 'List_accounts', args: {} }];
					case 'List_accounts':
						return [{ name: 'Check_a_draft', args: { accountIds, text: FIRST } }];
					case 'Check_a_draft':
						return [{ name: 'Schedule_a_post', args: { accountIds, text: FIRST, scheduledAt } }];
					case 'Schedule_a_post':
						await control('POST', '/clock', { forward: '2h' });
						return [{ name: 'Read_results', args: { postId: told[0]?.id } }];
					default:
						return 'Done.';
				}
			},
			undefined,
			[READ_RESULTS],
		);

		expect({ status, error }).toEqual({ status: 'success', error: null });
		expect(described).toContainEqual({
			name: 'Read_results',
			description: READ_RESULTS.parameters.toolDescription,
		});
		expect(results.get('List_accounts')).toContainEqual(
			expect.objectContaining({ id: ACCOUNTS.smartlyQ, health: expect.anything() }),
		);
		expect(results.get('Check_a_draft')).toEqual([expect.objectContaining({ valid: true })]);
		expect(results.get('Schedule_a_post')).toEqual([expect.objectContaining({ status: 'scheduled' })]);
		expect(results.get('Read_results')).toEqual([
			expect.objectContaining({ status: 'published', url: expect.stringMatching(/^https:/) }),
		]);
	});
});

/** n8n's engine runs the tools of agents from version 3 on; older ones, and agents below an agent, call them themselves. */
const AGENT_VERSIONS = [3.1, 3, 2.2] as const;

const ACCOUNTS: Readonly<Partial<Record<ProviderId, string>>> = {
	wix: 'FACEBOOK:1022334455667788:102938475610293',
	postEverywhere: '4102',
	smartlyQ: '123',
};

for (const version of AGENT_VERSIONS) {
	const gate = needing(agentNode(version));
	gate.describe(gate.named(`an agent of version ${version} that calls the create tool twice`), () => {
		const using = (provider: ProviderId, tool: object = {}, parameters: object = {}) => {
			const authentication = provider === 'wix' ? { authentication: 'apiKey' } : {};
			return (node: ExampleNode): object => {
				if (node.name === 'Agent') return { ...node, typeVersion: version };
				if (node.parameters.provider === undefined) return node;
				const isCreate = node.name === 'Schedule a post';
				return {
					...node,
					...(isCreate ? tool : {}),
					parameters: { ...node.parameters, provider, ...authentication, ...(isCreate ? parameters : {}) },
					credentials: { [CREDENTIAL_TYPES[provider]]: {} },
				};
			};
		};
		const schedule = (provider: ProviderId, text: string) => ({
			name: 'Schedule_a_post',
			args: {
				accountIds: ACCOUNTS[provider],
				text,
				scheduledAt: new Date(Date.now() + 3 * 86_400_000).toISOString(),
			},
		});

		/** Side by side, and one after the other. */
		const WAYS: ReadonlyArray<readonly [string, (provider: ProviderId, texts: readonly string[]) => Plan]> = [
			[
				'at once',
				(provider, texts) =>
					({ done }) =>
						done.length > 0 ? 'Done.' : texts.map((text) => schedule(provider, text)),
			],
			[
				'one after the other',
				(provider, texts) =>
					({ done }) => {
						const next = texts[done.length];
						return next === undefined ? 'Done.' : [schedule(provider, next)];
					},
			],
		];

		describe.each(WAYS)('%s', (_way, planFor) => {
			it.each(['wix', 'postEverywhere', 'smartlyQ'] as const)('makes two posts at %s', async (provider) => {
				const { status } = await runAgent(planFor(provider, [FIRST, SECOND]), using(provider));

				expect(status).toBe('success');
				expect(await textsAt(provider)).toEqual([FIRST, SECOND]);
			});

			it.each(['wix', 'postEverywhere'] as const)(
				'makes two posts of the same text at %s',
				async (provider) => {
					await runAgent(planFor(provider, [FIRST, FIRST]), using(provider));

					expect(await textsAt(provider)).toEqual([FIRST, FIRST]);
				},
			);
		});

		it('makes one post of each call, however often n8n tries the call', async () => {
			const plan: Plan = ({ done }) => (done.length > 0 ? 'Done.' : [schedule('postEverywhere', FIRST)]);
			const again = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
			// The account's token has expired, so that the post is made, fails on its network, and the call with it.
			const parameters = {
				accountIds: '4103',
				publishMode: 'now',
				options: { onUnhealthyAccount: 'send', waitForResult: true },
			};

			await runAgent(plan, using('postEverywhere', again, parameters));

			expect(await textsAt('postEverywhere')).toEqual([FIRST]);
		});
	});
}

it('an agent is told why a post was not made', async () => {
	let told: readonly string[] = [];
	await runAgent(({ done }) => {
		told = done.map(({ result }) => result);
		const args = { accountIds: '123', text: FIRST, scheduledAt: '2020-01-01T09:30' };
		return done.length > 0 ? 'Done.' : [{ name: 'Schedule_a_post', args }];
	}, whichGoesOn);

	expect(told).toEqual([expect.stringContaining('is past')]);
	expect(await textsAt('smartlyQ')).toEqual([]);
});

/** n8n 1 ends the execution when a tool of such an agent fails, unless the tool's own setting is to go on. */
function whichGoesOn(node: ExampleNode): object {
	const isToBeTold = N8N_MAJOR < 2 && node.name === 'Schedule a post';
	return isToBeTold ? { ...node, onError: 'continueRegularOutput' } : node;
}

function inBerlin(time: number): string {
	return new Intl.DateTimeFormat('sv-SE', {
		timeZone: 'Europe/Berlin',
		dateStyle: 'short',
		timeStyle: 'short',
	}).format(time);
}
