import type { JsonObject } from '../../domain/json';
import { platformName } from '../../domain/platform';
import {
	statusFromTargets,
	type ChosenAccount,
	type Post,
	type PostDraft,
	type PostStatus,
	type Target,
} from '../../domain/post';
import { orVendorError } from '../../transport/answers';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { itemOf, notFound } from './answers';
import { itemBodyFor, type ItemBody } from './itemBody';
import { findByReference } from './queryItems';
import { mergeItems, rawOf, readItem } from './readItem';
import { REFERENCE_USED_CODE } from './rules';

interface Made {
	readonly raw: JsonObject;
	readonly post: Post;
}

interface Refused {
	readonly account: ChosenAccount;
	readonly error: VendorError;
}

/**
 * Sends one item per account. When Wix refuses some of them, the others are not lost: the post comes back with a failed
 * target and a warning for each that was refused.
 *
 * @throws VendorError of the first account when none was taken
 */
export async function createPost(wire: Wire, draft: PostDraft): Promise<Found<Post>> {
	// All bodies first: one that cannot be made must not leave the others sent.
	const bodies = draft.accounts.map((account) => ({ account, body: itemBodyFor(draft, account) }));
	const outcomes = await Promise.all(bodies.map(({ account, body }) => sendItem(wire, draft, account, body)));
	const made = outcomes.flatMap((outcome) => ('post' in outcome ? [outcome] : []));
	const refused = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome] : []));
	const [first, ...others] = made;
	if (first === undefined)
		throw refused[0]?.error ?? notFound('No account was chosen', 'Choose at least one account.');

	const post = mergeItems([first.post, ...others.map((one) => one.post)]);
	const targets = inOrder(draft, [...post.targets, ...refused.map(targetOf)]);
	const warnings = [
		...refused.map(warningOf),
		...bodies.flatMap(({ body }) => body.warnings),
		...leftOut(draft),
	];
	return {
		item: { ...post, targets, status: statusOfAll(post.status, targets), warnings },
		raw: rawOf(made.map(({ raw }) => raw)),
	};
}

/** What has not gone out yet stays what it is, though a target is missing from it. */
function statusOfAll(taken: PostStatus, targets: readonly Target[]): PostStatus {
	return taken === 'draft' || taken === 'scheduled'
		? taken
		: statusFromTargets(targets.map(({ status }) => status));
}

async function sendItem(
	wire: Wire,
	draft: PostDraft,
	account: ChosenAccount,
	body: ItemBody,
): Promise<Made | Refused> {
	const raw = await orVendorError(sendOrFind(wire, draft, body));
	if (raw instanceof VendorError) {
		if (raw.facts.cause === 'cancelled') throw raw;
		return { account, error: raw };
	}
	const post = readItem(raw);
	const targets = post.targets.map((target) => ({
		...target,
		accountId: account.id,
		platform: account.platform,
	}));
	return { raw, post: { ...post, targets } };
}

/** Wix refuses a second item with the same reference ID: then the first one arrived, and is what was asked for. */
async function sendOrFind(
	wire: Wire,
	draft: PostDraft,
	{ item, referenceId }: ItemBody,
): Promise<JsonObject> {
	const answer = await orVendorError(
		wire.send({
			method: 'POST',
			path: draft.mode === 'draft' ? '/social-publisher/v1/items' : '/social-publisher/v1/publish',
			body: { item },
			repeatable: 'keyed',
		}),
	);
	if (!(answer instanceof VendorError)) return itemOf(answer.body, 'unknown');
	if (answer.facts.code !== REFERENCE_USED_CODE) throw answer;
	const earlier = await findByReference(wire, referenceId);
	if (earlier === null) throw answer;
	return earlier;
}

/** A destination that has no item, because Wix refused it. */
function targetOf({ account, error }: Refused): Target {
	return {
		accountId: account.id,
		platform: account.platform,
		status: error.facts.outcome === 'unknown' ? 'unknown' : 'failed',
		url: null,
		platformPostId: null,
		publishedAt: null,
		error: error.facts.message,
		attempts: null,
	};
}

function warningOf({ account, error }: Refused): string {
	const what = error.facts.outcome === 'unknown' ? 'It is not known whether Wix took' : 'Wix did not take';
	const { message, advice } = error.facts;
	return `${what} the post for ${account.name} on ${platformName(account.platform)}: ${message}. ${advice}`;
}

function inOrder({ accounts }: PostDraft, targets: readonly Target[]): Target[] {
	const place = ({ accountId }: Target) => accounts.findIndex(({ id }) => id === accountId);
	return [...targets].sort((one, other) => place(one) - place(other));
}

/** What the person asked for and Wix has no place for. */
function leftOut(draft: PostDraft): string[] {
	return [
		...(draft.media.some(({ altText }) => altText !== null)
			? ['Wix has no place for an alternative text of media; it was left out.']
			: []),
		...(draft.tags.length > 0 ? ['Wix has no place for tags; they were left out.'] : []),
	];
}
