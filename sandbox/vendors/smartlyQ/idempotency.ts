import type { Reply } from '../../core/vendor';
import type { Post, World } from '../../core/world';
import { ASSUMED } from './assumptions';
import type { Ask } from './ask';
import { Refusal } from './envelope';
import { stateOf, type KeyUse } from './state';

const HOUR_MS = 3_600_000;
/** How long a key of any call but the two that make posts is remembered. */
const REPLY_LIFE_MS = 24 * HOUR_MS;

const KEYED_METHODS: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);
/** These have a key of their own kind, which never expires. */
const POST_MAKERS: ReadonlySet<string> = new Set(['createSocialPost', 'scheduleSocialPost']);
const KEY = /^[A-Za-z0-9._:-]{1,64}$/;

/** Gives the first answer again to a call that is repeated with its key. */
export function repeatedly(world: World, ask: Ask, answer: () => Reply): Reply {
	const key = scopedKey(ask, ['x-idempotency-key']);
	if (key === null || !KEYED_METHODS.has(ask.method) || POST_MAKERS.has(ask.operationId)) return answer();
	const { replies } = stateOf(world);
	const use = replies.get(key);
	if (use !== undefined && ask.now.getTime() - use.at.getTime() < REPLY_LIFE_MS) {
		refuseOther(use, ask);
		return use.reply;
	}
	const reply = answer();
	replies.set(key, { at: ask.now, fingerprint: fingerprint(ask), reply });
	return reply;
}

/** The post that was made with the key of this call; `null` when there is none. */
export function postOfKey(world: World, ask: Ask): Post | null {
	const key = postKey(ask);
	const use = key === null ? undefined : stateOf(world).postKeys.get(key);
	const post = use === undefined ? undefined : world.posts.get(use.postId);
	if (use === undefined || post === undefined) return null;
	const age = ask.now.getTime() - use.at.getTime();
	if (age < ASSUMED.keyWithOtherBodyConflictsHours * HOUR_MS) refuseOther(use, ask);
	return post;
}

export function rememberKey(world: World, ask: Ask, post: Post): void {
	const key = postKey(ask);
	if (key !== null) {
		stateOf(world).postKeys.set(key, { at: ask.now, fingerprint: fingerprint(ask), postId: post.id });
	}
}

/** A deleted post's key can be used again. */
export function forgetKeysOf(world: World, post: Post): void {
	const { postKeys } = stateOf(world);
	for (const [key, use] of postKeys) if (use.postId === post.id) postKeys.delete(key);
}

/** The header of the documentation, its documented alias, and the one that the vendor's SDKs send. */
function postKey(ask: Ask): string | null {
	return scopedKey(ask, ['x-idempotency-key', 'x-request-id', 'idempotency-key']);
}

function scopedKey({ headers, profileId }: Ask, names: readonly string[]): string | null {
	const key = names.map((name) => headers[name]).find((value) => value !== undefined);
	return key !== undefined && KEY.test(key) ? `${profileId} ${key}` : null;
}

function refuseOther(use: KeyUse, ask: Ask): void {
	if (use.fingerprint === fingerprint(ask)) return;
	throw new Refusal(409, 'IDEMPOTENCY_CONFLICT', 'This idempotency key was used for another request.');
}

function fingerprint({ method, path, body, files }: Ask): string {
	return JSON.stringify([method, path, body, files.map(({ sha256 }) => sha256)]);
}
