import { PROVIDER_IDS, type ProviderId } from '../../nodes/shared/domain/provider';
import { findProvider } from '../../nodes/shared/providers/registry';
import { freshText, seededAccounts } from './seed';
import { startWorld, type TestWorld } from './world';

let world: TestWorld;
const accountIdOf = new Map<ProviderId, string>();

beforeAll(async () => {
	world = await startWorld();
	for (const provider of PROVIDER_IDS) {
		accountIdOf.set(provider, (await seededAccounts(world, provider)).forText[0].id);
	}
});
beforeEach(async () => {
	await world.reset();
});
afterAll(async () => {
	expect(world.sandbox.violations()).toEqual([]);
	await world.stop();
});

interface Refusal {
	readonly what: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly message: RegExp;
	readonly advice: RegExp;
}

const REFUSALS: readonly Refusal[] = [
	{
		what: 'no account chosen',
		parameters: { accountIds: '={{ [] }}' },
		message: /^No account was chosen$/,
		advice: /Pick accounts from the list.*\(parameter: Accounts\)/,
	},
	{
		what: 'only commas as accounts',
		parameters: { accountIds: '={{ " , ," }}' },
		message: /^No account was chosen$/,
		advice: /parameter: Accounts/,
	},
	{
		what: 'empty text without media',
		parameters: { text: '  \n' },
		message: /neither text nor media/,
		advice: /parameter: Text/,
	},
	{
		what: 'a past time',
		parameters: { publishMode: 'schedule', scheduledAt: '2020-01-01T09:00', timezone: 'Europe/Berlin' },
		message: /2020-01-01 09:00 .* is past \(2020-01-01T08:00:00\.000Z\)/,
		advice: /future.*parameter: Schedule Time/,
	},
	{
		what: 'a local time that does not exist',
		parameters: { publishMode: 'schedule', scheduledAt: '2036-03-30T02:30', timezone: 'Europe/Berlin' },
		message: /2036-03-30T02:30 does not exist in Europe\/Berlin/,
		advice: /from 2036-03-30T03:30 on/,
	},
	{
		what: 'no time at all',
		parameters: { publishMode: 'schedule', scheduledAt: '={{ "" }}' },
		message: /no time/,
		advice: /Set Schedule Time/,
	},
	{
		what: 'something that is no time',
		parameters: { publishMode: 'schedule', scheduledAt: 'next Tuesday' },
		message: /"next Tuesday" is not a time/,
		advice: /Write it like/,
	},
	{
		what: 'an unknown time zone',
		parameters: { publishMode: 'schedule', scheduledAt: '2036-01-01T09:00', timezone: 'Mars/Olympus' },
		message: /"Mars\/Olympus" is not a time zone/,
		advice: /IANA name/,
	},
	{
		what: 'a media address that is none',
		parameters: { media: { items: [{ url: 'photo.jpg', type: 'auto' }] } },
		message: /"photo.jpg" is not a web address/,
		advice: /parameter: Media URL/,
	},
	{
		what: 'settings that are no JSON',
		parameters: { platformOverrides: { items: [{ platform: 'instagram', text: '', settings: '{ nope' }] } },
		message: /Settings is not a JSON object/,
		advice: /double quotes/,
	},
	{
		what: 'additional fields that are no object',
		parameters: { options: { additionalFields: '[1]' } },
		message: /Additional Fields is not a JSON object/,
		advice: /parameter: Additional Fields/,
	},
	{
		what: 'two overrides for one network',
		parameters: {
			platformOverrides: {
				items: [
					{ platform: 'instagram', text: 'a' },
					{ platform: 'instagram', text: 'b' },
				],
			},
		},
		message: /two overrides for Instagram/,
		advice: /one override/,
	},
	{
		what: 'a mode that no provider has',
		parameters: { publishMode: 'yesterday' },
		message: /cannot publish a post in the mode "yesterday"/,
		advice: /Choose one of: now/,
	},
];

// n8n itself refuses fields that were left empty; these come from expressions, which it lets through.
describe.each(PROVIDER_IDS)('bad input for %s is refused before any call', (provider) => {
	it.each(REFUSALS)('$what', async ({ parameters, message, advice }) => {
		const calls = world.sandbox.log(provider).length;
		const { items, error } = await world.engine.run(
			world.node('socialPost', provider, {
				operation: 'create',
				accountIds: [accountIdOf.get(provider)],
				text: freshText(),
				publishMode: 'now',
				...parameters,
			} as never),
		);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(advice);
		expect(error?.context?.itemIndex).toBe(0);
		expect(world.sandbox.log(provider)).toHaveLength(calls);
	});

	it('an operation that does not exist', async () => {
		const { error } = await world.engine.run(world.node('socialPost', provider, { operation: 'explode' }));
		expect(error?.message).toBe(`${findProvider(provider)?.displayName} has no operation "explode"`);
		expect(world.sandbox.log(provider)).toEqual([]);
	});

	it('no account picked', async () => {
		const { error } = await world.engine.run(
			world.node('socialAccounts', provider, {
				operation: 'get',
				accountId: { __rl: true, mode: 'id', value: '={{ "" }}' },
			}),
		);
		expect(error?.message).toBe('No account was chosen');
		expect(world.sandbox.log(provider)).toEqual([]);
	});

	it('no post ID', async () => {
		const { error } = await world.engine.run(
			world.node('socialPost', provider, { operation: 'get', postId: '={{ " " }}' }),
		);
		expect(error?.message).toBe('There is no post ID');
		expect(world.sandbox.log(provider)).toEqual([]);
	});
});

describe('a mode that only other providers have', () => {
	it('names the providers that have it', async () => {
		const { error } = await world.engine.run(
			world.node('socialPost', 'smartlyQ', {
				operation: 'create',
				accountIds: ['1'],
				text: 'Hello',
				publishMode: 'draft',
			}),
		);
		expect(error?.message).toBe('SmartlyQ cannot publish a post in the mode "draft"');
		expect(error?.description).toMatch(/Providers that have it: .*PostEverywhere/);
	});

	it('an unknown provider is refused', async () => {
		const { error } = await world.engine.run(
			world.node('socialAccounts', 'smartlyQ', { operation: 'getMany', provider: 'myspace' }),
		);
		expect(error?.message).toBe('There is no provider "myspace"');
	});
});

describe.each([
	['ftp://example.com', /not an http\(s\) address/],
	['example.com/v1', /not an http\(s\) address/],
	['http://api.example.com/v1', /plain http to api\.example\.com/],
	['http://10.0.0.7/v1', /plain http to 10\.0\.0\.7/],
])('the base URL %s', (baseUrl, message) => {
	it.each(PROVIDER_IDS)('is refused for %s before any call', async (provider) => {
		const elsewhere = await startWorld((secrets) =>
			Object.fromEntries(Object.entries(secrets).map(([type, fields]) => [type, { ...fields, baseUrl }])),
		);
		try {
			const { error } = await elsewhere.engine.run(
				elsewhere.node('socialAccounts', provider, { operation: 'getMany' }),
			);
			expect(error?.message).toMatch(message);
			expect(error?.description).toMatch(/parameter: Base URL/);
		} finally {
			await elsewhere.stop();
		}
	});
});
