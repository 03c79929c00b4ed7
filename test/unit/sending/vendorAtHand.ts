import type { ChosenAccount, PostDraft } from '../../../nodes/shared/domain/post';
import { socialSyncer as provider } from '../../../nodes/shared/providers/socialSyncer';
import { VendorError, type VendorErrorFacts } from '../../../nodes/shared/transport/vendorError';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { newPostId } from '../../../sandbox/vendors/socialSyncer/posts';
import { socialSyncer as vendor } from '../../../sandbox/vendors/socialSyncer/vendor';
import { draftFor } from '../providers/fixtures/drafts';
import { nearVendor } from '../providers/fixtures/nearVendor';

/** A vendor without idempotency keys, whose posts are looked up in this process. */
export function vendorAtHand() {
	const { town, wire: near } = nearVendor(vendor, provider, {
		list: { path: '/posts', operationId: 'listPosts' },
		one: { operationId: 'getPost', param: 'id' },
	});
	const calls: string[] = [];
	const waits: number[] = [];
	let failure: Error | null = null;
	const wire: Wire = {
		...near,
		send: async (request) => {
			calls.push(request.path);
			if (failure) throw failure;
			return await near.send(request);
		},
		sleep: async (ms) => {
			waits.push(ms);
			await Promise.resolve();
		},
	};
	const [one, other] = town.world.accounts.keys();
	if (one === undefined || other === undefined) throw new Error('The seed has no two accounts');
	const account = (id: string): ChosenAccount => {
		const { platform } = town.world.accounts.get(id) ?? { platform: '' };
		const ours = platform === 'twitter' ? 'x' : platform;
		return { id: `${ours}:${id}`, providerAccountId: id, platform: ours, name: id };
	};

	return {
		provider,
		wire,
		/** Paths that were asked for. */
		calls,
		/** Waits, in milliseconds. */
		waits,
		now: () => town.world.now().getTime(),
		forward: (ms: number) => town.forward(ms),
		/** From now on all calls fail so; `null`: no more. */
		fail: (error: Error | null) => {
			failure = error;
		},
		draft: (text: string, id = one): PostDraft => ({ ...draftFor(account(id)), text }),
		otherAccount: other,
		/** The vendor has such a post; its ID. */
		post: ({ text }: PostDraft, id = one): string => {
			const made = town.world.addPost({ id: newPostId(town.world), content: text, accountIds: [id] });
			return made.id;
		},
	};
}

export function failureOf(more: Partial<VendorErrorFacts>): VendorError {
	return new VendorError({
		provider: 'socialSyncer',
		cause: 'unreachable',
		message: 'The connection was lost',
		advice: 'Try again later.',
		code: null,
		httpCode: null,
		requestId: null,
		retryable: true,
		outcome: 'unknown',
		...more,
	});
}
