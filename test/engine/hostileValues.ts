import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import type { NodeRun } from './n8nEngine';

const LONG = 200_000;

function nested(depth: number): unknown {
	let value: unknown = 1;
	for (let level = 0; level < depth; level++) value = { a: value };
	return value;
}

/** What data may bring where a person expected something else; each reaches the parameter through an expression. */
export const ODD_VALUES: readonly unknown[] = [
	null,
	true,
	false,
	0,
	-1,
	-0.5,
	2.5,
	1e21,
	Number.MAX_SAFE_INTEGER,
	'',
	' \t\n',
	'-1',
	'Infinity',
	'1e9',
	'x'.repeat(LONG),
	'\ud800',
	'a\udfff b',
	'\u202eevil\u200f',
	'\u0000',
	'e\u0301\ufeff',
	'👩‍👩‍👧'.repeat(2_000),
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'hasOwnProperty',
	'.',
	'..',
	'../../me',
	'a/../b',
	'a/b',
	'a?b=c&limit=1',
	'a#b',
	'a;b',
	'%2e%2e',
	'%2e%2e%2f%2e%2e',
	'..%2f',
	'%',
	'%zz',
	'..\\..',
	'a\nb\r\nX-Evil: 1',
	' 12 ',
	'1,2,,3',
	'FACEBOOK:..:..',
	'LINKEDIN:..',
	'instagram:..',
	'http://',
	'https://user:pass@evil.example/x?y#z',
	'javascript:alert(1)',
	'file:///etc/passwd',
	'data:text/plain,x',
	'2027-02-30T10:00',
	'2027-13-01',
	'0000-00-00',
	'+123456-01-01T00:00Z',
	'9999-12-31T23:59:59-14:00',
	'24:00',
	'Europe/Atlantis',
	'UTC+99',
	'Etc/GMT+12',
	'{ nope',
	'[1]',
	'null',
	'"text"',
	'{"__proto__":{"polluted":true}}',
	'{"constructor":{"prototype":{"polluted":true}}}',
	`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
	[],
	[null],
	[[]],
	['..', '__proto__', null, 7, {}],
	[['1', '2'], '3'],
	{},
	{ id: 1 },
	{ __rl: true, mode: 'id', value: '..' },
	{ toString: null, length: -1 },
	nested(500),
	Array.from({ length: 5_000 }, (_, at) => `${at}`),
];

/** What only an expression can make. */
export const ODD_EXPRESSIONS: readonly string[] = [
	'={{ undefined }}',
	'={{ NaN }}',
	'={{ -Infinity }}',
	'={{ new Date("nonsense") }}',
	'={{ new Date(0) }}',
	'={{ DateTime.invalid("nonsense") }}',
	'={{ $now }}',
	'={{ $json }}',
	'={{ [undefined] }}',
];

/** Where a value can stand: names, and the index of a list's entry. */
export type Place = ReadonlyArray<string | number>;

/** What else an entry of a list needs, so that the odd value in it is looked at. */
const ENTRIES: Readonly<Record<string, Record<string, unknown>>> = {
	media: { source: 'url', url: 'https://cdn.example.com/photo.jpg', type: 'auto' },
	platformOverrides: { platform: 'instagram', text: 'Another text', settings: '{}' },
};

/** All places of an operation's parameters, from the node's description. */
export function placesOf(
	properties: readonly INodeProperties[],
	provider: string,
	operation: string,
): Place[] {
	const isShown = ({ displayOptions }: INodeProperties) => {
		const { provider: providers, operation: operations } = displayOptions?.show ?? {};
		return (
			(providers === undefined || providers.includes(provider)) && operations?.includes(operation) === true
		);
	};
	const places = properties.filter(isShown).flatMap((property) => placesIn(property));
	return [...new Map(places.map((place) => [place.join('.'), place])).values()];
}

function placesIn({ name, type, options = [] }: INodeProperties): Place[] {
	if (name === 'operation') return [];
	if (type === 'collection') {
		return [[name], ...(options as INodeProperties[]).map((option) => [name, option.name])];
	}
	if (type !== 'fixedCollection') return [[name]];
	return [
		[name],
		...(options as INodePropertyCollection[]).flatMap((group) => [
			[name, group.name],
			...group.values.map((value) => [name, group.name, 0, value.name]),
			...group.values.map((value) => [name, group.name, value.name]),
		]),
	];
}

/** The same parameters with that value at that place. */
export function putAt(
	parameters: NodeRun['parameters'],
	place: Place,
	value: unknown,
): NodeRun['parameters'] {
	const copy = structuredClone(parameters) as Record<string, unknown>;
	const [top = ''] = place;
	// A picker is a box around the value.
	const boxed = top === 'accountId' ? { __rl: true, mode: 'id', value } : value;
	let inside: Record<string | number, unknown> = copy;
	for (const [at, name] of place.slice(0, -1).entries()) {
		const next = place[at + 1];
		const known = inside[name];
		const fresh = typeof next === 'number' ? [{ ...ENTRIES[String(top)] }] : {};
		inside[name] = typeof known === 'object' && known !== null ? known : fresh;
		if (typeof next === 'number' && Array.isArray(inside[name]))
			inside[name][next] ??= { ...ENTRIES[String(top)] };
		inside = inside[name] as Record<string | number, unknown>;
	}
	inside[place.at(-1) ?? ''] = boxed;
	return copy as NodeRun['parameters'];
}
