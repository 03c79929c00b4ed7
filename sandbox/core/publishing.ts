import { drawRemotePost } from './remotePost';
import type { SeededRandom } from './seeded';
import { Timeline } from './timeline';
import type { SandboxVendor } from './vendor';
import type { Post, PostStatus, Target, World } from './world';

/** A world that can act as of a moment that is past. */
export interface ReplayableWorld extends World {
	during(at: Date, act: () => void): void;
}

type Step = 'goesOut' | 'ends';

/** Said of a target whose account is gone and for which the vendor has no words of its own. */
const ACCOUNT_GONE = 'The account is no longer connected.';

/**
 * How posts go out: when due to `publishing`, and `publishMs` later each target has its result. It all happens at the
 * time it was due, whenever it is looked at, and only what is due is touched.
 */
export class Publishing {
	private readonly timeline = new Timeline<{ step: Step; post: Post; meant: Date }>();

	constructor(
		private readonly world: ReplayableWorld,
		private readonly vendor: SandboxVendor,
		private readonly random: () => SeededRandom,
	) {}

	clear(): void {
		this.timeline.clear();
	}

	/** Takes over a post that was added as scheduled or publishing already. */
	watch(post: Post): void {
		if (post.status === 'scheduled' && post.scheduledFor) this.expect('goesOut', post, post.scheduledFor);
		if (post.status === 'publishing' && post.settlesAt) this.expect('ends', post, post.settlesAt);
	}

	schedule(post: Post, at: Date): void {
		for (const target of post.targets) {
			if (target.status !== 'published' && target.status !== 'removed') target.status = 'pending';
		}
		post.status = 'scheduled';
		post.scheduledFor = at;
		post.settlesAt = null;
		const now = this.world.now();
		post.updatedAt = now;
		// What is scheduled for the past goes out now.
		this.expect('goesOut', post, at, at < now ? now : at);
	}

	publish(post: Post): void {
		const isOut = (target: Target) => target.status === 'published' || target.status === 'removed';
		this.goOut(
			post,
			post.targets.filter((target) => !isOut(target)),
		);
	}

	retry(post: Post, accountIds?: readonly string[]): Target[] {
		const failed = post.targets.filter(
			(target) => target.status === 'failed' && (accountIds?.includes(target.accountId) ?? true),
		);
		if (failed.length > 0) this.goOut(post, failed);
		return failed;
	}

	cancel(post: Post): void {
		for (const target of post.targets) if (target.status === 'pending') target.status = 'skipped';
		post.status = 'cancelled';
		post.settlesAt = null;
		post.updatedAt = this.world.now();
	}

	/** Puts a target on its network. */
	place(target: Target, at: Date): void {
		const username = this.world.accounts.get(target.accountId)?.username ?? null;
		target.status = 'published';
		target.publishedAt = at;
		Object.assign(target, drawRemotePost(target.platform, username, this.random()));
	}

	settle(now: Date): void {
		for (let due = this.timeline.takeDue(now); due; due = this.timeline.takeDue(now)) {
			const { at, what } = due;
			if (this.isStillMeant(what.step, what.post, what.meant))
				this.world.during(at, () => this.take(what.step, what.post));
		}
	}

	private expect(step: Step, post: Post, meant: Date, at = meant): void {
		this.timeline.add(at, { step, post, meant });
	}

	/** A post may have been moved, cancelled or deleted since. */
	private isStillMeant(step: Step, post: Post, at: Date): boolean {
		if (this.world.posts.get(post.id) !== post) return false;
		return step === 'goesOut'
			? post.status === 'scheduled' && post.scheduledFor?.getTime() === at.getTime()
			: post.status === 'publishing' && post.settlesAt?.getTime() === at.getTime();
	}

	private take(step: Step, post: Post): void {
		if (step === 'ends') this.end(post);
		else this.publish(post);
	}

	private goOut(post: Post, targets: readonly Target[]): void {
		const now = this.world.now();
		for (const target of targets) {
			target.status = 'publishing';
			target.error = null;
		}
		post.status = 'publishing';
		post.settlesAt = new Date(now.getTime() + this.world.settings.publishMs);
		post.updatedAt = now;
		if (this.world.settings.publishMs === 0) this.end(post);
		else this.expect('ends', post, post.settlesAt);
	}

	private end(post: Post): void {
		const now = this.world.now();
		for (const target of post.targets) if (target.status === 'publishing') this.giveResult(target, now);
		post.status = statusOf(post.targets);
		post.settlesAt = null;
		post.updatedAt = now;
		if (post.status !== 'failed') post.publishedAt ??= now;
	}

	private giveResult(target: Target, now: Date): void {
		const account = this.world.accounts.get(target.accountId);
		const refusal = account ? this.vendor.refusal(account, this.world) : ACCOUNT_GONE;
		const error = refusal ?? (account?.connected === false ? ACCOUNT_GONE : null);
		target.attempts += 1;
		if (error !== null) {
			target.status = 'failed';
			target.error = error;
			return;
		}
		this.place(target, now);
	}
}

function statusOf(targets: readonly Target[]): PostStatus {
	const published = targets.some((target) => target.status === 'published');
	const failed = targets.some((target) => target.status === 'failed');
	if (failed) return published ? 'partial' : 'failed';
	return 'published';
}
