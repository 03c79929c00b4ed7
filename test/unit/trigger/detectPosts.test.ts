import type { Post, Target } from '../../../nodes/shared/domain/post';
import { detect } from '../../../nodes/SocialTrigger/heart/detect';
import type { DetectOptions, TriggerEvent } from '../../../nodes/SocialTrigger/heart/triggerEvent';
import type { PostWatch, WatchState } from '../../../nodes/SocialTrigger/heart/watchState';
import { BEGINNING, OPTIONS, post, target } from './model/samples';

const DAY_MS = 86_400_000;
const BEGUN_MS = Date.parse('2026-11-20T12:00:00.000Z');
const daysOn = (days: number, moreMs = 0) => new Date(BEGUN_MS + days * DAY_MS + moreMs).toISOString();

/** A trigger's readings of posts after its beginning, one after another. */
class Poller {
	private state: WatchState = BEGINNING;

	constructor(private readonly options: Partial<DetectOptions> = {}) {
		this.read([], 0);
		this.read([], 0);
	}

	read(posts: readonly Post[], days = 0, isComplete = true): readonly TriggerEvent[] {
		const reading = { posts, cursor: 'c', isComplete, atMs: BEGUN_MS + days * DAY_MS };
		const { events, state } = detect(this.state, { posts: reading }, { ...OPTIONS, ...this.options });
		this.state = state;
		return events;
	}

	get memory(): PostWatch['memory'] {
		if (!this.state.posts) throw new Error('Nothing was read yet');
		return this.state.posts.memory;
	}
}

const poll = (one: Post, options: Partial<DetectOptions> = {}) => new Poller(options).read([one]);
const idsOf = (events: readonly TriggerEvent[]) => events.map((event) => event.post?.id);

const x = (more: Partial<Target> = {}) => target({ platform: 'x', accountId: '1', ...more });
const facebook = (more: Partial<Target> = {}) => target({ platform: 'facebook', accountId: '2', ...more });
const nobodys = (more: Partial<Target> = {}) => target({ platform: 'threads', accountId: null, ...more });

describe('a post of several targets', () => {
	const FAILED = { status: 'failed' } as const;
	const mixed = post('1', {
		status: 'partiallyPublished',
		targets: [x(), facebook(FAILED), nobodys(FAILED)],
	});

	it.each<[string, Partial<DetectOptions>, Array<[string, string]>]>([
		['everything', {}, [['postPartiallyPublished', 'partiallyPublished']]],
		['a network where it is out', { platforms: ['x'] }, [['postWentLive', 'published']]],
		['a network where it failed', { platforms: ['facebook'] }, [['postFailed', 'failed']]],
		['two networks', { platforms: ['x', 'facebook'] }, [['postPartiallyPublished', 'partiallyPublished']]],
		['a network it does not go to', { platforms: ['tiktok'] }, []],
		['an account where it is out', { accountIds: ['1'] }, [['postWentLive', 'published']]],
		['an account where it failed', { accountIds: ['2'] }, [['postFailed', 'failed']]],
		['an account it does not go to', { accountIds: ['3'] }, []],
		['an account on another network', { platforms: ['facebook'], accountIds: ['1'] }, []],
		['a network of which no account is told', { platforms: ['threads'], accountIds: ['1', '2'] }, []],
	])('is told to whoever wants %s, as it stands there', (_, options, expected) => {
		expect(poll(mixed, options).map(({ event, currentStatus }) => [event, currentStatus])).toEqual(expected);
	});

	it('that are not told is told to whoever wants everything, and to nobody else', () => {
		const bare = post('1', { status: 'failed' });

		expect(poll(bare)).toHaveLength(1);
		expect(poll(bare, { platforms: ['x'] })).toEqual([]);
		expect(poll(bare, { accountIds: ['1'] })).toEqual([]);
	});

	it.each<[string, Post, Target | undefined]>([
		['the one that it has', post('1', { targets: [x()] }), x()],
		['none of two that are out', post('1', { targets: [x(), facebook()] }), undefined],
		['the one that failed', post('1', { status: 'failed', targets: [x(FAILED)] }), x(FAILED)],
		[
			'none of two that failed',
			post('1', { status: 'failed', targets: [x(FAILED), facebook(FAILED)] }),
			undefined,
		],
		[
			'the one that failed of those that are partly out',
			post('1', { status: 'partiallyPublished', targets: [x(), facebook(FAILED), nobodys()] }),
			facebook(FAILED),
		],
		['none where two failed of those that are partly out', mixed, undefined],
	])('is about %s', (_, one, about) => {
		const [event] = poll(one);
		expect(event?.target).toEqual(about);
		if (about === undefined) expect(event).not.toHaveProperty('target');
	});
});

