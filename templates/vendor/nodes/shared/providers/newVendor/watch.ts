import type { WatchOperations } from '../provider';
import { notWritten } from './answers';

/** `providers/watch/` has what providers share here. */
export const watch: WatchOperations = {
	changedPosts: async () => await Promise.reject(notWritten('Watching posts')),
};
