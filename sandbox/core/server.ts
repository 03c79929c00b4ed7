import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';

import { VENDORS } from '../vendors';
import { Clock } from './clock';
import { addConsent } from './consent';
import { addControl } from './control';
import { Faults } from './faults';
import { Journal, type LogEntry, type Violation } from './journal';
import { addPages } from './pages';
import { serveVendor } from './pipeline';
import { addStorage } from './storage';
import type { SandboxVendor, VendorKey } from './vendor';
import { type House, VendorHost } from './vendorHost';
import type { World, WorldSettings } from './world';

const HOST = '127.0.0.1';

export interface SandboxOptions {
	/** Of the API; the storage always takes a free one. Default: a free one. */
	readonly port?: number;
	/** Default: all four. */
	readonly vendors?: readonly SandboxVendor[];
	/** What a reset comes back to. */
	readonly settings?: Partial<WorldSettings>;
}

/** A running sandbox. */
export interface Sandbox {
	/** What each vendor's credential takes. */
	readonly access: Readonly<
		Record<VendorKey, Readonly<Record<string, string>> & { readonly baseUrl: string }>
	>;
	/** Address of the control API. */
	readonly control: string;
	readonly origin: string;
	readonly storageOrigin: string;
	/** For tests in the same process. */
	readonly worlds: Readonly<Record<VendorKey, World>>;
	violations(vendor?: VendorKey): Violation[];
	log(vendor?: VendorKey): LogEntry[];
	/** Everything back to the seed. */
	reset(): void;
	/** Moves the clock forward. */
	forward(ms: number): void;
	close(): Promise<void>;
}

/** Starts the vendors on one port of 127.0.0.1 and their storage on another. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	let hosts: readonly VendorHost[] = [];
	const vendors = options.vendors ?? VENDORS;
	const clock = new Clock();
	const faults = new Faults();
	const journal = new Journal();

	const storage = newServer();
	addStorage(storage, () => hosts);
	const storageOrigin = await listen(storage, 0);

	const api = newServer();
	const hostOf = (key: string) => hosts.find((host) => host.key === key);
	for (const vendor of vendors) addVendor(api, vendor, () => hostOf(vendor.key));
	const reset = () => {
		clock.reset();
		faults.clear();
		journal.clearLog();
		journal.clearViolations();
		for (const host of hosts) host.reset();
	};
	const rooms = { hosts: () => hosts, clock, faults, journal, reset };
	addControl(api, rooms);
	addPages(api, rooms);
	addConsent(api, rooms);
	const origin = await listen(api, options.port ?? 0).catch(async (error: unknown) => {
		await storage.close();
		throw error;
	});

	const house: House = { clock, journal, faults, origin, storageOrigin };
	hosts = vendors.map((vendor) => new VendorHost(vendor, house, options.settings));
	journal.hide(hosts.flatMap((host) => host.secrets));
	return {
		access: byKey(hosts, (host) => host.access),
		control: `${origin}/_sandbox`,
		origin,
		storageOrigin,
		worlds: byKey(hosts, (host) => host.world),
		violations: (vendor) => journal.violations(vendor),
		log: (vendor) => journal.entries(vendor, Number.MAX_SAFE_INTEGER),
		reset,
		forward: (ms) => clock.forward(ms),
		close: async () => {
			await Promise.all([api.close(), storage.close()]);
		},
	};
}

function newServer(): FastifyInstance {
	return fastify({
		logger: false,
		// Otherwise closing waits for clients that keep their connections.
		forceCloseConnections: true,
		routerOptions: { maxParamLength: 4096 },
		ajv: { customOptions: { removeAdditional: false, allErrors: true } },
	});
}

async function listen(app: FastifyInstance, port: number): Promise<string> {
	await app.listen({ host: HOST, port });
	const { port: taken } = app.server.address() as AddressInfo;
	return `http://${HOST}:${taken}`;
}

function addVendor(app: FastifyInstance, vendor: SandboxVendor, host: () => VendorHost | undefined): void {
	void app.register(async (scope) => {
		// Bodies are read where the call is served, after authentication, as the vendors do.
		scope.removeAllContentTypeParsers();
		scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
		await scope.register(multipart, { limits: { fileSize: Number.MAX_SAFE_INTEGER } });
		for (const url of [vendor.mount, `${vendor.mount}/*`]) {
			scope.all(url, async (request, reply) => {
				const ready = host();
				if (!ready) return reply.code(503).send();
				await serveVendor(ready, request, reply);
				return reply;
			});
		}
	});
}

/** A record with an entry per vendor that is there (all four unless a test starts its own). */
function byKey<T>(
	hosts: readonly VendorHost[],
	read: (host: VendorHost) => T,
): Readonly<Record<VendorKey, T>> {
	return Object.fromEntries(hosts.map((host) => [host.key, read(host)])) as Record<VendorKey, T>;
}
