import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReturnPage {
	readonly url: string;
	close(): Promise<void>;
}

/** The user's own page, to which the owner of an account comes back. */
export async function openReturnPage(): Promise<ReturnPage> {
	const server = createServer((_request, response) => {
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end('<!doctype html><title>Back</title><h1>Welcome back</h1>');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/back`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
