import type { Call, Reply } from '../../core/vendor';
import type { Account, ConnectSession, World } from '../../core/world';
import { accountOf, findAccount } from './accounts';
import { invalid, notFound, success } from './envelope';
import { requireRoomForAccount } from './workspace';

const LINK_SECONDS = 600;
const POLL_SECONDS = 3;
const TOKEN_DIGITS = 32;

export function createConnectLink(world: World, { now, body }: Call): Reply {
	const { platform } = body as { platform: string };
	const { authorizeUrl } = openSession(world, platform, null);
	return success(now, { platform, authorize_url: authorizeUrl, expires_in: LINK_SECONDS });
}

export function reconnectAccount(world: World, { now, params }: Call): Reply {
	const account = findAccount(world, params.account_id ?? '');
	if (account.platform in NAME_FROM_CREDENTIALS) {
		throw invalid(`${account.platform} accounts are reconnected with their credentials`, {
			platform: account.platform,
		});
	}
	const { authorizeUrl } = openSession(world, account.platform, account);
	return success(now, {
		platform: account.platform,
		account_id: Number(account.id),
		authorize_url: authorizeUrl,
		expires_in: LINK_SECONDS,
	});
}

export function startSocialConnect(world: World, { now, body }: Call): Reply {
	const {
		platform,
		mode,
		account_id: accountId,
	} = body as { platform: string; mode?: string; account_id?: number };
	if (mode === 'reconnect' && accountId === undefined)
		throw invalid('account_id is required to reconnect', { field: 'account_id' });
	const account = accountId === undefined ? null : findAccount(world, accountId);
	if (account && account.platform !== platform)
		throw invalid(`Account ${account.id} is not on ${platform}`, { field: 'platform' });
	const { session, authorizeUrl } = openSession(world, platform, account);
	return success(now, { session_id: session.token, authorize_url: authorizeUrl, interval: POLL_SECONDS });
}

const SESSION_WORDS: Readonly<Record<ConnectSession['status'], string>> = {
	pending: 'pending',
	connected: 'completed',
	refused: 'cancelled',
	expired: 'expired',
};

export function pollSocialConnect(world: World, { now, params }: Call): Reply {
	const session = world.sessions.get(params.session_id ?? '');
	if (!session) throw notFound('Session');
	const account = session.status === 'connected' ? world.accounts.get(session.accountId ?? '') : undefined;
	return success(now, {
		status: SESSION_WORDS[session.status],
		...(account ? { account: { platform: account.platform, account_name: account.name } } : {}),
	});
}

function openSession(world: World, platform: string, account: Account | null) {
	if (account === null) requireRoomForAccount(world);
	const createdAt = world.now();
	const session: ConnectSession = {
		token: world.hex(TOKEN_DIGITS),
		platform,
		returnUrl: null,
		createdAt,
		expiresAt: new Date(createdAt.getTime() + LINK_SECONDS * 1000),
		status: 'pending',
		accountId: account?.id ?? null,
		reconnect: account !== null,
		extra: {},
	};
	return { session, authorizeUrl: world.openConsent(session) };
}

type Credentials = Readonly<Record<string, string>>;

/** What an account is called that is known by its credentials. */
const NAME_FROM_CREDENTIALS: Readonly<Record<string, (given: Credentials) => string>> = {
	telegram: ({ channel = '' }) => channel,
	discord: ({ webhook_url: url = '' }) => `Discord webhook ${url.split('/').at(-2) ?? ''}`.trim(),
	bluesky: ({ handle = '' }) => handle.replace(/^@/, ''),
	wordpress: ({ site_url: url = '' }) => url.replace(/^https?:\/\//, '').replace(/\/$/, ''),
};

export function connectWithCredential(world: World, { now, body }: Call): Reply {
	const { platform, ...credentials } = body as Credentials & { platform: string };
	return connectCredentials(world, now, platform, credentials);
}

/** The endpoints that take the credentials of one network. */
export function connectNetwork(platform: string) {
	return (world: World, { now, body }: Call): Reply =>
		connectCredentials(world, now, platform, body as Credentials);
}

function connectCredentials(world: World, now: Date, platform: string, credentials: Credentials): Reply {
	if (Object.values(credentials).some((value) => value.includes('wrong'))) {
		throw invalid(`Could not verify these credentials with ${platform}`, { platform });
	}
	const name = NAME_FROM_CREDENTIALS[platform]?.(credentials) ?? platform;
	const known = [...world.accounts.values()].find(
		(account) => account.platform === platform && account.name === name,
	);
	if (!known?.connected) requireRoomForAccount(world);
	const account =
		known ?? world.addAccount({ ...newAccount(world, platform), name, username: name, tokenExpiresAt: null });
	world.repair(account);
	if (credentials.site_url !== undefined) account.extra.siteUrl = credentials.site_url;
	return success(now, { account: accountOf(account, world) });
}

/** Above the IDs of the seeded accounts. */
const FIRST_NEW_ACCOUNT = 5001;
const TOKEN_LIFE_MS = 60 * 86_400_000;

/** An account that somebody has just connected. */
export function newAccount(world: World, platform: string) {
	const number = world.next('account', FIRST_NEW_ACCOUNT);
	return {
		id: String(number),
		platform,
		name: `@acme_${number}`,
		username: `acme_${number}`,
		tokenExpiresAt: new Date(world.now().getTime() + TOKEN_LIFE_MS),
		extra: { platformAccountId: `17841${world.next('platform account', 400_000_000)}` },
	};
}
