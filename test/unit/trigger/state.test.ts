import fc from 'fast-check';

import type { Account, HealthStatus } from '../../../nodes/shared/domain/account';
import type { Post } from '../../../nodes/shared/domain/post';
import { detect } from '../../../nodes/SocialTrigger/heart/detect';
import type { PostReading } from '../../../nodes/SocialTrigger/heart/detect';
import {
	HEALTH_CHANGES,
	type DetectOptions,
	type TriggerEvent,
} from '../../../nodes/SocialTrigger/heart/triggerEvent';
import { readState, writeState, type WatchState } from '../../../nodes/SocialTrigger/heart/watchState';
import { account, BEGINNING, OPTIONS, post, SCOPE } from './model/samples';

const KILOBYTE = 1024;
const list = (accounts: readonly Account[]) => ({ accounts: { accounts, missing: [] } });
const sizeOf = (state: WatchState) => Buffer.byteLength(JSON.stringify(writeState(state)));
const store = (state: WatchState) => {
	const read = readState(JSON.parse(JSON.stringify(writeState(state))), SCOPE);
	if (!read) throw new Error('The state cannot be read back');
	return read;
};

const pad = (at: number, length: number) => String(at).padStart(length, '0');
const SHAPES: Readonly<Record<string, (at: number) => string>> = {
	'PostEverywhere and SmartlyQ': (at) => String(4101 + at),
	'SocialSyncerAPI, numbers': (at) => `instagram:178414000${pad(at, 8)}`,
	'SocialSyncerAPI, TikTok': (at) => `tiktok:0a7fQ2x9R4t${pad(at, 5)}`,
	'Wix, LinkedIn': (at) => `LINKEDIN:urn:li:person:8f3kd${pad(at, 5)}`,
	'Wix, Facebook': (at) => `FACEBOOK:10223344556${pad(at, 5)}:10293847${pad(at, 7)}`,
	'Wix, TikTok': (at) => `TIKTOK:7c9f0a12-4e6d-4a8b-9c3f-${pad(at, 12)}`,
	'Wix, Google Business': (at) =>
		`GBP:accounts/10451223369874${pad(at, 7)}:locations/813740291664${pad(at, 7)}`,
};

describe.each(Object.entries(SHAPES))('the state with accounts of %s', (_, idOf) => {
	const accounts = (count: number) => Array.from({ length: count }, (__, at) => account(idOf(at)));
	const learn = (count: number) => {
		const learned = detect(BEGINNING, list(accounts(count)), OPTIONS).state;
		const posts = Array.from({ length: 1500 }, (__, at) => post(`post-${at}`));
		const reading: PostReading = { posts, cursor: { at: 'x'.repeat(2000) }, isComplete: true, atMs: 0 };
		const first = detect(learned, { posts: reading }, OPTIONS).state;
		return detect(first, { posts: { ...reading, posts: posts.slice(0, 100) } }, OPTIONS).state;
	};

	it('stays under 32 KB at 1,000 and takes at most 16 bytes for each further one', () => {
		expect(sizeOf(learn(1000))).toBeLessThan(32 * KILOBYTE);
		expect((sizeOf(learn(11_000)) - sizeOf(learn(1000))) / 10_000).toBeLessThanOrEqual(16);
	});

	it('comes back as it was', () => {
		const state = learn(300);
		expect(store(state)).toEqual(state);
		expect(detect(store(state), list(accounts(300)), OPTIONS)).toEqual({ events: [], state });
	});

	it('still knows who is gone', () => {
		const state = detect(BEGINNING, list(accounts(20)), OPTIONS).state;
		const once = detect(store(state), list(accounts(19)), OPTIONS);
		expect(once.events).toEqual([]);
		const { events } = detect(store(once.state), list(accounts(19)), OPTIONS);
		expect(events).toEqual([
			expect.objectContaining({
				event: 'accountDisconnected',
				account: expect.objectContaining({
					id: idOf(19),
					name: account(idOf(19)).name,
					platform: 'instagram',
				}),
			}),
		]);
	});
});

