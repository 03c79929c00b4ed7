import { InputError } from '../../domain/inputError';
import type { PlatformRules } from '../../domain/plan';
import { platformName, type Platform } from '../../domain/platform';
import { shown } from '../../domain/shown';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { NETWORK_RULES } from './networkRules';

/** What the networks take, from the vendor's documentation. */
export const DOCUMENTED_RULES: readonly PlatformRules[] = [...NETWORK_RULES].map(([platform, rules]) => ({
	provider: 'smartlyQ',
	platform,
	source: 'documentation',
	hashtagsMaxCount: null,
	titleMaxLength: null,
	...rules,
}));

/**
 * The vendor has no call for its rules (its validation checks one text at a time), so they come from its documentation,
 * and there is no object of its own beside them.
 *
 * @throws InputError for a network that the vendor does not post to
 */
export async function getPlatformRules(
	_wire: Wire,
	platforms: readonly Platform[] | undefined,
): Promise<ReadonlyArray<Found<PlatformRules>>> {
	return (platforms ?? [...NETWORK_RULES.keys()]).map((platform) => {
		const item = DOCUMENTED_RULES.find((rules) => rules.platform === platform);
		if (item === undefined) throw noSuchNetwork(platform);
		return { item, raw: null };
	});
}

function noSuchNetwork(platform: Platform): InputError {
	return new InputError(
		'Networks',
		`SmartlyQ does not post to ${shown(platformName(platform))}`,
		`Choose among ${[...NETWORK_RULES.keys()].map(platformName).join(', ')}.`,
	);
}
