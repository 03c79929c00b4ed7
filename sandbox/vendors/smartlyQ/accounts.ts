import type { Account, World } from '../../core/world';
import type { Answer, Ask } from './ask';
import { conflict, invalid, notFound, Refusal, success } from './envelope';
import { countedAs, healthOf, type HealthCount } from './health';
import { isWaiting, profileOfPost } from './postFacts';
import { stateOf } from './state';

interface AccountFacts {
	/** 0: the developer's own workspace. */
	profileId?: number;
	/** Google Business locations that it can be pointed at; the first is the present one. */
	locations?: ReadonlyArray<{
		readonly id: string;
		readonly title: string;
		readonly storeCode: string | null;
	}>;
	/** Whether posts made on the network itself are brought in. */
	importsPosts?: boolean;
	boards?: ReadonlyArray<{ readonly id: string; readonly name: string }>;
	playlists?: ReadonlyArray<{ readonly id: string; readonly title: string; readonly items: number }>;
}

export function factsOf(account: Account): AccountFacts {
	return account.extra;
}

/** The connected accounts of a profile, in the order of their IDs. */
export function accountsOf(world: World, profileId: number): Account[] {
	return [...world.accounts.values()]
		.filter((account) => account.connected && (factsOf(account).profileId ?? 0) === profileId)
		.sort((one, other) => Number(one.id) - Number(other.id));
}

/** The account of a path's `account_id`. */
export function accountOfPath(world: World, { params, profileId }: Ask): Account {
	const account = accountsOf(world, profileId).find(({ id }) => id === params.account_id);
	if (account === undefined) throw notFound('Account');
	return account;
}

export function accountAnswers(world: World): Record<string, Answer> {
	return {
		listSocialAccounts: ({ now, profileId }) =>
			success(
				now,
				accountsOf(world, profileId).map(({ id, platform, name }) => ({ id: Number(id), platform, name })),
			),
		bulkAccountHealth: ({ now, profileId }) => {
			const accounts = accountsOf(world, profileId);
			const counts: Record<HealthCount, number> = { healthy: 0, expiring: 0, expired: 0, paused: 0 };
			for (const account of accounts) counts[countedAs(account, now)] += 1;
			const rows = accounts.map((account) => ({
				...named(account),
				is_active: !account.paused,
				...healthOf(account, now),
			}));
			return success(now, { ...counts, accounts: rows });
		},
		getAccountHealth: (ask) => {
			const account = accountOfPath(world, ask);
			return success(ask.now, { ...named(account), ...healthOf(account, ask.now) });
		},
		updateSocialAccount: (ask) => {
			const account = accountOfPath(world, ask);
			account.name = (ask.body as { account_name: string }).account_name;
			return success(ask.now, named(account));
		},
		disconnectSocialAccount: (ask) => {
			accountOfPath(world, ask).connected = false;
			return success(ask.now, null);
		},
		pauseSocialAccount: (ask) => setPaused(world, ask, true),
		resumeSocialAccount: (ask) => setPaused(world, ask, false),
		moveSocialAccount: (ask) => move(world, ask),
	};
}

function named({ id, platform, name }: Account): { id: number; platform: string; account_name: string } {
	return { id: Number(id), platform, account_name: name };
}

function setPaused(world: World, ask: Ask, paused: boolean) {
	const account = accountOfPath(world, ask);
	account.paused = paused;
	return success(ask.now, { id: Number(account.id), paused });
}

/** Called without a profile, whatever profile the account is in now. */
function move(world: World, ask: Ask) {
	if (ask.profileId !== 0) throw invalid('Move an account without the X-Profile-Id header.', 'X-Profile-Id');
	const account = world.accounts.get(ask.params.account_id ?? '');
	if (account === undefined || !account.connected) throw notFound('Account');
	const { profile_id: profileId } = ask.body as { profile_id: number };
	if (profileId !== 0 && !stateOf(world).profiles.has(profileId)) {
		throw new Refusal(404, 'PROFILE_NOT_FOUND', 'Profile not found.');
	}
	const from = factsOf(account).profileId ?? 0;
	const waits = [...world.posts.values()].some(
		(post) =>
			isWaiting(post) &&
			profileOfPost(post) === from &&
			post.targets.some(({ accountId }) => accountId === account.id),
	);
	if (waits) throw conflict('The account has scheduled or running posts.');
	factsOf(account).profileId = profileId;
	return success(ask.now, { ...named(account), profile_id: profileId });
}
