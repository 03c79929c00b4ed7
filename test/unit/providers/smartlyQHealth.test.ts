import type { JsonObject } from '../../../nodes/shared/domain/json';
import { daysLeftOf, isSound, readHealth } from '../../../nodes/shared/providers/smartlyQ/health';

const CHECKED_AT = '2026-11-20T10:00:00.000Z';

describe('health', () => {
	const row = { is_active: true, status: 'connected', token_expired: false, validity_days: 45 };

	it.each([
		[{}, 'healthy', true],
		[{ validity_days: null }, 'healthy', true],
		[{ validity_days: 8 }, 'healthy', true],
		[{ validity_days: 7 }, 'expiring', true],
		[{ validity_days: 0 }, 'expiring', true],
		[{ status: 'expired' }, 'expired', false],
		[{ token_expired: true }, 'expired', false],
		[{ status: 'expired', token_expired: true, validity_days: 0 }, 'expired', false],
		[{ status: 'error' }, 'unhealthy', false],
		[{ is_active: false }, 'paused', false],
		[{ is_active: false, token_expired: true }, 'paused', false],
		[{ is_active: undefined }, 'healthy', true],
		[{ status: 'resting' }, 'unknown', null],
		[{ status: undefined }, 'unknown', null],
		[{ validity_days: 'soon' }, 'healthy', true],
	])('reads %j as %s', (change, status, canPost) => {
		const health = readHealth({ ...row, ...change } as JsonObject, CHECKED_AT);

		expect(health).toMatchObject({ status, canPost, tokenExpiresAt: null, checkedAt: CHECKED_AT });
		expect(health.reasons.length > 0).toBe(status !== 'healthy' && status !== 'unknown');
	});

	it.each([
		[0, 'in less than a day'],
		[1, 'in 1 day'],
		[5, 'in 5 days'],
	])('says that a token with %d days ends %s', (days, text) => {
		expect(readHealth({ ...row, validity_days: days }, CHECKED_AT).reasons).toEqual([
			`The access token ends ${text}. Reconnect the account if it is not renewed by itself.`,
		]);
	});

	it('gives both reasons of an account that is paused and expired', () => {
		expect(readHealth({ ...row, is_active: false, token_expired: true }, CHECKED_AT).reasons).toHaveLength(2);
	});
});

describe('a connection', () => {
	it.each([
		[{ status: 'connected', token_expired: false }, true],
		[{ status: 'connected', is_active: false }, true],
		[{ status: 'connected', token_expired: true }, false],
		[{ status: 'expired' }, false],
		[{ status: 'error' }, false],
		[{ status: 'resting' }, false],
		[{}, false],
	])('of %j is sound: %s', (row, sound) => {
		expect(isSound(row)).toBe(sound);
	});

	it.each([
		[{ validity_days: 45 }, 45],
		[{ validity_days: null }, null],
		[{ validity_days: 'soon' }, null],
		[{}, null],
	])('of %j lasts %s days', (row, days) => {
		expect(daysLeftOf(row)).toBe(days);
	});
});
