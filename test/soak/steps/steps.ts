import { type Capability, hasOperation } from '../../../nodes/shared/providers/registry';
import type { Lane } from '../lane';
import { disconnectAccount, manageAccounts, readAccounts } from './accountSteps';
import {
	cancelPosts,
	deletePosts,
	publishDrafts,
	reschedulePosts,
	retryPosts,
	unpublishPosts,
	updatePosts,
} from './changePosts';
import { completeRedirect, connectByLink, connectWithCredentials, reconnect } from './connectSteps';
import { createPosts } from './createPosts';
import {
	generateImage,
	generateText,
	getPosts,
	getResults,
	listPosts,
	uploadFile,
	validatePost,
} from './readPosts';

interface Step {
	/** How often it comes. */
	readonly weight: number;
	/** What of the provider's it runs; it is offered where one of them is there. */
	readonly runs: Readonly<Partial<Record<Capability, readonly string[]>>>;
	take(lane: Lane): Promise<void>;
}

const posts = (...names: string[]) => ({ posts: names });

const STEPS: Readonly<Record<string, Step>> = {
	createPosts: { weight: 24, runs: posts('create'), take: createPosts },
	updatePosts: { weight: 6, runs: posts('update'), take: updatePosts },
	reschedulePosts: { weight: 6, runs: posts('reschedule'), take: reschedulePosts },
	publishDrafts: { weight: 6, runs: posts('publishDraft'), take: publishDrafts },
	cancelPosts: { weight: 5, runs: posts('cancel'), take: cancelPosts },
	deletePosts: { weight: 5, runs: posts('delete'), take: deletePosts },
	unpublishPosts: { weight: 3, runs: posts('unpublish'), take: unpublishPosts },
	retryPosts: { weight: 6, runs: posts('retry'), take: retryPosts },
	listPosts: { weight: 3, runs: posts('getMany'), take: listPosts },
	getPosts: { weight: 4, runs: posts('get'), take: getPosts },
	getResults: { weight: 4, runs: posts('getResults'), take: getResults },
	validatePost: { weight: 2, runs: posts('validate'), take: validatePost },
	uploadFile: { weight: 3, runs: posts('uploadMedia'), take: uploadFile },
	generateText: { weight: 2, runs: posts('generateText'), take: generateText },
	generateImage: { weight: 2, runs: posts('generateImage'), take: generateImage },
	readAccounts: {
		weight: 5,
		runs: { accounts: ['getMany', 'get', 'checkHealth', 'getPlatformRules', 'getQuota', 'getFollowerStats'] },
		take: readAccounts,
	},
	manageAccounts: {
		weight: 6,
		runs: { accounts: ['pause', 'resume', 'rename', 'setDefault'] },
		take: manageAccounts,
	},
	disconnectAccount: { weight: 3, runs: { accounts: ['disconnect'] }, take: disconnectAccount },
	connectByLink: {
		weight: 4,
		runs: { connect: ['createLink', 'getStatus', 'waitUntilConnected'] },
		take: connectByLink,
	},
	reconnect: { weight: 4, runs: { connect: ['reconnect'] }, take: reconnect },
	completeRedirect: { weight: 3, runs: { connect: ['complete'] }, take: completeRedirect },
	connectWithCredentials: {
		weight: 3,
		runs: { connect: ['connectWithCredentials'] },
		take: connectWithCredentials,
	},
};

/** What has not succeeded yet comes so often; more often when that is all that is missing. */
const SHARE_OF_NEW = { usual: 0.4, completing: 0.8 } as const;
export type Mood = keyof typeof SHARE_OF_NEW;

/** Which node runs the operations of a capability. */
export const NODE_OF = { accounts: 'socialAccounts', connect: 'socialConnect', posts: 'socialPost' } as const;

/** Takes one of the steps that the provider has. */
export async function takeStep(lane: Lane, mood: Mood): Promise<void> {
	const { draw } = lane;
	const offered = Object.entries(STEPS).filter(([, step]) => operationsOf(lane, step).length > 0);
	const fresh = offered.filter(([, step]) =>
		operationsOf(lane, step).some((name) => !lane.hasSucceeded(name)),
	);
	const choice = fresh.length > 0 && draw.chance(SHARE_OF_NEW[mood]) ? fresh : offered;
	const name = draw.weighted(Object.fromEntries(choice.map(([key, { weight }]) => [key, weight])));
	await STEPS[name]?.take(lane);
}

/** Whether each operation of the provider has succeeded at least once. */
export function hasAll(lane: Lane): boolean {
	return Object.values(STEPS).every((step) =>
		operationsOf(lane, step).every((name) => lane.hasSucceeded(name)),
	);
}

function operationsOf({ provider }: Lane, { runs }: Step): string[] {
	return (Object.entries(runs) as Array<[Capability, readonly string[]]>).flatMap(([capability, names]) =>
		names
			.filter((name) => hasOperation(provider, capability, name))
			.map((name) => `${NODE_OF[capability]}.${name}`),
	);
}
