import type { ProviderId } from '../../nodes/shared/domain/provider';
import { findProvider } from '../../nodes/shared/providers/registry';
import type { NodeResult } from './n8nEngine';
import { seededAccounts } from './seed';
import { stateOf } from '../../sandbox/vendors/wix/state';
import { startWorld, type TestWorld } from './world';

/** With and without the effect of the call, and everything in between. */
const FAULTS = [
	'rateLimit',
	'serverError',
	'badGatewayHtml',
	'dropBefore',
	'dropAfter',
	'malformedJson',
	'truncatedList',
];
const SHARE_OF_EACH = 0.025;

/** The vendor's call that makes a post. */
const CREATE: Readonly<Record<ProviderId, string>> = {
	wix: 'publishItem',
	postEverywhere: 'createPost',
	socialSyncer: 'createPost',
	smartlyQ: 'scheduleSocialPost',
};

/** So many that the rare meetings of faults happen too. None: the mutation check has no time for them. */
const POSTS = Number(process.env.NEVER_TWICE_POSTS ?? 1000);

const HOUR_MS = 3_600_000;

interface ItemOutput {
	readonly id?: string;
	readonly text?: string;
	readonly error?: { readonly message: string; readonly description: string };
}

/** That a post never goes out twice and none is lost, whatever happens on the way. One file per provider runs it, side by side. */
export function describeNeverTwice(provider: ProviderId): void {
	const hasKey = findProvider(provider)?.posts.hasIdempotencyKey === true;
	let world: TestWorld;
	// No reset in between: a vendor that gives out the same IDs again is none.
	let accountId: string;
	beforeAll(async () => {
		world = await startWorld();
		accountId = (await seededAccounts(world, provider)).forText[0].id;
		stateOf(world.sandbox.worlds.wix).plan.monetizationEnabled = false;
	});
	afterEach(async () => {
		await world.control('DELETE', '/faults');
		expect(world.sandbox.violations()).toEqual([]);
	});
	afterAll(async () => {
		await world.stop();
	});

	let batches = 0;
	/** Texts that no post has yet. */
	const freshTexts = (count: number) => {
		const batch = `${process.pid}-${Date.now()}-${++batches}`;
		return Array.from({ length: count }, (_, at) => `Post ${at} of batch ${batch}`);
	};

	const fault = async (kind: string, more: object = {}) => {
		await world.control('POST', '/faults', { vendor: provider, kind, ...more });
	};

	async function create(texts: readonly string[], options: object, settings: object): Promise<NodeResult> {
		const node = world.node('socialPost', provider, {
			operation: 'create',
			accountIds: [accountId],
			text: '={{ $json.text }}',
			publishMode: 'schedule',
			scheduledAt: new Date(Date.now() + 24 * HOUR_MS).toISOString(),
			options: { concurrency: 20, ...options },
		} as never);
		return await world.engine.run({ ...node, items: texts.map((text) => ({ text })), settings });
	}

	/** How many posts the vendor really has, by text. */
	const made = () => {
		const counts = new Map<string, number>();
		for (const { content } of world.sandbox.worlds[provider].posts.values()) {
			counts.set(content, (counts.get(content) ?? 0) + 1);
		}
		return counts;
	};

	const outputsOf = ({ items }: NodeResult) => items.map(({ json }) => json as ItemOutput);

	/** Unknown though it is there: only where the looks for it met faults too. */
	const SHARE_OF_UNKNOWN = 0.01;

	function expectOnceOrSaid(texts: readonly string[], outputs: readonly ItemOutput[]): void {
		const counts = made();
		expect(outputs).toHaveLength(texts.length);
		const wrong = texts.flatMap((text, at) => {
			const { id, text: told, error } = outputs[at] ?? {};
			const count = counts.get(text) ?? 0;
			const isRight = error
				? count <= 1 && (count === 0 || (/may or may not/.test(error.message) && !hasKey))
				: count === 1 && told === text && id !== undefined;
			return isRight ? [] : [{ text, count, error }];
		});
		expect(wrong).toEqual([]);
		const unknown = texts.filter((text, at) => outputs[at]?.error && counts.get(text) === 1);
		expect(unknown.length).toBeLessThanOrEqual(Math.ceil(texts.length * SHARE_OF_UNKNOWN));
		const ids = outputs.flatMap(({ id }) => id ?? []);
		expect(new Set(ids).size).toBe(ids.length);
	}

	describe(`posts through ${provider}`, () => {
		(POSTS > 0 ? it : it.skip).each([
			[POSTS, 'never'],
			[0.3 * POSTS, 'auto'],
		])(
			'%i creates under random faults, bulk %s: each is there exactly once, or its item says that nobody knows',
			async (many, bulk) => {
				const texts = freshTexts(many);
				for (const kind of FAULTS) await fault(kind, { probability: SHARE_OF_EACH, seed: `${kind} ${bulk}` });
				const result = await create(
					texts,
					{ bulk },
					{ onError: 'continueRegularOutput', retryOnFail: true, maxTries: 3, waitBetweenTries: 100 },
				);

				expectOnceOrSaid(texts, outputsOf(result));
				if (hasKey) {
					expect(outputsOf(result).filter(({ error }) => error !== undefined)).toEqual([]);
					expect([...made().keys()].filter((text) => texts.includes(text))).toHaveLength(many);
				}
			},
			240_000,
		);

		it('100 items, some answers lost after the effect, some refused: another try sends only what is not out', async () => {
			const texts = freshTexts(100);
			await fault('dropAfter', { method: 'POST', times: 3 });
			// A limit that lasts too long to be waited out, so that the first tries of the node fail.
			await fault('rateLimit', { method: 'POST', times: 3, retryAfterSeconds: 3600 });
			const before = world.sandbox.log(provider).length;
			const result = await create(
				texts,
				{ bulk: 'never' },
				{ retryOnFail: true, maxTries: 5, waitBetweenTries: 10 },
			);

			expect(result.error).toBeUndefined();
			expectOnceOrSaid(texts, outputsOf(result));
			expect(texts.filter((text) => made().get(text) === 1)).toHaveLength(texts.length);
			// The answered creates, and with a key the repeats of those whose answer was lost.
			const answered = world.sandbox
				.log(provider)
				.slice(before)
				.filter(
					({ method, status, path }) =>
						method === 'POST' && status !== null && status < 300 && !/query/.test(path),
				);
			expect(answered.length).toBeLessThanOrEqual(texts.length + (hasKey ? 3 : 0));
		}, 120_000);

		it('the same text for several items is posted for each of them', async () => {
			const [text = ''] = freshTexts(1);
			await fault('dropAfter', { method: 'POST', times: 2 });
			const result = await create(
				Array.from({ length: 4 }, () => text),
				{ bulk: 'never', additionalFields: provider === 'smartlyQ' ? '{ "allow_duplicates": true }' : '{}' },
				{},
			);
			expect(result.error).toBeUndefined();
			expect(made().get(text)).toBe(4);
			expect(new Set(outputsOf(result).map(({ id }) => id)).size).toBe(4);
		}, 60_000);

		it('of items with the same text one that was lost is not taken for another one', async () => {
			const [text = ''] = freshTexts(1);
			const creates = { operationId: CREATE[provider] };
			await fault('slow', { ...creates, delayMs: 0, times: 1 });
			await fault('dropBefore', { ...creates, times: 1 });
			const result = await create(
				[text, text],
				{
					bulk: 'never',
					additionalFields: provider === 'smartlyQ' ? '{ "allow_duplicates": true }' : '{}',
				},
				{ onError: 'continueRegularOutput' },
			);

			const [one, other] = outputsOf(result);
			expect(one?.text).toBe(text);
			expect(made().get(text)).toBe(hasKey ? 2 : 1);
			if (hasKey) expect(other?.text).toBe(text);
			else expect(other?.error?.message).toMatch(/may or may not/);
		}, 60_000);
	});
}
