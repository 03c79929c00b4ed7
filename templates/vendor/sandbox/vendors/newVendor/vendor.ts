import type { Reply, SandboxVendor } from '../../core/vendor';
import type { Account } from '../../core/world';
import { ASSUMED } from './assumptions';
import { seed } from './seed';

/** Plainly no key of anybody. */
const ACCEPTED = 'sandbox-newVendor-key';

const MOUNT = '/newvendor';

/** __Name__ on this machine. Split it into files as it grows: one for each kind of thing that it handles. */
export const newVendor: SandboxVendor = {
	key: 'newVendor',
	title: '__Name__',
	mount: MOUNT,
	contract: 'newvendor.openapi.yaml',
	access: (origin) => ({ baseUrl: `${origin}${MOUNT}/v1`, apiKey: ACCEPTED }),
	rateLimit: { limit: ASSUMED.rateLimit, windowSeconds: 60, headers: () => ({}) },
	seed,
	refusal: (account, world) => refusalOf(account, world.now()),
	authenticate: ({ authorization }) =>
		authorization === `Bearer ${ACCEPTED}` ? null : failure(401, 'invalid_key', 'Unknown key'),
	refuse: ({ kind, issues: [issue] }) =>
		kind === 'path' || kind === 'method'
			? failure(404, 'not_found', 'There is no such call')
			: failure(400, 'invalid', `${issue?.where ?? 'body'} ${issue?.message ?? 'is no JSON'}`),
	rateLimited: (seconds) => ({
		...failure(429, 'too_many', 'Too many calls'),
		headers: { 'retry-after': String(seconds) },
	}),
	serverError: () => failure(500, 'broken', 'Something broke'),
	handlers: (world) => ({
		listAccounts: () => {
			const accounts = [...world.accounts.values()].filter(({ connected }) => connected);
			return { status: 200, body: { accounts: accounts.map((account) => render(account, world.now())) } };
		},
	}),
	consentRedirect: () => null,
};

function refusalOf({ revoked, tokenExpiresAt }: Account, now: Date): string | null {
	const hasExpired = tokenExpiresAt !== null && tokenExpiresAt <= now;
	return revoked || hasExpired ? 'The access has ended. Reconnect the account.' : null;
}

function render(account: Account, now: Date): object {
	const { id, platform, name } = account;
	return { id, network: platform, name, status: refusalOf(account, now) === null ? 'ok' : 'expired' };
}

function failure(status: number, code: string, message: string): Reply {
	return { status, body: { message, code } };
}
