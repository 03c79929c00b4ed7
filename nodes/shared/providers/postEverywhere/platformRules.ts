import { asList, asNumber, asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import type { MediaRule, PlatformRules } from '../../domain/plan';
import type { Platform } from '../../domain/platform';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { dataOf, unreadable } from './answers';
import { readPlatform } from './mapping';

const BYTES_PER_MB = 1024 * 1024;

/** `GET /platform-rules`: all networks in one answer, which is the same for every key. */
export async function getPlatformRules(
	wire: Wire,
	platforms: readonly Platform[] | undefined,
): Promise<Array<Found<PlatformRules>>> {
	const { body } = await wire.send({ method: 'GET', path: '/platform-rules', repeatable: 'safe' });
	const entries = Object.entries(asObject(dataOf(body).platforms));
	if (entries.length === 0) throw unreadable('The answer holds no rules of networks', 'none', body);

	const wanted = platforms ?? [];
	return entries
		.map(([word, raw = null]) => ({ item: readRules(word, raw), raw }))
		.filter(({ item }) => wanted.length === 0 || wanted.includes(item.platform));
}

/** The rules of one network. Nothing from the documentation is mixed in: all of it is what the vendor says now. */
function readRules(word: string, raw: JsonValue): PlatformRules {
	const rules = asObject(raw);
	const media = asObject(rules.media);
	return {
		provider: 'postEverywhere',
		platform: readPlatform(word),
		source: 'provider',
		captionMaxLength: asNumber(rules.characterLimit),
		titleMaxLength: asNumber(named(asObject(rules.blog)).get('titlelimit')),
		hashtagsMaxCount: null,
		mediaRequired: null,
		image: readMediaRule(media.image),
		video: readMediaRule(media.video),
		mixAllowed: null,
		features: asList(rules.features).flatMap((feature) => asText(feature) ?? []),
	};
}

/**
 * The fields in here are not documented: only names that say their unit are read, however they are spelt. Whether a `null`
 * of the vendor means that the network takes no such media is not documented either, so it stays `null`.
 */
function readMediaRule(raw: JsonValue | undefined): MediaRule | null {
	const fields = named(asObject(raw));
	if (fields.size === 0) return null;
	const megabytes = asNumber(fields.get('maxsizemb'));
	return {
		maxCount: asNumber(fields.get('maxcount')),
		maxSizeBytes:
			asNumber(fields.get('maxsizebytes')) ?? (megabytes === null ? null : megabytes * BYTES_PER_MB),
		maxDurationSeconds: asNumber(fields.get('maxdurationseconds')),
		minDurationSeconds: asNumber(fields.get('mindurationseconds')),
		formats: asList(fields.get('formats')).flatMap((format) => readFormat(format) ?? []),
	};
}

/** `mp4` of `MP4`, `.mp4` or `video/mp4`. */
function readFormat(format: JsonValue): string | null {
	return asText(asText(format)?.toLowerCase().split(/[/.]/).at(-1));
}

/** Fields by their name in lower case without `_`: the vendor mixes both spellings. */
function named(fields: JsonObject): ReadonlyMap<string, JsonValue | undefined> {
	return new Map(
		Object.entries(fields).map(([name, value]) => [name.toLowerCase().replaceAll('_', ''), value]),
	);
}
