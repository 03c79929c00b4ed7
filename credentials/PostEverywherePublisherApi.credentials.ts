import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { attachKey } from '../nodes/shared/transport/attachKey';
import { NO_REDIRECT, REDIRECT_RULES } from '../nodes/shared/transport/testCall';

export class PostEverywherePublisherApi implements ICredentialType {
	name = 'postEverywherePublisherApi';

	displayName = 'PostEverywhere Publisher API';

	icon: Icon = { light: 'file:../icons/postEverywhere.svg', dark: 'file:../icons/postEverywhere.dark.svg' };

	documentationUrl = 'https://developers.posteverywhere.ai/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. pe_live_…',
			description: 'Made in PostEverywhere under Settings > Developers. It needs the scopes read and write.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://app.posteverywhere.ai/api/v1',
			description:
				'Where the API stands. Change it only for a sandbox or a proxy; plain http only to this machine.',
		},
	];

	authenticate: IAuthenticate = async (credentials, requestOptions) =>
		attachKey(credentials, requestOptions, { Authorization: `Bearer ${String(credentials.apiKey)}` });

	test: ICredentialTestRequest = {
		request: { baseURL: '={{$credentials.baseUrl}}', url: '/me', ...NO_REDIRECT },
		rules: [
			...REDIRECT_RULES,
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'PostEverywhere does not know this API key. Copy it again from Settings > Developers; a key is shown only once.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 402,
					message: 'The PostEverywhere subscription is not active.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'PostEverywhere refuses this API key: it lacks the scope read.',
				},
			},
		],
	};
}
