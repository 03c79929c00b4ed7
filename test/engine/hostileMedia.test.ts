import { PROVIDER_IDS, type ProviderId } from '../../nodes/shared/domain/provider';
import { type Collector, startCollector } from './collector';
import { expectClearError } from './expectHonest';
import { makePost, freshText, seededAccounts } from './seed';
import { startWorld, type TestWorld } from './world';

let world: TestWorld;
let inside: Collector;
beforeAll(async () => {
	world = await startWorld();
	inside = await startCollector();
});
beforeEach(async () => {
	await world.reset();
});
afterAll(async () => {
	expect(inside.connections()).toBe(0);
	await world.stop();
	await inside.close();
});

/** Addresses that a machine inside of a network could reach, and its provider should not. */
const privateAddresses = () => [
	`http://127.0.0.1:${inside.port}/photo.jpg`,
	`http://localhost:${inside.port}/photo.jpg`,
	`http://[::ffff:127.0.0.1]:${inside.port}/photo.jpg`,
	`http://2130706433:${inside.port}/photo.jpg`,
	'http://[::1]/photo.jpg',
	'http://169.254.169.254/latest/meta-data/photo.jpg',
	'http://10.0.0.1/photo.jpg',
];

const NO_WEB_ADDRESSES = [
	'file:///etc/passwd',
	'data:image/png;base64,AAAA',
	'ftp://10.0.0.1/photo.jpg',
	'//10.0.0.1/x',
];

async function operationsOf(provider: ProviderId, url: string): Promise<Array<Record<string, unknown>>> {
	const { forText } = await seededAccounts(world, provider);
	const accountIds = [forText[0].id];
	const media = { items: [{ source: 'url', url, type: 'image' }] };
	const scheduledAt = new Date(Date.now() + 86_400_000).toISOString();
	const planned = { publishMode: 'schedule', scheduledAt };
	const { id } = await makePost(world, provider, { accountIds, text: freshText(), ...planned });
	return [
		{ operation: 'validate', accountIds, text: freshText(), media },
		{ operation: 'uploadMedia', source: 'url', url },
		{ operation: 'create', accountIds, text: freshText(), publishMode: 'now', media },
		{ operation: 'update', postId: id, media },
	];
}

describe.each(PROVIDER_IDS)('media at a private address, through %s', (provider) => {
	it('are for the provider to fetch or to refuse, and never fetched from here', async () => {
		for (const url of privateAddresses()) {
			for (const parameters of await operationsOf(provider, url)) {
				const { error } = await world.engine.run(world.node('socialPost', provider, parameters as never));
				if (error) expectClearError(error);
			}
		}
		expect(inside.connections()).toBe(0);
	}, 120_000);

	it.each(NO_WEB_ADDRESSES)('are refused before any call when the address is %s', async (url) => {
		for (const parameters of await operationsOf(provider, url)) {
			const calls = world.sandbox.log(provider).length;
			const { error } = await world.engine.run(world.node('socialPost', provider, parameters as never));
			if (!error) throw new Error(`${url} was taken`);
			expectClearError(error);
			expect(error.description).toContain('(parameter: Media URL)');
			expect(world.sandbox.log(provider)).toHaveLength(calls);
		}
	});
});
