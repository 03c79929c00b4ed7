import type { Call, Handler, Reply } from '../../core/vendor';
import { ASSUMPTIONS } from './assumptions';
import { applicationError, permissionDenied } from './errors';

/** Keys of the sandbox; they open nothing else. */
export const API_KEY = 'IST.sandbox-wix-api-key-that-opens-nothing';
export const SITE_ID = '2f1c8a40-5b7d-4e19-9c3a-0d6e8f4b2a71';
export const APP_ID = '6b1f7c52-9d3e-4a08-8f41-c7e2a5d09b36';
export const APP_SECRET = 'sandbox-wix-app-secret-that-opens-nothing';
export const INSTANCE_ID = 'd0a4e6b8-1c2f-4d73-a95e-3b7f8c6014e2';

const TOKEN_PREFIX = 'OauthNG.SANDBOX.';
const TOKEN_LIFE_SECONDS = 14_400;

/** The one operation that needs no key. */
const OPEN_OPERATION = 'createAccessToken';

/**
 * Checks key and site before anything else. The vendor takes the key as it is: with `Bearer ` before it, without the
 * site, or with a wrong one, it answers 403.
 */
export function authenticate(
	headers: Readonly<Record<string, string>>,
	operationId: string | undefined,
): Reply | null {
	if (operationId === OPEN_OPERATION) return null;
	const authorization = headers.authorization;
	if (authorization === undefined || authorization === '')
		return permissionDenied('Missing Authorization header');
	if (readToken(authorization) !== null) return null;
	if (authorization !== API_KEY) return permissionDenied('The API key is not valid');
	if (headers['wix-site-id'] === undefined) return permissionDenied('Missing wix-site-id header');
	if (headers['wix-site-id'] !== SITE_ID)
		return permissionDenied('The API key has no permission for this site');
	return null;
}

/** Wraps a handler so that an access token is refused once its four hours of the sandbox's clock are over. */
export function untilTokenExpires(handler: Handler): Handler {
	return (call) => {
		const token = readToken(call.headers.authorization ?? '');
		if (token !== null && call.now.getTime() >= token.expiresAt) {
			return applicationError(401, ASSUMPTIONS.expiredTokenCode, 'The access token has expired');
		}
		return handler(call);
	};
}

/** `POST /oauth2/token` */
export function createAccessToken(call: Call): Reply {
	const body = call.body as Record<'client_id' | 'client_secret' | 'instance_id', string>;
	if (body.client_id !== APP_ID || body.client_secret !== APP_SECRET || body.instance_id !== INSTANCE_ID) {
		const message = 'App ID, secret or instance ID is wrong';
		return applicationError(ASSUMPTIONS.wrongClientStatus, ASSUMPTIONS.wrongClientCode, message);
	}
	const issuedAt = Math.floor(call.now.getTime() / 1000);
	const payload = {
		instanceId: INSTANCE_ID,
		siteId: SITE_ID,
		iat: issuedAt,
		exp: issuedAt + TOKEN_LIFE_SECONDS,
	};
	return {
		status: 200,
		body: {
			access_token: TOKEN_PREFIX + Buffer.from(JSON.stringify(payload)).toString('base64url'),
			token_type: 'Bearer',
			expires_in: TOKEN_LIFE_SECONDS,
		},
	};
}

/** The facts inside a token of this sandbox; `null` when it is none. */
function readToken(authorization: string): { expiresAt: number } | null {
	if (!authorization.startsWith(TOKEN_PREFIX)) return null;
	try {
		const text = Buffer.from(authorization.slice(TOKEN_PREFIX.length), 'base64url').toString('utf8');
		const payload = JSON.parse(text) as { instanceId?: unknown; exp?: unknown };
		return payload.instanceId === INSTANCE_ID && typeof payload.exp === 'number'
			? { expiresAt: payload.exp * 1000 }
			: null;
	} catch {
		return null;
	}
}
