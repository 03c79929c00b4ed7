import type { Account } from '../shared/domain/account';
import type { Post, PostStatus } from '../shared/domain/post';
import { InputError } from '../shared/domain/inputError';
import type { OpenProvider } from '../shared/face/openProvider';
import { learnAccounts } from './heart/accountChanges';
import { listAccounts } from './heart/listedAccounts';
import { detectPostChanges } from './heart/postChanges';
import {
	eventIdOf,
	type AccountEventName,
	type PostEventName,
	type TriggerEvent,
} from './heart/triggerEvent';
import type { Wishes } from './readWishes';

/** Posts that are looked at for a sample of each event. */
const PAGE_SIZE = 25;

const STATUS_OF: Readonly<Record<PostEventName, PostStatus>> = {
	postWentLive: 'published',
	postFailed: 'failed',
	postPartiallyPublished: 'partiallyPublished',
};

/**
 * For the test run in the editor: one event of each chosen kind, made of what is really there now.
 *
 * @throws InputError when there is nothing to make one of
 */
export async function takeSamples(open: OpenProvider, wishes: Wishes): Promise<TriggerEvent[]> {
	const samples: TriggerEvent[] = [];
	if (wishes.watchesAccounts) samples.push(...(await sampleAccounts(open, wishes)));
	for (const event of Object.keys(STATUS_OF) as PostEventName[]) {
		if (wishes.events.has(event)) samples.push(...(await samplePosts(open, wishes, event)));
	}
	if (samples.length > 0) return samples;
	throw new InputError(
		'Events',
		'There is nothing to show for these events yet',
		'Nothing is wrong: no account or post is in such a state now. Choose more events or fewer filters for the test, or activate the workflow and wait.',
	);
}

async function sampleAccounts({ provider, wire }: OpenProvider, wishes: Wishes): Promise<TriggerEvent[]> {
	const { found } = await provider.accounts.getMany(wire, { withHealth: true });
	const accounts = [
		...listAccounts(
			found.map(({ item }) => item),
			wishes,
		).values(),
	].map(({ account }) => account);
	const wrong = learnAccounts({ accounts, missing: [] }, { ...wishes, emitOnActivation: true }).events;
	const [changed] = [...wrong].sort((one, other) => severityOf(other) - severityOf(one));
	const newest = [...accounts].sort((one, other) => timeOf(other) - timeOf(one));
	const asIs: Partial<Record<AccountEventName, Account | undefined>> = {
		accountConnected: newest.find(({ health }) => health.status !== 'disconnected'),
		accountHealthChanged: accounts[0],
	};
	const chosen = [...(changed ? [changed] : [])];
	for (const [event, account] of Object.entries(asIs)) {
		const name = event as AccountEventName;
		if (!account || !wishes.events.has(name) || chosen.some((sample) => sample.event === name)) continue;
		chosen.push({
			event: name,
			eventId: eventIdOf('sample', name, account.id),
			provider: provider.id,
			occurredAt: name === 'accountConnected' ? account.connectedAt : null,
			account,
			currentStatus: account.health.status,
		});
	}
	return chosen;
}

/** An account that cannot post shows most. */
function severityOf({ account }: TriggerEvent): number {
	return account?.health.canPost === false ? 1 : 0;
}

async function samplePosts(
	{ provider, wire }: OpenProvider,
	wishes: Wishes,
	event: PostEventName,
): Promise<TriggerEvent[]> {
	const { sortsBy } = provider.posts;
	const sort = sortsBy.includes('createdAt')
		? ({ sort: { field: 'createdAt', direction: 'desc' } } as const)
		: {};
	const pages = provider.posts.getMany(wire, { status: [STATUS_OF[event]], ...sort }, PAGE_SIZE);
	for await (const page of pages) {
		const posts = page.map(({ item }) => item).sort((one, other) => timeOf(other) - timeOf(one));
		const { events } = detectPostChanges(
			{ seen: '', counts: [0, 0], latest: [0, 0] },
			posts,
			{ isComplete: true, isSilent: false, atMs: Date.now() },
			wishes,
		);
		return events.filter((one) => one.event === event).slice(0, 1);
	}
	return [];
}

function timeOf(what: Account | Post): number {
	const time =
		'connectedAt' in what ? what.connectedAt : (what.publishedAt ?? what.scheduledAt ?? what.createdAt);
	return time === null ? 0 : Date.parse(time);
}
