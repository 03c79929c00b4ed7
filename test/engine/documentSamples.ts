import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** What a fenced block is; the word stands after its language. */
export type SampleKind =
	/** `json node`: a node to paste into n8n's canvas. */
	| 'node'
	/** `json input`: the item that the next node gets. */
	| 'input'
	/** `json output`: an item that the node before it gives. */
	| 'output'
	/** `json error`: what the node before it gives on its error output. */
	| 'error'
	/** `js expression`: reads the output before it. */
	| 'expression'
	/** `js code`: a Code node that reads the output before it. */
	| 'code'
	/** `sh`: commands. */
	| 'commands'
	/** `text`, `mermaid`: nothing that could be run. */
	| 'picture';

export interface Sample {
	readonly file: string;
	/** Of the fence, counted from 1. */
	readonly line: number;
	readonly kind: SampleKind;
	readonly text: string;
}

const KINDS: Readonly<Record<string, SampleKind>> = {
	'json node': 'node',
	'json input': 'input',
	'json output': 'output',
	'json error': 'error',
	'js expression': 'expression',
	'js code': 'code',
	sh: 'commands',
	text: 'picture',
	mermaid: 'picture',
};

export function readDocument(file: string): string {
	return readFileSync(join(ROOT, file), 'utf8');
}

/**
 * All fenced blocks of a document, in their order.
 *
 * @throws when a block does not say what it is, so that none can go untested
 */
export function samplesIn(file: string, text = readDocument(file)): Sample[] {
	const samples: Sample[] = [];
	let open: { line: number; kind: SampleKind; lines: string[] } | null = null;
	for (const [at, line] of text.split('\n').entries()) {
		const fence = /^```(.*)$/.exec(line);
		if (fence === null) {
			open?.lines.push(line);
		} else if (open === null) {
			const kind = KINDS[(fence[1] ?? '').trim()];
			if (kind === undefined) {
				const words = Object.keys(KINDS).join(', ');
				throw new Error(`${file}:${at + 1}: "${line}" does not say what the block is. It takes: ${words}`);
			}
			open = { line: at + 1, kind, lines: [] };
		} else {
			samples.push({ file, line: open.line, kind: open.kind, text: open.lines.join('\n') });
			open = null;
		}
	}
	if (open !== null) throw new Error(`${file}:${open.line}: the block never ends`);
	return samples;
}
