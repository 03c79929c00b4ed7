import {
	addCredentials,
	control,
	type Execution,
	importAndRun,
	type N8n,
	openFreshly,
	readExample,
	violations,
	workingCredentials,
} from './running';

interface LogEntry {
	readonly method: string;
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Readonly<Record<string, unknown>> | null;
}

let n8n: N8n;
beforeEach(async () => {
	n8n = await openFreshly();
});
afterEach(async () => {
	expect(await violations()).toEqual([]);
});

async function run(): Promise<Execution> {
	const credentials = await addCredentials(n8n, workingCredentials());
	return await importAndRun(n8n, await readExample('one-video-three-captions'), credentials);
}

async function readLog(): Promise<readonly LogEntry[]> {
	const { log } = (await control('GET', '/log?vendor=postEverywhere')) as { log: readonly LogEntry[] };
	return log;
}

const madePosts = (log: readonly LogEntry[]) =>
	log.filter(({ method, path }) => method === 'POST' && path.endsWith('/posts'));

it('posts one video to three networks and waits for each', async () => {
	const { status, error, outputs } = await run();

	expect({ status, error }).toEqual({ status: 'success', error: null });
	expect(outputs['Not out']).toBeUndefined();
	expect((outputs.Out ?? []).map(({ network }) => network).sort()).toEqual([
		'instagram',
		'tiktok',
		'youtube',
	]);
	for (const { url } of outputs.Out ?? []) expect(url).toMatch(/^https:\/\//);
});

it('brings the video once, and gives each network its own words and settings', async () => {
	await run();

	const log = await readLog();
	expect(log.filter(({ path }) => path.startsWith('/uploads/'))).toEqual([
		expect.objectContaining({
			method: 'PUT',
			headers: expect.objectContaining({ 'content-type': 'video/mp4', 'content-length': '152' }),
		}),
	]);
	const [post, ...others] = madePosts(log);
	expect(others).toEqual([]);
	expect(post?.body?.platform_content).toMatchObject({
		instagram: { content: expect.stringContaining('#roastery'), contentType: 'Reels' },
		youtube: {
			content: expect.stringContaining('Questions?'),
			contentType: 'Short',
			settings: { title: 'How we roast our coffee', privacyStatus: 'public', tags: ['coffee', 'roasting'] },
		},
		tiktok: {
			content: expect.stringContaining('👀'),
			settings: {
				privacyLevel: 'PUBLIC_TO_EVERYONE',
				allowComments: true,
				allowDuet: false,
				allowStitch: false,
			},
		},
	});
});

it('sends nothing, and says whom to reconnect, when one of the accounts cannot post', async () => {
	await control('POST', '/accounts/postEverywhere/4104/expire');

	const { status, error } = await run();

	expect(status).toBe('error');
	expect(error?.node).toBe('Post the video');
	expect(`${error?.message} ${error?.description}`).toMatch(/@acme\.makes/);
	expect(madePosts(await readLog())).toEqual([]);
});
