import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

/**
 * @typedef {object} ToolCall a call that the agent has made, or shall make
 * @property {string} name the tool's name: its node's, with `_` for spaces
 * @property {Record<string, unknown>} args
 * @property {string} [result] what the tool has answered, once it has
 */

/**
 * @typedef {object} Turn
 * @property {string} briefing what the user has said
 * @property {ReadonlyArray<ToolCall & { result: string }>} done the calls so far with their answers, the oldest first
 * @property {ReadonlyArray<{ name: string, description: string }>} tools what the agent may call
 */

/**
 * Starts a server on a free port of 127.0.0.1 that speaks OpenAI's chat protocol and thinks nothing: a plan says what it
 * answers, so that an agent does the same each time.
 *
 * @param {(turn: Turn) => readonly ToolCall[] | string | Promise<readonly ToolCall[] | string>} plan the next calls, side by
 * side, or the last word
 * @returns {Promise<{ credential: { name: string, type: string, data: Record<string, unknown> }, close: () => Promise<void> }>}
 * `credential`: what n8n's OpenAI nodes need to talk to it
 */
export async function startModelStandIn(plan) {
	const server = createServer(async (request, response) => {
		const chunks = [];
		for await (const chunk of request) chunks.push(chunk);
		try {
			if (!request.url.endsWith('/chat/completions')) return answer(response, 200, { data: [] });
			const { messages, tools = [] } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
			answer(response, 200, completion(await plan(readTurn(messages, tools))));
		} catch (error) {
			// Not 5xx: those are tried again.
			answer(response, 400, { error: { message: String(error) } });
		}
	});
	const port = await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => resolve(server.address().port));
	});
	return {
		credential: {
			name: 'OpenAI (stand-in)',
			type: 'openAiApi',
			data: { apiKey: 'none', url: `http://127.0.0.1:${port}/v1`, header: false },
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/** @returns {Turn} */
function readTurn(messages, tools) {
	const results = new Map(
		messages.filter(({ role }) => role === 'tool').map((one) => [one.tool_call_id, textOf(one.content)]),
	);
	const done = messages
		.flatMap(({ tool_calls: calls = [] }) => calls ?? [])
		.map(({ id, function: { name, arguments: args } }) => ({
			name,
			args: JSON.parse(args),
			result: results.get(id) ?? '',
		}));
	const briefing = textOf(messages.findLast(({ role }) => role === 'user')?.content);
	return {
		briefing,
		done,
		tools: tools.map(({ function: { name, description } }) => ({ name, description })),
	};
}

/** A message is a text, or a list of parts. */
function textOf(content) {
	return Array.isArray(content) ? content.map(({ text = '' }) => text).join('') : String(content ?? '');
}

function completion(next) {
	const isText = typeof next === 'string';
	const calls = isText
		? []
		: next.map(({ name, args }) => ({
				id: `call_${randomUUID()}`,
				type: 'function',
				function: { name, arguments: JSON.stringify(args) },
			}));
	const message = {
		role: 'assistant',
		content: isText ? next : null,
		...(isText ? {} : { tool_calls: calls }),
	};
	return {
		id: `chatcmpl-${randomUUID()}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model: 'stand-in',
		choices: [{ index: 0, message, finish_reason: isText ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function answer(response, status, body) {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
