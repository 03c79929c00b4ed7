import type { PostOperations } from '../provider';
import { notWritten } from './answers';

export const posts: PostOperations = {
	publishModes: ['now', 'schedule'],
	hasIdempotencyKey: false,
	takes: [],
	settings: {},
	documentedRules: [],
	filters: [],
	sortsBy: [],
	create: async () => await Promise.reject(notWritten('Create')),
	get: async () => await Promise.reject(notWritten('Get')),
	getMany: () => {
		throw notWritten('Get Many');
	},
	update: async () => await Promise.reject(notWritten('Update')),
	reschedule: async () => await Promise.reject(notWritten('Reschedule')),
	cancel: async () => await Promise.reject(notWritten('Cancel')),
	delete: async () => await Promise.reject(notWritten('Delete')),
	retry: async () => await Promise.reject(notWritten('Retry')),
	getResults: async () => await Promise.reject(notWritten('Get Results')),
	uploadMedia: async () => await Promise.reject(notWritten('Upload Media')),
};
