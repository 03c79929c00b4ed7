import type { Provider } from '../provider';
import { accounts } from './accounts';
import { watch } from './changedPosts';
import { connect } from './connect';
import { SMARTLYQ_HEALTH_WORDS } from './health';
import { SMARTLYQ_PLATFORMS } from './mapping';
import { posts } from './posts';
import { rules } from './rules';

/** SmartlyQ (smartlyq.com), the social part of its API v1. */
export const smartlyQ: Provider = {
	id: 'smartlyQ',
	displayName: 'SmartlyQ',
	credentials: [{ value: 'apiKey', name: 'API Key', credential: 'smartlyQPublisherApi' }],
	platforms: SMARTLYQ_PLATFORMS,
	rules,
	healthWords: SMARTLYQ_HEALTH_WORDS,
	accounts,
	connect,
	posts,
	watch,
};
