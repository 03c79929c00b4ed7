import type { Provider } from '../provider';
import { accounts } from './accounts';
import { watch } from './changedPosts';
import { connect } from './connect';
import { WIX_HEALTH_WORDS } from './health';
import { WIX_PLATFORMS } from './mapping';
import { posts } from './posts';
import { rules } from './rules';

/** Wix's Publisher API, which Wix itself still calls a developer preview. */
export const wix: Provider = {
	id: 'wix',
	displayName: 'Wix Publisher',
	credentials: [
		{ value: 'apiKey', name: 'API Key', credential: 'wixPublisherApi' },
		{ value: 'app', name: 'App (OAuth Client Credentials)', credential: 'wixPublisherAppApi' },
	],
	platforms: WIX_PLATFORMS,
	rules,
	healthWords: WIX_HEALTH_WORDS,
	accounts,
	connect,
	posts,
	watch,
};
