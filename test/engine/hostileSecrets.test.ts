import { inspect } from 'node:util';

import fc from 'fast-check';

import { CREDENTIAL_FORMS } from '../../nodes/shared/domain/connection';
import { PROVIDER_IDS, type ProviderId } from '../../nodes/shared/domain/provider';
import { findProvider } from '../../nodes/shared/providers/registry';
import { expectClearError } from './expectHonest';
import { inMemory } from './files';
import { type Answered, type Asked, type Door, replay, startWorldBehindDoor } from './hostileDoor';
import { hurry } from './hurry';
import type { NodeResult, NodeRun } from './n8nEngine';
import { freshText, seededAccounts } from './seed';
import { triggerFor } from './triggerWorld';
import type { TestWorld } from './world';

let world: TestWorld;
let door: Door;
const written: string[] = [];
beforeAll(async () => {
	({ world, door } = await startWorldBehindDoor());
	for (const stream of [process.stdout, process.stderr]) {
		jest.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0);
	}
	for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
		jest.spyOn(console, level).mockImplementation((...all) => void written.push(inspect(all, { depth: 10 })));
	}
});
beforeEach(async () => {
	door.stand(null);
	await world.reset();
});
afterAll(async () => {
	jest.restoreAllMocks();
	await world.stop();
});

/** What a person types blind into the node itself. */
const TYPED: Readonly<Record<string, string>> = {
	appPassword: 'abcd-efgh-ijkl-mnop',
	webhookUrl: 'https://discord.com/api/webhooks/123456789012345678/secret-part-of-the_address',
	botToken: '123456789:AAsecretpartofthetoken_abcdefghijk',
	accessToken: 'EAAGsecretpart/of+the=token',
	code: 'code-that-works-once/and+not=for-long',
};

/** Of an address only the end is secret: the rest says where it leads. */
const TYPED_SECRETS = Object.entries(TYPED).map(([name, value]) =>
	name === 'webhookUrl' ? value.slice(value.lastIndexOf('/') + 1) : value,
);

/** Nothing shorter can be told from other words. */
const SHORTEST_PART = 14;

/** A secret in every form in which it could be read, and every part of it that is worth something. */
function formsOf(secret: string): string[] {
	const parts = Array.from({ length: Math.max(1, secret.length - SHORTEST_PART + 1) }, (_, at) =>
		secret.slice(at, at + SHORTEST_PART),
	);
	const encoded = [0, 1, 2].flatMap((before) =>
		(['base64', 'base64url'] as const).map((alphabet) =>
			Buffer.from(`${'x'.repeat(before)}${secret}`)
				.toString(alphabet)
				.slice(4, -4),
		),
	);
	return [...parts, encodeURIComponent(secret), ...encoded];
}

function expectNoSecret(where: string, secrets: readonly string[]): void {
	const found = secrets.flatMap(formsOf).filter((form) => where.includes(form));
	expect(found).toEqual([]);
}

/** All that n8n stores and shows of a run. The parameters belong to the workflow: its editor holds them anyway. */
function allOf({ run, items, error, hints }: NodeResult): string {
	const { resultData } = run.data;
	const hidden = inspect(error, { depth: 12, showHidden: true, maxStringLength: null });
	return [
		JSON.stringify(resultData),
		JSON.stringify(items),
		JSON.stringify(error),
		error?.stack,
		hidden,
		...hints,
	].join('\n');
}

const keyIn = ({ headers }: Asked) => String(headers.authorization ?? 'no key');

/** The whole request in every form, as a careless vendor prints it into its answer. */
function echoOf(asked: Asked): string {
	const { method, url, headers, body } = asked;
	const plain = `${method} ${url} ${JSON.stringify(headers)} ${body.toString().slice(0, 4_000)}`;
	const key = keyIn(asked);
	const forms = [
		plain,
		key,
		encodeURIComponent(plain),
		Buffer.from(key).toString('base64'),
		Buffer.from(plain).toString('base64url'),
	];
	return forms.join(' | ');
}

/** The echo wherever some vendor's errors have a text. */
function errorWith(echo: string): string {
	const error = { message: echo, code: echo.slice(0, 200), details: [{ message: echo, field: echo }] };
	return JSON.stringify({
		...error,
		error,
		errors: [error],
		details: { applicationError: { description: echo, code: 'ECHO' } },
		request_id: echo,
		meta: { request_id: echo },
		hint: echo,
	});
}

const ANSWERS: ReadonlyArray<readonly [string, (asked: Asked) => Answered]> = [
	...[400, 401, 402, 403, 404, 409, 422, 500].map(
		(status) =>
			[
				`a ${status}`,
				(asked: Asked) => ({ status, headers: JSON_TYPE, text: errorWith(echoOf(asked)) }),
			] as const,
	),
	[
		'a 200 that is an error',
		(asked) => ({ status: 200, headers: JSON_TYPE, text: errorWith(echoOf(asked)) }),
	],
	[
		'a page',
		(asked) => ({ status: 502, headers: { 'content-type': 'text/html' }, text: `<p>${echoOf(asked)}</p>` }),
	],
	[
		'a redirect',
		(asked) => ({
			status: 302,
			headers: { location: `/?${encodeURIComponent(keyIn(asked))}` },
			text: '',
		}),
	],
];
const JSON_TYPE = { 'content-type': 'application/json' };

