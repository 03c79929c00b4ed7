import type { Cost, GeneratedImage, GeneratedText, ImageWish, TextWish } from '../../domain/generated';
import { InputError } from '../../domain/inputError';
import { asList, asNumber, asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import { platformName } from '../../domain/platform';
import { orVendorError } from '../../transport/answers';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { dataOf, unreadable } from './answers';
import { askablePlatforms } from './mapping';
import { waitForMedia } from './media';
import { libraryMediaOf } from './mediaReading';

/** Of a prompt, in characters (contract page, section 8). */
const TOPIC_MAX_LENGTH = 1000;
const IMAGE_PROMPT_MAX_LENGTH = 2000;

export const IMAGE_MODELS = [
	{ value: 'gemini-3-pro', description: '5 credits per image' },
	{ value: 'flux-schnell', description: '1 credit per image' },
	{ value: 'ideogram-v2', description: '8 credits per image' },
	{ value: 'nano-banana-pro', description: '15 credits per image' },
] as const;

export const IMAGE_RATIOS = ['1:1', '16:9', '9:16', '4:3', '3:4', '4:5', '5:4'] as const;

/**
 * `POST /ai/generate-caption`.
 *
 * @throws InputError for a prompt that is too long, and a network that the vendor does not have
 * @throws VendorError with `outcome: 'unknown'` when it may have been written and paid for
 */
export async function generateText(wire: Wire, wish: TextWish): Promise<Found<GeneratedText>> {
	const { prompt, platform, tone, length, withHashtags, withEmojis, count } = wish;
	requireLength(prompt, TOPIC_MAX_LENGTH);
	if (platform !== undefined && askablePlatforms([platform]).length === 0) {
		throw new InputError(
			'Platform',
			`PostEverywhere does not write for ${platformName(platform)}`,
			'Choose another network, or none.',
		);
	}
	const body = await pay(wire, '/ai/generate-caption', 'The text', {
		topic: prompt,
		platform,
		tone,
		length,
		include_hashtags: withHashtags,
		include_emojis: withEmojis,
		count,
	});
	const raw = dataOf(body);
	const texts = asList(raw.captions).flatMap((caption) => readCaption(caption) ?? []);
	if (texts.length === 0) throw unreadable('The answer holds no text', 'unknown', body);
	const asked = count ?? texts.length;
	return {
		item: {
			provider: 'postEverywhere',
			texts: texts.map((text) => ({ text, title: null })),
			cost: readCost(raw),
			warnings:
				texts.length < asked ? [`PostEverywhere wrote ${texts.length} texts instead of ${asked}`] : [],
		},
		raw,
	};
}

/**
 * `POST /ai/generate-image`. The image is in the library then; when it cannot be read there, what is known comes back with
 * a warning, because it is paid for.
 *
 * @throws InputError for a prompt that is too long
 * @throws VendorError with `outcome: 'unknown'` when it may have been drawn and paid for
 */
export async function generateImage(wire: Wire, wish: ImageWish): Promise<Found<GeneratedImage>> {
	const { prompt, aspectRatio, model } = wish;
	requireLength(prompt, IMAGE_PROMPT_MAX_LENGTH);
	const body = await pay(wire, '/ai/generate-image', 'The image', {
		prompt,
		aspect_ratio: aspectRatio,
		model,
	});
	const raw = dataOf(body);
	const mediaId = asText(raw.media_id);
	if (mediaId === null) throw unreadable('The answer names no image', 'unknown', body);

	const media = await orVendorError(waitForMedia(wire, mediaId));
	const isRead = !(media instanceof VendorError);
	return {
		item: {
			provider: 'postEverywhere',
			media: isRead ? media : libraryMediaOf({ source: 'mediaId', mediaId, type: 'image', altText: null }),
			model: asText(raw.model) ?? model ?? null,
			cost: readCost(raw),
			warnings: isRead
				? []
				: [`The image was made as ${mediaId}, but it may not be ready yet: ${media.facts.message}`],
		},
		raw,
	};
}

/** Sends what costs credits, once. `what` names it in the error. */
async function pay(
	wire: Wire,
	path: string,
	what: string,
	wish: Readonly<Record<string, string | number | boolean | undefined>>,
): Promise<JsonValue> {
	const answer = await orVendorError(wire.send({ method: 'POST', path, body: wish, repeatable: 'never' }));
	if (!(answer instanceof VendorError)) return answer.body;
	if (answer.facts.outcome === 'none' || answer.facts.cause === 'cancelled') throw answer;
	throw new VendorError({
		...answer.facts,
		message: `${what} may or may not have been made and paid for: ${answer.facts.message}`,
		advice:
			'It was not asked for again, so that nothing is paid twice. Social Accounts > Get Quota shows the credits that were used; an image that was made is in the library of PostEverywhere.',
		retryable: false,
	});
}

function requireLength(prompt: string, maxLength: number): void {
	const excess = [...prompt].length - maxLength;
	if (excess <= 0) return;
	throw new InputError(
		'Prompt',
		`The prompt is ${excess} characters longer than the ${maxLength} that PostEverywhere takes`,
		'Shorten it. Nothing was sent.',
	);
}

/** The inside of `captions` is not documented: text, or an object that holds one. */
function readCaption(caption: JsonValue): string | null {
	const { caption: named, text, content } = asObject(caption);
	return asText(caption) ?? asText(named) ?? asText(text) ?? asText(content);
}

function readCost(raw: JsonObject): Cost {
	return {
		creditsUsed: asNumber(raw.credits_used),
		creditsRemaining: asNumber(raw.credits_remaining),
	};
}
