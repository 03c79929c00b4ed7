import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import type { Call, Reply, RequestFault } from '../../core/vendor';
import type { World } from '../../core/world';
import { createPost, type CreateBody } from './createPost';
import { Refusal, refuseFault, success } from './envelope';
import { createdOf } from './postView';

const CONTRACT = join(__dirname, '../../contracts/posteverywhere.openapi.yaml');

/** Makes each post by itself: 201 when all came to be, 207 when some did, 422 when none did. */
export function bulkCreatePosts(world: World, { now, body }: Call): Reply {
	const { posts } = body as { posts: readonly unknown[] };
	const results = posts.map((post, index) => createItem(world, post, index));
	const succeeded = results.filter(({ ok }) => ok).length;
	const summary = { total: posts.length, succeeded, failed: posts.length - succeeded };
	return success(now, { summary, results }, statusOf(summary));
}

function statusOf({ total, succeeded }: { total: number; succeeded: number }): number {
	if (succeeded === total) return 201;
	return succeeded > 0 ? 207 : 422;
}

function createItem(world: World, body: unknown, index: number) {
	try {
		const fault = faultOf(body);
		if (fault) throw refuseFault(fault);
		return { index, ok: true, post: createdOf(createPost(world, body as CreateBody), world) };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const { status, message, details } = error;
		// The vendor's own example of a bulk item has the general code for a past time.
		const code = error.code === 'past_schedule_time' ? 'validation_error' : error.code;
		return { index, ok: false, error: { code, message, status, ...(details ? { details } : {}) } };
	}
}

let validate: ValidateFunction | null = null;

/** The contract checks the list; each item's shape is checked here, because a wrong one spoils only itself. */
function faultOf(body: unknown): RequestFault | null {
	validate ??= compileCreatePost();
	if (validate(body)) return null;
	const issues = (validate.errors ?? []).map(({ instancePath, message, keyword, params }) => {
		const field = params.missingProperty ?? params.additionalProperty;
		const where = `body${instancePath}${typeof field === 'string' ? `/${field}` : ''}`;
		return { where, message: message ?? 'is not valid', keyword, params };
	});
	return { kind: 'request', issues };
}

function compileCreatePost(): ValidateFunction {
	const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
	addFormats(ajv);
	ajv.addSchema(parse(readFileSync(CONTRACT, 'utf8')), 'contract');
	return ajv.compile({ $ref: 'contract#/components/schemas/CreatePost' });
}
