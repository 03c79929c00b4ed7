import { readHealth } from '../../../nodes/shared/providers/socialSyncer/health';

const CHECKED_AT = '2026-03-01T10:00:00.000Z';

describe('health', () => {
	it.each([
		['healthy', true, 'healthy', true],
		['warning', true, 'expiring', true],
		['healthy', false, 'expired', false],
		['warning', false, 'expired', false],
		['error', false, 'expired', false],
		['sleepy', true, 'unknown', null],
		['error', true, 'unknown', null],
		[null, true, 'unknown', null],
		['sleepy', null, 'unknown', null],
		['healthy', 'yes', 'healthy', null],
		[null, null, 'unknown', null],
	])('reads health %s with tokenValid %s as %s', (word, tokenValid, status, canPost) => {
		expect(readHealth({ health: word, tokenValid }, CHECKED_AT)).toMatchObject({
			status,
			canPost,
			tokenExpiresAt: null,
			checkedAt: CHECKED_AT,
		});
	});

	it('gives the recommendations as reasons, and a reason of its own for a dead token without any', () => {
		const recommendations = ['The token expires soon.', 7, null];

		expect(readHealth({ health: 'warning', tokenValid: true, recommendations }, CHECKED_AT).reasons).toEqual([
			'The token expires soon.',
			'7',
		]);
		expect(readHealth({ health: 'healthy', tokenValid: true }, CHECKED_AT).reasons).toEqual([]);
		expect(readHealth({ tokenValid: false, recommendations }, CHECKED_AT).reasons).toEqual([
			'The token expires soon.',
			'7',
		]);
		expect(readHealth({ tokenValid: false, recommendations: [] }, CHECKED_AT).reasons).toEqual([
			expect.stringContaining('Reconnect'),
		]);
	});
});
