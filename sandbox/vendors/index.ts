import type { SandboxVendor } from '../core/vendor';
import { socialSyncer } from './socialSyncer/vendor';

/** The vendors of the sandbox, in the order of its pages and its start-up output. */
export const VENDORS: readonly SandboxVendor[] = [socialSyncer];
