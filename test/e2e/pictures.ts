import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Person } from './browsing';

const FOLDER = join(__dirname, '..', '..', 'docs', 'pictures');
const taken = new Set<string>();

/** Takes a picture for the documents, where `UPDATE_PICTURES=1` asks for it: the first of that name. */
export async function picture(name: 'consent-page' | 'sandbox-overview', person: Person): Promise<void> {
	if (process.env.UPDATE_PICTURES !== '1' || taken.has(name)) return;
	taken.add(name);
	await mkdir(FOLDER, { recursive: true });
	await person.photograph(join(FOLDER, `${name}.png`));
}
