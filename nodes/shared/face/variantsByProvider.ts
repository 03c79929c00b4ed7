import type { INodeProperties } from 'n8n-workflow';

import type { Provider } from '../providers/provider';
import { PROVIDERS } from '../providers/registry';

/**
 * One property for each group of providers that share the same offer. Groups instead of options that hide themselves:
 * n8n versions that do not know hidden options would offer everything to everyone.
 */
export function variantsByProvider<Offer>(
	offerOf: (provider: Provider) => readonly Offer[],
	make: (offer: readonly Offer[], providers: string[]) => INodeProperties,
): INodeProperties[] {
	const groups: Array<{ offer: readonly Offer[]; providers: string[] }> = [];
	for (const provider of PROVIDERS) {
		const offer = offerOf(provider);
		const same = groups.find(
			(group) => group.offer.length === offer.length && group.offer.every((one, at) => one === offer[at]),
		);
		if (same) same.providers.push(provider.id);
		else groups.push({ offer, providers: [provider.id] });
	}
	return groups.filter(({ offer }) => offer.length > 0).map(({ offer, providers }) => make(offer, providers));
}
