import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import type { PlatformRules } from '../../shared/domain/plan';
import { platformName } from '../../shared/domain/platform';
import type { PublishMode } from '../../shared/domain/post';
import { includeRawOption } from '../../shared/face/properties';
import { DEFAULT_CONCURRENCY } from '../../shared/face/readConcurrency';
import { variantsByProvider } from '../../shared/face/variantsByProvider';
import type { DraftExtra, Provider } from '../../shared/providers/provider';
import { PROVIDERS } from '../../shared/providers/registry';
import { mediaProperty } from './mediaProperties';
import { DEFAULT_WAIT_SECONDS, LONGEST_WAIT_SECONDS } from '../sending/awaitResult';
import { overrideProperties } from './overrideProperties';

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
	hint: '⚠ cannot post at present. An expression may give a list of IDs, or text with commas.',
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

/** Shorter ones surprise people. */
const SURPRISING_LENGTH = 1_000;

/** With the networks that take only a short text. */
const textWithLimits: INodeProperties[] = variantsByProvider(
	({ posts }) => [hintOfLimits(posts.documentedRules)],
	([hint], provider) => ({ ...text, hint, displayOptions: { show: { provider } } }),
);

function hintOfLimits(rules: readonly PlatformRules[]): string {
	const tight = rules
		.flatMap(({ platform, captionMaxLength: limit }) => (limit === null ? [] : [{ platform, limit }]))
		.filter(({ limit }) => limit < SURPRISING_LENGTH)
		.sort((one, other) => one.limit - other.limit)
		.map(({ platform, limit }) => `${platformName(platform)} ${limit}`);
	return tight.length === 0
		? ''
		: `Longest text: ${tight.join(', ')} characters. Give a network its own under Platform Overrides.`;
}

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
		hint: 'A local time in Timezone; the output shows it in UTC',
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

/** Shown only for providers that have it. */
const onlyWhere = (has: (provider: Provider) => boolean): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show: { '/provider': PROVIDERS.filter(has).map(({ id }) => id) } },
});

/** Options of these are offered to all: what is hidden n8n drops in silence, and here it is to be refused by name. */
function having(extra: DraftExtra): string {
	return PROVIDERS.filter(({ posts }) => posts.takes.includes(extra))
		.map(({ displayName }) => displayName)
		.join(', ');
}

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		additionalFieldsOption,
		{
			displayName: 'Bulk',
			name: 'bulk',
			type: 'options',
			options: [
				{
					name: 'Auto',
					value: 'auto',
					description: 'Several items go out in one call where the provider has such a call and they fit',
				},
				{ name: 'Never', value: 'never', description: 'Each item is a call of its own' },
			],
			default: 'auto',
			description: 'How several items are sent. The output is one item for each in any case.',
			...onlyWhere(({ posts }) => posts.bulk !== undefined),
		},
		{
			displayName: 'Campaign ID',
			name: 'campaignId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 12',
			description: `The campaign that the post belongs to. Only through ${having('campaignId')}; elsewhere it is refused.`,
		},
		{
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 20 },
			default: DEFAULT_CONCURRENCY,
			description:
				'How many calls are under way at the same time, within the rate limit. Output keeps the input order.',
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
			description: `Labels at the provider, separated by commas. Only through ${having('tags')}; elsewhere it is refused.`,
		},
		{
			displayName: 'Validate First',
			name: 'validateFirst',
			type: 'boolean',
			default: true,
			description:
				'Whether to check caption, media and settings against the limits of each network before anything is sent',
		},
		{
			displayName: 'Wait for Result',
			name: 'waitForResult',
			type: 'boolean',
			default: false,
			description:
				'Whether to wait until the post is out, or has failed, on each account. A scheduled post does not wait.',
		},
		{
			displayName: 'Wait Timeout',
			name: 'waitTimeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: LONGEST_WAIT_SECONDS },
			default: DEFAULT_WAIT_SECONDS,
			description:
				'How many seconds to wait for the result at most. After that the post comes as it stands, with timedOut set.',
		},
	],
};

/** Where a provider has several queues. */
const queueId: INodeProperties = {
	displayName: 'Queue Name or ID',
	name: 'queueId',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getQueues', loadOptionsDependsOn: ['provider', 'authentication'] },
	required: true,
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	displayOptions: {
		show: {
			publishMode: ['queue'],
			provider: PROVIDERS.filter(({ posts }) => posts.listQueues).map(({ id }) => id),
		},
	},
};

/** All parameters of `create`, in the order in which people fill them. */
export const createProperties: INodeProperties[] = [
	accountIds,
	...textWithLimits,
	...publishModes,
	...updateDisplayOptions({ show: { publishMode: ['schedule'] } }, scheduleProperties),
	queueId,
	mediaProperty,
	...overrideProperties,
	options,
];

/** The parameters of `validate`: those of `create` that say what goes out. */
export const validateProperties: INodeProperties[] = [
	accountIds,
	...textWithLimits,
	mediaProperty,
	...overrideProperties,
];

/** The parameters of `update`: those of `create` that can be changed, all of them optional. */
export const updateProperties: INodeProperties[] = [
	{ ...accountIds, required: false, hint: 'Leave it empty to keep the accounts; chosen ones replace all' },
	{ ...text, hint: 'Leave it empty to keep the text' },
	{ ...mediaProperty, description: 'Leave it empty to keep the media; given ones replace all' },
	...overrideProperties,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [additionalFieldsOption, includeRawOption, unhealthyAccountOption],
	},
];
