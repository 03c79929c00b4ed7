import { fetch } from 'undici';

import type { ProviderId } from '../../nodes/shared/domain/provider';
import type { Rounds } from './rounds';

/** What `npm run bench` gives to the measuring process. */
export interface BenchOrder {
	readonly sandbox: SandboxAccess;
	/** An empty folder for large files; removed afterwards. */
	readonly folder: string;
	/** Small numbers, one run. */
	readonly quick: boolean;
	/** Only cases whose name holds this. */
	readonly only: string | null;
	/** Where CPU profiles of the pack go; `null`: none. */
	readonly profileFolder: string | null;
}

type Access = { readonly baseUrl: string; readonly apiKey: string };

export interface SandboxAccess extends Readonly<Record<Exclude<ProviderId, 'wix'>, Access>> {
	readonly wix: Access & { readonly siteId: string };
	/** Address of the control API. */
	readonly control: string;
}

/** Conditions of a run. */
export interface World {
	/** Each answer of the API comes this much later. */
	readonly latencyMs: number;
	/** So many posts are there. */
	readonly posts?: number;
}

/** A request as the sandbox has noted it. */
export interface NotedCall {
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, unknown>>;
	readonly body: unknown;
	readonly status: number | null;
}

/** Where and how the cases measure. */
export interface Lab extends Pick<BenchOrder, 'sandbox' | 'folder' | 'quick' | 'profileFolder'>, Rounds {
	/** Says what is going on right now. */
	report(doing: string): void;
	/** The sandbox as on its first day, without a rate limit, under these conditions. */
	freshWorld(world: World): Promise<void>;
	/** What PostEverywhere was asked since `freshWorld`, or another one since `forgetCalls`. */
	notedCalls(provider?: ProviderId): Promise<NotedCall[]>;
	forgetCalls(): Promise<void>;
	/** Adds accounts and posts, beside those of the first day. */
	populate(
		provider: ProviderId,
		counts: { readonly accounts: number; readonly posts: number },
	): Promise<void>;
	/** Lets time pass at the vendors, e.g. `31d`. */
	forward(duration: string): Promise<void>;
	/** Account that can post a text without media. */
	readonly accountId: string;
}

/** More than any case sends. */
const NO_LIMIT = 1_000_000;

/** Takes a text without media. */
const NETWORK = 'facebook';

/**
 * A lab in which every case brings its own rounds.
 *
 * @throws Error when the sandbox does not answer as it should
 */
export async function openLab(
	order: BenchOrder,
	report: (doing: string) => void,
): Promise<(rounds: Rounds) => Lab> {
	const { sandbox, folder, quick, profileFolder } = order;

	async function control<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<T> {
		const answer = await fetch(`${sandbox.control}${path}`, {
			method,
			...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
		});
		if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
		return (await answer.json()) as T;
	}

	interface State {
		readonly accounts: ReadonlyArray<{ id: string; platform: string }>;
	}
	const { accounts } = await control<State>('GET', '/state/postEverywhere');
	const account = accounts.find(({ platform }) => platform === NETWORK);
	if (!account) throw new Error(`The sandbox has no account on ${NETWORK}`);

	const lab: Omit<Lab, keyof Rounds> = {
		sandbox,
		folder,
		quick,
		profileFolder,
		report,
		accountId: account.id,
		freshWorld: async ({ latencyMs, posts }) => {
			await control('POST', '/reset', {});
			if (posts !== undefined) {
				const there = await control<{ posts: number }>('POST', '/populate/postEverywhere', { posts: 0 });
				await control('POST', '/populate/postEverywhere', { posts: posts - there.posts });
			}
			await control('POST', '/settings', { publishMs: 0, mediaMs: 0, rateLimit: NO_LIMIT, latencyMs });
		},
		notedCalls: async (provider = 'postEverywhere') => {
			const { log } = await control<{ log: NotedCall[] }>('GET', `/log?vendor=${provider}&limit=100000`);
			return log;
		},
		forgetCalls: async () => {
			await control('DELETE', '/log');
		},
		populate: async (provider, counts) => {
			await control('POST', `/populate/${provider}`, counts);
		},
		forward: async (duration) => {
			await control('POST', '/clock', { forward: duration });
		},
	};
	return (rounds) => ({ ...lab, ...rounds });
}
