import { InputError } from '../../domain/inputError';
import { asList, asObject, asText, type JsonObject } from '../../domain/json';
import { platformName, type Platform } from '../../domain/platform';
import type { PostStatus, Target } from '../../domain/post';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import { getPost, type FoundPost } from './getPost';
import { conflict, requireState } from './postState';
import { removeRecord } from './removeRecord';

/** While a post is going out, deleting its record might tear off what is under way. */
const CONDITION = {
	allowed: ['published', 'partiallyPublished'],
	refusal: 'it cannot be taken down',
} as const;

/**
 * Takes a post down from X by deleting its record with `delete_on_platforms=x`: the vendor has no other way, and no way at
 * all for other networks. What it says of X (`x_deletion`) is known from a client only and may be missing.
 *
 * @throws InputError for any other network
 * @throws VendorError of cause `conflict` when the post is not live on X
 */
export async function unpublish(
	wire: Wire,
	postId: string,
	platforms: readonly Platform[] | undefined,
): Promise<FoundPost> {
	refuseOthers(platforms ?? []);
	const { item: before } = await getPost(wire, postId);
	requireState(before, CONDITION);
	const live = before.targets.filter(isLive);
	const onX = live.filter(isOnX);
	if (onX.length === 0) throw notOnX(postId);

	const answer = await removeRecord(wire, postId, CONDITION, { delete_on_platforms: 'x' });
	const results = asList(answer?.x_deletion).map(asObject);
	const errors = errorsIn(results);
	if (results.length > 0 && errors.length === results.length) throw stillOnX(postId, live, errors);

	// Which result belongs to which account is not told, so that only one and the same result for all is certain.
	const isCertain = errors.length === 0 && results.length >= onX.length;
	const status: PostStatus = isCertain ? 'unpublished' : 'unknown';
	const elsewhere = live.filter((target) => !isOnX(target));
	return {
		item: {
			...before,
			status: elsewhere.length > 0 ? 'partiallyPublished' : status,
			targets: before.targets.map((target) => (onX.includes(target) ? { ...target, status } : target)),
			warnings: [
				NO_RECORD_WARNING,
				...(isCertain ? [] : [unconfirmed(onX, errors)]),
				...(elsewhere.length > 0 ? [staysOn(elsewhere)] : []),
			],
		},
		raw: answer,
	};
}

const NO_RECORD_WARNING =
	'To take a post down from X, PostEverywhere deletes its whole record: it no longer knows the post, and nothing more can be done with it there.';

function isLive({ status }: Target): boolean {
	return status === 'published';
}

function isOnX({ platform }: Target): boolean {
	return platform === 'x';
}

function refuseOthers(platforms: readonly Platform[]): void {
	const others = platforms.filter((platform) => platform !== 'x');
	if (others.length === 0) return;
	throw new InputError(
		'Networks',
		`PostEverywhere can take posts down from X only, not from ${others.map(platformName).join(', ')}`,
		'Choose only X, and delete the post on the other networks themselves. Nothing was changed.',
	);
}

function notOnX(postId: string): VendorError {
	return conflict(
		`The post ${postId} is not live on X, and PostEverywhere can take posts down from X only`,
		'Nothing was changed. Delete it on the networks themselves; Get Results shows its addresses.',
	);
}

function errorsIn(results: readonly JsonObject[]): string[] {
	return results
		.filter(({ deleted }) => deleted !== true)
		.map(({ error }) => asText(error) ?? 'it gives no reason');
}

function stillOnX(postId: string, live: readonly Target[], errors: readonly string[]): VendorError {
	const { facts } = conflict(
		`X did not delete the post ${postId}: ${distinct(errors)}`,
		`PostEverywhere has deleted its own record, so this cannot be run again. Delete the post on the networks themselves: ${addresses(live)}`,
	);
	// Not `none`: the record is gone.
	return new VendorError({ ...facts, outcome: 'unknown' });
}

function unconfirmed(onX: readonly Target[], errors: readonly string[]): string {
	const reason = errors.length === 0 ? '' : ` (${distinct(errors)})`;
	return `PostEverywhere did not confirm that all of it is gone from X${reason}. Look there: ${addresses(onX)}`;
}

function staysOn(elsewhere: readonly Target[]): string {
	const networks = [...new Set(elsewhere.map(({ platform }) => platformName(platform)))].join(', ');
	return `The post stays live on ${networks}; delete it there: ${addresses(elsewhere)}`;
}

function distinct(texts: readonly string[]): string {
	return [...new Set(texts)].join('; ');
}

function addresses(targets: readonly Target[]): string {
	const urls = targets.flatMap(({ url }) => url ?? []);
	return urls.length === 0 ? 'its address is not known' : urls.join(' ');
}
