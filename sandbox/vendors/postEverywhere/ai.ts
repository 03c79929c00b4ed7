import type { Call, Reply } from '../../core/vendor';
import type { World } from '../../core/world';
import { Refusal, success } from './envelope';
import { addMedia } from './media';

/** Credits of the plan, per month. */
export const AI_CREDITS = 100;
const CAPTION_CREDITS = 1;

const IMAGE_CREDITS: Readonly<Record<string, number>> = {
	'nano-banana-pro': 15,
	'ideogram-v2': 8,
	'gemini-3-pro': 5,
	'flux-schnell': 1,
};
const DEFAULT_MODEL = 'gemini-3-pro';
const DEFAULT_RATIO = '1:1';
/** Length of the shorter side of a generated image, in pixels. */
const SHORT_SIDE = 1024;
const IMAGE_BYTES = 524_288;

export function creditsUsed(world: World): number {
	return typeof world.extra.aiCreditsUsed === 'number' ? world.extra.aiCreditsUsed : 0;
}

export function generateImage(world: World, { now, body }: Call): Reply {
	const {
		prompt,
		model = DEFAULT_MODEL,
		aspect_ratio: ratio = DEFAULT_RATIO,
	} = body as Record<string, string>;
	const credits = IMAGE_CREDITS[model] ?? 0;
	const remaining = spend(world, credits);
	const [wide = 1, high = 1] = ratio.split(':').map(Number);
	const unit = SHORT_SIDE / Math.min(wide, high);
	const media = addMedia(world, {
		filename: `${(prompt ?? '').replace(/\W+/g, '-').slice(0, 40).toLowerCase()}.png`,
		contentType: 'image/png',
		sizeBytes: IMAGE_BYTES,
		extra: { width: Math.round(wide * unit), height: Math.round(high * unit), duration: null },
	});
	return success(now, {
		media_id: media.id,
		model,
		aspect_ratio: ratio,
		credits_used: credits,
		credits_remaining: remaining,
		message: 'Image generated. Use media_id in media_ids of a post.',
	});
}

interface CaptionBody {
	readonly topic: string;
	readonly platform?: string;
	readonly tone?: string;
	readonly length?: keyof typeof SENTENCES;
	readonly include_hashtags?: boolean;
	readonly include_emojis?: boolean;
	readonly count?: number;
}

const DEFAULT_CAPTIONS = 3;
const OPENINGS = ['Meet', 'Here it is:', 'Today we talk about', 'You asked for', 'All about'];
const SENTENCES = {
	short: [],
	medium: ['Tell us what you think.'],
	long: [
		'Tell us what you think.',
		'Save this post for later, and share it with somebody who would like it.',
	],
} as const;

/** Captions made of the topic: the same request gives the same ones. */
export function generateCaption(world: World, { now, body }: Call): Reply {
	const given = body as CaptionBody;
	const { topic, tone = 'professional', length = 'medium', count = DEFAULT_CAPTIONS } = given;
	const remaining = spend(world, CAPTION_CREDITS);
	const ending = [
		...SENTENCES[length],
		...(given.include_emojis ? ['✨'] : []),
		...(given.include_hashtags ? [`#${topic.replace(/\W+/g, '').toLowerCase()}`] : []),
	];
	const captions = OPENINGS.slice(0, count).map((opening) => [`${opening} ${topic}.`, ...ending].join(' '));
	return success(now, {
		captions,
		platform: given.platform ?? null,
		tone,
		length,
		count_requested: count,
		count_returned: captions.length,
		credits_used: CAPTION_CREDITS,
		credits_remaining: remaining,
	});
}

/** Takes credits from the plan; returns what is left. */
function spend(world: World, credits: number): number {
	const remaining = AI_CREDITS - creditsUsed(world);
	if (credits > remaining) {
		throw new Refusal(
			402,
			'insufficient_credits',
			`Not enough AI credits: ${credits} needed, ${remaining} left`,
			{
				credits_needed: credits,
				credits_remaining: remaining,
			},
		);
	}
	world.extra.aiCreditsUsed = creditsUsed(world) + credits;
	return remaining - credits;
}
