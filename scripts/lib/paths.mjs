import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Where the real n8n is described; committed. */
export const N8N_RECIPE = join(ROOT, 'n8n-runtime');

/** Where the real n8n is installed; ignored by git, may be deleted at any time. */
export const N8N_RUNTIME = join(ROOT, '.n8n-runtime');

export const EXAMPLE_WORKFLOWS = join(ROOT, 'examples', 'workflows');
