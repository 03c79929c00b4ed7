import type { Reply } from '../../core/vendor';
import { failure, Refusal } from './envelope';

export type Scope = 'read' | 'write' | 'ai';

export interface SandboxKey {
	readonly id: string;
	readonly key: string;
	readonly name: string;
	readonly scopes: readonly Scope[];
}

/** Obviously fake keys: all scopes, and two that may do less. */
export const FULL_KEY: SandboxKey = {
	id: 'b7a10000-0000-4000-8000-000000000001',
	key: 'pe_live_5a4db0c05a4db0c05a4db0c05a4db0c0',
	name: 'Sandbox key',
	scopes: ['read', 'write', 'ai'],
};
export const READ_ONLY_KEY: SandboxKey = {
	id: 'b7a10000-0000-4000-8000-000000000002',
	key: 'pe_live_5a4db0c0000000000000000000000001',
	name: 'Sandbox key, read only',
	scopes: ['read'],
};
export const NO_AI_KEY: SandboxKey = {
	id: 'b7a10000-0000-4000-8000-000000000003',
	key: 'pe_live_5a4db0c0000000000000000000000002',
	name: 'Sandbox key without AI',
	scopes: ['read', 'write'],
};

const KEYS = [FULL_KEY, READ_ONLY_KEY, NO_AI_KEY];

/** The key of a request; `undefined` when it is missing or unknown. */
export function keyOf(headers: Readonly<Record<string, string>>): SandboxKey | undefined {
	const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
	return KEYS.find(({ key }) => key === given);
}

/** Refuses a request without a known key, or whose key lacks the scope of the operation. */
export function authenticate(
	headers: Readonly<Record<string, string>>,
	operationId: string | undefined,
): Reply | null {
	const key = keyOf(headers);
	if (!key) return failure(new Refusal(401, 'unauthorized', 'Invalid or missing API key'));
	if (operationId === undefined) return null;
	const scope = scopeOf(operationId);
	if (key.scopes.includes(scope)) return null;
	return failure(
		new Refusal(403, 'forbidden', `This API key does not have the "${scope}" scope`, {
			required_scope: scope,
		}),
	);
}

function scopeOf(operationId: string): Scope {
	if (operationId.startsWith('generate')) return 'ai';
	return /^(get|list|poll)/.test(operationId) ? 'read' : 'write';
}
