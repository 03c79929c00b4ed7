import type { Reply, RequestFault } from '../../core/vendor';
import { ASSUMED_TEXTS } from './assumptions';

/** Errors are flat. Shape and codes are documented; 403, 409 and 422 do not exist. */
function failure(status: number, code: string, error: string): Reply {
	return { status, body: { error, code } };
}

/** 400: also for what the present state of a thing does not allow, since there is no code for that. */
export function invalid(error: string): Reply {
	return failure(400, 'VALIDATION_ERROR', error);
}

export function missingKey(): Reply {
	return failure(401, 'AUTH_MISSING_KEY', ASSUMED_TEXTS.missingKey);
}

export function invalidKey(): Reply {
	return failure(401, 'AUTH_INVALID_KEY', ASSUMED_TEXTS.invalidKey);
}

export function notFound(error: string): Reply {
	return failure(404, 'NOT_FOUND', error);
}

export function rateLimited(retryAfterSeconds: number): Reply {
	const reply = failure(429, 'RATE_LIMIT_EXCEEDED', ASSUMED_TEXTS.rateLimited);
	return { ...reply, headers: { 'retry-after': String(retryAfterSeconds) } };
}

export function broken(): Reply {
	return failure(500, 'INTERNAL_ERROR', ASSUMED_TEXTS.broken);
}

/** The answer to a request that breaks the contract; it names the first thing that is wrong. */
export function refuse(fault: RequestFault): Reply {
	if (fault.kind === 'json') return invalid(ASSUMED_TEXTS.brokenJson);
	if (fault.kind !== 'request') return notFound(ASSUMED_TEXTS.noSuchRoute);
	const [issue] = fault.issues;
	if (issue === undefined) return invalid('Invalid request');
	const field = issue.where.split('/').slice(1).join('.');
	if (issue.keyword === 'additionalProperties') return invalid(`Unknown field: ${field}`);
	if (issue.keyword === 'required') return invalid(`Missing field: ${field}`);
	return invalid(`${field === '' ? 'Request' : field} ${issue.message}`);
}
