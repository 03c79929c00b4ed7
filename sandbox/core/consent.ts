import type { FastifyInstance, FastifyReply } from 'fastify';

import { readForm } from './bodies';
import { html, page, timeText } from './html';
import type { Rooms } from './rooms';
import type { VendorHost } from './vendorHost';
import type { ConnectSession } from './world';

const HTML_TYPE = 'text/html; charset=utf-8';
const GONE = 410;
const SEE_OTHER = 303;

interface ConsentRoute {
	Params: { vendor: string; token: string };
}

/** The consent page where a connect link leads: the account's owner approves or refuses, then goes to the return URL. */
export function addConsent(app: FastifyInstance, rooms: Rooms): void {
	void app.register(async (scope) => {
		scope.addContentTypeParser(
			'application/x-www-form-urlencoded',
			{ parseAs: 'string' },
			(_request, text, done) => done(null, readForm(String(text))),
		);
		const find = (params: ConsentRoute['Params']) => {
			const host = rooms.hosts().find((one) => one.key === params.vendor);
			host?.world.settle();
			const session = host?.world.sessions.get(params.token);
			return host && session ? { host, session } : null;
		};
		scope.get<ConsentRoute>('/consent/:vendor/:token', async ({ params }, reply) => {
			const found = find(params);
			if (!found) return say(reply, 404, 'Unknown link', 'There is no such link.');
			const { host, session } = found;
			if (session.status !== 'pending') return sayUsed(reply, session);
			return reply.type(HTML_TYPE).send(question(host, session));
		});
		scope.post<ConsentRoute & { Body: { decision?: string } | undefined }>(
			'/consent/:vendor/:token',
			async ({ params, body }, reply) => {
				const found = find(params);
				if (!found) return say(reply, 404, 'Unknown link', 'There is no such link.');
				const { host, session } = found;
				if (session.status !== 'pending') return sayUsed(reply, session);
				const decision = body?.decision;
				if (decision !== 'approve' && decision !== 'refuse') {
					return say(reply, 400, 'Approve or refuse?', 'decision must be "approve" or "refuse".');
				}
				return decide(reply, host, session, decision === 'approve');
			},
		);
	});
}

function decide(
	reply: FastifyReply,
	host: VendorHost,
	session: ConnectSession,
	approved: boolean,
): FastifyReply {
	const { vendor, world } = host;
	if (!approved) session.status = 'refused';
	else if (vendor.approve) vendor.approve(world, session);
	else world.connect(session);
	const address = vendor.consentRedirect(session, approved ? 'approved' : 'refused');
	if (address !== null) return reply.redirect(address, SEE_OTHER);
	return approved
		? say(reply, 200, 'Connected', 'The account is connected. You can close this page.')
		: say(reply, 200, 'Refused', 'Nothing was connected. You can close this page.');
}

function question(host: VendorHost, session: ConnectSession): string {
	const platform = host.vendor.platformWord?.(session.platform) ?? session.platform;
	const account = session.accountId === null ? undefined : host.world.accounts.get(session.accountId);
	const what = account
		? html`post as <strong>${account.name}</strong> again`
		: html`post to one of your accounts`;
	return page(
		`Connect ${platform}`,
		html`<div class="card">
			<h1>Connect ${platform}</h1>
			<p>
				<strong>${host.vendor.title}</strong> asks for permission to ${what} on <strong>${platform}</strong>.
			</p>
			<form method="post">
				<button name="decision" value="approve">Approve</button>
				<button name="decision" value="refuse">Refuse</button>
			</form>
			<p class="quiet">
				This is the sandbox's stand-in for the network's own page. The link works until
				${timeText(session.expiresAt)}.
			</p>
		</div>`,
	);
}

function sayUsed(reply: FastifyReply, session: ConnectSession): FastifyReply {
	return session.status === 'expired'
		? say(reply, GONE, 'Link expired', 'This link has expired. Ask for a new one.')
		: say(reply, GONE, 'Link used', 'This link has been used already. Ask for a new one.');
}

function say(reply: FastifyReply, status: number, title: string, text: string): FastifyReply {
	return reply
		.code(status)
		.type(HTML_TYPE)
		.send(
			page(
				title,
				html`<div class="card">
					<h1>${title}</h1>
					<p>${text}</p>
				</div>`,
			),
		);
}
