import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import { PROVIDERS } from '../providers/registry';

const providerProperty: INodeProperties = {
	displayName: 'Provider',
	name: 'provider',
	type: 'options',
	noDataExpression: true,
	options: PROVIDERS.map(({ id, displayName }) => ({ name: displayName, value: id })),
	default: 'postEverywhere',
	description: 'The service that holds your accounts and publishes for you',
};

/** Shown only for providers that can be reached with more than one credential type. */
const authenticationProperties: INodeProperties[] = PROVIDERS.filter(
	({ credentials }) => credentials.length > 1,
).map(({ id, credentials }) => {
	const [{ value: byDefault }] = credentials;
	return {
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options: credentials.map(({ name, value }) => ({ name, value })),
		default: byDefault,
		displayOptions: { show: { provider: [id] } },
	};
});

/** Where the editor shows the credential: below what decides which one it is. */
const credentialProperty: INodeProperties = {
	displayName: 'Credential',
	name: 'credential',
	type: 'credentials',
	default: '',
};

/** The first parameters of every node. */
export const providerProperties: INodeProperties[] = [
	providerProperty,
	...authenticationProperties,
	credentialProperty,
];

/**
 * Each credential type, shown for its provider (and way of authenticating). The slashes are for n8n's editor: a parameter
 * that credentials name plainly it takes for a mere way of signing in, and hides.
 */
export const credentialDescriptions: INodeCredentialDescription[] = PROVIDERS.flatMap(({ id, credentials }) =>
	credentials.map(({ credential, value }) => ({
		name: credential,
		required: true,
		displayOptions: {
			show: { '/provider': [id], ...(credentials.length > 1 ? { '/authentication': [value] } : {}) },
		},
	})),
);

/** `Return All` and `Limit`, as all list operations have them. */
export const limitProperties: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** An option of every operation. */
export const includeRawOption: INodeProperties = {
	displayName: 'Include Raw',
	name: 'includeRaw',
	type: 'boolean',
	default: false,
	description: 'Whether to add the provider’s own object as "raw"',
};

/** Picks one account: from a searchable list that shows its health, or by ID. */
export const accountIdProperty: INodeProperties = {
	displayName: 'Account',
	name: 'accountId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The connected account',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an account…',
			typeOptions: { searchListMethod: 'searchAccounts', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 4101',
			hint: 'The "id" that Get Many returns',
		},
	],
};

/** `Options` of operations that have no other. */
export const rawOnlyOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [includeRawOption],
};
