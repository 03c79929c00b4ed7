import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';

import { append, BodyTooLarge, readForm, readText, receiveForm } from './bodies';
import { issue } from './issues';
import type { ReceivedFile, RequestFault } from './vendor';

/** A body as the handler gets it and as the contract checks it, or what is wrong with it. */
export type Received =
	| {
			readonly body: unknown;
			readonly checked: unknown;
			readonly files: readonly ReceivedFile[];
			/** Of a text; 0 for a form, whose fields are short. */
			readonly sizeBytes: number;
	  }
	| { readonly fault: Pick<RequestFault, 'kind' | 'issues'> };

const NOTHING: Received = { body: undefined, checked: undefined, files: [], sizeBytes: 0 };

/** Reads the body of a request by its type. Files are hashed and not kept. */
export async function receiveBody(request: FastifyRequest, contentType: string): Promise<Received> {
	if (request.isMultipart()) {
		const { fields, files } = await receiveForm(request);
		// For the contract a file is a text (`format: binary`): its name stands for it.
		const checked = { ...fields };
		for (const file of files) append(checked, file.field, file.filename);
		return { body: fields, checked, files, sizeBytes: 0 };
	}
	if (!(request.body instanceof Readable)) return NOTHING;
	try {
		const text = await readText(request.body);
		if (text === '') return NOTHING;
		const body = parseBody(text, contentType);
		return { body, checked: body, files: [], sizeBytes: text.length };
	} catch (error) {
		if (error instanceof SyntaxError)
			return { fault: { kind: 'json', issues: [issue('body', error.message, 'json', {})] } };
		if (error instanceof BodyTooLarge) {
			return { fault: { kind: 'request', issues: [issue('body', error.message, 'maxLength', {})] } };
		}
		throw error;
	}
}

/** A body of another type stays text: the contract says that its type is wrong. */
function parseBody(text: string, type: string): unknown {
	if (type === 'application/x-www-form-urlencoded') return readForm(text);
	return /^application\/([\w.-]+\+)?json$/.test(type) ? JSON.parse(text) : text;
}

/** Headers with one text each. */
export function flatHeaders(request: FastifyRequest): Record<string, string> {
	return Object.fromEntries(
		Object.entries(request.headers).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join(', ') : (value ?? ''),
		]),
	);
}

/** Path and query of a request, the path still percent-encoded. */
export function splitUrl(request: FastifyRequest): { path: string; query: Record<string, unknown> } {
	const url = request.raw.url ?? '/';
	const mark = url.indexOf('?');
	const query: Record<string, unknown> = {};
	if (mark >= 0)
		for (const [name, value] of new URLSearchParams(url.slice(mark + 1))) append(query, name, value);
	return { path: mark >= 0 ? url.slice(0, mark) : url, query };
}

/** Values of a path's placeholders, decoded. */
export function readParams(template: string, path: string): Record<string, string> {
	const pattern = template
		.split(/(\{[^}]*\})/)
		.map((part) => (part.startsWith('{') ? '([^/]+)' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
		.join('');
	const names = [...template.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? '');
	const values = new RegExp(`^${pattern}/*$`).exec(path)?.slice(1) ?? [];
	return Object.fromEntries(names.map((name, index) => [name, decode(values[index] ?? '')]));
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
