import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ROOT } from './paths.mjs';
import { npm, runCommand } from './runCommand.mjs';

/**
 * Installs the built pack into n8n's user folder as n8n installs a community package: what `npm pack` makes of it, as a
 * real copy, so that its imports resolve as they do for a user.
 *
 * @param {string} userFolder n8n's `N8N_USER_FOLDER`
 */
export async function installPack(userFolder) {
	const packed = await mkdtemp(join(tmpdir(), 'social-publisher-pack-'));
	try {
		await runCommand('npm pack', npm('pack', '--ignore-scripts', '--pack-destination', packed), {
			cwd: ROOT,
		});
		const [archive] = await readdir(packed);
		if (archive === undefined) throw new Error('npm pack made no archive.');
		const nodes = join(userFolder, '.n8n', 'nodes');
		await mkdir(nodes, { recursive: true });
		await writeFile(join(nodes, 'package.json'), '{ "name": "installed-nodes", "private": true }\n');
		await runCommand(
			'Installing the pack into n8n',
			// The only peer dependency is n8n-workflow, and that is n8n's own copy.
			npm(
				'install',
				'--offline',
				'--legacy-peer-deps',
				'--ignore-scripts',
				'--no-audit',
				'--no-fund',
				join(packed, archive),
			),
			{ cwd: nodes },
		);
	} finally {
		await rm(packed, { recursive: true, force: true });
	}
}
