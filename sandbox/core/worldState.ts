import type { Clock } from './clock';
import { newTarget } from './newTarget';
import { PostRecords } from './postRecords';
import { Publishing } from './publishing';
import { idLike, SeededRandom } from './seeded';
import type { SandboxVendor } from './vendor';
import type { Account, ConnectSession, Media, Post, Target, World, WorldSettings } from './world';

const DAY_MS = 86_400_000;
/** How long a renewed token lives: what most networks give. */
const RENEWED_TOKEN_MS = 60 * DAY_MS;

export const DEFAULT_SETTINGS: Readonly<WorldSettings> = { publishMs: 250, mediaMs: 250 };

/** An address that takes bytes. */
export interface UploadSlot {
	readonly signature: string;
	/** Hash of the bytes that it took; `null` while it waits. */
	sha256: string | null;
}

/** The one implementation of `World`: what is true at one vendor. */
export class WorldState implements World {
	readonly accounts = new Map<string, Account>();
	readonly posts = new PostRecords<Post>();
	readonly media = new Map<string, Media>();
	readonly sessions = new Map<string, ConnectSession>();
	readonly extra: Record<string, unknown> = {};
	readonly settings: WorldSettings;
	/** Upload addresses given out, by upload ID. */
	readonly uploads = new Map<string, UploadSlot>();

	private readonly counters = new Map<string, number>();
	private readonly publishing: Publishing;
	private unlimitedTokens = new WeakSet<Account>();
	private random: SeededRandom;
	/** The time of the event being settled: events happen at their own time, however late they are looked at. */
	private moment: Date | null = null;

	constructor(
		private readonly vendor: SandboxVendor,
		private readonly clock: Clock,
		readonly origin: string,
		readonly storageOrigin: string,
		private readonly initialSettings: Readonly<WorldSettings>,
	) {
		this.settings = { ...initialSettings };
		this.random = new SeededRandom(vendor.key);
		this.publishing = new Publishing(this, vendor, () => this.random);
	}

	/** Back to the vendor's seed, with the same IDs as at the start. */
	reset(): void {
		for (const records of [
			this.accounts,
			this.posts,
			this.media,
			this.sessions,
			this.uploads,
			this.counters,
		]) {
			records.clear();
		}
		for (const key of Object.keys(this.extra)) Reflect.deleteProperty(this.extra, key);
		Object.assign(this.settings, this.initialSettings);
		this.publishing.clear();
		this.unlimitedTokens = new WeakSet();
		this.random = new SeededRandom(this.vendor.key);
		this.vendor.seed(this);
	}

	now(): Date {
		return this.moment ?? this.clock.now();
	}

	/** Runs `event` at its own time. */
	during(moment: Date, event: () => void): void {
		this.moment = moment;
		try {
			event();
		} finally {
			this.moment = null;
		}
	}

	next(counter: string, first: number): number {
		const value = this.counters.get(counter) ?? first;
		this.counters.set(counter, value + 1);
		return value;
	}

	uuid(): string {
		return this.random.uuid();
	}

	hex(digits: number): string {
		return this.random.hex(digits);
	}

	addAccount(account: Partial<Account> & Pick<Account, 'id' | 'platform' | 'name'>): Account {
		const added: Account = {
			username: null,
			avatarUrl: null,
			connectedAt: this.now(),
			tokenExpiresAt: null,
			revoked: false,
			paused: false,
			connected: true,
			extra: {},
			...account,
		};
		if (added.tokenExpiresAt === null) this.unlimitedTokens.add(added);
		this.accounts.set(added.id, added);
		return added;
	}

