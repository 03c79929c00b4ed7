// Brings up a real n8n with the pack in it and four sandboxed vendors behind it: `npm run demo [-- --once] [-- --port N]`.

import { ensureBuilt } from './lib/buildPack.mjs';
import { atEnd, runScript, runUntilStopped } from './lib/endings.mjs';
import { ensureDependencies } from './lib/ensureDependencies.mjs';
import { ensureN8n } from './lib/ensureN8n.mjs';
import { bindCredentials, readWorkflows } from './lib/exampleWorkflows.mjs';
import { openN8n } from './lib/n8nApi.mjs';
import { EXAMPLE_WORKFLOWS } from './lib/paths.mjs';
import { planPosts } from './lib/planPosts.mjs';
import { say, showWhile } from './lib/progress.mjs';
import { readFlags } from './lib/readFlags.mjs';
import { sandboxCredentials } from './lib/sandboxCredentials.mjs';
import { startMailSink } from './lib/startMailSink.mjs';
import { startModelStandIn } from './lib/startModelStandIn.mjs';
import { startN8n } from './lib/startN8n.mjs';
import { startSandbox } from './lib/startSandbox.mjs';
import { formatTable } from './lib/table.mjs';

const USAGE = `Usage: npm run demo -- [--once] [--port N]

Starts n8n with this pack in it and four sandboxed vendors behind it, runs an example workflow and keeps running.

  --once     end after the printed result
  --port N   port of n8n (default: 5678, or a free one when that is taken)
  --help     this text
`;
const N8N_PORT = 5678;
const MAX_PORT = 65_535;

/** The one whose result is printed. */
const MAIN_WORKFLOW = 'first-post';
const RESULT_NODE = 'Rows';
const COLUMNS = [
	['PROVIDER', 'provider'],
	['ACCOUNT', 'account'],
	['NETWORK', 'network'],
	['STATUS', 'status'],
	['URL OR TIME', 'result'],
];

await runScript(async () => {
	const { once, port, help } = readOrder();
	if (help) {
		say(USAGE);
		return;
	}

	say('[1/6] Dependencies');
	await ensureDependencies();
	say('[2/6] n8n');
	const installed = await ensureN8n();
	say('[3/6] Pack');
	await ensureBuilt();
	say('[4/6] Sandbox and n8n');
	const sandbox = await startSandbox();
	const n8n = await showWhile('      Starting n8n with the pack in it', (report) =>
		startN8n(installed, { port, report }),
	);
	say('[5/6] Credentials and example workflows');
	const api = await openN8n(n8n);
	const mail = await startMailSink(showMail);
	atEnd(mail.close);
	const model = await startModelStandIn(planPosts);
	atEnd(model.close);
	const credentials = [...sandboxCredentials(sandbox), mail.credential, model.credential];
	const workflows = await importExamples(api, credentials);
	say(`[6/6] Running "${workflows.get(MAIN_WORKFLOW).name}"`);
	const execution = await api.runWorkflow(workflows.get(MAIN_WORKFLOW).id);
	showResult(execution);

	if (once) return;
	say(`n8n       ${n8n.address}/workflow/${workflows.get(MAIN_WORKFLOW).id}`);
	say(`E-mail    ${n8n.email}`);
	say(`Password  ${n8n.password}`);
	say(`Sandbox   ${new URL(sandbox.control).origin}/`);
	say('\nMails of the example workflows are sent to nobody; they are shown here.');
	say('Where an example asks a language model, a stand-in answers that follows a plan.');
	say('Everything runs on this machine only and is gone afterwards. Stop it with Ctrl+C.');
	await Promise.race([runUntilStopped(), n8n.ended]);
	throw new Error('n8n has ended by itself.');
});

function readOrder() {
	const values = readFlags(
		{
			once: { type: 'boolean' },
			port: { type: 'string' },
		},
		USAGE,
	);
	const { once = false, port = String(N8N_PORT), help = false } = values;
	if (!/^\d{1,5}$/.test(port) || Number(port) > MAX_PORT) {
		throw new Error(`--port must be a number from 0 to ${MAX_PORT}, not "${port}".\n\n${USAGE}`);
	}
	return { once, port: Number(port), help };
}

/** @returns {Promise<Map<string, { id: string, name: string }>>} by file name */
async function importExamples(api, all) {
	const credentials = new Map();
	for (const credential of all) {
		credentials.set(credential.type, await api.addCredential(credential));
		say(`      ${credential.name}`);
	}
	const imported = new Map();
	for (const [file, workflow] of await readWorkflows(EXAMPLE_WORKFLOWS)) {
		const id = await api.addWorkflow(bindCredentials(workflow, credentials));
		imported.set(file, { id, name: workflow.name });
		say(`      ${workflow.name}`);
	}
	return imported;
}

function showMail({ to, subject, text }) {
	const lines = text.split('\n').map((line) => `  ${line}`.trimEnd());
	say(`\nA mail to ${to.join(', ')}: ${subject}\n\n${lines.join('\n')}\n`);
}

function showResult({ status, error, outputs }) {
	if (status !== 'success') {
		throw new Error(
			`The workflow ended with ${status} at "${error?.node}": ${error?.message}\n${error?.description ?? ''}`,
		);
	}
	say(`\n${formatTable(COLUMNS, outputs[RESULT_NODE] ?? [])}\n`);
	const unable = Object.entries(outputs)
		.filter(([node]) => node.endsWith(': accounts'))
		.flatMap(([, accounts]) => accounts)
		.filter(({ health }) => health.canPost !== true);
	if (unable.length === 0) return;
	say('Left out, because they cannot post:');
	const rows = unable.map(({ provider, name, platform, health }) => ({
		provider,
		name,
		platform,
		health: health.status,
		reasons: health.reasons.join('; '),
	}));
	const columns = [
		['PROVIDER', 'provider'],
		['ACCOUNT', 'name'],
		['NETWORK', 'platform'],
		['HEALTH', 'health'],
		['WHY', 'reasons'],
	];
	say(`${formatTable(columns, rows)}\n`);
}
