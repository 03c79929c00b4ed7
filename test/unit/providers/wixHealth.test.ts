import { channelHealth, tokenStatusNamed } from '../../../nodes/shared/providers/wix/health';

describe('health words', () => {
	it.each([
		['VALID', 'healthy', true, 0],
		['INVALID', 'expired', false, 1],
		['DISCONNECTED', 'disconnected', false, 1],
		['NEVER_CREATED', 'disconnected', false, 1],
		['RESTING', 'unknown', null, 1],
		['valid', 'unknown', null, 1],
		[null, 'unknown', null, 0],
	])('reads the token status %s as %s', (word, status, canPost, reasons) => {
		const health = channelHealth(word);

		expect(health).toMatchObject({ status, canPost });
		expect(health.reasons).toHaveLength(reasons);
	});

	it('says a word that is new to us as Wix says it', () => {
		expect(channelHealth('RESTING').reasons).toEqual(['Wix gives the state of the connection as RESTING.']);
	});
});

describe('a token status', () => {
	it.each(['NEVER_CREATED', 'VALID', 'INVALID', 'DISCONNECTED'])('is known as %s', (word) => {
		expect(tokenStatusNamed(word)).toBe(word);
	});

	it.each(['RESTING', 'valid', '', null])('is nothing to go by when it is %j', (word) => {
		expect(tokenStatusNamed(word)).toBeNull();
	});
});
