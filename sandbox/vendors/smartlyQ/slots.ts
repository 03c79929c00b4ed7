import { DateTime } from 'luxon';

import type { World } from '../../core/world';
import { factsOfPost } from './postFacts';
import type { Queue } from './state';

/** How far ahead the vendor looks for an open slot. */
const DAYS_AHEAD = 60;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** The next open slots of a queue, soonest first; none when it is switched off or full. */
export function openSlots(world: World, queue: Queue, count: number): Date[] {
	if (!queue.isActive) return [];
	const taken = takenSlots(world, queue);
	const now = world.now();
	const today = DateTime.fromJSDate(now, { zone: queue.timezone }).startOf('day');
	const open: Date[] = [];
	for (let ahead = 0; ahead <= DAYS_AHEAD && open.length < count; ahead++) {
		const day = today.plus({ days: ahead });
		for (const time of slotsOn(day, queue)) {
			if (time > now && !taken.has(time.getTime()) && open.length < count) open.push(time);
		}
	}
	return open;
}

function slotsOn(day: DateTime, queue: Queue): Date[] {
	const times = queue.slots[WEEKDAYS[day.weekday - 1] ?? ''] ?? [];
	return [...times].sort().map((time) => {
		const [hour, minute] = time.split(':').map(Number);
		return day.set({ hour, minute }).toJSDate();
	});
}

function takenSlots(world: World, queue: Queue): Set<number> {
	const taken = new Set<number>();
	for (const post of world.posts.values()) {
		if (factsOfPost(post).queueId !== queue.id || post.status !== 'scheduled') continue;
		if (post.scheduledFor !== null) taken.add(post.scheduledFor.getTime());
	}
	return taken;
}
