import { fetch } from 'undici';

import type { ProviderId } from '../../nodes/shared/domain/provider';
import { startSandbox, type Sandbox } from '../../sandbox/core/server';
import { type Engine, type NodeRun, type Secrets, startEngine } from './n8nEngine';

/** How the tests reach each provider: through the credential that people use most. */
export const CREDENTIAL_OF: Readonly<Record<ProviderId, string>> = {
	postEverywhere: 'postEverywherePublisherApi',
	smartlyQ: 'smartlyQPublisherApi',
	socialSyncer: 'socialSyncerPublisherApi',
	wix: 'wixPublisherApi',
};

/** The sandbox with all four vendors, and an engine somewhere that runs nodes against them. */
export interface NodeWorld {
	readonly sandbox: Sandbox;
	readonly engine: Pick<Engine, 'run'>;
	/** A node run for a provider, with its credential. */
	node(
		type: NodeRun['type'],
		provider: ProviderId,
		parameters: NodeRun['parameters'],
		more?: Partial<NodeRun>,
	): NodeRun;
	/** Calls the control API; throws unless it answers 2xx. */
	control<T = unknown>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<T>;
}

/** The same with the engine at hand. */
export interface TestWorld extends NodeWorld {
	readonly engine: Engine;
	/** Back to the seed, with limits that do not get in a test's way and posts that settle at once. */
	reset(): Promise<void>;
	/** Forgets the breaches that a test made on purpose. */
	forgetViolations(): Promise<void>;
	stop(): Promise<void>;
}

/** Enough for any test, so that only the tests of rate limits meet one. */
export const NO_LIMIT = 1_000_000;

export async function startWorld(
	changes: (secrets: Secrets) => Secrets = (secrets) => secrets,
): Promise<TestWorld> {
	const sandbox = await startSandbox();
	const engine = await startEngine(changes(secretsFor(sandbox)));
	const world = { ...nodeWorld(sandbox, engine), engine };
	const reset = async () => {
		await world.control('POST', '/reset', {});
		await world.control('POST', '/settings', { publishMs: 0, mediaMs: 0, rateLimit: NO_LIMIT });
	};
	await reset();
	return {
		...world,
		reset,
		forgetViolations: async () => {
			await world.control('DELETE', '/violations');
		},
		stop: async () => await sandbox.close(),
	};
}

/** @param engine runs the nodes, with credentials made of `secretsFor` the sandbox */
export function nodeWorld(sandbox: Sandbox, engine: NodeWorld['engine']): NodeWorld {
	async function control<T>(method: string, path: string, body?: object): Promise<T> {
		const answer = await fetch(`${sandbox.control}${path}`, {
			method,
			...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
		return (text === '' ? undefined : JSON.parse(text)) as T;
	}

	return {
		sandbox,
		engine,
		control,
		node: (type, provider, parameters, more) => ({
			type,
			parameters: { provider, ...parameters },
			credential: CREDENTIAL_OF[provider],
			...more,
		}),
	};
}

/** Credentials for all four vendors. */
export function secretsFor({ access }: Sandbox): Secrets {
	const { wix } = access;
	return {
		wixPublisherApi: { apiKey: wix.apiKey, siteId: wix.siteId, baseUrl: wix.baseUrl },
		wixPublisherAppApi: {
			appId: wix.appId,
			appSecret: wix.appSecret,
			instanceId: wix.instanceId,
			baseUrl: wix.baseUrl,
			accessToken: '',
		},
		postEverywherePublisherApi: { ...access.postEverywhere },
		socialSyncerPublisherApi: { ...access.socialSyncer },
		smartlyQPublisherApi: { ...access.smartlyQ, profileId: '' },
	};
}
