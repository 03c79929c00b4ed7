import type { World } from '../../core/world';
import type { Answer, Ask } from './ask';
import { invalid, notFound, slotTime, success, utcTime, utcTimeOrNull } from './envelope';
import { openSlots } from './slots';
import { stateOf, type Queue, type Slots } from './state';
import { checkZone } from './times';

const MAX_QUEUES = 20;
const MAX_SLOTS = 50;
const DEFAULT_PREVIEW = 10;
const FIRST_NEW_QUEUE = 31;

interface QueueBody {
	readonly name?: string;
	readonly slots?: Slots;
	readonly timezone?: string;
	readonly is_active?: boolean;
}

export function queueAnswers(world: World): Record<string, Answer> {
	const { queues } = stateOf(world);
	return {
		listQueues: ({ now, profileId }) => {
			const mine = [...queues.values()].filter((queue) => queue.profileId === profileId);
			return success(now, { queues: mine.map(queueView) });
		},
		createQueue: (ask) => success(ask.now, queueView(create(world, ask)), 201),
		getQueue: (ask) => {
			const queue = queueOfPath(world, ask);
			return success(ask.now, { ...queueView(queue), next_slot: nextSlot(world, queue) });
		},
		updateQueue: (ask) => success(ask.now, queueView(update(world, ask))),
		deleteQueue: (ask) => {
			queues.delete(queueOfPath(world, ask).id);
			return success(ask.now, null);
		},
		getQueueNextSlot: (ask) => {
			const queue = queueOfPath(world, ask);
			return success(ask.now, {
				queue_id: queue.id,
				next_slot: nextSlot(world, queue),
				timezone: queue.timezone,
			});
		},
		previewQueueSlots: (ask) => {
			const queue = queueOfPath(world, ask);
			const slots = openSlots(world, queue, Number(ask.query.count ?? DEFAULT_PREVIEW)).map(slotTime);
			return success(ask.now, { queue_id: queue.id, count: slots.length, slots, timezone: queue.timezone });
		},
	};
}

function create(world: World, { body, now, profileId }: Ask): Queue {
	const { queues } = stateOf(world);
	const mine = [...queues.values()].filter((queue) => queue.profileId === profileId);
	if (mine.length >= MAX_QUEUES) throw invalid(`A workspace may have ${MAX_QUEUES} queues.`);
	const { name = '', slots = {}, timezone = 'UTC', is_active: isActive = true } = body as QueueBody;
	checkSlots(slots);
	checkZone(timezone);
	const id = world.next('queue', FIRST_NEW_QUEUE);
	const queue: Queue = { id, profileId, name, slots, timezone, isActive, createdAt: now, updatedAt: null };
	queues.set(id, queue);
	return queue;
}

function update(world: World, ask: Ask): Queue {
	const queue = queueOfPath(world, ask);
	const { name, slots, timezone, is_active: isActive } = ask.body as QueueBody;
	if (slots !== undefined) checkSlots(slots);
	if (timezone !== undefined) checkZone(timezone);
	queue.name = name ?? queue.name;
	queue.slots = slots ?? queue.slots;
	queue.timezone = timezone ?? queue.timezone;
	queue.isActive = isActive ?? queue.isActive;
	queue.updatedAt = ask.now;
	return queue;
}

function checkSlots(slots: Slots): void {
	if (Object.values(slots).flat().length > MAX_SLOTS)
		throw invalid(`A queue may have ${MAX_SLOTS} slots.`, 'slots');
}

function queueOfPath(world: World, { params, profileId }: Ask): Queue {
	const queue = stateOf(world).queues.get(Number(params.queue_id));
	if (queue === undefined || queue.profileId !== profileId) throw notFound('Queue');
	return queue;
}

function nextSlot(world: World, queue: Queue): string | null {
	const [slot] = openSlots(world, queue, 1);
	return slot === undefined ? null : slotTime(slot);
}

function queueView({ id, name, slots, timezone, isActive, createdAt, updatedAt }: Queue) {
	return {
		id,
		name,
		slots,
		timezone,
		is_active: isActive,
		created_at: utcTime(createdAt),
		updated_at: utcTimeOrNull(updatedAt),
	};
}
