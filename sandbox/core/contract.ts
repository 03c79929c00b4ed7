import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { OpenAPIRouter } from 'openapi-backend/router';

import { issue, type Issue, issuesOf } from './issues';
import { asJson, escapePointer, type Json, OpenApiDocument, type Parameter } from './openApiDocument';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace'] as const;
/** The document's name within the validator; nothing is fetched. */
const CONTRACT_ID = 'http://localhost/contract';

/** An operation of the contract, ready to check requests and responses. */
export interface Operation {
	readonly operationId: string;
	/** With placeholders, e.g. `/v1/posts/{id}`. */
	readonly template: string;
	/** Where it stands in the document. */
	readonly pointer: string;
}

export type Match =
	{ readonly kind: 'operation'; readonly operation: Operation } | { readonly kind: 'path' | 'method' };

/** What a client sent, before and after its texts have been turned into the contract's types. */
export interface Parts {
	readonly params: Record<string, unknown>;
	readonly query: Record<string, unknown>;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** `undefined`: none. For a multipart operation fields and, for each file, its name. */
	readonly body: unknown;
	/** Without parameters (`charset` …), lower case; empty when there is none. */
	readonly contentType: string;
}

interface Checks {
	readonly params: ValidateFunction;
	readonly query: ValidateFunction;
	readonly headers: ValidateFunction;
	readonly lists: readonly Parameter[];
	/** By content type; `null`: anything goes. */
	readonly bodies: Readonly<Record<string, ValidateFunction | null>>;
	readonly bodyRequired: boolean;
}

/**
 * A vendor's OpenAPI 3.1 document, made to work: finds the operation of a request, and checks requests and responses
 * against it. Schemas are compiled when they are first needed.
 */
export class Contract {
	private readonly document: OpenApiDocument;
	private readonly router: OpenAPIRouter;
	/** For JSON, which has types. */
	private readonly exact: Ajv2020;
	/** For parameters and forms, which are texts. */
	private readonly coercing: Ajv2020;
	private readonly checks = new Map<string, Checks>();
	private readonly responses = new Map<string, ValidateFunction>();

	/** @param file Path of the YAML document. */
	constructor(file: string) {
		this.document = new OpenApiDocument(file);
		this.router = new OpenAPIRouter({ definition: this.document.root as never });
		// The router would gather all operations anew for every request.
		const operations = this.router.getOperations();
		this.router.getOperations = () => operations;
		this.exact = this.newAjv(false);
		this.coercing = this.newAjv('array');
	}

	/** IDs of all operations, in the document's order. */
	operationIds(): string[] {
		return this.router.getOperations().map((operation) => String(operation.operationId));
	}

	/** Compiles every schema of every operation; throws at the first that is broken or refers to nothing. */
	compileAll(): void {
		for (const { path, method, operationId, responses } of this.router.getOperations()) {
			const pointer = `/paths/${escapePointer(path)}/${method}`;
			this.compileChecks({ operationId: String(operationId), template: path, pointer });
			for (const status of Object.keys(responses ?? {}))
				this.compileResponse(`${pointer}/responses/${status}`);
		}
	}

	/** @param path Below the vendor's mount, still percent-encoded, without the query. */
	match(method: string, path: string): Match {
		const request = { method, path, headers: {} };
		const found = this.router.matchOperation(request);
		if (found) {
			const pointer = `/paths/${escapePointer(found.path)}/${found.method}`;
			return {
				kind: 'operation',
				operation: { operationId: String(found.operationId), template: found.path, pointer },
			};
		}
		const isKnownPath = METHODS.some((other) => this.router.matchOperation({ ...request, method: other }));
		return { kind: isKnownPath ? 'method' : 'path' };
	}

	/** Everything that is wrong with a request. Texts in `params` and `query` become the contract's types in place. */
	checkRequest(operation: Operation, parts: Parts): Issue[] {
		const checks = this.checksOf(operation);
		for (const { name, separator } of checks.lists) {
			const value = parts.query[name];
			if (typeof value === 'string')
				parts.query[name] = separator === null ? [value] : value.split(separator);
		}
		return [
			...issuesOf('path', checks.params, parts.params),
			...issuesOf('query', checks.query, parts.query),
			...issuesOf('header', checks.headers, { ...parts.headers }),
			...checkBody(checks, parts),
		];
	}

