import type { JsonValue } from '../../../nodes/shared/domain/json';
import type { ProviderId } from '../../../nodes/shared/domain/provider';
import type { Provider } from '../../../nodes/shared/providers/provider';
import { findProvider } from '../../../nodes/shared/providers/registry';
import type { Wire } from '../../../nodes/shared/transport/wire';
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
import { OPTIONS } from './model/samples';

const WIRES: Readonly<Record<ProviderId, (sandbox: Sandbox) => Wire>> = {
	postEverywhere,
	smartlyQ,
	socialSyncer,
	wix,
};

/** Calls of an idle poll; Wix has to be asked channel by channel. */
const MAX_CALLS: Readonly<Record<ProviderId, number>> = {
	postEverywhere: 3,
	smartlyQ: 3,
	socialSyncer: 3,
	wix: 10,
};

const MANY_ACCOUNTS = 10_000;
const MANY_POSTS = 20_000;
const KILOBYTE = 1024;
/** At so many polls in a row every turn comes, of whatever is asked for in turns. */
const POLLS = 9;

/**
 * Of the quickest poll, since whatever else the machine does makes one slower, never quicker. The goal is 50, which the
 * benchmark holds the built package against, in a process of its own; here the same takes up to twice as long.
 */
const MAX_CPU_MS = 75;

const SCOPE = 'scope';

describe.each(Object.keys(WIRES) as ProviderId[])('the cost of an idle poll of %s', (id) => {
	const sandbox = useSandbox({ settings: { publishMs: 0, mediaMs: 0 } });
	const provider = findProvider(id) as Provider;
	const wishes: Wishes = {
		...OPTIONS,
		includeImmediate: false,
		provider: id,
		includeReconnectLink: true,
		watchesAccounts: true,
		watchesPosts: true,
	};
	const pollWith = async (wire: Wire, state: WatchState, turn = 0) =>
		await watch({ provider, wire }, state, wishes, { deadlineMs: Infinity, turn });
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

		const saved = JSON.stringify(writeState(state));
		const times: number[] = [];
		const tapes: Array<ReadonlyMap<string, string>> = [];
		for (let turn = 0; turn < POLLS; turn++) {
			const { wire, answers } = record(WIRES[id](sandbox));
			const { events } = await pollWith(wire, state, turn);
			expect(events).toEqual([]);
			expect(answers.size).toBeLessThanOrEqual(MAX_CALLS[id]);
			tapes.push(answers);
		}
		// What the vendor holds would have to be looked through by the garbage collector of this process.
		sandbox.reset();
		for (const [turn, answers] of tapes.entries()) {
			const start = process.cpuUsage();
			const before = readState(JSON.parse(saved), SCOPE);
			if (!before) throw new Error('The state cannot be read back');
			const { state: after } = await pollWith(replay(answers), before, turn);
			JSON.stringify(writeState(after));
			const { user, system } = process.cpuUsage(start);
			times.push((user + system) / 1000);
		}
		expect(Math.min(...times)).toBeLessThan(MAX_CPU_MS);
	}, 240_000);
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
