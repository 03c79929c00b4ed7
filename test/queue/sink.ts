import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes whatever is sent to it. */
export interface Sink {
	readonly address: string;
	/** Bytes of each body, in the order in which they ended. */
	readonly sizes: readonly number[];
	close(): Promise<void>;
}

export async function openSink(): Promise<Sink> {
	const sizes: number[] = [];
	const server = createServer((request, answer) => {
		let size = 0;
		request.on('data', (chunk: Buffer) => (size += chunk.length));
		request.on('end', () => {
			sizes.push(size);
			answer.writeHead(200, { 'content-type': 'application/json' }).end('{}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		sizes,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
