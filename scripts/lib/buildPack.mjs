import { ROOT } from './paths.mjs';
import { showWhile } from './progress.mjs';
import { packageBin, withPackageBins } from './packageBin.mjs';
import { runCommand } from './runCommand.mjs';

/** Icons, codex files, TypeScript and the README's tables: what `gulpfile.js` says. */
export async function buildPack() {
	await showWhile('      Building the pack', () =>
		runCommand('The build', packageBin('gulp', 'build'), { cwd: ROOT, env: withPackageBins() }),
	);
}
