// Scripts run before anything is installed, on Node's own modules.
import eslint from '@eslint/js';

const NODE = [
	'process',
	'fetch',
	'URL',
	'setTimeout',
	'clearTimeout',
	'setInterval',
	'clearInterval',
	'console',
];

export default [
	eslint.configs.recommended,
	{
		files: ['**/*.mjs'],
		languageOptions: { globals: Object.fromEntries(NODE.map((name) => [name, 'readonly'])) },
	},
];
