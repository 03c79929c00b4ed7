import { InputError } from '../../domain/inputError';
import { asObject, asText, type JsonValue } from '../../domain/json';
import { shown } from '../../domain/shown';
import { readEntries } from '../../transport/answers';
import type { Wire } from '../../transport/wire';
import { objectOf, requireList } from './answers';

interface Queue {
	readonly id: string;
	readonly name: string;
}

/** The queues of the workspace or profile. Contract: `GET /social/queues`, not paged. */
export async function listQueues(wire: Wire): Promise<Queue[]> {
	const { body } = await wire.send({ method: 'GET', path: '/social/queues', repeatable: 'safe' });
	return readEntries(requireList(objectOf(body).queues, 'queues'), readQueue).map(({ item }) => item);
}

/** One that is switched off has no open slot, so its name says so. */
function readQueue(entry: JsonValue): Queue | null {
	const { id: printedId, name: printedName, is_active: isActive } = asObject(entry);
	const id = asText(printedId);
	if (id === null) return null;
	const name = asText(printedName) ?? id;
	return { id, name: isActive === false ? `${name} (switched off)` : name };
}

/**
 * The vendor's IDs are integers.
 *
 * @throws InputError for none, and for one that is no integer
 */
export function queueIdToVendor(queueId: string | null): number {
	const id = Number(queueId ?? '');
	if (queueId !== null && /^\d+$/.test(queueId) && Number.isSafeInteger(id)) return id;
	throw new InputError(
		'Queue',
		queueId === null || queueId === ''
			? 'No queue was chosen'
			: `"${shown(queueId)}" is no queue of SmartlyQ`,
		'Choose a queue from the list, or give its ID: a whole number.',
	);
}
