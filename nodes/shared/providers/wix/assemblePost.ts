import type { JsonObject } from '../../domain/json';
import { platformName } from '../../domain/platform';
import {
	statusFromTargets,
	type Post,
	type PostDraft,
	type PostStatus,
	type Target,
} from '../../domain/post';
import { VendorError } from '../../transport/vendorError';
import type { Found } from '../provider';
import { notFound } from './answers';
import type { ItemBody } from './itemBody';
import { mergeItems, rawOf, readItem } from './readItem';

/** What became of one item: Wix's description of it, or why it was refused. */
export interface Sent {
	readonly body: ItemBody;
	readonly answer: JsonObject | VendorError;
}

interface Refused {
	readonly body: ItemBody;
	readonly answer: VendorError;
}

interface Made {
	readonly body: ItemBody;
	readonly answer: JsonObject;
}

/**
 * The post of some items. When Wix refused some of them, the others are not lost: the post has a failed target and a
 * warning for each that was refused.
 *
 * @param sent one per account of the post
 * @returns the error of the first account when none was taken
 */
export function assemblePost({ accounts }: PostDraft, sent: readonly Sent[]): Found<Post> | VendorError {
	const refused = sent.filter((one): one is Refused => one.answer instanceof VendorError);
	const made = sent.filter((one): one is Made => !(one.answer instanceof VendorError));
	const [first, ...others] = made.map(postOf);
	if (first === undefined) {
		return refused[0]?.answer ?? notFound('No account was chosen', 'Choose at least one account.');
	}

	const post = mergeItems([first, ...others]);
	const place = ({ accountId }: Target) => accounts.findIndex(({ id }) => id === accountId);
	const targets = [...post.targets, ...refused.map(targetOf)].sort((one, other) => place(one) - place(other));
	const warnings = [...refused.map(warningOf), ...sent.flatMap(({ body }) => body.warnings)];
	return {
		item: { ...post, targets, status: statusOfAll(post.status, targets), warnings },
		raw: rawOf(made.map(({ answer }) => answer)),
	};
}

function postOf({ body: { account }, answer }: Made): Post {
	const post = readItem(answer);
	const known = { accountId: account.id, platform: account.platform };
	return { ...post, targets: post.targets.map((target) => ({ ...target, ...known })) };
}

/** What has not gone out yet stays what it is, though a target is missing from it. */
function statusOfAll(taken: PostStatus, targets: readonly Target[]): PostStatus {
	return taken === 'draft' || taken === 'scheduled'
		? taken
		: statusFromTargets(targets.map(({ status }) => status));
}

/** A destination that has no item, because Wix refused it. */
function targetOf({ body: { account }, answer: { facts } }: Refused): Target {
	return {
		accountId: account.id,
		platform: account.platform,
		status: facts.outcome === 'unknown' ? 'unknown' : 'failed',
		url: null,
		platformPostId: null,
		publishedAt: null,
		error: facts.message,
		attempts: null,
	};
}

function warningOf({ body: { account }, answer: { facts } }: Refused): string {
	const what = facts.outcome === 'unknown' ? 'It is not known whether Wix took' : 'Wix did not take';
	return `${what} the post for ${account.name} on ${platformName(account.platform)}: ${facts.message}. ${facts.advice}`;
}
