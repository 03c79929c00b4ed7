import type { Reply } from '../../core/vendor';
import type { World } from '../../core/world';
import type { Answer, Ask } from './ask';
import { ASSUMED } from './assumptions';
import { rowsOfCsv, type BulkRow } from './csv';
import { duplicateOf } from './duplicates';
import { invalid, Refusal, slotTime, success } from './envelope';
import { NETWORKS } from './networks';
import { readContent, type PostContent } from './postContent';
import { statusWord } from './postFacts';
import { addPost } from './postRecords';
import { readTimeAhead } from './times';
import { charge, requireBalance } from './wallet';

const MAX_ROWS = 50;

interface Batch {
	readonly posts?: readonly BulkRow[];
	readonly csv?: string;
	readonly timezone?: string;
	readonly allow_duplicates?: boolean;
}

interface CheckedRow {
	readonly content: PostContent;
	readonly at: Date;
	readonly timezone: string;
}

export function bulkAnswers(world: World): Record<string, Answer> {
	return {
		bulkSchedulePosts: (ask) => scheduleBatch(world, ask),
		validateBulkBatch: (ask) => {
			const checked = checkRows(world, ask);
			const report = checked.map((row, index) => ({
				row: index + ASSUMED.firstRow,
				valid: !(row instanceof Refusal),
				errors: row instanceof Refusal ? [row.message] : [],
			}));
			const valid = report.every((row) => row.valid);
			return success(ask.now, { valid, rows: report.length, report });
		},
	};
}

/** One wrong row rejects all of them; a text that was sent before fails only its own row. */
function scheduleBatch(world: World, ask: Ask): Reply {
	const checked = checkRows(world, ask);
	const wrong = checked.find((row) => row instanceof Refusal);
	if (wrong instanceof Refusal) throw wrong;
	const rows = checked.filter((row): row is CheckedRow => !(row instanceof Refusal));
	requireBalance(
		world,
		rows.reduce((units, { content }) => units + content.platforms.length, 0),
	);

	const { allow_duplicates: mayRepeat = false } = ask.body as Batch;
	let units = 0;
	const results = rows.map((row, index) => {
		const number = index + ASSUMED.firstRow;
		const duplicate = mayRepeat ? null : duplicateOf(world, ask.profileId, row.content.content, ask.now);
		if (duplicate !== null) return { row: number, error: duplicate.code, message: duplicate.message };
		const post = addPost(world, ask.profileId, row.content);
		post.timezone = row.timezone;
		world.schedule(post, row.at);
		units += row.content.platforms.length;
		return {
			row: number,
			post_id: Number(post.id),
			status: statusWord(post),
			scheduled_time: slotTime(row.at),
		};
	});
	const created = results.filter((result) => 'post_id' in result).length;
	const usage = charge(world, units);
	return success(ask.now, { created, failed: results.length - created, results }, 201, { usage });
}

function checkRows(world: World, ask: Ask): Array<CheckedRow | Refusal> {
	const { posts, csv = '', timezone = 'UTC' } = ask.body as Batch;
	const rows = posts ?? rowsOfCsv(csv);
	if (rows.length === 0) throw invalid('The batch has no rows.', 'csv');
	if (rows.length > MAX_ROWS) throw invalid(`A batch may have ${MAX_ROWS} rows.`, 'csv');
	return rows.map((row) => {
		try {
			return checkRow(world, ask, row, row.timezone ?? timezone);
		} catch (error) {
			if (error instanceof Refusal) return error;
			throw error;
		}
	});
}

/** Rows of a CSV have not been through the contract's check. */
function checkRow(world: World, ask: Ask, row: BulkRow, timezone: string): CheckedRow {
	const { platforms, account_ids: ids = [], account_group_ids: groups = [], scheduled_time: time = '' } = row;
	const missing = [
		...(row.content === '' ? ['content'] : []),
		...(platforms.length === 0 ? ['platforms'] : []),
		...(ids.length + groups.length === 0 ? ['account_ids'] : []),
		...(time === '' ? ['scheduled_time'] : []),
	];
	if (missing.length > 0) throw invalid(`Missing required fields: ${missing.join(', ')}.`, ...missing);
	const unknown = platforms.filter((platform) => NETWORKS[platform] === undefined);
	if (unknown.length > 0) throw invalid(`Unknown platforms: ${unknown.join(', ')}.`, 'platforms');
	return {
		content: readContent(world, ask.profileId, row),
		at: readTimeAhead(time, timezone, ask.now),
		timezone,
	};
}
