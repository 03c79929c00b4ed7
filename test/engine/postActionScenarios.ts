import type { Account } from '../../nodes/shared/domain/account';
import type { Post, Target } from '../../nodes/shared/domain/post';
import type { ProviderId } from '../../nodes/shared/domain/provider';
import type { NodeResult } from './n8nEngine';
import { freshText, makePost, outputOf, seededAccounts } from './seed';
import { expectPost, expectResult } from './shapes';
import { vendorIdOf } from './vendorId';
import type { TestWorld } from './world';

const HOUR_MS = 3_600_000;
const inHours = (hours: number) =>
	new Date(Math.floor(Date.now() / 1000) * 1000 + hours * HOUR_MS).toISOString();

/** Works with the two accounts that every scenario posts to. */
class Bench {
	constructor(
		private readonly world: TestWorld,
		readonly provider: ProviderId,
		readonly accounts: readonly [Account, Account],
	) {}

	static async at(world: TestWorld, provider: ProviderId): Promise<Bench> {
		const { forText } = await seededAccounts(world, provider);
		return new Bench(world, provider, [forText[0], forText[1]]);
	}

	async make(more: object = {}): Promise<Post> {
		return await makePost(this.world, this.provider, {
			accountIds: this.accounts.map(({ id }) => id),
			text: freshText(),
			publishMode: 'schedule',
			scheduledAt: inHours(2),
			...more,
		});
	}

	async try(operation: string, parameters: object): Promise<NodeResult> {
		return await this.world.engine.run(
			this.world.node('socialPost', this.provider, { operation, ...parameters } as never),
		);
	}

	async do(operation: string, parameters: object): Promise<Post> {
		const [post] = outputOf<Post>(await this.try(operation, parameters));
		expectPost(post, this.provider);
		return post as Post;
	}

	async read(postId: string): Promise<Post> {
		return await this.do('get', { postId });
	}

	/** Posts of this text that are at the vendor, whatever their state. */
	atVendor(text: string) {
		return [...this.world.sandbox.worlds[this.provider].posts.values()].filter(
			({ content }) => content === text,
		);
	}

	/** A post of which the first target failed and the second is live. */
	async makeHalfFailed(): Promise<Post> {
		const post = await this.make();
		const id = vendorIdOf(this.world, this.provider, this.accounts[0]);
		await this.world.control('POST', `/accounts/${this.provider}/${encodeURIComponent(id)}/expire`);
		this.world.sandbox.forward(3 * HOUR_MS);
		expect((await this.read(post.id)).status).toBe('partiallyPublished');
		return post;
	}

	async repairFirstAccount(): Promise<void> {
		const id = vendorIdOf(this.world, this.provider, this.accounts[0]);
		await this.world.control('POST', `/accounts/${this.provider}/${encodeURIComponent(id)}/repair`);
	}
}

export async function update(world: TestWorld, provider: ProviderId) {
	const bench = await Bench.at(world, provider);
	const post = await bench.make();
	const text = freshText();
	expect(await bench.do('update', { postId: post.id, text })).toMatchObject({
		id: post.id,
		text,
		status: 'scheduled',
	});
	expect(await bench.read(post.id)).toMatchObject({
		text,
		scheduledAt: post.scheduledAt,
		status: 'scheduled',
	});

	const nothing = await bench.try('update', { postId: post.id });
	expect(nothing.error?.message).toBe('There is nothing to change');

	world.sandbox.forward(3 * HOUR_MS);
	expect((await bench.read(post.id)).status).toBe('published');
	const late = await bench.try('update', { postId: post.id, text: freshText() });
	expect(late.items).toEqual([]);
	expect(late.error?.description).toMatch(/\w/);
	expect((await bench.read(post.id)).text).toBe(text);
}

export async function reschedule(world: TestWorld, provider: ProviderId) {
	const bench = await Bench.at(world, provider);
	const post = await bench.make();
	const scheduledAt = inHours(30);
	expect(await bench.do('reschedule', { postId: post.id, scheduledAt })).toMatchObject({
		id: post.id,
		status: 'scheduled',
		scheduledAt,
	});
	world.sandbox.forward(3 * HOUR_MS);
	expect(await bench.read(post.id)).toMatchObject({ status: 'scheduled', scheduledAt });
	world.sandbox.forward(30 * HOUR_MS);
	expect((await bench.read(post.id)).status).toBe('published');

	const past = await bench.try('reschedule', { postId: post.id, scheduledAt: '2020-01-01T09:00:00Z' });
	expect(past.error?.message).toMatch(/is past/);
}

