import type { JsonValue } from '../../../nodes/shared/domain/json';
import type { ProviderId } from '../../../nodes/shared/domain/provider';
import type { Provider } from '../../../nodes/shared/providers/provider';
import { findProvider } from '../../../nodes/shared/providers/registry';
import type { Wire } from '../../../nodes/shared/transport/wire';
import {
	ACCOUNT_EVENTS,
	POST_EVENTS,
	type DetectOptions,
} from '../../../nodes/SocialTrigger/heart/triggerEvent';
import { readState, writeState, type WatchState } from '../../../nodes/SocialTrigger/heart/watchState';
import type { Wishes } from '../../../nodes/SocialTrigger/readWishes';
import { watch } from '../../../nodes/SocialTrigger/watch';
import type { Sandbox } from '../../../sandbox/core/server';
import { postControl } from '../fixtures/control';
import { useSandbox } from '../fixtures/useSandbox';
import { sandboxWire as postEverywhere } from '../providers/fixtures/postEverywhere';
import { sandboxWire as smartlyQ } from '../providers/fixtures/smartlyQ';
import { sandboxWire as socialSyncer } from '../providers/fixtures/socialSyncer';
import { sandboxWire as wix } from '../providers/fixtures/wix';

const WIRES: Readonly<Record<ProviderId, (sandbox: Sandbox) => Wire>> = {
	postEverywhere,
	smartlyQ,
	socialSyncer,
	wix,
};

/** Calls of an idle poll; Wix asks each channel by itself. */
const MAX_CALLS: Readonly<Record<ProviderId, number>> = {
	postEverywhere: 3,
	smartlyQ: 3,
	socialSyncer: 3,
	wix: 16,
};

const MANY_ACCOUNTS = 10_000;
const MANY_POSTS = 20_000;
const KILOBYTE = 1024;
const POLLS = 5;

/** In CI two other test files share the processor; alone it is a good deal faster. */
const MAX_CPU_MS = 150;

const SCOPE = 'scope';

const OPTIONS: DetectOptions = {
	provider: 'wix',
	events: new Set([...ACCOUNT_EVENTS, ...POST_EVENTS]),
	healthChange: 'any',
	platforms: [],
	accountIds: [],
	emitOnActivation: false,
	includeImmediate: false,
	lookbackMs: 86_400_000,
	maxEvents: 200,
};

describe.each(Object.keys(WIRES) as ProviderId[])('the cost of an idle poll of %s', (id) => {
	const sandbox = useSandbox({ settings: { publishMs: 0, mediaMs: 0 } });
	const provider = findProvider(id) as Provider;
	const wishes: Wishes = {
		...OPTIONS,
		provider: id,
		includeReconnectLink: true,
		watchesAccounts: true,
		watchesPosts: true,
	};
	const pollWith = async (wire: Wire, state: WatchState) =>
		await watch({ provider, wire }, state, wishes, { deadlineMs: Infinity, turn: 0 });
	const learn = async () => {
		const wire = WIRES[id](sandbox);
		const { state } = await pollWith(wire, { scope: SCOPE, epoch: 'any', accounts: null, posts: null });
		return (await pollWith(wire, state)).state;
	};

	it('with 10,000 accounts and 20,000 posts: few calls, little time, a small state', async () => {
		await postControl(sandbox, '/settings', { rateLimit: 1_000_000 });
		await postControl(sandbox, `/populate/${id}`, { accounts: 1000, posts: MANY_POSTS });
		const thousand = sizeOf(await learn());
		expect(thousand).toBeLessThan(32 * KILOBYTE);

		await postControl(sandbox, `/populate/${id}`, { accounts: MANY_ACCOUNTS - 1000 });
		const state = await learn();
		expect((sizeOf(state) - thousand) / (MANY_ACCOUNTS - 1000)).toBeLessThanOrEqual(16);

		const tape = record(WIRES[id](sandbox));
		const { events } = await pollWith(tape.wire, state);
		expect(events).toEqual([]);
		expect(tape.answers.size).toBeLessThanOrEqual(MAX_CALLS[id]);

		const saved = JSON.stringify(writeState(state));
		const times: number[] = [];
		for (let poll = 0; poll < POLLS; poll++) {
			const start = process.cpuUsage();
			const before = readState(JSON.parse(saved), SCOPE);
			if (!before) throw new Error('The state cannot be read back');
			const { state: after } = await pollWith(replay(tape.answers), before);
			JSON.stringify(writeState(after));
			const { user, system } = process.cpuUsage(start);
			times.push((user + system) / 1000);
		}
		const median = times.sort((one, other) => one - other)[Math.floor(POLLS / 2)] ?? Infinity;
		if (process.env.SHOW_COST) {
			process.stdout.write(
				`${id}: ${tape.answers.size} calls, ${median.toFixed(1)} ms, ${thousand} bytes at 1,000 accounts, ${sizeOf(state)} at 10,000\n`,
			);
		}
		expect(median).toBeLessThan(MAX_CPU_MS);
	}, 120_000);
});

function sizeOf(state: WatchState): number {
	return Buffer.byteLength(JSON.stringify(writeState(state)));
}

/** Notes what a vendor answers. */
function record(wire: Wire): { readonly wire: Wire; readonly answers: Map<string, string> } {
	const answers = new Map<string, string>();
	return {
		answers,
		wire: {
			...wire,
			send: async (request) => {
				const answer = await wire.send(request);
				answers.set(JSON.stringify(request), JSON.stringify(answer.body));
				return answer;
			},
		},
	};
}

/** Gives the same answers again, without a vendor that would take time in this process. */
function replay(answers: ReadonlyMap<string, string>): Wire {
	return {
		send: async (request) => {
			const text = answers.get(JSON.stringify(request));
			if (text === undefined) throw new Error(`Nobody has asked ${request.path} before`);
			return { status: 200, headers: {}, body: JSON.parse(text) as JsonValue };
		},
		upload: async () => await Promise.reject(new Error('Nothing is uploaded')),
		sleep: async () => undefined,
	};
}
