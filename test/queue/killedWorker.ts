import { control, PROVIDERS, type ProviderId, violations } from '../e2e/running';
import { until } from '../e2e/until';
import type { Cluster } from './cluster';
import { freshRows, PostWorkflow } from './postWorkflow';

const ROWS = 24;
/** So many posts are there when the worker is killed; others are under way. */
const MADE_BEFORE = 4;
const AT_ONCE = 2;
/** How long a provider takes for a post meanwhile. It ends what has arrived also when the caller is gone. */
const SLOW_MS = 2000;

const SECONDS_TO_NOTICE = 90;
const STORY_TAKES_MS = 400_000;

/** These calls make posts one by one. */
const CREATES: Readonly<Record<ProviderId, string>> = {
	wix: 'publishItem',
	postEverywhere: 'createPost',
	socialSyncer: 'createPost',
	smartlyQ: 'scheduleSocialPost',
};

/** Providers that know idempotency keys. */
const KEYED: readonly ProviderId[] = ['wix', 'smartlyQ'];

interface Begun {
	readonly workflow: PostWorkflow;
	readonly rows: readonly string[];
}

async function slowDown(provider: ProviderId): Promise<void> {
	await control('POST', '/faults', {
		vendor: provider,
		kind: 'slow',
		operationId: CREATES[provider],
		delayMs: SLOW_MS,
		times: 1000,
	});
}

async function isHalfDone({ workflow, rows }: Begun): Promise<boolean> {
	const made = (await workflow.countsOf(rows)).filter((count) => count > 0).length;
	expect(made).toBeLessThan(ROWS - AT_ONCE);
	return made >= MADE_BEFORE;
}

/** Every row is there once, and told once in the order of the rows. */
async function expectOnce({ workflow, rows }: Begun, executionId: string): Promise<void> {
	expect([workflow.provider, await workflow.countsOf(rows)]).toEqual([workflow.provider, rows.map(() => 1)]);
	const output = await workflow.outputOf(executionId);
	expect(output.map(({ text }) => text)).toEqual(rows);
	const made = await workflow.made();
	for (const { id, text } of output) expect(made.get(text)).toEqual([id]);
}

/** A worker is killed while it makes posts one by one. */
export function describeKilledWorker(cluster: () => Cluster): void {
	let retriable: readonly Begun[] = [];
	let lost: readonly Begun[] = [];

	afterEach(async () => {
		await control('DELETE', '/faults');
	});

	async function statusOf({ workflow }: Begun) {
		// The first one, without a row, has shown that the webhook is there.
		const [, execution] = await workflow.executions();
		return { id: execution?.id ?? '', status: execution?.status };
	}

	it(
		'is killed with the worker in the middle, and what n8n makes of that',
		async () => {
			const options = { bulk: 'never', concurrency: AT_ONCE };
			const begin = async (name: string, provider: ProviderId, own = {}) => ({
				workflow: await PostWorkflow.add(cluster(), provider, name, { options: { ...options, ...own } }),
				rows: freshRows(`${name} ${provider}`, ROWS),
			});
			retriable = await Promise.all(PROVIDERS.map(async (provider) => await begin('Retriable', provider)));
			lost = await Promise.all(
				KEYED.map(async (provider) => await begin('Lost', provider, { idempotencyKey: '={{ $json.row }}' })),
			);
			// So that the other one has all of them.
			await cluster().kill('worker 2');
			for (const provider of PROVIDERS) await slowDown(provider);

			for (const { workflow, rows } of retriable) await workflow.call(rows, 'main');
			for (const { workflow, rows } of lost) await workflow.call(rows, 'webhooks');
			const all = [...retriable, ...lost];
			await until(
				'all of them are half done',
				async () => (await Promise.all(all.map(isHalfDone))).every((isSo) => isSo),
				SECONDS_TO_NOTICE,
			);
			await cluster().kill('worker 1', 'main');
			for (const { workflow, rows } of all) {
				const count = (await workflow.countsOf(rows)).filter((made) => made > 0).length;
				expect(count).toBeGreaterThanOrEqual(MADE_BEFORE);
				expect(count).toBeLessThan(ROWS);
			}
			await control('DELETE', '/faults');

			await cluster().start('worker 2');
			await until(
				'the webhook processor has given up what it had put into the queue',
				async () =>
					[...(await cluster().readLog('webhooks')).matchAll(/Problem with execution \d+/g)].length >=
					lost.length,
				SECONDS_TO_NOTICE,
			);
			await Promise.all([cluster().start('main'), cluster().start('worker 1')]);

			// Of these main knows nothing any more; it finds them when it starts, with their data.
			for (const one of retriable) expect((await statusOf(one)).status).toBe('crashed');
			// Who has put these into the queue has written down that they failed, over their data.
			for (const one of lost) expect((await statusOf(one)).status).toBe('error');
		},
		STORY_TAKES_MS,
	);

	it(
		'makes nothing twice when n8n retries the execution',
		async () => {
			expect(retriable).toHaveLength(PROVIDERS.length);
			await Promise.all(
				retriable.map(async (one) => {
					const { id } = await statusOf(one);
					const retry = (await cluster().n8n.call('POST', `/executions/${id}/retry`, {})) as {
						id: string;
						status: string;
					};
					expect(retry.id).not.toBe(id);
					await one.workflow.ended(3);
					expect((await cluster().n8n.readExecution(retry.id)).status).toBe('success');
					await expectOnce(one, retry.id);
				}),
			);
		},
		STORY_TAKES_MS,
	);

	it(
		'makes nothing twice when the rows come again, with a key from the data',
		async () => {
			expect(lost).toHaveLength(KEYED.length);
			await Promise.all(
				lost.map(async (one) => {
					const { workflow, rows } = one;
					const before = await workflow.countsOf(rows);
					const { id } = await statusOf(one);
					await cluster().n8n.call('POST', `/executions/${id}/retry`, {});
					// There is nothing left in it that could be retried.
					expect((await workflow.ended(3))[2]?.status).toBe('error');
					expect(await workflow.countsOf(rows)).toEqual(before);

					await workflow.call(rows);
					const [, , , again] = await workflow.ended(4);
					expect(again?.status).toBe('success');
					await expectOnce(one, again?.id ?? '');
				}),
			);
			expect(await violations()).toEqual([]);
		},
		STORY_TAKES_MS,
	);
}
