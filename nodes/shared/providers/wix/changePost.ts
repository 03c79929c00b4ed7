import { InputError } from '../../domain/inputError';
import { asObject, type JsonObject } from '../../domain/json';
import { platformName } from '../../domain/platform';
import type { Post, PostChanges, PostStatus } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { actOnItems, type ItemPlan } from './actOnItems';
import { changedFields, formatIn, textFor, UNCHANGEABLE_FIELDS } from './changedFields';
import { FORMATS } from './formats';
import { fetchItems, itemPath, itemsThere } from './getPost';
import type { ItemMedia } from './itemMedia';
import { obstacleTo } from './obstacle';
import { planMedia, uploadPlanned } from './placeMedia';
import { readItem } from './readItem';

/**
 * Changes each item of a post. Wix does not say in which states an item may be changed (contract page, Update Item): here
 * in all but those in which it is out, on its way, or deleted.
 *
 * @throws InputError for what Wix cannot change; nothing was sent then
 */
export async function changePost(wire: Wire, postId: string, changes: PostChanges): Promise<Found<Post>> {
	const fetched = await fetchItems(wire, postId);
	const items = itemsThere(fetched);
	refuseUnchangeable(changes, items);

	const planned = changes.media && (await planMedia(wire, changes.media, UNCHANGED));
	// All plans first: nothing is uploaded for a post that cannot be changed.
	const isWanted = items
		.map((item) => planChange(item, changes, planned))
		.some(({ kind }) => kind === 'send');
	const media = planned && isWanted ? await uploadPlanned(wire, planned, UNCHANGED) : planned;
	return await actOnItems(wire, fetched, (item) => planChange(item, changes, media), 'warn');
}

const UNCHANGED = 'The post was not changed.';

const OUT_OF_REACH: readonly PostStatus[] = ['publishing', 'published', 'deleted'];

function planChange(
	item: JsonObject,
	changes: PostChanges,
	media: readonly ItemMedia[] | undefined,
): ItemPlan {
	const post = readItem(item);
	const format = formatIn(item);
	if (OUT_OF_REACH.includes(post.status)) return obstacleTo('changed', post);
	if (format === null) return UNKNOWN_FORMAT;

	const { fields, warnings } = changedFields(item, format, changes, media);
	if (Object.keys(fields).length === 0) return { kind: 'done', warnings };
	return {
		kind: 'send',
		id: post.id,
		request: {
			method: 'PATCH',
			path: itemPath(post.id),
			body: { item: { id: post.id, ...fields } },
			// It says how the fields shall be, so that twice is the same as once.
			repeatable: 'safe',
		},
		isDone: (now) => !OUT_OF_REACH.includes(readItem(now).status) && holds(now, fields),
		warningsOn: (now) => [...warnings, ...notTaken(now, { ...item, ...fields })],
		adviceOnConflict: null,
	};
}

const UNKNOWN_FORMAT: ItemPlan = {
	kind: 'blocked',
	message: 'The item is of a type that this node does not know, so it cannot be changed',
	advice: 'Change it in the Wix dashboard, under Social Media Marketing.',
};

function holds(item: JsonObject, fields: JsonObject): boolean {
	return Object.entries(fields).every(([key, value]) => JSON.stringify(item[key]) === JSON.stringify(value));
}

/** Whether fields that were left out of a content object are removed from it is inferred. */
function notTaken(now: JsonObject, wanted: JsonObject): string[] {
	const [found, asked] = [readItem(now), readItem(wanted)];
	if (found.text === asked.text && found.media.length === asked.media.length) return [];
	const network = platformName(found.targets[0]?.platform ?? 'unknown');
	return [`Wix shows another text or other media on ${network} than was asked for: look at the post again.`];
}

function refuseUnchangeable(changes: PostChanges, items: readonly JsonObject[]): void {
	const targets = items.flatMap((item) => readItem(item).targets);
	const present = targets.map(({ accountId }) => accountId);
	const wanted = changes.accounts?.map(({ id }) => id);
	if (
		wanted !== undefined &&
		!(wanted.every((id) => present.includes(id)) && present.every((id) => id !== null && wanted.includes(id)))
	) {
		throw new InputError(
			'Accounts',
			'Wix cannot change the accounts of a post',
			'Leave Accounts empty. To post to other accounts, create another post; Delete removes this one.',
		);
	}
	const foreign = changes.overrides?.find(
		({ platform }) => !targets.some((target) => target.platform === platform),
	);
	if (foreign !== undefined) {
		throw new InputError(
			'Platform Overrides',
			`The post does not go to ${platformName(foreign.platform)}`,
			`It goes to ${targets.map(({ platform }) => platformName(platform)).join(', ')}; Wix cannot add a network to it.`,
		);
	}
	refuseFields(changes.additionalFields, items);
	refuseTextOfStories(changes, items);
}

function refuseFields(additional: JsonObject, items: readonly JsonObject[]): void {
	const fields = additional.item === undefined ? additional : asObject(additional.item);
	const contents = items.map((item) => formatIn(item)?.contentKey);
	const foreign = FORMATS.map(({ contentKey }) => contentKey).filter((key) => !contents.includes(key));
	const field = [...UNCHANGEABLE_FIELDS, ...foreign].find((name) => fields[name] !== undefined);
	if (field === undefined) return;
	throw new InputError(
		'Additional Fields',
		`Wix cannot change the field "${field}" of this post`,
		'Leave it out. Another time is set with Reschedule, or for a draft with Publish Draft; for another account or type, create another post.',
	);
}

/** A text that some items take is set there; the others get a warning. */
function refuseTextOfStories(changes: PostChanges, items: readonly JsonObject[]): void {
	const formats = items.map((item) => ({ format: formatIn(item), text: textFor(item, changes) }));
	const asked = formats.filter(({ text }) => text !== undefined);
	if (asked.length === 0 || asked.some(({ format }) => format?.textField !== null)) return;
	throw new InputError(
		'Text',
		'A story has no text',
		'Leave Text empty, and put the words into the picture.',
	);
}
