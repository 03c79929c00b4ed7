import type { PostStatus } from '../../../nodes/shared/domain/post';
import { readFullHealth, readShortHealth } from '../../../nodes/shared/providers/postEverywhere/health';
import {
	askablePlatforms,
	POST_EVERYWHERE_PLATFORMS,
	postStatusWords,
	readAccount,
	readDestinationStatus,
	readMediaType,
	readPlatform,
	readPostStatus,
} from '../../../nodes/shared/providers/postEverywhere/mapping';
import { readPost } from '../../../nodes/shared/providers/postEverywhere/postReading';
import { HOSTILE } from './fixtures/postEverywhere';

const NOW = '2026-10-05T10:00:00.000Z';

describe('networks', () => {
	it.each([
		...POST_EVERYWHERE_PLATFORMS.map((word): [string, string] => [word, word]),
		['twitter', 'x'],
		['Mastodon', 'mastodon'],
	])('reads %s as %s', (word, platform) => {
		expect(readPlatform(word)).toBe(platform);
	});

	it('asks for networks that the vendor has or that are new to us', () => {
		expect(askablePlatforms(['x', 'reddit', 'googleBusiness', 'mastodon'])).toEqual(['x', 'mastodon']);
	});
});

describe('statuses', () => {
	const POST_WORDS: ReadonlyArray<[string, PostStatus]> = [
		['draft', 'draft'],
		['scheduled', 'scheduled'],
		['publishing', 'publishing'],
		['published', 'published'],
		['partially_failed', 'partiallyPublished'],
		['failed', 'failed'],
	];

	it.each(POST_WORDS)('reads a post that is %s as %s, and asks for it so', (word, status) => {
		expect(readPostStatus(word)).toBe(status);
		expect(postStatusWords([status])).toEqual([word]);
	});

	it('has no word for what the vendor does not know, and no status for a new word', () => {
		expect(postStatusWords(['cancelled', 'unpublished', 'deleted', 'unknown'])).toEqual([]);
		expect(readPostStatus('approval_pending')).toBe('unknown');
		expect(readPostStatus(7)).toBe('unknown');
	});

	it.each<[string, PostStatus, PostStatus]>([
		['queued', 'draft', 'draft'],
		['queued', 'scheduled', 'scheduled'],
		['queued', 'publishing', 'publishing'],
		['queued', 'partiallyPublished', 'publishing'],
		['publishing', 'publishing', 'publishing'],
		['published', 'partiallyPublished', 'published'],
		['failed', 'partiallyPublished', 'failed'],
		['Preparing', 'publishing', 'publishing'],
		['Uploading', 'publishing', 'publishing'],
		['Verifying', 'publishing', 'publishing'],
		['Retry Scheduled', 'publishing', 'publishing'],
		['paused', 'publishing', 'unknown'],
	])('reads a destination that is %s in a post that is %s as %s', (word, post, status) => {
		expect(readDestinationStatus(word, post)).toBe(status);
	});

	it.each([
		['image', 'image'],
		['video', 'video'],
		['document', 'document'],
		['sticker', null],
		[null, null],
	])('reads media of the type %s as %s', (word, type) => {
		expect(readMediaType(word)).toBe(type);
	});
});

describe('accounts', () => {
	it('reads the canonical ID, or the older one', () => {
		const health = readShortHealth({}, NOW);

		expect(
			readAccount({ account_id: 4101, id: 1, platform: 'instagram', account_name: '@acme' }, health),
		).toMatchObject({
			id: '4101',
			providerAccountId: '4101',
			name: '@acme',
			username: null,
			isDefault: null,
		});
		expect(readAccount({ id: '4101' }, health)).toMatchObject({
			id: '4101',
			name: '4101',
			platform: 'unknown',
		});
		expect(readAccount({ platform: 'x' }, health)).toBeNull();
	});

	it('survives hostile answers', () => {
		for (const raw of HOSTILE) {
			expect(readAccount(raw, readFullHealth(raw, NOW))).toBeNull();
			expect(readShortHealth(raw, NOW).status).toBe('unknown');
			expect(readPost(raw)).toBeNull();
		}
	});
});
