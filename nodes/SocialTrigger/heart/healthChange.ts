import type { HealthStatus } from '../../shared/domain/account';
import type { AccountEventName, DetectOptions, HealthChange } from './triggerEvent';

/** `null`: the account is not there. */
export type Standing = HealthStatus | null;

type HealthOptions = Pick<DetectOptions, 'events' | 'healthChange'>;

/**
 * What a change of an account is, if anybody wants to hear of it: one event at most. That a connection begins or ends
 * says more than that the health is another one.
 */
export function nameChange(
	from: Standing,
	to: Standing,
	{ events, healthChange }: HealthOptions,
): AccountEventName | null {
	if (isConnected(from) !== isConnected(to)) {
		const name = isConnected(to) ? 'accountConnected' : 'accountDisconnected';
		if (events.has(name)) return name;
	}
	if (from === null || to === null || from === to) return null;
	return events.has('accountHealthChanged') && IS_MEANT[healthChange](from, to)
		? 'accountHealthChanged'
		: null;
}

const isConnected = (standing: Standing) => standing !== null && standing !== 'disconnected';
const isSound = (status: HealthStatus) => status === 'healthy' || status === 'expiring';

const IS_MEANT: Readonly<Record<HealthChange, (from: HealthStatus, to: HealthStatus) => boolean>> = {
	any: () => true,
	becameUnhealthy: (from, to) => isSound(from) && !isSound(to),
	recovered: (from, to) => !isSound(from) && isSound(to),
	expiringSoon: (_, to) => to === 'expiring',
};
