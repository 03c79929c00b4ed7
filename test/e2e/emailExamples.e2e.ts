import { bindCredentials } from '../../scripts/lib/exampleWorkflows.mjs';
import { type Person, sitDown } from './browsing';
import { linksIn, type Mailbox, openMailbox } from './mailbox';
import { byId, runnerFor } from './packNodes';
import {
	addCredentials,
	control,
	CREDENTIAL_TYPES,
	importAndRun,
	LABELS,
	type N8n,
	openFreshly,
	PROVIDERS,
	readExample,
	readRunning,
	violations,
	withWrongSecret,
	workingCredentials,
} from './running';
import { until } from './until';

type Example = Awaited<ReturnType<typeof readExample>>;

let n8n: N8n;
let person: Person;
let mailbox: Mailbox;
beforeEach(async () => {
	n8n = await openFreshly();
	person = await sitDown();
	mailbox = await openMailbox();
});
afterEach(async () => {
	await person.leave();
	await mailbox.close();
	expect(await violations()).toEqual([]);
});

describe('client-onboarding', () => {
	const CLIENT = { name: 'Zoë of Café 100%', email: 'zoe@example.com', network: 'Threads' };
	const FORM = '/form/client-onboarding';

	let workflowId: string;
	afterEach(async () => {
		await n8n.call('POST', `/workflows/${workflowId}/deactivate`, {});
	});

	async function activate(workflow: Example): Promise<void> {
		const credentials = await addCredentials(n8n, [...workingCredentials(), mailbox.credential]);
		workflowId = await n8n.addWorkflow(bindCredentials(workflow, credentials) as Example);
		await n8n.activateWorkflow(workflowId);
	}

	/** The execution that a submitted form has started. */
	async function submitForm(): Promise<string> {
		const address = `${readRunning().n8n.address}${FORM}`;
		// n8n opens the form some moments after the workflow is active.
		const page = await until('the form is there', async () => {
			const answer = await fetch(address);
			return answer.ok && (await answer.text());
		});
		expect(page).toContain('Connect your account');
		const form = new FormData();
		[CLIENT.name, CLIENT.email, CLIENT.network].forEach((value, index) => form.set(`field-${index}`, value));
		const answer = await fetch(address, { method: 'POST', body: form });
		expect(answer.status).toBe(200);
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		return await until('the form has started an execution', async () => {
			const { results } = (await n8n.call('GET', `/executions?filter=${filter}`)) as {
				results: ReadonlyArray<{ id: string }>;
			};
			return results[0]?.id;
		});
	}

	it('mails the link, waits for the client and posts a welcome on the new account', async () => {
		await activate(withShortWaits(await readExample('client-onboarding')));

		const execution = await submitForm();
		const mail = await mailbox.take(CLIENT.email);
		expect(mail.subject).toBe('Connect your Threads account');
		expect(mail.text).toContain(`Hello ${CLIENT.name},`);
		expect(mail.text).toMatch(/It works until \d+ \w+, \d\d:\d\d UTC\.$/);
		const [link] = linksIn(mail);
		await person.open(link ?? '');
		expect((await person.press('Approve')).heading).toBe('Connected');

		const { status, error, outputs } = await n8n.waitForExecution(execution);
		expect({ status, error }).toEqual({ status: 'success', error: null });
		const text = `Hello from ${CLIENT.name}! From now on you will hear from us here.`;
		expect(outputs['Welcome post']).toEqual([
			expect.objectContaining({ status: expect.stringMatching(/^publish(ing|ed)$/), text }),
		]);
		expect(outputs['Not connected']).toBeUndefined();
		const { posts, accounts } = await until('the post is published', async () => {
			const state = (await control('GET', '/state/smartlyQ')) as State;
			return state.posts.some((post) => post.content === text && post.status === 'published') && state;
		});
		const [welcome, ...more] = posts.filter(({ content }) => content === text);
		expect(more).toEqual([]);
		const account = accounts.find(({ id }) => id === welcome?.targets[0]?.accountId);
		expect(account).toMatchObject({
			platform: 'threads',
			name: expect.stringMatching(/^New threads account/),
		});
	});

	it('ends, and says why, when the link has expired', async () => {
		await activate(withShortWaits(await readExample('client-onboarding')));

		const execution = await submitForm();
		const [link] = linksIn(await mailbox.take(CLIENT.email));
		await control('POST', '/clock', { forward: '1h' });
		expect((await person.open(link ?? '')).heading).toBe('Link expired');

		const { status, outputs } = await n8n.waitForExecution(execution);
		expect(status).toBe('success');
		expect(outputs['Welcome post']).toBeUndefined();
		expect(outputs['Not connected']).toEqual([
			{
				client: CLIENT.name,
				email: CLIENT.email,
				network: 'Threads',
				why: 'The link has expired, or was refused',
			},
		]);
	});

	it('holds no worker between two looks', async () => {
		await activate(await readExample('client-onboarding'));

		const execution = await submitForm();
		await mailbox.take(CLIENT.email);
		await until(
			'the execution sleeps',
			async () => (await n8n.readExecution(execution)).status === 'waiting',
		);

		await n8n.call('POST', `/executions/${execution}/stop`);
		expect((await n8n.waitForExecution(execution)).status).toBe('canceled');
	});
});

