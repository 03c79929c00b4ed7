import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

import { PollContext } from 'n8n-core';
import { createRunExecutionData, type INode, NodeApiError } from 'n8n-workflow';

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

/** By which an execution and n8n's retries of it are known. */
export const EXECUTION_TOKEN: Feature = {
	name: "a token that an execution shares with n8n's retries of it",
	lookedAt: CORE,
	isThere: 'resumeToken' in createRunExecutionData({}),
};

const ANY_NODE = { id: '', name: '', type: '', typeVersion: 1, position: [0, 0], parameters: {} };

/** What an error says of its cause to an n8n that asks for it; older ones do not take it. */
export function toldCause(cause: NonNullable<NodeApiError['failure']>['cause']): object {
	const { failure } = new NodeApiError(ANY_NODE as INode, {}, { failure: { cause } });
	return failure === undefined ? {} : { failure: { cause } };
}

function readPackage(): string {
	const [folder = ''] = require.resolve('n8n-core').split(`${sep}dist${sep}`);
	const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
	return `${name} ${version}`;
}
