import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { InputError } from '../domain/inputError';
import { asNumber, asObject, asText, type JsonValue } from '../domain/json';
import { toIsoUtc } from '../domain/time';
import {
	failureOfAnswer,
	failureOfCancellation,
	failureOfSilence,
	failureOfStorage,
	failureOfUnreadable,
	type FailureContext,
} from './failure';
import { type Hide, hideInBody } from './hideSecrets';
import { decideRetry, readExhausted, readRetryAfter } from './retryDecision';
import { hider } from './secretShapes';
import { VendorError } from './vendorError';
import { uploadOnce, type UploadSenders } from './upload';
import type { Repeatable, UploadRequest, VendorRequest, VendorResponse, Wire } from './wire';

export type WireContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

export interface WireOptions extends Omit<FailureContext, 'repeatable'> {
	/** Credential type; it authenticates each request by itself. */
	readonly credential: string;
	/** Already checked, without trailing slashes. */
	readonly baseUrl: string;
}

/** One call in all its attempts. */
interface Call {
	readonly repeatable: Repeatable;
	readonly secrets: readonly string[];
	readonly resultStatuses: readonly number[];
	transmit(): Promise<Answer>;
	failure(context: FailureContext, answer: Answer, retryAfterMs: number | null): VendorError;
}

/** A single call that takes longer is treated as a broken connection. */
const CALL_TIMEOUT_MS = 60_000;

/** How often a wait looks whether the execution was cancelled. */
const SLEEP_SLICE_MS = 250;

interface AnswerRead {
	readonly kind: 'answer';
	readonly response: VendorResponse;
	readonly unreadable: boolean;
}

type Answer = AnswerRead | { readonly kind: 'silence'; readonly code: string | null };

/** A rate limit refuses this sending of a call; what became of an earlier one nobody knows. */
function orEarlier(error: VendorError): VendorError {
	const { facts } = error;
	if (facts.cause !== 'rateLimited') return error;
	return new VendorError({
		...facts,
		advice: `${facts.advice} An earlier try of this call may or may not have taken effect.`,
		outcome: 'unknown',
	});
}

/**
 * Opens the wire to one vendor with one credential. All items of a node run share it, so that a rate limit met by one
 * makes the others wait too instead of running into it one by one.
 */
export function openWire(context: WireContext, options: WireOptions): Wire {
	let pausedUntilMs = 0;
	const hideKey = hider(options.secrets);

	const cancelled = () => cancelSignal(context)?.aborted === true;

	async function pause(milliseconds: number): Promise<boolean> {
		const endMs = Date.now() + milliseconds;
		for (let leftMs = milliseconds; leftMs > 0 && !cancelled(); leftMs = endMs - Date.now()) {
			await sleep(Math.min(leftMs, SLEEP_SLICE_MS));
		}
		return !cancelled();
	}

	async function attempt(call: Call): Promise<VendorResponse> {
		const secrets = [...options.secrets, ...call.secrets];
		const failure: FailureContext = { ...options, secrets, repeatable: call.repeatable };
		// Before the first sending nothing can have happened, whatever the kind of call.
		const unsent: FailureContext = { ...failure, repeatable: 'safe' };
		let repeats = 0;
		let waits = 0;
		let waitedMs = 0;

		for (;;) {
			const sentBefore = repeats > 0;
			if (!(await pause(pausedUntilMs - Date.now()))) {
				throw failureOfCancellation(sentBefore ? failure : unsent);
			}

			const answer = await call.transmit();
			if (answer.kind === 'answer') {
				const untilResetMs = readExhausted(answer.response.headers, Date.now()) ?? 0;
				pausedUntilMs = Math.max(pausedUntilMs, Date.now() + untilResetMs);
				if (isGood(answer, call.resultStatuses)) return answer.response;
			}
			if (cancelled()) throw failureOfCancellation(failure);

			const retryAfterMs =
				answer.kind === 'answer'
					? readRetryAfter(answer.response.status, answer.response.headers, Date.now())
					: null;
			const decision = decideRetry({
				status: answer.kind === 'answer' ? effectiveStatus(answer) : null,
				retryAfterMs,
				repeatable: call.repeatable,
				repeats,
				waits,
				waitedMs,
				jitter: Math.random(),
			});
			if (decision.do === 'giveUp') {
				const error = call.failure(failure, answer, retryAfterMs);
				throw sentBefore && call.repeatable !== 'safe' ? orEarlier(error) : error;
			}

			waitedMs += decision.afterMs;
			if (decision.because === 'rateLimit') {
				waits += 1;
				pausedUntilMs = Math.max(pausedUntilMs, Date.now() + decision.afterMs);
			} else {
				repeats += 1;
				if (!(await pause(decision.afterMs))) throw failureOfCancellation(failure);
			}
		}
	}

	return {
		send: async (request) =>
			await attempt({
				repeatable: request.repeatable,
				secrets: request.secrets ?? [],
				resultStatuses: request.resultStatuses ?? [],
				transmit: async () => await sendOnce(context, options, request, hideKey),
				failure: (facts, answer, retryAfterMs) =>
					failureOf(facts, answer, new URL(options.baseUrl).host, retryAfterMs),
			}),
		upload: async (request) =>
			await attempt({
				repeatable: 'safe',
				secrets: 'address' in request.to ? signaturesIn(request.to.address) : [],
				resultStatuses: [],
				transmit: async () => await transmitFile(context, options, request, hideKey),
				failure: (facts, answer, retryAfterMs) =>
					failureOfFile(facts, answer, request, options.baseUrl, retryAfterMs),
			}),
		sleep: async (milliseconds) => {
			if (!(await pause(milliseconds))) throw failureOfCancellation({ ...options, repeatable: 'safe' });
		},
	};
}

