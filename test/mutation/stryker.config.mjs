// One run changes one guard (guards.mjs) in every way that Stryker knows, and runs the tests of one round against each change.
import { GUARDS } from './guards.mjs';

const guard = GUARDS.find(({ name }) => name === process.env.MUTATION_GUARD);
if (!guard) throw new Error(`MUTATION_GUARD must be one of: ${GUARDS.map(({ name }) => name).join(', ')}`);

const round = Number(process.env.MUTATION_ROUND);
const isOnBuiltPack = guard.rounds[round]?.some((pattern) => pattern.includes('test/engine/'));

export default {
	mutate: [...guard.mutate],
	testRunner: 'jest',
	jest: { configFile: 'test/mutation/jest.config.js', enableFindRelatedTests: false },
	coverageAnalysis: 'perTest',
	// The engine tests run the built pack: it is built once, of code that holds all changes and switches between them.
	...(isOnBuiltPack && { buildCommand: 'node test/mutation/buildChanged.mjs' }),
	// What a run has found is kept for a later one that asks only what has changed since.
	incremental: true,
	incrementalFile: `.tmp/mutation-${guard.name.toLowerCase().replace(/\W+/g, '-')}-${round + 1}.json`,
	force: process.env.MUTATION_CHANGED !== 'true',
	ignorePatterns: ['.n8n-runtime*', '.tmp', 'coverage', 'docs/pictures', 'n8n-runtime'],
	tempDirName: '.tmp/mutation',
	reporters: ['progress-append-only', 'json'],
	jsonReporter: { fileName: process.env.MUTATION_REPORT },
	concurrency: 2,
	// A change can make a loop endless; a busy machine is no reason to call one that.
	timeoutMS: 20_000,
	timeoutFactor: 2,
	thresholds: { break: null, high: 95, low: 85 },
};
