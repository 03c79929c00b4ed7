const DRAFTS = [
	'Dark chocolate, orange peel, a little smoke: our winter blend is here.',
	'Taste five coffees side by side: cupping on Saturday at ten. Bring a friend.',
];

/**
 * What a model would do with the example "An agent that drafts and schedules": looks at the accounts, takes the first one
 * on Facebook that can post, checks two drafts and schedules them a day apart.
 *
 * @param {import('./startModelStandIn.mjs').Turn} turn
 * @returns {readonly import('./startModelStandIn.mjs').ToolCall[] | string}
 */
export function planPosts({ briefing, done }) {
	const [listed] = answersOf(done, 'List_accounts');
	if (listed === undefined) return [{ name: 'List_accounts', args: {} }];
	const account = listed.find(({ platform, health }) => platform === 'facebook' && health.canPost);
	if (account === undefined) return 'There is no account on Facebook that can post.';

	const accountIds = account.id;
	const checks = answersOf(done, 'Check_a_draft').flat();
	if (checks.length === 0)
		return DRAFTS.map((text) => ({ name: 'Check_a_draft', args: { accountIds, text } }));
	if (!checks.every(({ valid }) => valid)) return 'The drafts do not fit.';

	const scheduled = answersOf(done, 'Schedule_a_post').flat();
	if (scheduled.length === 0) {
		const [, date, time] = /First post at: (\S+)T(\S+),/.exec(briefing) ?? [];
		return DRAFTS.map((text, index) => ({
			name: 'Schedule_a_post',
			args: { accountIds, text, scheduledAt: `${daysAfter(date, index)}T${time}` },
		}));
	}
	return scheduled.map(({ id, scheduledAt }) => `${scheduledAt}: ${id}`).join('\n');
}

/** Each answer is the list of items that the node has put out. */
function answersOf(done, tool) {
	return done.filter(({ name }) => name === tool).map(({ result }) => JSON.parse(result));
}

function daysAfter(date, days) {
	const day = new Date(`${date}T00:00:00Z`);
	day.setUTCDate(day.getUTCDate() + days);
	return day.toISOString().slice(0, 'yyyy-mm-dd'.length);
}
