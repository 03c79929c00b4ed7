import { join } from 'node:path';

import { PROVIDER_IDS, type ProviderId } from '../../nodes/shared/domain/provider';
import type { Secrets } from '../../test/engine/n8nEngine';
import type { Lab } from './lab';

const CREDENTIALS = {
	postEverywhere: 'postEverywherePublisherApi',
	smartlyQ: 'smartlyQPublisherApi',
	socialSyncer: 'socialSyncerPublisherApi',
	wix: 'wixPublisherApi',
} as const satisfies Readonly<Record<ProviderId, string>>;

export const CREDENTIAL = CREDENTIALS.postEverywhere;

export function credentialOf(provider: ProviderId): string {
	return CREDENTIALS[provider];
}

/** n8n's own settings: files in its store on disk, nothing in the home folder, no log. */
export function packEnvironment({ folder }: Pick<Lab, 'folder'>): Record<string, string> {
	return {
		N8N_USER_FOLDER: join(folder, 'user'),
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		N8N_BINARY_DATA_STORAGE_PATH: join(folder, 'storage'),
		N8N_LOG_LEVEL: 'silent',
	};
}

/** The credentials that open the sandbox. */
export function secretsOf({ sandbox }: Pick<Lab, 'sandbox'>): Secrets {
	return Object.fromEntries(
		PROVIDER_IDS.map((provider) => [CREDENTIALS[provider], { ...sandbox[provider] }]),
	);
}
