// Tests run the TypeScript as it is; types are checked by `npm run lint`.
const transform = {
	'^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', diagnostics: false }],
	'^.+\\.mjs$': '<rootDir>/test/e2e/transformScript.js',
};

const project = (name) => ({
	displayName: name,
	rootDir: __dirname,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	transform,
	setupFiles: ['<rootDir>/test/quiet.js'],
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json', '<rootDir>/.n8n-runtime', '<rootDir>/.tmp'],
});

module.exports = {
	projects: [project('unit'), project('engine')],
	testTimeout: 30_000,
	// Many tests wait (rate limits, look-ups), so that three share two cores well.
	maxWorkers: 3,
};