describe('when a post is told to have happened', () => {
	const early = daysOn(0, -5000);
	const late = daysOn(0, -1000);
	const earliest = daysOn(0, -9000);
	const targets = [
		x({ publishedAt: late }),
		facebook({ publishedAt: early }),
		target({ publishedAt: earliest }),
		nobodys(),
	];
	it.each<[string, Post, string | null]>([
		['the last of its targets went live', post('1', { targets, publishedAt: early }), late],
		['it went live, where no target tells', post('1', { targets: [x()], publishedAt: early }), early],
		['nobody knows', post('1', { targets: [x()] }), null],
		[
			'the last of those that are out went live',
			post('1', {
				status: 'partiallyPublished',
				targets: [...targets.slice(0, 3), nobodys({ status: 'failed' })],
			}),
			late,
		],
		[
			'nobody knows of one that failed',
			post('1', { status: 'failed', publishedAt: early, targets: [x({ status: 'failed' })] }),
			null,
		],
	])('is when %s', (_, one, expected) => {
		expect(poll(one)[0]?.occurredAt).toBe(expected);
	});
});

describe('a post is told again', () => {
	const partly = (more: Partial<Target>, ...others: Target[]) =>
		post('1', {
			status: 'partiallyPublished',
			targets: [x(), facebook({ status: 'failed', ...more }), ...others],
		});
	const tellBoth = (first: Post, second: Post) => {
		const poller = new Poller();
		return [...poller.read([first]), ...poller.read([second])].map(({ eventId }) => eventId);
	};

	it.each<[string, Post, Post]>([
		['failed at another attempt', partly({ attempts: 1 }), partly({ attempts: 2 })],
		['failed on another target, too', partly({}, nobodys()), partly({}, nobodys({ status: 'failed' }))],
		['went live after it had been partly out', partly({}), post('1', { targets: [x(), facebook()] })],
	])('when it %s', (_, first, second) => {
		expect(new Set(tellBoth(first, second)).size).toBe(2);
	});

	it.each<[string, Post, Post]>([
		['nothing has happened', partly({ attempts: 1 }), partly({ attempts: 1 })],
		[
			'what is out has another number of attempts',
			partly({}, nobodys({ attempts: 1 })),
			partly({}, nobodys({ attempts: 2 })),
		],
		[
			'it is live and shows more targets',
			post('1', { targets: [x()] }),
			post('1', { targets: [x(), facebook(), nobodys({ attempts: 3 })] }),
		],
	])('not when %s', (_, first, second) => {
		expect(tellBoth(first, second)).toHaveLength(1);
	});

	it('with the IDs that it had in every earlier version', () => {
		const failed = x({ status: 'failed', attempts: 2 });
		expect(
			[
				...poll(post('41', { targets: [x()] })),
				...poll(post('41', { status: 'failed', targets: [failed, facebook({ ...failed, attempts: 1 })] })),
			].map(({ eventId }) => eventId),
		).toEqual(['5353f922e906e0182cc2e85faf889319', 'd30347833bbf62cb19992ed85cd9977c']);
	});
});

describe('a post that has been out for long', () => {
	const out = (id: string, publishedAt: string, more: Partial<Post> = {}) =>
		post(id, { publishedAt, ...more });

	it('is no news after one that came later, by more than the lookback', () => {
		const poller = new Poller();
		expect(idsOf(poller.read([out('newest', daysOn(10)), out('newer', daysOn(9))], 10))).toHaveLength(2);

		const posts = [
			out('exactly', daysOn(9)),
			out('older', daysOn(9, -1)),
			out('partly', daysOn(5), { status: 'partiallyPublished' }),
			out('failed', daysOn(5), { status: 'failed' }),
			out('without time', daysOn(5), { publishedAt: null }),
		];
		expect(idsOf(poller.read(posts, 10))).toEqual(['exactly', 'partly', 'failed', 'without time']);
	});

	it('is news as long as the reading goes on that has shown the later one', () => {
		const poller = new Poller();
		poller.read([out('newest', daysOn(10))], 10, false);
		expect(idsOf(poller.read([out('middle', daysOn(5))], 10, false))).toEqual(['middle']);
		expect(idsOf(poller.read([out('older', daysOn(4))], 10, true))).toEqual(['older']);
		expect(idsOf(poller.read([out('oldest', daysOn(5, 1))], 10))).toEqual([]);
	});
});

describe('the memory', () => {
	it('holds nothing but what was told or learned, each once, that seen last at the end', () => {
		const poller = new Poller();
		expect(poller.memory).toEqual({ seen: '', counts: [0, 0], latest: [BEGUN_MS, 0] });
		poller.read([post('draft', { status: 'draft' }), post('on its way', { status: 'publishing' })]);
		expect(poller.memory.seen).toBe('');

		poller.read([post('1'), post('2')]);
		const [one, other] = poller.memory.seen.match(/.{6}/g) ?? [];
		expect(poller.memory).toMatchObject({ seen: `${one}${other}`, counts: [2, 0] });
		poller.read([post('1')]);
		expect(poller.memory).toMatchObject({ seen: `${other}${one}`, counts: [1, 0] });
	});

	it('begins empty', () => {
		const reading = { posts: [post('1')], cursor: 'c', isComplete: true, atMs: BEGUN_MS };
		const { state } = detect(BEGINNING, { posts: reading }, OPTIONS);
		expect(state.posts?.memory).toMatchObject({ counts: [1, 0], latest: [BEGUN_MS, 0] });
		expect(state.posts?.memory.seen).toHaveLength(6);
	});
});
