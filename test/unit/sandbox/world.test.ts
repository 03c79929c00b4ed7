import { Clock, readDuration } from '../../../sandbox/core/clock';
import { idLike, SeededRandom } from '../../../sandbox/core/seeded';
import { WorldState } from '../../../sandbox/core/worldState';
import { TinyClient } from './fixtures/tinyClient';
import { tinyVendor } from './fixtures/tinyVendor';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('over HTTP', () => {
	const client = TinyClient.use();

	const post = async (body: object) =>
		(await client.call('POST', '/v1/posts', { text: 'Hello', ...body })).json;
	const read = async (id: number) => (await client.call('GET', `/v1/posts/${id}`)).json;

	it('a post goes live by itself after a moment of publishing', async () => {
		const created = await post({ accounts: ['acc_1', 'acc_2'] });
		await client.control('POST', '/clock', { forwardMs: 250 });
		const settled = await read(created.id);

		expect(created.status).toBe('publishing');
		expect(settled.status).toBe('published');
		expect(settled.targets[0].url).toMatch(/^https:\/\/www\.instagram\.com\/p\/[\w-]{11}\/$/);
		expect(settled.targets[1].url).toMatch(/^https:\/\/x\.com\/acme\/status\/\d{19}$/);
	});

	it('a post has its results at once when publishing takes no time', async () => {
		await client.control('POST', '/settings', { publishMs: 0 });

		expect((await post({ accounts: ['acc_1'] })).status).toBe('published');
	});

	it('a scheduled post goes live at its time, however late somebody looks', async () => {
		const at = new Date(Date.now() + HOUR_MS);
		const { id, status } = await post({ accounts: ['acc_1'], at: at.toISOString() });
		await client.control('POST', '/clock', { forward: '1d' });
		const live = await read(id);

		expect(status).toBe('scheduled');
		expect(live.status).toBe('published');
		expect(live.publishedAt).toBe(new Date(at.getTime() + 250).toISOString());
	});

	it.each([
		['expire', 'Token expired'],
		['revoke', 'Permission revoked'],
	])(
		'after %s the target fails with the text of the vendor, and works again after repair',
		async (verb, text) => {
			await client.control('POST', '/settings', { publishMs: 0 });
			await client.control('POST', `/accounts/wix/acc_2/${verb}`);
			const partial = await post({ accounts: ['acc_1', 'acc_2'] });
			const failed = await post({ accounts: ['acc_2'] });
			await client.control('POST', '/accounts/wix/acc_2/repair');
			const repaired = await post({ accounts: ['acc_2'] });

			expect(partial.status).toBe('partial');
			expect(partial.targets.map((target) => target.error)).toEqual([null, text]);
			expect(failed).toMatchObject({ status: 'failed', publishedAt: null });
			expect(repaired.status).toBe('published');
		},
	);

	it('a token expires by the clock, and counts as it was when the post was due', async () => {
		const before = await post({ accounts: ['acc_2'], at: new Date(Date.now() + DAY_MS).toISOString() });
		const after = await post({ accounts: ['acc_2'], at: new Date(Date.now() + 4 * DAY_MS).toISOString() });
		await client.control('POST', '/clock', { forward: '10d' });

		expect((await read(before.id)).status).toBe('published');
		expect((await read(after.id)).status).toBe('failed');
	});

	it.each(['healthy', 'expiring', 'expired', 'revoked', 'paused'])(
		'an account can be made %s',
		async (health) => {
			const answer = await client.control('POST', '/accounts/wix/acc_2/health', { health });
			const leftMs = Date.parse(answer.json.tokenExpiresAt) - Date.now();

			expect(answer.json).toMatchObject({ revoked: health === 'revoked', paused: health === 'paused' });
			const days = { expiring: 3, expired: -1 / 24 }[health] ?? 60;
			expect(leftMs / DAY_MS).toBeCloseTo(days, 2);
		},
	);

	it('finds accounts whose ID has colons and slashes', async () => {
		client.sandbox.worlds.wix.addAccount({ id: 'IG:a/b', platform: 'instagram', name: 'Odd' });
		const answer = await client.control('POST', `/accounts/wix/${encodeURIComponent('IG:a/b')}/revoke`);

		expect(answer.json).toMatchObject({ id: 'IG:a/b', revoked: true });
	});

	it('can be filled with many records in the ID formats of the seed', async () => {
		const answer = await client.control('POST', '/populate/wix', { accounts: 20, posts: 200 });
		const accounts = await client.call('GET', '/v1/accounts');

		expect(answer.json).toEqual({ accounts: 22, posts: 201 });
		expect(accounts.json.accounts).toHaveLength(22);
		expect(await client.violations()).toEqual([]);
	});
});

