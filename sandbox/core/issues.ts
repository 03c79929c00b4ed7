import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020';

import { asJson, type Json, unescapePointer } from './openApiDocument';
import type { RequestFault } from './vendor';

/** One thing that is wrong with a request or an answer. */
export type Issue = RequestFault['issues'][number];

export function issue(where: string, message: string, keyword: string, params: Json): Issue {
	return { where, message, keyword, params };
}

/** Everything a schema has against a value; `place` (`body`, `query` …) begins each `where`. */
export function issuesOf(place: string, validate: ValidateFunction, value: unknown): Issue[] {
	return validate(value) ? [] : (validate.errors ?? []).map((error) => readError(place, error));
}

function readError(place: string, error: ErrorObject): Issue {
	const params = asJson(error.params);
	const field = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
	const path = error.instancePath.split('/').slice(1).map(unescapePointer);
	if (typeof field === 'string') path.push(field);
	return issue([place, ...path].join('/'), error.message ?? 'is not valid', error.keyword, params);
}
