import { FAULT_KINDS } from '../../../sandbox/core/faults';
import { CHECKS, type Check } from '../findings';
import type { Lane } from '../lane';
import type { SoakOrder, SoakOutcome } from '../soak';
import { NODE_OF } from '../steps/steps';
import { areHandlesFlat, heapTrend } from './trend';

const MB = 1024 * 1024;

/** One thing that was judged. */
export interface Judged {
	readonly name: string;
	/** How often it was broken; `problems` are the first of them. */
	readonly count: number;
	readonly problems: readonly string[];
}

/** Columns of the printed table. */
export const TABLE = [
	['Provider', 'provider'],
	['Node runs (items)', 'items'],
	['Posts asked for', 'asked'],
	['made', 'made'],
	['failed', 'failed'],
	['unclear', 'unclear'],
	['twice', 'twice'],
	['lost', 'lost'],
	['Polls', 'polls'],
	['Events due', 'expected'],
	['seen', 'seen'],
	['late', 'late'],
	['Faults met', 'faults'],
] as const;

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0);

function rowOf(lane: Lane, { watchers }: SoakOutcome) {
	const posts = lane.posts.posts;
	const own = watchers.get(lane) ?? [];
	const reported = (report: string) => posts.filter((post) => post.report === report).length;
	return {
		provider: lane.provider.displayName,
		items: sum([...lane.used.values()].map(({ items }) => items)),
		asked: posts.length,
		made: reported('made'),
		failed: reported('failed'),
		unclear: reported('unclear'),
		twice: lane.findings.count('twice'),
		lost: lane.findings.count('lost'),
		polls: sum(own.map(({ polls }) => polls)),
		expected: sum(own.map(({ events }) => events.expected)),
		seen: sum(own.map(({ events }) => events.seen)),
		late: sum(own.map(({ events }) => events.late)),
		faults: sum(lane.weather.met.values()),
		operations: Object.fromEntries([...lane.used].sort(([one], [other]) => one.localeCompare(other))),
	};
}

/** Everything that a soak has counted. */
export function reportOf({ seed, minutes }: SoakOrder, outcome: SoakOutcome) {
	const { lanes, calls, rounds, samples } = outcome;
	const trend = heapTrend(samples);
	const megabytes = (bytes: number) => `${(bytes / MB).toFixed(1)} MB`;
	const last = samples.at(-1);
	return {
		seed,
		minutes,
		rounds,
		calls,
		faults: Object.fromEntries(
			FAULT_KINDS.map((kind) => [kind, sum(lanes.map(({ weather }) => weather.met.get(kind) ?? 0))]),
		),
		providers: lanes.map((lane) => rowOf(lane, outcome)),
		heap: {
			...trend,
			text: `${megabytes(last?.heapBytes ?? 0)} at the end, ${megabytes(trend.growthBytes)} more over the second half (${trend.bytesPerCall.toFixed(0)} bytes per call; at most ${megabytes(trend.limitBytes)}); ${last?.sockets ?? 0} connections, ${last?.handles ?? 0} other handles`,
		},
		samples,
	};
}

/** All checks: those of each provider, then those of the process. */
export function judgeOutcome(outcome: SoakOutcome): Judged[] {
	const { lanes, samples, printedSecrets } = outcome;
	for (const lane of lanes) {
		lookForCalm(lane);
		lookForUnused(lane);
	}
	const perProvider = lanes.flatMap((lane) =>
		(Object.entries(CHECKS) as Array<[Check, string]>).map(([check, text]) => ({
			name: `${lane.provider.displayName}: ${text}`,
			count: lane.findings.count(check),
			problems: lane.findings.examples(check),
		})),
	);
	const trend = heapTrend(samples);
	const counts = (kind: 'sockets' | 'handles') => samples.map((sample) => sample[kind]).join(', ');
	return [
		...perProvider,
		judged(
			'the heap stays flat',
			trend.isFlat,
			`${trend.growthBytes.toFixed(0)} bytes more in the second half`,
		),
		judged('connections stay few', areHandlesFlat(samples, 'sockets'), counts('sockets')),
		judged('handles stay few', areHandlesFlat(samples, 'handles'), counts('handles')),
		judged('no secret is in any log', printedSecrets.length === 0, printedSecrets.join(', ')),
	];
}

function judged(name: string, isFine: boolean, problem: string): Judged {
	return { name, count: isFine ? 0 : 1, problems: isFine ? [] : [problem] };
}

/** A soak in which a fault never came says nothing of it. */
function lookForCalm({ findings, weather }: Lane): void {
	for (const kind of weather.unmet()) findings.add('weather', `no ${kind}`);
}

/** For lists in the editor. */
const NO_OPERATIONS = ['listQueues'];

/** Nor one in which an operation never ran or never succeeded. */
function lookForUnused(lane: Lane): void {
	const { provider, findings } = lane;
	for (const capability of ['accounts', 'connect', 'posts'] as const) {
		for (const [name, value] of Object.entries(provider[capability])) {
			if (typeof value !== 'function' || NO_OPERATIONS.includes(name)) continue;
			const operation = `${NODE_OF[capability]}.${name}`;
			if (!lane.hasSucceeded(operation)) findings.add('coverage', operation);
		}
	}
}
