import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { request as send } from 'undici';

import type { Sandbox } from '../../sandbox/core/server';
import type { Secrets } from './n8nEngine';
import { startWorld, type TestWorld } from './world';

/** Below this the door leads to the storage instead of the vendors. */
const STORAGE = '/~storage';

export interface Asked {
	readonly method: string;
	/** Path and query, as they came. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly body: Buffer;
}

export interface Answered {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
}

/** A call and what the sandbox truly answered to it. */
export interface Taken {
	readonly asked: Asked;
	readonly answered: Answered;
}

/** Answers in place of the sandbox; `null`: let it through. */
type Stranger = (asked: Asked) => Answered | null | Promise<Answered | null>;

/**
 * A door before the sandbox, through which all calls go, those of uploads too. What passes can be noted down, and a
 * stranger can stand in the door and answer by itself.
 */
export interface Door {
	readonly origin: string;
	/** Notes what passes from now on; gives it when the returned function is called. */
	note(): () => Taken[];
	/** From now on this one answers; `null` lets everything through again. */
	stand(stranger: Stranger | null): void;
	close(): Promise<void>;
}

/** The sandbox, reached through a door: the credentials name the door as their base URL. */
export async function startWorldBehindDoor(
	changes: (secrets: Secrets) => Secrets = (secrets) => secrets,
): Promise<{ world: TestWorld; door: Door }> {
	let sandbox: Sandbox | null = null;
	const door = await openDoor(() => sandbox);
	const world = await startWorld((secrets) => changes(throughDoor(secrets, door.origin)));
	({ sandbox } = world);
	const stop = async () => {
		await world.stop();
		await door.close();
	};
	return { world: { ...world, stop }, door };
}

function throughDoor(secrets: Secrets, origin: string): Secrets {
	return Object.fromEntries(
		Object.entries(secrets).map(([type, fields]) => {
			const { pathname } = new URL(String(fields.baseUrl));
			return [type, { ...fields, baseUrl: `${origin}${pathname}` }];
		}),
	);
}

async function openDoor(sandbox: () => Sandbox | null): Promise<Door> {
	let stranger: Stranger | null = null;
	let notes: Taken[] | null = null;
	let origin = '';

	async function answer(asked: Asked): Promise<Answered> {
		const own = await stranger?.(asked);
		if (own) return own;
		const behind = sandbox();
		if (!behind) return { status: 503, headers: {}, text: '' };
		const answered = await passOn(asked, behind, origin);
		notes?.push({ asked, answered });
		return answered;
	}

	const server = createServer((request, response) => {
		void serve(request, response, answer);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		origin,
		note: () => {
			const mine: Taken[] = [];
			notes = mine;
			return () => {
				notes = null;
				return mine;
			};
		},
		stand: (next) => {
			stranger = next;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function serve(
	request: IncomingMessage,
	response: ServerResponse,
	answer: (asked: Asked) => Promise<Answered>,
): Promise<void> {
	try {
		const { method = 'GET', url = '/', headers } = request;
		const {
			status,
			headers: own,
			text,
		} = await answer({ method, url, headers, body: await buffer(request) });
		response.writeHead(status, own);
		response.end(text);
	} catch {
		// Whoever asked has gone, or gets no answer.
		response.destroy();
	}
}

/** Names that stand for one connection only. */
const OF_THE_CONNECTION = [
	'host',
	'connection',
	'content-length',
	'transfer-encoding',
	'keep-alive',
	'expect',
];

async function passOn(asked: Asked, sandbox: Sandbox, origin: string): Promise<Answered> {
	const toStorage = asked.url.startsWith(STORAGE);
	const target = toStorage ? sandbox.storageOrigin : sandbox.origin;
	const url = toStorage ? asked.url.slice(STORAGE.length) : asked.url;
	const isJson = String(asked.headers['content-type']).includes('json');
	const body = isJson
		? Buffer.from(asked.body.toString().replaceAll(`${origin}${STORAGE}`, sandbox.storageOrigin))
		: asked.body;
	const headers = Object.entries(asked.headers).filter(([name]) => !OF_THE_CONNECTION.includes(name));
	const answer = await send(`${target}${url}`, {
		method: asked.method as 'GET',
		headers: Object.fromEntries(headers),
		...(body.length > 0 ? { body } : {}),
	});
	const text = await answer.body.text();
	return {
		status: answer.statusCode,
		headers: Object.fromEntries(
			Object.entries(answer.headers)
				.filter(([name]) => !OF_THE_CONNECTION.includes(name))
				.map(([name, value]) => [name, String(value)]),
		),
		text: text.replaceAll(sandbox.storageOrigin, `${origin}${STORAGE}`),
	};
}

/**
 * Answers like the tape: a call gets what was answered to it then, call by call, the last answer over and over. One that is
 * not on it gets the answer of the most similar call.
 *
 * @param change what becomes of the answer with that index on the tape
 */
export function replay(
	tape: readonly Taken[],
	change: (answered: Answered, index: number) => Answered,
): Stranger {
	const served = new Map<string, number>();
	return (asked) => {
		const alike = mostSimilar(tape, asked);
		const times = served.get(`${asked.method} ${asked.url}`) ?? 0;
		served.set(`${asked.method} ${asked.url}`, times + 1);
		const index = alike[Math.min(times, alike.length - 1)];
		const taken = index === undefined ? undefined : tape[index];
		if (index === undefined || taken === undefined) return change(NOTHING_THERE, -1);
		return change(taken.answered, index);
	};
}

const NOTHING_THERE: Answered = { status: 404, headers: { 'content-type': 'application/json' }, text: '{}' };

/** Indexes of the calls on the tape that are most like this one. */
function mostSimilar(tape: readonly Taken[], { method, url }: Asked): number[] {
	const pathOf = (text: string) => text.split('?')[0] ?? '';
	const ranked = tape.map(({ asked }, index) => {
		if (asked.method !== method) return { index, rank: 0 };
		if (asked.url === url) return { index, rank: Infinity };
		const [one, other] = [pathOf(asked.url).split('/'), pathOf(url).split('/')];
		if (one.length !== other.length) return { index, rank: 0 };
		return { index, rank: one.filter((part, at) => part === other[at]).length };
	});
	const best = Math.max(0, ...ranked.map(({ rank }) => rank));
	return best === 0 ? [] : ranked.flatMap(({ index, rank }) => (rank === best ? [index] : []));
}