async function runsOf(provider: ProviderId): Promise<NodeRun[]> {
	const { forText } = await seededAccounts(world, provider);
	const options = { includeRaw: true };
	const binary = { data: inMemory('photo.jpg', 'image/jpeg', 2_000) };
	const connect = findProvider(provider)?.connect;
	const accountId = { __rl: true, mode: 'id', value: forText[0].id };
	const typed = (connect?.credentialPlatforms ?? []).map((platform) => {
		const values = CREDENTIAL_FORMS[platform].map(({ name }) => [
			name,
			TYPED[name] ?? 'https://name.example.com',
		]);
		const parameters = {
			operation: 'connectWithCredentials',
			platform,
			...Object.fromEntries(values),
			options,
		};
		return world.node('socialConnect', provider, parameters as never);
	});
	const redirectUrl = 'http://127.0.0.1:9/back';
	const complete = { operation: 'complete', platform: 'threads', code: TYPED.code, redirectUrl, options };
	return [
		world.node('socialAccounts', provider, { operation: 'getMany', options }),
		world.node('socialConnect', provider, { operation: 'reconnect', accountId, returnUrl: '', options }),
		world.node('socialPost', provider, {
			operation: 'create',
			accountIds: [forText[0].id],
			text: freshText(),
			publishMode: 'now',
			options,
		}),
		world.node(
			'socialPost',
			provider,
			{ operation: 'uploadMedia', source: 'binary', binaryPropertyName: 'data', options },
			{ binary },
		),
		...typed,
		...(connect?.complete ? [world.node('socialConnect', provider, complete as never)] : []),
	];
}

const secretsOf = (provider: ProviderId) => {
	const { apiKey, appSecret } = world.sandbox.access[provider] as Readonly<
		Record<string, string | undefined>
	>;
	return [apiKey, appSecret].flatMap((secret) => secret ?? []);
};

describe.each(PROVIDER_IDS)('no secret of %s', (provider) => {
	it('shows in anything that a vendor makes of its request', async () => {
		const runs = await runsOf(provider);
		for (const node of runs) {
			const secrets = [...secretsOf(provider), ...TYPED_SECRETS];
			for (const [, answer] of ANSWERS) {
				door.stand(answer);
				const result = await hurry(async () => await world.engine.run(node));
				if (result.error) expectClearError(result.error);
				expectNoSecret(allOf(result), secrets);
				const goesOn = { ...node, settings: { onError: 'continueRegularOutput' as const } };
				expectNoSecret(allOf(await hurry(async () => await world.engine.run(goesOn))), secrets);
			}
		}
		expectNoSecret(written.join('\n'), secretsOf(provider));
	}, 300_000);

	it('shows in good answers that repeat the request everywhere', async () => {
		for (const node of await runsOf(provider)) {
			door.stand(null);
			const noted = door.note();
			await world.engine.run(node);
			const tape = noted();
			door.stand(async (asked) => {
				const repeat = (_: unknown, value: unknown) =>
					typeof value === 'string' && value.length > 12 ? `${value} ${echoOf(asked)}` : value;
				const rest = replay(tape, (answered) => {
					const body: unknown = answered.text === '' ? {} : JSON.parse(answered.text);
					return { ...answered, text: JSON.stringify(body, repeat) };
				});
				return await rest(asked);
			});
			const result = await hurry(async () => await world.engine.run(node));
			expectNoSecret(allOf(result), [...secretsOf(provider), ...TYPED_SECRETS]);
		}
	}, 300_000);

	it('gets into what the trigger keeps or tells', async () => {
		const host = triggerFor(world, provider);
		await host.activate();
		for (const [, answer] of fc.sample(fc.constantFrom(...ANSWERS), 4)) {
			door.stand(answer);
			await hurry(async () => await host.poll());
		}
		const told = inspect([host.errors, host.executions], {
			depth: 12,
			showHidden: true,
			maxStringLength: null,
		});
		expectNoSecret([host.state, host.saved, told].join('\n'), secretsOf(provider));
	}, 120_000);
});

it('the token exchange of a Wix app shows none when it fails', async () => {
	const { appSecret = '' } = world.sandbox.access.wix as Readonly<Record<string, string>>;
	for (const [, answer] of ANSWERS) {
		door.stand(answer);
		const node = world.node('socialAccounts', 'wix', { operation: 'getMany', authentication: 'app' });
		const result = await hurry(
			async () => await world.engine.run({ ...node, credential: 'wixPublisherAppApi' }),
		);
		if (!result.error) throw new Error('There was no token');
		expectClearError(result.error);
		expectNoSecret(allOf(result), [appSecret]);
	}
}, 120_000);
