import { PROVIDER_IDS } from '../../nodes/shared/domain/provider';
import { say } from '../../scripts/lib/progress.mjs';
import { startSandbox } from '../../sandbox/core/server';
import { stateOf } from '../../sandbox/vendors/wix/state';
import { CREDENTIAL_VALUES } from '../engine/connectScenarios';
import { CREDENTIAL_FORMS } from '../../nodes/shared/domain/connection';
import { NO_LIMIT, nodeWorld, secretsFor } from '../engine/world';
import { Draw } from './draw';
import { Lane } from './lane';
import type { Footprint, RunAnswer } from './pack/question';
import { startPack } from './pack/startPack';
import { heapTrend, type Sample } from './report/trend';
import { changeAccounts } from './steps/accountSteps';
import { settleLinks } from './steps/connectSteps';
import { hasAll, type Mood, takeStep } from './steps/steps';
import { Watcher } from './watcher';

/** What `npm run test:soak` gives to the judge. */
export interface SoakOrder {
	readonly minutes: number;
	readonly seed: string;
	/** An empty folder; removed afterwards. */
	readonly folder: string;
}

/** What a soak has left. */
export interface SoakOutcome {
	readonly lanes: readonly Lane[];
	readonly watchers: ReadonlyMap<Lane, readonly Watcher[]>;
	readonly samples: readonly Sample[];
	readonly calls: number;
	readonly rounds: number;
	/** Canaries that the pack's process has printed. */
	readonly printedSecrets: readonly string[];
}

const WATCHERS = [
	{ name: 'in memory', hasDurableCursors: false, includesImmediate: true },
	{ name: 'durable', hasDurableCursors: true, includesImmediate: false },
] as const;

/** Things that are done at once at one provider. */
const HANDS = 4;

/** New steps are begun for so long; then all end, the clock moves on, and the books are held against the truth. */
const ROUND_MS = 4_000;

/** Fewer say nothing of the heap. */
const LEAST_ROUNDS = 10;
/**
 * By the end an operation or a fault may not have come, on a slow machine, or a short soak may be compiling code still, so
 * that the heap is not flat yet: so many more rounds make up for it. What leaks is not flat after them, either.
 */
const MOST_MORE = 30;

const SIGN_OF_LIFE_MS = 5_000;
/** Worth to be named. */
const LONG_MS = 8_000;
const MINUTE_MS = 60_000;

/** How the sandbox's access tokens begin. */
const WIX_TOKEN = 'OauthNG.SANDBOX.';

/** Posts settle after so long, in the sandbox's time. */
const PUBLISH_MS = 200;

/** At the end: whatever waits is due by then. */
const ALL_DUE_MS = 30 * 24 * 60 * MINUTE_MS;

/** Runs everything side by side for some minutes, and a last round in which all that waits becomes due. */
export async function soak(order: SoakOrder): Promise<SoakOutcome> {
	const sandbox = await startSandbox();
	const pack = startPack(order.folder);
	try {
		const secrets = secretsFor(sandbox);
		const canaries = canariesOf(secrets);
		await pack.ask({ do: 'open', secrets, canaries });
		const world = nodeWorld(sandbox, {
			run: async (node) => {
				const { items, error } = await pack.ask<RunAnswer>({ do: 'run', node });
				return {
					items,
					error: error === null ? undefined : Object.assign(new Error(error.message), error),
				} as never;
			},
		});
		await world.control('POST', '/settings', { publishMs: PUBLISH_MS, mediaMs: 0, rateLimit: NO_LIMIT });
		// The plan of a real site would be used up within minutes.
		stateOf(sandbox.worlds.wix).plan.monetizationEnabled = false;

		const draw = new Draw(order.seed);
		const lanes = await Promise.all(
			PROVIDER_IDS.map(
				async (id) => await Lane.open(world, id, draw.branch(id), pack, (what) => say(`  ! ${what}`)),
			),
		);
		const watchers = new Map<Lane, readonly Watcher[]>();
		for (const lane of lanes) {
			watchers.set(
				lane,
				await Promise.all(WATCHERS.map(async (kind) => await Watcher.start(lane, kind, pack))),
			);
		}

		const samples: Sample[] = [];
		const calls = () => sandbox.log().at(-1)?.id ?? 0;
		const startedAt = Date.now();
		const endsAt = startedAt + order.minutes * MINUTE_MS;
		let rounds = 0;
		const signOfLife = setInterval(() => {
			say(progressLine(lanes, watchers, { rounds, calls: calls(), startedAt, endsAt }));
		}, SIGN_OF_LIFE_MS);
		try {
			const round = async (mood: Mood) => {
				rounds += 1;
				const until = Date.now() + ROUND_MS;
				await Promise.all(lanes.map(async (lane) => await work(lane, watchers.get(lane) ?? [], until, mood)));
				sandbox.forward(draw.between(5, 90) * MINUTE_MS);
				await Promise.all(lanes.map(async (lane) => await judge(lane, watchers.get(lane) ?? [])));
				samples.push({ calls: calls(), ...(await pack.ask<Footprint>({ do: 'measure' })) });
			};
			while (Date.now() < endsAt) await round('usual');
			for (let more = 0; more < MOST_MORE; more++) {
				if (rounds >= LEAST_ROUNDS && lanes.every(isComplete) && heapTrend(samples).isFlat) break;
				await round('completing');
			}
			sandbox.forward(ALL_DUE_MS);
			await Promise.all(lanes.map(async (lane) => await judge(lane, watchers.get(lane) ?? [])));
			await Promise.all([...watchers.values()].flat().map(async (watcher) => await watcher.catchUp()));
		} finally {
			clearInterval(signOfLife);
		}

		for (const lane of lanes) {
			for (const { events } of watchers.get(lane) ?? [])
				events.finish((id) => lane.vendorWorld.posts.has(id));
			for (const { kind, method, path, issues } of sandbox.violations(lane.id)) {
				lane.findings.add('violations', `${kind} ${method} ${path} ${JSON.stringify(issues)}`);
			}
		}
		const printed = pack.printed();
		return {
			lanes,
			watchers,
			samples,
			calls: calls(),
			rounds,
			printedSecrets: Object.entries(canaries).flatMap(([name, text]) =>
				printed.includes(text) ? name : [],
			),
		};
	} finally {
		await pack.stop();
		await sandbox.close();
	}
}

