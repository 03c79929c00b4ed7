// The yardstick: a bare undici client, as a process of its own.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

import { type Dispatcher, request } from 'undici';

import { answerQuestions } from './answering';
import { cpuSince } from './cpuSince';

/** One call of the API, in the words of its contract. */
export interface PlannedCall {
	readonly method: 'GET' | 'POST';
	/** Below the base URL, with its query. */
	readonly path: string;
	readonly body?: object;
}

/** Calls that may run side by side, once all of the step before are done. */
export interface Step {
	readonly calls: readonly PlannedCall[];
	readonly inFlight: number;
}

interface Api {
	readonly baseUrl: string;
	readonly apiKey: string;
	/** Headers that open the door where a bearer token does not. */
	readonly headers?: Readonly<Record<string, string>>;
}

export type ClientQuestion =
	| { readonly do: 'calls'; readonly api: Api; readonly steps: readonly Step[] }
	/** A video by presigned address: ask for it, send the bytes, say that they are there. */
	| {
			readonly do: 'upload';
			readonly api: Api;
			readonly path: string;
			readonly fileName: string;
			readonly mimeType: string;
	  };

export interface ClientRun {
	readonly tookMs: number;
	/** Processor time of this process. */
	readonly cpuMs: number;
}

async function answer(question: ClientQuestion): Promise<ClientRun> {
	const startedAt = performance.now();
	const before = process.cpuUsage();
	if (question.do === 'upload') await upload(question);
	else for (const step of question.steps) await takeStep(question.api, step);
	return { tookMs: performance.now() - startedAt, cpuMs: cpuSince(before) };
}

async function takeStep(api: Api, { calls, inFlight }: Step): Promise<void> {
	const waiting = calls.values();
	const lane = async () => {
		for (const planned of waiting) await call(api, planned);
	};
	await Promise.all(Array.from({ length: Math.min(inFlight, calls.length) }, lane));
}

async function call(
	{ baseUrl, apiKey, headers }: Api,
	{ method, path, body }: PlannedCall,
): Promise<unknown> {
	const response = await request(`${baseUrl}${path}`, {
		method,
		headers: {
			authorization: `Bearer ${apiKey}`,
			accept: 'application/json',
			...headers,
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		},
		body: body === undefined ? null : JSON.stringify(body),
	});
	await requireSuccess(response, `${method} ${path}`);
	return await response.body.json();
}

async function upload({ api, path, fileName, mimeType }: ClientQuestion & { do: 'upload' }): Promise<void> {
	const { size } = await stat(path);
	const place = await call(api, {
		method: 'POST',
		path: '/media/upload',
		body: { filename: fileName, content_type: mimeType, size },
	});
	const { data } = place as { data: { media_id: string; upload_url: string } };
	const response = await request(data.upload_url, {
		method: 'PUT',
		headers: { 'content-type': mimeType, 'content-length': String(size) },
		body: createReadStream(path),
		headersTimeout: 0,
		bodyTimeout: 0,
	});
	await requireSuccess(response, 'PUT of the file');
	await response.body.dump();
	await call(api, { method: 'POST', path: `/media/${data.media_id}/complete` });
}

async function requireSuccess({ statusCode, body }: Dispatcher.ResponseData, what: string): Promise<void> {
	if (statusCode >= 200 && statusCode < 300) return;
	throw new Error(`${what} answered ${statusCode}: ${await body.text()}`);
}

answerQuestions(answer);
