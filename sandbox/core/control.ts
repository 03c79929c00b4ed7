import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { readDuration } from './clock';
import * as schemas from './controlSchemas';
import type { FaultWish } from './faults';
import { setHealth } from './health';
import { populate } from './populate';
import type { Rooms } from './rooms';
import type { HealthSetting, VendorKey } from './vendor';
import type { VendorHost } from './vendorHost';
import type { Account, WorldSettings } from './world';

const DEFAULT_LOG_LIMIT = 200;

/** A wrong wish; the message names the field. */
class WrongInput extends Error {
	constructor(
		message: string,
		readonly statusCode: number = 400,
	) {
		super(message);
	}
}

/** The control API below `/_sandbox`: what tests and demos do to the sandbox, never what a client of a vendor does. */
export function addControl(app: FastifyInstance, rooms: Rooms): void {
	app.get('/healthz', async () => ({ ok: true, vendors: rooms.hosts().map((host) => host.key) }));
	void app.register(
		async (scope) => {
			scope.removeContentTypeParser('application/json');
			scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
				try {
					done(null, text === '' ? {} : JSON.parse(String(text)));
				} catch {
					done(new WrongInput('The body is not JSON'));
				}
			});
			// A route without wishes can be called without a body.
			scope.addHook('preValidation', async (request) => {
				request.body ??= {};
			});
			const routes: string[] = [];
			scope.addHook('onRoute', ({ method, url }) => {
				if (method !== 'HEAD') routes.push(`${String(method)} ${url}`);
			});
			scope.get('/', async () => ({ routes }));
			scope.setErrorHandler(answerError);
			scope.setNotFoundHandler((request, reply) => {
				void reply.code(404).send({ error: `The control API has no ${request.method} ${request.url}` });
			});
			addClock(scope, rooms);
			addFaults(scope, rooms);
			addRecords(scope, rooms);
			addWorlds(scope, rooms);
			addAccounts(scope, rooms);
		},
		{ prefix: '/_sandbox' },
	);
}

function answerError(error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
	const { message, statusCode, validation } = error as {
		message: string;
		statusCode?: number;
		validation?: ReadonlyArray<{ params?: { allowedValues?: unknown[]; additionalProperty?: string } }>;
	};
	const allowed = validation
		?.map(({ params }) => params?.allowedValues)
		.find((values) => values !== undefined);
	const unknown = validation
		?.map(({ params }) => params?.additionalProperty)
		.find((name) => name !== undefined);
	const more = allowed ? ` (${allowed.join(', ')})` : unknown !== undefined ? ` (${unknown})` : '';
	void reply.code(statusCode ?? 500).send({ error: `${message}${more}` });
}

function addClock(scope: FastifyInstance, { clock }: Rooms): void {
	const reading = () => ({ now: clock.now().toISOString(), offsetMs: clock.offsetMs });
	scope.get('/clock', async () => reading());
	scope.post<{ Body: { forwardMs?: number; forward?: string } }>(
		'/clock',
		{ schema: schemas.clock },
		async ({ body }) => {
			const ms = body.forwardMs ?? readDuration(body.forward ?? '');
			if (ms === null)
				throw new WrongInput('body/forward must be a duration such as 90s, 15m, 2h or "1d 12h"');
			clock.forward(ms);
			return reading();
		},
	);
}

function addFaults(scope: FastifyInstance, { faults }: Rooms): void {
	scope.post<{ Body: FaultWish }>('/faults', { schema: schemas.faults }, async ({ body }, reply) =>
		reply.code(201).send(faults.add(body)),
	);
	scope.get('/faults', async () => ({ faults: faults.list() }));
	scope.delete<VendorQuery>('/faults', { schema: schemas.vendorQuery }, async ({ query }) => {
		faults.clear(query.vendor);
		return { faults: faults.list() };
	});
}

interface VendorQuery {
	Querystring: { vendor?: VendorKey; limit?: number };
}

function addRecords(scope: FastifyInstance, { journal }: Rooms): void {
	scope.get<VendorQuery>('/log', { schema: schemas.vendorQuery }, async ({ query }) => ({
		log: journal.entries(query.vendor, query.limit ?? DEFAULT_LOG_LIMIT),
	}));
	scope.delete<VendorQuery>('/log', { schema: schemas.vendorQuery }, async ({ query }) => {
		journal.clearLog(query.vendor);
		return { log: [] };
	});
	scope.get<VendorQuery>('/violations', { schema: schemas.vendorQuery }, async ({ query }) => ({
		violations: journal.violations(query.vendor),
	}));
	scope.delete<VendorQuery>('/violations', { schema: schemas.vendorQuery }, async ({ query }) => {
		journal.clearViolations(query.vendor);
		return { violations: journal.violations(query.vendor) };
	});
}

interface SettingsWish extends Partial<WorldSettings> {
	vendor?: VendorKey;
	rateLimit?: number | null;
	latencyMs?: number;
}

