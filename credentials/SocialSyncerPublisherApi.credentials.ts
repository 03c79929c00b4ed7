import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { attachKey } from '../nodes/shared/transport/attachKey';
import { NO_REDIRECT, REDIRECT_RULES } from '../nodes/shared/transport/testCall';

export class SocialSyncerPublisherApi implements ICredentialType {
	name = 'socialSyncerPublisherApi';

	displayName = 'SocialSyncerAPI Publisher API';

	icon: Icon = { light: 'file:../icons/socialSyncer.svg', dark: 'file:../icons/socialSyncer.dark.svg' };

	documentationUrl = 'https://social-syncer-api.com/docs/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. sk_…',
			description: 'Made in SocialSyncerAPI under Settings > API Keys. It is shown once.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.socialsyncerapi.com/v1',
			description:
				'Where the API stands. Change it only for a sandbox or a proxy; plain http only to this machine.',
		},
	];

	authenticate: IAuthenticate = async (credentials, requestOptions) =>
		attachKey(credentials, requestOptions, { Authorization: `Bearer ${String(credentials.apiKey)}` });

	test: ICredentialTestRequest = {
		request: { baseURL: '={{$credentials.baseUrl}}', url: '/accounts', ...NO_REDIRECT },
		rules: [
			...REDIRECT_RULES,
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'SocialSyncerAPI does not know this API key. Make a new one under Settings > API Keys; a key is shown only once.',
				},
			},
		],
	};
}
