import { table } from './markdown.mjs';

const MODES = ['now', 'schedule', 'draft', 'queue'];

/**
 * What all providers of the registry can do, side by side.
 *
 * @param {import('./builtPack.mjs').BuiltPack} pack
 * @returns {Record<string, string>} tables by name
 */
export function registryTables({ providers, nodes, credentialOf }) {
	const names = providers.map(({ displayName }) => displayName);
	const yes = (is) => (is ? 'yes' : '');

	const operations = nodes.flatMap(({ displayName, operations: all }) =>
		all.map(({ value, name, description, providers: having }) => [
			displayName,
			`${name} (\`${value}\`)`,
			description,
			...providers.map(({ id }) => yes(having.includes(id))),
		]),
	);
	const modes = MODES.map((mode) => [
		`\`${mode}\``,
		...providers.map(({ posts }) => yes(posts.publishModes.includes(mode))),
	]).filter(([, ...having]) => having.some(Boolean));
	const credentials = providers.flatMap((provider) =>
		provider.credentials.map(({ credential }) => {
			const type = credentialOf(credential);
			return [
				provider.displayName,
				type.displayName,
				type.fields.map(({ displayName }) => displayName).join(', '),
				`[step by step](docs/providers/${provider.id}.md#the-key)`,
			];
		}),
	);
	const health = providers.flatMap(({ displayName, healthWords }) =>
		healthWords.map(({ from, says, status, canPost }) => [
			displayName,
			`\`${from}\``,
			Object.entries(says).map(formatSign).join(' and '),
			`\`${status}\``,
			canPost === null ? 'as the answer says' : canPost ? 'yes' : 'no',
		]),
	);
	const platforms = [...new Set(providers.flatMap((provider) => provider.platforms))].sort();
	const settings = platforms.flatMap((platform) => {
		const rules = providers.map(({ posts }) => posts.settings[platform] ?? {});
		const settingNames = [...new Set(rules.flatMap((rule) => Object.keys(rule)))];
		return settingNames.map((name) => [
			platform,
			`\`${name}\``,
			...rules.map((rule) => formatSetting(rule[name])),
		]);
	});
	const limits = platforms.flatMap((platform) =>
		providers.flatMap(({ displayName, posts }) =>
			posts.documentedRules
				.filter((rule) => rule.platform === platform)
				.map((rule) => [platform, displayName, ...limitCells(rule)]),
		),
	);
	const differences = [
		['Networks', ({ platforms: own }) => own.length],
		['Drafts', ({ posts }) => yes(posts.publishModes.includes('draft'))],
		['Queue', ({ posts }) => yes(posts.publishModes.includes('queue'))],
		['Posts in one call', ({ posts }) => (posts.bulk ? `up to ${posts.bulk.maxPosts}` : '1')],
		['Idempotency key', ({ posts }) => yes(posts.hasIdempotencyKey)],
		['Takes a post down', ({ posts }) => yes(posts.unpublish)],
		['Own AI', ({ posts }) => yes(posts.generateText)],
		['Connect link for', ({ connect }) => `${connect.linkPlatforms.length} networks`],
		['Connect without a browser', ({ connect }) => connect.credentialPlatforms.join(', ')],
		['Own return page', ({ connect }) => yes(connect.takesReturnUrl)],
		['Details', ({ id }) => `[${id}](docs/providers/${id}.md)`],
	];
	return {
		settings: table(['Network', 'Setting', ...names], settings),
		limits: table(['Network', 'Provider', ...LIMIT_TITLES], limits),
		operations: table(['Node', 'Operation', 'What it does', ...names], operations),
		publishModes: table(['Publish', ...names], modes),
		credentials: table(['Provider', 'Credential', 'Fields', 'Where to find them'], credentials),
		health: table(['Provider', 'Call', 'Its answer says', 'Status', 'Can post'], health),
		differences: table(
			['', ...names],
			differences.map(([title, of]) => [title, ...providers.map(of)]),
		),
	};
}

export const LIMIT_TITLES = ['Caption', 'Hashtags', 'Needs media', 'Images', 'Videos'];

/** A network's documented rules below `LIMIT_TITLES`. */
export function limitCells(rule) {
	return [
		rule.captionMaxLength ?? '',
		rule.hashtagsMaxCount ?? '',
		rule.mediaRequired ? 'yes' : '',
		formatMedia(rule.image),
		formatMedia(rule.video),
	];
}

function formatSign([field, sign]) {
	if (typeof sign !== 'object') return `\`${field}: ${sign}\``;
	return 'includes' in sign
		? `\`${sign.includes}\` in \`${field}\``
		: `\`${field}\` of at most ${sign.atMost}`;
}

/** What a provider takes as a common setting of a network. */
export function formatSetting(rule) {
	if (!rule) return '';
	const facts = [
		rule.required ? 'required' : '',
		rule.choices ? rule.choices.map((choice) => `\`${choice}\``).join(', ') : '',
		rule.maxLength ? `up to ${rule.maxLength} characters` : '',
	].filter(Boolean);
	return facts.length === 0 ? 'yes' : facts.join('; ');
}

function formatMedia(rule) {
	if (!rule) return '';
	if (rule.maxCount === 0) return 'none';
	const facts = [
		rule.maxCount === null ? '' : `up to ${rule.maxCount}`,
		rule.maxSizeBytes === null ? '' : `${Math.round(rule.maxSizeBytes / 2 ** 20)} MB`,
		rule.maxDurationSeconds === null ? '' : `${rule.maxDurationSeconds} s`,
		rule.formats.join('/'),
	].filter(Boolean);
	return facts.join(', ');
}
