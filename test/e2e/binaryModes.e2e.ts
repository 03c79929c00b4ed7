import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { addBranches, MOVIE_HEAD, runInOwnProcess, type WorkflowNode } from './ownProcess';
import {
	addCredentials,
	control,
	openFreshly,
	PROVIDERS,
	type ProviderId,
	violations,
	workingCredentials,
} from './running';

/** Of a length that base64 holds without padding, so that texts in base64 can be put together. */
const FILL = 'socialpublisher';
const FILLS = 300_000;
const FILE = Buffer.concat([MOVIE_HEAD, Buffer.from(FILL.repeat(FILLS))]);
const SHA256 = createHash('sha256').update(FILE).digest('hex');
const FORM_FRAME_BYTES = 1000;

/** Accounts that take a video. */
const ACCOUNTS: Readonly<Record<ProviderId, string>> = {
	wix: 'FACEBOOK:1022334455667788:102938475610293',
	postEverywhere: '4102',
	socialSyncer: 'facebook:104857600000001',
	smartlyQ: '123',
};

const TEXTS = { stored: 'A film that was stored first.', inHand: 'A film in hand.' } as const;

const base64 = (bytes: Buffer) => bytes.toString('base64');

const TRUNK: readonly WorkflowNode[] = [
	{
		name: 'Bytes',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: {
			mode: 'raw',
			jsonOutput: `={{ { bytes: '${base64(MOVIE_HEAD)}' + '${base64(Buffer.from(FILL))}'.repeat(${FILLS}) } }}`,
			options: {},
		},
	},
	{
		name: 'File',
		type: 'n8n-nodes-base.convertToFile',
		typeVersion: 1.1,
		parameters: {
			operation: 'toBinary',
			sourceProperty: 'bytes',
			options: { fileName: 'kiln.mp4', mimeType: 'video/mp4' },
		},
	},
];

const inHand = { source: 'binary', binaryPropertyName: 'data' };
const stored = {
	source: "={{ $json.id ? 'mediaId' : 'url' }}",
	mediaId: '={{ $json.id }}',
	url: '={{ $json.url }}',
	type: 'video',
};

function createWith(provider: ProviderId, text: string, media: object): object {
	return {
		operation: 'create',
		accountIds: [ACCOUNTS[provider]],
		text,
		publishMode: 'now',
		media: { items: [media] },
	};
}

interface LogEntry {
	readonly vendor: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly status: number;
}

/** What came in that is as large as a file. */
async function uploadsTo(provider: ProviderId): Promise<readonly LogEntry[]> {
	const { log } = (await control('GET', `/log?vendor=${provider}`)) as { log: readonly LogEntry[] };
	return log.filter(({ headers }) => Number(headers['content-length'] ?? 0) >= FILE.length);
}

interface State {
	readonly posts: readonly object[];
	readonly media: ReadonlyArray<{
		readonly sizeBytes: number;
		readonly extra: Readonly<Record<string, unknown>>;
	}>;
}

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'social-publisher-binaries-'));
});
afterAll(async () => {
	await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

describe.each(['default', 'filesystem', 'database'])('with binary data in the mode "%s"', (mode) => {
	it('files reach all four vendors whole, by themselves and with a post', async () => {
		const n8n = await openFreshly();
		// How long a vendor processes a file is no matter of the mode.
		await control('POST', '/settings', { mediaMs: 0 });
		const credentials = await addCredentials(n8n, workingCredentials());
		const workflowId = await addBranches(
			n8n,
			credentials,
			TRUNK,
			PROVIDERS.flatMap((provider) => [
				[
					provider,
					[
						['upload', { operation: 'uploadMedia', ...inHand }],
						['post what is stored', createWith(provider, TEXTS.stored, stored)],
					],
				],
				[provider, [['post what is in hand', createWith(provider, TEXTS.inHand, inHand)]]],
			]),
		);

		await runInOwnProcess(workflowId, {
			N8N_DEFAULT_BINARY_DATA_MODE: mode,
			N8N_BINARY_DATA_STORAGE_PATH: folder,
		});

		for (const provider of PROVIDERS) {
			const uploads = await uploadsTo(provider);
			expect(uploads).toHaveLength(2);
			for (const { headers, status } of uploads) {
				const excess = Number(headers['content-length']) - FILE.length;
				const isForm = headers['content-type']?.startsWith('multipart/form-data') === true;
				expect(excess).toBeLessThan(isForm ? FORM_FRAME_BYTES : 1);
				expect(status).toBeLessThan(300);
			}
			const { posts, media } = (await control('GET', `/state/${provider}`)) as State;
			for (const text of Object.values(TEXTS)) {
				const made = posts.filter((post) => JSON.stringify(post).includes(text));
				expect(made).toHaveLength(1);
			}
			for (const { sizeBytes, extra } of media.slice(-2)) {
				expect(sizeBytes).toBe(FILE.length);
				if (provider === 'wix') expect(extra.hash).toBe(SHA256);
			}
		}
		expect(await violations()).toEqual([]);
	});
});
