import { platformName } from '../platform';
import type { Problem, ProblemCode } from './problem';

const MAX_LISTED = 5;

/** How to mend it; `networks` are those that complain, `excess` tells how many are too many on each (unit in the plural). */
type Advice = (networks: string, excess: (unit: string) => string) => string;

const ADVICE: Readonly<Record<ProblemCode, Advice>> = {
	CAPTION_TOO_LONG: (_, excess) =>
		`Shorten Text by ${excess('characters')}, or give that network its own text under Platform Overrides > Text.`,
	TITLE_TOO_LONG: (_, excess) => `Shorten Platform Overrides > Title by ${excess('characters')}.`,
	TOO_MANY_HASHTAGS: (_, excess) =>
		`Take out ${excess('hashtags')}, or give that network its own text under Platform Overrides > Text.`,
	MEDIA_REQUIRED: (networks) => `Add a file under Media, or leave out the accounts on ${networks}.`,
	TOO_MANY_IMAGES: (_, excess) =>
		`Take out ${excess('images')}, or send that network a post of its own with fewer of them.`,
	TOO_MANY_VIDEOS: (_, excess) =>
		`Take out ${excess('videos')}, or send that network a post of its own with fewer of them.`,
	MIX_NOT_ALLOWED: (networks) => `Send ${networks} a post with only the images or only the videos.`,
	FILE_TOO_LARGE: (networks) => `Make the file smaller for ${networks}.`,
	FORMAT_NOT_TAKEN: (networks) => `Convert the file for ${networks} to a format that is taken.`,
	SETTING_REQUIRED: (networks) => `Set what is missing under Platform Overrides for ${networks}.`,
	SETTING_TOO_LONG: (_, excess) => `Shorten the setting under Platform Overrides by ${excess('characters')}.`,
};

/**
 * One message for all of them (the first five in full), and how to mend them, one sentence for each kind.
 *
 * @param problems at least one
 */
export function explainProblems(problems: readonly Problem[]): {
	readonly message: string;
	readonly advice: string;
} {
	const listed = problems.slice(0, MAX_LISTED).map(({ message }) => message);
	const more = problems.length - listed.length;
	const codes = [...new Set(problems.map(({ code }) => code))];
	return {
		message: [...listed, ...(more > 0 ? [`and ${more} more`] : [])].join('; '),
		advice: codes.map((code) => adviceFor(code, problems)).join(' '),
	};
}

function adviceFor(code: ProblemCode, problems: readonly Problem[]): string {
	const alike = problems.filter((problem) => problem.code === code);
	const networks = [...new Set(alike.map(({ platform }) => platformName(platform)))];
	const excess = (unit: string) =>
		networks.map((network) => {
			const ofNetwork = alike.filter(({ platform }) => platformName(platform) === network);
			const most = Math.max(...ofNetwork.map(({ actual, limit }) => (actual ?? 0) - (limit ?? 0)));
			return `${most} ${most === 1 ? unit.slice(0, -1) : unit} for ${network}`;
		});
	return ADVICE[code](join(networks), (unit) => join(excess(unit)));
}

function join(words: readonly string[]): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
