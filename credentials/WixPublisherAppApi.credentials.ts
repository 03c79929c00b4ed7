import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { attachKey } from '../nodes/shared/transport/attachKey';
import { checkBaseUrl } from '../nodes/shared/transport/baseUrl';
import { NO_REDIRECT, REDIRECT_RULES } from '../nodes/shared/transport/testCall';

export class WixPublisherAppApi implements ICredentialType {
	name = 'wixPublisherAppApi';

	displayName = 'Wix Publisher App API';

	icon: Icon = { light: 'file:../icons/wix.svg', dark: 'file:../icons/wix.dark.svg' };

	documentationUrl =
		'https://dev.wix.com/docs/build-apps/develop-your-app/access/authentication/authenticate-using-oauth';

	properties: INodeProperties[] = [
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			required: true,
			default: '',
			description: 'In the Wix app dashboard under Develop > OAuth',
		},
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'In the Wix app dashboard under Develop > OAuth',
		},
		{
			displayName: 'Instance ID',
			name: 'instanceId',
			type: 'string',
			required: true,
			default: '',
			description: 'The installation of the app on the site you want to post for',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://www.wixapis.com',
			description:
				'Where the API stands. Change it only for a sandbox or a proxy; plain http only to this machine.',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** Exchanges the app's secret for a token (it lives 4 hours); n8n calls it again when the token has expired. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const answer = (await this.helpers.httpRequest({
			method: 'POST',
			url: `${checkBaseUrl(credentials.baseUrl)}/oauth2/token`,
			body: {
				grant_type: 'client_credentials',
				client_id: credentials.appId,
				client_secret: credentials.appSecret,
				instance_id: credentials.instanceId,
			},
			json: true,
			disableFollowRedirect: true,
		})) as { access_token?: unknown };
		if (typeof answer.access_token !== 'string') {
			throw new Error('Wix gave no access token for this app. Check App ID, App Secret and Instance ID.');
		}
		return { accessToken: answer.access_token };
	}

	authenticate: IAuthenticate = async (credentials, requestOptions) =>
		attachKey(credentials, requestOptions, { Authorization: String(credentials.accessToken) });

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
					message: 'Wix refuses this app. Check App ID, App Secret and Instance ID.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Wix refuses this app. Check that it has the permission Manage Social Posts and is installed on the site.',
				},
			},
		],
	};
}
