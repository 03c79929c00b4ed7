import type { INodeProperties } from 'n8n-workflow';

import { type ImageWish, TEXT_LENGTHS, type TextWish } from '../../shared/domain/generated';
import { platformName } from '../../shared/domain/platform';
import { includeRawOption } from '../../shared/face/properties';
import type { Provider } from '../../shared/providers/provider';
import { PROVIDERS } from '../../shared/providers/registry';

const prompt: INodeProperties = {
	displayName: 'Prompt',
	name: 'prompt',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. Announce our summer sale, 20 % off all mugs',
	description: 'What the provider’s AI shall make',
};

const TEXT_FIELDS: Readonly<Record<Exclude<keyof TextWish, 'prompt' | 'platform'>, INodeProperties>> = {
	count: {
		displayName: 'Count',
		name: 'count',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 5 },
		default: 1,
		description: 'How many texts to choose from',
	},
	language: {
		displayName: 'Language',
		name: 'language',
		type: 'string',
		default: '',
		placeholder: 'e.g. en',
		description: 'Two-letter code of the language',
	},
	length: {
		displayName: 'Length',
		name: 'length',
		type: 'options',
		options: TEXT_LENGTHS.map((value) => ({ name: value.charAt(0).toUpperCase() + value.slice(1), value })),
		default: 'medium',
	},
	link: {
		displayName: 'Link',
		name: 'link',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/offer',
		description: 'A page that the text is about',
	},
	tone: {
		displayName: 'Tone',
		name: 'tone',
		type: 'string',
		default: '',
		placeholder: 'e.g. playful',
	},
	withEmojis: {
		displayName: 'With Emojis',
		name: 'withEmojis',
		type: 'boolean',
		default: true,
		description: 'Whether the text may have emojis',
	},
	withHashtags: {
		displayName: 'With Hashtags',
		name: 'withHashtags',
		type: 'boolean',
		default: true,
		description: 'Whether the text shall have hashtags',
	},
};

/** Of each provider only what its AI can be told. */
export const textProperties: INodeProperties[] = [
	prompt,
	...PROVIDERS.flatMap(({ id, posts, platforms }) =>
		posts.textWishes?.includes('platform') === true
			? [
					{
						displayName: 'Network',
						name: 'platform',
						type: 'options' as const,
						options: [
							{ name: 'Any', value: '' },
							...platforms.map((platform) => ({ name: platformName(platform), value: platform })),
						],
						default: '',
						description: 'The network that the text is for',
						displayOptions: { show: { provider: [id] } },
					},
				]
			: [],
	),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			...Object.entries(TEXT_FIELDS).map(([name, field]) =>
				onlyWhere(field, ({ posts }) => posts.textWishes?.includes(name as keyof TextWish) === true),
			),
			includeRawOption,
		].sort(byName),
	},
];

const imageUrl: INodeProperties = {
	displayName: 'Image URL',
	name: 'imageUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://example.com/mug.jpg',
	description: 'Public address of the image to start from',
};

export const imageProperties: INodeProperties[] = [
	prompt,
	onlyWhere(imageUrl, takesImage('imageUrl')),
	...PROVIDERS.flatMap((provider) => [
		...listFor(
			provider,
			'aspectRatio',
			'Aspect Ratio',
			(provider.posts.imageAspectRatios ?? []).map(asOption),
		),
		...listFor(
			provider,
			'model',
			'Model',
			(provider.posts.imageModels ?? []).map(({ value, description }) => ({
				name: value,
				value,
				description,
			})),
		),
	]),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [includeRawOption],
	},
];

function takesImage(wish: keyof ImageWish): (provider: Provider) => boolean {
	return ({ posts }) => posts.imageWishes?.includes(wish) === true;
}

function asOption(value: string) {
	return { name: value, value };
}

function listFor(
	{ id }: Provider,
	name: string,
	displayName: string,
	offered: Array<{ name: string; value: string; description?: string }>,
): INodeProperties[] {
	if (offered.length === 0) return [];
	const property: INodeProperties = {
		displayName,
		name,
		type: 'options',
		options: [{ name: 'Default', value: '' }, ...offered],
		default: '',
		displayOptions: { show: { provider: [id] } },
	};
	return [property];
}

/** In a collection the provider stands at the root. */
function onlyWhere(property: INodeProperties, has: (provider: Provider) => boolean): INodeProperties {
	const path = property.required === true ? 'provider' : '/provider';
	return { ...property, displayOptions: { show: { [path]: PROVIDERS.filter(has).map(({ id }) => id) } } };
}

function byName(one: INodeProperties, other: INodeProperties): number {
	return one.displayName.localeCompare(other.displayName);
}
