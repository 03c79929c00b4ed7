import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { freePort } from './freePort.mjs';

/** Settings of the user's own n8n (or of the npm that runs us) that must not reach this one. */
const FOREIGN_SETTINGS =
	/^(N8N|DB|EXECUTIONS|QUEUE|WEBHOOK|GENERIC|CREDENTIALS|NODES|NODE_FUNCTION|npm)_|^NODE_(PATH|OPTIONS|ENV)$/i;

/** Everything by which n8n would call somebody outside this machine is off. */
const SILENT = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
};

/** The part of n8n that would call somebody as well; an n8n that does not have it refuses the name. */
const CALLING_MODULE = 'mcp-registry';

/**
 * What every n8n process that works on this user folder needs in its environment.
 *
 * @param {import('./ensureN8n.mjs').InstalledN8n & { userFolder: string, encryptionKey: string }} n8n
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function environmentFor({ node, script, settings, userFolder, encryptionKey }) {
	const hasModule = existsSync(join(dirname(script), '..', 'dist', 'modules', CALLING_MODULE));
	return {
		...ownEnvironment(node),
		...SILENT,
		...(hasModule ? { N8N_DISABLED_MODULES: CALLING_MODULE } : {}),
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: encryptionKey,
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		GENERIC_TIMEZONE: 'UTC',
		...settings,
	};
}

/** n8n starts its task runner with the `node` of the PATH, so ours comes first. */
function ownEnvironment(node) {
	const kept = Object.entries(process.env).filter(([name]) => !FOREIGN_SETTINGS.test(name));
	const environment = Object.fromEntries(kept);
	return {
		...environment,
		PATH: [dirname(node), environment.PATH].join(delimiter),
		NO_PROXY: ['127.0.0.1', 'localhost', environment.NO_PROXY].filter(Boolean).join(','),
	};
}