function addWorlds(scope: FastifyInstance, rooms: Rooms): void {
	scope.get('/access', async () => accessOf(rooms));
	scope.post<{ Body: { vendor?: VendorKey } }>('/reset', { schema: schemas.reset }, async ({ body }) => {
		if (body.vendor === undefined) rooms.reset();
		else resetOne(rooms, hostOf(rooms, body.vendor));
		return { reset: body.vendor ?? 'all' };
	});
	scope.post<{ Body: SettingsWish }>('/settings', { schema: schemas.settings }, async ({ body }) => {
		const hosts = body.vendor === undefined ? rooms.hosts() : [hostOf(rooms, body.vendor)];
		for (const host of hosts) applySettings(host, body);
		return Object.fromEntries(hosts.map((host) => [host.key, settingsOf(host)]));
	});
	scope.get<{ Params: { vendor: string } }>('/state/:vendor', async ({ params }) => {
		const { world } = hostOf(rooms, params.vendor);
		world.settle();
		return {
			now: world.now(),
			accounts: [...world.accounts.values()],
			posts: [...world.posts.values()],
			media: [...world.media.values()],
			uploads: [...world.uploads].map(([id, { sha256 }]) => ({ id, sha256 })),
			sessions: [...world.sessions.values()],
		};
	});
	scope.post<{ Params: { vendor: string }; Body: { accounts?: number; posts?: number } }>(
		'/populate/:vendor',
		{ schema: schemas.populate },
		async ({ params, body }) => {
			const host = hostOf(rooms, params.vendor);
			populate(host, { accounts: body.accounts ?? 0, posts: body.posts ?? 0 });
			return { accounts: host.world.accounts.size, posts: host.world.posts.size };
		},
	);
}

function addAccounts(scope: FastifyInstance, rooms: Rooms): void {
	const change = (vendor: string, id: string, health: HealthSetting) => {
		const { world } = hostOf(rooms, vendor);
		world.settle();
		const account = accountOf(world.accounts, id);
		setHealth(world, account, health);
		return account;
	};
	interface OneAccount {
		Params: { vendor: string; id: string };
	}
	scope.post<OneAccount & { Body: { health: HealthSetting } }>(
		'/accounts/:vendor/:id/health',
		{ schema: schemas.health },
		async ({ params, body }) => change(params.vendor, params.id, body.health),
	);
	scope.post<OneAccount>('/accounts/:vendor/:id/disconnect', async ({ params }) => {
		const { world } = hostOf(rooms, params.vendor);
		world.settle();
		const account = accountOf(world.accounts, params.id);
		account.connected = false;
		return account;
	});
	const shortcuts = { expire: 'expired', revoke: 'revoked', repair: 'healthy' } as const;
	for (const [verb, health] of Object.entries(shortcuts)) {
		scope.post<OneAccount>(`/accounts/:vendor/:id/${verb}`, async ({ params }) =>
			change(params.vendor, params.id, health),
		);
	}
}

/** What the start-up output prints: per vendor what its credential takes, and the address of the control API. */
export function accessOf(rooms: Pick<Rooms, 'hosts'>): Record<string, unknown> {
	const hosts = rooms.hosts();
	return {
		...Object.fromEntries(hosts.map((host) => [host.key, host.access])),
		control: `${hosts[0]?.house.origin ?? ''}/_sandbox`,
	};
}

function resetOne(rooms: Rooms, host: VendorHost): void {
	rooms.faults.clear(host.key);
	rooms.journal.clearLog(host.key);
	rooms.journal.clearViolations(host.key);
	host.reset();
}

function applySettings(host: VendorHost, wish: SettingsWish): void {
	if (wish.publishMs !== undefined) host.world.settings.publishMs = wish.publishMs;
	if (wish.mediaMs !== undefined) host.world.settings.mediaMs = wish.mediaMs;
	if (wish.rateLimit !== undefined) host.rate.limitOverride = wish.rateLimit;
	if (wish.latencyMs !== undefined) host.latencyMs = wish.latencyMs;
}

function settingsOf(host: VendorHost): Required<Omit<SettingsWish, 'vendor'>> {
	return { ...host.world.settings, rateLimit: host.rate.limitOverride, latencyMs: host.latencyMs };
}

function hostOf(rooms: Rooms, key: string): VendorHost {
	const host = rooms.hosts().find((one) => one.key === key);
	if (host) return host;
	const keys = rooms.hosts().map((one) => one.key);
	throw new WrongInput(`vendor must be one of ${keys.join(', ')}, not ${key}`, 404);
}

function accountOf(accounts: ReadonlyMap<string, Account>, id: string): Account {
	const account =
		accounts.get(id) ?? [...accounts.values()].find((one) => `${one.platform}:${one.id}` === id);
	if (!account)
		throw new WrongInput(`id: there is no account ${id}; there are ${[...accounts.keys()].join(', ')}`, 404);
	return account;
}
