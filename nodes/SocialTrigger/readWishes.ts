import type { IPollFunctions } from 'n8n-workflow';

import { InputError } from '../shared/domain/inputError';
import { asNumber } from '../shared/domain/json';
import { shown } from '../shared/domain/shown';
import { listIds } from '../shared/face/listIds';
import type { Provider } from '../shared/providers/provider';
import {
	ACCOUNT_EVENTS,
	HEALTH_CHANGES,
	POST_EVENTS,
	type DetectOptions,
	type TriggerEventName,
} from './heart/triggerEvent';

/** What the node was set up for. */
export interface Wishes extends DetectOptions {
	readonly includeReconnectLink: boolean;
	readonly watchesAccounts: boolean;
	readonly watchesPosts: boolean;
}

/** So many events come out of a poll; the rest comes out of the next ones. */
export const MAX_EVENTS = 200;

const HOUR_MS = 3_600_000;
const MAX_LOOKBACK_HOURS = 720;
const ALL_EVENTS: readonly TriggerEventName[] = [...ACCOUNT_EVENTS, ...POST_EVENTS];

/** @throws InputError for what cannot be watched */
export function readWishes(context: IPollFunctions, provider: Provider): Wishes {
	const option = (name: string, byDefault: unknown): unknown =>
		context.getNodeParameter(`options.${name}`, byDefault);
	const events = new Set(listIds(context.getNodeParameter('events', [])).map(readEvent));
	if (events.size === 0) {
		throw new InputError('Events', 'No event was chosen', 'Choose what shall start the workflow.');
	}
	const watchesPosts = POST_EVENTS.some((event) => events.has(event));
	const accountIds = listIds(context.getNodeParameter('filters.accountIds', []));
	if (accountIds.length > 0 && watchesPosts && !provider.posts.filters.includes('accountId')) {
		throw new InputError(
			'Account Names or IDs',
			`${provider.displayName} does not tell to which accounts a post went`,
			'Filter by network instead, or watch accounts and posts with a trigger each.',
		);
	}
	return {
		provider: provider.id,
		events,
		watchesPosts,
		watchesAccounts: ACCOUNT_EVENTS.some((event) => events.has(event)),
		accountIds,
		platforms: listIds(context.getNodeParameter('filters.platforms', [])),
		healthChange: oneOf('Health Change', HEALTH_CHANGES, option('healthChange', 'any')),
		emitOnActivation: option('emitOnActivation', false) === true,
		includeImmediate: option('includeImmediatePosts', false) === true,
		includeReconnectLink: option('includeReconnectLink', true) !== false,
		lookbackMs: readHours(option('lookback', 24)) * HOUR_MS,
		maxEvents: MAX_EVENTS,
	};
}

function readEvent(value: string): TriggerEventName {
	return oneOf('Events', ALL_EVENTS, value);
}

function oneOf<Known extends string>(parameter: string, known: readonly Known[], value: unknown): Known {
	const found = known.find((one) => one === value);
	if (found !== undefined) return found;
	throw new InputError(
		parameter,
		`"${shown(value)}" is not known`,
		`Choose from the list, or give one of: ${known.join(', ')}.`,
	);
}

function readHours(value: unknown): number {
	const hours = asNumber(value) ?? 0;
	if (hours >= 1 && hours <= MAX_LOOKBACK_HOURS) return hours;
	throw new InputError(
		'Lookback',
		`${shown(value)} is no lookback`,
		`Give a number of hours from 1 to ${MAX_LOOKBACK_HOURS}.`,
	);
}
