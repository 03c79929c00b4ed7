import type { IExecuteFunctions } from 'n8n-workflow';

interface Facts {
	readonly execution?: string;
	readonly node?: string;
	readonly run?: number;
	readonly retryOnFail?: boolean;
	readonly mode?: string;
	readonly resumeUrl?: unknown;
	/** Absent: an n8n that does not tell. */
	readonly establishedAt?: number | null;
	readonly parameters?: Readonly<Record<string, unknown>>;
	/** Called when all of a workflow's data is built. */
	readonly onProxy?: () => void;
}

/** What n8n tells a node of its run, as far as that tells one run from another. */
export function contextWith(facts: Facts = {}): IExecuteFunctions {
	const {
		execution,
		node = 'node-1',
		run = 0,
		retryOnFail = true,
		mode = 'trigger',
		parameters = {},
	} = facts;
	return {
		getExecutionId: () => execution,
		getMode: () => mode,
		getNode: () => ({ id: node, name: 'Post', type: 'socialPost', retryOnFail }),
		getNodeParameter: (name: string, _item: number, fallback: unknown) => parameters[name] ?? fallback,
		getInputData: () => [{ json: {} }],
		isToolExecution: () => false,
		getWorkflowDataProxy: () => {
			facts.onProxy?.();
			return {
				$runIndex: run,
				...('resumeUrl' in facts ? { $execution: { resumeUrl: facts.resumeUrl } } : {}),
			};
		},
		...(facts.establishedAt === undefined
			? {}
			: {
					getExecutionContext: () =>
						facts.establishedAt === null ? undefined : { establishedAt: facts.establishedAt },
				}),
	} as unknown as IExecuteFunctions;
}
