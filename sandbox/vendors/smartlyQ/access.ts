import type { Reply } from '../../core/vendor';
import { Refusal } from './envelope';

/** Keys of the sandbox; they open nothing else. */
export const API_KEY = 'sqk_live_5b1e7c0a93d24f68_sandbox_fake';
/** May read and not write, to meet 403 INSUFFICIENT_SCOPE. */
export const READ_ONLY_KEY = 'sqk_live_0f2d9a6b41c87e35_readonly_fake';

export type Scope =
	'social:read' | 'social:write' | 'media:read' | 'media:write' | 'analytics:read' | 'profiles:manage';

const SCOPES_OF_KEYS: ReadonlyMap<string, ReadonlySet<Scope>> = new Map([
	[
		API_KEY,
		new Set<Scope>([
			'social:read',
			'social:write',
			'media:read',
			'media:write',
			'analytics:read',
			'profiles:manage',
		]),
	],
	[READ_ONLY_KEY, new Set<Scope>(['social:read', 'media:read', 'analytics:read'])],
]);

/** Operations that need something else than reading the social part; the contract says so in `x-scopes`. */
const OTHER_SCOPES: ReadonlyArray<readonly [readonly Scope[], readonly string[]]> = [
	[[], ['getMe', 'getMeBalance', 'getMeUsage']],
	[['analytics:read'], ['accountInsights']],
	[['media:read'], ['listMedia', 'getMedia']],
	[['media:write'], ['getMediaUploadUrl', 'uploadMediaDirect', 'deleteMedia']],
	[['social:write', 'profiles:manage'], ['moveSocialAccount']],
	[
		['social:write'],
		[
			'updateSocialAccount',
			'disconnectSocialAccount',
			'pauseSocialAccount',
			'resumeSocialAccount',
			'connectSelect',
			'connectSocialAccount',
			'createSocialPost',
			'scheduleSocialPost',
			'syncExternalPosts',
			'bulkSchedulePosts',
			'updateSocialPost',
			'deleteSocialPost',
			'retrySocialPost',
			'unpublishPost',
			'editPublishedPost',
			'updatePostMetadata',
			'stopPostRecycle',
			'createQueue',
			'updateQueue',
			'deleteQueue',
			'createAccountGroup',
			'updateAccountGroup',
			'deleteAccountGroup',
		],
	],
];

const SCOPES_OF_OPERATIONS: ReadonlyMap<string, readonly Scope[]> = new Map(
	OTHER_SCOPES.flatMap(([scopes, operations]) => operations.map((operation) => [operation, scopes] as const)),
);

/** The scopes that an operation needs. */
export function scopesOf(operationId: string): readonly Scope[] {
	return SCOPES_OF_OPERATIONS.get(operationId) ?? ['social:read'];
}

/** Checks the key before anything else, then its scopes. */
export function authenticate(
	headers: Readonly<Record<string, string>>,
	operationId: string | undefined,
): Reply | null {
	const key = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
	const granted = SCOPES_OF_KEYS.get(key);
	if (granted === undefined) {
		return new Refusal(401, 'INVALID_API_KEY', 'The API key is missing, malformed or unknown.').reply();
	}
	const needed = operationId === undefined ? [] : scopesOf(operationId);
	const forProfile: readonly Scope[] = headers['x-profile-id'] === undefined ? [] : ['profiles:manage'];
	const missing = [...needed, ...forProfile].find((scope) => !granted.has(scope));
	if (missing === undefined) return null;
	return new Refusal(403, 'INSUFFICIENT_SCOPE', `This API key lacks the scope ${missing}.`, {
		required_scope: missing,
	}).reply();
}
