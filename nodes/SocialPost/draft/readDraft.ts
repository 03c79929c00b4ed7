import { InputError } from '../../shared/domain/inputError';
import {
	type ChosenAccount,
	type PostDraft,
	PUBLISH_MODES,
	type PublishMode,
} from '../../shared/domain/post';
import { shown } from '../../shared/domain/shown';
import type { ItemCall } from '../../shared/face/operation';
import { readId } from '../../shared/face/readPlain';
import { PROVIDERS } from '../../shared/providers/registry';
import type { DraftExtra, Provider } from '../../shared/providers/provider';
import { readIdempotencyKey } from './idempotencyKey';
import { readJsonObject } from './readJsonObject';
import { readMedia } from './readMedia';
import { readOverrides } from './readOverrides';
import { readScheduleTime, readTimezone } from './readScheduleTime';
import { readList, readText } from './readText';

/** A draft that is complete but for its accounts, which cost a call to look up. */
export interface UnaddressedDraft {
	addressTo(accounts: readonly ChosenAccount[]): PostDraft;
}

type Reading = Pick<ItemCall, 'context' | 'itemIndex' | 'provider'>;

/**
 * Reads and checks all parameters of a post without any call.
 *
 * @param nowMs the present, in milliseconds since 1970
 * @throws InputError naming the parameter that is wrong
 */
export async function readDraft(reading: Reading, nowMs: number): Promise<UnaddressedDraft> {
	const { context, itemIndex, provider } = reading;
	const mode = readMode(context.getNodeParameter('publishMode', itemIndex, 'now'), provider);
	const { scheduledAt, timezone } =
		mode === 'schedule'
			? readScheduleTime(context, itemIndex, nowMs)
			: { scheduledAt: null, timezone: readTimezone(context, itemIndex) };
	const text = readText('Text', context.getNodeParameter('text', itemIndex, ''));
	const overrides = readOverrides(reading);
	const rest = {
		tags: readList('Tags', readExtra(reading, 'tags', 'Tags')),
		campaignId: readId('Campaign ID', readExtra(reading, 'campaignId', 'Campaign ID')) || null,
		queueId: mode === 'queue' ? readQueueId(reading) : null,
		additionalFields: readJsonObject(
			'Additional Fields',
			context.getNodeParameter('options.additionalFields', itemIndex, '{}'),
		),
		idempotencyKey: readIdempotencyKey(context, itemIndex),
	};
	const media = await readMedia(context, itemIndex);
	if (media.some(({ altText }) => altText !== null)) requireExtra(provider, 'altText', 'Alt Text');
	if (text === '' && media.length === 0 && overrides.every((override) => override.text === null)) {
		throw emptyPost();
	}
	return {
		addressTo(accounts) {
			const hasText = (account: ChosenAccount) =>
				text !== '' ||
				overrides.some(({ platform, text: own }) => platform === account.platform && own !== null);
			if (media.length === 0 && !accounts.every(hasText)) throw emptyPost();
			return { accounts, text, mode, scheduledAt, timezone, media, overrides, ...rest };
		},
	};
}

function emptyPost(): InputError {
	return new InputError(
		'Text',
		'The post is empty: it has neither text nor media',
		'Enter a text, or add media.',
	);
}

function readMode(value: unknown, provider: Provider): PublishMode {
	const mode = PUBLISH_MODES.find((known) => known === value);
	if (mode && provider.posts.publishModes.includes(mode)) return mode;
	const having = PROVIDERS.filter(({ posts }) => mode && posts.publishModes.includes(mode));
	throw new InputError(
		'Publish',
		`${provider.displayName} cannot publish a post in the mode "${shown(value)}"`,
		`Choose one of: ${provider.posts.publishModes.join(', ')}.${namesOf(having)}`,
	);
}

/** The queue, where the provider has several to choose from. */
function readQueueId({ context, itemIndex, provider }: Reading): string | null {
	if (!provider.posts.listQueues) return null;
	const id = readId('Queue', context.getNodeParameter('queueId', itemIndex, ''));
	if (id !== '') return id;
	throw new InputError(
		'Queue',
		'No queue was chosen',
		`Choose a queue from the list. If there is none, make one at ${provider.displayName}.`,
	);
}

function readExtra(
	{ context, itemIndex, provider }: Reading,
	extra: DraftExtra,
	displayName: string,
): unknown {
	const value: unknown = context.getNodeParameter(`options.${extra}`, itemIndex, '');
	if (value !== '' && value !== undefined && value !== null) requireExtra(provider, extra, displayName);
	return value;
}

/** Refuses what the provider has no place for, rather than leaving it out in silence. */
function requireExtra(provider: Provider, extra: DraftExtra, displayName: string): void {
	if (provider.posts.takes.includes(extra)) return;
	const having = PROVIDERS.filter(({ posts }) => posts.takes.includes(extra));
	throw new InputError(
		displayName,
		`${provider.displayName} cannot send ${displayName}`,
		`Leave it empty.${namesOf(having)}`,
	);
}

function namesOf(having: readonly Provider[]): string {
	return having.length === 0
		? ''
		: ` Providers that have it: ${having.map(({ displayName }) => displayName).join(', ')}.`;
}
