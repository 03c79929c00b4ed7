import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A way to the sandbox of one client's own: it shows what this client asks for, and can be closed for a while. */
export interface Door {
	/** `http://127.0.0.1:…` */
	readonly origin: string;
	/** Calls that were answered so far. */
	count(method: string, path: RegExp): number;
	close(): Promise<void>;
}

export async function openDoor(target: string): Promise<Door> {
	const { hostname, port, host } = new URL(target);
	const calls: string[] = [];
	const server = createServer((incoming, answer) => {
		const { method, url: path, headers } = incoming;
		answer.once('finish', () => calls.push(`${method} ${path}`));
		const outgoing = request({ hostname, port, path, method, headers: { ...headers, host } }, (response) => {
			answer.writeHead(response.statusCode ?? 502, response.headers);
			response.pipe(answer);
		});
		// The sandbox breaks connections where it is asked to.
		outgoing.once('error', () => answer.destroy());
		incoming.pipe(outgoing);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		count: (method, path) =>
			calls.filter((call) => call.startsWith(`${method} `) && path.test(call.slice(method.length + 1)))
				.length,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
