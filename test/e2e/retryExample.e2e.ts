import {
	addCredentials,
	control,
	CREDENTIAL_TYPES,
	type Credential,
	type Execution,
	importAndRun,
	type N8n,
	openFreshly,
	readExample,
	violations,
	withWrongSecret,
	workingCredentials,
} from './running';

/** Of the seed: posts with networks where they failed, because an account has to be connected again. */
const REPAIRABLE = [
	{ provider: 'postEverywhere', account: '4103', network: 'linkedin', posts: 2 },
	{ provider: 'socialSyncer', account: '0a7fQ2x9R4tK8mW1', network: 'tiktok', posts: 2 },
	{ provider: 'smartlyQ', account: '126', network: 'linkedin', posts: 2 },
] as const;

let n8n: N8n;
beforeEach(async () => {
	n8n = await openFreshly();
});
afterEach(async () => {
	expect(await violations()).toEqual([]);
});

async function run(credentials: readonly Credential[] = workingCredentials()): Promise<Execution> {
	const bound = await addCredentials(n8n, credentials);
	return await importAndRun(n8n, await readExample('retry-what-failed'), bound);
}

/** What the vendor's networks have: addresses of what is out. */
async function liveAt(provider: string): Promise<ReadonlyMap<string, string>> {
	const { posts } = (await control('GET', `/state/${provider}`)) as {
		posts: ReadonlyArray<{
			id: string;
			targets: ReadonlyArray<{ accountId: string; url: string | null }>;
		}>;
	};
	const live = posts.flatMap(({ id, targets }) =>
		targets.flatMap(({ accountId, url }) => (url === null ? [] : [[`${id} ${accountId}`, url] as const])),
	);
	return new Map(live);
}

it('says of each post that fails again where and why', async () => {
	const { status, error, outputs } = await run();

	expect({ status, error }).toEqual({ status: 'success', error: null });
	expect(outputs.Repaired).toBeUndefined();
	const reported = outputs['Cannot be repaired'] ?? [];
	for (const { provider, network, posts } of REPAIRABLE) {
		const own = reported.filter((row) => row.provider === provider && row.network === network);
		expect(new Set(own.map(({ postId }) => postId)).size).toBe(posts);
		for (const { why } of own) expect(why).toMatch(/expired/i);
	}
	for (const { why, whatToDo } of reported) {
		expect(why).toMatch(/\w{3}/);
		expect(whatToDo).toMatch(/\w{3}/);
	}
});

it('repairs what can be repaired, and posts nothing twice', async () => {
	const before = new Map<string, ReadonlyMap<string, string>>();
	for (const { provider, account } of REPAIRABLE) {
		before.set(provider, await liveAt(provider));
		await control('POST', `/accounts/${provider}/${account}/repair`);
	}

	const { status, outputs } = await run();

	expect(status).toBe('success');
	for (const { provider, network, posts } of REPAIRABLE) {
		const repaired = (outputs.Repaired ?? []).filter((row) => row.provider === provider);
		expect(repaired.map((row) => row.network)).toEqual(Array.from({ length: posts }, () => network));
		for (const { url } of repaired) expect(url).toMatch(/^https:\/\//);
		const after = await liveAt(provider);
		for (const [target, url] of before.get(provider) ?? []) expect(after.get(target)).toBe(url);
		expect(after.size).toBe((before.get(provider)?.size ?? 0) + posts);
	}
	const providers = new Set((outputs['Cannot be repaired'] ?? []).map(({ provider }) => provider));
	expect([...providers]).toEqual(['wix']);
});

it('reports the others, and why one provider is missing, when its key is wrong', async () => {
	const failing = workingCredentials().map((one) =>
		one.type === CREDENTIAL_TYPES.smartlyQ ? withWrongSecret(one) : one,
	);

	const { status, outputs } = await run(failing);

	expect(status).toBe('success');
	expect(outputs['Not looked at']).toEqual([
		{
			provider: 'smartlyQ',
			why: expect.stringMatching(/key|credential|authori[sz]/i),
			whatToDo: expect.stringMatching(/key|credential/i),
		},
	]);
	const reported = new Set((outputs['Cannot be repaired'] ?? []).map(({ provider }) => provider));
	expect(reported).toEqual(new Set(['wix', 'postEverywhere', 'socialSyncer']));
});

it('names the post that a retry was refused for', async () => {
	await control('POST', '/faults', {
		vendor: 'postEverywhere',
		kind: 'serverError',
		operationId: 'retryPost',
		times: 10,
	});

	const { status, outputs } = await run();

	expect(status).toBe('success');
	const own = (outputs['Cannot be repaired'] ?? []).filter(({ provider }) => provider === 'postEverywhere');
	expect(new Set(own.map(({ postId }) => postId)).size).toBe(2);
	for (const { postId, why } of own) {
		expect(postId).not.toBe('');
		expect(why).toMatch(/may or may not have been sent again/);
	}
});
