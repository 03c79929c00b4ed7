import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { attachKey } from '../nodes/shared/transport/attachKey';
import { NO_REDIRECT, REDIRECT_RULES } from '../nodes/shared/transport/testCall';

export class WixPublisherApi implements ICredentialType {
	name = 'wixPublisherApi';

	displayName = 'Wix Publisher API';

	icon: Icon = { light: 'file:../icons/wix.svg', dark: 'file:../icons/wix.dark.svg' };

	documentationUrl =
		'https://dev.wix.com/docs/api-reference/articles/authentication/api-keys/make-api-calls-with-an-api-key';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. IST.…',
			description:
				'Made by the account owner in the Wix API Keys Manager, with the permission Manage Social Posts for your site.',
		},
		{
			displayName: 'Site ID',
			name: 'siteId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 2f1c8a40-0000-4000-8000-000000000000',
			description: 'In the address of your site’s dashboard, after /dashboard/',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://www.wixapis.com',
			description:
				'Where the API stands. Change it only for a sandbox or a proxy; plain http only to this machine.',
		},
	];

	// Wix takes the key as it is, without `Bearer`.
	authenticate: IAuthenticate = async (credentials, requestOptions) =>
		attachKey(credentials, requestOptions, {
			Authorization: String(credentials.apiKey),
			'wix-site-id': String(credentials.siteId),
		});

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl}}',
			url: '/social-publisher/v1/features/PUBLISH_POST',
			...NO_REDIRECT,
		},
		rules: [
			...REDIRECT_RULES,
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Wix does not know this API key.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Wix refuses this API key. Check that it is copied whole, has the permission Manage Social Posts, and belongs to the account that owns the site; and check Site ID.',
				},
			},
		],
	};
}
