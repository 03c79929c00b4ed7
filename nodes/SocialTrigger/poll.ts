import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { chooseCredential, openProvider, type OpenProvider } from '../shared/face/openProvider';
import { ownError } from '../shared/transport/answers';
import { VendorError } from '../shared/transport/vendorError';
import { hashText } from './heart/shortText';
import { readState, writeState } from './heart/watchState';
import type { PollMemory } from './pollMemory';
import { addReconnectLinks, type LinkedEvent } from './reconnectLinks';
import { readWishes, type Wishes } from './readWishes';
import { takeSamples } from './samples';
import { inTurn } from './turns';
import { watch } from './watch';

/** Where the state stands among what n8n keeps for the node. */
const STATE_KEY = 'watch';

/** Where n8n does not tell how long a poll may take. */
const USUAL_BUDGET_MS = 120_000;

/** The part of the time after which nothing new is begun. */
const WORKING_SHARE = 0.7;

const SCOPE_LETTERS = 10;
/** What says whose accounts a credential reaches; the key itself says nothing that may be kept. */
const SCOPE_FIELDS = ['baseUrl', 'siteId', 'instanceId', 'profileId'] as const;

/** One poll: the items of a workflow's start, or `null` when there is nothing to tell. */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await showSamples(context);
	return await inTurn(
		context,
		() => context.getWorkflowStaticData('node')[STATE_KEY] !== undefined,
		async (memory) => await pollOnce(context, memory),
	);
}

async function pollOnce(context: IPollFunctions, memory: PollMemory): Promise<INodeExecutionData[][] | null> {
	const kept = context.getWorkflowStaticData('node');
	const shown = { state: kept[STATE_KEY], nodeName: context.getNode().name };
	if (memory.isAhead(shown)) return null;

	const startMs = Date.now();
	const budgetMs = budgetOf(context);
	const deadlineMs = startMs + budgetMs * WORKING_SHARE;
	const signal = AbortSignal.timeout(budgetMs);
	const open = await openFor(cancelledBy(context, signal));
	const wishes = readWishes(context, open.provider);
	const scope = await scopeOf(context, open, wishes);
	const before = readState(memory.recall(shown), scope) ??
		readState(shown.state, scope) ?? {
			scope,
			epoch: startMs.toString(36),
			accounts: null,
			posts: null,
		};

	const { events, state, failure } = await watch(open, before, wishes, {
		deadlineMs,
		turn: memory.takeTurn(),
	}).catch(async (error: unknown) => await Promise.reject(timedOut(error, signal, open) as Error));
	const linked = wishes.includeReconnectLink ? await addReconnectLinks(open, events, deadlineMs) : events;
	const after = writeState(state);
	memory.remember(shown, after, linked.length > 0);
	keep(kept, after as IDataObject);
	if (linked.length > 0) return [toItems(linked)];
	if (failure !== undefined) return await Promise.reject(timedOut(failure, signal, open) as Error);
	return null;
}

/** After a start at which the activation fails n8n tries again, unless the message holds that word with a capital. */
export function retried<Failure extends Error>(error: Failure): Failure {
	error.message = error.message.replaceAll('Authorization', 'authorization');
	return error;
}

/** The state is left alone, both ways. */
async function showSamples(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	const open = await openFor(context);
	const wishes = readWishes(context, open.provider);
	const samples = await takeSamples(open, wishes);
	return [toItems(wishes.includeReconnectLink ? await addReconnectLinks(open, samples, Infinity) : samples)];
}

async function openFor(context: IPollFunctions): Promise<OpenProvider> {
	return await openProvider(context, {
		provider: context.getNodeParameter('provider'),
		authentication: context.getNodeParameter('authentication', ''),
	});
}

function toItems(events: readonly LinkedEvent[]): INodeExecutionData[] {
	const detectedAt = new Date().toISOString();
	return events.map(({ event, eventId, provider, occurredAt, ...facts }) => ({
		json: { event, eventId, provider, occurredAt, detectedAt, ...facts } as unknown as IDataObject,
	}));
}

/** n8n writes what it keeps to its database as soon as a key is set, so only where something is new. */
function keep(kept: IDataObject, state: IDataObject): void {
	if (JSON.stringify(kept[STATE_KEY]) !== JSON.stringify(state)) kept[STATE_KEY] = state;
}

/** n8n before 2.37 does not tell how long a poll may take. */
function budgetOf(context: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number {
	return Math.min(context.getPollBudgetMs?.() ?? USUAL_BUDGET_MS, USUAL_BUDGET_MS);
}

/** The same context, whose calls and waits end with the signal, as those of a cancelled execution do. */
function cancelledBy(context: IPollFunctions, signal: AbortSignal): IPollFunctions {
	return Object.assign(Object.create(context) as IPollFunctions, { getExecutionCancelSignal: () => signal });
}

function timedOut(error: unknown, signal: AbortSignal, { provider }: OpenProvider): unknown {
	if (!signal.aborted || !(error instanceof VendorError) || error.facts.cause !== 'cancelled') return error;
	return ownError({
		provider: provider.id,
		cause: 'unreachable',
		message: `${provider.displayName} did not answer within the time that a poll may take`,
		advice: 'Nothing is lost: the next poll goes on from here.',
		retryable: true,
	});
}

/** A trigger of other accounts begins anew. */
async function scopeOf(context: IPollFunctions, { provider }: OpenProvider, wishes: Wishes): Promise<string> {
	const { credential } = chooseCredential(provider, context.getNodeParameter('authentication', ''));
	const fields = await context.getCredentials(credential);
	const facts = [
		provider.id,
		credential,
		context.getNode().credentials?.[credential]?.id,
		SCOPE_FIELDS.map((field) => fields[field] ?? ''),
		[...wishes.platforms].sort(),
		[...wishes.accountIds].sort(),
	];
	return hashText(JSON.stringify(facts), SCOPE_LETTERS);
}
