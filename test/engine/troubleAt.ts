import type { ProviderId } from '../../nodes/shared/domain/provider';
import type { Post } from '../../nodes/shared/domain/post';
import { findProvider } from '../../nodes/shared/providers/registry';
import { freshText, outputOf, seededAccounts } from './seed';
import { vendorIdOf } from './vendorId';
import { startWorld, type TestWorld } from './world';

/** The call that makes a post, in each vendor's contract. */
const CREATE: Readonly<Record<ProviderId, { method: string; path: string }>> = {
	postEverywhere: { method: 'POST', path: '/api/v1/posts' },
	smartlyQ: { method: 'POST', path: '/v1/social/posts' },
	socialSyncer: { method: 'POST', path: '/v1/posts' },
	wix: { method: 'POST', path: '/social-publisher/v1/publish' },
};

/** What goes wrong between the pack and a vendor, and what becomes of the items. One file per provider runs it, side by side. */
export function describeTrouble(provider: ProviderId): void {
	let world: TestWorld;
	beforeAll(async () => {
		world = await startWorld();
	});
	beforeEach(async () => {
		await world.reset();
	});
	afterEach(() => {
		expect(world.sandbox.violations()).toEqual([]);
	});
	afterAll(async () => {
		await world.stop();
	});

	const listAccounts = async () =>
		await world.engine.run(world.node('socialAccounts', provider, { operation: 'getMany', returnAll: true }));

	async function createNode(more: object = {}) {
		const { forText } = await seededAccounts(world, provider);
		return world.node('socialPost', provider, {
			operation: 'create',
			accountIds: [forText[0].id],
			text: freshText(),
			publishMode: 'now',
			...more,
		});
	}

	const postsWith = (text: string) =>
		[...world.sandbox.worlds[provider].posts.values()].filter(({ content }) => content === text);

	const fault = async (kind: string, more: object = {}) => {
		await world.control('POST', '/faults', { vendor: provider, kind, ...more });
	};

	describe(`trouble at ${provider}`, () => {
		it('a rate limit is waited out as long as the vendor says', async () => {
			await fault('rateLimit', { retryAfterSeconds: 1, times: 1 });
			const started = Date.now();
			expect(outputOf(await listAccounts()).length).toBeGreaterThan(0);
			expect(Date.now() - started).toBeGreaterThanOrEqual(950);
		});

		it('a rate limit that lasts too long names the time of its reset', async () => {
			await fault('rateLimit', { retryAfterSeconds: 3_600, times: 100 });
			const { error } = await listAccounts();
			expect(error?.httpCode).toBe('429');
			expect(error?.description).toMatch(/The limit resets at \d{4}-\d{2}-\d{2}T/);
		});

		it.each(['serverError', 'badGatewayHtml', 'dropBefore', 'dropAfter', 'malformedJson'])(
			'reading survives one %s',
			async (kind) => {
				await fault(kind, { times: 1 });
				expect(outputOf(await listAccounts()).length).toBeGreaterThanOrEqual(5);
			},
		);

		it('an outage is an error with a way out, never an empty list', async () => {
			await fault('badGatewayHtml', { times: 100 });
			const { items, error } = await listAccounts();
			expect(items).toEqual([]);
			expect(error?.httpCode).toBe('502');
			expect(error?.description).toMatch(/Try again later/);
		}, 60_000);

		it.each(['serverError', 'dropBefore'])(
			'a create refused by %s is not lost and not doubled',
			async (kind) => {
				await fault(kind, { ...CREATE[provider], times: 1 });
				const node = await createNode();
				const { items, error } = await world.engine.run(node);
				const made = postsWith(String(node.parameters.text));
				if (findProvider(provider)?.posts.hasIdempotencyKey) {
					expect(items).toHaveLength(1);
					expect(made).toHaveLength(1);
				} else {
					expect(made).toHaveLength(0);
					expect(error?.message).toMatch(/^The post may or may not have been made/);
					expect(error?.description).toMatch(/It was not sent again.*Created After = \d{4}-/);
				}
			},
			60_000,
		);

		it.each(['dropAfter', 'malformedJson'])(
			'a create whose answer is lost by %s exists exactly once',
			async (kind) => {
				await fault(kind, { ...CREATE[provider], times: 1 });
				const node = await createNode();
				const [post] = outputOf<Post>(await world.engine.run(node));
				const made = postsWith(String(node.parameters.text));
				expect(made).toHaveLength(1);
				expect(post).toMatchObject({ id: made[0]?.id, text: node.parameters.text });
			},
			60_000,
		);

		it('an account that cannot post fails the item before anything is sent', async () => {
			const { broken } = await seededAccounts(world, provider);
			const node = await createNode({ accountIds: [broken.id] });
			const { error } = await world.engine.run(node);
			expect(error?.message).toContain(broken.name);
			expect(error?.message).toMatch(/cannot post$/);
			expect(error?.description).toMatch(/Reconnect it/);
			expect(postsWith(String(node.parameters.text))).toEqual([]);
		});

		it('it is skipped when wished, and named in the warnings', async () => {
			const { broken, forText } = await seededAccounts(world, provider);
			const [post] = outputOf<Post>(
				await world.engine.run(
					await createNode({
						accountIds: `${broken.id}, ${forText[0].id}`,
						options: { onUnhealthyAccount: 'skip' },
					}),
				),
			);
			expect(post?.targets).toHaveLength(1);
			expect(post?.warnings).toEqual([
				expect.stringMatching(`^Skipped ${broken.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`),
			]);
		});

		it('an account that is not connected is named', async () => {
			const { error } = await world.engine.run(await createNode({ accountIds: ['instagram:999000999'] }));
			expect(error?.message).toBe('The account instagram:999000999 is not connected');
		});

		it('an unknown account and an unknown post are "not found", with the item in the error', async () => {
			const account = await world.engine.run(
				world.node('socialAccounts', provider, {
					operation: 'get',
					accountId: {
						__rl: true,
						mode: 'id',
						value: provider === 'wix' ? 'LINKEDIN:urn:nobody' : '999000999',
					},
				}),
			);
			expect(account.items).toEqual([]);
			expect(account.error?.context?.itemIndex).toBe(0);
			const unknown = {
				postEverywhere: '00000000-0000-4000-8000-000000000000',
				smartlyQ: '999000999',
				socialSyncer: 'post_none',
				wix: '00000000-0000-4000-8000-000000000000',
			};
			const post = await world.engine.run(
				world.node('socialPost', provider, { operation: 'get', postId: unknown[provider] }),
			);
			expect(post.error?.httpCode).toBe('404');
			expect(post.error?.description).toMatch(/Check the (post )?ID/);
		});

		it('with Continue On Fail the failed item becomes data and the others go on, in order', async () => {
			const { broken, forText } = await seededAccounts(world, provider);
			const texts = [freshText(), freshText(), freshText()];
			const { items, error } = await world.engine.run({
				...(await createNode({
					accountIds: '={{ $json.account }}',
					text: '={{ $json.text }}',
				})),
				items: [
					{ account: forText[0].id, text: texts[0] },
					{ account: broken.id, text: texts[1] },
					{ account: forText[1].id, text: texts[2] },
				],
				settings: { onError: 'continueRegularOutput' },
			});
			expect(error).toBeUndefined();
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
			expect(items.map(({ json }) => json.text)).toEqual([texts[0], undefined, texts[2]]);
			expect(items[1]?.json).toEqual({
				error: {
					message: expect.stringMatching(/cannot post$/) as unknown,
					description: expect.stringMatching(/Reconnect/) as unknown,
					code: 'INVALID_INPUT',
					httpCode: null,
					provider,
					requestId: null,
					retryable: false,
				},
			});
		});

		it('the error of a refused item names the item', async () => {
			const { forText } = await seededAccounts(world, provider);
			const { error } = await world.engine.run({
				...(await createNode({ accountIds: forText[0].id, text: '={{ $json.text }}' })),
				items: [{ text: freshText() }, { text: '' }],
			});
			expect(error?.context?.itemIndex).toBe(1);
		});

		it('stops at once when the execution is cancelled during a wait', async () => {
			await fault('rateLimit', { retryAfterSeconds: 30, times: 100 });
			const started = Date.now();
			const { result, cancel } = world.engine.start(
				world.node('socialAccounts', provider, { operation: 'getMany', returnAll: true }),
			);
			setTimeout(cancel, 300);
			await result.catch(() => undefined);
			expect(Date.now() - started).toBeLessThan(5_000);
			const calls = world.sandbox.log(provider).length;
			await new Promise((resolve) => setTimeout(resolve, 600));
			expect(world.sandbox.log(provider)).toHaveLength(calls);
		});
	});

	describe(`times at ${provider}`, () => {
		it('a local time is read in the time zone of the workflow', async () => {
			const node = await createNode({ publishMode: 'schedule', scheduledAt: '2036-07-01T09:30' });
			const [post] = outputOf<Post>(
				await world.engine.run({ ...node, workflowTimezone: 'America/New_York' }),
			);
			expect(post?.scheduledAt).toBe('2036-07-01T13:30:00.000Z');
		});

		it("a local time is read in the node's own time zone", async () => {
			const node = await createNode({
				publishMode: 'schedule',
				scheduledAt: '2036-07-01T09:30',
				timezone: 'Asia/Tokyo',
			});
			const [post] = outputOf<Post>(
				await world.engine.run({ ...node, workflowTimezone: 'America/New_York' }),
			);
			expect(post?.scheduledAt).toBe('2036-07-01T00:30:00.000Z');
		});
	});

	describe(`a post through ${provider} to an account that breaks before it is due`, () => {
		it('fails there with the words of the vendor and goes out elsewhere', async () => {
			const { forText } = await seededAccounts(world, provider);
			const [first, second] = forText;
			const node = await createNode({
				accountIds: [first.id, second.id],
				publishMode: 'schedule',
				scheduledAt: new Date(Date.now() + 3_600_000).toISOString(),
			});
			const [made] = outputOf<Post>(await world.engine.run(node));
			const id = vendorIdOf(world, provider, first);
			await world.control('POST', `/accounts/${provider}/${encodeURIComponent(id)}/expire`);
			world.sandbox.forward(2 * 3_600_000);

			const [post] = outputOf<Post>(
				await world.engine.run(
					world.node('socialPost', provider, { operation: 'get', postId: made?.id ?? '' }),
				),
			);
			expect(post?.status).toBe('partiallyPublished');
			const failed = post?.targets.find(({ platform }) => platform === first.platform);
			expect(failed).toMatchObject({ status: 'failed', error: expect.stringMatching(/\w/) as unknown });
			const live = post?.targets.find(({ platform }) => platform === second.platform);
			expect(live).toMatchObject({ status: 'published', error: null });
		});
	});
}
