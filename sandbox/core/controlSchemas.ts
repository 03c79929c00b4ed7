import { FAULT_KINDS } from './faults';
import { VENDOR_KEYS } from './vendor';

/** JSON schemas of what the control API takes. */
const VENDOR = { type: 'string', enum: VENDOR_KEYS } as const;
const MILLISECONDS = { type: 'integer', minimum: 0 } as const;

function body(properties: Record<string, unknown>, required: readonly string[] = []): { body: object } {
	return { body: { type: 'object', properties, required, additionalProperties: false } };
}

export const vendorQuery = {
	querystring: {
		type: 'object',
		properties: { vendor: VENDOR, limit: { type: 'integer', minimum: 1 } },
		additionalProperties: false,
	},
};

export const reset = body({ vendor: VENDOR });

export const clock = {
	body: {
		type: 'object',
		properties: { forwardMs: MILLISECONDS, forward: { type: 'string' } },
		additionalProperties: false,
		minProperties: 1,
		maxProperties: 1,
	},
};

export const faults = body(
	{
		vendor: VENDOR,
		operationId: { type: 'string' },
		method: { type: 'string', enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] },
		path: { type: 'string', pattern: '^/' },
		kind: { type: 'string', enum: FAULT_KINDS },
		times: { type: 'integer', minimum: 1 },
		retryAfterSeconds: { type: ['integer', 'null'], minimum: 0 },
		delayMs: MILLISECONDS,
		probability: { type: 'number', minimum: 0, maximum: 1 },
		seed: { type: 'string' },
	},
	['kind'],
);

export const settings = body({
	vendor: VENDOR,
	publishMs: MILLISECONDS,
	mediaMs: MILLISECONDS,
	rateLimit: { type: ['integer', 'null'], minimum: 1 },
	latencyMs: MILLISECONDS,
});

export const populate = body({
	accounts: { type: 'integer', minimum: 0, maximum: 100_000 },
	posts: { type: 'integer', minimum: 0, maximum: 1_000_000 },
});

export const health = body(
	{ health: { type: 'string', enum: ['healthy', 'expiring', 'expired', 'revoked', 'paused'] } },
	['health'],
);
