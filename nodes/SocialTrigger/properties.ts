import type { INodeProperties } from 'n8n-workflow';

import { PLATFORMS, platformName } from '../shared/domain/platform';
import { providerProperties } from '../shared/face/properties';

const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options: [
		{
			name: 'Account Connected',
			value: 'accountConnected',
			description: 'An account is there that was not there before',
		},
		{
			name: 'Account Disconnected',
			value: 'accountDisconnected',
			description: 'An account is not there any more, at two polls in a row',
		},
		{
			name: 'Account Health Changed',
			value: 'accountHealthChanged',
			description: 'An account has expired, is about to, was paused, can post again …',
		},
		{ name: 'Post Failed', value: 'postFailed', description: 'A post failed on all of its accounts' },
		{
			name: 'Post Partially Published',
			value: 'postPartiallyPublished',
			description: 'A post is out on some of its accounts and failed on others',
		},
		{
			name: 'Post Went Live',
			value: 'postWentLive',
			description: 'A scheduled post is out on all of its accounts',
		},
	],
	default: ['accountHealthChanged'],
	description: 'What starts the workflow',
};

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Account Names or IDs',
			name: 'accountIds',
			type: 'multiOptions',
			typeOptions: {
				loadOptionsMethod: 'getAccounts',
				loadOptionsDependsOn: ['provider', 'authentication'],
			},
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			hint: 'Only these accounts, and posts to them. A post counts as what it is on them.',
		},
		{
			displayName: 'Networks',
			name: 'platforms',
			type: 'multiOptions',
			options: PLATFORMS.map((platform) => ({ name: platformName(platform), value: platform })),
			default: [],
			description: 'Only accounts on these networks, and posts to them. A post counts as what it is there.',
		},
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Emit on Activation',
			name: 'emitOnActivation',
			type: 'boolean',
			default: false,
			description:
				'Whether the first poll also reports the accounts that are not healthy by then. Off: it only learns how things stand.',
		},
		{
			displayName: 'Health Change',
			name: 'healthChange',
			type: 'options',
			options: [
				{ name: 'Any', value: 'any', description: 'Every change from one state to another' },
				{
					name: 'Became Unhealthy',
					value: 'becameUnhealthy',
					description: 'It was healthy or expiring, and now it is neither',
				},
				{ name: 'Expiring Soon', value: 'expiringSoon', description: 'Its access ends within days' },
				{ name: 'Recovered', value: 'recovered', description: 'It is healthy or expiring again' },
			],
			default: 'any',
			description: 'Which changes of health count',
		},
		{
			displayName: 'Include Immediate Posts',
			name: 'includeImmediatePosts',
			type: 'boolean',
			default: false,
			description:
				'Whether Post Went Live is also reported for posts that were published at once. Off: only for posts that were scheduled.',
		},
		{
			displayName: 'Include Reconnect Link',
			name: 'includeReconnectLink',
			type: 'boolean',
			default: true,
			description:
				'Whether to add a link that repairs an account that can no longer post. It takes one call for each such event.',
		},
		{
			displayName: 'Lookback',
			name: 'lookback',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 720 },
			default: 24,
			description: 'How many hours back a post is searched that went live between two polls',
		},
	],
};

export const triggerProperties: INodeProperties[] = [...providerProperties, events, filters, options];
