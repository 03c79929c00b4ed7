import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

import { PollContext } from 'n8n-core';

import type { Feature } from '../needing';

/** Of the n8n-core that the tests run on. */
export const CORE = readPackage();

/** The state of a poll goes to the database with it, whether or not it has items. */
export const DURABLE_CURSORS: Feature = {
	name: 'durable cursors of polling triggers',
	lookedAt: CORE,
	isThere: Object.hasOwn(PollContext.prototype, 'getWorkflowStaticData'),
};

/** A poll is told how long it may take. */
export const POLL_BUDGET: Feature = {
	name: 'a time that a poll may take',
	lookedAt: CORE,
	isThere: PollContext.toString().includes('getPollBudgetMs'),
};

function readPackage(): string {
	const [folder = ''] = require.resolve('n8n-core').split(`${sep}dist${sep}`);
	const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
	return `${name} ${version}`;
}
