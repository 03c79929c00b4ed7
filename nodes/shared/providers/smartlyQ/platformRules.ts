import { InputError } from '../../domain/inputError';
import type { PlatformRules } from '../../domain/plan';
import { platformName, type Platform } from '../../domain/platform';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { NETWORK_RULES } from './networkRules';

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
		const rules = NETWORK_RULES.get(platform);
		if (rules === undefined) throw noSuchNetwork(platform);
		return {
			item: {
				provider: 'smartlyQ',
				platform,
				source: 'documentation',
				hashtagsMaxCount: null,
				titleMaxLength: null,
				...rules,
			},
			raw: null,
		};
	});
}

function noSuchNetwork(platform: Platform): InputError {
	return new InputError(
		'Networks',
		`SmartlyQ does not post to ${platformName(platform)}`,
		`Choose among ${[...NETWORK_RULES.keys()].map(platformName).join(', ')}.`,
	);
}
