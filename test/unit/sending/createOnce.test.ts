import type { PostDraft } from '../../../nodes/shared/domain/post';
import type { Found } from '../../../nodes/shared/providers/provider';
import type { Post } from '../../../nodes/shared/domain/post';
import { readPost } from '../../../nodes/shared/providers/socialSyncer/mapping';
import { createOnce } from '../../../nodes/SocialPost/sending/createOnce';
import type { VendorError } from '../../../nodes/shared/transport/vendorError';
import { contextWith } from './contexts';
import { failureOf, vendorAtHand } from './vendorAtHand';

type Vendor = ReturnType<typeof vendorAtHand>;

/** One try of n8n over the items of a node. */
function tryWith(
	vendor: Vendor,
	facts: Parameters<typeof contextWith>[0] = {},
	notes = new Map<string, unknown>(),
) {
	const context = contextWith({ execution: 'one', ...facts });
	const run = new Map<string, unknown>();
	const sent: string[] = [];
	const waited: number[] = [];
	return {
		notes,
		sent,
		waited,
		create: async (
			itemIndex: number,
			draft: PostDraft,
			answer?: (draft: PostDraft) => Promise<Found<Post>>,
		) =>
			await createOnce({ ...vendor, context, run, notes, itemIndex }, draft, {
				send: async (one) => {
					sent.push(one.text);
					return await (answer ?? (async () => await arrives(vendor, one)))(one);
				},
				leave: () => waited.push(itemIndex),
			}),
	};
}

async function arrives(vendor: Vendor, draft: PostDraft): Promise<Found<Post>> {
	const raw = { id: vendor.post(draft), content: draft.text };
	const item = readPost(raw);
	if (!item) throw new Error('No post');
	return await Promise.resolve({ item, raw });
}

// The clock of the vendor at hand is ours.
beforeEach(() => jest.useFakeTimers({ now: vendorAtHand().now(), advanceTimers: true }));
afterEach(() => jest.useRealTimers());

const refuse = (error: Error) => async () => await Promise.reject(error);
const LOST = failureOf({});

describe('a post whose answer', () => {
	it('has come is made once, also when the node is tried again', async () => {
		const vendor = vendorAtHand();
		const draft = vendor.draft('Hello');
		const first = tryWith(vendor);
		const made = await first.create(0, draft);

		const second = tryWith(vendor, {}, first.notes);
		expect(await second.create(0, draft)).toBe(made);
		expect([first.sent, second.sent]).toEqual([['Hello'], []]);
		expect((await second.create(1, draft)).item.id).not.toBe(made.item.id);
	});

	it('was lost is found', async () => {
		const vendor = vendorAtHand();
		const draft = vendor.draft('Found');
		let id = '';
		const found = await tryWith(vendor).create(0, draft, async () => {
			id = vendor.post(draft);
			return await Promise.reject(LOST);
		});
		expect(found.item.id).toBe(id);
	});

	it('was lost and that is not found is not sent again, but looked for at the next try', async () => {
		const vendor = vendorAtHand();
		const draft = vendor.draft('Later');
		const first = tryWith(vendor);
		const error = await first
			.create(0, draft, refuse(LOST))
			.catch((reason: unknown) => reason as VendorError);

		expect(error).toMatchObject({
			facts: {
				...LOST.facts,
				message: 'The post may or may not have been made: The connection was lost',
				advice: expect.stringMatching(
					/^It was not sent again, so that it cannot go out twice\. Look for it with Social Post > Get Many \(SocialSyncerAPI\), filter Created After = \d{4}-\d\d-\d\dT[\d:.]+Z, before/,
				),
				retryable: false,
			},
		});
		const id = vendor.post(draft);
		const second = tryWith(vendor, {}, first.notes);
		// Of another item nothing is unclear.
		await second.create(1, vendor.draft('Bye'));
		expect((await second.create(0, draft)).item.id).toBe(id);
		expect(second.sent).toEqual(['Bye']);
	});

	it('was lost is remembered without anything that would keep the files of the node in memory', async () => {
		const vendor = vendorAtHand();
		const open = async () => await Promise.resolve(Buffer.alloc(1));
		const file = { filename: 'a.mp4', mimeType: 'video/mp4', sizeBytes: 1, open };
		const media: PostDraft['media'] = [{ source: 'binary', file, type: 'video', altText: null }];
		const draft = { ...vendor.draft('Large'), media };
		const { create, notes } = tryWith(vendor);
		await expect(create(0, draft, refuse(LOST))).rejects.toThrow('may or may not');

		const { text, accounts, scheduledAt } = draft;
		const unclear = { draft: { text, accounts, scheduledAt }, since: expect.any(String) as string };
		expect([...notes]).toEqual([['unclear 0', { unclear, facts: LOST.facts }]]);
	});

	it.each<[string, Error]>([
		['says that nothing was made', failureOf({ outcome: 'none', cause: 'invalid' })],
		['did not come because the execution has ended', failureOf({ cause: 'cancelled' })],
		['is a fault of our own', new TypeError('Oops')],
	])('%s is not looked for', async (_, error) => {
		const vendor = vendorAtHand();
		const once = tryWith(vendor);
		await expect(once.create(0, vendor.draft('Hello'), refuse(error))).rejects.toBe(error);
		expect(vendor.calls).toEqual([]);
		await once.create(0, vendor.draft('Hello'));
		expect(once.sent).toEqual(['Hello', 'Hello']);
	});
});

