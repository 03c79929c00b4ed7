import type { GeneratedImage, GeneratedText } from '../../nodes/shared/domain/generated';
import type { Media, Post } from '../../nodes/shared/domain/post';
import type { ProviderId } from '../../nodes/shared/domain/provider';
import { findProvider } from '../../nodes/shared/providers/registry';
import { inMemory, PHOTO } from './files';
import type { NodeRun } from './n8nEngine';
import { freshText, outputOf, seededAccounts } from './seed';
import { expectMedia, expectPost } from './shapes';
import type { TestWorld } from './world';

async function run<T>(
	world: TestWorld,
	provider: ProviderId,
	operation: string,
	parameters: object,
	more: Partial<NodeRun> = {},
): Promise<T[]> {
	const node = world.node('socialPost', provider, { operation, ...parameters } as never, more);
	return outputOf<T>(await world.engine.run(node));
}

export async function uploadMedia(world: TestWorld, provider: ProviderId) {
	const upload = async (binary: NodeRun['binary'], more: object = {}) =>
		await run<Media>(world, provider, 'uploadMedia', { source: 'binary', ...more }, { binary });

	const [photo] = await upload(PHOTO);
	expectMedia(photo);
	expect(photo).toMatchObject({ type: 'image' });
	expect(photo?.id ?? photo?.url).toBeTruthy();

	// The file has no name: the extension comes from its type.
	const [clip] = await upload(
		{ clip: inMemory(undefined, 'video/mp4', 300_000) },
		{ binaryPropertyName: 'clip' },
	);
	expectMedia(clip);
	expect(clip).toMatchObject({ type: 'video' });

	// What was brought can be posted, by ID where the provider has IDs, otherwise by its address.
	const { forText } = await seededAccounts(world, provider);
	const create = async (item: object, more: Partial<NodeRun> = {}) => {
		const parameters = { accountIds: [forText[0].id], text: freshText(), media: { items: [item] } };
		const [post] = await run<Post>(world, provider, 'create', parameters, more);
		expectPost(post, provider);
	};
	const { id = null, url } = photo ?? {};
	await create(id === null ? { source: 'url', url, type: 'image' } : { source: 'mediaId', mediaId: id });
	// Straight from the item: two fields in one entry.
	await create(
		{ source: 'binary', binaryPropertyName: 'one, two' },
		{ binary: { one: inMemory('1.jpg', 'image/jpeg', 1000), two: inMemory('2.png', 'image/png', 2000) } },
	);

	const { error } = await world.engine.run(
		world.node(
			'socialPost',
			provider,
			{
				operation: 'uploadMedia',
				source: 'binary',
				binaryPropertyName: 'nothing',
			} as never,
			{ binary: PHOTO },
		),
	);
	expect(error?.message).toContain('no binary field "nothing"');
	expect(error?.description).toContain('It has: data');
}

interface Verdict {
	readonly valid: boolean;
	readonly problems: ReadonlyArray<{
		code: string;
		platform: string;
		message: string;
		actual: number;
		limit: number;
	}>;
	readonly platforms: ReadonlyArray<{
		platform: string;
		captionLength: number;
		captionMaxLength: number | null;
	}>;
}

export async function validate(world: TestWorld, provider: ProviderId) {
	const { all, forText } = await seededAccounts(world, provider);
	const rules = findProvider(provider)?.posts.documentedRules ?? [];
	const account = [...forText, ...all.filter(({ platform }) => platform === 'instagram')].find(
		({ platform }) => rules.some((rule) => rule.platform === platform && rule.captionMaxLength !== null),
	);
	if (!account) throw new Error(`${provider} knows no caption limit for the test`);
	const media = { items: [{ url: 'https://cdn.example.com/photo.jpg' }] };
	const check = async (text: string) => {
		const [verdict] = await run<Verdict>(world, provider, 'validate', {
			accountIds: [account.id],
			text,
			media,
		});
		return verdict as Verdict;
	};
	const fine = await check('Hello');
	expect(fine).toMatchObject({ provider, valid: true, problems: [] });
	expect(fine.platforms).toEqual([expect.objectContaining({ platform: account.platform, captionLength: 5 })]);

	const [limited] = fine.platforms;
	const max = limited?.captionMaxLength;
	if (max === null || max === undefined) throw new Error('The verdict names no limit');
	const long = await check('x'.repeat(max + 7));
	expect(long.valid).toBe(false);
	expect(long.problems).toEqual([
		expect.objectContaining({ code: 'CAPTION_TOO_LONG', actual: max + 7, limit: max }),
	]);
	expect(long.problems[0]?.message).toContain('7');

	// Create makes the same check before anything is sent.
	const sent = () => world.sandbox.log(provider).filter(({ method }) => method === 'POST').length;
	const before = sent();
	const { error } = await world.engine.run(
		world.node('socialPost', provider, {
			operation: 'create',
			accountIds: [account.id],
			text: 'x'.repeat(max + 7),
			media,
			options: { onUnhealthyAccount: 'send' },
		}),
	);
	expect(error?.message).toContain('7');
	expect(error?.description).toContain('Nothing was sent');
	expect(sent()).toBe(before);
}

export async function generateText(world: TestWorld, provider: ProviderId) {
	const [generated] = await run<GeneratedText>(world, provider, 'generateText', {
		prompt: 'Announce a summer sale of mugs',
		options: { tone: 'professional' },
	});
	expect(generated?.provider).toBe(provider);
	expect(generated?.texts.length).toBeGreaterThan(0);
	for (const { text } of generated?.texts ?? []) expect(text.length).toBeGreaterThan(0);
	expect(Object.keys(generated?.cost ?? {}).sort()).toEqual(['creditsRemaining', 'creditsUsed']);

	const { error } = await world.engine.run(
		world.node('socialPost', provider, { operation: 'generateText', prompt: '  ' }),
	);
	expect(error?.description).toContain('Prompt');
}

export async function generateImage(world: TestWorld, provider: ProviderId) {
	const needsImage = findProvider(provider)?.posts.imageWishes?.includes('imageUrl') === true;
	const [generated] = await run<GeneratedImage>(world, provider, 'generateImage', {
		prompt: 'A mug on a beach',
		...(needsImage ? { imageUrl: 'https://cdn.example.com/mug.jpg' } : {}),
	});
	expect(generated?.provider).toBe(provider);
	expectMedia(generated?.media);
	expect(generated?.media.id ?? generated?.media.url).toBeTruthy();
}
