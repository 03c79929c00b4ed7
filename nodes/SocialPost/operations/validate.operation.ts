import { checkDraft } from '../../shared/domain/checks/checkDraft';
import { countCaption } from '../../shared/domain/checks/countCaption';
import type { PlatformRules } from '../../shared/domain/plan';
import type { Platform } from '../../shared/domain/platform';
import type { PostDraft } from '../../shared/domain/post';
import type { ItemCall, Operation } from '../../shared/face/operation';
import { chooseAccounts } from '../draft/chooseAccounts';
import { validateProperties } from '../draft/properties';
import { readAccountIds } from '../draft/readAccountIds';
import { readDraft } from '../draft/readDraft';

export const validate: Operation = {
	value: 'validate',
	// The rules of the networks are known for every provider.
	method: null,
	name: 'Validate',
	action: 'Validate a post',
	description: 'Check a post against the limits of its networks without sending it',
	properties: validateProperties,

	async execute(call: ItemCall) {
		const { context, itemIndex, provider } = call;
		const accountIds = readAccountIds(context, itemIndex);
		const unaddressed = await readDraft(call, Date.now());
		const { accounts } = await chooseAccounts(call, accountIds, 'send');
		const draft = unaddressed.addressTo(accounts);
		const rules = await rulesFor(call, draft);
		const problems = checkDraft(draft, rules, provider.posts.settings);
		return [
			{
				provider: provider.id,
				valid: problems.length === 0,
				problems: problems.map((problem) => ({ ...problem })),
				platforms: networksOf(draft).map((platform) => captionOn(platform, draft, rules)),
			},
		];
	},
};

/** What the provider says now, where it has a call for that; filled up with what its documentation says. */
async function rulesFor({ provider, wire, run }: ItemCall, draft: PostDraft): Promise<PlatformRules[]> {
	const platforms = networksOf(draft);
	const documented = provider.posts.documentedRules.filter(({ platform }) => platforms.includes(platform));
	const key = `rules ${platforms.join(' ')}`;
	const asking = (run.get(key) ?? provider.accounts.getPlatformRules?.(wire, platforms)) as
		ReturnType<NonNullable<typeof provider.accounts.getPlatformRules>> | undefined;
	run.set(key, asking);
	const told = new Map((await (asking ?? [])).map(({ item }) => [item.platform, item]));
	return documented.map((rules) => withTold(rules, told.get(rules.platform)));
}

function withTold(documented: PlatformRules, told: PlatformRules | undefined): PlatformRules {
	const known = Object.entries(told ?? {}).filter(([, value]) => value !== null);
	return { ...documented, ...(Object.fromEntries(known) as Partial<PlatformRules>) };
}

function networksOf({ accounts }: PostDraft): Platform[] {
	return [...new Set(accounts.map(({ platform }) => platform))];
}

function captionOn(platform: Platform, draft: PostDraft, rules: readonly PlatformRules[]) {
	const own = draft.overrides.find((override) => override.platform === platform)?.text;
	const known = rules.find((one) => one.platform === platform);
	return {
		platform,
		captionLength: countCaption(platform, own ?? draft.text),
		captionMaxLength: known?.captionMaxLength ?? null,
		rules: known?.source ?? null,
	};
}
