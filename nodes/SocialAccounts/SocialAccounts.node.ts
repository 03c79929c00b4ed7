import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { searchAccounts } from '../shared/face/accountLists';
import { executeOperations } from '../shared/face/executeOperations';
import { operationProperties } from '../shared/face/operation';
import { credentialDescriptions, providerProperties } from '../shared/face/properties';
import { operationSubtitle } from '../shared/face/subtitle';
import { checkHealth } from './operations/checkHealth.operation';
import { disconnect } from './operations/disconnect.operation';
import { get } from './operations/get.operation';
import { getFollowerStats } from './operations/getFollowerStats.operation';
import { getMany } from './operations/getMany.operation';
import { getPlatformRules } from './operations/getPlatformRules.operation';
import { getQuota } from './operations/getQuota.operation';
import { pause } from './operations/pause.operation';
import { rename } from './operations/rename.operation';
import { resume } from './operations/resume.operation';
import { setDefault } from './operations/setDefault.operation';

/** In the order of the list. */
const OPERATIONS = [
	checkHealth,
	disconnect,
	get,
	getFollowerStats,
	getMany,
	getPlatformRules,
	getQuota,
	pause,
	rename,
	resume,
	setDefault,
];

export class SocialAccounts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Social Accounts',
		name: 'socialAccounts',
		icon: { light: 'file:../../icons/socialAccounts.svg', dark: 'file:../../icons/socialAccounts.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: operationSubtitle,
		description: 'List, check, pause and disconnect connected social media accounts',
		defaults: { name: 'Social Accounts' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: credentialDescriptions,
		properties: [...providerProperties, ...operationProperties('accounts', OPERATIONS, getMany.value)],
	};

	methods = {
		listSearch: { searchAccounts },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperations(this, 'accounts', OPERATIONS);
	}
}
