// Checks what would be published: the content of the tarball, and n8n's scanner for community packages, offline, on the
// packed files and on the sources. Run `npm run build` first.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { ensureDependencies } from './lib/ensureDependencies.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Everything that may be in the package; tests, maps, the sandbox and sources match none of these. */
const ALLOWED = [
	/^package\.json$/,
	/^README\.md$/,
	/^LICENSE\.md$/,
	/^dist\/credentials\/\w+\.credentials\.js$/,
	/^dist\/nodes\/pack\.js$/,
	/^dist\/nodes\/(\w+)\/\1\.node\.js$/,
	/^dist\/nodes\/(\w+)\/\1\.node\.json$/,
	/^dist\/nodes\/\w+\/__schema__\/v1\.0\.0(\/\w+)?\.json$/,
	/^dist\/icons\/[\w.]+\.svg$/,
];

/** n8n loads every file at start; the bound keeps that quick. */
const MAX_UNPACKED_BYTES = 400 * 1024;

await ensureDependencies();
if (!existsSync(join(root, 'dist', 'nodes'))) {
	console.error('There is no built package: run "npm run build" first.');
	process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'social-publisher-pack-'));
const problems = [];
try {
	const [packed] = JSON.parse(
		execFileSync('npm', ['pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', folder], {
			cwd: root,
			encoding: 'utf8',
		}),
	);
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const paths = packed.files.map(({ path }) => path);

	for (const path of paths) {
		if (!ALLOWED.some((pattern) => pattern.test(path))) problems.push(`The package would ship ${path}`);
	}
	for (const path of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
		if (!paths.includes(path)) problems.push(`package.json names ${path}, which is not in the package`);
	}
	if (packed.unpackedSize > MAX_UNPACKED_BYTES) {
		problems.push(`The package unpacks to ${packed.unpackedSize} bytes; the bound is ${MAX_UNPACKED_BYTES}`);
	}

	execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', folder]);
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(
		pathToFileURL(join(root, 'node_modules', '@n8n', 'scan-community-package', 'scanner', 'scanner.mjs')).href
	);
	const scans = { 'packed files': [join(folder, 'package')], sources: [root, SOURCE_FILE_PATTERNS] };
	for (const [what, args] of Object.entries(scans)) {
		const { passed, message, details } = await analyzePackage(...args);
		if (!passed) problems.push(`The scanner refuses the ${what}: ${message}\n${details ?? ''}`);
	}

	if (problems.length === 0) {
		console.log(
			`Package clean: ${paths.length} files, ${packed.unpackedSize} bytes unpacked; scanner passed.`,
		);
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
