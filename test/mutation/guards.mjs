/**
 * What guards people's money and trust, and the tests that have to notice when it is changed. `mutate`: files, or parts of
 * them (`file:first-last`, in lines); `rounds`: the tests that run against each change, from the root of the repository. What
 * one round notices is noticed.
 *
 * @type {ReadonlyArray<{ name: string, mutate: readonly string[], rounds: ReadonlyArray<readonly string[]> }>}
 */
export const GUARDS = [
	{
		name: 'Retry decision',
		mutate: ['nodes/shared/transport/retryDecision.ts'],
		rounds: [['test/unit/transport/retryDecision.test.ts']],
	},
	{
		name: 'Health mapping',
		mutate: ['nodes/shared/domain/healthWords.ts', 'nodes/shared/providers/*/health.ts'],
		rounds: [['test/unit/providers/{healthWords,*Health}.test.ts']],
	},
	{
		name: 'Trigger diff',
		// Not the short form in which the state is kept: another hash is as good.
		mutate: ['nodes/SocialTrigger/heart/{accountChanges,detect,healthChange,listedAccounts,postChanges}.ts'],
		rounds: [['test/unit/trigger/{*Histories,detect*,state}.test.ts']],
	},
	{
		name: 'Idempotency',
		mutate: [
			'nodes/SocialPost/draft/idempotencyKey.ts',
			'nodes/SocialPost/sending/{createOnce,findEarlier,findMade,lanes,made}.ts',
			'nodes/shared/face/{originOf,runMemory}.ts',
		],
		// Without n8n between; then through n8n's engine, all providers, and under faults one without keys.
		rounds: [
			['test/unit/sending/*.test.ts'],
			['test/engine/{retriedExecution,neverTwice.postEverywhere}.test.ts'],
		],
	},
];