function cancelSignal(context: WireContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

function isGood(
	{ response: { status }, unreadable }: AnswerRead,
	resultStatuses: readonly number[],
): boolean {
	return ((status >= 200 && status < 300) || resultStatuses.includes(status)) && !unreadable;
}

/** A 2xx that cannot be read is as unclear as no answer. */
function effectiveStatus(answer: AnswerRead): number | null {
	return answer.unreadable && answer.response.status < 300 ? null : answer.response.status;
}

function failureOf(
	context: FailureContext,
	answer: Answer,
	host: string,
	retryAfterMs: number | null,
): VendorError {
	if (answer.kind === 'silence') return failureOfSilence(context, answer.code, host);
	const { status, body, headers } = answer.response;
	if (status < 300) return failureOfUnreadable(context, status);
	return failureOfAnswer(context, {
		status,
		body,
		location: headers.location ?? null,
		resetsAt: retryAfterMs === null ? null : toIsoUtc(Date.now() + retryAfterMs),
	});
}

/** The storage is not the API: its answers are not in the vendor's words, and no key is at stake. */
function failureOfFile(
	context: FailureContext,
	answer: Answer,
	{ to, file }: UploadRequest,
	baseUrl: string,
	retryAfterMs: number | null,
): VendorError {
	if ('path' in to || answer.kind === 'silence') {
		const { host } = new URL('address' in to ? to.address : baseUrl);
		return failureOf(context, answer, host, retryAfterMs);
	}
	return failureOfStorage(context, answer.response.status, file.filename);
}

/** What an upload address holds that lets anybody use it. */
function signaturesIn(address: string): string[] {
	if (!URL.canParse(address)) return [];
	return [...new URL(address).searchParams.values()].filter((value) => value.length >= SHORTEST_SIGNATURE);
}

const SHORTEST_SIGNATURE = 8;

async function transmitFile(
	context: WireContext,
	{ baseUrl, credential }: WireOptions,
	request: UploadRequest,
	hide: Hide,
): Promise<Answer> {
	const { httpRequest, httpRequestWithAuthentication } = context.helpers;
	const senders: UploadSenders = {
		withKey: async (options) => await httpRequestWithAuthentication.call(context, credential, options),
		withoutKey: async (options) => await httpRequest(options),
	};
	let full: unknown;
	try {
		full = await uploadOnce(senders, baseUrl, request, cancelSignal(context));
	} catch (error) {
		return readThrown(error);
	}
	if ('path' in request.to) return readAnswer(asObject(full), hide);
	// A storage answers in its own way (XML, nothing at all); only an API must answer in JSON.
	const { statusCode, headers, body } = asObject(full);
	return readAnswer({ statusCode, headers, body: jsonOrNull(body) });
}

function jsonOrNull(text: unknown): unknown {
	return parseBody(text).body;
}

async function sendOnce(
	context: WireContext,
	options: WireOptions,
	request: VendorRequest,
	hide: Hide,
): Promise<Answer> {
	const { httpRequestWithAuthentication } = context.helpers;
	const transmit = async (http: IHttpRequestOptions) => {
		const full: unknown = await httpRequestWithAuthentication.call(context, options.credential, http);
		return readAnswer(asObject(full), hide);
	};
	const http = requestOptions(options.baseUrl, request);
	let refused: AnswerRead | null = null;
	try {
		const answer = await transmit(http);
		if (answer.response.status !== 401) return answer;
		// n8n 1 knows no exceptions and returns it, but renews a token only for a call that throws.
		refused = answer;
		return await transmit({ ...http, ignoreHttpStatusErrors: false });
	} catch (error) {
		const answer = readThrown(error);
		// What n8n 1 throws has lost the vendor's words.
		return refused !== null && answer.kind === 'answer' && answer.response.status === 401 ? refused : answer;
	}
}

function requestOptions(baseUrl: string, request: VendorRequest): IHttpRequestOptions {
	return {
		method: request.method,
		url: `${baseUrl}${request.path}`,
		qs: withoutUndefined(request.query ?? {}),
		arrayFormat: 'repeat',
		headers: {
			accept: 'application/json',
			...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
			...request.headers,
		},
		// A string, because n8n drops an empty object or list.
		body: request.body === undefined ? undefined : JSON.stringify(request.body),
		encoding: 'text',
		returnFullResponse: true,
		// 401 is let through as an exception: n8n then renews an expired token and sends the call once more.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
		// The key must not follow a redirect to another address.
		disableFollowRedirect: true,
		timeout: CALL_TIMEOUT_MS,
	};
}

function withoutUndefined(values: Readonly<Record<string, unknown>>): IDataObject {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as IDataObject;
}

/** @param hide takes the key out, should the vendor repeat it */
function readAnswer(full: Readonly<Record<string, unknown>>, hide?: Hide): AnswerRead {
	const { body, unreadable } = parseBody(full.body, hide);
	const status = asNumber(full.statusCode) ?? 0;
	return { kind: 'answer', response: { status, headers: readHeaders(full.headers), body }, unreadable };
}

function parseBody(text: unknown, hide: Hide = (all) => all): { body: JsonValue; unreadable: boolean } {
	if (text === undefined || text === null || text === '') return { body: null, unreadable: false };
	if (typeof text !== 'string') return { body: text as JsonValue, unreadable: false };
	try {
		const body = JSON.parse(text) as JsonValue;
		// Long lists are not gone through for nothing.
		return { body: hide(text) === text ? body : hideInBody(body, hide), unreadable: false };
	} catch {
		return { body: null, unreadable: true };
	}
}

function readHeaders(headers: unknown): Record<string, string> {
	const entries = Object.entries(asObject(headers)).map(
		([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : String(value)] as const,
	);
	return Object.fromEntries(entries);
}

/**
 * n8n wraps whatever failed below it; the facts are in its causes. Only status, body text and error code are taken:
 * the request inside holds the key.
 */
function readThrown(error: unknown): Answer {
	let httpCode: number | null = null;
	let code: string | null = null;
	for (
		let layer = error, depth = 0;
		layer instanceof Error && depth < MAX_CAUSES;
		layer = layer.cause, depth++
	) {
		const facts = layer as Error & { response?: unknown; httpCode?: unknown; code?: unknown };
		const response = asObject(facts.response);
		const status = asNumber(response.status);
		if (status !== null) {
			return readAnswer({ statusCode: status, headers: response.headers, body: response.data });
		}
		httpCode ??= asNumber(facts.httpCode);
		code ??= asText(facts.code);
		if (layer instanceof VendorError || layer instanceof InputError) throw layer;
	}
	if (httpCode !== null && httpCode >= 300) {
		return { kind: 'answer', response: { status: httpCode, headers: {}, body: null }, unreadable: true };
	}
	return { kind: 'silence', code };
}

const MAX_CAUSES = 5;
