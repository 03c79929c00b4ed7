import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';

import { addBranches, MOVIE_HEAD, type WorkflowNode } from '../e2e/ownProcess';
import {
	addCredentials,
	control,
	PROVIDERS,
	type ProviderId,
	violations,
	workingCredentials,
} from '../e2e/running';
import { until } from '../e2e/until';
import { type Cluster, WORKERS } from './cluster';
import { ACCOUNTS } from './postWorkflow';
import { openSink } from './sink';

const MB = 1024 ** 2;
const SIZE = 32 * MB;
const FILM = Buffer.concat([MOVIE_HEAD, Buffer.alloc(SIZE - MOVIE_HEAD.length, 'socialpublisher')]);
const SHA256 = createHash('sha256').update(FILM).digest('hex');
const FORM_FRAME_BYTES = 1000;
const TEXT = 'A film from the database.';
/** Each provider gets the file twice: by itself and with a post. */
const SENDINGS = 2 * PROVIDERS.length;
const SECONDS_FOR_A_RUN = 180;

/** What a measurement may differ by, whatever is measured. */
const NOISE = 2;
const SPARE_MB = 64;

/** Where the system tells how much memory a process has held at most. */
const onLinux = existsSync('/proc/self/status') ? it : it.skip;

/** Of SmartlyQ, which takes a form, the sandbox keeps no checksum. */
const WITH_CHECKSUM: readonly ProviderId[] = ['wix', 'postEverywhere', 'socialSyncer'];

const hook = (path: string): WorkflowNode => ({
	name: 'Called',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	webhookId: path,
	parameters: { httpMethod: 'POST', path, options: {} },
});

interface State {
	readonly posts: ReadonlyArray<{ readonly content: string }>;
	readonly media: ReadonlyArray<{ readonly sizeBytes: number }>;
	readonly uploads: ReadonlyArray<{ readonly sha256: string | null }>;
}

/** Files come in through the webhook processor, wait in the database, and go out from a worker. */
export function describeFiles(cluster: () => Cluster): void {
	/** Runs a workflow with the film; the most memory that a worker needed for it, in MB. */
	async function runWithFilm(workflowId: string, path: string): Promise<number> {
		const { n8n } = cluster();
		await n8n.activateWorkflow(workflowId);
		const pids = await Promise.all(WORKERS.map(async (worker) => await cluster().processOf(worker)));
		// From here on the kernel keeps the highest value anew.
		for (const pid of pids) await writeFile(`/proc/${pid}/clear_refs`, '5');
		const before = await Promise.all(pids.map(readPeak));
		const form = new FormData();
		form.append('data', new Blob([FILM], { type: 'video/mp4' }), 'kiln.mp4');
		await until(
			'the webhook is there',
			async () => (await fetch(cluster().webhookAddress(path), { method: 'POST', body: form })).ok,
		);
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { id, status } = await until(
			'the workflow has ended',
			async () => {
				const { results } = (await n8n.call('GET', `/executions?filter=${filter}`)) as {
					results: ReadonlyArray<{ id: string; status: string }>;
				};
				return results.find((one) => ['success', 'error', 'crashed'].includes(one.status));
			},
			SECONDS_FOR_A_RUN,
		);
		const { error } = await n8n.readExecution(id);
		expect({ status, error }).toEqual({ status: 'success', error: null });
		const { data } = (await n8n.call('GET', `/executions/${id}`)) as { data: string };
		expect(data).toMatch(/"database:/);
		const after = await Promise.all(pids.map(readPeak));
		return Math.max(...after.map((peak, index) => peak - (before[index] ?? 0)));
	}

	onLinux(
		'brings a file from the database whole to all providers, in no more memory than n8n itself',
		async () => {
			const { n8n } = cluster();
			// How long a provider processes a file is no matter here.
			await control('POST', '/settings', { mediaMs: 0 });
			const inHand = { source: 'binary', binaryPropertyName: 'data' };
			const credentials = await addCredentials(n8n, workingCredentials());
			const posting = await addBranches(
				n8n,
				credentials,
				[],
				PROVIDERS.flatMap((provider) => [
					[provider, [['upload', { operation: 'uploadMedia', ...inHand }]]],
					[
						provider,
						[
							[
								'post',
								{
									operation: 'create',
									accountIds: [ACCOUNTS[provider]],
									text: TEXT,
									publishMode: 'now',
									media: { items: [inHand] },
								},
							],
						],
					],
				]),
				hook('film'),
			);
			const sink = await openSink();
			const sending = await n8n.addWorkflow({
				name: 'The same with HTTP Request',
				settings: { executionOrder: 'v1' },
				...sendTo(sink.address),
			});
			try {
				const itself = await runWithFilm(sending, 'sent');
				expect(sink.sizes).toEqual(Array.from({ length: SENDINGS }, () => SIZE));
				const ours = await runWithFilm(posting, 'film');

				process.stdout.write(
					`Memory of a worker for ${SENDINGS} times ${SIZE / MB} MB from the database: ${ours} MB with Social Post, ${itself} MB with HTTP Request\n`,
				);
				expect(ours).toBeLessThan(NOISE * itself + SPARE_MB);
			} finally {
				await sink.close();
			}

			for (const provider of PROVIDERS) {
				const { posts, media, uploads } = (await control('GET', `/state/${provider}`)) as State;
				expect(posts.filter(({ content }) => content === TEXT)).toHaveLength(1);
				expect(media.slice(-2).map(({ sizeBytes }) => sizeBytes)).toEqual([SIZE, SIZE]);
				if (WITH_CHECKSUM.includes(provider)) {
					expect(uploads.slice(-2).map(({ sha256 }) => sha256)).toEqual([SHA256, SHA256]);
				}
				const { log } = (await control('GET', `/log?vendor=${provider}`)) as {
					log: ReadonlyArray<{ headers: Readonly<Record<string, string>>; status: number }>;
				};
				const large = log.filter(({ headers }) => Number(headers['content-length'] ?? 0) >= SIZE);
				expect(large).toHaveLength(2);
				for (const { headers, status } of large) {
					expect(Number(headers['content-length']) - SIZE).toBeLessThan(FORM_FRAME_BYTES);
					expect(status).toBeLessThan(300);
				}
			}
			expect(await violations()).toEqual([]);
		},
		400_000,
	);
}

/** In MB. */
async function readPeak(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Math.round(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024);
}

/** The yardstick: n8n's own node sends the same file as often. */
function sendTo(url: string) {
	const names = Array.from({ length: SENDINGS }, (_, index) => `Send ${index + 1}`);
	const [start, ...sending] = [
		hook('sent'),
		...names.map((name) => ({
			name,
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				method: 'POST',
				url,
				sendBody: true,
				contentType: 'binaryData',
				inputDataFieldName: 'data',
			},
		})),
	].map((node, index) => ({ id: `node-${index}`, position: [200 * index, 0], ...node }));
	return {
		nodes: [start, ...sending] as object[],
		connections: { Called: { main: [names.map((node) => ({ node, type: 'main', index: 0 }))] } },
	};
}
