import type { Health } from '../../../nodes/shared/domain/account';
import { findHealthWord, type HealthWord, type Sign } from '../../../nodes/shared/domain/healthWords';
import { asObject, asText, type JsonObject, type JsonValue } from '../../../nodes/shared/domain/json';
import type { ProviderId } from '../../../nodes/shared/domain/provider';
import { readFullHealth, readShortHealth } from '../../../nodes/shared/providers/postEverywhere/health';
import { PROVIDERS } from '../../../nodes/shared/providers/registry';
import { readHealth as readSmartlyQ } from '../../../nodes/shared/providers/smartlyQ/health';
import { readHealth as readSocialSyncer } from '../../../nodes/shared/providers/socialSyncer/health';
import { channelHealth } from '../../../nodes/shared/providers/wix/health';

const NOW = '2026-10-05T10:00:00.000Z';

type Verdict = Pick<Health, 'status' | 'canPost' | 'reasons'>;

/** How the mapping reads what an answer of each call holds of an account. */
const READERS: Readonly<Record<ProviderId, Readonly<Record<string, (told: JsonObject) => Verdict>>>> = {
	postEverywhere: {
		'GET /accounts': (told) => readShortHealth(told, NOW),
		'GET /accounts/{id}/health': (told) => readFullHealth(told, NOW),
	},
	smartlyQ: { 'GET /social/accounts/health': (told) => readSmartlyQ(told, NOW) },
	socialSyncer: { 'GET /accounts/health': (told) => readSocialSyncer(told, NOW) },
	wix: { 'GET /{channelName}/long-lived-token-status': ({ status }) => channelHealth(asText(status)) },
};

function valueFor(sign: Sign): JsonValue {
	if (typeof sign !== 'object') return sign;
	return 'includes' in sign ? [sign.includes] : sign.atMost;
}

function withField(told: JsonObject, path: readonly string[], value: JsonValue): JsonObject {
	const [name = '', ...rest] = path;
	return { ...told, [name]: rest.length === 0 ? value : withField(asObject(told[name]), rest, value) };
}

/** What an answer holds that says exactly this. */
function sampleOf({ says }: Pick<HealthWord, 'says'>): JsonObject {
	return Object.entries(says).reduce<JsonObject>(
		(told, [path, sign]) => withField(told, path.split('.'), valueFor(sign)),
		{},
	);
}

const nameOf = ({ says }: HealthWord) => JSON.stringify(says);

describe.each(PROVIDERS)('the health words of $displayName', ({ id, healthWords }) => {
	const read = (from: string, told: JsonObject) => {
		const reader = READERS[id][from];
		if (!reader) throw new Error(`Nothing reads ${from}`);
		return reader(told);
	};

	it('come from every call that the mapping reads', () => {
		expect([...new Set(healthWords.map(({ from }) => from))].sort()).toEqual(Object.keys(READERS[id]).sort());
	});

	it.each(healthWords.map((word) => [word.from, nameOf(word), word] as const))(
		'mean in the answer to %s what the table says: %s',
		(from, _name, word) => {
			const { status, canPost, reason } = word;
			const health = read(from, sampleOf(word));

			expect(health).toMatchObject({ status, canPost });
			if (reason !== undefined) {
				expect(reason).toMatch(/^[A-Z].+\.$/);
				expect(health.reasons).toEqual([reason]);
			}
		},
	);

	it('are all found: none stands behind one that takes its place', () => {
		for (const word of healthWords) {
			const ofThisCall = healthWords.filter(({ from }) => from === word.from);
			expect(findHealthWord(ofThisCall, sampleOf(word))).toBe(word);
		}
	});

	it.each(['resting', 'HEALTHY!', 'not healthy', '0', ''])('do not make a guess of "%s"', (unknown) => {
		for (const { from, says } of healthWords) {
			const words = Object.entries(says).filter(([, sign]) => typeof sign === 'string');
			const told = sampleOf({ says: Object.fromEntries(words.map(([path]) => [path, unknown])) });

			expect(read(from, told)).toMatchObject({ status: 'unknown', canPost: null });
		}
	});

	it('do not make a guess of an answer without any', () => {
		for (const from of Object.keys(READERS[id])) {
			expect(read(from, {})).toMatchObject({ status: 'unknown', canPost: null, reasons: [] });
		}
	});
});
