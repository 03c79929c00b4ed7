import 'reflect-metadata';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import {
	ErrorReporter,
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	PackageDirectoryLoader,
	WorkflowExecute,
} from 'n8n-core';
import type {
	IBinaryKeyData,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRequestOptionsSimplified,
	IRun,
	IVersionedNodeType,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { createRunExecutionData, ICredentialsHelper, NodeHelpers, Workflow } from 'n8n-workflow';

/** The engine's own container: another copy would hold other services. */
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as typeof import('@n8n/di');

const PACKAGE_FOLDER = join(__dirname, '..', '..');
const PACKAGE_NAME = 'n8n-nodes-social-publisher';

/** Credential type -> the fields that a person would have entered. */
export type Secrets = Readonly<Record<string, ICredentialDataDecryptedObject>>;

export interface NodeRun {
	readonly type: 'socialAccounts' | 'socialConnect' | 'socialPost' | 'socialTrigger';
	readonly parameters: INodeParameters;
	/** Credential type; its fields come from the engine's secrets. */
	readonly credential: string;
	readonly items?: readonly IDataObject[];
	/** Files of every item, by binary field. */
	readonly binary?: IBinaryKeyData;
	readonly settings?: Partial<
		Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'disabled'>
	>;
	readonly workflowTimezone?: string;
	readonly executionId?: string;
	readonly workflowId?: string;
	/** The execution that n8n retries: another one with the data of that one. */
	readonly retryOf?: IRun;
}

export interface NodeResult {
	/** Items of the first output. */
	readonly items: INodeExecutionData[];
	readonly error:
		(Error & { description?: string | null; context?: IDataObject; httpCode?: string | null }) | undefined;
	readonly hints: string[];
	readonly run: IRun;
}

/** n8n-core's engine with the built package in it: what a real n8n does with a node, without the editor. */
export interface Engine {
	run(node: NodeRun): Promise<NodeResult>;
	/** Starts a run that can be cancelled. */
	start(node: NodeRun): { readonly result: Promise<NodeResult>; cancel(): void };
	/** What the editor shows in a list of the node. */
	list(node: NodeRun, method: string, filter?: string): Promise<Array<{ name: string; value: unknown }>>;
	nodeType(type: NodeRun['type']): INodeType;
	credentialType(name: string): ICredentialType;
	/** A workflow with nothing but the node, for those who run it in another way. */
	prepare(node: NodeRun, staticData?: IDataObject): PreparedNode;
}

export interface PreparedNode {
	readonly workflow: Workflow;
	readonly entry: INode;
	readonly additionalData: IWorkflowExecuteAdditionalData;
}

export async function startEngine(secrets: Secrets): Promise<Engine> {
	Container.get(ErrorReporter);
	const loader = new PackageDirectoryLoader(PACKAGE_FOLDER);
	await loader.loadAll();
	const credentials = new KnownCredentials(loader, secrets);
	const nodeTypes = nodeTypesOf(loader);

	function prepare(node: NodeRun, staticData: IDataObject = {}): PreparedNode {
		const entry: INode = {
			id: 'node-under-test',
			name: 'Under Test',
			type: `${PACKAGE_NAME}.${node.type}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: node.parameters,
			credentials: { [node.credential]: { id: node.credential, name: node.credential } },
			...node.settings,
		};
		const workflow = new Workflow({
			id: node.workflowId ?? 'workflow-under-test',
			nodes: [entry],
			connections: {},
			active: false,
			nodeTypes,
			staticData,
			settings: { timezone: node.workflowTimezone ?? 'UTC' },
		});
		return { workflow, entry, additionalData: additionalDataFor(credentials, node) };
	}

	function start(node: NodeRun) {
		const { workflow, entry, additionalData } = prepare(node);
		const input = (node.items ?? [{}]).map((json, item) => ({
			json,
			pairedItem: { item },
			...(node.binary === undefined ? {} : { binary: node.binary }),
		}));
		const stack: IExecuteData[] = [{ node: entry, data: { main: [input] }, source: null }];
		const earlier = node.retryOf?.data;
		const runExecutionData = createRunExecutionData({
			resumeToken: earlier?.resumeToken,
			executionData: {
				runtimeData: earlier?.executionData?.runtimeData,
				contextData: {},
				metadata: {},
				nodeExecutionStack: stack,
				waitingExecution: {},
				waitingExecutionSource: {},
			},
		});
		const execution = new WorkflowExecute(additionalData, earlier ? 'retry' : 'manual', runExecutionData);
		const running = execution.processRunExecutionData(workflow);
		return {
			result: Promise.resolve(running).then(readRun),
			cancel: () => {
				running.cancel();
			},
		};
	}

	return {
		start,
		prepare,
		run: async (node) => await start(node).result,
		credentialType: (name) => credentials.typeOf(name),
		nodeType: (type) => nodeTypes.getByNameAndVersion(`${PACKAGE_NAME}.${type}`) as INodeType,
		list: async (node, method, filter) => {
			const { workflow, entry, additionalData } = prepare(node);
			// The editor sends all parameters, those at their default too.
			additionalData.currentNodeParameters = entry.parameters;
			const context = new LoadOptionsContext(workflow, entry, additionalData, `parameters.${method}`);
			const { methods } = nodeTypes.getByNameAndVersion(entry.type) as INodeType;
			const search = methods?.listSearch?.[method];
			if (search)
				return (await search.call(context, filter)).results as Array<{ name: string; value: unknown }>;
			const load = methods?.loadOptions?.[method];
			if (!load) throw new Error(`The node has no list ${method}`);
			return (await load.call(context)) as Array<{ name: string; value: unknown }>;
		},
	};
}

function readRun(run: IRun): NodeResult {
	const { resultData } = run.data;
	const task = resultData.runData['Under Test']?.at(-1);
	const error = (task?.error ?? resultData.error) as NodeResult['error'];
	return {
		run,
		error,
		items: task?.data?.main?.[0] ?? [],
		hints: (task?.hints ?? []).map(({ message }) => message),
	};
}

function nodeTypesOf(loader: PackageDirectoryLoader): INodeTypes {
	const find = (name: string): INodeType | IVersionedNodeType => {
		const known = loader.nodeTypes[name.replace(`${PACKAGE_NAME}.`, '')];
		if (!known) throw new Error(`The package has no node ${name}`);
		return known.type;
	};
	return {
		getByName: find,
		getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(find(name), version),
		getKnownTypes: () => ({}),
	};
}

/** n8n gives every execution a new one. */
let executions = 0;

function additionalDataFor(credentials: ICredentialsHelper, node: NodeRun): IWorkflowExecuteAdditionalData {
	const executionId = node.executionId ?? String(++executions);
	const hooks = new ExecutionLifecycleHooks('manual', executionId, {
		id: 'workflow-under-test',
		name: 'Under test',
		active: false,
		activeVersionId: null,
		isArchived: false,
		connections: {},
		nodes: [],
		createdAt: new Date(),
		updatedAt: new Date(),
	});
	// Only what a node reads; the rest belongs to n8n's own server.
	return {
		credentialsHelper: credentials,
		executionId,
		hooks,
		variables: {},
		currentNodeExecutionIndex: 0,
		restApiUrl: 'http://localhost/rest',
		instanceBaseUrl: 'http://localhost',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		webhookBaseUrl: 'http://localhost/webhook',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		webhookTestBaseUrl: 'http://localhost/webhook-test',
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** Credentials as n8n handles them: authentication by the type itself, renewal of an expired token included. */
class KnownCredentials extends ICredentialsHelper {
	/** Tokens that `preAuthentication` has fetched, which n8n saves with the credential. */
	private readonly renewed = new Map<string, ICredentialDataDecryptedObject>();

	constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly secrets: Secrets,
	) {
		super();
	}

	getParentTypes() {
		return [];
	}

	isCredentialUsableByNode() {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions | IRequestOptionsSimplified,
	) {
		const { authenticate } = this.typeOf(typeName);
		if (typeof authenticate !== 'function') throw new Error(`${typeName} does not authenticate by itself`);
		return await authenticate(credentials, request as IHttpRequestOptions);
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		_node: INode,
		expired: boolean,
	) {
		const type = this.typeOf(typeName);
		const token = type.properties.find(({ typeOptions }) => typeOptions?.expirable === true)?.name;
		if (token === undefined || !type.preAuthentication) return undefined;
		if (credentials[token] && !expired) return undefined;
		const output = (await type.preAuthentication.call(
			helpers,
			credentials,
		)) as ICredentialDataDecryptedObject;
		this.renewed.set(typeName, output);
		return output;
	}

	async runPreAuthentication() {
		return await Promise.resolve(undefined);
	}

	async getCredentials(): Promise<never> {
		return await Promise.reject(new Error('Not used by nodes'));
	}

	async getDecrypted(
		_data: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject> {
		const secrets = this.secrets[typeName];
		if (!secrets) throw new Error(`No ${typeName} was given to the engine`);
		return await Promise.resolve({ ...secrets, ...this.renewed.get(typeName) });
	}

	async updateCredentials() {
		await Promise.resolve();
	}

	async updateCredentialsOauthTokenData() {
		await Promise.resolve();
	}

	getCredentialsProperties(typeName: string) {
		return this.typeOf(typeName).properties;
	}

	typeOf(typeName: string): ICredentialType {
		const known = this.loader.credentialTypes[typeName];
		if (!known) throw new Error(`The package has no credential type ${typeName}`);
		return known.type;
	}
}
