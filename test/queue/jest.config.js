// One scaled-out n8n, started by the test file itself; PostgreSQL, Redis and the sandbox by `npm run test:queue`.
const e2e = require('../e2e/jest.config.js');

module.exports = {
	...e2e,
	displayName: 'queue',
	testMatch: ['<rootDir>/test/queue/**/*.queue.ts'],
};
