import { HEALTH_STATUSES } from '../../nodes/shared/domain/account';
import { CONNECTION_STATUSES } from '../../nodes/shared/domain/connection';
import { POST_STATUSES } from '../../nodes/shared/domain/post';
import type { ProviderId } from '../../nodes/shared/domain/provider';

/** ISO 8601 UTC with milliseconds, as every time in an output is. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const nullOr = (check: (value: unknown) => void) => (value: unknown) => {
	if (value !== null) check(value);
};
const text = (value: unknown) => {
	expect(typeof value).toBe('string');
};
const flag = (value: unknown) => {
	expect(typeof value).toBe('boolean');
};
const count = (value: unknown) => {
	expect(typeof value).toBe('number');
};
const moment = (value: unknown) => {
	expect(value).toMatch(MOMENT);
};
const oneOf = (words: readonly string[]) => (value: unknown) => {
	expect(words).toContain(value);
};
const listOf = (check: (value: unknown) => void) => (value: unknown) => {
	expect(Array.isArray(value)).toBe(true);
	for (const one of value as unknown[]) check(one);
};

type Shape = Readonly<Record<string, (value: unknown) => void>>;

/** Exactly these fields: none missing, none invented. */
const shaped = (shape: Shape) => (value: unknown) => {
	expect(Object.keys(value as object).sort()).toEqual(Object.keys(shape).sort());
	for (const [name, check] of Object.entries(shape)) check((value as Record<string, unknown>)[name]);
};

const HEALTH: Shape = {
	status: oneOf(HEALTH_STATUSES),
	canPost: nullOr(flag),
	reasons: listOf(text),
	tokenExpiresAt: nullOr(moment),
	checkedAt: nullOr(moment),
};

const accountShape = (provider: ProviderId) =>
	shaped({
		id: text,
		providerAccountId: text,
		provider: oneOf([provider]),
		platform: text,
		name: text,
		username: nullOr(text),
		avatarUrl: nullOr(text),
		connectedAt: nullOr(moment),
		isActive: nullOr(flag),
		isDefault: nullOr(flag),
		health: shaped(HEALTH),
	});

export const expectAccount = (value: unknown, provider: ProviderId) => {
	accountShape(provider)(value);
};

export const expectConnectLink = (value: unknown, provider: ProviderId) => {
	shaped({
		provider: oneOf([provider]),
		platform: text,
		connectUrl: text,
		expiresAt: nullOr(moment),
		connectionId: (id) => {
			expect(id).toMatch(/^[\w-]+$/);
		},
		accountId: nullOr(text),
	})(value);
};

export const expectConnection = (value: unknown, provider: ProviderId) => {
	shaped({
		connectionId: text,
		provider: oneOf([provider]),
		platform: text,
		status: oneOf(CONNECTION_STATUSES),
		expiresAt: nullOr(moment),
		account: nullOr(accountShape(provider)),
		note: nullOr(text),
	})(value);
};

export const expectQuota = (value: unknown, provider: ProviderId) => {
	shaped({
		provider: oneOf([provider]),
		plan: nullOr(text),
		renewsAt: nullOr(moment),
		quotas: listOf(
			shaped({
				name: text,
				enabled: nullOr(flag),
				limit: nullOr(count),
				used: nullOr(count),
				remaining: nullOr(count),
				period: nullOr(text),
				unit: nullOr(text),
			}),
		),
	})(value);
};

const MEDIA_RULE: Shape = {
	maxCount: nullOr(count),
	maxSizeBytes: nullOr(count),
	maxDurationSeconds: nullOr(count),
	minDurationSeconds: nullOr(count),
	formats: listOf(text),
};

