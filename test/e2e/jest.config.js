// One n8n and one sandbox for all files, started by `npm run test:e2e`; so one file after the other.
const { join } = require('node:path');

module.exports = {
	displayName: 'e2e',
	rootDir: join(__dirname, '..', '..'),
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'],
	transform: {
		'^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', diagnostics: false }],
		'^.+\\.mjs$': '<rootDir>/test/e2e/transformScript.js',
	},
	moduleFileExtensions: ['ts', 'mjs', 'js', 'json'],
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json', '<rootDir>/.n8n-runtime', '<rootDir>/.tmp'],
	maxWorkers: 1,
	testTimeout: 120_000,
};
