import type { Post, PostStatus } from './world';
import type { VendorHost } from './vendorHost';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** One in so many generated posts waits for its time, one in so many was refused; the others are out. */
const SCHEDULED_EVERY = 10;
const FAILED_EVERY = 17;
/** Generated posts that wait go out this far ahead, a minute apart, so that no run meets one by accident. */
const SCHEDULED_AHEAD_MS = 30 * 24 * HOUR_MS;

/** Adds many accounts and posts, in the ID formats and with the particulars of the seeded ones. For benchmarks. */
export function populate(
	host: VendorHost,
	counts: { readonly accounts: number; readonly posts: number },
): void {
	const { world } = host;
	const platforms = [...new Set([...world.accounts.values()].map((account) => account.platform))];
	if (platforms.length === 0) throw new Error(`${host.key} has no accounts to imitate`);
	for (let index = 0; index < counts.accounts; index++) {
		const platform = platforms[index % platforms.length] ?? '';
		const account = world.addAccount({ ...world.newAccount(platform, null), name: `Generated ${index + 1}` });
		world.repair(account);
	}
	const models: Models = {};
	for (const post of world.posts.values()) models[post.status] ??= post;
	const accountIds = [...world.accounts.values()].filter((account) => account.connected).map(({ id }) => id);
	for (let index = 0; index < counts.posts; index++) {
		const accountId = accountIds[index % accountIds.length];
		if (accountId !== undefined) addPost(host, index, accountId, models);
	}
}

/** A seeded post of each status, for the particulars that the vendor keeps with one. */
type Models = Partial<Record<PostStatus, Post>>;

function addPost(host: VendorHost, index: number, accountId: string, models: Models): void {
	const { world } = host;
	const status = statusOf(index);
	const model = models[status] ?? Object.values(models)[0];
	const now = world.now().getTime();
	const createdAt = new Date(now - (index + 1) * MINUTE_MS);
	const post = world.addPost({
		id: world.newPostId(),
		content: `Generated post ${index + 1}`,
		accountIds: [accountId],
		createdAt,
		updatedAt: createdAt,
		timezone: model?.timezone ?? 'UTC',
		extra: structuredClone(model?.extra ?? {}),
	});
	if (status === 'scheduled') {
		world.schedule(post, new Date(now + SCHEDULED_AHEAD_MS + index * MINUTE_MS));
		return;
	}
	post.status = status;
	post.publishedAt = status === 'failed' ? null : createdAt;
	for (const target of post.targets) {
		target.attempts = 1;
		if (status === 'failed') Object.assign(target, { status, error: 'The network did not accept the post.' });
		else world.placeRemotely(target, createdAt);
	}
}

function statusOf(index: number): 'scheduled' | 'failed' | 'published' {
	if (index % SCHEDULED_EVERY === 0) return 'scheduled';
	return index % FAILED_EVERY === 0 ? 'failed' : 'published';
}
