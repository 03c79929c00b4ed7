import { createHash } from 'crypto';

import type { Post, PostDraft } from '../../shared/domain/post';

interface Made {
	/** A hash: captions may be long. */
	readonly text: string;
	/** ID of the execution that took it for one of its items, in this process. */
	readonly execution: string | undefined;
}

/** Posts that this process has made or found, by their ID, the newest last. */
const MADE = new Map<string, Made>();
const MAX_MADE = 10_000;

export function noteMade(post: Post, { text }: Pick<PostDraft, 'text'>, execution: string | undefined): void {
	MADE.set(keyOf(post), { text: hashOf(text), execution });
	for (const oldest of MADE.keys()) {
		if (MADE.size <= MAX_MADE) break;
		MADE.delete(oldest);
	}
}

/** An equal post of another item is not the one looked for. */
export function isOfAnother(post: Post, { text }: Pick<PostDraft, 'text'>): boolean {
	const made = MADE.get(keyOf(post));
	return made !== undefined && made.text === hashOf(text);
}

/** The same, but only items of this execution count: not those of the one that it is a retry of. */
export function isOfAnotherIn(execution: string | undefined, post: Post): boolean {
	const made = MADE.get(keyOf(post));
	return made !== undefined && made.execution === execution;
}

function keyOf({ provider, id }: Post): string {
	return `${provider} ${id}`;
}

function hashOf(text: string): string {
	return createHash('sha256').update(text).digest('base64');
}
