import { InputError } from '../../shared/domain/inputError';
import {
	type ChosenAccount,
	type PostDraft,
	PUBLISH_MODES,
	type PublishMode,
} from '../../shared/domain/post';
import type { ItemCall } from '../../shared/face/operation';
import { PROVIDERS } from '../../shared/providers/registry';
import type { Provider } from '../../shared/providers/provider';
import { readIdempotencyKey } from './idempotencyKey';
import { readMedia, readOverrides, readText } from './readParts';
import { readJsonObject } from './readJsonObject';
import { readScheduleTime, readTimezone } from './readScheduleTime';

/** A draft that is complete but for its accounts, which cost a call to look up. */
export interface UnaddressedDraft {
	addressTo(accounts: readonly ChosenAccount[]): PostDraft;
}

/**
 * Reads and checks all parameters of a post without any call.
 *
 * @param nowMs the present, in milliseconds since 1970
 * @throws InputError naming the parameter that is wrong
 */
export function readDraft({ context, itemIndex, provider }: ItemCall, nowMs: number): UnaddressedDraft {
	const mode = readMode(context.getNodeParameter('publishMode', itemIndex, 'now'), provider);
	const { scheduledAt, timezone } =
		mode === 'schedule'
			? readScheduleTime(context, itemIndex, nowMs)
			: { scheduledAt: null, timezone: readTimezone(context, itemIndex) };
	const text = readText(context.getNodeParameter('text', itemIndex, ''));
	const media = readMedia(context, itemIndex);
	const overrides = readOverrides(context, itemIndex);
	const rest = {
		tags: readTags(context.getNodeParameter('options.tags', itemIndex, '')),
		additionalFields: readJsonObject(
			'Additional Fields',
			context.getNodeParameter('options.additionalFields', itemIndex, '{}'),
		),
		idempotencyKey: readIdempotencyKey(context, itemIndex),
	};
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
		`${provider.displayName} cannot publish a post in the mode "${String(value)}"`,
		`Choose one of: ${provider.posts.publishModes.join(', ')}.${
			having.length > 0
				? ` Providers that have it: ${having.map(({ displayName }) => displayName).join(', ')}.`
				: ''
		}`,
	);
}

function readTags(value: unknown): string[] {
	const list: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(',');
	return list.map((tag) => String(tag).trim()).filter((tag) => tag !== '');
}
