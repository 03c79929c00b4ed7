import { fetch } from 'undici';

import { PROVIDER_IDS, type ProviderId } from '../../nodes/shared/domain/provider';
import { findProvider } from '../../nodes/shared/providers/registry';
import { type Collector, startCollector } from './collector';
import { makeTestCall } from './credentialTest';
import { expectClearError } from './expectHonest';
import { inMemory } from './files';
import { type Answered, type Door, startWorldBehindDoor } from './hostileDoor';
import type { NodeRun } from './n8nEngine';
import { freshText, seededAccounts } from './seed';
import type { TestWorld } from './world';

const STATUSES = [301, 302, 303, 307, 308];

let world: TestWorld;
let door: Door;
let elsewhere: Collector;
beforeAll(async () => {
	({ world, door } = await startWorldBehindDoor());
	elsewhere = await startCollector();
});
beforeEach(async () => {
	door.stand(null);
	await world.reset();
});
afterAll(async () => {
	await world.stop();
	await elsewhere.close();
});

/** The same host under another port, and another host. */
const targets = () => [`http://127.0.0.1:${elsewhere.port}`, `http://localhost:${elsewhere.port}`];

const redirect = (status: number, url: string, target: string): Answered => ({
	status,
	headers: { location: `${target}${url}` },
	text: '',
});

/** Lets some calls pass; the others are sent away. */
function sendAway(afterCalls: number, status: number, target: string): { readonly calls: () => number } {
	let calls = 0;
	door.stand(({ url }) => (calls++ < afterCalls ? null : redirect(status, url, target)));
	return { calls: () => calls };
}

async function runsOf(provider: ProviderId): Promise<Array<[string, NodeRun]>> {
	const { forText } = await seededAccounts(world, provider);
	const accountId = { __rl: true, mode: 'id', value: forText[0].id };
	const binary = { data: inMemory('photo.jpg', 'image/jpeg', 5_000) };
	const post = { accountIds: [forText[0].id], publishMode: 'now' };
	const connect = findProvider(provider)?.connect;
	const runs: Array<[string, NodeRun]> = [
		['reads accounts', world.node('socialAccounts', provider, { operation: 'getMany' })],
		['reads posts', world.node('socialPost', provider, { operation: 'getMany', returnAll: true })],
		['creates', world.node('socialPost', provider, { operation: 'create', ...post, text: freshText() })],
		[
			'creates with a file',
			world.node(
				'socialPost',
				provider,
				{
					operation: 'create',
					...post,
					text: freshText(),
					media: { items: [{ source: 'binary', binaryPropertyName: 'data' }] },
				},
				{ binary },
			),
		],
		[
			'uploads',
			world.node(
				'socialPost',
				provider,
				{ operation: 'uploadMedia', source: 'binary', binaryPropertyName: 'data' },
				{ binary },
			),
		],
		[
			'reconnects',
			world.node('socialConnect', provider, { operation: 'reconnect', accountId, returnUrl: '' }),
		],
	];
	if (connect?.connectWithCredentials) {
		const parameters = {
			operation: 'connectWithCredentials',
			platform: 'telegram',
			botToken: '123456789:AAsecretpartofthetoken_abcdefghijk',
			channel: '@elsewhere',
		};
		runs.push(['connects with a secret', world.node('socialConnect', provider, parameters)]);
	}
	return runs;
}

it('somebody who follows redirects would be seen', async () => {
	const before = elsewhere.connections();
	sendAway(0, 302, targets()[0] ?? '');
	await fetch(`${door.origin}/anything`);
	expect(elsewhere.connections()).toBe(before + 1);
});

describe.each(PROVIDER_IDS)('a redirect to another origin, through %s', (provider) => {
	it('gets nothing, whichever call it answers', async () => {
		const before = elsewhere.connections();
		let turn = 0;
		for (const [, node] of await runsOf(provider)) {
			// From the first call to the last: accounts are looked up and files placed before anything is sent.
			for (let passed = 0, isMet = true; isMet; passed++) {
				const status = STATUSES[turn % STATUSES.length] ?? 302;
				const target = targets()[turn++ % 2] ?? '';
				const { calls } = sendAway(passed, status, target);
				const { error } = await world.engine.run(node);
				isMet = calls() > passed;
				// A look at what is missing may do without; what was to be sent may not.
				if (isMet && passed === 0 && error) expectClearError(error);
			}
		}
		expect(elsewhere.connections()).toBe(before);
	}, 120_000);

	it.each(STATUSES)('is told with the way out when it is a %i', async (status) => {
		const [target = ''] = targets();
		sendAway(0, status, target);
		const { error } = await world.engine.run(
			world.node('socialAccounts', provider, { operation: 'getMany' }),
		);
		if (!error) throw new Error('The redirect was taken for an answer');
		expectClearError(error);
		expect(error.description).toContain('Keys are not sent to another address');
		expect(elsewhere.connections()).toBe(1);
	});
});

const CREDENTIALS = PROVIDER_IDS.flatMap(
	(id) => findProvider(id)?.credentials.map(({ credential, value }) => ({ id, credential, value })) ?? [],
);

describe.each(CREDENTIALS)('the credential $credential', ({ id, credential, value }) => {
	it('reaches the vendor with its test call', async () => {
		await expect(makeTestCall(world.engine, credential)).resolves.toBeDefined();
	});

	it.each(STATUSES)('does not send its key along when its test call is answered by %i', async (status) => {
		const before = elsewhere.connections();
		for (const target of targets()) {
			sendAway(0, status, target);
			await expect(makeTestCall(world.engine, credential)).rejects.toThrow();
			sendAway(1, status, target);
			// A token was fetched before: then it is the first call that is let through.
			await makeTestCall(world.engine, credential).catch(() => undefined);
		}
		expect(elsewhere.connections()).toBe(before);
	});

	it('tells in its test what to do about a redirect', () => {
		const { test } = world.engine.credentialType(credential);
		const codes = test?.rules?.flatMap(({ type, properties }) =>
			type === 'responseCode' ? [properties.value] : [],
		);
		expect(codes).toEqual(expect.arrayContaining(STATUSES));
	});

	it('sends no secret along when a node run is redirected, the token exchange included', async () => {
		const before = elsewhere.connections();
		for (const target of targets()) {
			for (const passed of [0, 1]) {
				sendAway(passed, 307, target);
				const node = world.node('socialAccounts', id, { operation: 'getMany', authentication: value });
				const { error } = await world.engine.run({ ...node, credential });
				if (error) expectClearError(error);
			}
		}
		expect(elsewhere.connections()).toBe(before);
	});
});
