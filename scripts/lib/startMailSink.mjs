import { Buffer } from 'node:buffer';

import { readMail } from './readMail.mjs';

/**
 * Starts a mail server on a free port of 127.0.0.1 that takes every mail and sends none on.
 *
 * @param {(mail: import('./readMail.mjs').Mail) => void} onMail
 * @returns {Promise<{ credential: { name: string, type: string, data: Record<string, unknown> }, close: () => Promise<void> }>}
 * `credential`: what n8n's SMTP nodes need to send to it
 */
export async function startMailSink(onMail) {
	// Not at the top: the scripts install their packages first.
	const { SMTPServer } = await import('smtp-server');
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['AUTH', 'STARTTLS'],
		logger: false,
		onData(stream, { envelope }, done) {
			const chunks = [];
			stream.on('data', (chunk) => chunks.push(chunk));
			stream.on('error', done);
			stream.on('end', () => {
				try {
					const to = envelope.rcptTo.map(({ address }) => address);
					onMail(readMail(to, Buffer.concat(chunks).toString('utf8')));
					done();
				} catch (error) {
					done(error);
				}
			});
		},
	});
	// A client that hangs up early is no reason to end.
	server.on('error', () => undefined);
	const { port } = await new Promise((resolve, reject) => {
		server.server.once('error', reject);
		server.listen(0, '127.0.0.1', () => resolve(server.server.address()));
	});
	return {
		credential: {
			name: 'Mail (sandbox)',
			type: 'smtp',
			data: {
				user: '',
				password: '',
				host: '127.0.0.1',
				port,
				secure: false,
				disableStartTls: true,
				hostName: '',
			},
		},
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}
