import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { OpenAPIRouter } from 'openapi-backend/router';
import { parse } from 'yaml';

import type { RequestFault } from './vendor';

export type Issue = RequestFault['issues'][number];

type Json = Record<string, unknown>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace'] as const;
const CONTRACT_ID = 'http://localhost/contract';

/** An operation of the contract, ready to check requests and responses. */
export interface Operation {
	readonly operationId: string;
	/** With placeholders, e.g. `/v1/posts/{id}`. */
	readonly template: string;
	readonly pointer: string;
	readonly definition: Json;
}

export type Match =
	| { readonly kind: 'operation'; readonly operation: Operation }
	| { readonly kind: 'path' | 'method' };

/** What a client sent, before and after its texts have been turned into the contract's types. */
export interface Parts {
	params: Record<string, unknown>;
	query: Record<string, unknown>;
	headers: Record<string, string>;
	/** `undefined`: none. For a multipart operation fields and, for each file, its name. */
	body: unknown;
	/** Without parameters (`charset` …), lower case; empty when there is none. */
	contentType: string;
}

interface Checks {
	readonly params: ValidateFunction;
	readonly query: ValidateFunction;
	readonly headers: ValidateFunction;
	readonly listParameters: ReadonlyArray<{ name: string; separator: string | null }>;
	/** By content type. */
	readonly bodies: Readonly<Record<string, ValidateFunction | null>>;
	readonly bodyRequired: boolean;
}

/**
 * A vendor's OpenAPI 3.1 document, made to work: finds the operation of a request, and checks requests and responses
 * against it. Schemas are compiled when they are first needed.
 */
export class Contract {
	private readonly document: Json;
	private readonly router: OpenAPIRouter;
	private readonly exact: Ajv2020;
	private readonly coercing: Ajv2020;
	private readonly checks = new Map<string, Checks>();
	private readonly responses = new Map<string, ValidateFunction | null>();

	/** @param file Path of the YAML document. */
	constructor(file: string) {
		this.document = asJson(parse(readFileSync(file, 'utf8')));
		this.router = new OpenAPIRouter({ definition: this.document as never });
		const operations = this.router.getOperations();
		this.router.getOperations = () => operations;
		this.exact = this.newAjv(false);
		this.coercing = this.newAjv('array');
	}

	/** IDs of all operations, in the document's order. */
	operationIds(): string[] {
		return this.router.getOperations().map((operation) => String(operation.operationId));
	}

	/** @param path Below the vendor's mount, still percent-encoded, without the query. */
	match(method: string, path: string): Match {
		const request = { method, path, headers: {} };
		const found = this.router.matchOperation(request);
		if (found) {
			const pointer = `/paths/${escapePointer(found.path)}/${found.method}`;
			return {
				kind: 'operation',
				operation: {
					operationId: String(found.operationId),
					template: found.path,
					pointer,
					definition: asJson(found),
				},
			};
		}
		const isKnownPath = METHODS.some((other) => this.router.matchOperation({ ...request, method: other }));
		return { kind: isKnownPath ? 'method' : 'path' };
	}

	/** Everything that is wrong with a request. Texts in `params` and `query` become the contract's types in place. */
	checkRequest(operation: Operation, parts: Parts): Issue[] {
		const checks = this.checksOf(operation);
		for (const { name, separator } of checks.listParameters) {
			const value = parts.query[name];
			if (typeof value === 'string') parts.query[name] = separator === null ? [value] : value.split(separator);
		}
		return [
			...issuesOf('path', checks.params, parts.params),
			...issuesOf('query', checks.query, parts.query),
			...issuesOf('header', checks.headers, { ...parts.headers }),
			...this.checkBody(checks, parts),
		];
	}

	/** Whether a request body is declared as `multipart/form-data`. */
	takesFiles(operation: Operation): boolean {
		return 'multipart/form-data' in this.checksOf(operation).bodies;
	}

	/** Everything that is wrong with an answer; a status that the contract does not know is wrong too. */
	checkResponse(operation: Operation, status: number, body: unknown, headers: Readonly<Record<string, string>>): Issue[] {
		const declared = asJson(operation.definition.responses);
		const code = [String(status), `${Math.floor(status / 100)}XX`, 'default'].find((key) => key in declared);
		if (code === undefined) {
			return [issue('status', `${status} is not a status of ${operation.operationId}`, 'status', { status })];
		}
		const response = this.resolve(`${operation.pointer}/responses/${code}`);
		const missing = Object.entries(asJson(response.value.headers))
			.filter(([name, header]) => asJson(header).required === true && !(name.toLowerCase() in headers))
			.map(([name]) => issue(`header/${name.toLowerCase()}`, 'is missing', 'required', { missingProperty: name }));

		const content = asJson(response.value.content);
		const type = Object.keys(content).find((name) => name.startsWith('application/json'));
		if (type === undefined) {
			return body === undefined ? missing : [...missing, issue('body', 'must be absent', 'body', {})];
		}
		if (body === undefined) return [...missing, issue('body', 'is missing', 'required', {})];
		const key = `${response.pointer}/content/${escapePointer(type)}/schema`;
		let validate = this.responses.get(key);
		if (validate === undefined) {
			validate = asJson(content[type]).schema === undefined ? null : this.exact.compile(reference(key));
			this.responses.set(key, validate);
		}
		return validate ? [...missing, ...issuesOf('body', validate, body)] : missing;
	}

