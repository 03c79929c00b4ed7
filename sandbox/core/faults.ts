import { SeededRandom } from './seeded';
import type { VendorKey } from './vendor';

export const FAULT_KINDS = [
	'rateLimit',
	'serverError',
	'badGatewayHtml',
	'dropBefore',
	'dropAfter',
	'slow',
	'malformedJson',
	'truncatedList',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** For `slow`. */
export const DEFAULT_DELAY_MS = 1000;
/** For `rateLimit`. */
export const DEFAULT_RETRY_AFTER_SECONDS = 1;

/** What the control API is asked for. */
export interface FaultWish {
	/** Unset: any. */
	readonly vendor?: VendorKey;
	/** `upload` for the bytes that go to the storage. */
	readonly operationId?: string;
	readonly method?: string;
	/** The beginning of a path below the vendor's mount, or a whole path with placeholders (`/v1/posts/{id}`). */
	readonly path?: string;
	readonly kind: FaultKind;
	/** How many calls it meets. Default 1; with `probability` it has no end unless this is given. */
	readonly times?: number;
	/** For `rateLimit`. Default 1; `null`: the answer does not say how long to wait. */
	readonly retryAfterSeconds?: number | null;
	/** For `slow`. Default 1000. */
	readonly delayMs?: number;
	/** From 0 to 1: the share of matching calls that it meets. */
	readonly probability?: number;
	/** Makes the draw repeatable. */
	readonly seed?: string;
}

export interface Fault extends FaultWish {
	readonly id: number;
	/** Calls it will still meet; `null`: no end. */
	remaining: number | null;
	/** Calls it has met. */
	applied: number;
}

/** The calls that the faults look at. */
export interface FaultyCall {
	readonly vendor: VendorKey | null;
	readonly method: string;
	readonly path: string;
	readonly operationId: string | null;
	/** Uploads go to the storage, not to the vendor: they are met only by a wish that names them. */
	readonly onlyByName?: boolean;
}

/** The faults that tests have asked for. */
export class Faults {
	private faults: Array<{ fault: Fault; random: SeededRandom }> = [];
	private nextId = 1;

	add(wish: FaultWish): Fault {
		const endless = wish.probability !== undefined && wish.times === undefined;
		const fault: Fault = {
			...wish,
			id: this.nextId++,
			remaining: endless ? null : (wish.times ?? 1),
			applied: 0,
		};
		this.faults.push({ fault, random: new SeededRandom(wish.seed ?? `fault ${fault.id}`) });
		return fault;
	}

	list(): Fault[] {
		return this.faults.map(({ fault }) => ({ ...fault }));
	}

	clear(vendor?: VendorKey): void {
		this.faults = this.faults.filter(({ fault }) => vendor !== undefined && fault.vendor !== vendor);
	}

	/** The fault that meets this call, counted as applied; `null` when none does. */
	take(call: FaultyCall): Fault | null {
		for (const { fault, random } of this.faults) {
			if (fault.remaining === 0 || !meets(fault, call)) continue;
			if (fault.probability !== undefined && random.fraction() >= fault.probability) continue;
			if (fault.remaining !== null) fault.remaining -= 1;
			fault.applied += 1;
			return fault;
		}
		return null;
	}
}

function meets(fault: Fault, call: FaultyCall): boolean {
	if (call.onlyByName && fault.operationId === undefined && fault.path === undefined) return false;
	return (
		(fault.vendor === undefined || fault.vendor === call.vendor) &&
		(fault.operationId === undefined || fault.operationId === call.operationId) &&
		(fault.method === undefined || fault.method.toUpperCase() === call.method.toUpperCase()) &&
		(fault.path === undefined || fitsPath(fault.path, call.path))
	);
}

function fitsPath(wanted: string, path: string): boolean {
	if (!wanted.includes('{')) return path.startsWith(wanted);
	const pattern = wanted
		.split(/\{[^}]*\}/)
		.map((fixed) => fixed.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
		.join('[^/]+');
	return new RegExp(`^${pattern}$`).test(path);
}

/** Everything but the second half of the longest list in a JSON value, which is changed in place. */
export function truncateLongestList(body: unknown): void {
	const longest = listsIn(body).reduce<unknown[] | null>(
		(best, list) => (best === null || list.length > best.length ? list : best),
		null,
	);
	if (longest) longest.length = Math.floor(longest.length / 2);
}

function listsIn(value: unknown): unknown[][] {
	if (typeof value !== 'object' || value === null) return [];
	const inside = Object.values(value).flatMap(listsIn);
	return Array.isArray(value) ? [value, ...inside] : inside;
}
