import type { IExecuteFunctions } from 'n8n-workflow';

import type { Post, PostDraft } from '../../shared/domain/post';
import type { ItemCall } from '../../shared/face/operation';
import { readConcurrency } from '../../shared/face/readConcurrency';
import type { BulkCreate, Found, Provider } from '../../shared/providers/provider';
import { VendorError, type VendorErrorCause } from '../../shared/transport/vendorError';
import { gatherer, type Gatherer } from './gatherer';
import { limiter } from './lanes';

/** The way of one post to the vendor, alone or in a batch with those of other items. */
export interface Sending {
	send(draft: PostDraft): Promise<Found<Post>>;
	/** The item has failed: without Continue On Fail nothing more goes out. */
	fail(): void;
	leave(): void;
}

interface Row {
	readonly draft: PostDraft;
	readonly itemIndex: number;
}

interface Sender {
	readonly limit: ReturnType<typeof limiter>;
	readonly batches: Gatherer<Row, Found<Post>> | null;
	/** By the note of a batch: its second sending. */
	readonly again: Map<SentBatch, Promise<ReadonlyArray<Found<Post> | Error>>>;
}

/** A batch of which nobody knows whether it arrived. */
interface SentBatch {
	readonly rows: readonly Row[];
}

/** Causes for which each row may have better luck alone. */
const ALONE_CAUSES: readonly VendorErrorCause[] = ['invalid', 'conflict', 'notFound', 'permission', 'quota'];

/** While as many batches are under way as may be, as many others are being prepared. */
const BATCHES_PER_CALL = 2;

/** How many items are under way at once when they shall go out in batches; `undefined` when each goes alone. */
export function bulkItemsAtOnce(context: IExecuteFunctions, { posts }: Provider): number | undefined {
	const { bulk } = posts;
	const isWanted = context.getNodeParameter('options.bulk', 0, 'auto') === 'auto';
	if (!bulk || !isWanted || context.getInputData().length < 2) return undefined;
	return BATCHES_PER_CALL * readConcurrency(context) * bulk.maxPosts;
}

/** To be opened before anything of the item is awaited, so that a batch waits for it. */
export function openSending(call: ItemCall): Sending {
	const sender = senderOf(call);
	const { itemIndex, notes, context, provider, wire } = call;
	const ticket = sender.batches?.enter();

	return {
		send: async (draft) => {
			const unclear = notes.get(batchNote(itemIndex)) as SentBatch | undefined;
			if (unclear) return await sendAgain(sender, call, unclear);
			if (ticket && goesInBatch(call, draft)) return await ticket.join({ draft, itemIndex });
			ticket?.leave();
			return await sender.limit(async () => await provider.posts.create(wire, draft));
		},
		fail: () => {
			if (!context.continueOnFail()) sender.batches?.stop();
		},
		leave: () => ticket?.leave(),
	};
}

/** A key from the data stands for its row in any batch and any execution; a vendor that knows none for rows needs it alone. */
function goesInBatch({ context, itemIndex, provider }: ItemCall, draft: PostDraft): boolean {
	const { bulk } = provider.posts;
	const hasOwnKey = context.getNodeParameter('options.idempotencyKey', itemIndex, '') !== '';
	return bulk !== undefined && bulk.fits(draft) && !(hasOwnKey && bulk.key === 'call');
}

function senderOf(call: ItemCall): Sender {
	const { context, provider, run } = call;
	const known = run.get('sender') as Sender | undefined;
	if (known) return known;
	const limit = limiter(readConcurrency(context));
	const { bulk } = provider.posts;
	const sender: Sender = {
		limit,
		again: new Map(),
		batches:
			bulk && bulkItemsAtOnce(context, provider) !== undefined
				? gatherer(bulk.maxPosts, async (rows: readonly Row[]) => await sendBatch(call, bulk, limit, rows))
				: null,
	};
	run.set('sender', sender);
	return sender;
}

/** One call for all rows. When the vendor refuses it as a whole, and nothing was made, each row is sent alone. */
async function sendBatch(
	{ provider, wire, notes }: ItemCall,
	bulk: BulkCreate,
	limit: Sender['limit'],
	rows: readonly Row[],
): Promise<ReadonlyArray<Found<Post> | Error>> {
	const alone = async ({ draft }: Row) =>
		await limit(async () => await provider.posts.create(wire, draft)).catch(asError);
	const [first] = rows;
	if (first && rows.length === 1) return [await alone(first)];

	const results = await limit(async () => await createRows(bulk, wire, rows)).catch(asError);
	if (!(results instanceof Error)) return results;
	if (!(results instanceof VendorError)) throw results;
	const { outcome, cause } = results.facts;
	if (outcome === 'none' && ALONE_CAUSES.includes(cause)) return await Promise.all(rows.map(alone));
	if (outcome === 'unknown' && bulk.key === 'call') {
		for (const { itemIndex } of rows) notes.set(batchNote(itemIndex), { rows });
	}
	throw results;
}

/** The same call once more: the vendor knows it by its key, as long as nothing in it has changed. */
async function sendAgain(sender: Sender, call: ItemCall, batch: SentBatch): Promise<Found<Post>> {
	const { notes, itemIndex, provider, wire } = call;
	const { bulk } = provider.posts;
	if (!bulk) throw new Error('There was a batch without a bulk endpoint');
	const { rows } = batch;
	const sending = sender.again.get(batch) ?? sender.limit(async () => await createRows(bulk, wire, rows));
	sender.again.set(batch, sending);
	const result = (await sending)[rows.findIndex((row) => row.itemIndex === itemIndex)];
	notes.delete(batchNote(itemIndex));
	if (result === undefined || result instanceof Error) throw result ?? new Error('A row has no result');
	return result;
}

async function createRows(
	bulk: BulkCreate,
	wire: ItemCall['wire'],
	rows: readonly Row[],
): Promise<ReadonlyArray<Found<Post> | Error>> {
	return await bulk.create(
		wire,
		rows.map(({ draft }) => draft),
	);
}

function batchNote(itemIndex: number): string {
	return `batch ${itemIndex}`;
}

function asError(reason: unknown): Error {
	return reason instanceof Error ? reason : new Error(String(reason));
}
