import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a workflow behind a trigger sends for each of its items. */
export interface ToldEvent {
	readonly event: string;
	readonly eventId: string;
	readonly account?: { readonly id: string | null };
	readonly post?: { readonly id: string };
	readonly previousStatus?: string;
	readonly currentStatus: string;
	readonly reconnectUrl?: string | null;
	/** The execution that has sent it. */
	readonly execution: string;
}

/** Where workflows write down what has started them. */
export interface EventBook {
	/** For an HTTP request of a workflow. */
	addressOf(page: string): string;
	/** In the order in which they came. */
	read(page: string): readonly ToldEvent[];
	close(): Promise<void>;
}

export async function openEventBook(): Promise<EventBook> {
	const pages = new Map<string, ToldEvent[]>();
	const server = createServer((request, answer) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const page = (request.url ?? '').slice(1);
			const told = JSON.parse(Buffer.concat(chunks).toString('utf8')) as ToldEvent;
			pages.set(page, [...(pages.get(page) ?? []), told]);
			answer.writeHead(200, { 'content-type': 'application/json' }).end('{}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		addressOf: (page) => `http://127.0.0.1:${port}/${page}`,
		read: (page) => pages.get(page) ?? [],
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Event by event what it is about, in an order of its own. */
export function summaryOf(events: readonly ToldEvent[]): string[] {
	return events
		.map(({ event, account, post, previousStatus, currentStatus }) =>
			[event, account?.id ?? post?.id ?? '?', previousStatus ?? '-', currentStatus].join(' '),
		)
		.sort();
}
