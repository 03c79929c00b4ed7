import type { SandboxVendor } from '../core/vendor';
import { postEverywhere } from './postEverywhere/vendor';
import { smartlyQ } from './smartlyQ/vendor';
import { socialSyncer } from './socialSyncer/vendor';
import { wix } from './wix/vendor';

/** The vendors of the sandbox, in the order of its pages and its start-up output. */
export const VENDORS: readonly SandboxVendor[] = [wix, postEverywhere, socialSyncer, smartlyQ];
