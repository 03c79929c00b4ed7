import { inMemory } from '../../engine/files';
import type { ItemOutput, Lane } from '../lane';

export async function listPosts(lane: Lane): Promise<void> {
	const { draw } = lane;
	const outputs = await lane.run('socialPost', 'getMany', {
		returnAll: draw.chance(0.2),
		limit: draw.between(1, 120),
		filters: draw.oneOf([
			{},
			{ status: ['scheduled'] },
			{ search: 'mugs' },
			{ status: ['failed', 'published'] },
		]),
	});
	expectOnce(lane, outputs);
}

/** A list that was read page by page holds nothing twice. */
function expectOnce(lane: Lane, outputs: readonly ItemOutput[]): void {
	const ids = outputs.flatMap(({ id }) => (typeof id === 'string' ? id : []));
	const doubled = ids.filter((id, at) => ids.indexOf(id) !== at);
	if (doubled.length > 0) lane.findings.add('outputs', `getMany gives twice: ${doubled.join()}`);
}

const read = (operation: string) => async (lane: Lane) => {
	const chosen = lane.draw.someOf(
		lane.posts.candidates(() => true),
		4,
	);
	if (chosen.length === 0) return;
	const items = chosen.map(({ ids }) => ({ postId: ids.join(',') }));
	await lane.run('socialPost', operation, { postId: '={{ $json.postId }}' }, items);
};
export const getPosts = read('get');
export const getResults = read('getResults');

export async function validatePost(lane: Lane): Promise<void> {
	await lane.runEach('socialPost', 'validate', {
		accountIds: lane.posting.map(({ id }) => id),
		text: 'x'.repeat(lane.draw.between(1, 4000)),
	});
}

export async function uploadFile(lane: Lane): Promise<void> {
	const { draw } = lane;
	const binary = { data: inMemory('photo.jpg', 'image/jpeg', draw.between(1_000, 200_000)) };
	await lane.runEach('socialPost', 'uploadMedia', { source: 'binary', binaryPropertyName: 'data' }, [{}], {
		binary,
	});
}

export async function generateText(lane: Lane): Promise<void> {
	await lane.runEach('socialPost', 'generateText', { prompt: 'Announce a summer sale of mugs' });
}

export async function generateImage(lane: Lane): Promise<void> {
	const needsImage = lane.provider.posts.imageWishes?.includes('imageUrl') === true;
	await lane.runEach('socialPost', 'generateImage', {
		prompt: 'A mug on a beach',
		...(needsImage ? { imageUrl: `${lane.world.sandbox.storageOrigin}/samples/photo.jpg` } : {}),
	});
}
