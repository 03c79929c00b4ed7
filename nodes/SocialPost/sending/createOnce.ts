import type { Post, PostDraft } from '../../shared/domain/post';
import type { ItemCall } from '../../shared/face/operation';
import type { Found } from '../../shared/providers/provider';
import { VendorError } from '../../shared/transport/vendorError';
import { findEarlier } from './findEarlier';
import { CLOCK_SKEW_MS, findMade, type Sought, type Unclear } from './findMade';
import { oneAfterTheOther } from './lanes';
import { noteMade } from './made';
import type { Sending } from './sender';

/**
 * Creates a post and never a second one. With an idempotency key the transport may repeat the call. Without one, a call
 * whose outcome is unclear is not sent again, neither now nor when n8n tries the node again: the post is looked for, and
 * returned if it is there. So is, before anything is sent, what an execution has made that n8n retries.
 *
 * @param sending makes the call, once
 * @throws VendorError; when the post was not found after an unclear outcome, it says that it may or may not exist
 */
export async function createOnce(
	call: Pick<ItemCall, 'context' | 'provider' | 'wire' | 'run' | 'notes' | 'itemIndex'>,
	draft: PostDraft,
	{ send, leave }: Pick<Sending, 'send' | 'leave'>,
): Promise<Found<Post>> {
	const { context, provider, run, notes, itemIndex } = call;
	const note = `made ${itemIndex}`;
	const before = notes.get(note) as Found<Post> | undefined;
	if (before) return before;

	// Without a key, equal posts of several items could be taken for each other.
	const made = provider.posts.hasIdempotencyKey
		? await send(draft)
		: await oneAfterTheOther(run, contentOf(draft), leave, async () => {
				const found = (await findEarlier(call, draft)) ?? (await sendOrFind(call, draft, send));
				noteMade(found.item, draft, context.getExecutionId());
				return found;
			});
	// Whatever goes wrong with the item afterwards: it is made.
	notes.set(note, made);
	return made;
}

/** A call whose outcome is unclear, for the next try. */
interface Lost {
	readonly unclear: Unclear;
	readonly facts: VendorError['facts'];
}

async function sendOrFind(
	{
		provider,
		wire,
		run,
		notes,
		itemIndex,
	}: Pick<ItemCall, 'provider' | 'wire' | 'run' | 'notes' | 'itemIndex'>,
	draft: PostDraft,
	send: Sending['send'],
): Promise<Found<Post>> {
	const note = `unclear ${itemIndex}`;
	let lost = notes.get(note) as Lost | undefined;
	if (lost === undefined) {
		const since = new Date(Date.now() - CLOCK_SKEW_MS).toISOString();
		const sent = await send(draft).catch((reason: unknown) => reason as Error);
		if (!(sent instanceof Error)) return sent;
		lost = { unclear: { draft: soughtIn(draft), since }, facts: requireUnclear(sent).facts };
		notes.set(note, lost);
	}
	const { unclear, facts } = lost;
	const made = await findMade({ provider, wire, run }, unclear);
	if (made === undefined) throw mayExist(facts, provider.displayName, unclear.since);
	notes.delete(note);
	return made;
}

/** Without the files of the draft; and an error itself would hold on to them, too, by the frames of its stack. */
function soughtIn({ text, accounts, scheduledAt }: PostDraft): Sought {
	return { text, accounts, scheduledAt };
}

/** Lets everything else through: there the outcome is known. A cancelled execution looks nothing up. */
function requireUnclear(error: Error): VendorError {
	if (error instanceof VendorError) {
		const { outcome, cause } = error.facts;
		if (outcome === 'unknown' && cause !== 'cancelled') return error;
	}
	throw error;
}

function contentOf({ text, accounts, scheduledAt }: PostDraft): string {
	return JSON.stringify([text, scheduledAt, accounts.map(({ id }) => id)]);
}

function mayExist(facts: VendorError['facts'], displayName: string, since: string): VendorError {
	return new VendorError({
		...facts,
		message: `The post may or may not have been made: ${facts.message}`,
		advice: `It was not sent again, so that it cannot go out twice. Look for it with Social Post > Get Many (${displayName}), filter Created After = ${since}, before you run this again.`,
		retryable: false,
	});
}
