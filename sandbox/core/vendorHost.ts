import path from 'node:path';

import type { Clock } from './clock';
import { Contract } from './contract';
import type { Faults } from './faults';
import type { Journal } from './journal';
import { RateWindow } from './rateWindow';
import type { Handler, SandboxVendor, VendorKey } from './vendor';
import type { WorldSettings } from './world';
import { DEFAULT_SETTINGS, WorldState } from './worldState';

const CONTRACTS = path.join(__dirname, '..', 'contracts');
const SECRET_NAME = /key|secret|token|password/i;

/** What all vendors of a sandbox share. */
export interface House {
	readonly clock: Clock;
	readonly journal: Journal;
	readonly faults: Faults;
	/** `http://127.0.0.1:<port>` of the API server. */
	readonly origin: string;
	/** Likewise of the storage. */
	readonly storageOrigin: string;
}

/** One vendor on its feet: its world, its contract, its rate limit and its handlers. */
export class VendorHost {
	readonly key: VendorKey;
	readonly world: WorldState;
	readonly rate: RateWindow;
	/** Base URL and keys as the credential takes them. */
	readonly access: Readonly<Record<string, string>> & { readonly baseUrl: string };
	/** The keys that must not be seen anywhere but at the vendor's API. */
	readonly secrets: readonly string[];
	/** Every answer comes this much later. */
	latencyMs = 0;

	private handlersNow: Readonly<Record<string, Handler>> = {};
	private loadedContract: Contract | null = null;

	constructor(
		readonly vendor: SandboxVendor,
		readonly house: House,
		settings: Partial<WorldSettings> = {},
	) {
		this.key = vendor.key;
		this.access = vendor.access(house.origin);
		this.secrets = Object.entries(this.access)
			.filter(([name, value]) => SECRET_NAME.test(name) && value !== '')
			.map(([, value]) => value);
		const { rateLimit } = vendor;
		this.rate = new RateWindow(rateLimit, () => rateLimit.limitFor?.(this.world) ?? rateLimit.limit);
		this.world = new WorldState(vendor, house.clock, house.origin, house.storageOrigin, {
			...DEFAULT_SETTINGS,
			...settings,
		});
		this.reset();
	}

	/** Read when first needed: four large documents would make every start slow. */
	get contract(): Contract {
		this.loadedContract ??= new Contract(path.resolve(CONTRACTS, this.vendor.contract));
		return this.loadedContract;
	}

	get handlers(): Readonly<Record<string, Handler>> {
		return this.handlersNow;
	}

	/** Back to the seed: also the settings, the rate limit and whatever the handlers remember. */
	reset(): void {
		this.world.reset();
		this.rate.reset();
		this.rate.limitOverride = null;
		this.latencyMs = 0;
		this.handlersNow = this.vendor.handlers(this.world);
	}
}
