import type { Handler, Reply } from '../../core/vendor';
import type { Media, World } from '../../core/world';
import { ASSUMPTIONS } from './assumptions';
import { applicationError } from './errors';
import { addFile } from './media';

/** Channels for which content objects are made, with the object's key and its text field. */
const WRITTEN_FOR = {
	INSTAGRAM: { key: 'instagramPost', textField: 'caption', titled: false },
	FACEBOOK: { key: 'facebookPost', textField: 'caption', titled: false },
	LINKEDIN: { key: 'linkedinPost', textField: 'caption', titled: false },
	PINTEREST: { key: 'pinterestPost', textField: 'description', titled: true },
	GBP: { key: 'gbpPost', textField: 'description', titled: false },
	TIKTOK: { key: 'tiktokPhoto', textField: 'description', titled: true },
} as const;
type WrittenFor = keyof typeof WRITTEN_FOR;

const IMAGE_FOLDER = 'Social Marketing AI Media';
const MAX_TEXT_LENGTH = 1000;
/** The shortest limit of a title, TikTok's. */
const MAX_TITLE_LENGTH = 90;
const SUGGESTIONS = 3;

export function generatedHandlers(world: World): Readonly<Record<string, Handler>> {
	return {
		generatePostData: (call) => generatePostData(call.body as PostIdea),
		generateText: (call) => ({ status: 200, body: { results: writeTexts(call.body as TextIdea) } }),
		generateImage: (call) => {
			const media = addFile(world, {
				contentType: 'image/jpeg',
				filename: 'edited.jpg',
				folder: IMAGE_FOLDER,
				sourceUrl: (call.body as { imageUrl: string }).imageUrl,
				status: 'processing',
				factor: ASSUMPTIONS.imageFactor,
			});
			const executionId = world.uuid();
			media.extra.executionId = executionId;
			return { status: 200, body: { status: 'OK', executionId } };
		},
		getGeneratedImage: (call) => answerImage(world, call.params.executionId ?? ''),
	};
}

interface PostIdea {
	readonly userInput?: string;
	readonly siteAssets?: ReadonlyArray<{ readonly id: string; readonly type: string }>;
	readonly media?: ReadonlyArray<{ readonly type: string; readonly url: string }>;
	readonly channels?: readonly string[];
}

function generatePostData(idea: PostIdea): Reply {
	const subject =
		idea.userInput ?? `our ${idea.siteAssets?.[0]?.type.toLowerCase().replace(/_/g, ' ') ?? 'news'}`;
	const channels = (idea.channels ?? Object.keys(WRITTEN_FOR)).filter(isWrittenFor);
	const media = idea.media && idea.media.length > 0 ? { mediaWrapper: { media: idea.media } } : {};
	const results = channels.map((channelName) => {
		const { key, textField, titled } = WRITTEN_FOR[channelName];
		const title = titled ? { title: titleOf(subject) } : {};
		return { channelName, [key]: { ...title, [textField]: captionOf(subject, 'friendly'), ...media } };
	});
	return { status: 200, body: { results } };
}

interface TextIdea {
	readonly userInput: string;
	readonly tone?: string;
	readonly additionalContent?: {
		readonly url?: string;
		readonly withHashtags?: boolean;
		readonly addLinkInBio?: boolean;
	};
}

function writeTexts({ userInput, tone, additionalContent = {} }: TextIdea): object[] {
	const { url, withHashtags, addLinkInBio } = additionalContent;
	const tail = [
		...(url === undefined ? [] : [url]),
		...(addLinkInBio === true ? ['Link in bio.'] : []),
		...(withHashtags === true ? hashtagsOf(userInput) : []),
	].join(' ');
	return Array.from({ length: SUGGESTIONS }, (_, index) => ({
		title: titleOf(userInput),
		caption: `${captionOf(userInput, tone ?? 'friendly')} (${index + 1}/${SUGGESTIONS}) ${tail}`
			.trim()
			.slice(0, MAX_TEXT_LENGTH),
	}));
}

function answerImage(world: World, executionId: string): Reply {
	const media = [...world.media.values()].find(({ extra }) => extra.executionId === executionId);
	if (!media) return applicationError(404, 'GENERATED_IMAGE_NOT_FOUND', "Couldn't find the generated image.");
	return { status: 200, body: renderImage(media) };
}

function renderImage(media: Media): object {
	if (media.status === 'failed') return { status: 'FAILED' };
	if (media.status !== 'ready') return { status: 'IN_PROGRESS' };
	return { status: 'READY', imageUrl: media.url, fileId: media.id };
}

function isWrittenFor(channel: string): channel is WrittenFor {
	return channel in WRITTEN_FOR;
}

/** No model stands behind this: the text names what was asked for, so that a test can recognise it. */
function captionOf(subject: string, tone: string): string {
	return `A ${tone} post about ${subject}`.slice(0, MAX_TEXT_LENGTH);
}

function titleOf(subject: string): string {
	return subject.slice(0, MAX_TITLE_LENGTH);
}

function hashtagsOf(subject: string): string[] {
	const words = subject.toLowerCase().match(/[a-z]{4,}/g) ?? [];
	return [...new Set(words)].slice(0, SUGGESTIONS).map((word) => `#${word}`);
}
