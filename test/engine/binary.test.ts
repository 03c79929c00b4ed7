import { randomBytes } from 'node:crypto';

import type { Media } from '../../nodes/shared/domain/post';
import { PROVIDER_IDS } from '../../nodes/shared/domain/provider';
import { inMemory } from './files';
import { outputOf } from './seed';
import { startWorld, type TestWorld } from './world';

let world: TestWorld;
beforeAll(async () => {
	world = await startWorld();
});
beforeEach(async () => {
	await world.reset();
});
afterAll(async () => {
	expect(world.sandbox.violations()).toEqual([]);
	await world.stop();
});

describe.each(PROVIDER_IDS)('a binary file through %s', (provider) => {
	const upload = async (binary: ReturnType<typeof inMemory>) =>
		await world.engine.run(
			world.node('socialPost', provider, { operation: 'uploadMedia', source: 'binary' } as never, {
				binary: { data: binary },
			}),
		);

	it('gets the extension of its type when it has none', async () => {
		for (const [mimeType, extension] of [
			['image/jpeg', 'jpg'],
			['image/png', 'png'],
			['video/mp4', 'mp4'],
		] as const) {
			for (const name of [undefined, 'holiday', 'a folder/holiday']) {
				const before = world.sandbox.log(provider).length;
				const [media] = outputOf<Media>(await upload(inMemory(name, mimeType, 2_000)));
				const sent = JSON.stringify(world.sandbox.log(provider).slice(before));
				if (media?.filename) expect(media.filename).toMatch(new RegExp(`\\.${extension}$`));
				expect(`${sent} ${media?.filename ?? ''} ${media?.url ?? ''}`).not.toContain('a folder');
			}
		}
	});

	it('is refused before any call when nobody can tell what it is', async () => {
		const before = world.sandbox.log(provider).length;
		const { error } = await upload(inMemory('mystery', 'application/octet-stream', 100));
		expect(error?.message).toContain('cannot be told what kind of file');
		expect(error?.description).toContain('Input Binary Field');
		expect(world.sandbox.log(provider)).toHaveLength(before);
	});

	it('that n8n has deleted meanwhile is an error with a way out', async () => {
		const gone = {
			...inMemory('clip.mp4', 'video/mp4', 100),
			id: `filesystem-v2:gone/${randomBytes(8).toString('hex')}`,
		};
		const before = world.sandbox.log(provider).length;
		const { error } = await upload(gone);
		expect(error?.message).toContain('n8n no longer has the file');
		expect(world.sandbox.log(provider)).toHaveLength(before);
	});
});
