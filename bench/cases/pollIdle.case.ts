import { PROVIDER_IDS } from '../../nodes/shared/domain/provider';
import type { BenchCase } from '../case';
import { comparePoll } from '../measuring/comparePoll';
import { SHORT } from '../measuring/rounds';

const KB = 1024;
/** 32 KB at 1,000 accounts, and 16 bytes for each further one. */
const STATE_BYTES = 32 * KB + 9000 * 16;

export const bench: readonly BenchCase[] = PROVIDER_IDS.map((provider) => ({
	name: `trigger idle poll, ${provider}`,
	targets: { ownCpuMs: 50, sizeBytes: STATE_BYTES, calls: provider === 'wix' ? 10 : 3 },
	rounds: SHORT,
	measure: async (lab) => await comparePoll(lab, { provider, isBusy: false }),
}));
