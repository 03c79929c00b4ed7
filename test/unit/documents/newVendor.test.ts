import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');

/** Made or fetched, not written. */
const LEFT_OUT = /^(\.git|\.tmp|\.n8n-runtime.*|coverage|dist|node_modules)$/;

/** The machine may be busy with all other tests at once. */
const LONG_MS = 900_000;

let copy: string;
beforeAll(() => {
	copy = mkdtempSync(join(tmpdir(), 'new-vendor-'));
	for (const entry of readdirSync(ROOT).filter((name) => !LEFT_OUT.test(name))) {
		cpSync(join(ROOT, entry), join(copy, entry), { recursive: true });
	}
	symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
	node('scripts/new-vendor.mjs', 'acmeSocial', 'Acme Social');
	node('node_modules/gulp/bin/gulp.js', 'build');
}, LONG_MS);
afterAll(() => {
	rmSync(copy, { recursive: true, force: true });
});

/** Runs a script in the copy; throws with its output when it fails. */
function node(script: string, ...args: string[]): string {
	return execFileSync(process.execPath, [script, ...args], { cwd: copy, encoding: 'utf8', stdio: 'pipe' });
}

/** Runs a check in the copy that may find something. */
function check(script: string, ...args: string[]): string {
	const { stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
		cwd: copy,
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
	});
	return `${stdout}${stderr}`;
}

interface Verdicts {
	readonly testResults: ReadonlyArray<{
		readonly assertionResults: ReadonlyArray<{
			readonly title: string;
			readonly status: 'passed' | 'failed' | 'pending';
			readonly failureMessages: readonly string[];
		}>;
	}>;
}

/** What the tests of the new vendor say, by title. */
function judge(project: string, file: string): Map<string, { status: string; why: string }> {
	const told = join(copy, `${project}.json`);
	check(
		'jest/bin/jest.js',
		...['--selectProjects', project, '--json', `--outputFile=${told}`, '-t', 'acmeSocial', file],
	);
	const { testResults } = JSON.parse(readFileSync(told, 'utf8')) as Verdicts;
	const ran = testResults
		.flatMap(({ assertionResults }) => assertionResults)
		.filter(({ status }) => status !== 'pending');
	return new Map(
		ran.map(({ title, status, failureMessages }) => [title, { status, why: failureMessages.join('\n') }]),
	);
}

describe('a vendor that was begun from the template', () => {
	it(
		'has right types and keeps the arrows; of the tests those complain that have to know something of it',
		() => {
			const complaints = check('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.dev.json');
			const files = [...complaints.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map(([, file]) => file ?? '');
			expect(files).toContain('test/engine/connectScenarios.ts');
			expect(files.filter((file) => !/^(bench|test)\//.test(file))).toEqual([]);
			expect(
				check('dependency-cruiser/bin/dependency-cruise.mjs', 'nodes', 'credentials', 'sandbox'),
			).toContain('no dependency violations');
		},
		LONG_MS,
	);

	it(
		'has a sandbox that keeps its contract',
		() => {
			const verdicts = [...judge('unit', 'test/unit/sandbox/vendors.test.ts').values()];

			expect(verdicts.length).toBeGreaterThan(3);
			expect(verdicts.filter(({ status }) => status !== 'passed')).toEqual([]);
		},
		LONG_MS,
	);

	it(
		'lists accounts with their health, and is told operation by operation what is not written',
		() => {
			const verdicts = judge('engine', 'test/engine/matrix.test.ts');
			const passed = [...verdicts].filter(([, { status }]) => status === 'passed').map(([title]) => title);
			const failed = [...verdicts].filter(([, { status }]) => status === 'failed');

			expect(passed).toEqual(
				['getMany', 'get', 'checkHealth'].map(
					(operation) => `socialAccounts ${operation} through acmeSocial`,
				),
			);
			expect(failed.length).toBeGreaterThan(10);
			const posts = failed.filter(([title]) => title.startsWith('socialPost create'));
			expect(posts).toHaveLength(1);
			for (const [, { why }] of posts) expect(why).toContain('Create is not written yet for Acme Social');
		},
		LONG_MS,
	);
});

it('the template does not replace a vendor that is there', () => {
	const { status, stdout } = spawnSync(process.execPath, ['scripts/new-vendor.mjs', 'wix', 'Wix'], {
		cwd: ROOT,
		encoding: 'utf8',
	});
	expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringContaining('already') as string });
});
