import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..', '..');
const SCRIPT = join(__dirname, 'serveNpmRegistry.mjs');

export interface NpmRegistry {
	/** Environment variables by which a program and its npm find no other registry than this one. */
	readonly settings: Readonly<Record<string, string>>;
	stop(): Promise<void>;
}

/**
 * The npm registry on this machine, with one package in it.
 *
 * @param tarballs paths of what `npm pack` made of it, the latest version last
 */
export async function startNpmRegistry(tarballs: readonly string[]): Promise<NpmRegistry> {
	const child = spawn(process.execPath, [SCRIPT, ...tarballs], { stdio: ['pipe', 'pipe', 'inherit'] });
	const ended = once(child, 'exit');
	const lines = createInterface({ input: child.stdout });
	const [line] = await Promise.race([
		once(lines, 'line'),
		ended.then(([code]) => {
			throw new Error(`The registry ended with ${String(code)}.`);
		}),
	]);
	return {
		settings: JSON.parse(String(line)) as Record<string, string>,
		async stop() {
			child.stdin.end();
			await ended;
		},
	};
}

/**
 * What would be published now.
 *
 * @param folder for the archive
 * @returns its path
 */
export async function packNow(folder: string): Promise<string> {
	await promisify(execFile)('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
		cwd: ROOT,
	});
	const made = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
	if (made === undefined) throw new Error('npm pack made no archive.');
	return join(folder, made);
}
