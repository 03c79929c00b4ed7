// The tests use some modules of `scripts/lib`, which are ES modules, while jest loads CommonJS.
const { ModuleKind, ScriptTarget, transpileModule } = require('typescript');

module.exports = {
	process(source) {
		const compilerOptions = { allowJs: true, module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
		return { code: transpileModule(source, { compilerOptions }).outputText };
	},
};
