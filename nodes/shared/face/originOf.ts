import type { IExecuteFunctions } from 'n8n-workflow';

/** By run: n8n builds all of a workflow's data to tell. */
const ORIGINS = new WeakMap<IExecuteFunctions, string>();

/** The parameter of the resume address that holds the token. */
const TOKEN_PARAMETER = 'signature';

/**
 * What an execution has in common with n8n's own retries of it (each of which has an ID of its own, and may run in another
 * process), and with nothing else: the random token that n8n keeps with the data of an execution. It is a secret, so it
 * must not leave n8n as it is. An older n8n that has none: the execution's ID.
 *
 * @returns `null` when n8n does not say what execution this is
 */
export function originOf(context: IExecuteFunctions): string | null {
	const known = ORIGINS.get(context);
	if (known !== undefined) return known;
	const { $execution: execution } = context.getWorkflowDataProxy(0) as {
		$execution?: { resumeUrl?: unknown };
	};
	const origin = tokenIn(execution?.resumeUrl) ?? context.getExecutionId();
	if (!origin) return null;
	ORIGINS.set(context, origin);
	return origin;
}

function tokenIn(address: unknown): string | null {
	return typeof address === 'string' && URL.canParse(address)
		? new URL(address).searchParams.get(TOKEN_PARAMETER)
		: null;
}

/**
 * When the execution that is being retried began, by n8n's clock.
 *
 * @returns milliseconds since 1970; `null` when this is no retry, or an older n8n does not tell
 */
export function retriedSince(context: IExecuteFunctions): number | null {
	if (context.getMode() !== 'retry') return null;
	return (context as Partial<IExecuteFunctions>).getExecutionContext?.call(context)?.establishedAt ?? null;
}
