import type { IDataObject } from 'n8n-workflow';

import type { Post as VendorPost } from '../../../sandbox/core/world';
import type { ItemOutput, Lane } from '../lane';
import type { BookedPost } from '../ledger/postBook';

const AT_ONCE = 3;

/** Nothing is done to a post that may go out in the middle of it. */
const SOON_MS = 3 * 60_000;

interface Change {
	readonly operation: string;
	readonly parameters?: IDataObject;
	/** Whether it can be done to a post that the vendor has like that. */
	fits(record: VendorPost, booked: BookedPost): boolean;
	/** What the item says beside the ID; called before it is sent. */
	wish?(booked: BookedPost): IDataObject;
	/** What is known afterwards. */
	note(booked: BookedPost, isDone: boolean, wish: IDataObject): void;
}

/** Does something to some of the posts that are fit for it. */
async function change(lane: Lane, { operation, parameters = {}, fits, wish, note }: Change): Promise<void> {
	const chosen = lane.draw.someOf(lane.posts.candidates(fits), lane.draw.between(1, AT_ONCE));
	if (chosen.length === 0) return;
	for (const booked of chosen) booked.isBusy = true;
	try {
		const items = chosen.map((booked) => ({ postId: booked.ids.join(','), ...wish?.(booked) }));
		const outputs = await lane.runEach(
			'socialPost',
			operation,
			{ postId: '={{ $json.postId }}', ...parameters },
			items,
		);
		chosen.forEach((booked, at) => {
			booked.history.push(`${operation}: ${outputs[at]?.error?.message ?? 'done'}`);
			note(booked, isDone(lane, outputs[at]), items[at] ?? {});
		});
	} finally {
		for (const booked of chosen) booked.isBusy = false;
	}
}

/** Wix does some of several parts of a post, and says so in a warning: then nobody may rely on the whole. */
function isDone({ id }: Lane, output: ItemOutput | undefined): boolean {
	const warnings = output?.warnings;
	const isPartial = id === 'wix' && Array.isArray(warnings) && warnings.length > 0;
	return output?.error === undefined && !isPartial;
}

const isPlanned = (lane: Lane) => (record: VendorPost) =>
	record.status === 'scheduled' && (record.scheduledFor?.getTime() ?? 0) > lane.nowMs + SOON_MS;

export async function updatePosts(lane: Lane): Promise<void> {
	const planned = isPlanned(lane);
	await change(lane, {
		operation: 'update',
		parameters: { text: '={{ $json.text }}' },
		fits: (record) => record.status === 'draft' || planned(record),
		wish: () => ({ text: lane.freshText() }),
		note: (booked, done, { text }) => {
			if (done) booked.text = String(text);
			else booked.otherTexts.push(String(text));
		},
	});
}

export async function reschedulePosts(lane: Lane): Promise<void> {
	const at = lane.inMinutes(lane.draw.between(5, 120));
	await change(lane, {
		operation: 'reschedule',
		parameters: { scheduledAt: new Date(at).toISOString() },
		// Of those in a queue nobody knows when they were to go out.
		fits: (record, { scheduledAt }) => scheduledAt !== null && isPlanned(lane)(record),
		note: (booked, done) => {
			if (done) booked.scheduledAt = at;
			else booked.otherTimes.push(at);
		},
	});
}

export async function publishDrafts(lane: Lane): Promise<void> {
	const at = lane.draw.chance(0.5) ? lane.inMinutes(lane.draw.between(5, 120)) : null;
	await change(lane, {
		operation: 'publishDraft',
		parameters:
			at === null
				? { publishMode: 'now' }
				: { publishMode: 'schedule', scheduledAt: new Date(at).toISOString() },
		fits: (record, { release }) => record.status === 'draft' && release === 'no',
		note: (booked, done) => {
			booked.release = done ? 'done' : 'tried';
			if (done) booked.scheduledAt = at;
		},
	});
}

const stop = (booked: BookedPost, done: boolean) => {
	booked.stop = done ? 'done' : 'tried';
};

export async function cancelPosts(lane: Lane): Promise<void> {
	await change(lane, { operation: 'cancel', fits: isPlanned(lane), note: stop });
}

export async function deletePosts(lane: Lane): Promise<void> {
	const planned = isPlanned(lane);
	await change(lane, {
		operation: 'delete',
		fits: (record, { isTold }) => record.status === 'draft' || planned(record) || isTold,
		wish: (booked) => {
			booked.wasOut = booked.isTold;
			return {};
		},
		note: stop,
	});
}

export async function unpublishPosts(lane: Lane): Promise<void> {
	// PostEverywhere has no other way, and that for X only.
	const deletesRecord = lane.id === 'postEverywhere';
	await change(lane, {
		operation: 'unpublish',
		fits: ({ status, targets }, { isTold }) =>
			status === 'published' &&
			isTold &&
			(!deletesRecord || targets.every(({ platform }) => platform === 'x')),
		wish: (booked) => {
			booked.wasOut = true;
			return {};
		},
		note: (booked, done) => {
			if (deletesRecord) stop(booked, done);
		},
	});
}

export async function retryPosts(lane: Lane): Promise<void> {
	await change(lane, {
		operation: 'retry',
		fits: ({ status, targets }, { isTold }) =>
			isTold &&
			(status === 'failed' || status === 'partial') &&
			targets.some((target) => target.status === 'failed') &&
			targets.every(({ accountId }) => {
				const account = lane.vendorWorld.accounts.get(accountId);
				return account !== undefined && lane.takesPosts(account);
			}),
		wish: (booked) => {
			// Each try of the node may send what is still failed.
			booked.sentAgain += MOST_TRIES;
			booked.isTold = false;
			return {};
		},
		note: (booked) => {
			// Wix publishes it anew, and forgets when it was to go out.
			if (lane.id === 'wix') booked.scheduledAt = null;
		},
	});
}

/** What Retry On Fail makes of one item. */
const MOST_TRIES = 4;
