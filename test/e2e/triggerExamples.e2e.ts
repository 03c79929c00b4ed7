import { bindCredentials } from '../../scripts/lib/exampleWorkflows.mjs';
import { linksIn, type Mailbox, openMailbox } from './mailbox';
import { runnerFor } from './packNodes';
import {
	addCredentials,
	control,
	type N8n,
	openFreshly,
	readExample,
	violations,
	workingCredentials,
} from './running';

type Example = Awaited<ReturnType<typeof readExample>>;

const TEAM = 'team@example.com';
const EXAMPLES = ['account-needs-attention', 'announce-when-live', 'failed-post-retry-once'] as const;
const MINUTE_MS = 60_000;
/** n8n polls once a minute at most. */
const SECONDS_FOR_A_POLL = 100;

let n8n: N8n;
let mailbox: Mailbox;
const active: string[] = [];
beforeEach(async () => {
	n8n = await openFreshly();
	mailbox = await openMailbox();
});
afterEach(async () => {
	for (const id of active.splice(0)) await n8n.call('POST', `/workflows/${id}/deactivate`, {});
	await mailbox.close();
	expect(await violations()).toEqual([]);
});

describe('the examples that start by themselves', () => {
	it('tell of a broken account, announce a post that went live, and retry one that failed', async () => {
		const credentials = await addCredentials(n8n, [...workingCredentials(), mailbox.credential]);
		for (const example of EXAMPLES) {
			const workflow = bindCredentials(withShortWaits(await readExample(example)), credentials);
			const id = await n8n.addWorkflow(workflow as Example);
			active.push(id);
			await n8n.activateWorkflow(id);
		}
		const [attention = '', announce = '', retry = ''] = active;

		const runner = await runnerFor(n8n, 'postEverywhere');
		const { now } = (await control('GET', '/clock')) as { now: string };
		const schedule = async (accountId: string, text: string) =>
			await runner.get('socialPost', {
				operation: 'create',
				accountIds: [accountId],
				text,
				publishMode: 'schedule',
				scheduledAt: new Date(Date.parse(now) + 5 * MINUTE_MS).toISOString(),
			});
		await schedule('2280', 'Out it goes');
		await schedule('4102', 'This one will fail');
		await control('POST', '/accounts/postEverywhere/4102/expire');
		await control('POST', '/clock', { forward: '10m' });

		const mails: Awaited<ReturnType<Mailbox['take']>>[] = [];
		for (let mail = 0; mail < 3; mail++) {
			mails.push(await mailbox.take(TEAM, SECONDS_FOR_A_POLL));
		}
		const bySubject = (part: string) => mails.find(({ subject }) => subject.includes(part));
		const broken = bySubject('cannot post');
		expect(broken?.subject).toBe('Acme Coffee (facebook) cannot post: expired');
		expect(linksIn(broken ?? { to: [], subject: '', text: '' })).toHaveLength(1);
		expect(bySubject('It is live: Out it goes')?.text).toMatch(/x: https:\/\//);
		const question = bySubject('Please look at a post on facebook');
		expect(question?.text).toContain('This one will fail');

		for (const id of [attention, announce, retry]) {
			const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
			const { results } = (await n8n.call('GET', `/executions?filter=${filter}`)) as {
				results: ReadonlyArray<{ id: string; status: string }>;
			};
			for (const { id: execution } of results) {
				expect((await n8n.waitForExecution(execution)).status).toBe('success');
			}
		}
	}, 400_000);
});

/** Nobody waits for minutes in a test. */
function withShortWaits(workflow: Example): Example {
	const nodes = workflow.nodes.map((node) =>
		'type' in node && node.type === 'n8n-nodes-base.wait'
			? { ...node, parameters: { resume: 'timeInterval', amount: 1, unit: 'seconds' } }
			: node,
	);
	return { ...workflow, nodes };
}