describe('the memory of posts', () => {
	const read = (state: WatchState, posts: readonly Post[], isComplete = true) =>
		detect(store(state), { posts: { posts, cursor: 'c', isComplete, atMs: 0 } }, OPTIONS);
	const learned = () => read(read(BEGINNING, []).state, []).state;

	it('holds a burst that is shown again as a whole, in several pieces', () => {
		const burst = Array.from({ length: 5000 }, (_, at) => post(`burst-${at}`));
		const pieces = Array.from({ length: 10 }, (_, at) => burst.slice(at * 500, (at + 1) * 500));
		let state = learned();
		let told = 0;
		for (const again of [false, true]) {
			for (const [at, piece] of pieces.entries()) {
				const found = read(state, piece, at === pieces.length - 1);
				expect(found.events).toHaveLength(again ? 0 : 500);
				told += found.events.length;
				state = found.state;
			}
		}
		expect(told).toBe(5000);
		for (let reading = 0; reading < 3; reading++) state = read(state, []).state;
		expect(sizeOf(state)).toBeLessThan(8 * KILOBYTE);
	});

	it('knows as many posts again as the reading says may come again, one by one and long after', () => {
		const posts = Array.from({ length: 1500 }, (_, at) => post(`walked-${at}`));
		const readOne = (state: WatchState, one: Post, again: number) =>
			detect(
				store(state),
				{ posts: { posts: [one], cursor: 'c', isComplete: true, atMs: 0, again } },
				OPTIONS,
			);
		const tellTwice = (again: number) => {
			let state = learned();
			let told = 0;
			for (const one of [...posts, ...posts]) {
				const found = readOne(state, one, again);
				told += found.events.length;
				state = found.state;
			}
			return { told, size: sizeOf(readOne(state, post('walked-0'), 0).state) };
		};
		expect(tellTwice(1500).told).toBe(1500);
		// Otherwise no more than a thousand are kept.
		expect(tellTwice(0).told).toBeGreaterThan(1500);
		expect(tellTwice(1500).size).toBeLessThan(8 * KILOBYTE);
	}, 60_000);

	it('tells of a post that was found late by a reading that knows what is news', () => {
		const now = Date.parse('2026-11-20T12:00:00.000Z');
		const late = { ...post('late'), publishedAt: '2026-11-01T00:00:00.000Z' };
		const reading = (posts: readonly Post[]) => ({
			posts: { posts, cursor: 'c', isComplete: true, atMs: now, again: 10 },
		});
		let { state } = detect(BEGINNING, reading([]), OPTIONS);
		({ state } = detect(state, reading([]), OPTIONS));
		const told = detect(state, reading([late]), OPTIONS);
		expect(told.events.map((event) => event.post?.id)).toEqual(['late']);
		expect(detect(told.state, reading([late]), OPTIONS).events).toEqual([]);
	});

	it('does not take a post for news that has been out for longer than the lookback', () => {
		const at = (time: string, id: string): Post => ({ ...post(id), publishedAt: time });
		const now = Date.parse('2026-11-20T12:00:00.000Z');
		const reading = (posts: readonly Post[]) => ({
			posts: { posts, cursor: 'c', isComplete: true, atMs: now },
		});
		let { state } = detect(BEGINNING, reading([]), OPTIONS);
		({ state } = detect(state, reading([]), OPTIONS));
		const posts = [at('2026-11-01T00:00:00.000Z', 'old'), at('2026-11-19T13:00:00.000Z', 'late')];
		expect(detect(state, reading(posts), OPTIONS).events.map((event) => event.post?.id)).toEqual(['late']);
	});

	it('is not led astray by a post that says it went live in years to come', () => {
		const now = Date.parse('2026-11-20T12:00:00.000Z');
		const reading = (id: string, publishedAt: string) => ({
			posts: { posts: [{ ...post(id), publishedAt }], cursor: 'c', isComplete: true, atMs: now },
		});
		let { state } = detect(BEGINNING, reading('a', '2026-11-20T11:00:00.000Z'), OPTIONS);
		({ state } = detect(state, reading('b', '2099-01-01T00:00:00.000Z'), OPTIONS));
		const { events } = detect(state, reading('c', '2026-11-20T12:01:00.000Z'), OPTIONS);
		expect(events).toHaveLength(1);
	});
});

describe('a state that does not fit', () => {
	const state = writeState(detect(BEGINNING, list([account('1')]), OPTIONS).state);
	it.each([
		['of another scope', state, 'other'],
		['of another version', { ...state, v: 2 }, SCOPE],
		['that is none', 'text', SCOPE],
		['that is missing', undefined, SCOPE],
	])('%s begins anew', (_, saved, scope) => {
		expect(readState(saved, scope)).toBeNull();
	});
});

describe('what counts as a change of health', () => {
	const STATUSES = ['healthy', 'expiring', 'expired', 'unhealthy', 'paused'] as const;
	const sound: readonly string[] = ['healthy', 'expiring'];
	const meant: Readonly<Record<string, (event: TriggerEvent) => boolean>> = {
		any: () => true,
		becameUnhealthy: (event) =>
			sound.includes(event.previousStatus ?? '') && !sound.includes(event.currentStatus),
		recovered: (event) => !sound.includes(event.previousStatus ?? '') && sound.includes(event.currentStatus),
		expiringSoon: (event) => event.currentStatus === 'expiring',
	};

	it.each(HEALTH_CHANGES)('with the option %s is exactly what it says', (healthChange) => {
		const events = new Set(['accountHealthChanged'] as const);
		const tell = (from: HealthStatus, to: HealthStatus, change: DetectOptions['healthChange']) => {
			const options = { ...OPTIONS, events, healthChange: change };
			const { state } = detect(BEGINNING, list([account('1', from)]), options);
			return detect(state, list([account('1', to)]), options).events;
		};
		fc.assert(
			fc.property(fc.constantFrom(...STATUSES), fc.constantFrom(...STATUSES), (from, to) => {
				const all = tell(from, to, 'any');
				expect(all).toHaveLength(from === to ? 0 : 1);
				const isMeant = meant[healthChange] ?? (() => false);
				expect(tell(from, to, healthChange)).toEqual(all.filter(isMeant));
			}),
		);
	});
});
