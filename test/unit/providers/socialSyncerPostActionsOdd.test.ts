import type { JsonValue } from '../../../nodes/shared/domain/json';
import { socialSyncer as provider } from '../../../nodes/shared/providers/socialSyncer';
import { VendorError } from '../../../nodes/shared/transport/vendorError';
import type { VendorRequest, Wire } from '../../../nodes/shared/transport/wire';
import { CONFLICT, HOUR_MS, ZONE, changes, fromNow } from './fixtures/socialSyncerPosts';
import { wireWith } from './fixtures/wireWith';

const { update, reschedule, publishDraft, cancel, delete: remove, retry } = provider.posts;
if (!publishDraft) throw new Error('The provider lacks an operation that it must have');

const X = { platform: 'twitter', accountId: '900000001' };
const draft = { id: 'post_1', status: 'draft', content: 'Hello', platforms: [{ ...X, status: 'pending' }] };
const scheduled = { ...draft, status: 'scheduled', scheduledFor: fromNow(HOUR_MS) };

/** Answers `before` to the first GET, `after` to later ones, and `changed` to all else; an error is thrown. */
function answers(
	before: JsonValue,
	changed: JsonValue | VendorError,
	after: JsonValue | VendorError = before,
) {
	let reads = 0;
	const wire = wireWith(({ method }: VendorRequest) => {
		const answer = method !== 'GET' ? changed : reads++ === 0 ? before : after;
		if (answer instanceof VendorError) throw answer;
		return answer;
	});
	return wire as Wire & { readonly sent: VendorRequest[] };
}

function failure(cause: 'unavailable' | 'notFound' | 'rateLimited' | 'cancelled'): VendorError {
	return new VendorError({
		provider: 'socialSyncer',
		cause,
		message: `It is ${cause}`,
		advice: '',
		code: null,
		httpCode: null,
		requestId: null,
		retryable: false,
		outcome: 'none',
	});
}

