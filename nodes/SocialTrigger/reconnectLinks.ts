import type { HealthStatus } from '../shared/domain/account';
import type { OpenProvider } from '../shared/face/openProvider';
import { sideBySide } from '../shared/transport/sideBySide';
import type { EventAccount, TriggerEvent } from './heart/triggerEvent';

/** An event with a link that repairs its account; `null` where none could be had. */
export type LinkedEvent = TriggerEvent & { readonly reconnectUrl?: string | null };

const AT_ONCE = 4;

/** States in which an account cannot post, unless it says otherwise. */
const BROKEN: readonly unknown[] = ['expired', 'unhealthy', 'disconnected'] satisfies HealthStatus[];

/**
 * Adds a link to each account that can no longer post, one call for each. That there is no link, or no time left to ask
 * for it, stops no event.
 */
export async function addReconnectLinks(
	{ provider, wire }: OpenProvider,
	events: readonly TriggerEvent[],
	deadlineMs: number,
): Promise<LinkedEvent[]> {
	const { connect } = provider;

	async function makeLink({ event, account }: TriggerEvent): Promise<string | null> {
		if (!account || Date.now() >= deadlineMs) return null;
		try {
			if (event === 'accountDisconnected' && account.health.checkedAt === null) {
				// It is not there any more, so there is nothing to repair: the link connects it anew.
				if (!connect.linkPlatforms.includes(account.platform)) return null;
				return (await connect.createLink(wire, account.platform, null)).item.connectUrl;
			}
			return account.id === null ? null : (await connect.reconnect(wire, account.id, null)).item.connectUrl;
		} catch {
			return null;
		}
	}

	return await sideBySide(events, AT_ONCE, async (event) =>
		event.account && cannotPost(event.account, event)
			? { ...event, reconnectUrl: await makeLink(event) }
			: event,
	);
}

/** A paused account needs no new connection. */
function cannotPost({ health }: EventAccount, { currentStatus }: TriggerEvent): boolean {
	if (currentStatus === 'paused') return false;
	return health.canPost === false || (health.canPost === null && BROKEN.includes(currentStatus));
}
