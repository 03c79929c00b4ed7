import type { JsonObject } from '../../../nodes/shared/domain/json';
import { altTextLeftOut, createBody } from '../../../nodes/shared/providers/smartlyQ/postBody';
import { readPost } from '../../../nodes/shared/providers/smartlyQ/postReading';
import { account, DRAFT, FACEBOOK, HOSTILE, SECOND_FACEBOOK, X } from './fixtures/smartlyQ';

describe('a post', () => {
	const PUBLISHED = {
		id: 8841,
		content: 'Launch day!',
		platforms: ['twitter', 'facebook'],
		status: 'published',
		scheduled_time: null,
		published_at: '2026-07-26T09:41:25Z',
		created_at: '2026-07-26T09:41:22Z',
		publish_stage: null,
		post_urls: { twitter: ['https://x.com/acme/1'], facebook: ['https://facebook.com/123_987'] },
		post_ids: { twitter: '1', facebook: '123_987' },
	};
	const targetsOf = (change: JsonObject, sentTo = [X]) =>
		readPost({ ...PUBLISHED, ...change }, sentTo)?.targets;

	it('is read with one target per network, and nothing that the vendor does not tell', () => {
		expect(readPost(PUBLISHED)).toEqual({
			id: '8841',
			provider: 'smartlyQ',
			status: 'published',
			text: 'Launch day!',
			scheduledAt: null,
			publishedAt: '2026-07-26T09:41:25.000Z',
			createdAt: '2026-07-26T09:41:22.000Z',
			updatedAt: null,
			timezone: null,
			targets: [
				{
					accountId: null,
					platform: 'x',
					status: 'published',
					url: 'https://x.com/acme/1',
					platformPostId: '1',
					publishedAt: '2026-07-26T09:41:25.000Z',
					error: null,
					attempts: null,
				},
				expect.objectContaining({
					platform: 'facebook',
					url: 'https://facebook.com/123_987',
					platformPostId: '123_987',
				}),
			],
			media: [],
			warnings: [],
		});
	});

	it('names the account where it was the only one of its network', () => {
		const sentTo = [X, FACEBOOK, SECOND_FACEBOOK];

		expect(readPost(PUBLISHED, sentTo)?.targets.map(({ accountId }) => accountId)).toEqual(['124', null]);
	});

	it('has a target for each address of a network', () => {
		const change = {
			post_urls: { facebook: ['https://f/1', 'https://f/2'] },
			post_ids: { facebook: ['1', '2'] },
		};

		expect(targetsOf({ platforms: ['facebook'], ...change })).toMatchObject([
			{ platform: 'facebook', status: 'published', url: 'https://f/1', platformPostId: '1' },
			{ platform: 'facebook', status: 'published', url: 'https://f/2', platformPostId: '2' },
		]);
	});

	it('has a failed target beside the others of its network', () => {
		const change = {
			status: 'partially_published',
			platforms: ['facebook'],
			post_ids: {},
			post_urls: {
				facebook: ['https://f/1'],
				_errors: { facebook: 'Refused' },
				_transcodes: { facebook: ['shrunk'] },
			},
		};

		expect(targetsOf(change)).toMatchObject([
			{ status: 'published', url: 'https://f/1', error: null },
			{ status: 'failed', url: null, error: 'Refused' },
		]);
	});

	it.each([
		['scheduled', 'scheduled'],
		['processing', 'publishing'],
		['published', 'published'],
		['failed', 'failed'],
		['unpublished', 'unpublished'],
		['partially_published', 'unknown'],
		['new_word', 'unknown'],
	])('that is %s gives a network without any result the status %s', (word, status) => {
		expect(targetsOf({ status: word, platforms: ['twitter'], post_urls: {}, post_ids: {} })).toMatchObject([
			{ accountId: '124', platform: 'x', status, url: null },
		]);
	});

	it('that was taken down keeps its addresses, as unpublished', () => {
		expect(targetsOf({ status: 'unpublished' })).toMatchObject([
			{ status: 'unpublished' },
			{ status: 'unpublished' },
		]);
	});

	it('keeps a target whose address has ended', () => {
		expect(
			targetsOf({ platforms: ['facebook'], post_urls: { facebook: [null] }, post_ids: {} }),
		).toMatchObject([{ platform: 'facebook', status: 'published', url: null }]);
	});

	it('that failed as a whole gives the reason to its targets', () => {
		const change = {
			status: 'failed',
			platforms: ['twitter'],
			post_ids: {},
			post_urls: { _errors: { _post: 'Paused' } },
		};

		expect(targetsOf(change)).toMatchObject([{ status: 'failed', error: 'Paused' }]);
		expect(readPost({ ...PUBLISHED, ...change })?.warnings).toEqual(['Paused']);
	});

	it('gives a reason for the whole post as a warning when it went out', () => {
		const post = readPost({
			...PUBLISHED,
			post_urls: { _errors: { _post: 'Skipped' } },
			warnings: ['Ratio', 7, null],
		});

		expect(post?.warnings).toEqual(['Ratio', '7', 'Skipped']);
		expect(post?.targets).toHaveLength(2);
	});

	it('says when it was there already, and when it was not made here', () => {
		expect(readPost({ post_id: 8841, status: 'published', idempotent_replay: true })).toMatchObject({
			id: '8841',
			warnings: [expect.stringContaining('already')],
		});
		expect(readPost({ ...PUBLISHED, status: 'external' })).toMatchObject({
			status: 'unknown',
			warnings: [expect.stringContaining('imported')],
		});
	});

	it('is read whatever it looks like', () => {
		for (const hostile of HOSTILE) expect(readPost(hostile)).toBeNull();
		const fields = Object.keys(PUBLISHED).filter((field) => field !== 'id');
		for (const field of fields) {
			for (const value of [null, [], {}, 'text', 7, true, [null, {}], { __proto__: null, constructor: 1 }]) {
				expect(readPost({ ...PUBLISHED, [field]: value })).toMatchObject({ id: '8841' });
			}
		}
		expect(readPost({ id: 1, status: 'scheduled', platforms: ['constructor'] })?.targets).toMatchObject([
			{ platform: 'constructor', status: 'scheduled' },
		]);
	});
});

