import type { Cost, GeneratedImage, GeneratedText, ImageWish, TextWish } from '../../domain/generated';
import { InputError } from '../../domain/inputError';
import { asList, asObject, asText, type JsonObject } from '../../domain/json';
import { platformName } from '../../domain/platform';
import { UNKNOWN_MEDIA } from '../../domain/post';
import { ownError } from '../../transport/answers';
import { pathSegment } from '../../transport/pathSegment';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { textOf, unreadable } from './answers';
import { askAgain } from './askAgain';
import { channelsOf, WIX_PLATFORMS } from './mapping';

/** Wix's own client gives up after this time (contract page, Get Generated Image). */
const PATIENCE_MS = 120_000;

/** Wix takes nothing for it, so that a call may be repeated too. */
const FREE: Cost = { creditsUsed: null, creditsRemaining: null };

/** Captions, each with a title, to choose from. */
export async function generateText(wire: Wire, wish: TextWish): Promise<Found<GeneratedText>> {
	const { prompt, platform, tone, language, link, withHashtags } = wish;
	const [channel] = platform === undefined ? [] : channelsOf([platform]);
	if (platform !== undefined && channel === undefined) {
		throw new InputError(
			'Network',
			`Wix writes no texts for ${platformName(platform)}`,
			`Choose one of ${WIX_PLATFORMS.map(platformName).join(', ')}, or none.`,
		);
	}
	const { body } = await wire.send({
		method: 'POST',
		path: '/social-publisher/v1/generate-text',
		body: {
			userInput: prompt,
			channelName: channel,
			tone,
			languageCode: language?.toLowerCase(),
			...(link === undefined && withHashtags === undefined
				? {}
				: { additionalContent: { url: link, withHashtags } }),
		},
		repeatable: 'safe',
	});
	const texts = asList(asObject(body).results).flatMap((result) => {
		const { caption, title } = asObject(result);
		const text = asText(caption);
		return text === null ? [] : [{ text, title: asText(title) }];
	});
	if (texts.length === 0) throw unreadable('The answer holds no text', 'none');
	return { item: { provider: 'wix', texts, cost: FREE, warnings: [] }, raw: body };
}

/**
 * Changes an image that is there, and waits for the new one.
 *
 * @throws InputError without an image to start from: Wix draws none from nothing
 */
export async function generateImage(wire: Wire, wish: ImageWish): Promise<Found<GeneratedImage>> {
	const { prompt, imageUrl } = wish;
	if (imageUrl === undefined || imageUrl === '') {
		throw new InputError(
			'Image URL',
			'Wix draws no image from nothing: it changes one that is there',
			'Give the address of an image to start from.',
		);
	}
	const { body } = await wire.send({
		method: 'POST',
		path: '/social-publisher/v1/generate-image',
		body: { userInput: prompt, imageUrl },
		repeatable: 'safe',
	});
	const executionId = textOf(body, 'executionId');
	const ask = async (): Promise<JsonObject> => {
		const answer = await wire.send({
			method: 'GET',
			path: `/social-publisher/v1/generated-image/${pathSegment(executionId)}`,
			repeatable: 'safe',
		});
		return asObject(answer.body);
	};
	const raw = await askAgain(wire, PATIENCE_MS, ({ status }) => status !== 'IN_PROGRESS', await ask(), ask);
	if (raw.status !== 'READY') throw noImage(raw);

	const media = {
		...UNKNOWN_MEDIA,
		id: asText(raw.fileId),
		type: 'image',
		url: textOf(raw, 'imageUrl'),
		status: 'ready',
	} as const;
	return { item: { provider: 'wix', media, model: null, cost: FREE, warnings: [] }, raw };
}

function noImage({ status }: JsonObject): Error {
	const isLate = status === 'IN_PROGRESS';
	return ownError({
		provider: 'wix',
		cause: isLate ? 'unavailable' : 'invalid',
		message: isLate
			? `Wix is still working on the image after ${PATIENCE_MS / 60_000} minutes`
			: 'Wix could not make the image',
		advice: isLate
			? 'It comes into the Media Manager, into the folder Social Marketing AI Media. Look there later, or try again.'
			: 'Check that Image URL is a public image, or ask for something else.',
		retryable: isLate,
	});
}
