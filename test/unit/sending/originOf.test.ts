import { originOf, retriedSince } from '../../../nodes/shared/face/originOf';
import { contextWith } from './contexts';

const URL_WITH = 'https://n8n.example/webhook-waiting/7?signature=token-of-7';

describe('what an execution shares with its retries', () => {
	it('is the token of its resume address', () => {
		expect(originOf(contextWith({ execution: '7', resumeUrl: URL_WITH }))).toBe('token-of-7');
		expect(originOf(contextWith({ execution: '8', resumeUrl: URL_WITH, mode: 'retry' }))).toBe('token-of-7');
	});

	it.each([
		undefined,
		'https://n8n.example/webhook-waiting/7',
		'no address',
		'',
		7,
		null,
		{ href: URL_WITH },
		[URL_WITH],
	])('is its ID where the resume address is %j', (resumeUrl) => {
		expect(originOf(contextWith({ execution: '7', resumeUrl }))).toBe('7');
	});

	it('is its ID where n8n tells nothing of the execution', () => {
		expect(originOf(contextWith({ execution: '7' }))).toBe('7');
	});

	it('is nothing where there is not even that', () => {
		expect(originOf(contextWith())).toBeNull();
		expect(originOf(contextWith({ execution: '' }))).toBeNull();
	});

	it('is asked for once in a run', () => {
		let asked = 0;
		const context = contextWith({ execution: '7', onProxy: () => (asked += 1) });
		originOf(context);
		originOf(context);
		expect(asked).toBe(1);
	});
});

describe('the beginning of what is retried', () => {
	it.each([
		[{ mode: 'retry', establishedAt: 1234 }, 1234],
		[{ mode: 'trigger', establishedAt: 1234 }, null],
		[{ mode: 'retry', establishedAt: null }, null],
		[{ mode: 'retry' }, null],
	])('of %j is %j', (facts, expected) => {
		expect(retriedSince(contextWith(facts))).toBe(expected);
	});
});