	private checkBody(checks: Checks, parts: Parts): Issue[] {
		const types = Object.keys(checks.bodies);
		if (parts.body === undefined) {
			return checks.bodyRequired ? [issue('body', 'is missing', 'required', { missingProperty: 'body' })] : [];
		}
		if (types.length === 0) {
			const isEmpty = typeof parts.body === 'object' && parts.body !== null && Object.keys(parts.body).length === 0;
			return isEmpty ? [] : [issue('body', 'must be absent', 'body', {})];
		}
		const validate = checks.bodies[parts.contentType];
		if (validate === undefined) {
			const message = `must be ${types.join(' or ')}`;
			return [issue('header/content-type', message, 'contentType', { allowedValues: types })];
		}
		return validate ? issuesOf('body', validate, parts.body) : [];
	}

	private checksOf(operation: Operation): Checks {
		const known = this.checks.get(operation.operationId);
		if (known) return known;
		const compiled = this.compileChecks(operation);
		this.checks.set(operation.operationId, compiled);
		return compiled;
	}

	private compileChecks(operation: Operation): Checks {
		const parameters = this.parametersOf(operation);
		const named = (place: string) => parameters.filter((parameter) => parameter.place === place);
		const body = 'requestBody' in operation.definition ? this.resolve(`${operation.pointer}/requestBody`) : null;
		const bodies: Record<string, ValidateFunction | null> = {};
		for (const [type, content] of Object.entries(asJson(body?.value.content))) {
			const name = bareContentType(type);
			const schema = reference(`${body?.pointer ?? ''}/content/${escapePointer(type)}/schema`);
			// Forms carry texts only; JSON has types of its own.
			const ajv = name === 'application/json' ? this.exact : this.coercing;
			bodies[name] = asJson(content).schema === undefined ? null : ajv.compile(schema);
		}
		return {
			params: this.coercing.compile(objectSchema(named('path'), true)),
			query: this.coercing.compile(objectSchema(named('query'), false)),
			headers: this.coercing.compile(objectSchema(named('header'), true)),
			listParameters: named('query').filter((parameter) => parameter.isList),
			bodies,
			bodyRequired: body?.value.required === true,
		};
	}

	private parametersOf(operation: Operation): Parameter[] {
		const pathPointer = operation.pointer.slice(0, operation.pointer.lastIndexOf('/'));
		const found = new Map<string, Parameter>();
		for (const owner of [pathPointer, operation.pointer]) {
			const list = this.resolve(owner).value.parameters;
			const count = Array.isArray(list) ? list.length : 0;
			for (let index = 0; index < count; index++) {
				const parameter = this.readParameter(`${owner}/parameters/${index}`);
				found.set(`${parameter.place}/${parameter.name}`, parameter);
			}
		}
		return [...found.values()];
	}

	private readParameter(pointer: string): Parameter {
		const { pointer: place, value } = this.resolve(pointer);
		const location = String(value.in);
		const name = String(value.name);
		const schema = value.schema === undefined ? {} : this.resolve(`${place}/schema`).value;
		return {
			name: location === 'header' ? name.toLowerCase() : name,
			place: location,
			required: value.required === true,
			schema: value.schema === undefined ? {} : reference(`${place}/schema`),
			isList: schema.type === 'array',
			separator: value.explode === false ? listSeparator(value.style) : null,
		};
	}

	/** The object at a pointer, with `$ref`s followed, and the pointer where it really stands. */
	private resolve(pointer: string): { pointer: string; value: Json } {
		let value: unknown = this.document;
		for (const part of pointer.split('/').slice(1)) {
			value = asJson(value)[unescapePointer(part)] ?? (Array.isArray(value) ? value[Number(part)] : undefined);
		}
		const target = asJson(value).$ref;
		if (typeof target !== 'string') return { pointer, value: asJson(value) };
		if (!target.startsWith('#/')) throw new Error(`Only references within the document are supported: ${target}`);
		return this.resolve(decodeURIComponent(target.slice(1)));
	}

	private newAjv(coerceTypes: false | 'array'): Ajv2020 {
		const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, logger: false, coerceTypes });
		addFormats(ajv);
		ajv.addSchema(this.document, CONTRACT_ID);
		return ajv;
	}
}

interface Parameter {
	readonly name: string;
	readonly place: string;
	readonly required: boolean;
	readonly schema: Json;
	readonly isList: boolean;
	readonly separator: string | null;
}

/** A content type without its parameters, in lower case. */
export function bareContentType(header: string | undefined): string {
	return (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function listSeparator(style: unknown): string {
	if (style === 'spaceDelimited') return ' ';
	return style === 'pipeDelimited' ? '|' : ',';
}

function objectSchema(parameters: readonly Parameter[], additionalProperties: boolean): Json {
	return {
		type: 'object',
		properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
		required: parameters.filter(({ required }) => required).map(({ name }) => name),
		additionalProperties,
	};
}

function reference(pointer: string): Json {
	const fragment = pointer.split('/').map(encodeURIComponent).join('/');
	return { $ref: `${CONTRACT_ID}#${fragment}` };
}

function issuesOf(place: string, validate: ValidateFunction, value: unknown): Issue[] {
	// Coercion replaces values in their parent: hand over the value itself, in something to hold it.
	return validate(value) ? [] : (validate.errors ?? []).map((error) => readError(place, error));
}

function readError(place: string, error: ErrorObject): Issue {
	const params = asJson(error.params);
	const field = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
	const path = error.instancePath.split('/').slice(1).map(unescapePointer);
	if (typeof field === 'string') path.push(field);
	return issue([place, ...path].join('/'), error.message ?? 'is not valid', error.keyword, params);
}

function issue(where: string, message: string, keyword: string, params: Json): Issue {
	return { where, message, keyword, params };
}

function asJson(value: unknown): Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function escapePointer(part: string): string {
	return part.replace(/~/g, '~0').replace(/\//g, '~1');
}

function unescapePointer(part: string): string {
	return part.replace(/~1/g, '/').replace(/~0/g, '~');
}
