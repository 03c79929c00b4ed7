// Stryker links the dependencies into its copy of the repository only after the build, which would install them again.
import { symlink } from 'node:fs/promises';

await symlink(process.env.MUTATION_MODULES, 'node_modules', 'junction');
