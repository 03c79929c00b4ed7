import type { Account, Post, World } from '../../core/world';
import type { Ask } from './ask';
import { invalid, notFound } from './envelope';
import type { PostBody, PostContent } from './postContent';
import type { PostFacts, Recycle } from './postFacts';
import { addPost } from './postRecords';
import { openSlots } from './slots';
import { stateOf } from './state';
import { checkZone, readTimeAhead } from './times';

const MAX_RECYCLE_MS = 2 * 366 * 86_400_000;

/** Sends posts at their time: one, or one per distinct time of their networks. */
export function schedule(world: World, ask: Ask, content: PostContent): readonly [Post, ...Post[]] {
	const body = ask.body as PostBody;
	const times = timesByPlatform(ask, content, body);
	if (body.queue_id !== undefined) return [intoQueue(world, ask, content, body.queue_id, times)];

	const zone = body.timezone ?? 'UTC';
	const at = readTimeAhead(body.scheduled_time ?? '', zone, ask.now);
	if (body.recycle !== undefined) {
		if (times.size > 0) throw invalid('Times per platform cannot be combined with recycle.', 'recycle');
		return [recycled(world, ask, content, at, zone, body.recycle)];
	}
	const parts = partsByTime(content, times, at);
	const [first, ...others] = parts.map((part) => place(world, ask, part.content, part.at, zone));
	if (first === undefined) throw invalid('No platform was chosen.', 'platforms');
	return [first, ...others];
}

function place(
	world: World,
	{ profileId }: Ask,
	content: PostContent,
	at: Date,
	zone: string,
	facts?: PostFacts,
): Post {
	const post = addPost(world, profileId, content, facts);
	post.timezone = zone;
	world.schedule(post, at);
	return post;
}

function intoQueue(
	world: World,
	ask: Ask,
	content: PostContent,
	queueId: number,
	times: ReadonlyMap<string, Date>,
): Post {
	if (times.size > 0) throw invalid('Times per platform cannot be combined with a queue.', 'queue_id');
	const queue = stateOf(world).queues.get(queueId);
	if (queue === undefined || queue.profileId !== ask.profileId) throw notFound(`Queue ${queueId}`);
	const [slot] = openSlots(world, queue, 1);
	if (slot === undefined) throw invalid('The queue has no open slot in the next 60 days.', 'queue_id');
	return place(world, ask, content, slot, queue.timezone, { queueId });
}

function recycled(
	world: World,
	ask: Ask,
	content: PostContent,
	at: Date,
	zone: string,
	recycle: Recycle,
): Post {
	if (recycle.until !== undefined) {
		const until = readTimeAhead(recycle.until, 'UTC', ask.now, 'recycle.until');
		if (until.getTime() - ask.now.getTime() > MAX_RECYCLE_MS) {
			throw invalid('recycle.until must be within two years.', 'recycle.until');
		}
	}
	const post = place(world, ask, content, at, zone, { recycle, recycleCount: 0, recycleParentId: null });
	stateOf(world).recycling.add(post.id);
	return post;
}

/** `platform_options.<p>.scheduled_time`, for the networks that have one. */
function timesByPlatform(ask: Ask, content: PostContent, body: PostBody): Map<string, Date> {
	const zone = body.timezone ?? 'UTC';
	checkZone(zone);
	const times = new Map<string, Date>();
	for (const platform of content.platforms) {
		const text = content.options[platform]?.scheduled_time;
		if (typeof text !== 'string') continue;
		times.set(platform, readTimeAhead(text, zone, ask.now, `platform_options.${platform}.scheduled_time`));
	}
	return times;
}

function partsByTime(
	content: PostContent,
	times: ReadonlyMap<string, Date>,
	at: Date,
): ReadonlyArray<{ readonly at: Date; readonly content: PostContent }> {
	const platformsByTime = new Map<number, string[]>();
	for (const platform of content.platforms) {
		const time = (times.get(platform) ?? at).getTime();
		platformsByTime.set(time, [...(platformsByTime.get(time) ?? []), platform]);
	}
	return [...platformsByTime].map(([time, platforms]) => ({
		at: new Date(time),
		content: { ...content, platforms, accounts: content.accounts.filter(isOn(platforms)) },
	}));
}

function isOn(platforms: readonly string[]) {
	return ({ platform }: Account) => platforms.includes(platform);
}
