import type { KnownPlatform } from './platform';

/** What people set often on one network, in the pack's own words. Each provider maps them to its own. */
export interface CommonSettings {
	readonly postType?: PostType;
	readonly title?: string;
	readonly privacy?: Privacy;
	readonly boardId?: string;
	readonly pageId?: string;
	readonly locationId?: string;
	readonly subreddit?: string;
	readonly link?: string;
	readonly tags?: readonly string[];
	readonly altText?: string;
	readonly firstComment?: string;
	readonly thumbnailUrl?: string;
	readonly allowComments?: boolean;
	readonly allowDuet?: boolean;
	readonly allowStitch?: boolean;
	/** TikTok wants to be told that the owner saw the preview, and agreed to its music terms. */
	readonly previewConfirmed?: boolean;
	readonly consentGiven?: boolean;
	/** The post promotes the owner's own brand, or that of a third party who pays for it. */
	readonly ownBrand?: boolean;
	readonly paidPartnership?: boolean;
	readonly madeWithAi?: boolean;
	readonly madeForKids?: boolean;
	readonly callToAction?: CallToAction;
	readonly callToActionUrl?: string;
}

export type SettingName = keyof CommonSettings;

export const POST_TYPES = [
	'feed',
	'reel',
	'story',
	'short',
	'video',
	'trialReel',
	'article',
	'document',
] as const;
export type PostType = (typeof POST_TYPES)[number];

export const PRIVACIES = ['public', 'unlisted', 'followers', 'friends', 'private'] as const;
export type Privacy = (typeof PRIVACIES)[number];

export const CALLS_TO_ACTION = ['book', 'order', 'shop', 'learnMore', 'signUp', 'call'] as const;
export type CallToAction = (typeof CALLS_TO_ACTION)[number];

/** How one provider takes one setting on one network. */
export interface SettingRule {
	/** Without it the network refuses the post. */
	readonly required?: boolean;
	/** Of `POST_TYPES`, `PRIVACIES` or `CALLS_TO_ACTION`: those that can be chosen; absent for settings of another kind. */
	readonly choices?: readonly string[];
	/** In characters. */
	readonly maxLength?: number;
	/** The provider's own names for it in Settings (JSON); given there it counts as given. */
	readonly vendorWords?: readonly string[];
}

/** The settings that a provider can send, network by network. What is not in it is refused by name. */
export type SettingRules = Readonly<
	Partial<Record<KnownPlatform, Readonly<Partial<Record<SettingName, SettingRule>>>>>
>;
