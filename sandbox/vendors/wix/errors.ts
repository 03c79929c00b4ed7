import type { Reply, RequestFault } from '../../core/vendor';
import { ASSUMPTIONS } from './assumptions';

export interface FieldViolation {
	readonly field: string;
	readonly description: string;
	readonly violatedRule: string;
	readonly ruleName?: string;
	readonly data?: Readonly<Record<string, unknown>>;
}

/** The vendor's body for a refusal with a machine code. */
export function applicationError(
	status: number,
	code: string,
	message: string,
	data?: Readonly<Record<string, unknown>>,
): Reply {
	return {
		status,
		body: { message, details: { applicationError: { code, description: message, ...(data && { data }) } } },
	};
}

/** The vendor's body for fields that are wrong. */
export function validationError(...fieldViolations: readonly FieldViolation[]): Reply {
	const message = fieldViolations.map(({ field, description }) => `${field}: ${description}`).join('; ');
	return { status: 400, body: { message, details: { validationError: { fieldViolations } } } };
}

/** A rule of the API itself, as against one of the field's format. */
export function customViolation(field: string, ruleName: string, description: string): FieldViolation {
	return { field, description, violatedRule: 'CUSTOM', ruleName };
}

export function itemNotExists(): Reply {
	return applicationError(404, 'ITEM_NOT_EXISTS', "Couldn't find the item.");
}

export function itemIsDeleted(): Reply {
	return applicationError(428, 'ITEM_IS_DELETED', 'The item is deleted.');
}

export function itemIsPublished(): Reply {
	return applicationError(428, 'ITEM_IS_PUBLISHED', 'The item is already published.');
}

export function itemNotInState(status: number, doing: string, state: string): Reply {
	return applicationError(
		status,
		ASSUMPTIONS.wrongStateCode,
		`An item in status ${state} cannot be ${doing}.`,
	);
}

export function unsupportedChannel(channel: string): Reply {
	return applicationError(428, 'UNSUPPORTED_CHANNEL', `Channel ${channel} is not supported`);
}

export function ineligible(feature: string): Reply {
	return applicationError(428, 'INELIGIBLE_FOR_FEATURE', 'metasite is ineligible for feature', { feature });
}

export function dateHasPassed(): Reply {
	return applicationError(
		ASSUMPTIONS.pastDateStatus,
		'SCHEDULED_TIME_ALREADY_PASSED',
		'The scheduled time has already passed.',
	);
}

export function permissionDenied(message: string): Reply {
	return applicationError(403, ASSUMPTIONS.permissionCode, message);
}

/** 5xx bodies say nothing, on purpose. */
export function serverError(status = 500): Reply {
	return { status, body: { message: '', details: {} } };
}

/** The vendor's word for a request that breaks the contract. */
export function refuse(fault: RequestFault): Reply {
	if (fault.kind === 'path') return applicationError(404, 'NOT_FOUND', 'Not found');
	if (fault.kind === 'method') return applicationError(405, 'METHOD_NOT_ALLOWED', 'Method not allowed');
	if (fault.kind === 'json') return applicationError(400, 'INVALID_JSON', 'The body is not valid JSON');
	const violations = fault.issues.map(violationOf);
	return violations.length > 0 ? validationError(...violations) : serverError(400);
}

function violationOf(issue: RequestFault['issues'][number]): FieldViolation {
	// `body/item/channel/accountId` is `item.channel.accountId` in the vendor's spelling.
	const [, ...path] = issue.where.split('/');
	const field = path.join('.');
	const { keyword, params } = issue;
	if (keyword === 'maxLength' || keyword === 'maximum' || keyword === 'maxItems') {
		return { field, description: issue.message, violatedRule: 'MAX', data: { threshold: params.limit } };
	}
	if (keyword === 'required')
		return { field, description: 'must not be empty', violatedRule: 'REQUIRED_FIELD' };
	if (keyword === 'additionalProperties') {
		return customViolation(field, 'UNKNOWN_FIELD', 'is not a field of this message');
	}
	return { field, description: issue.message, violatedRule: 'FORMAT' };
}
