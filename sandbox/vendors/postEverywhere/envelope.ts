import { randomBytes } from 'node:crypto';

import type { Reply, RequestFault } from '../../core/vendor';

type Details = Readonly<Record<string, unknown>>;

/** A refusal in the vendor's own words. Handlers throw it; the assembly turns it into an answer. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly details?: Details,
	) {
		super(message);
	}
}

export const invalid = (message: string, details?: Details) =>
	new Refusal(400, 'validation_error', message, details);
export const notFound = (what: string) => new Refusal(404, 'not_found', `${what} not found`);
export const conflict = (message: string) => new Refusal(409, 'conflict', message);

/** A good answer: the content in `data`, and no error. */
export function success(now: Date, data: Details, status = 200): Reply {
	return { status, body: { data, error: null, meta: meta(now) } };
}

/** A refusal as an answer. Whether trying again can help follows from the status alone. */
export function failure({ status, code, message, details }: Refusal, now: Date = new Date()): Reply {
	const retryable = status === 429 || status >= 500;
	const error = { message, code, retryable, ...(details === undefined ? {} : { details }) };
	return { status, body: { data: null, error, meta: meta(now) } };
}

/** Names that people take for `media_ids`; the vendor recognises them. */
const MISTAKEN_MEDIA_NAMES = ['media', 'media_id', 'mediaId', 'attachments', 'url'];

/** The vendor's refusal of a request that breaks the contract. */
export function refuseFault(fault: RequestFault): Refusal {
	if (fault.kind === 'path') return notFound('Endpoint');
	if (fault.kind === 'method') return new Refusal(405, 'method_not_allowed', 'Method not allowed');
	if (fault.kind === 'json') return new Refusal(400, 'invalid_json', 'Request body is not valid JSON');

	const mistaken = fault.issues.find(isMistakenMediaName);
	if (mistaken) {
		const field = lastPart(mistaken.where);
		return new Refusal(400, 'invalid_field_name', `Unknown field "${field}": did you mean media_ids?`, {
			field,
		});
	}
	const tooMany = fault.issues.find(({ where, keyword }) => where === 'body/posts' && keyword === 'maxItems');
	if (tooMany) {
		return new Refusal(400, 'bulk_limit_exceeded', 'At most 50 posts can be created in one call', {
			field: 'posts',
		});
	}
	const [first] = fault.issues;
	if (!first) return invalid('The request is not valid');
	return invalid(`${lastPart(first.where)} ${first.message}`, {
		field: lastPart(first.where),
		issues: fault.issues.map(({ where, message }) => ({ where, message })),
	});
}

function isMistakenMediaName({ where, keyword }: RequestFault['issues'][number]): boolean {
	return (
		keyword === 'additionalProperties' &&
		/^body\/[^/]+$/.test(where) &&
		MISTAKEN_MEDIA_NAMES.includes(lastPart(where))
	);
}

function lastPart(where: string): string {
	return where.slice(where.lastIndexOf('/') + 1);
}

/** `request_id` is eight hex digits, as in most of the vendor's examples. */
function meta(now: Date): Details {
	return { request_id: randomBytes(4).toString('hex'), timestamp: now.toISOString() };
}
