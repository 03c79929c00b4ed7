import type { Platform } from '../platform';

export type ProblemCode =
	| 'CAPTION_TOO_LONG'
	| 'TITLE_TOO_LONG'
	| 'TOO_MANY_HASHTAGS'
	| 'MEDIA_REQUIRED'
	| 'TOO_MANY_IMAGES'
	| 'TOO_MANY_VIDEOS'
	| 'MIX_NOT_ALLOWED'
	| 'FILE_TOO_LARGE'
	| 'FORMAT_NOT_TAKEN'
	| 'SETTING_REQUIRED'
	| 'SETTING_TOO_LONG';

/** Why one network would refuse a post. */
export interface Problem {
	readonly platform: Platform;
	/** The chosen accounts on that network. */
	readonly accountIds: readonly string[];
	readonly field: 'caption' | 'title' | 'hashtags' | 'media' | 'settings';
	readonly code: ProblemCode;
	/** Names the network, the limit and by how much it is exceeded. */
	readonly message: string;
	/** In the unit of what is counted (characters, pieces, bytes); `null` where nothing is. */
	readonly limit: number | null;
	readonly actual: number | null;
}

/** A problem before it is known whose it is; the message goes on after "<network>: ". */
export type Finding = Omit<Problem, 'platform' | 'accountIds'>;

/**
 * Something that is counted and is too much.
 *
 * @param unit in the plural, with an s at its end
 * @returns nothing when it is within the limit or there is none
 */
export function findExcess(
	kind: Pick<Finding, 'field' | 'code'>,
	subject: string,
	actual: number,
	unit: string,
	limit: number | null | undefined,
): Finding[] {
	if (limit === null || limit === undefined || actual <= limit) return [];
	const counted = `${actual} ${actual === 1 ? unit.slice(0, -1) : unit}`;
	const message = `${subject} has ${counted}, ${actual - limit} over the limit of ${limit}`;
	return [{ ...kind, message, limit, actual }];
}
