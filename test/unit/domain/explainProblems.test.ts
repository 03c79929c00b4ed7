import { explainProblems } from '../../../nodes/shared/domain/checks/explainProblems';
import type { Problem } from '../../../nodes/shared/domain/checks/problem';
import { PLATFORMS, platformName } from '../../../nodes/shared/domain/platform';

const problem = (changes: Partial<Problem>): Problem => ({
	platform: 'x',
	accountIds: ['1'],
	field: 'caption',
	code: 'CAPTION_TOO_LONG',
	message: 'X: the caption has 312 characters, 32 over the limit of 280',
	limit: 280,
	actual: 312,
	...changes,
});

describe('the explanation of problems', () => {
	it('gives the message of a single one, and how to mend it', () => {
		expect(explainProblems([problem({})])).toEqual({
			message: 'X: the caption has 312 characters, 32 over the limit of 280',
			advice:
				'Shorten Text by 32 characters for X, or give that network its own text under Platform Overrides > Text.',
		});
	});

	it('gives one advice for each kind, with what is too much on each network', () => {
		const { message, advice } = explainProblems([
			problem({ message: 'X: too long' }),
			problem({
				platform: 'instagram',
				field: 'media',
				code: 'MEDIA_REQUIRED',
				message: 'Instagram: no media',
				limit: 1,
				actual: 0,
			}),
			problem({ platform: 'threads', message: 'Threads: too long', limit: 300 }),
			problem({ platform: 'bluesky', message: 'Bluesky: too long', limit: 250 }),
		]);
		expect(message).toBe('X: too long; Instagram: no media; Threads: too long; Bluesky: too long');
		expect(advice).toBe(
			'Shorten Text by 32 characters for X, 12 characters for Threads and 62 characters for Bluesky, or give that network its own text under Platform Overrides > Text. ' +
				'Add a file under Media, or leave out the accounts on Instagram.',
		);
	});

	it('lists five and counts the others, but gives advice for all', () => {
		const problems = PLATFORMS.slice(0, 8).map((platform, at) =>
			problem({
				platform,
				message: `${platformName(platform)}: ${at}`,
				code: at === 7 ? 'MIX_NOT_ALLOWED' : 'FILE_TOO_LARGE',
			}),
		);
		const { message, advice } = explainProblems(problems);
		expect(message).toBe('X: 0; Instagram: 1; Facebook: 2; LinkedIn: 3; YouTube: 4; and 3 more');
		expect(advice).toContain(platformName(PLATFORMS[7]));
		expect(explainProblems(problems.slice(0, 5)).message).not.toContain('more');
		expect(explainProblems(problems.slice(0, 6)).message).toMatch(/; and 1 more$/);
	});

	it('speaks of one thing in the singular', () => {
		const problems = [problem({ code: 'TOO_MANY_IMAGES', limit: 4, actual: 5 })];
		expect(explainProblems(problems).advice).toMatch(/^Take out 1 image for X, or/);
	});

	it('counts the most of several of a kind on one network', () => {
		const titles = [90, 120, 100].map((actual) =>
			problem({ code: 'SETTING_TOO_LONG', field: 'settings', message: `X: ${actual}`, limit: 80, actual }),
		);
		expect(explainProblems(titles).advice).toBe(
			'Shorten the setting under Platform Overrides by 40 characters for X.',
		);
	});

	it.each([
		['TITLE_TOO_LONG', 'Shorten Platform Overrides > Title by 32 characters for X.'],
		['TOO_MANY_HASHTAGS', 'Take out 32 hashtags for X, or'],
		['MEDIA_REQUIRED', 'Add a file under Media, or leave out the accounts on X.'],
		['TOO_MANY_IMAGES', 'Take out 32 images for X, or'],
		['TOO_MANY_VIDEOS', 'Take out 32 videos for X, or'],
		['MIX_NOT_ALLOWED', 'Send X a post with only the images or only the videos.'],
		['FILE_TOO_LARGE', 'Make the file smaller for X.'],
		['FORMAT_NOT_TAKEN', 'Convert the file for X to a format that is taken.'],
		['SETTING_REQUIRED', 'Set what is missing under Platform Overrides for X.'],
	] as const)('of %s advises: %s', (code, advice) => {
		expect(explainProblems([problem({ code })]).advice).toContain(advice);
	});
});
