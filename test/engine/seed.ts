import type { Account } from '../../nodes/shared/domain/account';
import type { Post } from '../../nodes/shared/domain/post';
import type { ProviderId } from '../../nodes/shared/domain/provider';
import type { NodeResult } from './n8nEngine';
import type { NodeWorld } from './world';

/** Networks that take a post without media, everywhere. */
const TEXT_NETWORKS = [
	'facebook',
	'linkedin',
	'x',
	'threads',
	'bluesky',
	'telegram',
	'discord',
	'googleBusiness',
];

export interface SeededAccounts {
	readonly all: Account[];
	/** Can post, and take a text without media; at least two, on different networks. */
	readonly forText: [Account, Account, ...Account[]];
	/** Cannot post. */
	readonly broken: Account;
}

/** The output items of a run that must have succeeded. */
export function outputOf<T>(result: NodeResult): T[] {
	if (result.error) {
		throw new Error(`The run failed: ${result.error.message} (${String(result.error.description)})`);
	}
	return result.items.map(({ json }) => json as unknown as T);
}

/** What the sandbox's seed holds, as the pack sees it. */
export async function seededAccounts(world: NodeWorld, provider: ProviderId): Promise<SeededAccounts> {
	const result = await world.engine.run(
		world.node('socialAccounts', provider, { operation: 'getMany', returnAll: true }),
	);
	const all = outputOf<Account>(result);
	const able = all.filter(
		({ platform, health }) => health.canPost === true && TEXT_NETWORKS.includes(platform),
	);
	const networks = new Map(able.map((account) => [account.platform, account]));
	const [first, second, ...others] = networks.values();
	const broken = all.find(({ health }) => health.canPost === false);
	if (!first || !second || !broken) throw new Error(`The seed of ${provider} lacks accounts for the tests`);
	return { all, forText: [first, second, ...others], broken };
}

/** A text that no other test uses: one of the vendors refuses to post the same text twice. */
export function freshText(): string {
	return `Fresh from the test bench ${++texts} of ${process.pid}-${Date.now()}`;
}
let texts = 0;

/** Creates a post and returns it. */
export async function makePost(
	world: NodeWorld,
	provider: ProviderId,
	parameters: Readonly<Record<string, unknown>>,
): Promise<Post> {
	const node = world.node('socialPost', provider, { operation: 'create', ...parameters } as never);
	const [post] = outputOf<Post>(await world.engine.run(node));
	if (!post) throw new Error('No post came back');
	return post;
}
