import { codes, fromHtml, table } from './markdown.mjs';

/** More choices than that are told by their number. */
const MOST_CHOICES = 8;

/** What nobody fills in. */
const HIDDEN = ['credentials', 'hidden', 'notice'];

const TYPES = {
	boolean: 'on or off',
	collection: 'collection',
	dateTime: 'time',
	fixedCollection: 'list',
	json: 'JSON',
	multiOptions: 'several of',
	number: 'number',
	options: 'one of',
	resourceLocator: 'from a list, or an ID',
	string: 'text',
};

/**
 * The parameters of every operation, and of a node without operations, from its description.
 *
 * @param {import('./builtPack.mjs').BuiltPack} pack
 * @returns {Record<string, string>} tables by name: `parameters.socialPost.create`, `parameters.socialTrigger`
 */
export function parameterTables({ nodes, providers }) {
	const rowsOf = (properties) => merge(properties.flatMap((property) => rows(property, '', [])));
	const namesOf = (having) =>
		having.length === providers.length
			? []
			: providers.filter(({ id }) => having.includes(id)).map(({ displayName }) => displayName);
	const made = (properties) => {
		const found = rowsOf(properties);
		if (found.length === 0) return 'None besides **Provider** and the credential.';
		const limited = found.some(({ having }) => namesOf(having).length > 0);
		return table(
			['Parameter', 'Takes', 'Default', 'What it does', ...(limited ? ['Only at'] : [])],
			found.map(({ path, property, hints, choices, having }) => [
				`${path} (\`${property.name}\`)`,
				takes(property, choices),
				formatDefault(property),
				doesOf(property, hints),
				...(limited ? [namesOf(having).join(', ')] : []),
			]),
		);
	};
	return Object.fromEntries(
		nodes.flatMap(({ name, properties, operations }) => {
			if (operations.length === 0) {
				const own = properties.filter((property) => property.name !== 'provider');
				return [[`parameters.${name}`, made(own)]];
			}
			return operations.map(({ value }) => [
				`parameters.${name}.${value}`,
				made(properties.filter((property) => property.displayOptions?.show?.operation?.includes(value))),
			]);
		}),
	);
}

/** The property itself, or what a collection holds. */
function rows(property, above, inherited) {
	const path = above === '' ? property.displayName : `${above} > ${property.displayName}`;
	const own = property.displayOptions?.show?.provider ?? [];
	const having = own.length > 0 ? own : inherited;
	if (HIDDEN.includes(property.type)) return [];
	if (property.type === 'collection') {
		return property.options.flatMap((option) => rows(option, path, having));
	}
	if (property.type === 'fixedCollection') {
		return property.options.flatMap(({ values }) => values.flatMap((value) => rows(value, path, having)));
	}
	return [{ path, property, hints: [property.hint ?? ''], choices: choicesOf(property), having }];
}

/** The same parameter for other providers is one row, with all that can be chosen. */
function merge(all) {
	const merged = new Map();
	for (const row of all) {
		const key = [row.path, row.property.name, row.property.description].join('\0');
		const before = merged.get(key) ?? { ...row, choices: [] };
		merged.set(key, {
			...before,
			hints: [...new Set([...before.hints, ...row.hints])],
			choices: [...new Set([...before.choices, ...row.choices])],
			having: before.having.length === 0 ? [] : [...new Set([...before.having, ...row.having])],
		});
	}
	return [...merged.values()];
}

/** The empty choice stands for "not set". */
function choicesOf({ options }) {
	return (options ?? []).map(({ value }) => value).filter((value) => value !== '');
}

function takes({ type, typeOptions, required }, choices) {
	const kind = TYPES[type];
	if (kind === undefined) throw new Error(`There is no word for parameters of the type ${type}`);
	const { minValue, maxValue, loadOptionsMethod } = typeOptions ?? {};
	const facts = [
		kind,
		loadOptionsMethod ? 'a list' : '',
		choices.length > MOST_CHOICES ? `${choices.length} choices` : codes(choices),
		minValue === undefined ? '' : `from ${minValue}`,
		maxValue === undefined ? '' : `to ${maxValue}`,
		required ? '(required)' : '',
	];
	return facts.filter(Boolean).join(' ');
}

function formatDefault({ type, default: value }) {
	if (type === 'boolean') return value ? 'on' : 'off';
	if (value === '' || value === undefined || typeof value === 'object') return '';
	return `\`${value}\``;
}

/** A hint that differs from provider to provider stands in the editor only. */
function doesOf({ description }, hints) {
	const hint = hints.length === 1 ? hints[0] : '';
	return [description, hint].filter(Boolean).map(fromHtml).map(sentence).join(' ');
}

function sentence(text) {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
