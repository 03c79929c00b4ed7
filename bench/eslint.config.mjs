// The benchmark runs on a developer's machine, never inside n8n: Node's own modules are allowed, sloppiness is not.
import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	eslint.configs.recommended,
	tseslint.configs.strict,
	{ rules: { 'no-console': 'error' } },
	{
		files: ['**/*.mjs'],
		languageOptions: { globals: { URL: 'readonly', performance: 'readonly', process: 'readonly' } },
	},
);
