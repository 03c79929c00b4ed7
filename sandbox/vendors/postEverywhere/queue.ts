import type { Call, Reply } from '../../core/vendor';
import type { World } from '../../core/world';
import { success } from './envelope';

/** Hours of the day, in UTC, at which the queue posts. */
const SLOT_HOURS = [9, 13, 17];
const DAY_MS = 86_400_000;
const DEFAULT_PREVIEW = 10;

export function getQueue(world: World, { now, query }: Call): Reply {
	const count = Number(query.preview ?? DEFAULT_PREVIEW);
	const slots = freeSlots(world, count).map((slot) => slot.toISOString());
	return success(now, { queue: { timezone: 'UTC', next_slots: slots } });
}

/** The next slot that no scheduled post has taken. */
export function nextFreeSlot(world: World): Date {
	const [slot] = freeSlots(world, 1);
	if (!slot) throw new Error('A queue without slots');
	return slot;
}

function freeSlots(world: World, count: number): Date[] {
	const now = world.now();
	const taken = new Set(
		[...world.posts.values()]
			.filter(({ status }) => status === 'scheduled')
			.map(({ scheduledFor }) => scheduledFor?.getTime()),
	);
	const free: Date[] = [];
	const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
	for (let day = today; free.length < count; day += DAY_MS) {
		const slots = SLOT_HOURS.map((hour) => new Date(day + hour * 3_600_000));
		free.push(...slots.filter((slot) => slot > now && !taken.has(slot.getTime())));
	}
	return free.slice(0, count);
}
