import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { attachKey } from '../nodes/shared/transport/attachKey';

export class NewVendorPublisherApi implements ICredentialType {
	name = 'newVendorPublisherApi';

	displayName = '__Name__ Publisher API';

	icon: Icon = { light: 'file:../icons/newVendor.svg', dark: 'file:../icons/newVendor.dark.svg' };

	documentationUrl = 'https://example.com/docs/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Say here where it is made and what it must be allowed',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.example.com/v1',
			description:
				'Where the API stands. Change it only for a sandbox or a proxy; plain http only to this machine.',
		},
	];

	authenticate: IAuthenticate = async (credentials, requestOptions) =>
		attachKey(credentials, requestOptions, { Authorization: `Bearer ${String(credentials.apiKey)}` });

	test: ICredentialTestRequest = {
		request: { baseURL: '={{$credentials.baseUrl}}', url: '/accounts' },
		rules: [
			{
				type: 'responseCode',
				properties: { value: 401, message: '__Name__ does not know this API key.' },
			},
		],
	};
}
