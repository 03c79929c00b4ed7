import fc from 'fast-check';

import { POST_STATUSES, type Post, statusFromTargets } from '../../../nodes/shared/domain/post';
import { matchesPost, sortPosts } from '../../../nodes/shared/domain/postQuery';

const post = (more: Partial<Post>): Post => ({
	id: '1',
	provider: 'wix',
	status: 'published',
	text: 'Summer sale',
	scheduledAt: null,
	publishedAt: '2027-01-02T00:00:00.000Z',
	createdAt: '2027-01-01T00:00:00.000Z',
	updatedAt: null,
	timezone: null,
	targets: [
		{
			accountId: 'a',
			platform: 'x',
			status: 'published',
			url: null,
			platformPostId: null,
			publishedAt: null,
			error: null,
			attempts: null,
		},
	],
	media: [],
	warnings: [],
	...more,
});

describe('which posts are wanted', () => {
	it.each([
		[{}, true],
		[{ status: ['published'] }, true],
		[{ status: ['failed'] }, false],
		[{ status: [] }, true],
		[{ platforms: ['x', 'facebook'] }, true],
		[{ platforms: ['facebook'] }, false],
		[{ accountId: 'a' }, true],
		[{ accountId: 'b' }, false],
		[{ search: 'SUMMER' }, true],
		[{ search: 'winter' }, false],
		[{ createdAfter: '2027-01-01T00:00:00.000Z' }, true],
		[{ createdBefore: '2027-01-01T00:00:00.000Z' }, false],
		[{ publishedAfter: '2027-01-01T00:00:00.000Z', publishedBefore: '2027-01-03T00:00:00.000Z' }, true],
		[{ scheduledAfter: '2020-01-01T00:00:00.000Z' }, false],
	] as const)('%j: %s', (query, wanted) => {
		expect(matchesPost(post({}), query)).toBe(wanted);
	});

	it('sorts by a time in both directions, posts without it last', () => {
		const posts = [
			post({ id: '1' }),
			post({ id: '2', createdAt: null }),
			post({ id: '3', createdAt: '2028-01-01T00:00:00.000Z' }),
		];
		const ids = (direction: 'asc' | 'desc') =>
			sortPosts(posts, { field: 'createdAt', direction }, (one) => one).map(({ id }) => id);
		expect(ids('desc')).toEqual(['3', '1', '2']);
		expect(ids('asc')).toEqual(['1', '3', '2']);
	});
});

describe('the status of a post from its targets', () => {
	it.each([
		[['published', 'published'], 'published'],
		[['published', 'failed'], 'partiallyPublished'],
		[['failed', 'failed'], 'failed'],
		[['published', 'publishing'], 'publishing'],
		[['scheduled', 'scheduled'], 'scheduled'],
		[['scheduled', 'published'], 'publishing'],
		[['draft', 'failed'], 'failed'],
		[['cancelled', 'cancelled'], 'cancelled'],
		[[], 'unknown'],
	] as const)('%j: %s', (statuses, expected) => {
		expect(statusFromTargets(statuses)).toBe(expected);
	});

	it('does not depend on the order of the targets', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...POST_STATUSES)), (statuses) => {
				expect(statusFromTargets([...statuses].reverse())).toBe(statusFromTargets(statuses));
			}),
		);
	});

	it('is final only when no target is under way', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...POST_STATUSES)), (statuses) => {
				expect(statusFromTargets([...statuses, 'publishing'])).toBe('publishing');
			}),
		);
	});
});
