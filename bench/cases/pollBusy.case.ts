import { PROVIDER_IDS } from '../../nodes/shared/domain/provider';
import type { BenchCase } from '../case';
import { comparePoll } from '../measuring/comparePoll';
import { LONG } from '../measuring/rounds';

export const bench: readonly BenchCase[] = PROVIDER_IDS.map((provider) => ({
	name: `trigger busy poll, ${provider}`,
	targets: {},
	rounds: LONG,
	measure: async (lab) => await comparePoll(lab, { provider, isBusy: true }),
}));