describe('weekly-health-report', () => {
	const TEAM = 'team@example.com';
	const UNSOUND = ['disconnected', 'expired', 'expiring', 'paused', 'unhealthy'];

	const run = async (credentials = workingCredentials()) => {
		const bound = await addCredentials(n8n, [...credentials, mailbox.credential]);
		return await importAndRun(n8n, await readExample('weekly-health-report'), bound);
	};

	it('mails what needs attention at all four providers, with links that repair it', async () => {
		const { status, error } = await run();
		expect({ status, error }).toEqual({ status: 'success', error: null });

		const mail = await mailbox.take(TEAM);
		const blocks = mail.text.split('\n\n').slice(1);
		expect(mail.subject).toBe(`Social accounts: ${blocks.length} need attention`);
		for (const provider of PROVIDERS) {
			const runner = await runnerFor(n8n, provider);
			const filters = { health: UNSOUND };
			const accounts = await runner.list('socialAccounts', {
				operation: 'getMany',
				returnAll: true,
				filters,
			});
			expect(accounts.length).toBeGreaterThan(0);
			for (const { id, name, platform, health } of accounts) {
				const title = `${LABELS[provider]}, ${platform}, ${name}, ${health.status}`;
				const block = blocks.find((one) => one.startsWith(title));
				expect(block ?? `no "${title}" in ${mail.text}`).toMatch(
					/\n {2}(Reconnect: https?:|Resume it|.*no sign-in page)/,
				);
				if (health.status !== 'expired' || !block?.includes('Reconnect: ')) continue;
				await person.open(/Reconnect: (\S+)/.exec(block)?.[1] ?? '');
				expect((await person.press('Approve')).heading).toBe('Connected');
				expect(await runner.get('socialAccounts', { operation: 'get', accountId: byId(id) })).toMatchObject({
					health: { canPost: true },
				});
			}
		}
	});

	it('says so when all is well', async () => {
		for (const provider of PROVIDERS) {
			const { accounts } = (await control('GET', `/state/${provider}`)) as State;
			for (const { id } of accounts)
				await control('POST', `/accounts/${provider}/${encodeURIComponent(id)}/repair`);
		}

		expect((await run()).status).toBe('success');

		const { subject, text } = await mailbox.take(TEAM);
		expect(subject).toBe('Social accounts: all can post');
		expect(text).toMatch(/\n\nNothing to do\.$/);
	});

	it('reports the others, and why one provider is missing, when its key is wrong', async () => {
		const failing = workingCredentials().map((one) =>
			one.type === CREDENTIAL_TYPES.smartlyQ ? withWrongSecret(one) : one,
		);

		expect((await run(failing)).status).toBe('success');

		const { text } = await mailbox.take(TEAM);
		const blocks = text.split('\n\n').slice(1);
		const ofSmartlyQ = blocks.filter((block) => block.startsWith('SmartlyQ'));
		expect(ofSmartlyQ).toEqual([expect.stringMatching(/^SmartlyQ, not known\n.*(key|credential)/i)]);
		expect(blocks.length).toBeGreaterThan(3);
	});
});

interface State {
	readonly accounts: ReadonlyArray<{ readonly id: string; readonly platform: string; readonly name: string }>;
	readonly posts: ReadonlyArray<{
		readonly content: string;
		readonly status: string;
		readonly targets: ReadonlyArray<{ readonly accountId: string }>;
	}>;
}

/** Nobody waits for minutes in a test. */
function withShortWaits(workflow: Example): Example {
	const nodes = workflow.nodes.map((node) =>
		'type' in node && node.type === 'n8n-nodes-base.wait'
			? { ...node, parameters: { resume: 'timeInterval', amount: 1, unit: 'seconds' } }
			: node,
	);
	return { ...workflow, nodes };
}
