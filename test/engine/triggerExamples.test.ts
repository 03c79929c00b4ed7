import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INode } from 'n8n-workflow';

import type { ProviderId } from '../../nodes/shared/domain/provider';
import { seededAccounts } from './seed';
import { TriggerHost } from './triggerHost';
import { makeTextPost, POLLS_FOR_ALL, setHealth } from './triggerWorld';
import { startWorld, type TestWorld } from './world';

const FOLDER = join(__dirname, '..', '..', 'examples', 'workflows');
const MINUTE_MS = 60_000;

const triggers = readdirSync(FOLDER).flatMap((file) => {
	const { nodes } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as { nodes: INode[] };
	return nodes
		.filter(({ type }) => type.endsWith('.socialTrigger'))
		.map((node) => ({ file, name: node.name, node }));
});

let world: TestWorld;
beforeAll(async () => {
	world = await startWorld();
});
afterAll(async () => {
	await world.stop();
});

describe('the triggers of the examples', () => {
	it.each(triggers)('$name of $file tells what the example is about', async ({ file, node }) => {
		await world.reset();
		const provider = node.parameters.provider as ProviderId;
		const [credential = ''] = Object.keys(node.credentials ?? {});
		const { forText } = await seededAccounts(world, provider);
		const host = new TriggerHost(world.engine, {
			type: 'socialTrigger',
			parameters: node.parameters,
			credential,
			workflowId: `${file} ${node.name}`,
		});
		await host.activate();
		await makeTextPost(world, provider, 2, [forText[0]]);
		world.sandbox.forward(10 * MINUTE_MS);
		await makeTextPost(world, provider, 2, [forText[1]]);
		await setHealth(world, provider, forText[1], 'expired');
		world.sandbox.forward(10 * MINUTE_MS);
		const events = await host.poll(POLLS_FOR_ALL[provider]);
		const expected = {
			'account-needs-attention.json': 'accountHealthChanged',
			'announce-when-live.json': 'postWentLive',
			'failed-post-retry-once.json': 'postFailed',
		}[file];
		expect([...new Set(events.map(({ event }) => event))]).toEqual([expected]);
		expect(host.errors).toEqual([]);
	});

	it('are there', () => {
		expect(triggers.map(({ file }) => file)).toEqual(
			expect.arrayContaining([
				'account-needs-attention.json',
				'announce-when-live.json',
				'failed-post-retry-once.json',
			]),
		);
	});
});
