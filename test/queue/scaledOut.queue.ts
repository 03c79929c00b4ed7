import { control } from '../e2e/running';
import { Cluster } from './cluster';
import { describeFiles } from './files';
import { describeKilledWorker } from './killedWorker';
import { describeManyPosts } from './manyPosts';
import { describeWatching } from './watching';

/** Each process waits for the others on a busy machine. */
const START_TAKES_MS = 300_000;

let cluster: Cluster | undefined;
beforeAll(async () => {
	// Accounts and limits are none of the matter here.
	await control('POST', '/settings', { rateLimit: 1_000_000 });
	show('Starting a main process, a webhook processor and two workers');
	cluster = await Cluster.start();
}, START_TAKES_MS);
afterAll(async () => {
	await cluster?.remove();
});

/** All is one file, of which jest would show nothing until its end. */
beforeEach(() => {
	show(expect.getState().currentTestName ?? '');
});

function show(line: string): void {
	process.stdout.write(`      ${line}\n`);
}

function running(): Cluster {
	if (cluster === undefined) throw new Error('The scaled-out n8n did not start.');
	return cluster;
}

describe('Social Post in a scaled-out n8n', () => {
	describeManyPosts(running);
	describeFiles(running);
	describeKilledWorker(running);
});

describe('Social Trigger in a scaled-out n8n', () => {
	describeWatching(running);
});
