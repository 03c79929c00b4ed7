// Runs a program (`node leash.mjs <program> <arguments>`) until it ends, or until standard input does: then whoever
// started us is gone, however that happened, and the program and all that it has started must not stay behind.
import { spawn } from 'node:child_process';
import process from 'node:process';

const [program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.once('error', (error) => {
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 1));

process.stdin.once('end', () => {
	child.kill('SIGKILL');
	// We lead the process group.
	if (process.platform !== 'win32') process.kill(-process.pid, 'SIGKILL');
});
process.stdin.resume();
