import { keepRun, recallRun } from '../../../nodes/shared/face/runMemory';
import { contextWith } from './contexts';

const MINUTE_MS = 60_000;

function failedTry(facts: Parameters<typeof contextWith>[0]): void {
	const context = contextWith(facts);
	const memory = recallRun(context);
	memory.done.set(0, [{ id: 'made' }]);
	memory.notes.set('note', 1);
	keepRun(context, memory, true);
}

const knows = (facts: Parameters<typeof contextWith>[0]) => recallRun(contextWith(facts)).done.has(0);

describe('what a try that failed has done', () => {
	afterEach(() => jest.useRealTimers());

	it('is known to the next try of the same run, and to nobody else', () => {
		failedTry({ execution: '1', node: 'a', run: 0 });

		expect(recallRun(contextWith({ execution: '1', node: 'a', run: 0 })).notes.get('note')).toBe(1);
		expect(knows({ execution: '1', node: 'a', run: 0 })).toBe(true);
		expect(knows({ execution: '2', node: 'a', run: 0 })).toBe(false);
		expect(knows({ execution: '1', node: 'b', run: 0 })).toBe(false);
		expect(knows({ execution: '1', node: 'a', run: 1 })).toBe(false);
	});

	it('is not confused when the parts of its name run together', () => {
		failedTry({ execution: '1', node: '23', run: 4 });
		expect(knows({ execution: '12', node: '3', run: 4 })).toBe(false);
	});

	it('is forgotten when a try has ended well', () => {
		failedTry({ execution: '3' });
		const context = contextWith({ execution: '3' });
		keepRun(context, recallRun(context), false);
		expect(knows({ execution: '3' })).toBe(false);
	});

	it.each([
		['n8n will not try again', { execution: '4', retryOnFail: false }],
		['nobody says what execution this is', {}],
		['its ID is empty', { execution: '' }],
	])('is not kept where %s', (_, facts) => {
		failedTry(facts);
		expect(knows(facts)).toBe(false);
	});

	it('is kept for five minutes', () => {
		jest.useFakeTimers({ now: 0 });
		failedTry({ execution: '5' });
		jest.setSystemTime(5 * MINUTE_MS);
		failedTry({ execution: '6' });
		expect(knows({ execution: '5' })).toBe(true);

		jest.setSystemTime(5 * MINUTE_MS + 1);
		failedTry({ execution: '7' });
		expect(knows({ execution: '5' })).toBe(false);
		expect(knows({ execution: '6' })).toBe(true);
	});
});
