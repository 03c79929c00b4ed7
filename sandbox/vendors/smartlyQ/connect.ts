import type { Reply } from '../../core/vendor';
import type { Account, ConnectSession, World } from '../../core/world';
import { accountOfPath, factsOf } from './accounts';
import type { Answer, Ask } from './ask';
import { ASSUMED } from './assumptions';
import { invalid, notFound, Refusal, success, utcTime } from './envelope';
import { NETWORKS } from './networks';
import { stateOf } from './state';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NEW_TOKEN_DAYS = 60;
const TOKEN_DIGITS = 48;
const FIRST_NEW_ACCOUNT = 150;

/** The account's own password does not have this form. */
const APP_PASSWORD = /^\w{4}-\w{4}-\w{4}-\w{4}$/;
/** `@channel`, or the number of a group or channel; that of a private chat is positive. */
const TELEGRAM_CHAT = /^(@\w+|-\d+)$/;

type Credentials = Readonly<
	Partial<
		Record<
			| 'return_url'
			| 'bot_token'
			| 'chat'
			| 'identifier'
			| 'app_password'
			| 'waba_id'
			| 'phone_number_id'
			| 'access_token',
			string
		>
	>
>;

export function connectAnswers(world: World): Record<string, Answer> {
	return {
		connectSocialAccount: (ask) => connect(world, ask),
		connectSocialAccountStatus: (ask) => status(world, ask),
		getAccountReconnectUrl: (ask) => {
			const account = accountOfPath(world, ask);
			const life = ASSUMED.reconnectLinkHours * HOUR_MS;
			const url = world.openConsent(newSession(world, ask, account.platform, life, account));
			return success(ask.now, { reconnect_url: url });
		},
	};
}

/** What the owner's return address gets; the vendor says how many accounts were connected. */
export function consentRedirect(session: ConnectSession, outcome: 'approved' | 'refused'): string | null {
	if (session.returnUrl === null) return null;
	const said = outcome === 'approved' ? 'connected=1' : ASSUMED.refusalQuery;
	const [address = '', fragment] = session.returnUrl.split('#', 2);
	const joint = address.includes('?') ? '&' : '?';
	const rest = fragment === undefined ? '' : `#${fragment}`;
	return `${address}${joint}${said}&platform=${session.platform}${rest}`;
}

/** The account that a consent brings. */
export function newAccount(world: World, platform: string, session: ConnectSession | null) {
	const number = world.next('account', FIRST_NEW_ACCOUNT);
	return {
		id: String(number),
		platform,
		name: `New ${platform} account ${number}`,
		username: `new_${platform}_${number}`,
		tokenExpiresAt: tokenEnd(world, platform),
		extra: { profileId: session?.extra.profileId ?? 0 },
	};
}

function connect(world: World, ask: Ask): Reply {
	const platform = ask.params.platform ?? '';
	requireAllowed(world, platform);
	const body: Credentials = (ask.body ?? {}) as Credentials;
	const name = nameFromCredentials(platform, body);
	if (name !== null) {
		const account = world.addAccount({
			...newAccount(world, platform, null),
			name,
			extra: { profileId: ask.profileId },
		});
		return success(ask.now, { platform, account: connected(account) }, 201);
	}
	const session = newSession(world, ask, platform, ASSUMED.connectLinkMinutes * MINUTE_MS, null);
	session.returnUrl = body.return_url ?? null;
	const url = new URL(world.openConsent(session));
	url.searchParams.set(ASSUMED.stateParameter, session.token);
	return success(ask.now, { platform, connect_url: url.href, expires_at: utcTime(session.expiresAt) }, 201);
}

function requireAllowed(world: World, platform: string): void {
	const { enabled, accountLimit, unconfigured } = stateOf(world).connecting;
	if (!enabled) throw new Refusal(404, 'NOT_ENABLED', 'Connecting accounts over the API is not enabled.');
	if (unconfigured.has(platform)) {
		throw new Refusal(422, 'PROVIDER_NOT_CONFIGURED', `${platform} is not configured.`);
	}
	const connected = [...world.accounts.values()].filter((account) => account.connected).length;
	if (accountLimit !== null && connected >= accountLimit) {
		const message = `Your plan allows ${accountLimit} connected accounts.`;
		throw new Refusal(ASSUMED.accountLimitStatus, 'LIMIT_REACHED', message);
	}
}

/** The name of an account that is connected at once; `null` for a network whose owner has to agree in a browser. */
function nameFromCredentials(platform: string, body: Credentials): string | null {
	switch (platform) {
		case 'telegram': {
			const { chat } = required(body, 'bot_token', 'chat');
			if (!TELEGRAM_CHAT.test(chat)) throw invalid('Private chats cannot be connected.', 'chat');
			return chat;
		}
		case 'whatsapp':
			return `WhatsApp ${required(body, 'waba_id', 'phone_number_id', 'access_token').phone_number_id}`;
		case 'bluesky': {
			if (body.identifier === undefined && body.app_password === undefined) return null;
			const { identifier, app_password: password } = required(body, 'identifier', 'app_password');
			if (!APP_PASSWORD.test(password))
				throw invalid('An app password is needed (xxxx-xxxx-xxxx-xxxx).', 'app_password');
			return identifier;
		}
		default:
			return null;
	}
}

function required<K extends keyof Credentials>(body: Credentials, ...names: readonly K[]): Record<K, string> {
	const missing = names.filter((name) => (body[name] ?? '') === '');
	if (missing.length > 0) throw invalid(`Missing required fields: ${missing.join(', ')}.`, ...missing);
	return Object.fromEntries(names.map((name) => [name, body[name] ?? ''])) as Record<K, string>;
}

function newSession(
	world: World,
	ask: Ask,
	platform: string,
	lifeMs: number,
	account: Account | null,
): ConnectSession {
	return {
		token: world.hex(TOKEN_DIGITS),
		platform,
		returnUrl: null,
		createdAt: ask.now,
		expiresAt: new Date(ask.now.getTime() + lifeMs),
		status: 'pending',
		accountId: account?.id ?? null,
		reconnect: account !== null,
		extra: { profileId: account === null ? ask.profileId : (factsOf(account).profileId ?? 0) },
	};
}

/** Only links that connect can be asked about; a reconnected account shows in its health. */
function status(world: World, ask: Ask): Reply {
	const session = world.sessions.get(ask.params.platform ?? '');
	if (session === undefined || session.reconnect || session.extra.profileId !== ask.profileId) {
		throw notFound('Connection');
	}
	const account = session.accountId === null ? undefined : world.accounts.get(session.accountId);
	return success(ask.now, {
		platform: session.platform,
		status: session.status === 'refused' ? ASSUMED.refusedLinkStatus : session.status,
		expires_at: utcTime(session.expiresAt),
		account: session.status === 'connected' && account !== undefined ? connected(account) : null,
	});
}

function connected(account: Account) {
	return {
		account_id: Number(account.id),
		name: account.name,
		username: account.username,
		platform: account.platform,
	};
}

function tokenEnd(world: World, platform: string): Date | null {
	const ends = NETWORKS[platform]?.tokenEnds ?? false;
	return ends ? new Date(world.now().getTime() + NEW_TOKEN_DAYS * DAY_MS) : null;
}
