import { parseArgs } from 'node:util';

import { type Sandbox, startSandbox } from './core/server';

const USAGE = `Usage: npm run sandbox -- [--port N] [--json]

Starts the four vendors' APIs on 127.0.0.1, stateful and without a key of your own.

  --port N   port of the API (default: a free one; the storage always takes a free one)
  --json     print base URLs and keys as one line of JSON when ready, and keep running
  --help     this text
`;
const MAX_PORT = 65_535;
const WRONG_USE = 2;

/** A wrong flag; the message says which. */
class WrongFlag extends Error {}

interface Flags {
	readonly port: number;
	readonly json: boolean;
	readonly help: boolean;
}

function readFlags(args: readonly string[]): Flags {
	const { port = '0', json = false, help = false } = parse(args);
	if (!/^\d{1,5}$/.test(port) || Number(port) > MAX_PORT) {
		throw new WrongFlag(`--port must be a number from 0 to ${MAX_PORT}, not "${port}"`);
	}
	return { port: Number(port), json, help };
}

function parse(args: readonly string[]): { port?: string; json?: boolean; help?: boolean } {
	try {
		return parseArgs({
			args: [...args],
			options: { port: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
		}).values;
	} catch (error) {
		throw new WrongFlag(messageOf(error));
	}
}

/** Base URLs and keys for people, with two calls to try. */
function describe(sandbox: Sandbox): string {
	const vendors = Object.entries(sandbox.access);
	const blocks = vendors.map(([key, access]) =>
		[key, ...Object.entries(access).map(([name, value]) => `  ${name.padEnd(10)} ${value}`)].join('\n'),
	);
	return [
		'The sandbox is running. Stop it with Ctrl+C.',
		...blocks,
		[`Overview page  ${sandbox.origin}/`, `Control API    ${sandbox.control}`].join('\n'),
		['Try:', ...examples(sandbox).map((example) => `  ${example}`)].join('\n'),
		'',
	].join('\n\n');
}

function examples(sandbox: Sandbox): string[] {
	const { baseUrl, apiKey } = sandbox.access.socialSyncer ?? {};
	return [
		`curl -H 'Authorization: Bearer ${apiKey ?? ''}' ${baseUrl ?? ''}/accounts`,
		`curl -X POST -H 'Content-Type: application/json' -d '{"forward":"2h"}' ${sandbox.control}/clock`,
	];
}

function stopOnSignals(sandbox: Sandbox): void {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => {
			void sandbox.close().then(() => process.exit(0));
		});
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

function explain(error: unknown, port: number): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === 'EADDRINUSE')
		return `Port ${port} is in use. Choose another with --port, or leave it out for a free one.`;
	if (code === 'EACCES') return `Port ${port} is not allowed for this user. Choose one above 1023.`;
	return messageOf(error);
}

async function main(): Promise<void> {
	let flags: Flags;
	try {
		flags = readFlags(process.argv.slice(2));
	} catch (error) {
		if (!(error instanceof WrongFlag)) throw error;
		process.stderr.write(`${error.message}\n\n${USAGE}`);
		process.exitCode = WRONG_USE;
		return;
	}
	if (flags.help) {
		process.stdout.write(USAGE);
		return;
	}
	try {
		const sandbox = await startSandbox({ port: flags.port });
		stopOnSignals(sandbox);
		const access = { ...sandbox.access, control: sandbox.control };
		process.stdout.write(flags.json ? `${JSON.stringify(access)}\n` : `${describe(sandbox)}\n`);
	} catch (error) {
		process.stderr.write(`${explain(error, flags.port)}\n`);
		process.exitCode = 1;
	}
}

void main();
