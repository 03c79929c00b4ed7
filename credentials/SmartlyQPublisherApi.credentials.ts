import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { attachKey } from '../nodes/shared/transport/attachKey';
import { NO_REDIRECT, REDIRECT_RULES } from '../nodes/shared/transport/testCall';

export class SmartlyQPublisherApi implements ICredentialType {
	name = 'smartlyQPublisherApi';

	displayName = 'SmartlyQ Publisher API';

	icon: Icon = { light: 'file:../icons/smartlyQ.svg', dark: 'file:../icons/smartlyQ.dark.svg' };

	documentationUrl = 'https://docs.smartlyq.com/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. sqk_live_…',
			description:
				'Made in SmartlyQ under Developers > API Keys (Pro plan or higher). It needs the scopes social:read and social:write, and for files media:read and media:write.',
		},
		{
			displayName: 'Profile ID',
			name: 'profileId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 42',
			description:
				'Work inside this managed profile. Leave it empty for your own workspace; the key then needs no scope profiles:manage.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.smartlyq.com/v1',
			description:
				'Where the API stands. Change it only for a sandbox or a proxy; plain http only to this machine.',
		},
	];

	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		const profileId = String(credentials.profileId ?? '').trim();
		return attachKey(credentials, requestOptions, {
			Authorization: `Bearer ${String(credentials.apiKey)}`,
			...(profileId === '' ? {} : { 'X-Profile-Id': profileId }),
		});
	};

	test: ICredentialTestRequest = {
		request: { baseURL: '={{$credentials.baseUrl}}', url: '/me', ...NO_REDIRECT },
		rules: [
			...REDIRECT_RULES,
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'SmartlyQ does not know this API key. Copy it again from Developers > API Keys.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'SmartlyQ refuses this API key: it lacks a scope, or the plan does not include the API.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'SmartlyQ does not know this profile. Check Profile ID, or leave it empty for your own workspace.',
				},
			},
		],
	};
}
