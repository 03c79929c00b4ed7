import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	type ICredentialTestRequest,
	type INodeType,
	Workflow,
} from 'n8n-workflow';

import type { Engine } from './n8nEngine';

/** Makes the test call of a credential as n8n's own credential tester does: by a node of nothing but that call. */
export async function makeTestCall(engine: Engine, credential: string): Promise<unknown> {
	const { request } = engine.credentialType(credential).test as ICredentialTestRequest;
	const { entry, additionalData } = engine.prepare({ type: 'socialAccounts', parameters: {}, credential });
	const nodeType: INodeType = {
		description: {
			...engine.nodeType('socialAccounts').description,
			requestDefaults: undefined,
			credentials: [{ name: credential, required: true }],
			properties: [{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } }],
		},
	};
	const workflow = new Workflow({
		nodes: [{ ...entry, parameters: {} }],
		connections: {},
		active: false,
		nodeTypes: { getByName: () => nodeType, getByNameAndVersion: () => nodeType, getKnownTypes: () => ({}) },
	});
	const node = workflow.getNode(entry.name);
	if (!node) throw new Error('The workflow has no node');
	const items = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		items,
		{ node, data: {}, source: null },
		[],
	);
	return await new RoutingNode(context, nodeType).runNode();
}
