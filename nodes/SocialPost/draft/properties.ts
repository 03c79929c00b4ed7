import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { PLATFORMS, platformName } from '../../shared/domain/platform';
import type { PublishMode } from '../../shared/domain/post';
import { includeRawOption } from '../../shared/face/properties';
import { DEFAULT_CONCURRENCY } from '../../shared/face/readConcurrency';
import { variantsByProvider } from '../../shared/face/variantsByProvider';

const MODES: Readonly<Record<PublishMode, INodePropertyOptions>> = {
	now: { name: 'Now', value: 'now', description: 'Publish at once' },
	schedule: { name: 'Schedule', value: 'schedule', description: 'Publish at a time' },
	draft: { name: 'Draft', value: 'draft', description: 'Save it; nothing goes out' },
	queue: { name: 'Queue', value: 'queue', description: 'Publish in the next free slot of a queue' },
};

const accountIds: INodeProperties = {
	displayName: 'Account Names or IDs',
	name: 'accountIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getAccounts', loadOptionsDependsOn: ['provider', 'authentication'] },
	required: true,
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	hint: 'An expression may give a list of IDs, or text with commas',
};

const text: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. Our summer collection is here!',
	description: 'The caption. A network can get its own under Platform Overrides.',
};

const publishModes: INodeProperties[] = variantsByProvider(
	({ posts }) => posts.publishModes,
	(modes, provider) => ({
		displayName: 'Publish',
		name: 'publishMode',
		type: 'options',
		options: modes.map((mode) => MODES[mode]),
		default: 'now',
		description: 'When the post goes out',
		displayOptions: { show: { provider } },
	}),
);

/** When a post goes out, and in which time zone that is given. */
export const scheduleProperties: INodeProperties[] = [
	{
		displayName: 'Schedule Time',
		name: 'scheduledAt',
		type: 'dateTime',
		required: true,
		default: '',
		placeholder: 'e.g. 2027-03-28T09:30',
		description:
			'When the post goes out. A value without an offset is a local time in Timezone. A past time, or one that does not exist there because clocks go forward, is refused.',
	},
	{
		displayName: 'Timezone',
		name: 'timezone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Europe/Berlin',
		description: 'IANA name of the time zone of Schedule Time. Empty: the time zone of the workflow.',
	},
];

const media: INodeProperties = {
	displayName: 'Media',
	name: 'media',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Media',
	default: {},
	options: [
		{
			displayName: 'Item',
			name: 'items',
			values: [
				{
					displayName: 'URL',
					name: 'url',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/photo.jpg',
					description: 'Direct public address of the file; a share link that shows a web page does not work',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Auto', value: 'auto', description: 'By the extension in the address' },
						{ name: 'Document', value: 'document' },
						{ name: 'GIF', value: 'gif' },
						{ name: 'Image', value: 'image' },
						{ name: 'Video', value: 'video' },
					],
					default: 'auto',
				},
				{
					displayName: 'Alt Text',
					name: 'altText',
					type: 'string',
					default: '',
					placeholder: 'e.g. A red bicycle in front of a blue wall',
					description:
						'What the picture shows, for people who cannot see it; used where the provider takes it',
				},
			],
		},
	],
};

const platformOverrides: INodeProperties = {
	displayName: 'Platform Overrides',
	name: 'platformOverrides',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Override',
	default: {},
	description: 'What differs on one network',
	options: [
		{
			displayName: 'Override',
			name: 'items',
			values: [
				{
					displayName: 'Network',
					name: 'platform',
					type: 'options',
					options: PLATFORMS.map((platform) => ({ name: platformName(platform), value: platform })),
					default: 'instagram',
				},
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					typeOptions: { rows: 3 },
					default: '',
					description: 'The caption on this network. Empty: the text of the post.',
				},
				{
					displayName: 'Settings',
					name: 'settings',
					type: 'json',
					default: '{}',
					description: 'Settings of this network in the provider’s own words, as a JSON object',
				},
			],
		},
	],
};

const additionalFieldsOption: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'json',
	default: '{}',
	description: 'Fields of the provider’s own API, merged into the request last, as a JSON object',
};

const unhealthyAccountOption: INodeProperties = {
	displayName: 'On Unhealthy Account',
	name: 'onUnhealthyAccount',
	type: 'options',
	options: [
		{
			name: 'Fail',
			value: 'fail',
			description: 'Send nothing and say how to reconnect the account',
		},
		{ name: 'Send Anyway', value: 'send', description: 'Do not ask about health' },
		{
			name: 'Skip',
			value: 'skip',
			description: 'Post to the others and say in "warnings" who was left out',
		},
	],
	default: 'fail',
	description: 'What to do when a chosen account cannot post',
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		additionalFieldsOption,
		{
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 20 },
			default: DEFAULT_CONCURRENCY,
			description:
				'How many items are sent at the same time, within the rate limit. Output keeps the input order.',
		},
		{
			displayName: 'Idempotency Key',
			name: 'idempotencyKey',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.rowId }}',
			description:
				'Tells a repeat from a new post, where the provider knows such keys. Empty: made of execution, node, run and item. A value from your data, such as a row ID, also protects against running the workflow twice. It must differ from item to item.',
		},
		includeRawOption,
		unhealthyAccountOption,
		{
			displayName: 'Tags',
			name: 'tags',
			type: 'string',
			default: '',
			placeholder: 'e.g. launch, summer',
			description: 'Labels at the provider, separated by commas; used where the provider has them',
		},
	],
};

/** All parameters of `create`, in the order in which people fill them. */
export const createProperties: INodeProperties[] = [
	accountIds,
	text,
	...publishModes,
	...updateDisplayOptions({ show: { publishMode: ['schedule'] } }, scheduleProperties),
	media,
	platformOverrides,
	options,
];

/** The parameters of `update`: those of `create` that can be changed, all of them optional. */
export const updateProperties: INodeProperties[] = [
	{ ...accountIds, required: false, hint: 'Leave it empty to keep the accounts; chosen ones replace all' },
	{ ...text, hint: 'Leave it empty to keep the text' },
	{ ...media, description: 'Leave it empty to keep the media; given ones replace all' },
	platformOverrides,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [additionalFieldsOption, includeRawOption, unhealthyAccountOption],
	},
];
