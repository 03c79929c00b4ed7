import { DateTime } from 'luxon';

import {
	addCredentials,
	CREDENTIAL_TYPES,
	type Credential,
	type Execution,
	importAndRun,
	LABELS,
	type N8n,
	openFreshly,
	PROVIDERS,
	type ProviderId,
	readExample,
	violations,
	withNobodyThere,
	withWrongSecret,
	workingCredentials,
} from './running';

const ISO_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const WITH_IDEMPOTENCY_KEYS: readonly ProviderId[] = ['wix', 'smartlyQ'];
const ERROR_FIELDS = ['code', 'description', 'httpCode', 'message', 'provider', 'requestId', 'retryable'];

/** All credentials work but that of one provider. */
async function withOneFailing(
	provider: ProviderId,
	fail: (one: Credential) => Credential | Promise<Credential>,
) {
	return await Promise.all(
		workingCredentials().map((credential) =>
			credential.type === CREDENTIAL_TYPES[provider] ? fail(credential) : credential,
		),
	);
}

let n8n: N8n;
beforeEach(async () => {
	n8n = await openFreshly();
});
afterEach(async () => {
	expect(await violations()).toEqual([]);
});

describe('first-post', () => {
	it('posts to the accounts that can post, schedules a second post and reads both, at all four providers', async () => {
		const credentials = await addCredentials(n8n, workingCredentials());

		const { status, error, outputs } = await importAndRun(n8n, await readExample('first-post'), credentials);

		expect({ status, error }).toEqual({ status: 'success', error: null });
		for (const provider of PROVIDERS) {
			const able = outputs[`${LABELS[provider]}: can post`] ?? [];
			expect(able.length).toBeGreaterThan(0);
			for (const { health } of able) expect(health.canPost).toBe(true);

			const rows = (outputs.Rows ?? []).filter((row) => row.provider === provider);
			const published = rows.filter((row) => row.status === 'published');
			const scheduled = rows.filter((row) => row.status === 'scheduled');
			expect(published).toHaveLength(able.length);
			expect(published.length + scheduled.length).toBe(rows.length);
			for (const { result } of published) expect(result).toMatch(/^https:\/\//);
			for (const { result } of scheduled) expect(result).toMatch(ISO_UTC);
			expect(new Set(scheduled.map(({ network }) => network))).toEqual(
				new Set(published.map(({ network }) => network)),
			);
			for (const { account } of rows) expect(account).not.toBe('');
		}
	});

	it('does the same at Wix as an app', async () => {
		const workflow = await readExample('first-post');
		const nodes = workflow.nodes.map((node) => asApp(node as WorkflowNode));
		const credentials = await addCredentials(n8n, workingCredentials());

		const { status, outputs } = await importAndRun(n8n, { ...workflow, nodes }, credentials);

		expect(status).toBe('success');
		const rows = (outputs.Rows ?? []).filter((row) => row.provider === 'wix');
		expect(new Set(rows.map((row) => row.status))).toEqual(new Set(['published', 'scheduled']));
	});

	it.each(PROVIDERS)('ends with the reason and the way out when the key of %s is wrong', async (provider) => {
		const credentials = await addCredentials(n8n, await withOneFailing(provider, withWrongSecret));

		const { status, error } = await importAndRun(n8n, await readExample('first-post'), credentials);

		expect(status).toBe('error');
		expect(error).toMatchObject({ name: 'NodeApiError', node: `${LABELS[provider]}: accounts` });
		expect(error?.message).toMatch(/key|credential|permission|authori[sz]/i);
		expect(error?.description).toMatch(/key|credential/i);
		expect(['401', '403']).toContain(error?.httpCode);
		expect(JSON.stringify(error)).not.toContain('-wrong');
	});

	it.each(PROVIDERS)('says so when %s cannot be reached', async (provider) => {
		const credentials = await addCredentials(n8n, await withOneFailing(provider, withNobodyThere));

		const { status, error } = await importAndRun(n8n, await readExample('first-post'), credentials);

		expect(status).toBe('error');
		expect(error).toMatchObject({ name: 'NodeApiError', node: `${LABELS[provider]}: accounts` });
		expect(error?.message).toMatch(/could not be reached at 127\.0\.0\.1/);
		expect(error?.description).toMatch(/Base URL/);
	});
});

describe('account-health', () => {
	it('reports the accounts of all four providers that need attention', async () => {
		const credentials = await addCredentials(n8n, workingCredentials());

		const { status, outputs } = await importAndRun(n8n, await readExample('account-health'), credentials);

		expect(status).toBe('success');
		const report = outputs.Report ?? [];
		expect(new Set(report.map(({ provider }) => provider))).toEqual(new Set(PROVIDERS));
		for (const row of report) {
			expect(['disconnected', 'expired', 'expiring', 'paused', 'unhealthy']).toContain(row.health);
			expect(row.account).not.toBe('');
		}
	});

	it.each(PROVIDERS)('reports the others, and why %s is missing, when its key is wrong', async (provider) => {
		const credentials = await addCredentials(n8n, await withOneFailing(provider, withWrongSecret));

		const { status, outputs } = await importAndRun(n8n, await readExample('account-health'), credentials);

		expect(status).toBe('success');
		const report = outputs.Report ?? [];
		expect(new Set(report.map((row) => row.provider))).toEqual(new Set(PROVIDERS));
		expect(report.filter((row) => row.provider === provider)).toEqual([
			expect.objectContaining({
				health: 'not known',
				why: expect.stringMatching(/key|credential|permission|authori[sz]/i),
			}),
		]);
		const [failed] = outputs[`${LABELS[provider]}: accounts`] ?? [];
		expect(Object.keys(failed?.error ?? {}).sort()).toEqual(ERROR_FIELDS);
		expect(failed?.error).toMatchObject({ provider, httpCode: expect.any(Number), retryable: false });
	});
});

describe('posts-from-rows', () => {
	const ROWS: { readonly right: readonly string[]; readonly wrong: Readonly<Record<string, RegExp>> } = {
		right: ['row-1', 'row-2', 'row-3', 'row-4'],
		wrong: {
			'row-5': /is past/,
			'row-6': /is not a time zone/,
			'row-7': /No account/,
			'row-8': /clocks go forward/,
			'row-9': /no provider "pigeon"/,
		},
	};

	it('schedules the right rows and says of each wrong one why, at all four providers', async () => {
		const credentials = await addCredentials(n8n, workingCredentials());

		const { status, outputs } = await importAndRun(n8n, await readExample('posts-from-rows'), credentials);

		expect(status).toBe('success');
		const rows = new Map((outputs['Each row'] ?? []).map((row) => [row.rowId, row]));
		expect(rows.size).toBe(ROWS.right.length + Object.keys(ROWS.wrong).length);
		expect((outputs.Scheduled ?? []).map(({ rowId, provider }) => [rowId, provider])).toEqual(
			ROWS.right.map((rowId, index) => [rowId, PROVIDERS[index]]),
		);
		for (const { rowId, status: became, scheduledAt } of outputs.Scheduled ?? []) {
			const { publishAt, timezone } = rows.get(rowId) ?? {};
			const wanted = DateTime.fromISO(publishAt, { zone: timezone }).toUTC().toISO();
			expect({ became, scheduledAt }).toEqual({ became: 'scheduled', scheduledAt: wanted });
		}
		const wrong = (outputs['Not scheduled'] ?? []).map(({ rowId, why }) => [rowId, why] as const);
		expect(wrong.map(([rowId]) => rowId).sort()).toEqual(Object.keys(ROWS.wrong));
		for (const [rowId, why] of wrong) expect(why).toMatch(ROWS.wrong[rowId] ?? '');
		for (const { whatToDo } of outputs['Not scheduled'] ?? []) expect(whatToDo).toMatch(/\w{3}/);
	});

	it('posts a row once when it is run twice, where the provider knows idempotency keys', async () => {
		const credentials = await addCredentials(n8n, workingCredentials());
		const workflow = await readExample('posts-from-rows');
		const postIds = ({ outputs }: Execution, provider: ProviderId) =>
			(outputs.Scheduled ?? []).filter((row) => row.provider === provider).map(({ postId }) => postId);

		const first = await importAndRun(n8n, workflow, credentials);
		const second = await importAndRun(n8n, workflow, credentials);

		for (const provider of WITH_IDEMPOTENCY_KEYS) {
			expect(postIds(first, provider)).toHaveLength(1);
			expect(postIds(second, provider)).toEqual(postIds(first, provider));
		}
	});

	it.each(PROVIDERS)('lets the rows of the others through when the key of %s is wrong', async (provider) => {
		const credentials = await addCredentials(n8n, await withOneFailing(provider, withWrongSecret));

		const { status, outputs } = await importAndRun(n8n, await readExample('posts-from-rows'), credentials);

		expect(status).toBe('success');
		expect((outputs.Scheduled ?? []).map((row) => row.provider)).toEqual(
			PROVIDERS.filter((other) => other !== provider),
		);
		const failed = (outputs['Not scheduled'] ?? []).filter((row) => row.provider === provider);
		expect(failed).toHaveLength(2);
		expect(failed[0]?.why).toMatch(/key|credential|permission|authori[sz]/i);
	});
});

interface WorkflowNode {
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly credentials?: Readonly<Record<string, unknown>>;
}

function asApp(node: WorkflowNode): WorkflowNode {
	if (node.parameters.provider !== 'wix') return node;
	return {
		...node,
		parameters: { ...node.parameters, authentication: 'app' },
		credentials: { wixPublisherAppApi: {} },
	};
}
