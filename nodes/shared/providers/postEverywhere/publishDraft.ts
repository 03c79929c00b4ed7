import { InputError } from '../../domain/inputError';
import type { Wire } from '../../transport/wire';
import { getPost, type FoundPost } from './getPost';
import { postAfter } from './postAfter';
import { conflict, requireState } from './postState';
import { sendOnce } from './sendOnce';

const CONDITION = { allowed: ['draft'], refusal: 'it cannot be published from a draft' } as const;

/** The vendor schedules a draft no closer than this (contract page, section 11). */
const SHORTEST_LEAD_MS = 60_000;

/**
 * `POST /posts/{id}/schedule`: lets a draft go out. The vendor takes no other post here, so that a scheduled one can only be
 * moved.
 */
export async function publishDraft(
	wire: Wire,
	postId: string,
	scheduledAt: string | null,
	timezone: string,
): Promise<FoundPost> {
	if (scheduledAt !== null) requireLead(scheduledAt);
	const { item: before } = await getPost(wire, postId);
	requireState(before, CONDITION);
	if (before.targets.length === 0) {
		throw conflict(
			`The draft ${postId} has no accounts to go out to`,
			'Nothing was changed. Choose the accounts with Update first.',
		);
	}

	const sent = await sendOnce(wire, postId, {
		...CONDITION,
		method: 'POST',
		call: '/schedule',
		body: { ...(scheduledAt === null ? { publish_now: true } : { scheduled_for: scheduledAt }), timezone },
		participle: 'published',
		isDone: ({ item }) => item.status !== 'draft' && item.status !== 'unknown',
	});
	return 'shown' in sent ? sent.shown : await postAfter(wire, before, sent.answer);
}

function requireLead(scheduledAt: string): void {
	if (Date.parse(scheduledAt) - Date.now() >= SHORTEST_LEAD_MS) return;
	throw new InputError(
		'Schedule Time',
		`PostEverywhere takes a draft only for a time that is at least a minute away; ${scheduledAt} is not`,
		'Choose a later time, or set Publish to Now.',
	);
}
