import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { showWhile } from './progress.mjs';
import { runCommand } from './runCommand.mjs';

/** Where Chromium and Chrome are installed, by platform. */
const USUAL_PLACES = {
	linux: [
		'/usr/bin/chromium',
		'/usr/bin/chromium-browser',
		'/usr/bin/google-chrome',
		'/usr/bin/google-chrome-stable',
		'/snap/bin/chromium',
	],
	darwin: [
		'/Applications/Chromium.app/Contents/MacOS/Chromium',
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	],
	win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
		.filter((folder) => folder !== undefined)
		.map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
};

const APT = '/usr/bin/apt-get';

/**
 * A Chromium or Chrome for the tests: the one that `CHROME_PATH` names, one in the usual places, or Debian's own package,
 * installed when we may.
 *
 * @returns {Promise<string>} path of the program
 */
export async function ensureChromium() {
	const { CHROME_PATH: named } = process.env;
	if (named) {
		if (!existsSync(named)) throw new Error(`CHROME_PATH is ${named}, and there is no such file.`);
		return named;
	}
	const installed = findInstalled();
	if (installed !== undefined) return installed;
	if (await mayInstall()) await install();
	const found = findInstalled();
	if (found !== undefined) return found;
	throw new Error(
		'The tests need a browser and there is none. Install Chromium (Debian: apt-get install -y chromium) or Google Chrome, ' +
			'or name one in the environment variable CHROME_PATH, then run this again.',
	);
}

function findInstalled() {
	return (USUAL_PLACES[process.platform] ?? []).find((path) => existsSync(path));
}

/** Only on Debian is `chromium` a package of the distribution itself. */
async function mayInstall() {
	if (process.getuid?.() !== 0 || !existsSync(APT)) return false;
	return /^ID=debian$/m.test(await readFile('/etc/os-release', 'utf8').catch(() => ''));
}

async function install() {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await showWhile('      Installing Chromium for the browser tests (only the first time)', async (report) => {
		const onLine = (line) => report(line.trim());
		await runCommand('apt-get update', [APT, 'update'], { env, onLine });
		await runCommand('apt-get install chromium', [APT, 'install', '-y', 'chromium'], { env, onLine });
	});
}
