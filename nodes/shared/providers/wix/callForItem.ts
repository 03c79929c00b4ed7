import { asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import { orVendorError } from '../../transport/answers';
import { VendorError } from '../../transport/vendorError';
import type { VendorRequest, Wire } from '../../transport/wire';
import { itemOf } from './answers';
import { fetchItem } from './getPost';

/** What a call has made of an item. */
export type ItemOutcome =
	| { readonly item: JsonObject }
	/** `now`: the item as it stands after the failure; `null` where it was not read. */
	| { readonly error: VendorError; readonly now: JsonObject | null };

/**
 * Sends a call that changes an item. When it is refused because of the item's state, or its outcome is unclear, the item
 * is read: it may be as it shall be already, because an earlier try of the same call got through.
 *
 * @param isDone whether an item that was read so is as the call was to make it
 */
export async function callForItem(
	wire: Wire,
	id: string,
	request: VendorRequest,
	isDone: (item: JsonObject) => boolean,
): Promise<ItemOutcome> {
	const answer = await orVendorError(wire.send(request));
	if (!(answer instanceof VendorError)) {
		const item = await orVendorError(readAnswer(wire, id, answer.body));
		return item instanceof VendorError ? { error: item, now: null } : { item };
	}

	const { cause } = answer.facts;
	if (cause === 'cancelled') throw answer;
	const unclear = cause === 'unavailable' || cause === 'unreachable';
	if (!unclear && cause !== 'conflict') return { error: answer, now: null };
	const now = await readNow(wire, id);
	if (now !== null && isDone(now)) return { item: now };
	return { error: unclear ? doubtful(answer, request) : answer, now };
}

/** That an answer holds the item is documented for publishing only; elsewhere it is inferred. */
async function readAnswer(wire: Wire, id: string, body: JsonValue): Promise<JsonObject> {
	const item = asObject(asObject(body).item);
	if (asText(item.id) !== null) return item;
	return (await readNow(wire, id)) ?? itemOf(body, 'unknown');
}

async function readNow(wire: Wire, id: string): Promise<JsonObject | null> {
	const item = await orVendorError(fetchItem(wire, id));
	return item instanceof VendorError ? null : item;
}

/** The item does not show the change, or could not be read: it may still be made. */
function doubtful({ facts }: VendorError, { repeatable }: VendorRequest): VendorError {
	if (repeatable === 'safe') {
		const advice = `${facts.advice} Wix may have taken the change all the same; running it again does no harm.`;
		return new VendorError({ ...facts, advice, outcome: 'unknown' });
	}
	if (facts.outcome === 'none') return new VendorError(facts);
	return new VendorError({ ...facts, advice: LOOK_FIRST, retryable: false });
}

const LOOK_FIRST =
	'The post may go out all the same. Wait some minutes, then look at it with Social Post > Get, and on the network itself, before you send it again.';
