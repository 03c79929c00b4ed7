import type { JsonObject } from '../../../nodes/shared/domain/json';
import { readFullHealth, readShortHealth } from '../../../nodes/shared/providers/postEverywhere/health';

const NOW = '2026-10-05T10:00:00.000Z';

describe('health in the list', () => {
	it.each<[JsonObject, string, boolean | null, string[]]>([
		[{ health: { status: 'healthy', can_post: true } }, 'healthy', true, []],
		[{ health: { status: 'expired', can_post: false } }, 'expired', false, []],
		[
			{ health: { status: 'unhealthy', can_post: false }, is_active: false },
			'unhealthy',
			false,
			['account_inactive'],
		],
		[{ health: { status: 'Expired', can_post: false } }, 'expired', false, []],
		[{ health: { status: 'healthy', can_post: false } }, 'unhealthy', false, []],
		[{ health: { status: 'rate_limited', can_post: false } }, 'unhealthy', false, []],
		[{ health: { status: 'rate_limited', can_post: true } }, 'unknown', true, []],
		[{ health: null }, 'unknown', null, []],
		[{}, 'unknown', null, []],
	])('reads %j as %s', (raw, status, canPost, reasons) => {
		expect(readShortHealth(raw, NOW)).toEqual({
			status,
			canPost,
			reasons,
			tokenExpiresAt: null,
			checkedAt: NOW,
		});
	});
});

describe('health in full', () => {
	const EXPIRES = '2026-10-08T10:00:00.000Z';

	it.each<[string, JsonObject, string, boolean | null]>([
		['healthy', { status: 'healthy', can_post: true, reasons: [] }, 'healthy', true],
		[
			'near its expiry',
			{ status: 'warning', can_post: true, reasons: ['token_expiring_soon'] },
			'expiring',
			true,
		],
		[
			'near its expiry by the token',
			{ status: 'warning', can_post: true, token: { expiring_soon: true } },
			'expiring',
			true,
		],
		[
			'failing again and again',
			{ status: 'warning', can_post: true, reasons: ['recent_permanent_failures'] },
			'unhealthy',
			true,
		],
		[
			'expired',
			{ status: 'broken', can_post: false, reasons: ['needs_reconnection', 'token_expired'] },
			'expired',
			false,
		],
		[
			'expired by the token',
			{ status: 'broken', can_post: false, token: { expired: true } },
			'expired',
			false,
		],
		['withdrawn', { status: 'broken', can_post: false, reasons: ['needs_reconnection'] }, 'unhealthy', false],
		['inactive', { status: 'broken', can_post: false, reasons: ['account_inactive'] }, 'unhealthy', false],
		['broken in other letters', { status: ' Broken ', can_post: false }, 'unhealthy', false],
		['of a new word', { status: 'asleep', can_post: true }, 'unknown', true],
		['of a new word and dead', { status: 'asleep', can_post: false }, 'unhealthy', false],
	])('reads an account that is %s', (_what, raw, status, canPost) => {
		expect(readFullHealth(raw, NOW)).toMatchObject({ status, canPost, checkedAt: NOW });
	});

	it("keeps the reasons in the vendor's words, and the expiry", () => {
		const raw = {
			status: 'warning',
			can_post: true,
			reasons: ['token_expiring_soon', 7, null],
			token: { expires_at: EXPIRES },
		};

		expect(readFullHealth(raw, NOW)).toMatchObject({
			reasons: ['token_expiring_soon', '7'],
			tokenExpiresAt: EXPIRES,
		});
	});
});
