import { findMade, readMadeSince } from '../../../nodes/SocialPost/sending/findMade';
import { noteMade } from '../../../nodes/SocialPost/sending/made';
import { readPost } from '../../../nodes/shared/providers/socialSyncer/mapping';
import { postEverywhere } from '../../../nodes/shared/providers/postEverywhere';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { postEverywhere as vendor } from '../../../sandbox/vendors/postEverywhere/vendor';
import { draftFor } from '../providers/fixtures/drafts';
import { nearVendor } from '../providers/fixtures/nearVendor';
import { failureOf, vendorAtHand } from './vendorAtHand';

const LOOKS = [500, 250, 1500, 250, 3000, 250];

describe('a post after an answer that was lost', () => {
	it('is found among those made since', async () => {
		const vendor = vendorAtHand();
		const draft = vendor.draft('Hello');
		const before = vendor.post(draft);
		vendor.forward(60_000);
		const since = new Date(vendor.now()).toISOString();
		const id = vendor.post(draft);

		const found = await findMade({ ...vendor, run: new Map() }, { draft, since });
		expect(found?.item.id).toBe(id);
		expect(id).not.toBe(before);
		expect(vendor.waits).toEqual(LOOKS.slice(0, 2));
	});

	it('is not found where it is not, after some patience', async () => {
		const vendor = vendorAtHand();
		const since = new Date(vendor.now()).toISOString();

		expect(
			await findMade({ ...vendor, run: new Map() }, { draft: vendor.draft('Hello'), since }),
		).toBeUndefined();
		expect(vendor.waits).toEqual(LOOKS);
	});

	it('is not that of another item', async () => {
		const vendor = vendorAtHand();
		const draft = vendor.draft('Taken');
		const since = new Date(vendor.now()).toISOString();
		const taken = readPost({ id: vendor.post(draft) });
		if (taken) noteMade(taken, draft, '1');

		expect(await findMade({ ...vendor, run: new Map() }, { draft, since })).toBeUndefined();
		const id = vendor.post(draft);
		expect((await findMade({ ...vendor, run: new Map() }, { draft, since }))?.item.id).toBe(id);
	});

	it('is looked for together with those of other items, as far back as any of them needs', async () => {
		const vendor = vendorAtHand();
		const run = new Map<string, unknown>();
		const drafts = ['first', 'second', 'third'].map((text) => vendor.draft(text));
		const unclear = drafts.map((draft) => {
			const since = new Date(vendor.now()).toISOString();
			const id = vendor.post(draft);
			vendor.forward(60_000);
			return { draft, since, id };
		});
		const [first, second, third] = unclear;

		const found = await Promise.all(
			[second, first, third].map(async (one) => one && (await findMade({ ...vendor, run }, one))),
		);
		expect(found.map((one) => one?.item.id)).toEqual([second?.id, first?.id, third?.id]);
		expect(vendor.calls).toHaveLength(1);
		expect(run.has('look')).toBe(false);
	});

	it('is not found as long as nothing can be read, and then is', async () => {
		const vendor = vendorAtHand();
		const draft = vendor.draft('Hello');
		const unclear = { draft, since: new Date(vendor.now()).toISOString() };
		const id = vendor.post(draft);

		vendor.fail(failureOf({ outcome: 'none' }));
		expect(await findMade({ ...vendor, run: new Map() }, unclear)).toBeUndefined();
		vendor.fail(null);
		expect((await findMade({ ...vendor, run: new Map() }, unclear))?.item.id).toBe(id);
	});
});

describe('what was made since a time', () => {
	it('is all of it and nothing else, on whatever page', async () => {
		const vendor = vendorAtHand();
		vendor.post(vendor.draft('before'));
		vendor.forward(1000);
		const since = new Date(vendor.now()).toISOString();
		const ids = Array.from({ length: 250 }, (_, at) => vendor.post(vendor.draft(`since ${at}`)));

		const found = await readMadeSince(vendor, since);
		expect(found.map(({ item }) => item.id).sort()).toEqual([...ids].sort());
	});
});

describe('of a list with the newest first', () => {
	it('three pages are looked through after an answer that was lost, and all where a retry has to know', async () => {
		const { town, wire: near } = nearVendor(vendor, postEverywhere, {
			list: { path: '/posts', operationId: 'listPosts' },
			one: { operationId: 'getPost', param: 'id' },
		});
		let calls = 0;
		const wire: Wire = {
			...near,
			send: async (request) => {
				calls += 1;
				return await near.send(request);
			},
		};
		const { world } = town;
		const since = world.now().toISOString();
		const make = (content: string) => world.addPost({ id: world.uuid(), content, accountIds: ['4101'] });
		make('the first');
		for (let at = 0; at < 300; at++) {
			town.forward(1000);
			make(`later ${at}`);
		}
		const [first, last] = ['the first', 'later 299'].map((text) => ({
			...draftFor({ id: '4101', providerAccountId: '4101', platform: 'instagram', name: 'One' }),
			text,
		}));
		if (!first || !last) throw new Error('No drafts');
		const looking = { provider: postEverywhere, wire, run: new Map() };

		expect((await findMade(looking, { draft: last, since }))?.item.text).toBe('later 299');
		expect(calls).toBe(3);
		calls = 0;
		expect(await findMade(looking, { draft: first, since })).toBeUndefined();
		expect(calls).toBe(9);
		calls = 0;
		expect(await readMadeSince(looking, since)).toHaveLength(301);
		expect(calls).toBeGreaterThanOrEqual(4);
	});
});
