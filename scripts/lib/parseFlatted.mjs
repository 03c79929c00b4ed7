/**
 * Reads the format in which n8n stores executions (of the npm package `flatted`): a list of values, where every text
 * inside a value is the position of the value that stands there, so that one object may stand in several places.
 *
 * @param {string} text
 * @returns {any} the first value with everything in it
 */
export function parseFlatted(text) {
	const values = JSON.parse(text);
	const built = new Map();

	function valueAt(position) {
		const value = values[position];
		if (value === null || typeof value !== 'object') return value;
		if (built.has(position)) return built.get(position);
		const result = Array.isArray(value) ? [] : {};
		built.set(position, result);
		for (const [key, inner] of Object.entries(value)) {
			result[key] = typeof inner === 'string' ? valueAt(Number(inner)) : inner;
		}
		return result;
	}

	return valueAt(0);
}
