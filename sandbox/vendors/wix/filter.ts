/** Wix's filter language: field names with a value or with operators, and `$and`, `$or`, `$not` around them. */
export type Filter = Readonly<Record<string, unknown>>;

/** The fields that a filter asks about, each once. */
export function namedFields(filter: Filter): string[] {
	const names = Object.entries(filter).flatMap(([key, value]) =>
		isJoint(key) ? partsOf(value).flatMap(namedFields) : [key],
	);
	return [...new Set(names)];
}

/** Whether an object, as it is printed, passes a filter. */
export function matches(item: unknown, filter: Filter): boolean {
	return Object.entries(filter).every(([key, condition]) => {
		switch (key) {
			case '$and':
				return partsOf(condition).every((part) => matches(item, part));
			case '$or':
				return partsOf(condition).some((part) => matches(item, part));
			case '$not':
				return !partsOf(condition).every((part) => matches(item, part));
			default:
				return meets(valueAt(item, key), condition);
		}
	});
}

type Operator = (actual: unknown, wanted: unknown) => boolean;

const OPERATORS: Readonly<Record<string, Operator>> = {
	$eq: (actual, wanted) => equal(actual, wanted),
	$ne: (actual, wanted) => !equal(actual, wanted),
	$gt: (actual, wanted) => compare(actual, wanted, (order) => order > 0),
	$gte: (actual, wanted) => compare(actual, wanted, (order) => order >= 0),
	$lt: (actual, wanted) => compare(actual, wanted, (order) => order < 0),
	$lte: (actual, wanted) => compare(actual, wanted, (order) => order <= 0),
	$in: (actual, wanted) => listOf(wanted).some((one) => equal(actual, one)),
	$nin: (actual, wanted) => !listOf(wanted).some((one) => equal(actual, one)),
	$startsWith: (actual, wanted) => typeof actual === 'string' && actual.startsWith(String(wanted)),
	$isEmpty: (actual, wanted) => (listOf(actual).length === 0) === wanted,
	$exists: (actual, wanted) => (actual !== undefined) === wanted,
	$hasAll: (actual, wanted) => listOf(wanted).every((one) => listOf(actual).includes(one)),
	$hasSome: (actual, wanted) => listOf(wanted).some((one) => listOf(actual).includes(one)),
};

function meets(actual: unknown, condition: unknown): boolean {
	if (typeof condition !== 'object' || condition === null || Array.isArray(condition))
		return equal(actual, condition);
	return Object.entries(condition).every(([name, wanted]) => OPERATORS[name]?.(actual, wanted) ?? false);
}

function isJoint(key: string): boolean {
	return key === '$and' || key === '$or' || key === '$not';
}

function partsOf(value: unknown): Filter[] {
	return (Array.isArray(value) ? value : [value]).filter(
		(part): part is Filter => typeof part === 'object' && part !== null,
	);
}

function valueAt(item: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(value, name) => (typeof value === 'object' && value !== null ? (value as Filter)[name] : undefined),
			item,
		);
}

function listOf(value: unknown): readonly unknown[] {
	if (value === undefined || value === null) return [];
	return Array.isArray(value) ? value : [value];
}

function equal(actual: unknown, wanted: unknown): boolean {
	return (
		actual === wanted ||
		compare(actual, wanted, (order) => order === 0) ||
		(actual === undefined && wanted === null)
	);
}

/** Dates are compared as moments, whatever their offset; other texts as texts. */
function compare(actual: unknown, wanted: unknown, holds: (order: number) => boolean): boolean {
	const [left, right] = [comparable(actual), comparable(wanted)];
	if (left === null || right === null || typeof left !== typeof right) return false;
	return holds(left < right ? -1 : Number(left > right));
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}T/;

function comparable(value: unknown): string | number | null {
	if (typeof value === 'number') return value;
	if (typeof value !== 'string') return null;
	return ISO_DATE.test(value) && !Number.isNaN(Date.parse(value)) ? Date.parse(value) : value;
}
