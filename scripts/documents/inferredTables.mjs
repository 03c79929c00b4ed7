import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as ts from 'typescript';
import { parse } from 'yaml';

import { ROOT } from '../lib/paths.mjs';
import { table } from './markdown.mjs';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Longer values say no more in a table. */
const LONGEST_VALUE = 160;

/**
 * What no page of the vendors says, from the marks of the contracts and from what the sandbox assumes.
 *
 * @param {readonly string[]} providerIds
 * @returns {Record<string, string>} tables by name: `inferred.wix`, `assumed.wix`
 */
export function inferredTables(providerIds) {
	return Object.fromEntries(
		providerIds.flatMap((id) => [
			[`inferred.${id}`, table(['Part of the API', 'As it is taken here'], inferredOf(id))],
			[`assumed.${id}`, assumptionsOf(id)],
		]),
	);
}

function inferredOf(id) {
	const file = join(ROOT, 'sandbox', 'contracts', `${id.toLowerCase()}.openapi.yaml`);
	const rows = [];
	const walk = (part, path) => {
		if (part === null || typeof part !== 'object') return;
		if (part['x-evidence'] === 'inferred') {
			const known = [part.summary, part.description].filter(Boolean).map(sentence).join(' ');
			rows.push([nameOf(path), known || 'There, with the type that the contract document has.']);
		}
		for (const [key, below] of Object.entries(part)) walk(below, [...path, key]);
	};
	walk(parse(readFileSync(file, 'utf8')), []);
	return rows;
}

/** `paths / /v1/posts / get / responses / 200` reads as "Answer 200 of `GET /v1/posts`". */
function nameOf(path) {
	if (path[0] === 'components') {
		const [, kind, name, ...inner] = path;
		const field = fieldOf(inner);
		if (inner.includes('headers')) return `Header \`${path.at(-1)}\` of the answer ${name}`;
		if (field !== '') return `\`${name}.${field}\``;
		return kind === 'responses' ? `The answer ${name}` : `The object \`${name}\``;
	}
	const [, address, method, ...inner] = path;
	const call = `\`${METHODS.includes(method) ? `${method.toUpperCase()} ` : ''}${address}\``;
	const field = fieldOf(inner);
	if (field !== '') return `\`${field}\` of ${call}`;
	return inner[0] === 'responses' ? `Answer ${inner[1]} of ${call}` : call;
}

/** The names of the fields on the way; `[]` stands for the entries of a list, `{}` for those of an object. */
function fieldOf(inner) {
	let name = '';
	inner.forEach((word, at) => {
		if (inner[at - 1] === 'properties') name += `${name === '' ? '' : '.'}${word}`;
		else if (name !== '' && word === 'items') name += '[]';
		else if (name !== '' && word === 'additionalProperties') name += '{}';
	});
	return name;
}

function sentence(text) {
	return /[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}

/** `sandbox/vendors/<id>/assumptions.ts`: either rows with what is silent and what is done, or values with comments. */
function assumptionsOf(id) {
	const path = join(ROOT, 'sandbox', 'vendors', id, 'assumptions.ts');
	const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
	const values = source.statements
		.filter(ts.isVariableStatement)
		.flatMap(({ declarationList }) => declarationList.declarations)
		.map(({ name, initializer }) => ({ name: name.text, value: bare(initializer) }));
	const { value: main } = values.find(({ name }) => /^ASSUM(ED|PTIONS)$/.test(name)) ?? {};
	if (main === undefined) throw new Error(`${path} assumes nothing`);
	if (ts.isArrayLiteralExpression(main)) {
		return table(
			['About', 'The vendor does not say', 'Taken here'],
			main.elements.map((entry) => {
				const fields = new Map(entry.properties.map((field) => [field.name.text, textOf(field.initializer)]));
				return [fields.get('about'), fields.get('silent'), fields.get('here')];
			}),
		);
	}
	return table(['What is assumed', 'Taken here'], groupsOf(main, source));
}

/** A comment speaks for its entry and for those right below it that have none. */
function groupsOf(object, source) {
	const groups = [];
	for (const property of object.properties) {
		const comment = commentOf(property, source);
		const taken = `\`${property.name.getText(source)}\`: ${valueOf(property, source)}`;
		if (comment !== null || groups.length === 0) groups.push([comment ?? '', [taken]]);
		else groups.at(-1)[1].push(taken);
	}
	return groups.map(([comment, taken]) => [comment, taken.join('; ')]);
}

function valueOf({ initializer }, source) {
	const text = bare(initializer)
		.getText(source)
		.replace(/\s+/g, ' ')
		.replace(/\bas const\b/g, '')
		.trim();
	return `\`${text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text}\``;
}

function commentOf(node, source) {
	const ranges = ts.getLeadingCommentRanges(source.text, node.getFullStart()) ?? [];
	const last = ranges.at(-1);
	if (last === undefined) return null;
	return source.text
		.slice(last.pos, last.end)
		.replace(/^\/\*\*?|\*\/$/g, '')
		.replace(/^\s*\* ?/gm, '')
		.replace(/\s+/g, ' ')
		.trim();
}

function bare(expression) {
	return ts.isAsExpression(expression) || ts.isSatisfiesExpression(expression)
		? bare(expression.expression)
		: expression;
}

function textOf(expression) {
	if (ts.isStringLiteralLike(expression)) return expression.text;
	if (ts.isBinaryExpression(expression)) return textOf(expression.left) + textOf(expression.right);
	throw new Error(`Not a text: ${expression.getText()}`);
}
