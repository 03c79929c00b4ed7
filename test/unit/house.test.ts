import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

interface Verdict {
	readonly summary: {
		readonly violations: ReadonlyArray<{ rule: { name: string }; from: string; to: string }>;
		readonly totalCruised: number;
	};
}

/** Asks dependency-cruiser about a tree, with the rules of this repository. */
function cruise(folder: string): Verdict['summary'] {
	const cli = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
	const rules = join(ROOT, '.dependency-cruiser.cjs');
	const args = [cli, 'nodes', 'credentials', 'sandbox', '--config', rules, '--output-type', 'json'];
	let out: string;
	try {
		out = execFileSync(process.execPath, args, {
			cwd: folder,
			encoding: 'utf8',
			maxBuffer: 64 * 1024 * 1024,
		});
	} catch (error) {
		// It exits with the number of errors.
		out = String((error as { stdout?: string }).stdout);
	}
	return (JSON.parse(out) as Verdict).summary;
}

describe('the arrows of the house', () => {
	it('go one way only', () => {
		const { violations, totalCruised } = cruise(ROOT);
		expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
		expect(totalCruised).toBeGreaterThan(50);
	}, 60_000);

	it('are noticed when they go another way', () => {
		const folder = mkdtempSync(join(tmpdir(), 'house-'));
		const write = (path: string, ...imports: string[]) => {
			const lines = imports.map(
				(from, at) => `import * as i${at} from '${from}';\nexport const e${at} = i${at};`,
			);
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), `${lines.join('\n')}\nexport const here = 1;\n`);
		};
		try {
			symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
			writeFileSync(join(folder, 'tsconfig.dev.json'), '{ "compilerOptions": { "module": "commonjs" } }');
			write('credentials/Key.credentials.ts');
			write('nodes/shared/domain/post.ts', '../transport/wire');
			write('nodes/shared/transport/wire.ts', '../providers/one/index');
			write('nodes/shared/providers/one/index.ts', '../two/index', '../../face/items');
			write('nodes/shared/providers/two/index.ts', 'undici', '../registry');
			write('nodes/shared/providers/registry.ts', './two/index');
			write('nodes/shared/face/items.ts', '../../SocialPost/SocialPost.node', '../providers/two/index');
			write('nodes/SocialPost/SocialPost.node.ts', '../SocialAccounts/SocialAccounts.node');
			write('nodes/SocialAccounts/SocialAccounts.node.ts', '../../sandbox/core/server');
			write('sandbox/core/server.ts', '../vendors/one/vendor', '../../nodes/shared/domain/post');
			write('sandbox/vendors/one/vendor.ts', '../two/vendor');
			write('sandbox/vendors/two/vendor.ts');
			const broken = new Set(cruise(folder).violations.map(({ rule }) => rule.name));
			expect([...broken].sort()).toEqual(
				[
					'domain-stands-alone',
					'face-tools-stay-with-faces',
					'faces-stand-beside-each-other',
					'no-cycles',
					'nothing-reaches-up-to-a-face',
					'provider-reaches-down-only',
					'provider-stands-beside-provider',
					'providers-come-from-the-registry',
					'sandbox-shares-no-code-with-the-pack',
					'sandbox-vendor-stands-beside-vendor',
					'shipped-code-needs-nothing-else',
					'transport-knows-no-vendor',
				].sort(),
			);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}, 60_000);
});
