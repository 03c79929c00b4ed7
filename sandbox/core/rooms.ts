import type { Clock } from './clock';
import type { Faults } from './faults';
import type { Journal } from './journal';
import type { VendorHost } from './vendorHost';

/** What the control API and the pages look at and change. */
export interface Rooms {
	hosts(): readonly VendorHost[];
	readonly clock: Clock;
	readonly faults: Faults;
	readonly journal: Journal;
	/** Everything back to the seed: worlds, settings, clock, faults, log, violations, rate limits. */
	reset(): void;
}
