import type { Account } from '../../nodes/shared/domain/account';
import type { ProviderId } from '../../nodes/shared/domain/provider';
import type { TriggerEventName } from '../../nodes/SocialTrigger/heart/triggerEvent';
import type { HealthSetting } from '../../sandbox/core/vendor';
import type { NodeRun } from './n8nEngine';
import { freshText, makePost, outputOf, seededAccounts } from './seed';
import { type Emitted, TriggerHost } from './triggerHost';
import { vendorIdOf } from './vendorId';
import type { NodeWorld, TestWorld } from './world';

export const ALL_EVENTS: readonly TriggerEventName[] = [
	'accountConnected',
	'accountDisconnected',
	'accountHealthChanged',
	'postFailed',
	'postPartiallyPublished',
	'postWentLive',
];

/** After how many polls each account of the seed has been asked for: Wix asks for them in turns. */
export const POLLS_FOR_ALL: Readonly<Record<ProviderId, number>> = {
	postEverywhere: 1,
	smartlyQ: 1,
	socialSyncer: 1,
	wix: 3,
};

const MINUTE_MS = 60_000;

/** A trigger for a provider. */
export function triggerFor(
	world: TestWorld,
	provider: ProviderId,
	parameters: Record<string, unknown> = {},
	more: Partial<NodeRun> = {},
): TriggerHost {
	const node = world.node(
		'socialTrigger',
		provider,
		{
			authentication: 'apiKey',
			events: [...ALL_EVENTS],
			pollTimes: { item: [{ mode: 'everyMinute' }] },
			...parameters,
		} as NodeRun['parameters'],
		{ workflowId: `watched-${++triggers}`, ...more },
	);
	return new TriggerHost(world.engine, node);
}

/** Each in a workflow of its own. */
let triggers = 0;

export async function setHealth(
	world: NodeWorld,
	provider: ProviderId,
	account: Account,
	health: HealthSetting,
): Promise<void> {
	const id = encodeURIComponent(vendorIdOf(world, provider, account));
	await world.control('POST', `/accounts/${provider}/${id}/health`, { health });
}

export async function listAccounts(world: NodeWorld, provider: ProviderId): Promise<Account[]> {
	const node = world.node('socialAccounts', provider, { operation: 'getMany', returnAll: true });
	return outputOf<Account>(await world.engine.run(node));
}

/** Removes an account as its owner would, at the vendor. */
export function disconnect(world: NodeWorld, provider: ProviderId, account: Account): void {
	world.sandbox.worlds[provider].accounts.delete(vendorIdOf(world, provider, account));
}

/** A post on one account that takes text, to go out in so many minutes; `null`: at once. */
export async function makeTextPost(
	world: NodeWorld,
	provider: ProviderId,
	inMinutes: number | null,
	accounts: readonly Account[] | undefined = undefined,
): Promise<string> {
	const { forText } = await seededAccounts(world, provider);
	const { now } = await world.control<{ now: string }>('GET', '/clock');
	const at = new Date(Math.floor(Date.parse(now) / 1000) * 1000 + (inMinutes ?? 0) * MINUTE_MS);
	const post = await makePost(world, provider, {
		accountIds: (accounts ?? [forText[0]]).map(({ id }) => id),
		text: freshText(),
		options: { onUnhealthyAccount: 'send' },
		...(inMinutes === null
			? { publishMode: 'now' }
			: { publishMode: 'schedule', scheduledAt: at.toISOString() }),
	});
	return post.id;
}

/** Event by event what it is about. */
export function summary(events: readonly Emitted[]): string[] {
	return events
		.map(({ event, account, post, previousStatus, currentStatus }) =>
			[event, account?.id ?? post?.id, previousStatus ?? '', currentStatus].join(' '),
		)
		.sort();
}
