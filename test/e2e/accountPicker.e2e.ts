import {
	addCredentials,
	CREDENTIAL_TYPES,
	type N8n,
	openFreshly,
	PROVIDERS,
	type ProviderId,
	violations,
	withWrongSecret,
	workingCredentials,
} from './running';

interface Choice {
	readonly name: string;
	readonly value: string;
}

type Bound = Awaited<ReturnType<typeof addCredentials>>;

/** What the editor asks when an account list is opened. */
async function ask(
	n8n: N8n,
	provider: ProviderId,
	bound: Bound,
	filter?: string,
): Promise<readonly Choice[]> {
	const { results } = (await n8n.call('POST', '/dynamic-node-parameters/resource-locator-results', {
		...request('socialAccounts', 'accountId', provider, bound),
		methodName: 'searchAccounts',
		filter,
	})) as { results: readonly Choice[] };
	return results;
}

async function askForPost(n8n: N8n, provider: ProviderId, bound: Bound): Promise<readonly Choice[]> {
	return (await n8n.call('POST', '/dynamic-node-parameters/options', {
		...request('socialPost', 'accountIds', provider, bound),
		methodName: 'getAccounts',
	})) as readonly Choice[];
}

function request(node: string, parameter: string, provider: ProviderId, bound: Bound): object {
	const type = CREDENTIAL_TYPES[provider];
	return {
		path: `parameters.${parameter}`,
		nodeTypeAndVersion: { name: `n8n-nodes-social-publisher.${node}`, version: 1 },
		currentNodeParameters: {
			provider,
			...(provider === 'wix' ? { authentication: 'apiKey' } : {}),
			operation: node === 'socialPost' ? 'create' : 'get',
		},
		credentials: { [type]: bound.get(type) },
	};
}

describe.each(PROVIDERS)('the account lists of %s', (provider) => {
	let n8n: N8n;
	let working: Bound;
	beforeAll(async () => {
		n8n = await openFreshly();
		working = await addCredentials(n8n, workingCredentials());
	});

	it('show each account with network, name and health', async () => {
		const choices = await ask(n8n, provider, working);

		expect(choices.length).toBeGreaterThan(3);
		for (const { name, value } of choices) {
			expect(name).toMatch(
				/^\S.* · .+, (healthy|expiring|expired|unhealthy|paused|disconnected|health unknown)/,
			);
			expect(value).not.toBe('');
		}
		expect(choices.some(({ name }) => name.endsWith('cannot post'))).toBe(true);
	});

	it('find accounts by a word', async () => {
		const all = await ask(n8n, provider, working);
		const found = await ask(n8n, provider, working, 'instagram');

		expect(found.length).toBeGreaterThan(0);
		expect(found.length).toBeLessThan(all.length);
		for (const { name } of found) expect(name).toMatch(/instagram/i);
	});

	it('offer the same accounts to a post', async () => {
		const values = (choices: readonly Choice[]) => choices.map(({ value }) => value).sort();

		expect(values(await askForPost(n8n, provider, working))).toEqual(
			values(await ask(n8n, provider, working)),
		);
	});

	it('say why there are none when the credential fails', async () => {
		const failing = await addCredentials(n8n, workingCredentials().map(withWrongSecret));

		await expect(ask(n8n, provider, failing)).rejects.toThrow(/key|credential|permission|authori[sz]/i);
	});
});

it('asks the vendors nothing that their contracts do not know', async () => {
	expect(await violations()).toEqual([]);
});
