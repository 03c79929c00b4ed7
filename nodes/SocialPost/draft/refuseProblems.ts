import { checkDraft } from '../../shared/domain/checks/checkDraft';
import { explainProblems } from '../../shared/domain/checks/explainProblems';
import { InputError } from '../../shared/domain/inputError';
import type { PostDraft } from '../../shared/domain/post';
import type { Provider } from '../../shared/providers/provider';

const PARAMETERS = {
	caption: 'Text',
	hashtags: 'Text',
	title: 'Title',
	media: 'Media',
	settings: 'Platform Overrides',
};

/**
 * Checks a draft against what is known of the networks, without any call.
 *
 * @throws InputError that names network, limit and by how much it is exceeded
 */
export function refuseProblems(draft: PostDraft, { posts }: Provider): void {
	const problems = checkDraft(draft, posts.documentedRules, posts.settings).filter(
		// A draft may still be incomplete, but not too long.
		({ code }) => draft.mode !== 'draft' || !/_REQUIRED$/.test(code),
	);
	const [first] = problems;
	if (!first) return;
	const { message, advice } = explainProblems(problems);
	throw new InputError(
		PARAMETERS[first.field],
		message,
		`${advice} Nothing was sent. If the limit does not hold for your account, set Options > Validate First to off.`,
	);
}
