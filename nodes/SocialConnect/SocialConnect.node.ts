import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { searchAccounts } from '../shared/face/accountLists';
import { executeOperations } from '../shared/face/executeOperations';
import { operationProperties } from '../shared/face/operation';
import { credentialDescriptions, providerProperties } from '../shared/face/properties';
import { operationSubtitle } from '../shared/face/subtitle';
import { complete } from './operations/complete.operation';
import { connectWithCredentials } from './operations/connectWithCredentials.operation';
import { createLink } from './operations/createLink.operation';
import { getStatus } from './operations/getStatus.operation';
import { reconnect } from './operations/reconnect.operation';
import { waitUntilConnected } from './operations/waitUntilConnected.operation';

/** In the order of the list. */
const OPERATIONS = [complete, connectWithCredentials, createLink, getStatus, reconnect, waitUntilConnected];

export class SocialConnect implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Social Connect',
		name: 'socialConnect',
		icon: { light: 'file:../../icons/socialConnect.svg', dark: 'file:../../icons/socialConnect.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle,
		description: 'Let people connect their social media accounts, and repair connections that broke',
		defaults: { name: 'Social Connect' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: credentialDescriptions,
		properties: [...providerProperties, ...operationProperties('connect', OPERATIONS, createLink.value)],
	};

	methods = {
		listSearch: { searchAccounts },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperations(this, 'connect', OPERATIONS);
	}
}
