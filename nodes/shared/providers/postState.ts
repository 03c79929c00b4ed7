import type { Post, PostStatus } from '../domain/post';
import type { ProviderId } from '../domain/provider';
import { shown } from '../domain/shown';
import { ownError } from '../transport/answers';
import type { VendorError } from '../transport/vendorError';

/** Posts that have not gone anywhere yet. */
export const OPEN: readonly PostStatus[] = ['draft', 'scheduled'];

/** What can be done with a post in a state, where the providers differ in that. */
export interface StateAdvice {
	readonly draft: string;
	readonly scheduled: string;
	/** For a post, or a part of one, that is on its networks. */
	readonly out: string;
}

/** What is said of the state of a post that does not allow what was asked for. */
export interface StateErrors {
	/**
	 * The error for a post whose state does not allow it; nothing was changed.
	 *
	 * @param consequence e.g. `it cannot be changed`
	 */
	refusedByState(post: Post, consequence: string): VendorError;
	/** The error for something else that the present state does not allow, known without asking the vendor. */
	conflict(message: string, advice: string): VendorError;
}

export function stateErrorsOf(provider: ProviderId, displayName: string, advice: StateAdvice): StateErrors {
	const elsewhere = `Look at the post at ${displayName}.`;
	/** What the post is, and what can be done with it instead. */
	const states: Readonly<Record<PostStatus, readonly [words: string, advice: string]>> = {
		draft: ['is a draft', advice.draft],
		scheduled: ['is scheduled', `It goes out by itself. ${advice.scheduled}`],
		publishing: [
			'is being published',
			'Wait until it is out; Get Results then tells what became of it on each account.',
		],
		published: ['is published', advice.out],
		partiallyPublished: [
			'is published on some of its accounts and failed on others',
			`Retry sends it again to the accounts that failed. ${advice.out}`,
		],
		failed: ['failed on all of its accounts', 'Get Results tells why; Retry sends it again.'],
		cancelled: ['is cancelled', elsewhere],
		unpublished: ['was taken down', elsewhere],
		deleted: ['is deleted', elsewhere],
		unknown: ['is in a state that is not known here', elsewhere],
	};
	const conflict: StateErrors['conflict'] = (message, way) =>
		ownError({ provider, cause: 'conflict', message, advice: way });
	return {
		conflict,
		refusedByState: ({ id, status }, consequence) => {
			const [words, way] = states[status];
			return conflict(`The post ${shown(id)} ${words}, so ${consequence}`, `Nothing was changed. ${way}`);
		},
	};
}
