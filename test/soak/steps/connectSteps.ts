import type { Account } from '../../../nodes/shared/domain/account';
import type { CredentialPlatform } from '../../../nodes/shared/domain/connection';
import { CREDENTIAL_FORMS } from '../../../nodes/shared/domain/connection';
import type { Account as VendorAccount } from '../../../sandbox/core/world';
import { answerConsent } from '../../engine/browser';
import { CREDENTIAL_VALUES, FRESH_NETWORK, RETURN_URL } from '../../engine/connectScenarios';
import type { ItemOutput, Lane } from '../lane';

/** Makes a link and answers it as its reader would. */
export async function connectByLink(lane: Lane): Promise<void> {
	await alone(lane, async () => {
		const { draw, id } = lane;
		const [link] = await lane.runEach('socialConnect', 'createLink', { platform: FRESH_NETWORK[id] });
		await followLink(lane, link, draw.chance(0.7) ? 'approve' : 'refuse');
	});
}

/** Repairs one of the accounts that no post goes to. */
export async function reconnect(lane: Lane): Promise<void> {
	await alone(lane, async () => {
		const inNeed = lane.spare.filter((account) => isInNeed(lane, account));
		// One of the vendors repairs the account of a network that needs it most, whichever was meant.
		const alone = inNeed.filter(
			({ platform }) => inNeed.filter((one) => one.platform === platform).length === 1,
		);
		if (alone.length === 0) return;
		const account = lane.draw.oneOf(alone);
		const accountId = { __rl: true, mode: 'id', value: account.id };
		const [link] = await lane.runEach('socialConnect', 'reconnect', { accountId });
		await followLink(lane, link, 'approve');
	});
}

/** Its connection has died; a pause is none of a link's business. */
function isInNeed(lane: Lane, account: Account): boolean {
	const records = recordsOf(lane, account);
	return records.length > 0 && records.every((one) => one.connected && !one.paused && !lane.takesPosts(one));
}

/** Of a channel of Wix that has lapsed (`TIKTOK:*`) all that hang on it. */
function recordsOf(lane: Lane, account: Account): VendorAccount[] {
	const [channel, rest] = account.id.split(':');
	if (rest !== '*') return [lane.vendorAccountOf(account) ?? []].flat();
	return [...lane.vendorWorld.accounts.values()].filter(({ platform }) => platform === channel);
}

async function followLink(
	lane: Lane,
	link: ItemOutput | undefined,
	decision: 'approve' | 'refuse',
): Promise<void> {
	const { connectUrl, connectionId } = link ?? {};
	if (typeof connectUrl !== 'string' || typeof connectionId !== 'string') return;
	await lane.runEach('socialConnect', 'getStatus', { connectionId });
	const { status } = await answerConsent(connectUrl, decision);
	if (status >= 400) return;
	if (decision === 'approve') lane.approvedLinks.push(connectionId);
	await lane.runEach('socialConnect', 'waitUntilConnected', { connectionId, timeout: 2 });
}

/** When nothing goes wrong any more each link that was approved is found connected. */
export async function settleLinks(lane: Lane): Promise<void> {
	for (const connectionId of lane.approvedLinks.splice(0)) {
		const [output] = await lane.runEach('socialConnect', 'getStatus', { connectionId });
		if (output?.status !== 'connected') lane.findings.add('links', JSON.stringify(output));
	}
}

/** A redirect that our own page has received. */
export async function completeRedirect(lane: Lane): Promise<void> {
	const { provider, id } = lane;
	if (provider.connect.complete === undefined) return;
	await alone(lane, async () => {
		const platform = FRESH_NETWORK[id];
		const [link] = await lane.runEach('socialConnect', 'createLink', { platform, returnUrl: RETURN_URL });
		if (typeof link?.connectUrl !== 'string') return;
		const { address } = await answerConsent(link.connectUrl, 'approve');
		const code = address === null ? null : new URL(address).searchParams.get('code');
		if (code !== null) {
			await lane.runEach('socialConnect', 'complete', { platform, code, redirectUrl: RETURN_URL });
		}
	});
}

export async function connectWithCredentials(lane: Lane): Promise<void> {
	const platforms: readonly CredentialPlatform[] = lane.provider.connect.credentialPlatforms;
	if (platforms.length === 0) return;
	await alone(lane, async () => {
		const platform = lane.draw.oneOf(platforms);
		const fields = CREDENTIAL_FORMS[platform].map(({ name }) => [name, CREDENTIAL_VALUES[name] ?? '']);
		await lane.runEach('socialConnect', 'connectWithCredentials', {
			platform,
			...Object.fromEntries(fields),
		});
	});
}

/** A vendor that does not tell what became of a link shows it by the accounts that have come: one at a time. */
async function alone(lane: Lane, work: () => Promise<void>): Promise<void> {
	if (lane.isConnecting || lane.approvedLinks.length > 0) return;
	lane.isConnecting = true;
	try {
		await work();
	} finally {
		lane.isConnecting = false;
	}
}
