import type { INodeProperties } from 'n8n-workflow';

import { CREDENTIAL_FORMS, type CredentialField, type CredentialPlatform } from '../shared/domain/connection';
import { type Platform, platformName } from '../shared/domain/platform';
import { variantsByProvider } from '../shared/face/variantsByProvider';
import type { Provider } from '../shared/providers/provider';

/** The network to connect; each provider offers those that it can. */
export function platformProperties(
	platformsOf: (provider: Provider) => readonly Platform[],
): INodeProperties[] {
	return variantsByProvider(platformsOf, (platforms, provider) => {
		const [byDefault] = platforms;
		return {
			displayName: 'Network',
			name: 'platform',
			type: 'options',
			options: platforms.map((platform) => ({ name: platformName(platform), value: platform })),
			default: byDefault,
			description: 'The network of the account',
			displayOptions: { show: { provider } },
		};
	});
}

/** Only for providers that can send people to a page of ours. */
export const returnUrlProperties: INodeProperties[] = variantsByProvider(
	({ connect }) => (connect.takesReturnUrl ? [true] : []),
	(_offer, provider) => ({
		displayName: 'Return URL',
		name: 'returnUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/connected',
		description: 'Where the owner of the account lands afterwards. Empty: the provider’s own page.',
		displayOptions: { show: { provider } },
	}),
);

export const connectionIdProperty: INodeProperties = {
	displayName: 'Connection ID',
	name: 'connectionId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. WzEsInNtYXJ0bHlRIiw…',
	description: 'The connection ID that Create Link and Reconnect return',
};

/**
 * The fields of each network that is connected without a browser; secret ones are typed blind. None is `required`: beside a
 * network from an expression n8n would demand those of all networks. An empty one is refused when it is needed.
 */
export const credentialProperties: INodeProperties[] = Object.entries(CREDENTIAL_FORMS).flatMap(
	([platform, fields]) => fields.map((field) => credentialProperty(platform as CredentialPlatform, field)),
);

function credentialProperty(platform: CredentialPlatform, field: CredentialField): INodeProperties {
	return {
		displayName: field.displayName,
		name: field.name,
		type: 'string',
		typeOptions: { password: field.secret },
		default: '',
		placeholder: field.placeholder,
		description: field.description,
		displayOptions: { show: { platform: [platform] } },
	};
}
