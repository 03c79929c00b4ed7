import type { INodePropertyOptions } from 'n8n-workflow';

import type { SettingName } from '../../shared/domain/commonSettings';

/** How a common setting is shown and read. */
export interface SettingField {
	readonly name: SettingName;
	readonly displayName: string;
	readonly kind: 'text' | 'rows' | 'list' | 'switch' | 'choice';
	readonly description: string;
	readonly placeholder?: string;
}

/** The words of all choices; which of them a field offers depends on provider and network. */
export const CHOICE_NAMES: Readonly<Record<string, string>> = {
	feed: 'Feed Post',
	reel: 'Reel',
	story: 'Story',
	short: 'Short',
	video: 'Video',
	trialReel: 'Trial Reel',
	article: 'Article',
	document: 'Document',
	public: 'Public',
	unlisted: 'Unlisted',
	followers: 'Followers',
	friends: 'Friends',
	private: 'Only Me',
	book: 'Book',
	order: 'Order',
	shop: 'Shop',
	learnMore: 'Learn More',
	signUp: 'Sign Up',
	call: 'Call',
};

/** What stands for "not set". */
export const NOT_SET: INodePropertyOptions = { name: 'Default', value: '' };

/** In the order in which they are shown. */
export const SETTING_FIELDS: readonly SettingField[] = [
	{ name: 'postType', displayName: 'Post Type', kind: 'choice', description: 'What kind of post it becomes' },
	{
		name: 'title',
		displayName: 'Title',
		kind: 'text',
		description: 'The title, where the network has one beside the caption',
		placeholder: 'e.g. How we built it',
	},
	{ name: 'privacy', displayName: 'Privacy', kind: 'choice', description: 'Who can see it' },
	{
		name: 'boardId',
		displayName: 'Board ID',
		kind: 'text',
		description: 'The Pinterest board',
		placeholder: 'e.g. 1234567890',
	},
	{
		name: 'pageId',
		displayName: 'Page ID',
		kind: 'text',
		description:
			'The page, channel or organization that the post is published as, when it is not that of the account',
	},
	{ name: 'locationId', displayName: 'Location ID', kind: 'text', description: 'The business location' },
	{
		name: 'subreddit',
		displayName: 'Subreddit',
		kind: 'text',
		description: 'Where on Reddit, without r/',
		placeholder: 'e.g. gardening',
	},
	{
		name: 'link',
		displayName: 'Link',
		kind: 'text',
		description: 'The address that the post leads to',
		placeholder: 'e.g. https://example.com/offer',
	},
	{
		name: 'tags',
		displayName: 'Tags',
		kind: 'list',
		description: 'Tags on this network, separated by commas',
		placeholder: 'e.g. travel, alps',
	},
	{
		name: 'altText',
		displayName: 'Alt Text',
		kind: 'text',
		description: 'What the picture shows, for people who cannot see it',
	},
	{
		name: 'firstComment',
		displayName: 'First Comment',
		kind: 'rows',
		description: 'Posted as a comment right after the post',
	},
	{
		name: 'thumbnailUrl',
		displayName: 'Thumbnail URL',
		kind: 'text',
		description: 'Public address of the picture shown before the video plays',
	},
	{
		name: 'allowComments',
		displayName: 'Allow Comments',
		kind: 'switch',
		description: 'Whether people may comment',
	},
	{
		name: 'allowDuet',
		displayName: 'Allow Duet',
		kind: 'switch',
		description: 'Whether people may make a duet',
	},
	{
		name: 'allowStitch',
		displayName: 'Allow Stitch',
		kind: 'switch',
		description: 'Whether people may stitch the video into theirs',
	},
	{
		name: 'previewConfirmed',
		displayName: 'Preview Confirmed',
		kind: 'switch',
		description: 'Whether the owner of the account has seen the preview; TikTok wants to know',
	},
	{
		name: 'consentGiven',
		displayName: 'Consent Given',
		kind: 'switch',
		description: 'Whether the owner of the account agrees to the upload and to TikTok’s music terms',
	},
	{
		name: 'ownBrand',
		displayName: 'Promotes Own Brand',
		kind: 'switch',
		description: 'Whether the post promotes the owner’s own business',
	},
	{
		name: 'paidPartnership',
		displayName: 'Paid Partnership',
		kind: 'switch',
		description: 'Whether a third party pays for the post',
	},
	{
		name: 'madeWithAi',
		displayName: 'Made With AI',
		kind: 'switch',
		description: 'Whether the content was made by AI',
	},
	{
		name: 'madeForKids',
		displayName: 'Made for Kids',
		kind: 'switch',
		description: 'Whether the video is made for children',
	},
	{
		name: 'callToAction',
		displayName: 'Call to Action',
		kind: 'choice',
		description: 'The button under a Google Business post',
	},
	{
		name: 'callToActionUrl',
		displayName: 'Call to Action URL',
		kind: 'text',
		description: 'Where the button leads',
		placeholder: 'e.g. https://example.com/book',
	},
];
