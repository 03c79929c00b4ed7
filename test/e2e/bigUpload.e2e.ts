import { existsSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { addBranches, MOVIE_HEAD, runInOwnProcess } from './ownProcess';
import {
	addCredentials,
	control,
	LABELS,
	type N8n,
	openFreshly,
	PROVIDERS,
	type ProviderId,
	violations,
	workingCredentials,
} from './running';

const MB = 1024 ** 2;

/** Moving a gigabyte five times takes a minute; CI moves a quarter of it. */
const SIZE_MB = process.env.CI ? 256 : 1024;
const MOST_MORE_MB = 64;

/** Where the system tells how much memory a process has held at most. */
const onLinux = existsSync('/proc/self/status') ? it : it.skip;

let folder: string;
let film: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'social-publisher-big-'));
	film = join(folder, 'film.mp4');
	const file = await open(film, 'w');
	await file.write(MOVIE_HEAD);
	// The rest of it takes no room on the disk.
	await file.truncate(SIZE_MB * MB);
	await file.close();
});
afterAll(async () => {
	await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** The peak of an n8n process that reads the film and has it uploaded by these providers, in MB. */
async function measure(n8n: N8n, providers: readonly ProviderId[]): Promise<number> {
	const credentials = await addCredentials(n8n, workingCredentials());
	const read = {
		name: 'Film',
		type: 'n8n-nodes-base.readWriteFile',
		typeVersion: 1,
		parameters: { operation: 'read', fileSelector: film, options: {} },
	};
	const upload = { operation: 'uploadMedia', source: 'binary', binaryPropertyName: 'data' };
	const workflowId = await addBranches(
		n8n,
		credentials,
		[read],
		providers.map((provider) => [provider, [['upload', upload]]]),
	);
	const peakBytes = await runInOwnProcess(workflowId, {
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		N8N_BINARY_DATA_STORAGE_PATH: join(folder, 'store'),
		N8N_RESTRICT_FILE_ACCESS_TO: folder,
	});
	await rm(join(folder, 'store'), { recursive: true, force: true });
	return Math.round(peakBytes / MB);
}

onLinux(
	`a film of ${SIZE_MB} MB goes to all four vendors through less than ${MOST_MORE_MB} MB of memory`,
	async () => {
		const n8n = await openFreshly();

		const without = await measure(n8n, []);
		const withUploads = await measure(n8n, PROVIDERS);

		process.stdout.write(
			`Peak memory of n8n with a film of ${SIZE_MB} MB: ${without} MB reading it, ${withUploads} MB uploading it to ${Object.values(LABELS).join(', ')}\n`,
		);
		expect(without).toBeGreaterThan(0);
		expect(withUploads - without).toBeLessThan(MOST_MORE_MB);
		for (const provider of PROVIDERS) {
			const { log } = (await control('GET', `/log?vendor=${provider}`)) as {
				log: ReadonlyArray<{ headers: Readonly<Record<string, string>>; status: number }>;
			};
			const whole = log.filter(({ headers }) => Number(headers['content-length'] ?? 0) >= SIZE_MB * MB);
			expect(whole.map(({ status }) => status)).toEqual([200]);
		}
		expect(await violations()).toEqual([]);
	},
	300_000,
);
