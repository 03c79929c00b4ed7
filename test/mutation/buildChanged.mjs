// Builds the pack of the code that holds all changes, in Stryker's copy of the repository. Stryker takes one command for it,
// without a shell, and links the dependencies only afterwards: without them the build would install them again.
import { symlink } from 'node:fs/promises';

await symlink(process.env.MUTATION_MODULES, 'node_modules', 'junction');
const { buildPack } = await import('../../scripts/lib/buildPack.mjs');
await buildPack();