/** Keys of the vendors, and what people type blind. */
function canariesOf(secrets: ReturnType<typeof secretsFor>): Record<string, string> {
	const keys = Object.entries(secrets).flatMap(([type, fields]) =>
		(['apiKey', 'appSecret'] as const).flatMap((field) => {
			const value = fields[field];
			return typeof value === 'string' && value !== '' ? [[`${type}.${field}`, value] as const] : [];
		}),
	);
	const typed = Object.values(CREDENTIAL_FORMS)
		.flat()
		.filter(({ secret }) => secret)
		.map(({ name }) => [name, CREDENTIAL_VALUES[name] ?? ''] as const);
	return Object.fromEntries([...keys, ...typed, ['access token of Wix', WIX_TOKEN]]);
}

/** Whether there is nothing left that the soak would say nothing of. */
function isComplete(lane: Lane): boolean {
	return hasAll(lane) && lane.weather.unmet().length === 0;
}

/** One provider's share of a round: steps, polls and weather side by side. */
async function work(lane: Lane, watchers: readonly Watcher[], until: number, mood: Mood): Promise<void> {
	await changeAccounts(lane);
	let isOver = false;
	const whileGoing = async (step: () => Promise<void>) => {
		while (!isOver) await step();
	};
	const hands = Array.from({ length: HANDS }, async () => {
		while (!isOver && Date.now() < until) await takeStep(lane, mood);
	});
	const ending = async () => {
		isOver = true;
		await lane.weather.clear();
	};
	await Promise.all([
		Promise.all(hands).finally(ending),
		whileGoing(async () => {
			await (mood === 'usual' ? lane.weather.change() : lane.weather.complete());
			await pause(lane.draw.between(100, 900));
		}),
		...watchers.map(async (watcher) => {
			await whileGoing(async () => {
				await watcher.poll();
				await pause(lane.draw.between(20, 600));
			});
		}),
	]);
	// The last poll may have asked for another weather.
	await lane.weather.clear();
	await settleLinks(lane);
}

/** Everything has had its time: the books are held against the truth. */
async function judge(lane: Lane, watchers: readonly Watcher[]): Promise<void> {
	const sinceMs = lane.nowMs;
	await Promise.all(watchers.map(async (watcher) => await watcher.judge()));
	lane.posts.audit();
	for (const booked of lane.posts.posts) {
		const records = lane.posts.atVendor(booked);
		booked.isTold =
			records.length > 0 &&
			records.every(
				({ status, updatedAt }) =>
					updatedAt.getTime() < sinceMs && !['draft', 'scheduled', 'publishing'].includes(status),
			);
	}
}

function progressLine(
	lanes: readonly Lane[],
	watchers: ReadonlyMap<Lane, readonly Watcher[]>,
	{
		rounds,
		calls,
		startedAt,
		endsAt,
	}: { readonly rounds: number; readonly calls: number; readonly startedAt: number; readonly endsAt: number },
): string {
	const seconds = (ms: number) => `${Math.max(0, Math.round(ms / 1000))} s`;
	const now = Date.now();
	const posts = lanes.reduce((sum, lane) => sum + lane.posts.posts.length, 0);
	const events = [...watchers.values()].flat().reduce((sum, watcher) => sum + watcher.events.seen, 0);
	return `${seconds(now - startedAt)}, ${seconds(endsAt - now)} left: round ${rounds}, ${calls} calls, ${posts} posts asked for, ${events} events${longestOf(lanes, now)}`;
}

/** What has been under way for longer than most things take. */
function longestOf(lanes: readonly Lane[], now: number): string {
	const [longest] = lanes
		.flatMap(({ doing }) => [...doing.values()])
		.sort((one, other) => one.sinceMs - other.sinceMs);
	if (longest === undefined || now - longest.sinceMs < LONG_MS) return '';
	return `; ${longest.what} for ${Math.round((now - longest.sinceMs) / 1000)} s`;
}

async function pause(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}
