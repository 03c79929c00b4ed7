import type { CommonSettings } from '../../shared/domain/commonSettings';
import { InputError } from '../../shared/domain/inputError';
import { asList, asObject } from '../../shared/domain/json';
import { type KnownPlatform, type Platform, platformName } from '../../shared/domain/platform';
import type { PlatformOverride } from '../../shared/domain/post';
import { shown } from '../../shared/domain/shown';
import type { ItemCall } from '../../shared/face/operation';
import { readLine } from '../../shared/face/readPlain';
import type { Provider } from '../../shared/providers/provider';
import { PROVIDERS } from '../../shared/providers/registry';
import { SETTING_FIELDS, type SettingField } from './commonSettingFields';
import { readJsonObject } from './readJsonObject';
import { readList, readText } from './readText';

type OverrideItem = Readonly<Record<string, unknown>>;

/**
 * What differs on the networks.
 *
 * @throws InputError for a network or a setting that the provider does not have, a value that is no choice, settings that
 *   are no JSON object, and two overrides of one network
 */
export function readOverrides({
	context,
	itemIndex,
	provider,
}: Pick<ItemCall, 'context' | 'itemIndex' | 'provider'>): PlatformOverride[] {
	const items = asList(context.getNodeParameter('platformOverrides.items', itemIndex, []));
	const overrides = items.map((item) => readOverride(provider, asObject(item)));
	const twice = overrides.find(
		({ platform }, at) => overrides.findIndex((one) => one.platform === platform) !== at,
	);
	if (twice) {
		throw new InputError(
			'Platform Overrides',
			`There are two overrides for ${platformName(twice.platform)}`,
			'Put what differs on one network into one override.',
		);
	}
	return overrides;
}

function readOverride(provider: Provider, item: OverrideItem): PlatformOverride {
	const platform = readLine('Platform Overrides', item.platform);
	if (!provider.platforms.includes(platform)) {
		throw new InputError(
			'Platform Overrides',
			`${provider.displayName} does not post to ${platform === '' ? 'a network without a name' : shown(platformName(platform))}`,
			`Remove the override. ${provider.displayName} posts to ${provider.platforms.map(platformName).join(', ')}.`,
		);
	}
	const own = readText('Text', item.text);
	const common = SETTING_FIELDS.flatMap((field) => {
		const value = readSetting(provider, platform, field, item[field.name]);
		return value === null ? [] : [[field.name, value] as const];
	});
	return {
		platform,
		text: own === '' ? null : own,
		common: Object.fromEntries(common) as CommonSettings,
		settings: readJsonObject('Settings', item.settings ?? '{}'),
	};
}

/** `null`: not set. */
function readSetting(
	provider: Provider,
	platform: Platform,
	field: SettingField,
	value: unknown,
): string | boolean | readonly string[] | null {
	if (value === undefined || value === null || value === '') return null;
	const rule = provider.posts.settings[platform as KnownPlatform]?.[field.name];
	if (!rule) throw cannotSend(provider, platform, field);
	switch (field.kind) {
		case 'switch':
			if (value === true || value === 'true') return true;
			if (value === false || value === 'false') return false;
			throw noChoice(field, value, ['true', 'false']);
		case 'choice': {
			const choice = (rule.choices ?? []).find((one) => one === value);
			if (choice === undefined) throw noChoice(field, value, rule.choices ?? []);
			return choice;
		}
		case 'list': {
			const list = readList(field.displayName, value);
			return list.length === 0 ? null : list;
		}
		default: {
			const text = readText(field.displayName, value);
			return text === '' ? null : text;
		}
	}
}

function cannotSend({ displayName }: Provider, platform: Platform, field: SettingField): InputError {
	const having = PROVIDERS.filter(({ posts }) => posts.settings[platform as KnownPlatform]?.[field.name]);
	const others =
		having.length === 0 ? '' : ` Providers that have it: ${having.map((one) => one.displayName).join(', ')}.`;
	return new InputError(
		field.displayName,
		`${displayName} cannot send the setting ${field.displayName} to ${platformName(platform)}`,
		`Remove it from the override, or put what the provider has of its own into Settings (JSON).${others}`,
	);
}

function noChoice(field: SettingField, value: unknown, choices: readonly string[]): InputError {
	return new InputError(
		field.displayName,
		`${field.displayName} cannot be "${shown(value)}" here`,
		`Choose one of: ${choices.join(', ')}.`,
	);
}
