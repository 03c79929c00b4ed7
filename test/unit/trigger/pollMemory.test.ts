import { PollMemory } from '../../../nodes/SocialTrigger/pollMemory';

const NODE = 'Social Trigger';
const show = (state: unknown, nodeName = NODE) => ({ state, nodeName });

describe('what the process remembers of polls', () => {
	it('is what a poll without events has left, while n8n shows what was there before it', () => {
		const memory = new PollMemory();
		expect(memory.recall(show(undefined))).toBeNull();
		memory.remember(show(undefined), { at: 1 }, false);
		expect(memory.recall(show(undefined))).toEqual({ at: 1 });
		memory.remember(show(undefined), { at: 2 }, false);
		expect(memory.recall(show(undefined))).toEqual({ at: 2 });
		expect(memory.recall(show({ at: 2 }))).toBeNull();
		expect(memory.recall(show({ at: 'another time' }))).toBeNull();
	});

	it('is never what a poll with events has left, lest they are lost with it', () => {
		const memory = new PollMemory();
		memory.remember(show({ at: 1 }), { at: 2 }, false);
		memory.remember(show({ at: 1 }), { at: 3 }, true);
		expect(memory.recall(show({ at: 1 }))).toEqual({ at: 2 });
		memory.remember(show({ at: 2 }), { at: 4 }, true);
		expect(memory.recall(show({ at: 2 }))).toBeNull();
	});

	it('lets a poll wait that is shown what was there before events that have just been told', () => {
		jest.useFakeTimers();
		try {
			const memory = new PollMemory();
			expect(memory.isAhead(show({ at: 1 }))).toBe(false);
			memory.remember(show({ at: 1 }), { at: 2 }, true);
			expect(memory.isAhead(show({ at: 1 }))).toBe(true);
			expect(memory.isAhead(show({ at: 2 }))).toBe(false);
			jest.advanceTimersByTime(60_000);
			expect(memory.isAhead(show({ at: 1 }))).toBe(false);
		} finally {
			jest.useRealTimers();
		}
	});

	it('goes over to the new name of a node, also after events', () => {
		const memory = new PollMemory();
		memory.remember(show({ at: 1 }), { at: 2 }, true);
		expect(memory.recall(show(undefined, 'Renamed'))).toEqual({ at: 2 });
		expect(memory.recall(show({ at: 0 }, 'Renamed'))).toBeNull();
		expect(memory.recall(show(undefined))).toBeNull();
	});
});
