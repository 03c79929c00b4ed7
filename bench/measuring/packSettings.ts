import { join } from 'node:path';

import type { Secrets } from '../../test/engine/n8nEngine';
import type { Lab } from './lab';

export const CREDENTIAL = 'postEverywherePublisherApi';

/** n8n's own settings: files in its store on disk, nothing in the home folder, no log. */
export function packEnvironment({ folder }: Pick<Lab, 'folder'>): Record<string, string> {
	return {
		N8N_USER_FOLDER: join(folder, 'user'),
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		N8N_BINARY_DATA_STORAGE_PATH: join(folder, 'storage'),
		N8N_LOG_LEVEL: 'silent',
	};
}

/** The credential that opens the sandbox. */
export function secretsOf({ sandbox }: Pick<Lab, 'sandbox'>): Secrets {
	return { [CREDENTIAL]: { ...sandbox.postEverywhere } };
}
