import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that nobody should call. */
export interface Collector {
	readonly port: number;
	/** Connections so far, whatever came over them. */
	connections(): number;
	close(): Promise<void>;
}

export async function startCollector(): Promise<Collector> {
	let connections = 0;
	const server = createServer((_, response) => {
		response.end('{}');
	});
	server.on('connection', () => {
		connections += 1;
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		connections: () => connections,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