describe('items', () => {
	it('wait for each other only when nothing tells their posts apart', async () => {
		const vendor = vendorAtHand();
		const { create, waited } = tryWith(vendor);
		await Promise.all([
			create(0, vendor.draft('Hello')),
			create(1, vendor.draft('Hello')),
			create(2, vendor.draft('Bye')),
			create(3, vendor.draft('Hello', vendor.otherAccount)),
			create(4, { ...vendor.draft('Hello'), scheduledAt: new Date(vendor.now()).toISOString() }),
		]);
		expect(waited).toEqual([1]);
	});
});

describe("n8n's retry of an execution", () => {
	const retry = (vendor: Vendor) =>
		tryWith(vendor, { execution: 'retry', mode: 'retry', establishedAt: vendor.now() - 3_600_000 });

	it('takes what is there, the oldest first, and says so', async () => {
		const vendor = vendorAtHand();
		const draft = vendor.draft('Hello');
		const ids = [vendor.post(draft)];
		vendor.forward(1000);
		ids.push(vendor.post(draft));
		vendor.forward(1000);
		ids.push(vendor.post(draft));

		const { create, sent } = retry(vendor);
		const made = await Promise.all([0, 1, 2, 3].map(async (itemIndex) => await create(itemIndex, draft)));
		expect(made.slice(0, 3).map(({ item }) => item.id)).toEqual(ids);
		expect(made.map(({ item }) => item.warnings)).toEqual([
			...ids.map(() => ['This post was there already: the execution that is being retried had made it.']),
			[],
		]);
		expect(sent).toEqual(['Hello']);
		// Two pages at most are there to be read, and they are read once.
		expect(vendor.calls).toHaveLength(1);
	});

	it('sends nothing as long as nobody knows what is there', async () => {
		const vendor = vendorAtHand();
		vendor.fail(failureOf({}));
		const { create, sent } = retry(vendor);
		const error = await create(0, vendor.draft('Hello')).catch((reason: unknown) => reason as VendorError);

		expect(error).toMatchObject({
			facts: { outcome: 'none', message: expect.stringMatching(/^Nothing was sent: /) },
		});
		expect(sent).toEqual([]);
	});

	it('ends when it is cancelled, with just that', async () => {
		const vendor = vendorAtHand();
		const cancelled = failureOf({ cause: 'cancelled' });
		vendor.fail(cancelled);
		await expect(retry(vendor).create(0, vendor.draft('Hello'))).rejects.toBe(cancelled);
	});
});
