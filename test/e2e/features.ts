import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { INode } from 'n8n-workflow';

import type { Feature } from '../needing';
import { readRunning } from './running';

const MODULES = join(readRunning().n8n.folder, 'node_modules');
const { version } = readJson('n8n/package.json') as { version: string };

/** Of the n8n that runs. */
const N8N_AT_HAND = `n8n ${version}`;
export const N8N_MAJOR = Number(version.split('.')[0]);

/** Whether n8n reads an environment variable; one that it does not know it ignores. */
export function settings(name: string, ...variables: readonly string[]): Feature {
	const folder = join(MODULES, '@n8n', 'config', 'dist', 'configs');
	const sources = readdirSync(folder)
		.filter((file) => file.endsWith('.js'))
		.map((file) => readFileSync(join(folder, file), 'utf8'));
	return {
		name,
		lookedAt: N8N_AT_HAND,
		isThere: variables.every((variable) => sources.some((source) => source.includes(`'${variable}'`))),
	};
}

/** Whether n8n's npm finds a registry through the proxy of its environment: that of n8n 1 gets nothing but PATH. */
export const NPM_BEHIND_PROXY: Feature = {
	name: 'community packages through a proxy that the environment names',
	lookedAt: N8N_AT_HAND,
	isThere: N8N_MAJOR >= 2,
};

/** The pages of the editor are other ones in n8n 1. */
export const EDITOR: Feature = {
	name: 'the pages of the editor that these tests know',
	lookedAt: N8N_AT_HAND,
	isThere: N8N_MAJOR >= 2,
};

/** Whether n8n has the AI Agent in this version. */
export function agentNode(wanted: number): Feature {
	const types = readJson('@n8n/n8n-nodes-langchain/dist/types/nodes.json') as ReadonlyArray<{
		name: string;
		version: number | readonly number[];
	}>;
	const versions = types.filter(({ name }) => name === 'agent').flatMap((type) => type.version);
	return { name: `AI Agent ${wanted}`, lookedAt: N8N_AT_HAND, isThere: versions.includes(wanted) };
}

/**
 * Whether n8n's errors keep what has caused them; where they do not, the test of a credential shows n8n's own words for a
 * status and not those that the credential has for it.
 */
export function keepsCauses(): boolean {
	const { NodeApiError } = createRequire(join(MODULES, 'n8n', 'package.json'))(
		'n8n-workflow',
	) as typeof import('n8n-workflow');
	const node: INode = { id: '', name: '', type: '', typeVersion: 1, position: [0, 0], parameters: {} };
	const cause = new Error('The cause');
	return new NodeApiError(node, cause as Error & Record<string, never>).cause === cause;
}

function readJson(path: string): unknown {
	return JSON.parse(readFileSync(join(MODULES, path), 'utf8'));
}
