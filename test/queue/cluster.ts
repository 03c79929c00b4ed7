import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { freePort } from '../../scripts/lib/freePort.mjs';
import { openN8n } from '../../scripts/lib/n8nApi.mjs';
import { makeOwner, serverSettings, waitUntilReady } from '../../scripts/lib/startN8n.mjs';
import { type LeashedN8n, makeUserFolder, startLeashed } from '../e2e/leashedN8n';
import { type N8n, readRunning } from '../e2e/running';
import { until } from '../e2e/until';

const MILLISECONDS_TO_NOTICE = 500;
const LOG_LETTERS_SHOWN = 4000;

export const WORKERS = ['worker 1', 'worker 2'] as const;
export const MEMBERS = ['main', 'webhooks', ...WORKERS] as const;
export type Member = (typeof MEMBERS)[number];

const COMMANDS: Readonly<Record<Member, readonly string[]>> = {
	main: ['start'],
	webhooks: ['webhook'],
	'worker 1': ['worker', '--concurrency=10'],
	'worker 2': ['worker', '--concurrency=10'],
};

/** A worker that is gone is noticed sooner than by default (after a minute). */
const NOTICED_SOON = {
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
};

/** PostgreSQL and Redis, as environment variables of n8n. */
function readServers(): Readonly<Record<string, string>> {
	const text = process.env.SOCIAL_PUBLISHER_QUEUE;
	if (text === undefined)
		throw new Error('Start these tests with `npm run test:queue`: it brings up PostgreSQL and Redis.');
	return JSON.parse(text) as Record<string, string>;
}

interface Place {
	readonly userFolder: string;
	readonly log: string;
	/** The same after each start. */
	readonly port: number;
	running: LeashedN8n | null;
}

/**
 * A scaled-out n8n: a main process, a webhook processor and two workers, which share the database, the queue and the
 * encryption key, and neither memory nor files. Each can be killed and started again.
 */
export class Cluster {
	private api: N8n | null = null;

	private constructor(
		private readonly places: ReadonlyMap<Member, Place>,
		private readonly owner: ReturnType<typeof makeOwner>,
		private readonly encryptionKey: string,
		private readonly settings: Readonly<Record<string, string>>,
	) {}

	/** Main first: it makes the database. */
	static async start(settings: Readonly<Record<string, string>> = {}): Promise<Cluster> {
		const places = new Map<Member, Place>();
		for (const member of MEMBERS) {
			const userFolder = await makeUserFolder();
			const port = await freePort();
			places.set(member, { userFolder, log: join(userFolder, 'n8n.log'), port, running: null });
		}
		const owner = makeOwner(readRunning().n8n.folder);
		const cluster = new Cluster(places, owner, randomBytes(24).toString('hex'), {
			...readServers(),
			...NOTICED_SOON,
			...settings,
		});
		await cluster.start('main');
		await Promise.all(MEMBERS.map(async (member) => member !== 'main' && (await cluster.start(member))));
		return cluster;
	}

	/** The REST API of main. */
	get n8n(): N8n {
		if (this.api === null) throw new Error('main has not been started.');
		return this.api;
	}

	/** Where calls of a webhook are taken. */
	webhookAddress(path: string, by: 'main' | 'webhooks' = 'webhooks'): string {
		return `${this.addressOf(by)}/webhook/${path}`;
	}

	/** Starts it, unless it runs, until it is ready. */
	async start(member: Member): Promise<void> {
		const place = this.placeOf(member);
		if (place.running !== null) return;
		const { userFolder, log, port } = place;
		place.running = await startLeashed(COMMANDS[member], {
			userFolder,
			log,
			encryptionKey: this.encryptionKey,
			settings: {
				...serverSettings(port, this.owner),
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(port),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
				...this.settings,
			},
		});
		const address = this.addressOf(member);
		await waitUntilReady(
			place.running.child,
			address,
			async () => (await this.readLog(member)).slice(-LOG_LETTERS_SHOWN),
			member === 'main' ? undefined : ['/healthz/readiness'],
		);
		const { email, password } = this.owner;
		if (member === 'main') this.api = await openN8n({ address, email, password });
	}

	/** Kills it in the middle of whatever it does. */
	async kill(...members: readonly Member[]): Promise<void> {
		await Promise.all(
			members.map(async (member) => {
				const place = this.placeOf(member);
				const dying = place.running;
				place.running = null;
				await dying?.kill();
				await this.isGone(member);
			}),
		);
	}

	/** Until Redis has noticed, it would hand the next execution to a dead worker. */
	private async isGone(member: Member): Promise<void> {
		const isDeaf = async () =>
			await fetch(this.addressOf(member)).then(
				() => false,
				() => true,
			);
		await until(`${member} is gone`, isDeaf);
		await new Promise((resolve) => setTimeout(resolve, MILLISECONDS_TO_NOTICE));
	}

	/** All that it has printed so far. */
	async readLog(member: Member): Promise<string> {
		return await readFile(this.placeOf(member).log, 'utf8');
	}

	/** IDs of the executions that a worker has begun, over all its starts. */
	async executionsOf(worker: (typeof WORKERS)[number]): Promise<readonly string[]> {
		const log = await this.readLog(worker);
		return [...log.matchAll(/Worker started execution (\d+)/g)].map(([, id]) => String(id));
	}

	/** The process of n8n itself, for what the system tells of it. */
	async processOf(member: Member): Promise<number> {
		const leash = this.placeOf(member).running?.child.pid;
		if (leash === undefined) throw new Error(`${member} does not run.`);
		const children = await readFile(`/proc/${leash}/task/${leash}/children`, 'utf8');
		return Number(children.trim().split(' ')[0]);
	}

	/** Kills all of it and removes its folders. */
	async remove(): Promise<void> {
		await this.kill(...MEMBERS);
		for (const { userFolder } of this.places.values())
			await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	}

	private addressOf(member: Member): string {
		return `http://127.0.0.1:${this.placeOf(member).port}`;
	}

	private placeOf(member: Member): Place {
		const place = this.places.get(member);
		if (place === undefined) throw new Error(`There is no ${member}.`);
		return place;
	}
}