	addPost(post: Partial<Post> & Pick<Post, 'id' | 'content'> & { accountIds: readonly string[] }): Post {
		const { accountIds, ...given } = post;
		const now = this.now();
		const added: Post = {
			status: 'draft',
			targets: given.targets ?? accountIds.map((accountId) => this.newTarget(accountId)),
			scheduledFor: null,
			timezone: 'UTC',
			settlesAt: null,
			publishedAt: null,
			createdAt: now,
			updatedAt: now,
			mediaUrls: [],
			extra: {},
			...given,
		};
		this.posts.set(added.id, added);
		this.publishing.watch(added);
		return added;
	}

	schedule(post: Post, at: Date): void {
		this.publishing.schedule(post, at);
	}

	publish(post: Post): void {
		this.publishing.publish(post);
	}

	retry(post: Post, accountIds?: readonly string[]): Target[] {
		return this.publishing.retry(post, accountIds);
	}

	cancel(post: Post): void {
		this.publishing.cancel(post);
	}

	/** Makes a target look as if its network had published it then. */
	placeRemotely(target: Target, at: Date): void {
		this.publishing.place(target, at);
	}

	settle(): void {
		const now = this.clock.now();
		this.publishing.settle(now);
		for (const media of this.media.values()) {
			if (media.status === 'processing' && media.readyAt !== null && media.readyAt <= now)
				media.status = 'ready';
		}
		for (const session of this.sessions.values()) {
			if (session.status === 'pending' && session.expiresAt <= now) session.status = 'expired';
		}
	}

	uploadAddress(uploadId: string): string {
		const slot = this.uploads.get(uploadId) ?? { signature: this.hex(32), sha256: null };
		this.uploads.set(uploadId, slot);
		return `${this.storageOrigin}/uploads/${this.vendor.key}/${encodeURIComponent(uploadId)}?signature=${slot.signature}`;
	}

	openConsent(session: ConnectSession): string {
		this.sessions.set(session.token, session);
		return `${this.origin}/consent/${this.vendor.key}/${encodeURIComponent(session.token)}`;
	}

	connect(session: ConnectSession): Account {
		const known = session.accountId === null ? undefined : this.accounts.get(session.accountId);
		const account = known ?? this.addAccount(this.newAccount(session.platform, session));
		this.repair(account);
		account.connectedAt = this.now();
		session.accountId = account.id;
		session.status = 'connected';
		return account;
	}

	repair(account: Account): void {
		account.revoked = false;
		account.paused = false;
		account.connected = true;
		account.tokenExpiresAt = this.unlimitedTokens.has(account)
			? null
			: new Date(this.now().getTime() + RENEWED_TOKEN_MS);
	}

	/** A new account of a network as the vendor makes it, or in imitation of the seeded ones. Not yet added. */
	newAccount(
		platform: string,
		session: ConnectSession | null,
	): Partial<Account> & Pick<Account, 'id' | 'platform' | 'name'> {
		if (this.vendor.newAccount) return this.vendor.newAccount(this, platform, session);
		const accounts = [...this.accounts.values()];
		const model = accounts.find((account) => account.platform === platform) ?? accounts[0];
		const number = this.next('connected account', 1);
		return {
			id: idLike(model?.id ?? this.uuid(), this.random, (id) => this.accounts.has(id)),
			platform,
			name: `New account ${number}`,
			username: `new_account_${number}`,
			tokenExpiresAt: new Date(this.now().getTime() + RENEWED_TOKEN_MS),
			extra: structuredClone(model?.extra ?? {}),
		};
	}

	/** An ID for a generated post, as the vendor makes it or in imitation of the seeded ones. */
	newPostId(): string {
		if (this.vendor.newPostId) return this.vendor.newPostId(this);
		const [model] = this.posts.keys();
		return idLike(model ?? this.uuid(), this.random, (id) => this.posts.has(id));
	}

	private newTarget(accountId: string): Target {
		const account = this.accounts.get(accountId);
		if (!account)
			throw new Error(
				`No account ${accountId} in the world of ${this.vendor.key}: check it before adding a post`,
			);
		return newTarget(this.uuid(), accountId, account.platform);
	}
}
