import type { FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as wait } from 'node:timers/promises';

import { bareContentType, type Match, type Parts } from './contract';
import { DEFAULT_DELAY_MS, DEFAULT_RETRY_AFTER_SECONDS, type Fault, truncateLongestList } from './faults';
import { flatHeaders, readParams, receiveBody, splitUrl } from './incoming';
import type { LogEntry } from './journal';
import type { Call, Reply, RequestFault } from './vendor';
import type { VendorHost } from './vendorHost';

const JSON_TYPE = 'application/json; charset=utf-8';
const BAD_GATEWAY_PAGE =
	'<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';

/** A handler is missing or has thrown: a mistake of the sandbox, not of the client. */
class BrokenHandler extends Error {}

/** A request on its way through one vendor. */
interface Passage {
	readonly host: VendorHost;
	readonly request: FastifyRequest;
	readonly entry: LogEntry;
	readonly match: Match;
	/** Below the mount, percent-encoded. */
	readonly path: string;
	readonly query: Record<string, unknown>;
	readonly headers: Record<string, string>;
}

/** Takes one request through a vendor: faults, authentication, rate limit, contract, handler, contract again. */
export async function serveVendor(
	host: VendorHost,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	const startedAt = performance.now();
	const passage = enter(host, request);
	const { entry } = passage;
	const fault = host.house.faults.take(entry);
	entry.fault = fault?.kind ?? null;
	try {
		await delay(host, fault);
		if (fault?.kind === 'dropBefore') return drop(entry, request, reply);
		if (fault?.kind === 'badGatewayHtml') {
			entry.status = 502;
			entry.outcome = 'answered';
			await reply.code(502).type('text/html').send(BAD_GATEWAY_PAGE);
			return;
		}
		const answer = (fault && injectedReply(host, fault)) ?? (await answerOf(passage));
		if (fault?.kind === 'dropAfter') return drop(entry, request, reply);
		entry.status = answer.status;
		entry.outcome = 'answered';
		await send(reply, answer, fault, host.house.clock.now());
	} finally {
		entry.durationMs = Math.round(performance.now() - startedAt);
	}
}

async function delay(host: VendorHost, fault: Fault | null): Promise<void> {
	const ms = host.latencyMs + (fault?.kind === 'slow' ? (fault.delayMs ?? DEFAULT_DELAY_MS) : 0);
	if (ms > 0) await wait(ms);
}

/** Closes the connection without an answer. */
export function drop(entry: LogEntry, request: FastifyRequest, reply: FastifyReply): void {
	entry.outcome = 'dropped';
	reply.hijack();
	request.raw.socket.destroy();
}

function enter(host: VendorHost, request: FastifyRequest): Passage {
	const url = splitUrl(request);
	const path = url.path.slice(host.vendor.mount.length) || '/';
	const headers = flatHeaders(request);
	const match = host.contract.match(request.method, path);
	const entry = host.house.journal.begin({
		at: host.house.clock.now().toISOString(),
		vendor: host.key,
		method: request.method,
		path,
		query: url.query,
		headers,
	});
	if (match.kind === 'operation') entry.operationId = match.operation.operationId;
	return { host, request, entry, match, path, query: url.query, headers };
}

function injectedReply(host: VendorHost, fault: Fault): Reply | null {
	if (fault.kind === 'serverError') return host.vendor.serverError();
	if (fault.kind !== 'rateLimit') return null;
	const now = host.house.clock.now();
	const { retryAfterSeconds: seconds = DEFAULT_RETRY_AFTER_SECONDS } = fault;
	if (seconds === null) return { ...host.vendor.rateLimited(DEFAULT_RETRY_AFTER_SECONDS), headers: {} };
	const state = { ...host.rate.state(now), remaining: 0, resetAt: Math.ceil(now.getTime() / 1000) + seconds };
	return tooMany(host, seconds, host.rate.headers(state));
}

function tooMany(host: VendorHost, retryAfterSeconds: number, rateHeaders: Record<string, string>): Reply {
	return withHeaders(host.vendor.rateLimited(retryAfterSeconds), {
		...rateHeaders,
		'retry-after': String(retryAfterSeconds),
	});
}

