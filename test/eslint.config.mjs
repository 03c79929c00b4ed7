// Tests run on a developer's machine, never inside n8n: Node's own modules are allowed, sloppiness is not.
import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	eslint.configs.recommended,
	tseslint.configs.strict,
	{ rules: { 'no-console': 'error' } },
	{
		// What jest loads by itself, before it can transform anything.
		files: ['**/*.js'],
		languageOptions: {
			sourceType: 'commonjs',
			globals: { __dirname: 'readonly', module: 'writable', process: 'readonly', require: 'readonly' },
		},
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
	{ files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly' } } },
);
