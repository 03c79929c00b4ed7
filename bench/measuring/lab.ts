import { fetch } from 'undici';

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

export interface SandboxAccess {
	readonly postEverywhere: { readonly baseUrl: string; readonly apiKey: string };
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
	/** What PostEverywhere was asked since `freshWorld`. */
	notedCalls(): Promise<NotedCall[]>;
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

	async function control<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
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
		notedCalls: async () => {
			const { log } = await control<{ log: NotedCall[] }>('GET', '/log?vendor=postEverywhere&limit=100000');
			return log;
		},
	};
	return (rounds) => ({ ...lab, ...rounds });
}