describe('the body of a create call', () => {
	it('names text, networks and accounts', () => {
		const accounts = [X, FACEBOOK, SECOND_FACEBOOK, account(132, 'googleBusiness')];

		expect(createBody({ ...DRAFT, accounts })).toEqual({
			content: 'Hello',
			platforms: ['twitter', 'facebook', 'gmb'],
			account_ids: [124, 123, 133, 132],
		});
	});

	it('gives the time in UTC beside the zone UTC, whatever the zone of the draft', () => {
		expect(createBody({ ...DRAFT, mode: 'schedule', scheduledAt: '2027-03-01T08:30:00.000Z' })).toMatchObject(
			{
				scheduled_time: '2027-03-01T08:30:00Z',
				timezone: 'UTC',
			},
		);
	});

	it('puts captions, settings and an alternative text into the options of their network', () => {
		const pinterest = account(130, 'pinterest');
		const draft = {
			...DRAFT,
			accounts: [X, pinterest],
			media: [
				{ source: 'url', url: 'https://cdn.example.com/a.jpg', type: 'image', altText: 'A cup' } as const,
			],
			overrides: [
				{ platform: 'x', text: 'Short', settings: { first_comments: ['More'] } },
				{ platform: 'pinterest', text: null, settings: { board_id: '7' } },
				{ platform: 'tiktok', text: 'Not chosen', settings: {} },
			],
		};

		expect(createBody(draft)).toMatchObject({
			platform_options: {
				twitter: { content: 'Short', first_comments: ['More'] },
				pinterest: { board_id: '7', alt_text: 'A cup' },
			},
		});
		expect(Object.keys(createBody(draft).platform_options ?? {})).toEqual(['twitter', 'pinterest']);
		expect(altTextLeftOut(['x', 'pinterest'], draft.media)).toEqual([expect.stringContaining('Pinterest')]);
		expect(altTextLeftOut(['pinterest'], draft.media)).toEqual([]);
	});

	it('merges additional fields last', () => {
		const additionalFields = { allow_duplicates: true, content: 'Other' };

		expect(createBody({ ...DRAFT, additionalFields })).toMatchObject({
			allow_duplicates: true,
			content: 'Other',
		});
	});

	it('sends an ID that is no number as it is, for the vendor to refuse', () => {
		expect(createBody({ ...DRAFT, accounts: [{ ...X, providerAccountId: 'acc_1' }] })).toMatchObject({
			account_ids: ['acc_1'],
		});
	});
});
