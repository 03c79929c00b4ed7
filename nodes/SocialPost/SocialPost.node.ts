import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { getAccounts } from '../shared/face/accountLists';
import { executeOperations } from '../shared/face/executeOperations';
import { operationProperties } from '../shared/face/operation';
import { credentialDescriptions, providerProperties } from '../shared/face/properties';
import { operationSubtitle } from '../shared/face/subtitle';
import { getQueues } from '../shared/face/queueList';
import { cancel } from './operations/cancel.operation';
import { create } from './operations/create.operation';
import { deletePost } from './operations/delete.operation';
import { get } from './operations/get.operation';
import { generateImage } from './operations/generateImage.operation';
import { generateText } from './operations/generateText.operation';
import { getMany } from './operations/getMany.operation';
import { getResults } from './operations/getResults.operation';
import { publishDraft } from './operations/publishDraft.operation';
import { reschedule } from './operations/reschedule.operation';
import { retry } from './operations/retry.operation';
import { unpublish } from './operations/unpublish.operation';
import { update } from './operations/update.operation';
import { uploadMedia } from './operations/uploadMedia.operation';
import { validate } from './operations/validate.operation';

/** In the order of the list. */
const OPERATIONS = [
	cancel,
	create,
	deletePost,
	generateImage,
	generateText,
	get,
	getMany,
	getResults,
	publishDraft,
	reschedule,
	retry,
	unpublish,
	update,
	uploadMedia,
	validate,
];

export class SocialPost implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Social Post',
		name: 'socialPost',
		icon: { light: 'file:../../icons/socialPost.svg', dark: 'file:../../icons/socialPost.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: operationSubtitle,
		description: 'Publish and schedule posts on social networks and read what became of them',
		defaults: { name: 'Social Post' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: credentialDescriptions,
		properties: [...providerProperties, ...operationProperties('posts', OPERATIONS, create.value)],
	};

	methods = {
		loadOptions: { getAccounts, getQueues },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperations(this, 'posts', OPERATIONS);
	}
}
