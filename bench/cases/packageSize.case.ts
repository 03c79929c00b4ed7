import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { ROOT } from '../../scripts/lib/paths.mjs';
import { npm } from '../../scripts/lib/runCommand.mjs';
import type { BenchCase } from '../case';
import { ONCE } from '../measuring/rounds';

const KB = 1024;

export const bench: BenchCase = {
	name: 'package size',
	targets: { sizeBytes: 400 * KB },
	rounds: ONCE,

	measure: async () => {
		const [program, ...args] = npm('pack', '--dry-run', '--json', '--silent', '--ignore-scripts');
		const { stdout } = await promisify(execFile)(program, args, { cwd: ROOT });
		const [packed] = JSON.parse(stdout) as Array<{ unpackedSize: number }>;
		if (!packed) throw new Error('npm pack tells of no package');
		return { oursMs: [], yardstickMs: [], peakMemoryMb: [], sizeBytes: packed.unpackedSize };
	},
};
