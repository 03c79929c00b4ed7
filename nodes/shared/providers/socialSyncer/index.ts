import type { Provider } from '../provider';
import { accounts } from './accounts';
import { watch } from './changedPosts';
import { connect } from './connect';
import { SOCIAL_SYNCER_HEALTH_WORDS } from './health';
import { SOCIAL_SYNCER_PLATFORMS } from './mapping';
import { posts } from './posts';
import { rules } from './rules';

/** SocialSyncerAPI (social-syncer-api.com). Its reading side of posts is inferred and not documented by the vendor. */
export const socialSyncer: Provider = {
	id: 'socialSyncer',
	displayName: 'SocialSyncerAPI',
	credentials: [{ value: 'apiKey', name: 'API Key', credential: 'socialSyncerPublisherApi' }],
	platforms: SOCIAL_SYNCER_PLATFORMS,
	rules,
	healthWords: SOCIAL_SYNCER_HEALTH_WORDS,
	accounts,
	connect,
	posts,
	watch,
};
