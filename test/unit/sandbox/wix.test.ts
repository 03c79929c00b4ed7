import { wix } from '../../../sandbox/vendors/wix/vendor';
import { inFuture } from '../fixtures/inFuture';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import {
	clientOf,
	codeOf,
	FACEBOOK,
	FACEBOOK_PAGE,
	facebookPost,
	IMAGE,
	INSTAGRAM,
	itemIn,
	LINKEDIN_PERSON,
	TIKTOK,
	UNKNOWN_ID,
	violationsOf,
} from './fixtures/wixClient';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const sandbox = useSandbox({ vendors: [wix] });
const client = clientOf(sandbox);

const keptContract = () => expectKeptContract(sandbox);

/** Lets everything that is being published reach its end. */
const letPublish = () => sandbox.forward(60_000);

describe('publishing', () => {
	it('takes an item that goes live a moment later', async () => {
		const answer = await client.publish(facebookPost());
		expect(answer.status).toBe(200);
		const { id, status } = itemIn(answer);
		expect(status).toBe('PROCESSING');

		letPublish();
		const live = await client.read(id);
		expect(live.status).toBe('PUBLISHED');
		expect(live.channel.externalItemUrl).toMatch(/^https:\/\/www\.facebook\.com\//);
		keptContract();
	});

	it('holds a scheduled item until its time', async () => {
		const scheduledDate = inFuture(DAY_MS);
		const scheduled = itemIn(await client.publish(facebookPost({ schedulingInfo: { scheduledDate } })));
		expect(scheduled).toMatchObject({ status: 'SCHEDULED', schedulingInfo: { scheduledDate } });

		sandbox.forward(DAY_MS - 60_000);
		expect((await client.read(scheduled.id)).status).toBe('SCHEDULED');
		sandbox.forward(2 * 60_000);
		expect((await client.read(scheduled.id)).status).toBe('PUBLISHED');
		keptContract();
	});

	it('ends as FAILED with the reason when the token of the channel has lapsed', async () => {
		const item = {
			channel: { name: 'TIKTOK', accountId: TIKTOK },
			type: 'VIDEO',
			tiktokVideo: {
				description: 'Throwing a bowl',
				privacyLevel: 'SELF_ONLY',
				mediaWrapper: { media: [{ type: 'VIDEO', url: 'https://video.wixstatic.com/video/cf2434_x' }] },
			},
		};
		const { id } = itemIn(await client.publish(item));

		letPublish();
		expect(await client.read(id)).toMatchObject({
			status: 'FAILED',
			publicationError: { message: 'The access token of channel TIKTOK is no longer valid' },
		});
		keptContract();
	});

	it.each([
		['LINKEDIN', { linkedinPost: { caption: 'x' } }, LINKEDIN_PERSON, '/author :: field is required'],
		['FACEBOOK', { facebookPost: { caption: 'x' } }, FACEBOOK.accountId, '/page :: field is required'],
		[
			'PINTEREST',
			{ pinterestPost: { description: 'x', boardId: '549755813599283' } },
			'549755885175',
			'/media_source :: field is required',
		],
	])('lets the network refuse an incomplete %s post', async (name, content, accountId, message) => {
		const draft = await client.post('/items', {
			item: { channel: { name, accountId }, type: 'POST', ...content },
		});
		expect([draft.status, itemIn(draft).status]).toEqual([200, 'DRAFT']);
		const { id } = itemIn(draft);

		await client.post('/publish-by-id', { id });
		letPublish();
		expect(await client.read(id)).toMatchObject({ status: 'FAILED', publicationError: { message } });
		keptContract();
	});

	it('publishes or schedules a draft by its ID', async () => {
		const now = itemIn(await client.post('/items', { item: facebookPost() }));
		const later = itemIn(await client.post('/items', { item: facebookPost() }));
		expect(now).toMatchObject({ status: 'DRAFT', draftInfo: { createdDate: expect.any(String) as string } });

		expect(itemIn(await client.post('/publish-by-id', { id: now.id })).status).toBe('PROCESSING');
		const scheduledDate = inFuture(HOUR_MS);
		expect(itemIn(await client.post('/publish-by-id', { id: later.id, scheduledDate })).status).toBe(
			'SCHEDULED',
		);
		letPublish();
		expect(codeOf(await client.post('/publish-by-id', { id: now.id }))).toBe('ITEM_IS_PUBLISHED');
		expect(codeOf(await client.post('/publish-by-id', { id: UNKNOWN_ID }))).toBe('ITEM_NOT_EXISTS');
		keptContract();
	});

	it('publishes a failed item again', async () => {
		const { id } = itemIn(
			await client.publish({
				channel: { name: 'LINKEDIN', accountId: LINKEDIN_PERSON },
				type: 'POST',
				linkedinPost: { caption: 'x' },
			}),
		);
		letPublish();
		const change = { id, linkedinPost: { caption: 'x', authorId: LINKEDIN_PERSON } };
		expect((await client.call('PATCH', `/items/${id}`, { item: change })).status).toBe(200);

		await client.post('/publish-by-id', { id });
		letPublish();
		expect((await client.read(id)).status).toBe('PUBLISHED');
	});

	it('publishes several items each on its own', async () => {
		const { status, body } = await client.post('/bulk/publish', {
			items: [facebookPost(), { channel: INSTAGRAM, type: 'POST', instagramPost: { caption: 'no media' } }],
		});

		expect(status).toBe(200);
		expect(body).toMatchObject({
			results: [
				{ itemMetadata: { originalIndex: 0, success: true }, item: { status: 'PROCESSING' } },
				{ itemMetadata: { originalIndex: 1, success: false, error: { code: 'INVALID_ARGUMENT' } } },
			],
			bulkActionMetadata: { totalSuccesses: 1, totalFailures: 1, undetailedFailures: 0 },
		});
		keptContract();
	});
});

describe('refusals', () => {
	it.each([
		[
			'Instagram without media',
			{ channel: INSTAGRAM, type: 'POST', instagramPost: { caption: 'x' } },
			'MEDIA_REQUIRED',
		],
		[
			'a type that the channel does not have',
			{ channel: INSTAGRAM, type: 'REEL', instagramPost: { imageUrl: IMAGE } },
			'UNSUPPORTED_TYPE',
		],
		[
			"another channel's content",
			{ channel: INSTAGRAM, type: 'POST', facebookPost: { caption: 'x' } },
			'CONTENT_MISMATCH',
		],
		['two contents', facebookPost({ facebookStory: {} }), 'CONTENT_MISMATCH'],
		[
			'an account that the channel does not have',
			facebookPost({ channel: { name: 'FACEBOOK', accountId: '1' } }),
			'UNKNOWN_ACCOUNT',
		],
	])('refuses %s', async (_what, item, ruleName) => {
		const answer = await client.publish(item);

		expect(answer.status).toBe(400);
		expect(violationsOf(answer)).toMatchObject([{ violatedRule: 'CUSTOM', ruleName }]);
		keptContract();
	});

	it('refuses a wrong field name and lists it as a violation', async () => {
		const answer = await client.publish({
			channel: FACEBOOK,
			type: 'POST',
			facebookPost: { pageId: FACEBOOK_PAGE, text: 'x' },
		});

		expect(answer.status).toBe(400);
		expect(violationsOf(answer)).toMatchObject([
			{ field: 'item.facebookPost.text', ruleName: 'UNKNOWN_FIELD' },
		]);
		expect(sandbox.violations()).toMatchObject([{ operationId: 'publishItem' }]);
	});

	it('names the limit of a text that is too long', async () => {
		const item = {
			channel: INSTAGRAM,
			type: 'POST',
			instagramPost: { imageUrl: IMAGE, caption: 'x'.repeat(2201) },
		};
		const answer = await client.publish(item);

		expect(violationsOf(answer)).toMatchObject([
			{ field: 'item.instagramPost.caption', violatedRule: 'MAX', data: { threshold: 2200 } },
		]);
	});

	it('refuses a date that has passed', async () => {
		const scheduledDate = new Date(Date.now() - HOUR_MS).toISOString();
		const answer = await client.publish(facebookPost({ schedulingInfo: { scheduledDate } }));

		expect([answer.status, codeOf(answer)]).toEqual([400, 'SCHEDULED_TIME_ALREADY_PASSED']);
	});

	it('takes a reference ID only once, also when its item is gone', async () => {
		const first = itemIn(await client.publish(facebookPost({ referenceId: 'row-17' })));
		await client.call('DELETE', `/items/${first.id}`);

		for (const path of ['/publish', '/items']) {
			const again = await client.post(path, { item: facebookPost({ referenceId: 'row-17' }) });
			expect([again.status, codeOf(again)]).toEqual([409, 'REFERENCE_ID_ALREADY_EXIST']);
		}
		keptContract();
	});

	it('answers an unknown path and a wrong body in its own way', async () => {
		expect((await client.get('/nothing')).status).toBe(404);
		expect((await client.post('/publish-by-id', {})).status).toBe(400);
	});
});

describe('changing items', () => {
	const schedule = async () =>
		itemIn(await client.publish(facebookPost({ schedulingInfo: { scheduledDate: inFuture(DAY_MS) } }))).id;

	it('reschedules a scheduled item', async () => {
		const id = await schedule();
		const scheduledDate = inFuture(3 * DAY_MS);

		const answer = await client.post(`/items/${id}/reschedule`, { scheduledDate });
		expect(itemIn(answer)).toMatchObject({ status: 'SCHEDULED', schedulingInfo: { scheduledDate } });
		sandbox.forward(2 * DAY_MS);
		expect((await client.read(id)).status).toBe('SCHEDULED');
		keptContract();
	});

	it('cancels a scheduled item, which then does not go out', async () => {
		const id = await schedule();

		expect(itemIn(await client.call('PATCH', `/items/${id}/cancel`, {})).status).toBe('CANCELED');
		sandbox.forward(2 * DAY_MS);
		expect((await client.read(id)).status).toBe('CANCELED');
		keptContract();
	});

	it('says why an item cannot be cancelled or rescheduled', async () => {
		const live = itemIn(await client.publish(facebookPost())).id;
		const deleted = await schedule();
		await client.call('DELETE', `/items/${deleted}`);
		letPublish();
		const scheduledDate = inFuture(DAY_MS);

		expect(codeOf(await client.call('PATCH', `/items/${live}/cancel`, {}))).toBe('ITEM_IS_PUBLISHED');
		expect(codeOf(await client.call('PATCH', `/items/${deleted}/cancel`, {}))).toBe('ITEM_IS_DELETED');
		expect(codeOf(await client.post(`/items/${live}/reschedule`, { scheduledDate }))).toBe(
			'ITEM_IS_PUBLISHED',
		);
		expect(codeOf(await client.post(`/items/${UNKNOWN_ID}/reschedule`, { scheduledDate }))).toBe(
			'ITEM_NOT_EXISTS',
		);
		keptContract();
	});

	it('deletes an item once', async () => {
		const id = await schedule();

		expect((await client.call('DELETE', `/items/${id}`)).body).toEqual({});
		expect((await client.read(id)).status).toBe('DELETED');
		const again = await client.call('DELETE', `/items/${id}`);
		expect([again.status, codeOf(again)]).toEqual([428, 'ITEM_IS_DELETED']);
		expect(codeOf(await client.call('DELETE', `/items/${UNKNOWN_ID}`))).toBe('ITEM_NOT_EXISTS');
		keptContract();
	});

	it('changes only what is sent', async () => {
		const { id } = itemIn(
			await client.post('/items', {
				item: facebookPost({ referenceId: 'row-1', consumerInfo: { name: 'me' } }),
			}),
		);
		const change = {
			id,
			consumerInfo: { name: 'you' },
			facebookPost: { pageId: FACEBOOK_PAGE, caption: 'New' },
		};

		const answer = await client.call('PATCH', `/items/${id}`, { item: change });
		expect(itemIn(answer)).toMatchObject({
			facebookPost: { caption: 'New' },
			referenceId: 'row-1',
			consumerInfo: { name: 'me' },
			status: 'DRAFT',
		});
		keptContract();
	});
});
