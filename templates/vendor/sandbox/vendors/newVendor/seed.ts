import type { World } from '../../core/world';

const DAY_MS = 86_400_000;

/** Days until the access ends; negative: it has ended. */
const ACCOUNTS = [
	{ id: '1', platform: 'twitter', name: 'Acme', daysLeft: 40 },
	{ id: '2', platform: 'facebook', name: 'Acme Coffee', daysLeft: 40 },
	{ id: '3', platform: 'linkedin', name: 'Acme', daysLeft: 40 },
	{ id: '4', platform: 'twitter', name: 'Acme Support', daysLeft: 5 },
	{ id: '5', platform: 'facebook', name: 'Acme Outlet', daysLeft: -2 },
] as const;

/** The accounts that a fresh sandbox has: several networks, some of them unwell. */
export function seed(world: World): void {
	const nowMs = world.now().getTime();
	for (const { id, platform, name, daysLeft } of ACCOUNTS) {
		world.addAccount({
			id,
			platform,
			name,
			username: null,
			connectedAt: new Date(nowMs - 30 * DAY_MS),
			tokenExpiresAt: new Date(nowMs + daysLeft * DAY_MS),
		});
	}
}
