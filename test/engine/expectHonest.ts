import type { ProviderId } from '../../nodes/shared/domain/provider';
import type { NodeResult, NodeRun } from './n8nEngine';
import * as shapes from './shapes';

/** Words that only a crash says. */
const CRASH =
	/cannot (read|set|convert|destructure|access)|is not (a function|iterable|defined|extensible|a constructor)|call stack|invalid (array|string|time)|URI malformed|circular|\[object Object\]|\bundefined\b|\bNaN\b|unexpected (token|end)|out of memory|internal error/i;

type Check = (value: unknown, provider: ProviderId) => void;

const waited: Check = (value, provider) => {
	const { timedOut, ...connection } = value as { timedOut: unknown };
	expect(typeof timedOut).toBe('boolean');
	shapes.expectConnection(connection, provider);
};
const media: Check = (value) => {
	shapes.expectMedia(value);
};

/** What comes out of each operation; of all others a post. */
const SHAPES: Readonly<Record<string, Check>> = {
	'socialAccounts.getMany': shapes.expectAccount,
	'socialAccounts.get': shapes.expectAccount,
	'socialAccounts.checkHealth': shapes.expectAccountHealth,
	'socialAccounts.pause': shapes.expectAccount,
	'socialAccounts.resume': shapes.expectAccount,
	'socialAccounts.disconnect': shapes.expectAccountRemoval,
	'socialAccounts.rename': shapes.expectAccount,
	'socialAccounts.setDefault': shapes.expectAccount,
	'socialAccounts.getQuota': shapes.expectQuota,
	'socialAccounts.getPlatformRules': shapes.expectPlatformRules,
	'socialAccounts.getFollowerStats': shapes.expectFollowerStats,
	'socialConnect.createLink': shapes.expectConnectLink,
	'socialConnect.getStatus': shapes.expectConnection,
	'socialConnect.waitUntilConnected': waited,
	'socialConnect.reconnect': shapes.expectConnectLink,
	'socialConnect.complete': shapes.expectAccount,
	'socialConnect.connectWithCredentials': shapes.expectAccount,
	'socialPost.delete': shapes.expectPostRemoval,
	'socialPost.getResults': shapes.expectResult,
	'socialPost.validate': shapes.expectVerdict,
	'socialPost.uploadMedia': media,
	'socialPost.generateText': shapes.expectGeneratedText,
	'socialPost.generateImage': shapes.expectGeneratedImage,
};

/** An error that a person understands, with the way out: never one that the code has stumbled over. */
export function expectClearError(error: NonNullable<NodeResult['error']>): void {
	expect(error.name).toMatch(/^Node(Api|Operation)Error$/);
	expect(error.message).toMatch(/[\p{L}\p{N}]/u);
	expect(error.message).not.toMatch(CRASH);
	// A sentence, so that what to do next is said.
	expect(error.description).toMatch(/\w+ \w+/);
	expect(error.description).not.toMatch(CRASH);
	expect(error.message.length + String(error.description).length).toBeLessThan(5_000);
}

/** Either a clear error, or output of exactly the promised shape, which can be written as JSON. */
export function expectHonest(
	result: NodeResult,
	{ type, parameters }: Pick<NodeRun, 'type' | 'parameters'>,
	provider: ProviderId,
): void {
	if (result.error) {
		expectClearError(result.error);
		expect(result.items).toEqual([]);
	} else {
		const check = SHAPES[`${type}.${String(parameters.operation)}`] ?? shapes.expectPost;
		// Create tells whether its wait was in vain.
		const extras = parameters.operation === 'create' ? ['raw', 'timedOut'] : ['raw'];
		for (const { json } of result.items) {
			const own = Object.fromEntries(Object.entries(json).filter(([name]) => !extras.includes(name)));
			check(own, provider);
		}
	}
	for (const hint of result.hints) expect(hint).not.toMatch(CRASH);
	expect(() => JSON.stringify(result.run)).not.toThrow();
}

/** Nothing that comes from outside may have reached what all objects share. */
export function expectCleanPrototypes(): void {
	expect(Object.keys(Object.prototype)).toEqual([]);
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(OBJECT_NAMES);
	expect(Object.getOwnPropertyNames(Array.prototype)).toHaveLength(LIST_NAMES);
}

const OBJECT_NAMES = Object.getOwnPropertyNames(Object.prototype).length;
const LIST_NAMES = Object.getOwnPropertyNames(Array.prototype).length;

/** Rejections that nobody has caught, from now on. */
export function watchRejections(): { readonly reasons: unknown[]; stop(): void } {
	const reasons: unknown[] = [];
	const note = (reason: unknown) => reasons.push(reason);
	process.on('unhandledRejection', note);
	return { reasons, stop: () => process.off('unhandledRejection', note) };
}
