import type { JsonValue } from '../domain/json';
import type { ProviderId } from '../domain/provider';
import type { Repeatable } from './wire';
import { hider } from './secretShapes';
import { VendorError, type VendorErrorCause } from './vendorError';
import type { VendorRules } from './vendorRules';

export interface FailureContext {
	readonly provider: ProviderId;
	readonly displayName: string;
	readonly rules: VendorRules;
	/** Secrets of the credential, which must not appear in a message whatever the vendor answers. */
	readonly secrets: readonly string[];
	readonly repeatable: Repeatable;
}

/** An answer outside 2xx, or a 2xx that could not be read. */
export interface BadAnswer {
	readonly status: number;
	/** `null` when it was no JSON. */
	readonly body: JsonValue;
	readonly location: string | null;
	/** When the rate limit resets, as ISO 8601 UTC; `null` when unknown or not concerned. */
	readonly resetsAt: string | null;
}

/** Longer texts (stack traces, whole pages) say no more and drown the rest. */
const MAX_MESSAGE_LENGTH = 500;

const UNREADABLE_ADVICE =
	'The answer was not the JSON that the API promises; a proxy or a gateway may be in between. Try again later, and check the Base URL of the credential.';

/** The error for an answer outside 2xx. */
export function failureOfAnswer(context: FailureContext, answer: BadAnswer): VendorError {
	const said = context.rules.readFailure(answer.status, answer.body);
	const cause = said.cause ?? causeOfStatus(answer.status);
	const message = said.message ?? `${context.displayName} answered with HTTP status ${answer.status}`;
	return new VendorError({
		provider: context.provider,
		cause,
		message: clean(context, message),
		advice: clean(context, said.advice ?? adviceFor(cause, context.displayName, answer)),
		code: said.code === null ? null : clean(context, said.code),
		httpCode: answer.status,
		requestId: said.requestId === null ? null : clean(context, said.requestId),
		retryable: cause === 'rateLimited' || cause === 'unavailable',
		outcome: answer.status >= 500 ? outcomeOf(context.repeatable) : 'none',
	});
}

/** The error for a 2xx whose body is no JSON: what was asked for may well have been done. */
export function failureOfUnreadable(context: FailureContext, status: number): VendorError {
	return new VendorError({
		provider: context.provider,
		cause: 'unavailable',
		message: `${context.displayName} answered with something that is not JSON`,
		advice: UNREADABLE_ADVICE,
		code: null,
		httpCode: status,
		requestId: null,
		retryable: true,
		outcome: outcomeOf(context.repeatable),
	});
}

/** The error for a file that an upload address did not take. */
export function failureOfStorage(context: FailureContext, status: number, filename: string): VendorError {
	const itsSide = status >= 500 || status === 429;
	return new VendorError({
		provider: context.provider,
		cause: itsSide ? 'unavailable' : 'invalid',
		message: `The storage of ${context.displayName} refused the upload of ${clean(context, filename)} with HTTP status ${status}`,
		advice: itsSide
			? 'No post was made. Try again later.'
			: 'No post was made. Check the type and the size of the file; an upload address also expires, so run it again.',
		code: null,
		httpCode: status,
		requestId: null,
		retryable: itsSide,
		outcome: 'none',
	});
}

/** The error for a call that got no answer at all. */
export function failureOfSilence(context: FailureContext, code: string | null, host: string): VendorError {
	const neverLeft = code !== null && NEVER_CONNECTED.has(code);
	return new VendorError({
		provider: context.provider,
		cause: 'unreachable',
		// Without the code: n8n replaces a message that holds one by a general text.
		message: `${context.displayName} could not be reached at ${host}`,
		advice:
			'Check the Base URL of the credential, and that this machine can reach that host; then try again.',
		code,
		httpCode: null,
		requestId: null,
		retryable: true,
		outcome: neverLeft ? 'none' : outcomeOf(context.repeatable),
	});
}

export function failureOfCancellation(context: FailureContext): VendorError {
	return new VendorError({
		provider: context.provider,
		cause: 'cancelled',
		message: 'The execution was cancelled',
		advice: 'Nothing more was sent after the cancellation.',
		code: null,
		httpCode: null,
		requestId: null,
		retryable: false,
		outcome: outcomeOf(context.repeatable),
	});
}

/** No connection was made, so the vendor cannot have seen the call. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function outcomeOf(repeatable: Repeatable): 'none' | 'unknown' {
	return repeatable === 'safe' ? 'none' : 'unknown';
}

function causeOfStatus(status: number): VendorErrorCause {
	if (status === 401) return 'authentication';
	if (status === 402) return 'quota';
	if (status === 403) return 'permission';
	if (status === 404) return 'notFound';
	if (status === 409 || status === 412 || status === 428) return 'conflict';
	if (status === 429) return 'rateLimited';
	return status >= 500 ? 'unavailable' : 'invalid';
}

function adviceFor(cause: VendorErrorCause, name: string, answer: BadAnswer): string {
	if (answer.status >= 300 && answer.status < 400) {
		return `The base URL redirects${answer.location === null ? '' : ` to ${answer.location}`}. Keys are not sent to another address: set Base URL in the credential to the final one.`;
	}
	switch (cause) {
		case 'authentication':
			return `Open the ${name} credential, enter a valid key and test it.`;
		case 'permission':
			return `The key is valid but may not do this. Check the key's permissions and your plan at ${name}.`;
		case 'quota':
			return `Your plan or balance at ${name} does not cover this. Check it there, or wait until the quota renews.`;
		case 'notFound':
			return 'Check the ID: it may have been deleted, or belong to another site, workspace or profile than the credential.';
		case 'conflict':
			return 'The present state does not allow this. Read the item first, then decide.';
		case 'rateLimited':
			return answer.resetsAt === null
				? `Too many calls to ${name}. Wait a minute, or send fewer items at a time.`
				: `Too many calls to ${name}. The limit resets at ${answer.resetsAt}; run it again after that, or send fewer items at a time.`;
		case 'unavailable':
			return answer.body === null ? UNREADABLE_ADVICE : `${name} has a problem on its side. Try again later.`;
		default:
			return 'Correct what the message names and run it again; nothing was changed.';
	}
}

/** Masked before it is cut, so that no part of a secret is left at the end. */
function clean({ secrets }: FailureContext, text: string): string {
	const masked = hider(secrets)(text);
	return masked.length > MAX_MESSAGE_LENGTH ? `${masked.slice(0, MAX_MESSAGE_LENGTH)}…` : masked;
}
