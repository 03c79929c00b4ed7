import type { Reply, RequestFault } from '../../core/vendor';
import { invalid, notFound, Refusal } from './envelope';
import { CONNECTABLE } from './networks';

type Issue = RequestFault['issues'][number];

/** The vendor's own error for a request that breaks the contract. */
export function refuse(fault: RequestFault): Reply {
	return refusalOf(fault).reply();
}

function refusalOf({ kind, issues, operationId }: RequestFault): Refusal {
	if (kind === 'json') return new Refusal(400, 'BAD_REQUEST', 'The request body is not valid JSON.');
	if (kind !== 'request') return notFound('Endpoint');
	if (issues.some(({ where }) => where.startsWith('path/'))) {
		return operationId === 'connectSocialAccount' ? unsupportedPlatform() : notFound('Resource');
	}
	const missing = fieldsOf(issues.filter(({ keyword }) => keyword === 'required'));
	if (missing.length > 0) return invalid(`Missing required fields: ${missing.join(', ')}.`, ...missing);
	const unknown = fieldsOf(issues.filter(({ keyword }) => keyword === 'additionalProperties'));
	if (unknown.length > 0) return invalid(`Unknown fields: ${unknown.join(', ')}.`, ...unknown);
	const reasons = issues.map(({ where, message }) => `${fieldOf(where)} ${message}`);
	return invalid(`Invalid request: ${[...new Set(reasons)].join('; ')}.`, ...fieldsOf(issues));
}

/** 422 for a network that cannot be connected; where the list stands is not documented. */
export function unsupportedPlatform(): Refusal {
	return new Refusal(422, 'UNSUPPORTED_PLATFORM', `Supported platforms: ${CONNECTABLE.join(', ')}.`, {
		supported: CONNECTABLE,
	});
}

function fieldsOf(issues: readonly Issue[]): string[] {
	return [...new Set(issues.map(({ where }) => fieldOf(where)))];
}

/** `body/platform_options/tiktok/visibility` is `platform_options.tiktok.visibility`. */
function fieldOf(where: string): string {
	const [place, ...path] = where.split('/');
	return path.length === 0 ? (place ?? 'body') : path.join('.');
}
