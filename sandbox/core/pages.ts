import type { FastifyInstance } from 'fastify';

import { healthOf } from './health';
import { type Html, html, page, timeText } from './html';
import type { Rooms } from './rooms';
import type { VendorHost } from './vendorHost';
import type { Account, Post, Target, World } from './world';

const REFRESH_SECONDS = 3;
/** Newest posts on a vendor's page. */
const POSTS_SHOWN = 100;
const ACCOUNTS_SHOWN = 200;
const HTML_TYPE = 'text/html; charset=utf-8';

const TONES: Readonly<Record<string, string>> = {
	healthy: 'good',
	published: 'good',
	expiring: 'warn',
	paused: 'warn',
	partial: 'warn',
	publishing: 'warn',
	expired: 'bad',
	revoked: 'bad',
	disconnected: 'bad',
	failed: 'bad',
};

/** Pages for people: an overview of all vendors, and one page per vendor, which refresh themselves. */
export function addPages(app: FastifyInstance, rooms: Rooms): void {
	app.get('/', async (_request, reply) => {
		for (const host of rooms.hosts()) host.world.settle();
		return reply.type(HTML_TYPE).send(page('Sandbox', overview(rooms), REFRESH_SECONDS));
	});
	app.get<{ Params: { vendor: string } }>('/_sandbox/pages/:vendor', async ({ params }, reply) => {
		const host = rooms.hosts().find((one) => one.key === params.vendor);
		if (!host)
			return reply
				.code(404)
				.type(HTML_TYPE)
				.send(page('Not found', html`<p>No such vendor. <a href="/">Overview</a></p>`));
		host.world.settle();
		return reply.type(HTML_TYPE).send(page(host.vendor.title, vendorPage(host, rooms), REFRESH_SECONDS));
	});
}

function overview(rooms: Rooms): Html {
	return html`<h1>Sandbox</h1>
		<p class="quiet">The sandbox's time: ${timeText(rooms.clock.now())}</p>
		<table>
			<thead>
				<tr>
					<th>Vendor</th>
					<th>Base URL</th>
					<th>Accounts</th>
					<th>Posts</th>
					<th>Contract violations</th>
				</tr>
			</thead>
			<tbody>
				${rooms.hosts().map(
					(host) =>
						html`<tr>
							<td><a href="/_sandbox/pages/${host.key}">${host.vendor.title}</a></td>
							<td><code>${host.access.baseUrl}</code></td>
							<td>${host.world.accounts.size}</td>
							<td>${host.world.posts.size}</td>
							<td>${rooms.journal.violations(host.key).length}</td>
						</tr>`,
				)}
			</tbody>
		</table>
		<p>
			Control API: <code>/_sandbox</code> – <a href="/_sandbox/access">base URLs and keys</a>,
			<a href="/_sandbox/log">log of requests</a>, <a href="/_sandbox/violations">contract violations</a>,
			<a href="/_sandbox/faults">faults</a>, <a href="/_sandbox/clock">clock</a>
		</p>`;
}

function vendorPage(host: VendorHost, rooms: Rooms): Html {
	const { world } = host;
	const accounts = [...world.accounts.values()];
	const posts = [...world.posts.values()].slice(-POSTS_SHOWN).reverse();
	return html`<p><a href="/">Overview</a></p>
		<h1>${host.vendor.title}</h1>
		<p class="quiet">
			The sandbox's time: ${timeText(world.now())} – contract violations:
			<a href="/_sandbox/violations?vendor=${host.key}">${rooms.journal.violations(host.key).length}</a>
		</p>
		<h2>Accounts</h2>
		${countNote(ACCOUNTS_SHOWN, accounts.length)}
		<table>
			<thead>
				<tr>
					<th>Network</th>
					<th>Name</th>
					<th>ID</th>
					<th>Health</th>
					<th>Token expires</th>
				</tr>
			</thead>
			<tbody>
				${accounts.slice(0, ACCOUNTS_SHOWN).map((account) => accountRow(account, host))}
			</tbody>
		</table>
		<h2>Posts</h2>
		${countNote(POSTS_SHOWN, world.posts.size)}
		<table>
			<thead>
				<tr>
					<th>Post</th>
					<th>Status</th>
					<th>Scheduled for</th>
					<th>Targets</th>
				</tr>
			</thead>
			<tbody>
				${posts.map((post) => postRow(post, world))}
			</tbody>
		</table>`;
}

function countNote(shown: number, total: number): Html | null {
	return total > shown ? html`<p class="quiet">${shown} of ${total}</p>` : null;
}

function accountRow(account: Account, host: VendorHost): Html {
	const health = healthOf(account, host.world.now());
	const platform = host.vendor.platformWord?.(account.platform) ?? account.platform;
	return html`<tr>
		<td>${platform}</td>
		<td>${account.name}</td>
		<td><code>${account.id}</code></td>
		<td>${tag(health)}</td>
		<td>${account.tokenExpiresAt === null ? 'never' : timeText(account.tokenExpiresAt)}</td>
	</tr>`;
}

function postRow(post: Post, world: World): Html {
	return html`<tr>
		<td>${post.content}<br /><code class="quiet">${post.id}</code></td>
		<td>${tag(post.status)}</td>
		<td>${post.scheduledFor === null ? '' : timeText(post.scheduledFor)}</td>
		<td>${post.targets.map((target) => targetLine(target, world))}</td>
	</tr>`;
}

function targetLine(target: Target, world: World): Html {
	const name = world.accounts.get(target.accountId)?.name ?? target.accountId;
	const link = target.url === null ? null : html` <a href="${target.url}" rel="noreferrer">${target.url}</a>`;
	const error = target.error === null ? null : html` ${target.error}`;
	return html`<div>${target.platform}, ${name}: ${tag(target.status)}${link}${error}</div>`;
}

function tag(word: string): Html {
	return html`<span class="tag ${TONES[word] ?? ''}">${word}</span>`;
}
