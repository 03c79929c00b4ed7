import type { Call, Handler, Reply } from '../../core/vendor';
import type { Post, PostStatus, World } from '../../core/world';
import { ASSUMPTIONS } from './assumptions';
import { checkAccount, checkItem, checkReference, merge } from './check';
import {
	dateHasPassed,
	itemIsDeleted,
	itemIsPublished,
	itemNotExists,
	itemNotInState,
	unsupportedChannel,
	customViolation,
	validationError,
} from './errors';
import { addItem, aim, itemOf, replaceItem, toStored, type SentItem } from './items';
import { checkQuota, spend } from './quota';
import { renderItem, statusWord } from './render';

export function itemHandlers(world: World): Readonly<Record<string, Handler>> {
	const onItem =
		(answer: (post: Post, call: Call) => Reply): Handler =>
		(call) => {
			const post = world.posts.get(call.params.id ?? '');
			return post ? answer(post, call) : itemNotExists();
		};
	return {
		createDraftItem: (call) => {
			const { item } = call.body as { item: SentItem };
			const refused = checkItem(item) ?? checkReference(world, item.referenceId);
			return refused ?? answerWith(world, addItem(world, toStored(item)));
		},
		getItem: onItem((post) => answerWith(world, post)),
		updateItem: onItem((post, call) =>
			update(world, post, (call.body as { item: SentItem & { id: string } }).item),
		),
		deleteItem: onItem((post) => {
			if (post.status === 'deleted') return itemIsDeleted();
			post.status = 'deleted';
			post.updatedAt = world.now();
			return { status: 200, body: {} };
		}),
		publishItem: (call) => publishWhole(world, (call.body as { item: SentItem }).item),
		publishItemById: (call) => publishById(world, call.body as { id: string; scheduledDate?: string }),
		rescheduleItem: onItem((post, call) => {
			const wrong = mustBeScheduled(post, 'rescheduled');
			if (wrong) return wrong;
			const date = new Date((call.body as { scheduledDate: string }).scheduledDate);
			if (date <= world.now()) return dateHasPassed();
			world.schedule(post, date);
			return answerWith(world, post);
		}),
		cancelScheduledItem: onItem((post) => {
			const wrong = mustBeScheduled(post, 'canceled');
			if (wrong) return wrong;
			world.cancel(post);
			return answerWith(world, post);
		}),
		bulkPublishItems: (call) => publishInBulk(world, (call.body as { items: SentItem[] }).items),
	};
}

function answerWith(world: World, post: Post): Reply {
	return { status: 200, body: { item: renderItem(world, post) } };
}

function mustBeScheduled(post: Post, doing: string): Reply | null {
	if (post.status === 'scheduled') return null;
	if (post.status === 'published') return itemIsPublished();
	if (post.status === 'deleted') return itemIsDeleted();
	const conflict = doing === 'canceled' && post.status === 'publishing';
	return itemNotInState(conflict ? 409 : 428, doing, statusWord(post));
}

function update(world: World, post: Post, change: SentItem & { id: string }): Reply {
	if (post.status === 'deleted') return itemNotExists();
	if (change.id !== post.id) {
		return validationError(customViolation('item.id', 'ID_MISMATCH', 'must be the ID in the path'));
	}
	if (!includes(ASSUMPTIONS.updatableStatuses, post.status)) {
		return itemNotInState(ASSUMPTIONS.updateInWrongStateStatus, 'updated', statusWord(post));
	}
	const whole = merge(itemOf(world, post), change);
	const refused = checkItem(whole) ?? checkReference(world, whole.referenceId, post);
	if (refused) return refused;
	replaceItem(world, post, toStored(whole));
	return answerWith(world, post);
}

function publishWhole(world: World, item: SentItem): Reply {
	const at = item.schedulingInfo ? new Date(item.schedulingInfo.scheduledDate) : null;
	const refused =
		checkItem(item) ??
		checkReference(world, item.referenceId) ??
		checkAccount(world, item) ??
		checkDate(world, at) ??
		checkQuota(world, featureFor(at));
	if (refused) return refused;
	const post = addItem(world, toStored(item));
	goOut(world, post, at);
	return answerWith(world, post);
}

function publishById(world: World, body: { id: string; scheduledDate?: string }): Reply {
	const post = world.posts.get(body.id);
	if (!post) return itemNotExists();
	if (post.status === 'published') return itemIsPublished();
	if (post.status === 'deleted') return itemIsDeleted();
	if (!includes(ASSUMPTIONS.publishableStatuses, post.status))
		return itemNotInState(428, 'published', statusWord(post));
	const at = body.scheduledDate === undefined ? null : new Date(body.scheduledDate);
	const { channel } = itemOf(world, post);
	const refused =
		(channel.name === 'TWITTER' ? unsupportedChannel(channel.name) : null) ??
		checkAccount(world, itemOf(world, post)) ??
		checkDate(world, at) ??
		checkQuota(world, featureFor(at), post);
	if (refused) return refused;
	aim(world, post);
	goOut(world, post, at);
	return answerWith(world, post);
}

function checkDate(world: World, at: Date | null): Reply | null {
	return at !== null && at <= world.now() ? dateHasPassed() : null;
}

function featureFor(at: Date | null): 'PUBLISH_POST' | 'SCHEDULE_POST' {
	return at === null ? 'PUBLISH_POST' : 'SCHEDULE_POST';
}

function goOut(world: World, post: Post, at: Date | null): void {
	spend(world, post, featureFor(at), world.now());
	if (at !== null) {
		world.schedule(post, at);
		return;
	}
	post.scheduledFor = null;
	world.publish(post);
}

interface ErrorBody {
	readonly message: string;
	readonly details: {
		readonly applicationError?: { readonly code: string; readonly description: string };
		readonly validationError?: object;
	};
}

/** Each item succeeds or fails on its own; only a plan that forbids all of them refuses the whole call. */
function publishInBulk(world: World, items: readonly SentItem[]): Reply {
	const replies = items.map((item) => publishWhole(world, item));
	const failures = replies.filter(({ status }) => status !== 200);
	const [first] = failures;
	if (first && failures.length === replies.length && failures.every(isIneligible)) return first;
	const results = replies.map((reply, originalIndex) => {
		if (reply.status === 200) {
			const { item } = reply.body as { item: { id: string } };
			return { itemMetadata: { id: item.id, originalIndex, success: true }, item };
		}
		const { message, details } = reply.body as ErrorBody;
		const { code, description } = details.applicationError ?? {
			code: 'INVALID_ARGUMENT',
			description: message,
		};
		return { itemMetadata: { originalIndex, success: false, error: { code, description } } };
	});
	return {
		status: 200,
		body: {
			results,
			bulkActionMetadata: {
				totalSuccesses: replies.length - failures.length,
				totalFailures: failures.length,
				undetailedFailures: 0,
			},
		},
	};
}

function isIneligible(reply: Reply): boolean {
	return (reply.body as ErrorBody).details.applicationError?.code === 'INELIGIBLE_FOR_FEATURE';
}

function includes(statuses: readonly PostStatus[], status: PostStatus): boolean {
	return statuses.includes(status);
}
