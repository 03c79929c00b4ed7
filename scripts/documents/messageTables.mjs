import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as ts from 'typescript';

import { ROOT } from '../lib/paths.mjs';
import { table } from './markdown.mjs';

/** Stands for what is filled in. */
const GAP = '…';

/** Between ways out of which one holds. */
const OR = ' – or: ';

/** What is shipped. */
const FOLDERS = ['credentials', 'nodes'];

/** What functions call the way out. */
const ADVICE = ['advice', 'way'];

/** Whose messages they are, by folder; the first that fits. */
const AREAS = [
	[/^nodes\/shared\/providers\/(\w+)\//, ([, id]) => id],
	[/^nodes\/shared\/providers\//, () => 'post'],
	[/^nodes\/shared\/domain\/checks\//, () => 'checks'],
	[/^nodes\/shared\/transport\/|^credentials\//, () => 'connection'],
	[/^nodes\/SocialPost\//, () => 'post'],
	[/^nodes\//, () => 'parameters'],
];

/**
 * @typedef {object} Told
 * @property {string} message with `…` where something is filled in
 * @property {readonly string[]} advices the ways out that can stand beside it; none where the vendor or a caller adds it
 * @property {string} area
 * @property {string} file relative to the root
 */

/**
 * Every message that the sources in `nodes/` and `credentials/` can give: what is handed to a parameter or a field named
 * `message`, as far as it is written there and not the vendor's own.
 *
 * @returns {Told[]} in the order of files; equal ones of an area once
 */
export function findMessages() {
	const sources = FOLDERS.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true })
			.filter((file) => file.endsWith('.ts'))
			.sort()
			.map((file) => parseSource(join(folder, file).replace(/\\/g, '/'))),
	);
	const known = { takers: takersIn(sources), constants: constantsIn(sources) };
	const found = new Map();
	for (const source of sources) {
		const file = source.fileName;
		const area = areaOf(file);
		visitAll(source, (node) => {
			for (const { message, advice } of toldBy(node, known)) {
				for (const text of textsOf(message, known)) {
					if (!/\p{L}{2}/u.test(text.replaceAll(GAP, ''))) continue;
					const key = `${area} ${text}`;
					const before = found.get(key) ?? { message: text, advices: [], area, file };
					const advices = advice === undefined ? [] : textsOf(advice, known);
					found.set(key, { ...before, advices: [...new Set([...before.advices, ...advices])] });
				}
			}
		});
	}
	return [...found.values()];
}

/** @returns {Record<string, string>} tables by name: `messages.post`, `messages.wix` … */
export function messageTables() {
	const all = findMessages();
	const areas = [...new Set(all.map(({ area }) => area))];
	return Object.fromEntries(
		areas.map((area) => [
			`messages.${area}`,
			table(
				['Message', 'What to do'],
				all
					.filter((told) => told.area === area)
					.sort((one, other) => one.message.localeCompare(other.message))
					.map(({ message, advices }) => [message, advices.join(OR)]),
			),
		]),
	);
}

/**
 * What is advised for the codes of a vendor, from the table in its `rules.ts`.
 *
 * @param {readonly string[]} providerIds
 * @returns {Record<string, string>} tables by name: `codes.wix`
 */
export function codeTables(providerIds) {
	return Object.fromEntries(
		providerIds.map((id) => {
			const source = parseSource(`nodes/shared/providers/${id}/rules.ts`);
			const known = { takers: new Map(), constants: constantsIn([source]) };
			const { arguments: handed } = known.constants.get(
				['KNOWN_CODES', 'ADVICE_BY_CODE']
					.map((name) => `${source.fileName} ${name}`)
					.find((name) => known.constants.has(name)),
			);
			const rows = handed[0].elements.map(({ elements: [code, value] }) => {
				const [word] = textsOf(code, known);
				const advices = adviceIn(value, known);
				return [
					`\`${word}\``,
					advices.join(OR) || 'What the message says; else what the HTTP status asks for.',
				];
			});
			return [`codes.${id}`, table(['Code', 'What to do'], rows)];
		}),
	);
}

/** @returns {Record<string, string>} the table `problems`: what the checks before sending find, and how to mend it */
export function problemTable() {
	const source = parseSource('nodes/shared/domain/checks/explainProblems.ts');
	const known = { takers: new Map(), constants: constantsIn([source]) };
	const { properties } = known.constants.get(`${source.fileName} ADVICE`);
	const rows = properties.map(({ name, initializer }) => [
		`\`${name.getText()}\``,
		textsOf(initializer.body, known).join(OR),
	]);
	return { problems: table(['Code', 'What to do'], rows) };
}

/** A text as it is, or the field `advice` or `advise` of a known code. */
function adviceIn(value, known) {
	const told = ts.isIdentifier(value)
		? known.constants.get(`${value.getSourceFile().fileName} ${value.text}`)
		: value;
	if (told === undefined || !ts.isObjectLiteralExpression(told)) return told ? textsOf(told, known) : [];
	const property = told.properties.find((one) => ['advice', 'advise'].includes(one.name?.getText()));
	if (property === undefined) return [];
	const { initializer } = property;
	if (!ts.isArrowFunction(initializer)) return textsOf(initializer, known);
	const texts = [];
	visitAll(initializer, (node) => {
		if (ts.isReturnStatement(node) && node.expression) texts.push(...textsOf(node.expression, known));
	});
	return texts;
}

function areaOf(file) {
	for (const [pattern, name] of AREAS) {
		const match = pattern.exec(file);
		if (match) return name(match);
	}
	throw new Error(`${file} belongs to no area`);
}

/** @param {string} file relative to the root */
function parseSource(file) {
	return ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
}

function visitAll(node, look) {
	look(node);
	ts.forEachChild(node, (child) => visitAll(child, look));
}

/** Functions, methods and classes of ours that take a `message`: name -> names of their parameters. */
function takersIn(sources) {
	const takers = new Map();
	for (const source of sources) {
		visitAll(source, (node) => {
			if (!ts.isFunctionLike(node)) return;
			const names = node.parameters.map((parameter) => parameter.name.getText());
			const owner = ts.isConstructorDeclaration(node) || ts.isArrowFunction(node) ? node.parent : node;
			if (names.includes('message') && owner.name) takers.set(owner.name.getText(), names);
		});
	}
	return takers;
}

/** Constants that hold a value: file and name -> initializer; exported ones by name alone too. */
function constantsIn(sources) {
	const constants = new Map();
	for (const source of sources) {
		visitAll(source, (node) => {
			if (!ts.isVariableDeclaration(node) || !node.initializer || !ts.isIdentifier(node.name)) return;
			constants.set(`${source.fileName} ${node.name.text}`, node.initializer);
			const isExported = node.parent.parent.modifiers?.some(
				({ kind }) => kind === ts.SyntaxKind.ExportKeyword,
			);
			if (isExported) constants.set(node.name.text, node.initializer);
		});
	}
	return constants;
}

/** The message that this node hands over, with the advice beside it. */
function toldBy(node, { takers }) {
	if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
		const callee = node.expression;
		if (ts.isNewExpression(node) && callee.getText() === 'Error') {
			return (node.arguments ?? []).slice(0, 1).map((message) => ({ message, advice: undefined }));
		}
		const names = takers.get(ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText());
		const message = node.arguments?.[names?.indexOf('message') ?? -1];
		if (message === undefined) return [];
		return [{ message, advice: node.arguments[names.findIndex((name) => ADVICE.includes(name))] }];
	}
	if (ts.isObjectLiteralExpression(node)) {
		const field = (name) => {
			const property = node.properties.find((one) => one.name?.getText() === name);
			if (property === undefined) return undefined;
			return ts.isShorthandPropertyAssignment(property) ? property.name : property.initializer;
		};
		// What n8n shows beside an output is no error.
		if (field('message') === undefined || field('location') !== undefined) return [];
		return [{ message: field('message'), advice: field('advice') }];
	}
	return [];
}

/** The texts that an expression can stand for; none for what only a caller or the vendor knows. */
function textsOf(expression, known) {
	if (ts.isStringLiteralLike(expression)) return [expression.text];
	if (ts.isParenthesizedExpression(expression)) return textsOf(expression.expression, known);
	if (ts.isTemplateExpression(expression)) {
		const rest = expression.templateSpans.map(({ literal }) => GAP + literal.text);
		return [(expression.head.text + rest.join('')).replace(/…(\s*…)+/g, GAP)];
	}
	if (ts.isConditionalExpression(expression)) {
		return [...textsOf(expression.whenTrue, known), ...textsOf(expression.whenFalse, known)];
	}
	if (ts.isBinaryExpression(expression)) {
		const left = textsOf(expression.left, known);
		const right = textsOf(expression.right, known);
		return expression.operatorToken.kind === ts.SyntaxKind.PlusToken
			? left.flatMap((start) => right.map((end) => start + end))
			: [...left, ...right];
	}
	if (ts.isCallExpression(expression)) {
		const { expression: callee, arguments: handed } = expression;
		const isJoin = ts.isPropertyAccessExpression(callee) && callee.name.text === 'join';
		if (!isJoin) return handed.flatMap((argument) => textsOf(argument, known));
		if (!ts.isArrayLiteralExpression(callee.expression)) return [];
		return [callee.expression.elements.map((element) => textsOf(element, known)[0] ?? GAP).join(' ')];
	}
	if (ts.isIdentifier(expression)) {
		const constant =
			known.constants.get(`${expression.getSourceFile().fileName} ${expression.text}`) ??
			known.constants.get(expression.text);
		return constant === undefined ? [] : textsOf(constant, known);
	}
	return [];
}
