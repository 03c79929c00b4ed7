import type { Provider } from '../provider';
import { accounts } from './accounts';
import { connect } from './connect';
import { HEALTH_WORDS } from './health';
import { NETWORKS } from './mapping';
import { posts } from './posts';
import { rules } from './rules';
import { watch } from './watch';

/** __Name__. Say here which API and which version of it, and where it is documented. */
export const newVendor: Provider = {
	id: 'newVendor',
	displayName: '__Name__',
	credentials: [{ value: 'apiKey', name: 'API Key', credential: 'newVendorPublisherApi' }],
	platforms: NETWORKS,
	rules,
	healthWords: HEALTH_WORDS,
	accounts,
	connect,
	posts,
	watch,
};
