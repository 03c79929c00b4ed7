import type { JsonObject } from '../../domain/json';
import { platformName } from '../../domain/platform';
import { orVendorError } from '../../transport/answers';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Found, PostRemoval } from '../provider';
import { fetchItem, fetchItems, itemPath, type FetchedItem } from './getPost';
import { rawOf, readItem } from './readItem';
import { DELETED_ITEM_CODE, NO_SUCH_ITEM_CODE } from './rules';

/**
 * Deletes all items of a post. They are read first, since what is live can be told only then.
 *
 * @throws VendorError when one of them could not be deleted: a second run takes up the rest
 */
export async function removePost(wire: Wire, postId: string): Promise<Found<PostRemoval>> {
	const fetched = await fetchItems(wire, postId);
	const failures = await Promise.all(fetched.map(({ id }) => removeItem(wire, id)));
	const [failure] = failures.filter((error) => error !== null);
	if (failure !== undefined) {
		throw withProgress(failure, failures.filter((error) => error === null).length, fetched.length);
	}

	const there = fetched.flatMap((one) => (isThere(one.answer) ? [one.answer] : []));
	const gone = fetched.length - there.length;
	return {
		item: {
			id: postId,
			alreadyGone: there.length === 0,
			warnings: [
				...there.flatMap(warningsOf),
				...(gone > 0 && there.length > 0
					? [`${gone} of the ${fetched.length} items of the post were gone already.`]
					: []),
			],
		},
		raw: rawOf(there),
	};
}

function isThere(answer: FetchedItem['answer']): answer is JsonObject {
	return !(answer instanceof VendorError) && readItem(answer).status !== 'deleted';
}

/** @returns why it could not be deleted; `null` when it is gone, whoever deleted it */
async function removeItem(wire: Wire, id: string): Promise<VendorError | null> {
	// A second delete of the same item changes nothing more.
	const answer = await orVendorError(wire.send({ method: 'DELETE', path: itemPath(id), repeatable: 'safe' }));
	if (!(answer instanceof VendorError)) return null;
	const { cause, code } = answer.facts;
	if (cause === 'cancelled') throw answer;
	if (code === NO_SUCH_ITEM_CODE || code === DELETED_ITEM_CODE) return null;
	if (cause !== 'unavailable' && cause !== 'unreachable') return answer;

	const now = await orVendorError(fetchItem(wire, id));
	if (now instanceof VendorError ? now.facts.cause === 'notFound' : !isThere(now)) return null;
	return new VendorError({ ...answer.facts, outcome: 'unknown' });
}

function withProgress({ facts }: VendorError, removed: number, all: number): VendorError {
	const done = removed === 0 ? '' : ` ${removed} of the ${all} items of the post are deleted.`;
	return new VendorError({
		...facts,
		advice: `${facts.advice}${done} Running it again deletes what is left and does no harm.`,
		outcome: removed === 0 ? facts.outcome : 'unknown',
	});
}

/** Whether Wix takes a live post off its network along with the item is not documented. */
function warningsOf(item: JsonObject): string[] {
	const { status, targets } = readItem(item);
	const network = platformName(targets[0]?.platform ?? 'unknown');
	if (status === 'published') {
		return [
			`The post was live on ${network}. Wix does not say whether it stays there: look on ${network} itself.`,
		];
	}
	return status === 'publishing'
		? [`The post was just going out on ${network} and may be live: look on ${network} itself.`]
		: [];
}
