/**
 * A table in Markdown.
 *
 * @param {readonly string[]} head
 * @param {ReadonlyArray<ReadonlyArray<string | number>>} rows
 * @returns {string}
 */
export function table(head, rows) {
	const line = (cells) => `| ${cells.map(cell).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** @param {readonly string[]} words @returns {string} each as code, with commas */
export function codes(words) {
	return words.map((word) => `\`${word}\``).join(', ');
}

/** What the editor shows with links as Markdown has them. */
export function fromHtml(text) {
	return text.replace(/<a href="([^"]+)"[^>]*>([^<]*)<\/a>/g, '[$2]($1)').replace(/<br\s*\/?>/g, ' ');
}

/** A line break or an unescaped bar would end the cell. */
function cell(content) {
	return String(content)
		.replace(/\s*\n\s*/g, ' ')
		.replace(/(?<!\\)\|/g, '\\|')
		.trim();
}