describe('answers to a change', () => {
	it.each([null, {}, { updated: true }, { id: 'post_1', status: 'publishing' }])(
		'reads the post when the answer %j does not hold it',
		async (answer) => {
			const after = { ...draft, status: 'publishing' };
			const wire = answers(draft, answer, after);

			expect((await publishDraft(wire, 'post_1', null, ZONE)).raw).toEqual(after);
			expect(wire.sent.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET']);
		},
	);

	it('keeps what the answer tells when the post cannot be read', async () => {
		const wire = answers(draft, { id: 'post_1', status: 'publishing' }, failure('unavailable'));

		expect((await publishDraft(wire, 'post_1', null, ZONE)).item.status).toBe('publishing');
	});

	it('leaves it open when neither tells', async () => {
		await expect(
			publishDraft(answers(draft, {}, failure('unavailable')), 'post_1', null, ZONE),
		).rejects.toMatchObject({
			facts: { outcome: 'unknown', retryable: false },
		});
	});

	it('warns when the answer does not show what was asked for', async () => {
		const ignored = [
			await publishDraft(answers(draft, draft), 'post_1', null, ZONE),
			await publishDraft(answers(draft, draft), 'post_1', fromNow(HOUR_MS), ZONE),
			await reschedule(answers(scheduled, scheduled), 'post_1', fromNow(2 * HOUR_MS), ZONE),
			await update(answers(draft, draft), 'post_1', changes({ text: 'New' })),
		];

		for (const { item } of ignored) expect(item.warnings).toEqual([expect.stringMatching(/show/)]);
	});

	it('warns when a change of the text has made the post go out', async () => {
		const wire = answers(draft, { ...draft, content: 'New', status: 'publishing' });

		expect((await update(wire, 'post_1', changes({ text: 'New' }))).item.warnings).toEqual([
			'The post was draft before the change and is publishing now.',
		]);
	});

	it.each([failure('rateLimited'), failure('cancelled')])('passes on that it $message', async (reason) => {
		await expect(publishDraft(answers(draft, reason), 'post_1', null, ZONE)).rejects.toBe(reason);
	});

	it('says that the call may not exist when the post is there and not found', async () => {
		await expect(
			update(answers(draft, failure('notFound')), 'post_1', changes({ text: 'New' })),
		).rejects.toMatchObject({
			facts: { cause: 'notFound', advice: expect.stringContaining('not documented') as string },
		});
	});
});

describe('what networks have of their own', () => {
	it('keeps what the vendor shows of it', async () => {
		const own = {
			customContent: 'Short',
			customMedia: [{ type: 'image', url: 'https://cdn.example.com/x.jpg' }],
		};
		const facebook = { platform: 'facebook', accountId: '1048', status: 'pending' };
		const before = { ...draft, platforms: [{ ...X, ...own, status: 'pending' }, facebook] };
		const wire = answers(before, before);
		const overrides = [{ platform: 'facebook', text: 'Long', settings: { firstComment: 'First!' } }];
		const { item } = await update(wire, 'post_1', changes({ overrides }));

		expect(wire.sent[1]?.body).toEqual({
			isDraft: true,
			platforms: [
				{ ...X, ...own },
				{ platform: 'facebook', accountId: '1048', customContent: 'Long' },
			],
			facebookSettings: { firstComment: 'First!' },
		});
		expect(item.warnings).toEqual([]);
	});

	it('asks for the accounts when the vendor does not show them', async () => {
		const wire = answers({ ...draft, platforms: [{ platform: 'twitter', status: 'pending' }] }, draft);
		const overrides = [{ platform: 'x', text: 'Short', settings: {} }];

		await expect(update(wire, 'post_1', changes({ overrides }))).rejects.toMatchObject({
			parameter: 'Account Names or IDs',
		});
		expect(wire.sent).toHaveLength(1);
	});
});

describe('removing', () => {
	it.each([
		['that nothing was deleted', { deleted: false }, draft, { outcome: 'none' }],
		['nothing at all', failure('unavailable'), failure('unavailable'), { outcome: 'unknown' }],
		['a failure while the post is still there', failure('unavailable'), draft, { outcome: 'none' }],
	])('does not take %s for a deletion', async (_what, answer, after, facts) => {
		await expect(remove(answers(draft, answer, after), 'post_1')).rejects.toMatchObject({ facts });
		await expect(cancel(answers(draft, answer, after), 'post_1')).rejects.toMatchObject({ facts });
	});

	it.each([
		['publishing', /was going out/],
		['novelty', /not known here/],
	])('says what may stay of a post that was %s', async (status, warning) => {
		const { item } = await remove(answers({ ...draft, status }, { deleted: true }), 'post_1');

		expect(item).toMatchObject({ alreadyGone: false, warnings: [expect.stringMatching(warning)] });
	});

	it('finds out that a cancelled post went out after all', async () => {
		const wire = answers(scheduled, { deleted: true }, { ...scheduled, status: 'published' });

		await expect(cancel(wire, 'post_1')).rejects.toMatchObject({
			...CONFLICT,
			message: expect.stringContaining('not cancelled in time') as string,
		});
	});

	it.each([
		['could not be checked', failure('unavailable')],
		['still shows it', { ...scheduled, status: 'removed' }],
	])('says of a cancelled post that it %s', async (warning, after) => {
		const { item } = await cancel(answers(scheduled, { deleted: true }, after), 'post_1');

		expect(item).toMatchObject({
			status: 'cancelled',
			warnings: [expect.any(String), expect.stringContaining(warning)],
		});
	});
});

describe('posts in states of which nothing is known', () => {
	const novelty = { ...draft, status: 'novelty' };

	it.each([
		['update', async (wire: Wire) => await update(wire, 'post_1', changes({ text: 'New' }))],
		['reschedule', async (wire: Wire) => await reschedule(wire, 'post_1', fromNow(HOUR_MS), ZONE)],
		['publishDraft', async (wire: Wire) => await publishDraft(wire, 'post_1', null, ZONE)],
		['cancel', async (wire: Wire) => await cancel(wire, 'post_1')],
		['retry', async (wire: Wire) => await retry(wire, 'post_1')],
	])('are not touched by %s', async (_name, act) => {
		const wire = answers(novelty, {});

		await expect(act(wire)).rejects.toMatchObject(CONFLICT);
		expect(wire.sent).toHaveLength(1);
	});
});

it.each([
	['is still on its way', 'publishing'],
	['did not fail', 'published'],
])('does not retry a post with a target that %s', async (_how, status) => {
	const wire = answers({ ...draft, status: 'partial', platforms: [{ ...X, status }] }, {});

	await expect(retry(wire, 'post_1')).rejects.toMatchObject(CONFLICT);
	expect(wire.sent).toHaveLength(1);
});
