import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { openProvider } from './openProvider';
import { toNodeError } from './toNodeError';

/** The queues of the chosen provider; none where it has a single one. */
export async function getQueues(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const { provider, wire } = await openProvider(this, {
			provider: this.getCurrentNodeParameter('provider'),
			authentication: this.getCurrentNodeParameter('authentication'),
		});
		const queues = (await provider.posts.listQueues?.(wire)) ?? [];
		return queues.map(({ id, name }) => ({ name, value: id }));
	} catch (error) {
		throw toNodeError(this.getNode(), error, undefined);
	}
}
