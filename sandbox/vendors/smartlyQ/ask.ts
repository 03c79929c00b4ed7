import type { Call, Reply } from '../../core/vendor';

/** A call with the profile that it acts in; 0 is the developer's own workspace. */
export interface Ask extends Call {
	readonly profileId: number;
}

export type Answer = (ask: Ask) => Reply;
