import type { Handler, Reply } from '../../core/vendor';
import type { Account, ConnectSession, World } from '../../core/world';
import { signInUrgency } from './accounts';
import { ASSUMED, ASSUMED_TEXTS } from './assumptions';
import { invalid } from './errors';
import { renderUsername } from './render';

const MINUTE_MS = 60_000;
const CODE_DIGITS = 40;

export function connectHandlers(world: World): Readonly<Record<string, Handler>> {
	return {
		startConnect: ({ params, query }) => {
			const platform = params.platform ?? '';
			const returnUrl = typeof query.redirect_url === 'string' ? query.redirect_url : null;
			const session = newSession(world, platform, returnUrl);
			return { status: 200, body: { authUrl: world.openConsent(session), state: stateOf(session) } };
		},
		completeConnect: ({ params, body }) =>
			exchange(world, params.platform ?? '', body as { code: string; redirect_url?: string }),
	};
}

/**
 * With a return URL of the client's own, the client has to come back with the code before the account is connected. The
 * callback of the dashboard belongs to the vendor, which then does that itself.
 */
export function approve(world: World, session: ConnectSession): void {
	if (session.returnUrl === null) signIn(world, session);
	else {
		session.extra.isApproved = true;
		// The page has done its work and takes no second answer; the account comes with the code.
		session.status = 'connected';
	}
}

/** As OAuth does: `code` and `state` when the owner agrees, `error` and `state` otherwise. */
export function consentRedirect(session: ConnectSession, outcome: 'approved' | 'refused'): string | null {
	if (session.returnUrl === null) return null;
	const url = new URL(session.returnUrl);
	if (outcome === 'approved') url.searchParams.set('code', codeOf(session));
	else url.searchParams.set('error', 'access_denied');
	url.searchParams.set('state', stateOf(session));
	return url.href;
}

function newSession(world: World, platform: string, returnUrl: string | null): ConnectSession {
	const createdAt = world.now();
	return {
		token: world.hex(CODE_DIGITS),
		platform,
		returnUrl,
		createdAt,
		expiresAt: new Date(createdAt.getTime() + ASSUMED.signInMinutes * MINUTE_MS),
		status: 'pending',
		accountId: null,
		reconnect: false,
		extra: { code: world.hex(CODE_DIGITS) },
	};
}

/** The same for every sign-in of an owner on a platform, as documented: it does not tell one sign-in from another. */
function stateOf({ platform }: ConnectSession): string {
	return `${ASSUMED.owner}:${platform}`;
}

function codeOf(session: ConnectSession): string {
	return String(session.extra.code);
}

/** A code works once, until the sign-in expires, with the redirect URL that it was made for. */
function exchange(world: World, platform: string, body: { code: string; redirect_url?: string }): Reply {
	const session = [...world.sessions.values()].find(
		(one) =>
			one.platform === platform &&
			one.extra.isApproved === true &&
			one.accountId === null &&
			one.expiresAt > world.now() &&
			codeOf(one) === body.code,
	);
	if (session === undefined) return invalid(ASSUMED_TEXTS.invalidCode);
	if (body.redirect_url !== session.returnUrl) return invalid(ASSUMED_TEXTS.otherRedirect);
	return { status: 200, body: signIn(world, session) };
}

/**
 * There is no reconnect: who signs in again gets the same account back. The page cannot ask who is sitting before it, so
 * it is taken to be the owner of the account of this platform that needs it most, and somebody new when none does.
 */
function signIn(world: World, session: ConnectSession): object {
	session.accountId = accountInNeed(world, session.platform)?.id ?? null;
	const account = world.connect(session);
	return { platform: account.platform, accountId: account.id, username: renderUsername(account) };
}

function accountInNeed(world: World, platform: string): Account | undefined {
	const urgencyOf = (account: Account) => signInUrgency(account, world.now()) ?? Infinity;
	const [first] = [...world.accounts.values()]
		.filter((account) => account.platform === platform && signInUrgency(account, world.now()) !== null)
		.sort((one, other) => urgencyOf(one) - urgencyOf(other));
	return first;
}
