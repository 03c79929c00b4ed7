// The tests use some modules of `scripts/lib`, which are ES modules, while jest loads CommonJS.
const { ModuleKind, ScriptTarget, transpileModule } = require('typescript');

/** What CommonJS has instead of `import.meta.url`. */
const OWN_ADDRESS = "require('node:url').pathToFileURL(__filename).href";

module.exports = {
	process(source) {
		const compilerOptions = { allowJs: true, module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
		const { outputText } = transpileModule(source, { compilerOptions });
		return { code: outputText.replaceAll('import.meta.url', OWN_ADDRESS) };
	},
};
