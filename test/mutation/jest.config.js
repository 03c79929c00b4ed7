// The tests of one guard, chosen by test-mutation.mjs.
const { join } = require('node:path');

const { transform, moduleFileExtensions, setupFiles } = require('../../jest.config.js').projects[0];

module.exports = {
	rootDir: join(__dirname, '..', '..'),
	testEnvironment: 'node',
	testMatch: JSON.parse(process.env.MUTATION_TESTS ?? '[]').map((pattern) => `<rootDir>/${pattern}`),
	transform,
	...(moduleFileExtensions && { moduleFileExtensions }),
	setupFiles: setupFiles.map((file) => file.replace(/.*(?=\/test\/)/, '<rootDir>')),
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json', '<rootDir>/.n8n-runtime'],
	testTimeout: 60_000,
};
