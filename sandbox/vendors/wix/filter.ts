/** Wix's filter language: field names with a value or with operators, and `$and`, `$or`, `$not` around them. */
export type Filter = Readonly<Record<string, unknown>>;

/** The fields that a filter asks about, each once. */
export function namedFields(filter: Filter): string[] {
	const names = Object.entries(filter).flatMap(([key, value]) =>
		isJoint(key) ? partsOf(value).flatMap(namedFields) : [key],
	);
	return [...new Set(names)];
}

/** Whether an object passes. */
export type Test = (item: unknown) => boolean;

/** A filter as a test for objects as they are printed; it is read once, however many they are. Dates may be `Date`s. */
export function testFor(filter: Filter): Test {
	const tests = Object.entries(filter).map(([key, condition]): Test => {
		if (!isJoint(key)) return conditionOn(key, condition);
		const parts = partsOf(condition).map(testFor);
		switch (key) {
			case '$or':
				return (item) => parts.some((test) => test(item));
			case '$not':
				return (item) => !parts.every((test) => test(item));
			default:
				return (item) => parts.every((test) => test(item));
		}
	});
	return (item) => tests.every((test) => test(item));
}

type Operator = (wanted: unknown) => (actual: unknown) => boolean;

const ordered =
	(holds: (order: number) => boolean): Operator =>
	(wanted) => {
		const right = comparable(wanted);
		return (actual) => {
			const left = comparable(actual);
			if (left === null || right === null || typeof left !== typeof right) return false;
			return holds(left < right ? -1 : Number(left > right));
		};
	};
const isSame = ordered((order) => order === 0);
const equal: Operator = (wanted) => {
	const same = isSame(wanted);
	return (actual) => actual === wanted || same(actual) || (actual === undefined && wanted === null);
};
const oneOf: Operator = (wanted) => {
	const tests = listOf(wanted).map(equal);
	return (actual) => tests.some((test) => test(actual));
};

const OPERATORS: Readonly<Record<string, Operator>> = {
	$eq: equal,
	$ne: (wanted) => {
		const same = equal(wanted);
		return (actual) => !same(actual);
	},
	$gt: ordered((order) => order > 0),
	$gte: ordered((order) => order >= 0),
	$lt: ordered((order) => order < 0),
	$lte: ordered((order) => order <= 0),
	$in: oneOf,
	$nin: (wanted) => {
		const among = oneOf(wanted);
		return (actual) => !among(actual);
	},
	$startsWith: (wanted) => (actual) => typeof actual === 'string' && actual.startsWith(String(wanted)),
	$isEmpty: (wanted) => (actual) => (listOf(actual).length === 0) === wanted,
	$exists: (wanted) => (actual) => (actual !== undefined) === wanted,
	$hasAll: (wanted) => (actual) => listOf(wanted).every((one) => listOf(actual).includes(one)),
	$hasSome: (wanted) => (actual) => listOf(wanted).some((one) => listOf(actual).includes(one)),
};

function conditionOn(path: string, condition: unknown): Test {
	const names = path.split('.');
	const tests = conditionsOf(condition);
	return (item) => {
		const value = valueAt(item, names);
		return tests.every((test) => test(value));
	};
}

function conditionsOf(condition: unknown): ReadonlyArray<(actual: unknown) => boolean> {
	if (typeof condition !== 'object' || condition === null || Array.isArray(condition))
		return [equal(condition)];
	return Object.entries(condition).map(([name, wanted]) => OPERATORS[name]?.(wanted) ?? (() => false));
}

function isJoint(key: string): boolean {
	return key === '$and' || key === '$or' || key === '$not';
}

function partsOf(value: unknown): Filter[] {
	return (Array.isArray(value) ? value : [value]).filter(
		(part): part is Filter => typeof part === 'object' && part !== null,
	);
}

function valueAt(item: unknown, names: readonly string[]): unknown {
	return names.reduce<unknown>(
		(value, name) => (typeof value === 'object' && value !== null ? (value as Filter)[name] : undefined),
		item,
	);
}

function listOf(value: unknown): readonly unknown[] {
	if (value === undefined || value === null) return [];
	return Array.isArray(value) ? value : [value];
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}T/;

/** Dates are compared as moments, whatever their offset; other texts as texts. */
function comparable(value: unknown): string | number | null {
	if (typeof value === 'number') return value;
	if (value instanceof Date) return value.getTime();
	if (typeof value !== 'string') return null;
	return ISO_DATE.test(value) && !Number.isNaN(Date.parse(value)) ? Date.parse(value) : value;
}
