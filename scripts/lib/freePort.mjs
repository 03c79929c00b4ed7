import { createServer } from 'node:net';

/**
 * A port of 127.0.0.1 that nobody uses.
 *
 * @param {number} [wanted] taken when it is free
 * @returns {Promise<number>}
 */
export async function freePort(wanted = 0) {
	const port = await listenOnce(wanted);
	return port ?? (await freePort());
}

/** @returns {Promise<number | null>} `null`: somebody uses it */
function listenOnce(port) {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error) =>
			error.code === 'EADDRINUSE' && port !== 0 ? resolve(null) : reject(error),
		);
		server.listen(port, '127.0.0.1', () => {
			const { port: taken } = server.address();
			server.close(() => resolve(taken));
		});
	});
}