describe('a world', () => {
	const newWorld = () => {
		const clock = new Clock();
		const world = new WorldState(tinyVendor, clock, 'http://a', 'http://b', { publishMs: 250, mediaMs: 250 });
		world.reset();
		return { clock, world };
	};

	it('draws the same IDs after every reset', () => {
		const { world } = newWorld();
		const draw = () => [world.uuid(), world.hex(24), world.next('post', 7), world.next('post', 7)];
		const first = draw();
		world.reset();

		expect(draw()).toEqual(first);
		expect(first.slice(2)).toEqual([7, 8]);
		expect(first[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	});

	it('forgets the old time of a post that was moved, cancelled or deleted', () => {
		const { clock, world } = newWorld();
		const [moved, cancelled, deleted] = ['1', '2', '3'].map((id) => {
			const post = world.addPost({ id, content: '', accountIds: ['acc_1'] });
			world.schedule(post, new Date(clock.now().getTime() + HOUR_MS));
			return post;
		});
		if (!moved || !cancelled || !deleted) throw new Error('unreachable');
		world.schedule(moved, new Date(clock.now().getTime() + DAY_MS));
		world.cancel(cancelled);
		world.posts.delete(deleted.id);
		clock.forward(2 * HOUR_MS);
		world.settle();

		expect([moved.status, cancelled.status, deleted.status]).toEqual(['scheduled', 'cancelled', 'scheduled']);
		clock.forward(DAY_MS);
		world.settle();
		expect(moved.status).toBe('published');
	});

	it('sends only the failed targets again', () => {
		const { clock, world } = newWorld();
		const account = world.accounts.get('acc_2');
		if (!account) throw new Error('unreachable');
		account.revoked = true;
		const post = world.addPost({ id: '1', content: '', accountIds: ['acc_1', 'acc_2'] });
		world.publish(post);
		clock.forward(250);
		world.settle();
		const [first, second] = post.targets.map((target) => ({ ...target }));
		account.revoked = false;
		const retried = world.retry(post);
		clock.forward(250);
		world.settle();

		expect([first?.status, second?.status]).toEqual(['published', 'failed']);
		expect(retried.map((target) => target.accountId)).toEqual(['acc_2']);
		expect(post.status).toBe('published');
		expect(post.targets[0]).toEqual(first);
		expect(post.targets[1]).toMatchObject({ status: 'published', attempts: 2, error: null });
	});

	it('settles quickly with 100,000 waiting posts', () => {
		const { clock, world } = newWorld();
		for (let index = 0; index < 100_000; index++) {
			const post = world.addPost({ id: `p${index}`, content: '', accountIds: ['acc_1'] });
			world.schedule(post, new Date(clock.now().getTime() + DAY_MS + index * 1000));
		}
		const startedAt = performance.now();
		for (let call = 0; call < 1000; call++) world.settle();

		expect(performance.now() - startedAt).toBeLessThan(100);
	});

	it('ends the processing of media and the life of connect sessions', () => {
		const { clock, world } = newWorld();
		const createdAt = clock.now();
		const inAMinute = new Date(createdAt.getTime() + 60_000);
		world.media.set('m', {
			id: 'm',
			url: '',
			filename: '',
			contentType: 'image/png',
			sizeBytes: 1,
			status: 'processing',
			readyAt: inAMinute,
			createdAt,
			extra: {},
		});
		world.openConsent({
			token: 't',
			platform: 'x',
			returnUrl: null,
			createdAt,
			expiresAt: inAMinute,
			status: 'pending',
			accountId: null,
			reconnect: false,
			extra: {},
		});
		world.settle();
		const before = [world.media.get('m')?.status, world.sessions.get('t')?.status];
		clock.forward(60_000);
		world.settle();

		expect(before).toEqual(['processing', 'pending']);
		expect([world.media.get('m')?.status, world.sessions.get('t')?.status]).toEqual(['ready', 'expired']);
	});
});

it.each([
	['acc_12', /^acc_\d{2}$/],
	['17841400000000001', /^[1-9]\d{16}$/],
	['66f0a1b2c3d4e5f6a7b8c9d0', /^[0-9a-f]{24}$/],
	[
		'0b3f2a6e-1f0e-4c7b-9d39-0a1b2c3d4e5f',
		/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
	],
	['home', /^home1$/],
])('an ID like %s has its form', (sample, form) => {
	expect(idLike(sample, new SeededRandom('test'), () => false)).toMatch(form);
});

it('an imitated ID grows when all short ones are taken', () => {
	expect(idLike('a1', new SeededRandom('test'), (id) => id.length < 4)).toMatch(/^a\d{3}$/);
});

it.each([
	['90s', 90_000],
	['1d 12h', 1.5 * DAY_MS],
	['250ms', 250],
	['soon', null],
	['', null],
])('the duration %p is %p milliseconds', (text, ms) => {
	expect(readDuration(text)).toBe(ms);
});
