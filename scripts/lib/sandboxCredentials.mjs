/**
 * The five credentials that open the sandbox. The example workflows name them.
 *
 * @param {import('./startSandbox.mjs').Sandbox} sandbox
 * @returns {Array<{ name: string, type: string, data: Record<string, string> }>}
 */
export function sandboxCredentials({ wix, postEverywhere, socialSyncer, smartlyQ }) {
	return [
		{
			name: 'Wix Publisher (sandbox)',
			type: 'wixPublisherApi',
			data: pick(wix, ['apiKey', 'siteId', 'baseUrl']),
		},
		{
			name: 'Wix Publisher app (sandbox)',
			type: 'wixPublisherAppApi',
			data: pick(wix, ['appId', 'appSecret', 'instanceId', 'baseUrl']),
		},
		{
			name: 'PostEverywhere (sandbox)',
			type: 'postEverywherePublisherApi',
			data: pick(postEverywhere, ['apiKey', 'baseUrl']),
		},
		{
			name: 'SocialSyncerAPI (sandbox)',
			type: 'socialSyncerPublisherApi',
			data: pick(socialSyncer, ['apiKey', 'baseUrl']),
		},
		{
			name: 'SmartlyQ (sandbox)',
			type: 'smartlyQPublisherApi',
			data: pick(smartlyQ, ['apiKey', 'baseUrl']),
		},
	];
}

function pick(access, fields) {
	return Object.fromEntries(
		fields.map((field) => {
			if (access[field] === undefined) throw new Error(`The sandbox gives no "${field}".`);
			return [field, access[field]];
		}),
	);
}
