import { codes, fromHtml, table } from './markdown.mjs';
import { formatSetting, limitCells, LIMIT_TITLES } from './registryTables.mjs';

/**
 * What one provider can do, for a page of its own.
 *
 * @param {import('./builtPack.mjs').BuiltPack} pack
 * @returns {Record<string, string>} tables by name: `operations.wix`, `networks.wix`, `credentialFields.wix` …
 */
export function vendorTables({ providers, nodes, credentialOf }) {
	const tables = providers.flatMap((provider) => {
		const { id, platforms, posts, connect } = provider;
		const operations = nodes
			.filter(({ operations: all }) => all.length > 0)
			.map(({ displayName, operations: all }) => {
				const names = (having) =>
					all
						.filter((operation) => operation.providers.includes(id) === having)
						.map(({ name }) => name)
						.join(', ');
				return [displayName, names(true), names(false) || 'nothing'];
			});
		const networks = [...platforms].sort().map((platform) => {
			const rule = posts.documentedRules.find((one) => one.platform === platform);
			return [
				platform,
				connect.linkPlatforms.includes(platform) ? 'yes' : '',
				connect.credentialPlatforms.includes(platform) ? 'yes' : '',
				...(rule ? limitCells(rule) : LIMIT_TITLES.map(() => '')),
			];
		});
		const settings = [...platforms]
			.sort()
			.flatMap((platform) =>
				Object.entries(posts.settings[platform] ?? {}).map(([name, rule]) => [
					platform,
					`\`${name}\``,
					formatSetting(rule).replace(/^yes$/, ''),
				]),
			);
		const fields = provider.credentials.flatMap(({ credential }) => {
			const type = credentialOf(credential);
			return type.fields.map(({ displayName, description, required, default: byDefault }) => [
				type.displayName,
				`${displayName}${required ? ' (required)' : ''}`,
				`${fromHtml(description)}${byDefault ? ` Default: \`${byDefault}\`.` : ''}`,
			]);
		});
		return [
			[`operations.${id}`, table(['Node', 'Works', 'The vendor has no call for'], operations)],
			[
				`posts.${id}`,
				table(
					['', ''],
					[
						['Publish', codes(posts.publishModes)],
						['Filters of Get Many', codes(posts.filters)],
						[
							'Sorted by the provider itself',
							codes(posts.sortsBy) || 'nothing; all posts are read, then sorted',
						],
						['Also takes', codes(posts.takes) || 'nothing else'],
						['Posts in one call', posts.bulk ? `up to ${posts.bulk.maxPosts}` : '1'],
						['Idempotency key', posts.hasIdempotencyKey ? 'yes' : 'no: looked up instead'],
						['Own return page of a link', connect.takesReturnUrl ? 'yes' : 'no'],
					],
				),
			],
			[`networks.${id}`, table(['Network', 'Link', 'Without a browser', ...LIMIT_TITLES], networks)],
			[`settings.${id}`, table(['Network', 'Setting', 'Takes'], settings)],
			[`credentialFields.${id}`, table(['Credential', 'Field', 'What it is'], fields)],
		];
	});
	return Object.fromEntries(tables);
}
