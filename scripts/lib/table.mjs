const GAP = '  ';

/**
 * Rows as text in columns.
 *
 * @param {ReadonlyArray<readonly [title: string, key: string]>} columns
 * @param {ReadonlyArray<Record<string, unknown>>} rows
 * @returns {string}
 */
export function formatTable(columns, rows) {
	const titles = columns.map(([title]) => title);
	const cells = rows.map((row) => columns.map(([, key]) => String(row[key] ?? '')));
	const widths = titles.map((title, at) => Math.max(title.length, ...cells.map((line) => line[at].length)));
	const format = (line) =>
		line
			.map((cell, at) => cell.padEnd(widths[at]))
			.join(GAP)
			.trimEnd();
	return [format(titles), format(widths.map((width) => '-'.repeat(width))), ...cells.map(format)].join('\n');
}