	/** Everything that is wrong with an answer; a status that the contract does not know is wrong too. */
	checkResponse(
		operation: Operation,
		status: number,
		body: unknown,
		headers: Readonly<Record<string, string>>,
	): Issue[] {
		const declared = this.document.resolve(`${operation.pointer}/responses`).value;
		const code = [String(status), `${Math.floor(status / 100)}XX`, 'default'].find((key) => key in declared);
		if (code === undefined) {
			return [issue('status', `${status} is not a status of ${operation.operationId}`, 'status', { status })];
		}
		const response = this.document.resolve(`${operation.pointer}/responses/${code}`);
		const missing = this.missingHeaders(response.pointer, headers);
		const content = asJson(response.value.content);
		const type = Object.keys(content).find((name) => bareContentType(name) === 'application/json');
		if (type === undefined) {
			return body === undefined ? missing : [...missing, issue('body', 'must be absent', 'body', {})];
		}
		if (body === undefined) return [...missing, issue('body', 'is missing', 'required', {})];
		if (asJson(content[type]).schema === undefined) return missing;
		const validate = this.responseCheck(`${response.pointer}/content/${escapePointer(type)}/schema`);
		return [...missing, ...issuesOf('body', validate, body)];
	}

	private missingHeaders(responsePointer: string, headers: Readonly<Record<string, string>>): Issue[] {
		const declared = Object.keys(asJson(this.document.resolve(responsePointer).value.headers));
		return declared
			.filter(
				(name) =>
					this.document.resolve(`${responsePointer}/headers/${escapePointer(name)}`).value.required === true,
			)
			.filter((name) => !(name.toLowerCase() in headers))
			.map((name) =>
				issue(`header/${name.toLowerCase()}`, 'is missing', 'required', { missingProperty: name }),
			);
	}

	private compileResponse(responsePointer: string): void {
		const { pointer, value } = this.document.resolve(responsePointer);
		for (const [type, content] of Object.entries(asJson(value.content))) {
			if (asJson(content).schema !== undefined)
				this.responseCheck(`${pointer}/content/${escapePointer(type)}/schema`);
		}
	}

	private responseCheck(schemaPointer: string): ValidateFunction {
		const known = this.responses.get(schemaPointer);
		if (known) return known;
		const compiled = this.exact.compile(reference(schemaPointer));
		this.responses.set(schemaPointer, compiled);
		return compiled;
	}

	private checksOf(operation: Operation): Checks {
		const known = this.checks.get(operation.operationId);
		if (known) return known;
		const compiled = this.compileChecks(operation);
		this.checks.set(operation.operationId, compiled);
		return compiled;
	}

	private compileChecks({ pointer }: Operation): Checks {
		const parameters = this.document.parametersOf(pointer);
		const named = (place: string) => parameters.filter((parameter) => parameter.place === place);
		const body = this.document.resolve(`${pointer}/requestBody`);
		return {
			params: this.coercing.compile(objectSchema(named('path'), true)),
			query: this.coercing.compile(objectSchema(named('query'), false)),
			headers: this.coercing.compile(objectSchema(named('header'), true)),
			lists: named('query').filter((parameter) => parameter.isList),
			bodies: Object.fromEntries(
				Object.entries(asJson(body.value.content)).map(([type, content]) => [
					bareContentType(type),
					asJson(content).schema === undefined ? null : this.compileBody(body.pointer, type),
				]),
			),
			bodyRequired: body.value.required === true,
		};
	}

	private compileBody(bodyPointer: string, type: string): ValidateFunction {
		const ajv = bareContentType(type) === 'application/json' ? this.exact : this.coercing;
		return ajv.compile(reference(`${bodyPointer}/content/${escapePointer(type)}/schema`));
	}

	private newAjv(coerceTypes: false | 'array'): Ajv2020 {
		const ajv = new Ajv2020({
			strict: false,
			allErrors: true,
			validateSchema: false,
			logger: false,
			coerceTypes,
		});
		addFormats(ajv);
		ajv.addSchema(this.document.root, CONTRACT_ID);
		return ajv;
	}
}

/** A content type without its parameters, in lower case. */
export function bareContentType(header: string | undefined): string {
	return (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function checkBody({ bodies, bodyRequired }: Checks, { body, contentType }: Parts): Issue[] {
	const types = Object.keys(bodies);
	if (body === undefined) {
		return bodyRequired ? [issue('body', 'is missing', 'required', { missingProperty: 'body' })] : [];
	}
	// Clients that always send an empty object do no harm where no body is wanted.
	if (types.length === 0) return isEmptyObject(body) ? [] : [issue('body', 'must be absent', 'body', {})];
	const validate = bodies[contentType];
	if (validate === undefined) {
		return [
			issue('header/content-type', `must be ${types.join(' or ')}`, 'contentType', { allowedValues: types }),
		];
	}
	return validate ? issuesOf('body', validate, body) : [];
}

function isEmptyObject(value: unknown): boolean {
	return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function objectSchema(parameters: readonly Parameter[], additionalProperties: boolean): Json {
	return {
		type: 'object',
		properties: Object.fromEntries(
			parameters.map(({ name, schema }) => [name, schema === null ? true : reference(schema)]),
		),
		required: parameters.filter(({ required }) => required).map(({ name }) => name),
		additionalProperties,
	};
}

function reference(pointer: string): { $ref: string } {
	return { $ref: `${CONTRACT_ID}#${pointer.split('/').map(encodeURIComponent).join('/')}` };
}
