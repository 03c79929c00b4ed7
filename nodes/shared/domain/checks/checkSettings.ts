import type { CommonSettings, SettingName, SettingRule } from '../commonSettings';
import type { PlatformOverride, PostDraft } from '../post';
import { countCharacters } from './countCaption';
import { hasFieldIn, isEmpty } from './fieldInJson';
import { findExcess, type Finding } from './problem';

type Rules = Readonly<Partial<Record<SettingName, SettingRule>>>;

/**
 * What a network would not take of the settings of a post. A required one that is missing may be given in the provider's
 * own words: where those are not known and there is any JSON, nothing is said.
 *
 * @param titleMaxLength of the network, beside what the setting itself says
 */
export function checkSettings(
	override: PlatformOverride | undefined,
	rules: Rules,
	titleMaxLength: number | null,
	additionalFields: PostDraft['additionalFields'],
): Finding[] {
	const common = override?.common ?? {};
	const ownWords = [override?.settings ?? {}, additionalFields];
	const names = Object.keys({ title: null, ...rules }) as SettingName[];
	return names.flatMap((name) => {
		const rule = rules[name] ?? {};
		if (isEmpty(common[name])) {
			const missing = rule.required === true && !isGivenIn(ownWords, rule);
			return missing ? [required(name)] : [];
		}
		const limits = [rule.maxLength ?? null, name === 'title' ? titleMaxLength : null];
		return checkLength(name, common, Math.min(...limits.map((limit) => limit ?? Infinity)));
	});
}

/** A setting as the editor shows it: `boardId` is "Board ID". */
export function settingWords(name: SettingName): string {
	return name
		.replace(/^./, (first) => first.toUpperCase())
		.replace(/[A-Z]/g, ' $&')
		.replace(/\b(?:Id|Url|Ai)\b/g, (short) => short.toUpperCase())
		.trim();
}

function isGivenIn(
	ownWords: ReadonlyArray<PostDraft['additionalFields']>,
	{ vendorWords }: SettingRule,
): boolean {
	return ownWords.some((json) =>
		vendorWords === undefined ? !isEmpty(json) : hasFieldIn(json, (name) => vendorWords.includes(name)),
	);
}

function required(name: SettingName): Finding {
	return {
		field: name === 'title' ? 'title' : 'settings',
		code: 'SETTING_REQUIRED',
		message: `a post needs ${settingWords(name)}`,
		limit: null,
		actual: null,
	};
}

function checkLength(name: SettingName, common: CommonSettings, limit: number): Finding[] {
	const value = common[name];
	if (typeof value !== 'string') return [];
	const kind =
		name === 'title' ? (['title', 'TITLE_TOO_LONG'] as const) : (['settings', 'SETTING_TOO_LONG'] as const);
	const subject = name === 'title' ? 'the title' : settingWords(name);
	return findExcess({ field: kind[0], code: kind[1] }, subject, countCharacters(value), 'characters', limit);
}
