import type { VendorHost } from './vendorHost';

/** A vendor's key seen where it has no business. */
export interface LeakedKey {
	/** `header/<name>` or `url`. */
	readonly where: string;
	/** Whose key it is; `null` for an `authorization` header that holds none of the sandbox's keys. */
	readonly owner: VendorHost | null;
}

/**
 * Looks for a vendor's key in a request to another origin. Any `authorization` header counts: there is nothing on that
 * origin that would ask for one.
 */
export function findLeakedKey(
	url: string,
	headers: Readonly<Record<string, string>>,
	hosts: readonly VendorHost[],
): LeakedKey | null {
	const places = [['url', url], ...Object.entries(headers).map(([name, value]) => [`header/${name}`, value])];
	for (const [where = '', text = ''] of places) {
		const owner = hosts.find(({ secrets }) => secrets.some((secret) => text.includes(secret)));
		if (owner) return { where, owner };
	}
	return 'authorization' in headers ? { where: 'header/authorization', owner: null } : null;
}
