import type { JsonObject } from '../../domain/json';
import { platformName } from '../../domain/platform';
import type { Post } from '../../domain/post';
import { VendorError } from '../../transport/vendorError';
import type { VendorRequest, Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { notFound, notPossible } from './answers';
import { callForItem } from './callForItem';
import { itemsThere, missingIn, type FetchedItem } from './getPost';
import type { Obstacle } from './obstacle';
import { mergeItems, rawOf, readItem } from './readItem';

/** What is to be done with an item as it stands. */
export type ItemPlan =
	/** Nothing: it is so already. */
	{ readonly kind: 'done'; readonly warnings: readonly string[] } | Obstacle | ItemStep;

export interface ItemStep {
	readonly kind: 'send';
	readonly id: string;
	readonly request: VendorRequest;
	/** Whether an item that was read so is as the call was to make it. */
	isDone(item: JsonObject): boolean;
	/** What there is to say about the item as it is after the call. */
	warningsOn(item: JsonObject): readonly string[];
	/** A better way out than the general one, when Wix refuses because of the item's state. */
	readonly adviceOnConflict: string | null;
}

interface Result {
	readonly item: JsonObject;
	readonly post: Post;
	/** Whether the item is as it was to be. */
	readonly worked: boolean;
	readonly error: VendorError | null;
	readonly warnings: readonly string[];
}

/**
 * Does something with the items of a post, with each for itself. What fails or is not possible for some of them does not
 * hide what was done with the others: the post comes back as it is then, with a warning for each.
 *
 * @param planFor says what is to be done with an item; nothing is sent before all of them have their plan
 * @param others what to say of items that an obstacle keeps from it: `silent` where leaving them is what was asked for
 * @throws VendorError when it could be done with none: of cause `conflict` when nothing was sent
 */
export async function actOnItems(
	wire: Wire,
	fetched: readonly FetchedItem[],
	planFor: (item: JsonObject) => ItemPlan,
	others: 'warn' | 'silent',
): Promise<Found<Post>> {
	const plans = itemsThere(fetched).map((item) => ({ item, plan: planFor(item) }));
	const [obstacle] = plans.flatMap(({ plan }) => (plan.kind === 'blocked' ? [plan] : []));
	if (obstacle !== undefined && plans.every(({ plan }) => plan.kind === 'blocked')) {
		throw notPossible(obstacle.message, obstacle.advice);
	}

	const results = await Promise.all(
		plans.map(async ({ item, plan }) => {
			if (plan.kind === 'send') return await send(wire, item, plan, planFor);
			if (plan.kind === 'done') return resultOf(item, plan.warnings);
			return { ...resultOf(item, others === 'warn' ? [warningOf(item, plan)] : []), worked: false };
		}),
	);
	const [first, ...more] = results;
	const failures = results.flatMap(({ error }) => (error === null ? [] : [error]));
	const worst = failures.find(({ facts }) => facts.outcome === 'unknown') ?? failures[0];
	const failedAltogether = worst !== undefined && !results.some(({ worked }) => worked);
	if (first === undefined || failedAltogether) {
		throw worst ?? notFound('There is no such post', 'Check the post ID.');
	}
	return {
		item: {
			...mergeItems([first.post, ...more.map(({ post }) => post)]),
			warnings: [...results.flatMap(({ warnings }) => warnings), ...missingIn(fetched)],
		},
		raw: rawOf(results.map(({ item }) => item)),
	};
}

async function send(
	wire: Wire,
	before: JsonObject,
	step: ItemStep,
	planFor: (item: JsonObject) => ItemPlan,
): Promise<Result> {
	const outcome = await callForItem(wire, step.id, step.request, (item) => step.isDone(item));
	if ('item' in outcome) return resultOf(outcome.item, step.warningsOn(outcome.item));

	const { now } = outcome;
	const error = inPlainWords(outcome.error, step, now === null ? null : planFor(now));
	const item = now ?? before;
	const unseen = now === null && error.facts.outcome === 'unknown';
	const { post, ...rest } = resultOf(item, [warningOf(item, error.facts)]);
	const targets = post.targets.map((target) => ({
		...target,
		status: unseen ? 'unknown' : target.status,
		error: error.facts.message,
	}));
	return {
		...rest,
		post: { ...post, status: unseen ? 'unknown' : post.status, targets },
		worked: false,
		error,
	};
}

/** The state in which the item is found after a refusal says better than Wix what to do. */
function inPlainWords(error: VendorError, step: ItemStep, planNow: ItemPlan | null): VendorError {
	if (error.facts.cause !== 'conflict') return error;
	const advice = planNow?.kind === 'blocked' ? planNow.advice : step.adviceOnConflict;
	return advice === null ? error : new VendorError({ ...error.facts, advice });
}

function resultOf(item: JsonObject, warnings: readonly string[]): Result {
	return { item, post: readItem(item), worked: true, error: null, warnings };
}

function warningOf(item: JsonObject, { message, advice }: { message: string; advice: string }): string {
	const { id, targets } = readItem(item);
	const [target] = targets;
	const where = target === undefined ? id : `${platformName(target.platform)} (${target.accountId ?? id})`;
	return `${where}: ${message}. ${advice}`;
}
