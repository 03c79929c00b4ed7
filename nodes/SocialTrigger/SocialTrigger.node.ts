import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { getAccounts } from '../shared/face/accountLists';
import { credentialDescriptions } from '../shared/face/properties';
import { eventsSubtitle } from '../shared/face/subtitle';
import { toNodeError } from '../shared/face/toNodeError';
import { poll, retried } from './poll';
import { triggerProperties } from './properties';

export class SocialTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Social Trigger',
		name: 'socialTrigger',
		icon: { light: 'file:../../icons/socialTrigger.svg', dark: 'file:../../icons/socialTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle,
		description:
			'Starts the workflow when accounts break, recover, come or go, and when posts go live or fail',
		defaults: { name: 'Social Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialDescriptions,
		properties: triggerProperties,
	};

	methods = {
		loadOptions: { getAccounts },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			return await poll(this);
		} catch (error) {
			throw retried(toNodeError(this.getNode(), error, undefined));
		}
	}
}
