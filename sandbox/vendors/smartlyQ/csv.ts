import { invalid, Refusal } from './envelope';
import type { PostBody } from './postContent';

/** A row of a batch, from either of its two forms. */
export type BulkRow = Omit<PostBody, 'queue_id' | 'recycle'>;

const COLUMNS: ReadonlySet<string> = new Set([
	'content',
	'platforms',
	'account_ids',
	'account_group_ids',
	'scheduled_time',
	'media_urls',
	'link',
	'first_comment',
]);
/** `instagram.type` and the like. */
const OPTION_COLUMN = /^[a-z]+\.[a-z_]+$/;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Rows of CSV text: a heading, then a post per line. Cells are separated by comma, semicolon or tab; lists in a cell by
 * `|`, or by a comma except in media addresses.
 */
export function rowsOfCsv(text: string): BulkRow[] {
	const [heading, ...lines] = splitLines(text);
	const columns = heading ?? [];
	const unknown = columns.filter((column) => !COLUMNS.has(column) && !OPTION_COLUMN.test(column));
	if (unknown.length > 0) throw new Refusal(422, 'VALIDATION_ERROR', 'Unknown columns.', { unknown });
	if (!columns.includes('content')) throw invalid('Missing required fields: content.', 'content');
	return lines.map((cells) => rowOf(new Map(columns.map((column, index) => [column, cells[index] ?? '']))));
}

function splitLines(text: string): string[][] {
	const bare = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
	const heading = bare.split(/\r?\n/, 1)[0] ?? '';
	const separator = [',', ';', '\t'].find((one) => heading.includes(one)) ?? ',';
	const lines: string[][] = [[]];
	let cell = '';
	let quoted = false;
	const endCell = () => {
		lines[lines.length - 1]?.push(cell.trim());
		cell = '';
	};
	for (let index = 0; index < bare.length; index++) {
		const character = bare[index];
		if (quoted) {
			if (character !== '"') cell += character;
			else if (bare[index + 1] === '"') cell += bare[++index];
			else quoted = false;
		} else if (character === '"') quoted = true;
		else if (character === separator) endCell();
		else if (character === '\n') {
			endCell();
			lines.push([]);
		} else if (character !== '\r') cell += character;
	}
	endCell();
	return lines.filter((cells) => cells.some((one) => one !== ''));
}

function rowOf(cells: ReadonlyMap<string, string>): BulkRow {
	const cell = (column: string) => cells.get(column) ?? '';
	const platforms = listOf(cell('platforms'), /[|,]/);
	const options: Record<string, Record<string, unknown>> = {};
	for (const [column, value] of cells) {
		const [platform = '', option = ''] = column.split('.');
		if (option !== '' && value !== '') options[platform] = { ...options[platform], [option]: value };
	}
	const comment = cell('first_comment');
	if (comment !== '') {
		for (const platform of platforms) options[platform] = { ...options[platform], first_comments: [comment] };
	}
	const accountIds = numbersOf(cell('account_ids'));
	const groupIds = numbersOf(cell('account_group_ids'));
	return {
		content: cell('content'),
		platforms,
		scheduled_time: cell('scheduled_time'),
		media_urls: listOf(cell('media_urls'), /\|/),
		platform_options: options,
		...(accountIds.length > 0 && { account_ids: accountIds }),
		...(groupIds.length > 0 && { account_group_ids: groupIds }),
		...(cell('link') !== '' && { link: cell('link') }),
	};
}

function numbersOf(text: string): number[] {
	return listOf(text, /[|,]/).map(Number);
}

function listOf(text: string, separator: RegExp): string[] {
	return text
		.split(separator)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}
