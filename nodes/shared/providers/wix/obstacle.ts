import { platformName } from '../../domain/platform';
import type { Post, PostStatus } from '../../domain/post';

/** Why something cannot be done with an item as it stands. */
export interface Obstacle {
	readonly kind: 'blocked';
	readonly message: string;
	/** What can be done with it instead. */
	readonly advice: string;
}

/** @param doing e.g. `moved`: what cannot be done with it */
export function obstacleTo(doing: string, { id, status, targets }: Post): Obstacle {
	const platform = targets[0]?.platform;
	const what = platform === undefined ? `The item ${id}` : `The post on ${platformName(platform)}`;
	const { stands, advice } = STATES[status];
	return { kind: 'blocked', message: `${what} ${stands}, so it cannot be ${doing}`, advice };
}

const NEW_POST = 'Create a new post instead.';

/** How an item stands, and what can be done with it then. */
const STATES: Readonly<Record<PostStatus, { readonly stands: string; readonly advice: string }>> = {
	draft: {
		stands: 'is a draft',
		advice:
			'A draft does not go out by itself. Publish Draft lets it go out, now or at a time; Delete removes it.',
	},
	scheduled: {
		stands: 'is scheduled',
		advice: 'Reschedule moves it, Publish Draft lets it go out now, Cancel stops it.',
	},
	publishing: {
		stands: 'is going out at this moment',
		advice: 'Wait a moment, then look at it with Get.',
	},
	published: {
		stands: 'is out already',
		advice: `What is out can only be changed on the network itself. ${NEW_POST}`,
	},
	partiallyPublished: { stands: 'is out in part', advice: 'Look at it with Get.' },
	failed: { stands: 'has failed', advice: 'Retry sends it again; Delete removes it.' },
	cancelled: { stands: 'was cancelled', advice: NEW_POST },
	unpublished: { stands: 'was taken down', advice: NEW_POST },
	deleted: { stands: 'was deleted', advice: NEW_POST },
	unknown: {
		stands: 'is in a state that this node does not know',
		advice: 'Look at it in the Wix dashboard, under Social Media Marketing.',
	},
};
