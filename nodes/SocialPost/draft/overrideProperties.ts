import type { INodeProperties } from 'n8n-workflow';

import type { KnownPlatform, Platform } from '../../shared/domain/platform';
import { platformName } from '../../shared/domain/platform';
import type { Provider } from '../../shared/providers/provider';
import { PROVIDERS } from '../../shared/providers/registry';
import { CHOICE_NAMES, NOT_SET, SETTING_FIELDS, type SettingField } from './commonSettingFields';

/** What differs on one network: of each provider only its networks, and for each network only what it can send there. */
export const overrideProperties: INodeProperties[] = PROVIDERS.map((provider) => ({
	displayName: 'Platform Overrides',
	name: 'platformOverrides',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Override',
	default: {},
	description: 'What differs on one network',
	displayOptions: { show: { provider: [provider.id] } },
	options: [{ displayName: 'Override', name: 'items', values: valuesFor(provider) }],
}));

function valuesFor(provider: Provider): INodeProperties[] {
	const { platforms } = provider;
	return [
		{
			displayName: 'Network',
			name: 'platform',
			type: 'options',
			options: platforms.map((platform) => ({
				name: platformName(platform),
				value: platform,
				description: limitsOf(platform, provider),
			})),
			default: 'instagram',
		},
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. A shorter caption for this network',
			description: 'The caption on this network. Empty: the text of the post.',
		},
		...SETTING_FIELDS.flatMap((field) => settingProperties(field, provider)),
		{
			displayName: 'Settings (JSON)',
			name: 'settings',
			type: 'json',
			default: '{}',
			description: 'Further settings of this network in the provider’s own words, as a JSON object; they win',
		},
	];
}

/** e.g. `Text of up to 500 characters; needs a picture or video` */
function limitsOf(platform: Platform, { posts }: Provider): string {
	const rule = posts.documentedRules.find((one) => one.platform === platform);
	const limit = rule?.captionMaxLength;
	return [
		...(limit ? [`Text of up to ${limit.toLocaleString('en')} characters`] : []),
		...(rule?.mediaRequired ? ['needs a picture or video'] : []),
	].join('; ');
}

/**
 * Networks with the same choices share a property. Where the provider has no such setting it is not shown, but kept: what
 * n8n does not know it drops in silence, and a setting that came from elsewhere is to be refused by name.
 */
function settingProperties(field: SettingField, { platforms, posts }: Provider): INodeProperties[] {
	const groups = new Map<string, string[]>();
	const lacking: string[] = [];
	for (const platform of platforms) {
		const rule = posts.settings[platform as KnownPlatform]?.[field.name];
		if (!rule) lacking.push(platform);
		if (!rule) continue;
		const key = (rule.choices ?? []).join(' ');
		groups.set(key, [...(groups.get(key) ?? []), platform]);
	}
	const kept: INodeProperties = {
		displayName: field.displayName,
		name: field.name,
		type: 'hidden',
		default: '',
		displayOptions: { show: { platform: lacking } },
	};
	const shown = [...groups].map(([choices, having]): INodeProperties => ({
		displayName: field.displayName,
		name: field.name,
		...shapeOf(field, choices.split(' ')),
		default: '',
		description: field.description,
		...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
		displayOptions: { show: { platform: having } },
	}));
	return lacking.length === 0 ? shown : [...shown, kept];
}

/** A switch has three positions: on, off, and as the provider does it by itself. */
function shapeOf(
	{ kind }: SettingField,
	choices: readonly string[],
): Pick<INodeProperties, 'type' | 'options' | 'typeOptions'> {
	switch (kind) {
		case 'choice':
			return {
				type: 'options',
				options: [
					NOT_SET,
					...choices.map((choice) => ({ name: CHOICE_NAMES[choice] ?? choice, value: choice })),
				],
			};
		case 'switch':
			return {
				type: 'options',
				options: [NOT_SET, { name: 'No', value: false }, { name: 'Yes', value: true }],
			};
		default:
			return kind === 'rows' ? { type: 'string', typeOptions: { rows: 2 } } : { type: 'string' };
	}
}
