import type { SettingRules } from '../commonSettings';
import type { PlatformRules } from '../plan';
import { type KnownPlatform, type Platform, platformName } from '../platform';
import type { PlatformOverride, PostDraft } from '../post';
import { checkMedia } from './checkMedia';
import { checkSettings } from './checkSettings';
import { countCaption } from './countCaption';
import { countHashtags } from './countHashtags';
import { findExcess, type Finding, type Problem } from './problem';

/**
 * What the networks of the chosen accounts would not take of a post, network by network. What a rule leaves open (`null`)
 * is not checked: nothing is guessed. The rules are those of posts, so that of an article (on X), and on a network that
 * no rule is for, only the settings are checked.
 *
 * @param rules at most one for each network
 * @param settings the common settings of the provider
 * @returns nothing when there is nothing to complain about
 */
export function checkDraft(
	draft: PostDraft,
	rules: readonly PlatformRules[],
	settings: SettingRules,
): Problem[] {
	return networksOf(draft).flatMap(({ platform, accountIds }) => {
		const override = draft.overrides.find((one) => one.platform === platform);
		const known = rules.find((one) => one.platform === platform);
		const findings = [
			...(known && !isArticle(override) ? checkPost(draft, override, known) : []),
			...checkSettings(
				override,
				settings[platform as KnownPlatform] ?? {},
				known?.titleMaxLength ?? null,
				draft.additionalFields,
			),
		];
		return findings.map((finding) => ({
			platform,
			accountIds,
			...finding,
			message: `${platformName(platform)}: ${finding.message}`,
		}));
	});
}

function networksOf({ accounts }: PostDraft): Array<{ platform: Platform; accountIds: string[] }> {
	const platforms = [...new Set(accounts.map(({ platform }) => platform))];
	return platforms.map((platform) => ({
		platform,
		accountIds: accounts.filter((account) => account.platform === platform).map(({ id }) => id),
	}));
}

/** Also when it says so in the provider's own words. */
function isArticle(override: PlatformOverride | undefined): boolean {
	return (
		override?.common?.postType === 'article' || Object.values(override?.settings ?? {}).includes('article')
	);
}

function checkPost(
	draft: PostDraft,
	override: PlatformOverride | undefined,
	rules: PlatformRules,
): Finding[] {
	const caption = override?.text ?? draft.text;
	return [
		...findExcess(
			{ field: 'caption', code: 'CAPTION_TOO_LONG' },
			'the caption',
			countCaption(rules.platform, caption),
			'characters',
			rules.captionMaxLength,
		),
		...findExcess(
			{ field: 'hashtags', code: 'TOO_MANY_HASHTAGS' },
			'the caption',
			countHashtags(caption),
			'hashtags',
			rules.hashtagsMaxCount,
		),
		...checkMedia(draft.media, rules, [override?.settings ?? {}, draft.additionalFields]),
	];
}
