import { InputError } from '../../shared/domain/inputError';
import { type ImageWish, TEXT_LENGTHS, type TextWish } from '../../shared/domain/generated';
import { asNumber } from '../../shared/domain/json';
import { shown } from '../../shared/domain/shown';
import type { ItemCall } from '../../shared/face/operation';
import { readText } from '../draft/readText';

type Reading = Pick<ItemCall, 'context' | 'itemIndex' | 'provider'>;

/** @throws InputError for an empty prompt, and for a wish that the provider's AI does not take */
export function readTextWish(reading: Reading): TextWish {
	const { provider } = reading;
	const wish: TextWish = {
		prompt: readPrompt(reading),
		...given('platform', readAt(reading, 'platform')),
		...given('tone', readAt(reading, 'options.tone')),
		...given(
			'length',
			TEXT_LENGTHS.find((length) => length === readAt(reading, 'options.length')),
		),
		...given('language', readAt(reading, 'options.language')),
		...given('link', readAt(reading, 'options.link')),
		...given('withHashtags', readSwitch(reading, 'options.withHashtags')),
		...given('withEmojis', readSwitch(reading, 'options.withEmojis')),
		...given('count', readCount(reading)),
	};
	refuseOthers(provider.displayName, wish, provider.posts.textWishes ?? []);
	return wish;
}

/** @throws InputError likewise */
export function readImageWish(reading: Reading): ImageWish {
	const { provider } = reading;
	const wish: ImageWish = {
		prompt: readPrompt(reading),
		...given('aspectRatio', readAt(reading, 'aspectRatio')),
		...given('model', readAt(reading, 'model')),
		...given('imageUrl', readAt(reading, 'imageUrl')),
	};
	refuseOthers(provider.displayName, wish, provider.posts.imageWishes ?? []);
	return wish;
}

function readPrompt(reading: Reading): string {
	const prompt = readAt(reading, 'prompt');
	if (prompt !== undefined) return prompt;
	throw new InputError('Prompt', 'The prompt is empty', 'Say what the AI shall make.');
}

function readAt({ context, itemIndex }: Reading, path: string): string | undefined {
	const [name = path] = path.split('.').slice(-1);
	const text = readText(
		name.charAt(0).toUpperCase() + name.slice(1),
		context.getNodeParameter(path, itemIndex, ''),
	);
	return text === '' ? undefined : text;
}

function readSwitch({ context, itemIndex }: Reading, path: string): boolean | undefined {
	const value: unknown = context.getNodeParameter(path, itemIndex, '');
	return typeof value === 'boolean' ? value : undefined;
}

function readCount({ context, itemIndex }: Reading): number | undefined {
	const value: unknown = context.getNodeParameter('options.count', itemIndex, '');
	if (value === '' || value === null || value === undefined) return undefined;
	const count = asNumber(value);
	if (count !== null && Number.isInteger(count) && count >= 1 && count <= 5) return count;
	throw new InputError('Count', `Count cannot be "${shown(value)}"`, 'Give a whole number from 1 to 5.');
}

function given<Name extends string, Value>(name: Name, value: Value | undefined): { [key in Name]?: Value } {
	return value === undefined ? {} : ({ [name]: value } as { [key in Name]?: Value });
}

function refuseOthers(displayName: string, wish: object, taken: readonly string[]): void {
	const other = Object.keys(wish).find((name) => name !== 'prompt' && !taken.includes(name));
	if (other === undefined) return;
	throw new InputError(
		other,
		`The AI of ${displayName} cannot be told "${other}"`,
		`Remove it, or say it in the prompt. What it takes: ${taken.join(', ')}.`,
	);
}