export async function publishDraft(world: TestWorld, provider: ProviderId) {
	const bench = await Bench.at(world, provider);
	const now = await bench.make({ publishMode: 'draft' });
	expect(now.status).toBe('draft');
	expect((await bench.do('publishDraft', { postId: now.id })).status).toBe('published');

	const later = await bench.make({ publishMode: 'draft' });
	const scheduledAt = inHours(5);
	const planned = await bench.do('publishDraft', { postId: later.id, publishMode: 'schedule', scheduledAt });
	expect(planned).toMatchObject({ status: 'scheduled', scheduledAt });
	world.sandbox.forward(6 * HOUR_MS);
	expect((await bench.read(later.id)).status).toBe('published');

	const again = await bench.try('publishDraft', { postId: now.id });
	expect(again.items).toEqual([]);
	expect((await bench.read(now.id)).targets).toHaveLength(2);
}

export async function cancel(world: TestWorld, provider: ProviderId) {
	const bench = await Bench.at(world, provider);
	const post = await bench.make();
	const cancelled = await bench.do('cancel', { postId: post.id });
	expect(cancelled).toMatchObject({ id: post.id, status: 'cancelled' });
	world.sandbox.forward(3 * HOUR_MS);
	for (const { targets } of bench.atVendor(post.text ?? '')) {
		expect(targets.filter(({ status }) => status === 'published')).toEqual([]);
	}

	const live = await bench.make({ publishMode: 'now', scheduledAt: '' });
	const late = await bench.try('cancel', { postId: live.id });
	expect(late.items).toEqual([]);
	expect(late.error?.description).toMatch(/\w/);
	expect((await bench.read(live.id)).status).toBe('published');
}

export async function deletePost(world: TestWorld, provider: ProviderId) {
	const bench = await Bench.at(world, provider);
	const post = await bench.make();
	const remove = async () =>
		outputOf<Record<string, unknown>>(await bench.try('delete', { postId: post.id }));
	expect(await remove()).toMatchObject([{ deleted: true, alreadyGone: false, id: post.id, provider }]);
	expect(await remove()).toMatchObject([{ deleted: false, alreadyGone: true, id: post.id, provider }]);
	world.sandbox.forward(3 * HOUR_MS);
	for (const { targets } of bench.atVendor(post.text ?? '')) {
		expect(targets.filter(({ status }) => status === 'published')).toEqual([]);
	}
}

export async function unpublish(world: TestWorld, provider: ProviderId) {
	const { all } = await seededAccounts(world, provider);
	const onX = all.find(({ platform, health }) => platform === 'x' && health.canPost);
	if (!onX) throw new Error('The seed has no account on X');
	const bench = await Bench.at(world, provider);
	const post = await bench.make({ publishMode: 'now', scheduledAt: '', accountIds: [onX.id] });
	const down = await bench.do('unpublish', { postId: post.id });
	expect(down.status).toBe('unpublished');
}

export async function retry(world: TestWorld, provider: ProviderId) {
	const bench = await Bench.at(world, provider);
	const post = await bench.makeHalfFailed();
	const live = (await bench.read(post.id)).targets.find(({ status }) => status === 'published');
	await bench.repairFirstAccount();

	await bench.do('retry', { postId: post.id });
	const after = await bench.read(post.id);
	expect(after.status).toBe('published');
	const same = after.targets.find(({ platform }) => platform === live?.platform);
	expect(same?.url).toBe(live?.url);

	const nothing = await bench.try('retry', { postId: post.id });
	expect(nothing.items).toEqual([]);
	expect(nothing.error?.description).toMatch(/\w/);
	expect((await bench.read(post.id)).targets).toEqual(after.targets);
}

export async function getResults(world: TestWorld, provider: ProviderId) {
	const bench = await Bench.at(world, provider);
	const post = await bench.makeHalfFailed();
	const results = outputOf<Target & { postId: string }>(await bench.try('getResults', { postId: post.id }));
	expect(results).toHaveLength(2);
	for (const result of results) expectResult(result, provider);
	const [first, second] = bench.accounts;
	expect(results.find(({ platform }) => platform === first.platform)).toMatchObject({
		postId: post.id,
		status: 'failed',
		error: expect.stringMatching(/\w/) as unknown,
	});
	expect(results.find(({ platform }) => platform === second.platform)).toMatchObject({
		status: 'published',
		url: expect.stringMatching(/^https:/) as unknown,
		error: null,
	});
}
