import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type Json = Readonly<Record<string, unknown>>;

/** A part of the document and the pointer where it really stands. */
export interface Place {
	readonly pointer: string;
	readonly value: Json;
}

/** A parameter of an operation. */
export interface Parameter {
	/** Header names in lower case. */
	readonly name: string;
	readonly place: string;
	readonly required: boolean;
	/** Pointer to its schema; `null` when it has none. */
	readonly schema: string | null;
	readonly isList: boolean;
	/** Between the values of a list that comes as one text; `null` when the parameter is repeated instead. */
	readonly separator: string | null;
}

/** An OpenAPI 3.1 document and the way around in it. */
export class OpenApiDocument {
	readonly root: Json;

	/** @param file Path of the YAML document. */
	constructor(file: string) {
		this.root = asJson(parse(readFileSync(file, 'utf8')));
	}

	/** The object at a pointer, with `$ref`s followed. */
	resolve(pointer: string): Place {
		let value: unknown = this.root;
		for (const part of pointer.split('/').slice(1)) {
			value = Array.isArray(value) ? value[Number(part)] : asJson(value)[unescapePointer(part)];
		}
		const target = asJson(value).$ref;
		if (typeof target !== 'string') return { pointer, value: asJson(value) };
		if (!target.startsWith('#/'))
			throw new Error(`Only references within the document are supported: ${target}`);
		return this.resolve(decodeURIComponent(target.slice(1)));
	}

	/** Those of the path and those of the operation, which replace the path's. */
	parametersOf(operationPointer: string): Parameter[] {
		const pathPointer = operationPointer.slice(0, operationPointer.lastIndexOf('/'));
		const found = new Map<string, Parameter>();
		for (const owner of [pathPointer, operationPointer]) {
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
		const { pointer: standsAt, value } = this.resolve(pointer);
		const place = String(value.in);
		const name = String(value.name);
		const hasSchema = value.schema !== undefined;
		return {
			name: place === 'header' ? name.toLowerCase() : name,
			place,
			required: value.required === true,
			schema: hasSchema ? `${standsAt}/schema` : null,
			isList: hasSchema && this.resolve(`${standsAt}/schema`).value.type === 'array',
			separator: value.explode === false ? listSeparator(value.style) : null,
		};
	}
}

/** The value as an object, or an empty one when it is anything else. */
export function asJson(value: unknown): Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function escapePointer(part: string): string {
	return part.replace(/~/g, '~0').replace(/\//g, '~1');
}

export function unescapePointer(part: string): string {
	return part.replace(/~1/g, '/').replace(/~0/g, '~');
}

function listSeparator(style: unknown): string {
	if (style === 'spaceDelimited') return ' ';
	return style === 'pipeDelimited' ? '|' : ',';
}
