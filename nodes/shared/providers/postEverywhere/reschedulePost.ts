import { asList, asObject } from '../../domain/json';
import { toIsoUtc } from '../../domain/time';
import type { Wire } from '../../transport/wire';
import { getPost, type FoundPost } from './getPost';
import { postAfter } from './postAfter';
import { requireState } from './postState';
import { sendOnce } from './sendOnce';

const CONDITION = { allowed: ['scheduled'], refusal: 'it cannot be moved to another time' } as const;

/** Moves a scheduled post by `PATCH /posts/{id}`. The time is UTC; the zone is for display only (contract page, section 11). */
export async function reschedule(
	wire: Wire,
	postId: string,
	scheduledAt: string,
	timezone: string,
): Promise<FoundPost> {
	const before = await getPost(wire, postId);
	requireState(before.item, CONDITION);

	const isMoved = (found: FoundPost) => firesOnlyAt(found, scheduledAt);
	const sent = await sendOnce(wire, postId, {
		...CONDITION,
		method: 'PATCH',
		body: { scheduled_for: scheduledAt, timezone },
		participle: 'moved',
		isDone: isMoved,
	});
	const found = 'shown' in sent ? sent.shown : await postAfter(wire, before.item, sent.answer);
	if (isMoved(found)) return found;
	const warning = `PostEverywhere took the new time ${scheduledAt}, but does not show it for the post and all of its accounts. Check it there.`;
	return { item: { ...found.item, warnings: [...found.item.warnings, warning] }, raw: found.raw };
}

/** A destination's own time, where the vendor shows one, is what counts there. */
function firesOnlyAt({ item, raw }: FoundPost, scheduledAt: string): boolean {
	const times = asList(asObject(raw).destinations).flatMap(
		(destination) => toIsoUtc(asObject(destination).scheduled_for) ?? [],
	);
	return [item.scheduledAt, ...times].every((time) => time === scheduledAt);
}
