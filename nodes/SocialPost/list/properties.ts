import type { INodeProperties } from 'n8n-workflow';

import { POST_STATUSES, type PostStatus, SORT_FIELDS, type SortField } from '../../shared/domain/post';
import { PLATFORMS, platformName } from '../../shared/domain/platform';
import { variantsByProvider } from '../../shared/face/variantsByProvider';
import type { PostFilter } from '../../shared/providers/provider';

const STATUS_NAMES: Readonly<Record<PostStatus, string>> = {
	draft: 'Draft',
	scheduled: 'Scheduled',
	publishing: 'Publishing',
	published: 'Published',
	partiallyPublished: 'Partially Published',
	failed: 'Failed',
	cancelled: 'Cancelled',
	unpublished: 'Unpublished',
	deleted: 'Deleted',
	unknown: 'Unknown',
};

const SORT_NAMES: Readonly<Record<SortField, string>> = {
	createdAt: 'Creation Time',
	scheduledAt: 'Schedule Time',
	publishedAt: 'Publishing Time',
};

const timeFilter = (displayName: string, name: PostFilter, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	description: `${description}. A value without an offset is a local time in the workflow’s time zone.`,
});

const FILTERS: Readonly<Record<PostFilter, INodeProperties>> = {
	accountId: {
		displayName: 'Account Name or ID',
		name: 'accountId',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getAccounts' },
		default: '',
		description:
			'Only posts to this account. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	createdAfter: timeFilter('Created After', 'createdAfter', 'Only posts made at this time or later'),
	createdBefore: timeFilter('Created Before', 'createdBefore', 'Only posts made before this time'),
	platforms: {
		displayName: 'Networks',
		name: 'platforms',
		type: 'multiOptions',
		options: PLATFORMS.map((platform) => ({ name: platformName(platform), value: platform })),
		default: [],
		description: 'Only posts to one of these networks',
	},
	publishedAfter: timeFilter(
		'Published After',
		'publishedAfter',
		'Only posts that went out at this time or later',
	),
	publishedBefore: timeFilter(
		'Published Before',
		'publishedBefore',
		'Only posts that went out before this time',
	),
	scheduledAfter: timeFilter('Scheduled After', 'scheduledAfter', 'Only posts due at this time or later'),
	scheduledBefore: timeFilter('Scheduled Before', 'scheduledBefore', 'Only posts due before this time'),
	search: {
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. summer',
		description: 'Only posts whose text holds this, whatever its case',
	},
	status: {
		displayName: 'Status',
		name: 'status',
		type: 'multiOptions',
		options: POST_STATUSES.map((status) => ({ name: STATUS_NAMES[status], value: status })),
		default: [],
		description: 'Only posts in one of these states',
	},
};

const FILTER_ORDER = Object.keys(FILTERS) as PostFilter[];

/** Each provider is offered only the filters that can be answered for it. */
export const filterProperties: INodeProperties[] = variantsByProvider(
	({ posts }) => FILTER_ORDER.filter((filter) => posts.filters.includes(filter)),
	(filters, provider) => ({
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: filters.map((filter) => FILTERS[filter]),
		displayOptions: { show: { provider } },
	}),
);

export const sortProperty: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'collection',
	placeholder: 'Add Sort',
	default: {},
	options: [
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			options: [
				{ name: 'Newest First', value: 'desc' },
				{ name: 'Oldest First', value: 'asc' },
			],
			default: 'desc',
		},
		{
			displayName: 'By',
			name: 'field',
			type: 'options',
			options: SORT_FIELDS.map((field) => ({ name: SORT_NAMES[field], value: field })),
			default: 'createdAt',
			description: 'Where the provider cannot sort this way, all matching posts are read first',
		},
	],
};
