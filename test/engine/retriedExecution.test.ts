import type { ProviderId } from '../../nodes/shared/domain/provider';
import { PROVIDERS } from '../../nodes/shared/providers/registry';
import { newPostId } from '../../sandbox/vendors/socialSyncer/posts';
import { stateOf } from '../../sandbox/vendors/wix/state';
import type { NodeResult } from './n8nEngine';
import { needing } from '../needing';
import { EXECUTION_TOKEN } from './features';
import { seededAccounts } from './seed';
import { startWorld, type TestWorld } from './world';

const HOUR_MS = 3_600_000;
const ITEMS = 60;

let world: TestWorld;
beforeAll(async () => {
	world = await startWorld();
	stateOf(world.sandbox.worlds.wix).plan.monetizationEnabled = false;
});
afterEach(async () => {
	await world.control('DELETE', '/faults');
	expect(world.sandbox.violations()).toEqual([]);
});
afterAll(async () => {
	await world.stop();
});

const scheduledAt = new Date(Date.now() + 24 * HOUR_MS).toISOString();

let batches = 0;
const freshTexts = (count: number) => {
	const batch = ++batches;
	return Array.from({ length: count }, (_, at) => `Post ${at} of retried batch ${batch}`);
};

async function create(
	provider: ProviderId,
	texts: readonly string[],
	{ bulk = 'never', options = {}, retryOf }: { bulk?: string; options?: object; retryOf?: NodeResult } = {},
): Promise<NodeResult> {
	const account = (await seededAccounts(world, provider)).forText[0];
	const node = world.node('socialPost', provider, {
		operation: 'create',
		accountIds: [account.id],
		text: '={{ $json.text }}',
		publishMode: 'schedule',
		scheduledAt,
		options: {
			bulk,
			// The vendor's own guard against equal texts is none of ours.
			additionalFields: provider === 'smartlyQ' && bulk === 'never' ? '{ "allow_duplicates": true }' : '{}',
			...options,
		},
	} as never);
	return await world.engine.run({
		...node,
		items: texts.map((text) => ({ text })),
		retryOf: retryOf?.run,
	});
}

/** IDs of the posts that the vendor really has, by text. */
function made(provider: ProviderId): ReadonlyMap<string, readonly string[]> {
	const ids = new Map<string, string[]>();
	for (const { id, content } of world.sandbox.worlds[provider].posts.values()) {
		ids.set(content, [...(ids.get(content) ?? []), id]);
	}
	return ids;
}

/** Gives posts other IDs, which nobody in this process knows. */
function renumber(provider: ProviderId, texts: readonly string[]): void {
	const town = world.sandbox.worlds[provider];
	const { posts } = town;
	for (const [id, post] of [...posts].filter(([, { content }]) => texts.includes(content))) {
		const other = provider === 'socialSyncer' ? newPostId(town) : town.uuid();
		posts.delete(id);
		posts.set(other, { ...post, id: other });
	}
}

const countOf = (provider: ProviderId, texts: readonly string[]) =>
	texts.map((text) => made(provider).get(text)?.length ?? 0);

/** The vendor's calls that make posts, one at a time and many at once. */
const CREATES: Readonly<Record<ProviderId, { readonly one: string; readonly many?: string }>> = {
	wix: { one: 'publishItem', many: 'bulkPublishItems' },
	postEverywhere: { one: 'createPost', many: 'bulkCreatePosts' },
	socialSyncer: { one: 'createPost' },
	smartlyQ: { one: 'scheduleSocialPost', many: 'bulkSchedulePosts' },
};

/** All but the next so many calls are refused, for longer than anybody waits. */
async function refuseAfter(
	calls: number,
	vendor: ProviderId,
	operationId = CREATES[vendor].one,
): Promise<void> {
	const fault = { vendor, operationId };
	await world.control('POST', '/faults', { ...fault, kind: 'slow', delayMs: 0, times: calls });
	await world.control('POST', '/faults', {
		...fault,
		kind: 'rateLimit',
		retryAfterSeconds: 3600,
		times: 1000,
	});
}

const goesOn = async () => await world.control('DELETE', '/faults');

const PROVIDER_IDS = PROVIDERS.map(({ id }) => id);
const KEYLESS = PROVIDERS.filter(({ posts }) => !posts.hasIdempotencyKey).map(({ id }) => id);

/** A provider with keys finds a post again by its key, which an older n8n makes anew for a retry. */
const withKeys = needing(EXECUTION_TOKEN);
const eachOf = (ids: readonly ProviderId[], name: string, test: (provider: ProviderId) => Promise<void>) => {
	for (const id of ids) {
		const gate = KEYLESS.includes(id) ? { it, named: (plain: string) => plain } : withKeys;
		gate.it(gate.named(`${id} ${name}`), async () => await test(id), 60_000);
	}
};