async function answerOf(passage: Passage): Promise<Reply> {
	const { host, entry, match, headers } = passage;
	const operationId = match.kind === 'operation' ? match.operation.operationId : undefined;
	const refusal = host.vendor.authenticate(headers, operationId);
	if (refusal) {
		host.house.journal.violation(entry, 'auth', [
			{ where: 'header/authorization', message: 'missing or not accepted', keyword: 'auth', params: {} },
		]);
		return approved(
			passage,
			withHeaders(refusal, host.rate.headers(host.rate.state(host.house.clock.now()))),
		);
	}
	const turn = host.rate.take(host.house.clock.now());
	const rateHeaders = host.rate.headers(turn.state);
	if (!turn.allowed) return approved(passage, tooMany(host, turn.retryAfterSeconds, rateHeaders));
	try {
		return approved(passage, withHeaders(await handle(passage), rateHeaders));
	} catch (error) {
		if (error instanceof BrokenHandler) return broken(passage, error.message);
		throw error;
	}
}

async function handle(passage: Passage): Promise<Reply> {
	const { host, match } = passage;
	if (match.kind !== 'operation') return refuse(passage, { kind: match.kind, issues: [] });
	const { operation } = match;
	const { operationId } = operation;
	const contentType = bareContentType(passage.headers['content-type']);
	const received = await receiveBody(passage.request, contentType);
	if ('fault' in received) return refuse(passage, { ...received.fault, operationId });
	host.house.journal.noteBody(passage.entry, received.body, received.sizeBytes);

	const params = readParams(operation.template, passage.path);
	const parts: Parts = {
		params: { ...params },
		query: passage.query,
		headers: passage.headers,
		body: received.checked,
		contentType,
	};
	const issues = host.contract.checkRequest(operation, parts);
	if (issues.length > 0) return refuse(passage, { kind: 'request', issues, operationId });

	const handler = host.handlers[operationId];
	if (!handler) throw new BrokenHandler(`There is no handler for ${operationId}`);
	const call: Call = {
		operationId,
		method: passage.request.method,
		path: passage.path,
		params,
		query: parts.query,
		headers: passage.headers,
		body: received.body,
		files: received.files,
		now: host.house.clock.now(),
	};
	try {
		host.world.settle();
		return handler(call);
	} catch (error) {
		throw new BrokenHandler(error instanceof Error ? (error.stack ?? error.message) : String(error));
	}
}

function refuse({ host, entry }: Passage, fault: RequestFault): Reply {
	host.house.journal.violation(entry, fault.kind, fault.issues);
	return host.vendor.refuse(fault);
}

/** The sandbox's own fault: says so instead of looking like the vendor. */
function broken({ host, entry }: Passage, message: string): Reply {
	host.house.journal.violation(entry, 'response', [
		{ where: 'handler', message, keyword: 'handler', params: {} },
	]);
	return invalid('The sandbox failed to answer', host, entry.operationId, [message]);
}

function invalid(
	error: string,
	host: VendorHost,
	operationId: string | null,
	issues: readonly unknown[],
): Reply {
	return { status: 500, body: { sandbox: error, vendor: host.key, operationId, issues } };
}

/** The answer when it keeps the contract, otherwise a 500 that says what is wrong with it. */
function approved(passage: Passage, reply: Reply): Reply {
	const { host, entry, match } = passage;
	// What goes out is what JSON makes of it: dates become texts, absent fields disappear.
	const body: unknown = reply.body === undefined ? undefined : JSON.parse(JSON.stringify(reply.body));
	const sent = { ...reply, body };
	if (match.kind !== 'operation') return sent;
	const issues = host.contract.checkResponse(match.operation, reply.status, body, reply.headers ?? {});
	if (issues.length === 0) return sent;
	host.house.journal.violation(entry, 'response', issues);
	return invalid(
		`The sandbox's answer (${reply.status}) breaks the contract`,
		host,
		match.operation.operationId,
		issues,
	);
}

function withHeaders(reply: Reply, headers: Readonly<Record<string, string>>): Reply {
	const given = Object.entries(reply.headers ?? {}).map(
		([name, value]) => [name.toLowerCase(), value] as const,
	);
	const added = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
	return { ...reply, headers: Object.fromEntries([...added, ...given]) };
}

/** @param now the vendor's own time, which its `Date` header tells */
async function send(reply: FastifyReply, answer: Reply, fault: Fault | null, now: Date): Promise<void> {
	reply.code(answer.status).headers({ date: now.toUTCString(), ...answer.headers });
	if (answer.body === undefined) {
		await reply.send();
		return;
	}
	if (fault?.kind === 'truncatedList') truncateLongestList(answer.body);
	const text = JSON.stringify(answer.body);
	// Half of any JSON object or list is not JSON.
	await reply
		.type(JSON_TYPE)
		.send(fault?.kind === 'malformedJson' ? text.slice(0, Math.floor(text.length / 2)) : text);
}
