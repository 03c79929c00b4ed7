import { type EventBook, openEventBook, summaryOf } from '../e2e/eventBook';
import { control, type ProviderId, violations } from '../e2e/running';
import { TriggerHost } from '../e2e/triggerHosts';
import { until } from '../e2e/until';
import { type Cluster, WORKERS } from './cluster';
import { freshRows, PostWorkflow } from './postWorkflow';

const STORY_TAKES_MS = 400_000;
const SECONDS_TO_TELL = 60;
const MINUTE_MS = 60_000;
const POSTS = 20;
/** Longer than two polls are apart. */
const SLOW_MS = 4000;

const PROVIDER: ProviderId = 'postEverywhere';
/** Of the seed. */
const INSTAGRAM = '4101';

const setHealth = async (verb: 'expire' | 'repair') =>
	await control('POST', `/accounts/${PROVIDER}/${INSTAGRAM}/${verb}`);

/** Main polls; what a poll tells is worked on by the workers. */
export function describeWatching(cluster: () => Cluster): void {
	let book: EventBook;
	let host: TriggerHost;
	let posting: PostWorkflow;
	const expected: string[] = [];

	beforeAll(async () => {
		book = await openEventBook();
		host = await TriggerHost.of(
			'scaledOut',
			{
				async start() {
					await cluster().start('main');
					return cluster().n8n;
				},
				kill: async () => await cluster().kill('main'),
				readLog: async () => await cluster().readLog('main'),
				// It belongs to the cluster.
				remove: async () => undefined,
			},
			book,
		);
		await host.start();
		posting = await PostWorkflow.add(cluster(), PROVIDER, 'Live', {
			parameters: { scheduledAt: "={{ $('Called').first().json.body.scheduledAt }}" },
		});
		await host.watch(PROVIDER);
	}, STORY_TAKES_MS);
	afterAll(async () => {
		await host.deactivateAll();
		await host.remove();
		await book.close();
	});

	/** Has posts scheduled and published; whether main runs or not. */
	async function goLive(name: string): Promise<void> {
		const rows = freshRows(name, POSTS);
		const { now } = (await control('GET', '/clock')) as { now: string };
		const scheduledAt = new Date(Date.parse(now) + 5 * MINUTE_MS).toISOString();
		await posting.call(rows, 'webhooks', { scheduledAt });
		await until(
			`the posts of ${name} are scheduled`,
			async () => (await posting.countsOf(rows)).every((count) => count === 1),
			SECONDS_TO_TELL,
		);
		await control('POST', '/clock', { forward: '10m' });
		const made = await posting.made();
		expected.push(...rows.map((row) => `postWentLive ${made.get(row)?.[0]} - published`));
	}

	/** Everything that is expected has been told by now, and nothing else, each once. */
	async function isTold(): Promise<void> {
		const told = () => summaryOf(host.told(PROVIDER));
		await until(
			`${expected.length} events are told`,
			async () => told().length >= expected.length,
			SECONDS_TO_TELL,
		);
		await host.polls(PROVIDER, 2);
		expect(told()).toEqual([...expected].sort());
		expect(new Set(host.told(PROVIDER).map(({ eventId }) => eventId)).size).toBe(expected.length);
	}

	it(
		'tells each change once, by executions on the workers',
		async () => {
			await setHealth('expire');
			expected.push(`accountHealthChanged ${INSTAGRAM} healthy expired`);
			await goLive('The first');
			await isTold();
			await setHealth('repair');
			expected.push(`accountHealthChanged ${INSTAGRAM} expired healthy`);
			await isTold();

			const onWorkers = (await Promise.all(WORKERS.map((worker) => cluster().executionsOf(worker)))).flat();
			const executions = new Set(host.told(PROVIDER).map(({ execution }) => execution));
			expect([...executions].filter((id) => !onWorkers.includes(id))).toEqual([]);
			expect(await host.executions(PROVIDER)).toEqual({ success: executions.size });
		},
		STORY_TAKES_MS,
	);

	it(
		'tells once what happens while main is down',
		async () => {
			await host.kill();
			await setHealth('expire');
			expected.push(`accountHealthChanged ${INSTAGRAM} healthy expired`);
			await goLive('While main is down');
			await host.start();
			await isTold();
		},
		STORY_TAKES_MS,
	);

	it(
		'tells once what happens when main is killed in a poll',
		async () => {
			await control('POST', '/faults', {
				vendor: PROVIDER,
				kind: 'slow',
				operationId: 'listPosts',
				delayMs: SLOW_MS,
				times: 1000,
			});
			await setHealth('repair');
			expected.push(`accountHealthChanged ${INSTAGRAM} expired healthy`);
			await goLive('In a poll');
			const slowed = async () => {
				const { faults } = (await control('GET', '/faults')) as {
					faults: ReadonlyArray<{ applied: number }>;
				};
				return faults[0]?.applied ?? 0;
			};
			const before = await slowed();
			await until('a poll is under way', async () => (await slowed()) > before, SECONDS_TO_TELL);
			await host.kill();
			await control('DELETE', '/faults');
			await host.start();
			await isTold();
		},
		STORY_TAKES_MS,
	);

	it(
		'tells once what main has put into the queue before it was killed',
		async () => {
			const before = host.told(PROVIDER).length;
			await goLive('In the queue');
			await until('the first is told', async () => host.told(PROVIDER).length > before, SECONDS_TO_TELL);
			await host.kill();
			await host.start();
			await isTold();
			expect(await violations()).toEqual([]);
		},
		STORY_TAKES_MS,
	);
}