export const expectPlatformRules = (value: unknown, provider: ProviderId) => {
	shaped({
		provider: oneOf([provider]),
		platform: text,
		source: oneOf(['provider', 'documentation']),
		captionMaxLength: nullOr(count),
		titleMaxLength: nullOr(count),
		hashtagsMaxCount: nullOr(count),
		mediaRequired: nullOr(flag),
		image: nullOr(shaped(MEDIA_RULE)),
		video: nullOr(shaped(MEDIA_RULE)),
		mixAllowed: nullOr(flag),
		features: listOf(text),
	})(value);
};

export const expectFollowerStats = (value: unknown, provider: ProviderId) => {
	shaped({
		accountId: text,
		provider: oneOf([provider]),
		platform: text,
		name: text,
		days: count,
		followers: nullOr(count),
		growth: nullOr(count),
		growthPercent: nullOr(count),
		history: listOf(shaped({ date: text, followers: nullOr(count), newFollowers: nullOr(count) })),
	})(value);
};

export const expectAccountHealth = (value: unknown, provider: ProviderId) => {
	shaped({ accountId: text, provider: oneOf([provider]), platform: text, name: text, ...HEALTH })(value);
};

const TARGET: Shape = {
	accountId: nullOr(text),
	platform: text,
	status: oneOf(POST_STATUSES),
	url: nullOr(text),
	platformPostId: nullOr(text),
	publishedAt: nullOr(moment),
	error: nullOr(text),
	attempts: nullOr(count),
};

export const expectResult = (value: unknown, provider: ProviderId) => {
	shaped({ postId: text, provider: oneOf([provider]), postStatus: oneOf(POST_STATUSES), ...TARGET })(value);
};

const MEDIA: Shape = {
	id: nullOr(text),
	type: nullOr(oneOf(['image', 'video', 'gif', 'document'])),
	url: nullOr(text),
	status: nullOr(text),
	filename: nullOr(text),
	mimeType: nullOr(text),
	sizeBytes: nullOr(count),
	width: nullOr(count),
	height: nullOr(count),
	durationSeconds: nullOr(count),
};

export const expectMedia = (value: unknown) => {
	shaped(MEDIA)(value);
};

export const expectPost = (value: unknown, provider: ProviderId) => {
	shaped({
		id: text,
		provider: oneOf([provider]),
		status: oneOf(POST_STATUSES),
		text: nullOr(text),
		scheduledAt: nullOr(moment),
		publishedAt: nullOr(moment),
		createdAt: nullOr(moment),
		updatedAt: nullOr(moment),
		timezone: nullOr(text),
		targets: listOf(shaped(TARGET)),
		media: listOf(shaped(MEDIA)),
		warnings: listOf(text),
	})(value);
};

const REMOVED: Shape = { deleted: flag, alreadyGone: flag, provider: text, warnings: listOf(text) };

export const expectAccountRemoval = (value: unknown) => {
	shaped({ ...REMOVED, accountId: text, platform: nullOr(text), name: nullOr(text) })(value);
};

export const expectPostRemoval = (value: unknown) => {
	shaped({ ...REMOVED, id: text })(value);
};

const COST: Shape = { creditsUsed: nullOr(count), creditsRemaining: nullOr(count) };

export const expectGeneratedText = (value: unknown, provider: ProviderId) => {
	shaped({
		provider: oneOf([provider]),
		texts: listOf(shaped({ text, title: nullOr(text) })),
		cost: shaped(COST),
		warnings: listOf(text),
	})(value);
};

export const expectGeneratedImage = (value: unknown, provider: ProviderId) => {
	shaped({
		provider: oneOf([provider]),
		media: shaped(MEDIA),
		model: nullOr(text),
		cost: shaped(COST),
		warnings: listOf(text),
	})(value);
};

export const expectVerdict = (value: unknown, provider: ProviderId) => {
	shaped({
		provider: oneOf([provider]),
		valid: flag,
		problems: listOf((problem) => {
			expect(problem).toMatchObject({ code: expect.any(String), message: expect.any(String) });
		}),
		platforms: listOf(
			shaped({ platform: text, captionLength: count, captionMaxLength: nullOr(count), rules: nullOr(text) }),
		),
	})(value);
};
