import type { Provider } from '../provider';
import { accounts } from './accounts';
import { watch } from './changedPosts';
import { connect } from './connect';
import { POST_EVERYWHERE_HEALTH_WORDS } from './health';
import { POST_EVERYWHERE_PLATFORMS } from './mapping';
import { posts } from './posts';
import { rules } from './rules';

/** PostEverywhere (posteverywhere.ai), REST API v1 as of October 2026. */
export const postEverywhere: Provider = {
	id: 'postEverywhere',
	displayName: 'PostEverywhere',
	credentials: [{ value: 'apiKey', name: 'API Key', credential: 'postEverywherePublisherApi' }],
	platforms: POST_EVERYWHERE_PLATFORMS,
	rules,
	healthWords: POST_EVERYWHERE_HEALTH_WORDS,
	accounts,
	connect,
	posts,
	watch,
};
