import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', 'docs', 'pictures');
const MAX_BYTES = 150_000;
const taken = new Set<string>();

type PictureName =
	| 'account-picker'
	| 'canvas-dark'
	| 'canvas-light'
	| 'consent-page'
	| 'credential-tested'
	| 'node-creator'
	| 'post-output'
	| 'post-with-overrides'
	| 'sandbox-overview'
	| 'schema-preview'
	| 'trigger-test-run';

/** Takes a picture for the documents, where `UPDATE_PICTURES=1` asks for it: the first of that name. */
export async function picture(name: PictureName, take: (path: string) => Promise<unknown>): Promise<void> {
	if (process.env.UPDATE_PICTURES !== '1' || taken.has(name)) return;
	taken.add(name);
	await mkdir(FOLDER, { recursive: true });
	const path = join(FOLDER, `${name}.png`);
	await take(path);
	const { size } = await stat(path);
	if (size > MAX_BYTES) throw new Error(`${path} has ${size} bytes, more than ${MAX_BYTES}: show less.`);
}
