import { asList, asNumber, asObject, asText, type JsonValue } from '../../domain/json';
import type { FollowerStats } from '../../domain/plan';
import { readEntries } from '../../transport/answers';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { notConnected } from './accountLists';
import { objectOf, requireList } from './answers';
import { platformFromVendor } from './mapping';

/**
 * Followers of one account or of all, day by day. Contract: `GET /social/accounts/follower-stats`.
 *
 * @param days 1 to 365
 */
export async function getFollowerStats(
	wire: Wire,
	accountId: string | undefined,
	days: number,
): Promise<ReadonlyArray<Found<FollowerStats>>> {
	const { body } = await wire.send({
		method: 'GET',
		path: '/social/accounts/follower-stats',
		query: { days, account_id: accountId },
		repeatable: 'safe',
	});
	const data = objectOf(body);
	const covered = asNumber(data.days) ?? days;
	const found = readEntries(requireList(data.accounts, 'accounts'), (raw) => readStats(raw, covered)).filter(
		({ item }) => accountId === undefined || item.accountId === accountId,
	);
	if (accountId !== undefined && found.length === 0) throw notConnected(accountId);
	return found;
}

function readStats(row: JsonValue, days: number): FollowerStats | null {
	const { account_id: printedId, platform, account_name: name, ...stats } = asObject(row);
	const accountId = asText(printedId);
	if (accountId === null) return null;
	return {
		accountId,
		provider: 'smartlyQ',
		platform: platformFromVendor(asText(platform) ?? 'unknown'),
		name: asText(name) ?? accountId,
		days,
		followers: asNumber(stats.followers),
		growth: asNumber(stats.growth),
		growthPercent: asNumber(stats.growth_pct),
		history: readHistory(stats.history),
	};
}

/** In which order the days come is not documented. */
function readHistory(history: JsonValue | undefined): FollowerStats['history'] {
	return asList(history)
		.flatMap((row) => {
			const { date: printedDate, followers, new_followers: newFollowers } = asObject(row);
			const date = asText(printedDate);
			if (date === null) return [];
			return [
				{ date: date.slice(0, 10), followers: asNumber(followers), newFollowers: asNumber(newFollowers) },
			];
		})
		.sort((one, other) => one.date.localeCompare(other.date));
}