describe('when n8n retries an execution that has failed halfway', () => {
	eachOf(PROVIDER_IDS, 'sends what is not out, and returns what is', async (provider) => {
		const texts = freshTexts(ITEMS);
		await refuseAfter(25, provider);
		const failed = await create(provider, texts);
		const before = countOf(provider, texts);
		expect(failed.error).toBeDefined();
		expect(before.filter((count) => count === 1).length).toBe(25);
		await goesOn();

		const { items, error } = await create(provider, texts, { retryOf: failed });

		expect(error).toBeUndefined();
		expect(countOf(provider, texts)).toEqual(texts.map(() => 1));
		expect(items.map(({ json }) => json.text)).toEqual(texts);
		const ids = items.map(({ json }) => String(json.id));
		texts.forEach((text, at) => expect(made(provider).get(text)).toEqual([ids[at]]));
	});

	eachOf(
		PROVIDERS.filter(({ posts }) => posts.bulk !== undefined).map(({ id }) => id),
		'sends in bulk what is not out',
		async (provider) => {
			const { posts } = PROVIDERS.find(({ id }) => id === provider) ?? {};
			const texts = freshTexts(3 * (posts?.bulk?.maxPosts ?? 0));
			await refuseAfter(1, provider, CREATES[provider].many);
			const failed = await create(provider, texts, { bulk: 'auto' });
			expect(failed.error).toBeDefined();
			expect(countOf(provider, texts).filter((count) => count === 1)).toHaveLength(texts.length / 3);
			await goesOn();

			const { items, error } = await create(provider, texts, { bulk: 'auto', retryOf: failed });

			expect(error).toBeUndefined();
			expect(countOf(provider, texts)).toEqual(texts.map(() => 1));
			expect(items.map(({ json }) => json.text)).toEqual(texts);
		},
	);

	eachOf(PROVIDER_IDS, 'posts equal texts as often as there are items', async (provider) => {
		const [text = ''] = freshTexts(1);
		const texts = Array.from({ length: 5 }, () => text);
		await refuseAfter(2, provider);
		const failed = await create(provider, texts);
		expect(countOf(provider, [text])).toEqual([2]);
		await goesOn();

		const { items, error } = await create(provider, texts, { retryOf: failed });

		expect(error).toBeUndefined();
		expect(countOf(provider, [text])).toEqual([5]);
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(5);
	});

	it.each(PROVIDER_IDS.filter((id) => !KEYLESS.includes(id)))(
		"%s knows an item by the user's own key, whatever n8n tells of the execution",
		async (provider) => {
			const texts = freshTexts(5);
			const options = { idempotencyKey: '=row {{ $json.text }}' };
			await refuseAfter(2, provider);
			const failed = await create(provider, texts, { options });
			expect(countOf(provider, texts).filter((count) => count === 1)).toHaveLength(2);
			await goesOn();

			const { items, error } = await create(provider, texts, { options, retryOf: failed });

			expect(error).toBeUndefined();
			expect(countOf(provider, texts)).toEqual(texts.map(() => 1));
			expect(items.map(({ json }) => json.text)).toEqual(texts);
		},
	);

	it.each(PROVIDER_IDS)('%s does not take a new execution for a retry', async (provider) => {
		const texts = freshTexts(3);
		await create(provider, texts);
		const { items, error } = await create(provider, texts);

		expect(error).toBeUndefined();
		expect(countOf(provider, texts)).toEqual([2, 2, 2]);
		expect(items.flatMap(({ json }) => json.warnings)).toEqual([]);
	});

	it.each(KEYLESS)('%s finds what another process has made', async (provider) => {
		const texts = freshTexts(6);
		await refuseAfter(2, provider);
		const failed = await create(provider, texts);
		renumber(provider, texts);
		await goesOn();

		const { items, error } = await create(provider, texts, { retryOf: failed });

		expect(error).toBeUndefined();
		expect(countOf(provider, texts)).toEqual(texts.map(() => 1));
		expect(items.map(({ json }) => [json.id])).toEqual(texts.map((text) => made(provider).get(text)));
	});

	it.each(KEYLESS)('%s sends nothing as long as its posts cannot be read', async (provider) => {
		const texts = freshTexts(3);
		await refuseAfter(1, provider);
		const failed = await create(provider, texts);
		await goesOn();
		await world.control('POST', '/faults', {
			vendor: provider,
			operationId: 'listPosts',
			kind: 'serverError',
			times: 20,
		});

		const { error } = await create(provider, texts, { retryOf: failed });

		expect(error?.message).toMatch(/^Nothing was sent: .* could not be looked up/);
		expect(countOf(provider, texts)).toEqual([1, 0, 0]);
	});
});
