/**
 * What guards people's money and trust, and the tests that have to notice when it is changed. `mutate`: files, or parts of
 * them (`file:first-last`, in lines); `tests`: what runs against each change, from the root of the repository.
 *
 * @type {ReadonlyArray<{ name: string, mutate: readonly string[], tests: readonly string[] }>}
 */
export const GUARDS = [
	{
		name: 'Retry decision',
		mutate: ['nodes/shared/transport/retryDecision.ts'],
		tests: ['test/unit/transport/retryDecision.test.ts'],
	},
	{
		name: 'Health mapping',
		mutate: ['nodes/shared/domain/healthWords.ts', 'nodes/shared/providers/*/health.ts'],
		tests: ['test/unit/providers/{healthWords,*Health}.test.ts'],
	},
	{
		name: 'Trigger diff',
		// Not the short form in which the state is kept: another hash is as good.
		mutate: ['nodes/SocialTrigger/heart/{accountChanges,detect,healthChange,listedAccounts,postChanges}.ts'],
		tests: ['test/unit/trigger/{*Histories,detect*,state}.test.ts'],
	},
	{
		name: 'Idempotency',
		mutate: [
			'nodes/SocialPost/draft/idempotencyKey.ts',
			'nodes/SocialPost/sending/{createOnce,findEarlier,findMade,lanes,made}.ts',
			'nodes/shared/face/{originOf,runMemory}.ts',
		],
		// All providers, and under faults one without keys.
		tests: [
			'test/unit/sending/*.test.ts',
			'test/engine/{retriedExecution,neverTwice.postEverywhere}.test.ts',
		],
	},
];
