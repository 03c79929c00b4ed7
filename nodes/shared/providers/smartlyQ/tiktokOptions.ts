import { InputError } from '../../domain/inputError';
import { asList, asObject, type JsonObject } from '../../domain/json';

/**
 * What the vendor would refuse of a body for TikTok, whichever way it was said there: that nobody was chosen to see the
 * post, or that a paid partnership is to be private. Contract: platform options.
 */
export function tiktokFault({ platforms, platform_options: options }: JsonObject): InputError | null {
	if (!asList(platforms).includes('tiktok')) return null;
	const { visibility, branded_content: isPaid } = asObject(asObject(options).tiktok);
	if (visibility === undefined) {
		return new InputError(
			'Privacy',
			'TikTok takes no post without being told who may see it',
			'Add TikTok to Platform Overrides and choose Privacy there, or give {"visibility": "public"} (or "friends", "private") in its Settings.',
		);
	}
	if (isPaid === true && visibility === 'private') {
		return new InputError(
			'Privacy',
			'TikTok takes no private post for a paid partnership',
			'Choose Public or Friends for TikTok, or switch Paid Partnership off.',
		);
	}
	return null;
}
