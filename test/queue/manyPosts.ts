import { PROVIDERS, type ProviderId, violations } from '../e2e/running';
import { type Cluster, WORKERS } from './cluster';
import { freshRows, PostWorkflow } from './postWorkflow';

/** How 500 rows arrive: in one call, or in several at once. Wix's plan allows 250 scheduled posts a month. */
const CALLS: Readonly<Record<ProviderId, { readonly calls: number; readonly rows: number }>> = {
	postEverywhere: { calls: 1, rows: 500 },
	socialSyncer: { calls: 1, rows: 500 },
	smartlyQ: { calls: 10, rows: 50 },
	wix: { calls: 10, rows: 10 },
};

/** Bulk where the provider has it, one by one where it has not. */
export function describeManyPosts(cluster: () => Cluster): void {
	it('makes each post of many executions exactly once, on both workers', async () => {
		const workflows = await Promise.all(
			PROVIDERS.map(async (provider) => await PostWorkflow.add(cluster(), provider, 'Many')),
		);
		const batches = workflows.flatMap((workflow) => {
			const { calls, rows } = CALLS[workflow.provider];
			return Array.from({ length: calls }, (_, call) => ({
				workflow,
				rows: freshRows(`${workflow.provider} call ${call + 1}`, rows),
			}));
		});

		const begun = await Promise.all(WORKERS.map(async (worker) => await cluster().executionsOf(worker)));
		await Promise.all(batches.map(async ({ workflow, rows }) => await workflow.call(rows)));
		for (const workflow of workflows) {
			const own = batches.filter((batch) => batch.workflow === workflow).map(({ rows }) => rows);
			// The first one, without a row, has shown that the webhook is there.
			const executions = (await workflow.ended(own.length + 1)).slice(1);
			expect(executions.map(({ status }) => status)).toEqual(own.map(() => 'success'));
			const made = await workflow.made();
			const told: string[][] = [];
			for (const { id } of executions) {
				const output = await workflow.outputOf(id);
				for (const { id: postId, text } of output) expect(made.get(text)).toEqual([postId]);
				told.push(output.map(({ text }) => text));
			}
			// Row by row, in the order of each call; which call came first is nobody's matter.
			expect(told.sort()).toEqual([...own].sort());
		}
		for (const [index, worker] of WORKERS.entries()) {
			const more = (await cluster().executionsOf(worker)).length - (begun[index]?.length ?? 0);
			expect([worker, more > 0]).toEqual([worker, true]);
		}
		expect(await violations()).toEqual([]);
	}, 240_000);
}
