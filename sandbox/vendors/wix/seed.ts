import type { Account, Post, World } from '../../core/world';
import { worldIdOf, type AccountFacts } from './accounts';
import { addItem } from './items';
import { spend } from './quota';
import type { StoredItem } from './state';

const DAY_MS = 86_400_000;
const CONNECTED_DAYS_AGO = 90;

const PAGES_OWNER = '1022334455667788';
const PAGE = '102938475610293';
const SECOND_PAGE = '102938475610447';
const INSTAGRAM_ACCOUNT = '17841405822304914';
const PERSON = 'urn:li:person:8f3kd0Pq2Z';
const PINNER = '549755885175';
const BOARD = '549755813599283';
const TIKTOKER = '7c9f0a12-4e6d-4a8b-9c3f-2d5e1a7b0c94';
const BUSINESS = 'accounts/104512233698741200456';
const LOCATION = 'locations/8137402916645520871';
const ORGANIZATION = 'urn:li:organization:80412297';
const MUG_IMAGE = 'https://static.wixstatic.com/media/cf2434_4b3a2d8eb7f54bc89c0d4524430a2af3~mv2.jpg';

/**
 * A pottery on a Pro-like plan: Instagram, Facebook (two pages of one user), LinkedIn (a person and an organization)
 * and Pinterest are fine, TikTok must be connected again, Google Business was disconnected, YouTube never connected.
 */
export function seed(world: World): void {
	const ago = (days: number) => new Date(world.now().getTime() - days * DAY_MS);

	const pottery = { ownerName: "Jane's Pottery", isDefault: true };

	add(
		world,
		'INSTAGRAM',
		"Jane's Pottery",
		{ ...pottery, ownerId: INSTAGRAM_ACCOUNT },
		{ username: 'janes.pottery' },
	);
	add(world, 'FACEBOOK', "Jane's Pottery Page", { ...pottery, ownerId: PAGES_OWNER, placeId: PAGE });
	const second = { ownerId: PAGES_OWNER, placeId: SECOND_PAGE, isDefault: false };
	add(world, 'FACEBOOK', "Jane's Pottery Workshop", { ...pottery, ...second });
	add(world, 'LINKEDIN', 'Jane Potter', { ownerName: 'Jane Potter', ownerId: PERSON, isDefault: true });
	add(world, 'LINKEDIN', "Jane's Pottery Ltd", {
		ownerName: "Jane's Pottery Ltd",
		ownerId: ORGANIZATION,
		isDefault: false,
	});
	const board = { ...pottery, ownerId: PINNER, placeId: BOARD };
	add(world, 'PINTEREST', 'Glazes we love', board, { username: 'janespottery' });
	const privacyLevelOptions = ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'];
	const lapsed = { username: 'janespottery', tokenExpiresAt: ago(3) };
	add(world, 'TIKTOK', "Jane's Pottery", { ...pottery, ownerId: TIKTOKER, privacyLevelOptions }, lapsed);
	const mill = { ...pottery, ownerId: BUSINESS, placeId: LOCATION };
	add(world, 'GBP', "Jane's Pottery, Old Mill Lane", mill, { connected: false });
	seedItems(world);
}

type Rest = Partial<Pick<Account, 'username' | 'tokenExpiresAt' | 'connected'>>;

function add(
	world: World,
	platform: string,
	name: string,
	given: Partial<AccountFacts> & Pick<AccountFacts, 'ownerId' | 'ownerName' | 'isDefault'>,
	rest: Rest = {},
): void {
	const connectedAt = new Date(world.now().getTime() - CONNECTED_DAYS_AGO * DAY_MS);
	const facts: AccountFacts = { placeId: null, privacyLevelOptions: [], ...given };
	world.addAccount({ id: worldIdOf(facts), platform, name, connectedAt, extra: { ...facts }, ...rest });
}

/** One item in each of the states that a newcomer wants to see. */
function seedItems(world: World): void {
	const now = world.now();
	const at = (days: number) => new Date(now.getTime() + days * DAY_MS);
	const mugs = { mediaWrapper: { media: [{ type: 'IMAGE', url: MUG_IMAGE }] } };

	const failed = addItem(
		world,
		item('LINKEDIN', PERSON, { caption: 'We are hiring a kiln hand.', ...mugs }),
		at(-20),
	);
	failed.status = 'failed';
	for (const target of failed.targets) Object.assign(target, { status: 'failed', attempts: 1 });
	spend(world, failed, 'PUBLISH_POST', at(-20));

	const kiln = {
		...item('INSTAGRAM', INSTAGRAM_ACCOUNT, { caption: 'Kiln day.', imageUrl: MUG_IMAGE }),
		external: true,
	};
	goneLive(addItem(world, kiln, at(-9)), '18023344556677889', 'https://www.instagram.com/p/CsandboxKiln/');

	const mugPost = item('INSTAGRAM', INSTAGRAM_ACCOUNT, {
		caption: 'Summer collection just dropped!',
		imageUrl: MUG_IMAGE,
	});
	const published = addItem(world, mugPost, at(-7));
	goneLive(published, '18023344556677001', 'https://www.instagram.com/p/CsandboxMugs/');
	spend(world, published, 'PUBLISH_POST', at(-7));

	const market = item('FACEBOOK', PAGES_OWNER, { pageId: PAGE, caption: 'Winter market, save the date.' });
	const scheduled = addItem(world, market, at(-2));
	world.schedule(scheduled, at(30));
	spend(world, scheduled, 'SCHEDULE_POST', at(-2));

	const glazes = { title: 'Celadon', description: 'Three new glazes.', boardId: BOARD, ...mugs };
	addItem(world, item('PINTEREST', PINNER, glazes), at(-1));
}

function item(name: string, accountId: string, content: StoredItem['content']): StoredItem {
	return {
		channel: { name, accountId },
		type: 'POST',
		content,
		consumerInfo: { name: 'social-marketing' },
		external: false,
	};
}

function goneLive(post: Post, remoteId: string, url: string): void {
	const publishedAt = post.createdAt;
	Object.assign(post, { status: 'published', publishedAt });
	for (const target of post.targets)
		Object.assign(target, { status: 'published', publishedAt, remoteId, url, attempts: 1 });
}
