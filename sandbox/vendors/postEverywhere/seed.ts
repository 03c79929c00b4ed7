import { newTarget } from '../../core/newTarget';
import type { Account, Target, World } from '../../core/world';
import { addCampaign } from './campaigns';
import { TOKEN_EXPIRED_TEXT } from './health';
import { addMedia } from './media';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A workspace of a made-up coffee roaster: accounts in every state of health, and posts in every status. */
export function seed(world: World): void {
	const now = world.now().getTime();
	const days = (count: number) => new Date(now + count * DAY_MS);
	seedAccounts(world, days);
	seedPosts(world, days);
}

type Days = (count: number) => Date;

function seedAccounts(world: World, days: Days): void {
	const add = (
		id: number,
		platform: string,
		name: string,
		platformAccountId: string,
		more: Partial<Account> = {},
	) =>
		world.addAccount({
			id: String(id),
			platform,
			name,
			username: name.startsWith('@') ? name.slice(1) : null,
			connectedAt: days(-120),
			...more,
			extra: { platformAccountId, ...more.extra },
		});

	add(2280, 'x', '@acme_coffee', '1450000000000002280');
	add(4101, 'instagram', '@acme', '17841400000004101', {
		tokenExpiresAt: days(52),
		avatarUrl: 'https://images.acme.example/avatar.jpg',
	});
	add(4102, 'facebook', 'Acme Coffee', '104000000004102');
	add(4103, 'linkedin', 'Acme Inc.', 'urn:li:org:77', { tokenExpiresAt: days(-4) });
	add(4104, 'tiktok', '@acme.makes', '-000AcmeMakesOpenId4104', { tokenExpiresAt: days(3) });
	add(4105, 'youtube', 'Acme Kitchen', 'UCacmeKitchen00000004105');
	add(4106, 'bluesky', 'acme.bsky.social', 'did:plc:acme4106');
	add(4107, 'pinterest', 'Acme Boards', '900000000000004107', {
		extra: {
			boards: [
				{ id: '910000000000000001', name: 'Brewing' },
				{ id: '910000000000000002', name: 'Our cafes' },
			],
		},
	});
	add(4108, 'threads', '@acme', '17841400000004108', { tokenExpiresAt: days(30), revoked: true });
	add(4109, 'wordpress', 'blog.acme.example', 'https://blog.acme.example', {
		extra: { siteUrl: 'https://blog.acme.example' },
	});
	add(4110, 'telegram', '@acme_news', '-1001234567890', { paused: true });
}

function seedPosts(world: World, days: Days): void {
	const campaign = addCampaign(world, {
		name: 'Autumn roast',
		description: 'Everything about the new roast',
	});
	const photo = addMedia(world, {
		filename: 'beans.jpg',
		contentType: 'image/jpeg',
		sizeBytes: 412_000,
		createdAt: days(-5),
		extra: { width: 1080, height: 1350, duration: null },
	});

	world.addPost({
		id: world.uuid(),
		content: 'The autumn roast is here.',
		accountIds: ['4101', '4102'],
		status: 'published',
		targets: [
			published(world, '4101', '17895400000000001', 'https://www.instagram.com/p/AcmeBeans1/', days(-2)),
			published(
				world,
				'4102',
				'104000000004102_2001',
				'https://www.facebook.com/104000000004102/posts/2001',
				days(-2),
			),
		],
		publishedAt: days(-2),
		createdAt: days(-3),
		updatedAt: days(-2),
		scheduledFor: days(-2),
		timezone: 'Europe/Berlin',
		mediaUrls: [photo.url],
		extra: { mediaIds: [photo.id], campaignId: campaign.id },
	});
	world.addPost({
		id: world.uuid(),
		content: 'We are hiring a second roaster.',
		accountIds: ['2280', '4103'],
		status: 'partial',
		targets: [
			published(
				world,
				'2280',
				'1970000000000000001',
				'https://x.com/acme_coffee/status/1970000000000000001',
				days(-1),
			),
			failed(world, '4103'),
		],
		publishedAt: days(-1),
		createdAt: days(-1),
		updatedAt: days(-1),
	});
	world.addPost({
		id: world.uuid(),
		content: 'Notes from the trade fair.',
		accountIds: ['4103'],
		status: 'failed',
		targets: [failed(world, '4103')],
		createdAt: days(-3),
		updatedAt: days(-3),
	});
	world.addPost({
		id: world.uuid(),
		content: 'Winter opening hours.',
		accountIds: ['4102', '4106'],
		status: 'scheduled',
		scheduledFor: days(14),
		timezone: 'America/New_York',
		createdAt: days(-4),
		updatedAt: days(-4),
	});
	world.addPost({
		id: world.uuid(),
		content: 'Five ways to brew (draft)',
		accountIds: ['4102'],
		createdAt: days(-6),
		updatedAt: days(-6),
	});
}

function published(world: World, accountId: string, remoteId: string, url: string, at: Date): Target {
	return { ...target(world, accountId), status: 'published', remoteId, url, publishedAt: at, attempts: 1 };
}

/** The vendor tried three times. */
function failed(world: World, accountId: string): Target {
	return { ...target(world, accountId), status: 'failed', error: TOKEN_EXPIRED_TEXT, attempts: 3 };
}

function target(world: World, accountId: string): Target {
	return newTarget(world.uuid(), accountId, world.accounts.get(accountId)?.platform ?? '');
}
