import fc from 'fast-check';

import type { Answered } from './hostileDoor';

/** Something done to an answer of which the sandbox has given the true one. */
export interface Change {
	/** Which answer of the tape, as a share of its length; above 1: each of them. */
	readonly answer: number;
	readonly kind:
		'whole' | 'status' | 'replace' | 'remove' | 'rename' | 'double' | 'repeat' | 'every' | 'named' | 'type';
	/** Which node of the answer, as a share of all. */
	readonly node: number;
	/** JSON, or what should be. */
	readonly text: string;
	readonly status: number;
	/** For `every`: the type of the nodes. */
	readonly every: string;
}

const DEPTH = 10_000;
const LONG = 100_000;

/** Values that no vendor would send, each as JSON text: some cannot be written in any other way. */
const ODD_VALUES = [
	'null',
	'true',
	'false',
	'0',
	'-1',
	'0.5',
	'1e308',
	'1e999',
	'-1e999',
	'9007199254740993',
	'8640000000000001',
	'253402300800000',
	'"42"',
	'"NaN"',
	'"-Infinity"',
	'""',
	'" "',
	'"__proto__"',
	'"constructor"',
	'"prototype"',
	'"toString"',
	'"hasOwnProperty"',
	'"__defineGetter__"',
	'"\\ud800"',
	'"\\udfff\\ud800 x"',
	'"\\u0000"',
	'"\\u202e\\u200f"',
	`"${'x'.repeat(LONG)}"`,
	'".."',
	'"../../me"',
	'"a/b?c#d\\r\\nX-Evil: 1"',
	'"%2e%2e%2f"',
	'"2027-13-45T99:99:99Z"',
	'"0000-00-00 00:00:00"',
	'"+012345-01-01T00:00:00Z"',
	'"-000001-01-01T00:00:00Z"',
	'"9999-12-31T23:59:59-14:00"',
	'"yesterday"',
	'"https://evil.example/"',
	'"http://[::1"',
	'"javascript:alert(1)"',
	'{}',
	'[]',
	'[null]',
	'[[]]',
	'[{}]',
	'[[[[1]]]]',
	'{"__proto__":{"polluted":true}}',
	'{"constructor":{"prototype":{"polluted":true}}}',
	'{"id":null,"length":-1,"toString":null,"toJSON":1}',
	'{"message":{"message":{}},"code":[],"errors":null}',
	'[{"__proto__":{"polluted":true}}]',
	`${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`,
	`${'{"a":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}`,
	`[${new Array(20_000).fill('{}').join(',')}]`,
	`[${new Array(20_000).fill('null').join(',')}]`,
] as const;

const ODD_BODIES = [
	...ODD_VALUES,
	'',
	' ',
	'\ufeff{}',
	'{',
	'{"data":',
	'undefined',
	'<html><body>Bad gateway</body></html>',
	'{"data":1,"data":2}',
	'{} {}',
	"{'single':1}",
];

const STATUSES = [200, 201, 202, 204, 207, 304, 400, 401, 402, 403, 404, 409, 410, 418, 422, 429, 500, 503];

const TYPES = [
	'text/html',
	'application/xml',
	'application/octet-stream',
	'image/png',
	'',
	'application/json; charset=utf-16',
];

export const someChanges: fc.Arbitrary<readonly Change[]> = fc.array(
	fc.record({
		answer: fc.double({ min: 0, max: 1.3, noNaN: true }),
		// Deep inside an answer there is more to find than in place of it.
		kind: fc.oneof(
			{ weight: 8, arbitrary: fc.constantFrom('replace' as const, 'named' as const) },
			{ weight: 4, arbitrary: fc.constantFrom('remove' as const, 'every' as const, 'repeat' as const) },
			{ weight: 3, arbitrary: fc.constantFrom('whole' as const, 'status' as const) },
			{ weight: 2, arbitrary: fc.constantFrom('rename' as const, 'double' as const, 'type' as const) },
		),
		node: fc.double({ min: 0, max: 0.9999, noNaN: true }),
		text: fc.constantFrom(...ODD_BODIES),
		status: fc.constantFrom(...STATUSES),
		every: fc.constantFrom('string', 'number', 'boolean', 'list', 'object', 'null'),
	}),
	{ minLength: 1, maxLength: 3 },
);

/** The answer after all the changes that are meant for it. */
export function changeAnswer(
	changes: readonly Change[],
	answered: Answered,
	index: number,
	count: number,
): Answered {
	return changes
		.filter(({ answer }) => answer > 1 || Math.floor(answer * count) === index)
		.reduce(applyChange, answered);
}

function applyChange(answered: Answered, change: Change): Answered {
	const { kind, text, status } = change;
	if (kind === 'whole') return { ...answered, text };
	if (kind === 'status') return { ...answered, status: status };
	if (kind === 'type') {
		return {
			...answered,
			headers: { ...answered.headers, 'content-type': TYPES[status % TYPES.length] ?? '' },
		};
	}
	try {
		return { ...answered, text: changeInside(JSON.parse(answered.text), change) };
	} catch {
		// Not JSON any more: an earlier change has seen to that.
		return { ...answered, text };
	}
}

interface Node {
	readonly key: string | null;
	readonly kind: string;
}

function kindOf(value: unknown): string {
	return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}

/** In the order in which they are written. */
function nodesOf(value: unknown, key: string | null, nodes: Node[] = []): Node[] {
	nodes.push({ key, kind: kindOf(value) });
	if (typeof value === 'object' && value !== null) {
		for (const [name, one] of Object.entries(value)) nodesOf(one, Array.isArray(value) ? key : name, nodes);
	}
	return nodes;
}

const REPEATS = 500;

/** Writes JSON anew, with the change at its place: text, since keys come twice and values are none of JavaScript's. */
function changeInside(root: unknown, { kind, node, text, every }: Change): string {
	const nodes = nodesOf(root, null);
	const place = Math.floor(node * nodes.length);
	const name = nodes[place]?.key ?? null;
	let at = -1;

	/** `null`: left out. */
	function write(value: unknown, key: string | null): string | null {
		const mine = ++at;
		const inside = writeInside(value, key);
		if (kind === 'every') return kindOf(value) === every && mine > 0 ? text : inside;
		if (kind === 'named') return key === name && mine >= place ? text : inside;
		if (mine !== place) return inside;
		if (kind === 'remove') return null;
		if (kind === 'replace') return text;
		if (kind === 'repeat') return `[${new Array(REPEATS).fill(inside).join(',')}]`;
		return inside;
	}

	function writeInside(value: unknown, key: string | null): string {
		if (Array.isArray(value)) {
			const entries = value.flatMap((one) => {
				const mine = at + 1;
				const written = write(one, key) ?? [];
				return kind === 'repeat' && mine === place ? new Array(REPEATS).fill(written) : written;
			});
			return `[${entries.join(',')}]`;
		}
		if (typeof value !== 'object' || value === null) return JSON.stringify(value);
		const fields = Object.entries(value).flatMap(([field, one]) => {
			const mine = at + 1;
			const written = write(one, field);
			if (written === null) return [];
			const entry = `${JSON.stringify(field)}:${written}`;
			if (mine !== place) return [entry];
			if (kind === 'rename') return [`${text.startsWith('"') ? text : '"__proto__"'}:${written}`];
			return kind === 'double' ? [entry, `${JSON.stringify(field)}:${text}`] : [entry];
		});
		return `{${fields.join(',')}}`;
	}

	return write(root, null) ?? '';
}
