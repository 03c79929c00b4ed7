import { newTarget } from '../../core/newTarget';
import type { Call, Reply } from '../../core/vendor';
import type { Post, Target, World } from '../../core/world';
import {
	checkAccounts,
	checkMedia,
	checkRules,
	platformsOf,
	readPlatformContent,
	sendOff,
	type CreateBody,
} from './createPost';
import { conflict, invalid, success } from './envelope';
import { factsOf, type PlatformContent } from './postFacts';
import { findPost } from './posts';
import { outcomeOf, postOf } from './postView';
import { checkTimezone, readSchedule } from './times';

/** A draft takes at least this long before it can fire. */
const MIN_LEAD_MS = 60_000;

/** Changes a draft or scheduled post; what is left out stays, lists replace, settings are merged. */
export function updatePost(world: World, call: Call): Reply {
	const post = findPost(world, call);
	if (post.status !== 'draft' && post.status !== 'scheduled') {
		throw conflict('Only draft or scheduled posts can be updated');
	}
	const body = call.body as CreateBody;
	checkTimezone(body.timezone);
	const when = readSchedule(body, world.now()) ?? post.scheduledFor;
	const accountIds = body.account_ids === undefined ? null : checkAccounts(world, body.account_ids);
	const mediaIds = body.media_ids === undefined ? factsOf(post).mediaIds : checkMedia(world, body.media_ids);
	const platformContent = mergeContent(
		factsOf(post).platformContent,
		readPlatformContent(body.platform_content),
	);

	const changed: Post = {
		...post,
		content: body.content ?? post.content,
		targets: accountIds === null ? post.targets : accountIds.map((id) => keptOrNewTarget(world, post, id)),
		timezone: body.timezone ?? post.timezone,
		scheduledFor: when,
		updatedAt: world.now(),
		extra: { ...post.extra, mediaIds, platformContent },
	};
	if (post.status === 'scheduled') {
		if (changed.targets.length === 0)
			throw invalid('A scheduled post needs at least one account', { field: 'account_ids' });
		checkRules(
			changed,
			platformsOf(
				world,
				changed.targets.map(({ accountId }) => accountId),
			),
			world,
		);
	}
	Object.assign(post, changed);
	if (post.status === 'scheduled' && when) world.schedule(post, when);
	return success(call.now, postOf(post, world));
}

interface ScheduleBody {
	readonly scheduled_for?: string;
	readonly publish_now?: boolean;
	readonly account_ids?: readonly number[];
	readonly timezone?: string;
}

/** Turns a draft into a live post. */
export function schedulePost(world: World, call: Call): Reply {
	const post = findPost(world, call);
	const body = call.body as ScheduleBody;
	if (post.status !== 'draft') throw conflict('Only drafts can be scheduled');
	const publishNow = body.publish_now === true;
	if (publishNow === (body.scheduled_for !== undefined)) {
		throw invalid('Send either scheduled_for or publish_now: true', { field: 'scheduled_for' });
	}
	checkTimezone(body.timezone);
	const when = readSchedule(body, world.now());
	if (when && when.getTime() - world.now().getTime() < MIN_LEAD_MS) {
		throw invalid('scheduled_for must be at least 1 minute ahead', { field: 'scheduled_for' });
	}
	const accountIds = body.account_ids
		? checkAccounts(world, body.account_ids)
		: post.targets.map(({ accountId }) => accountId);
	if (accountIds.length === 0)
		throw invalid('account_ids is required: the draft has no accounts', { field: 'account_ids' });
	checkRules(post, platformsOf(world, accountIds), world);

	post.targets = accountIds.map((id) => keptOrNewTarget(world, post, id));
	post.timezone = body.timezone ?? post.timezone;
	post.scheduledFor = when;
	sendOff(world, post, when);
	return success(call.now, {
		post_id: post.id,
		status: when ? 'scheduled' : 'publishing',
		scheduled_for: when?.toISOString() ?? null,
		publish_now: publishNow,
		destinations: post.targets.map((target) => {
			const { account_id, platform, status } = outcomeOf(target, world);
			return { account_id, platform, status };
		}),
		message: when ? 'Draft scheduled' : 'Draft is being published',
	});
}

function keptOrNewTarget(world: World, post: Post, accountId: string): Target {
	const kept = post.targets.find((target) => target.accountId === accountId);
	return kept ?? newTarget(world.uuid(), accountId, world.accounts.get(accountId)?.platform ?? '');
}

function mergeContent(before: PlatformContent | null, given: PlatformContent | null): PlatformContent | null {
	if (given === null) return before;
	const merged = Object.entries(given).map(([platform, entry]) => {
		const old = before?.[platform];
		const settings = { ...old?.settings, ...entry.settings };
		return [platform, { ...old, ...entry, ...(Object.keys(settings).length > 0 ? { settings } : {}) }];
	});
	return { ...before, ...Object.fromEntries(merged) };
}
