import { TOP_LEVEL_DOMAINS } from './topLevelDomains';

/** Where X puts a short link in place of a text. */
export interface UrlPlace {
	readonly start: number;
	readonly length: number;
	/** `false`: X takes it for a link only if its name is short enough in ASCII form, which was not worked out here. */
	readonly sure: boolean;
}

/** Stands for a label that is taken for a top-level domain; three letters or more. */
export const STAND_IN = 'q';

const MAX_URL_LENGTH = 4096;
const MAX_LABEL_LENGTH = 63;
/** Up to here a label is always short enough in ASCII form, whatever its letters. */
const SURELY_SHORT_LABEL = 9;
const MAX_TCO_SLUG_LENGTH = 40;

const NO_TEXT = '\\ufffe\\ufeff\\uffff';
const PUNCTUATION = "!'#%&()*+,\\\\\\-./:;<=>?@[\\]^_{|}~$";
const SPACE = '\\t-\\r \\x85\\xa0\\u1680\\u180e\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const DIRECTION = '\\u202a-\\u202e\\u061c\\u200e\\u200f\\u2066-\\u2069';
const LATIN =
	'\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\u024f\\u0253\\u0254\\u0256\\u0257\\u0259\\u025b\\u0263\\u0268\\u026f\\u0272\\u0289' +
	'\\u028b\\u02bb\\u0300-\\u036f\\u1e00-\\u1eff';
const CYRILLIC = '\\u0400-\\u04ff';

const TLD = `(?:${TOP_LEVEL_DOMAINS}|${STAND_IN}{3,}(?![0-9a-z@+-]))`;
const IN_NAME = `[^${PUNCTUATION}${SPACE}${NO_TEXT}${DIRECTION}]`;
const SUBDOMAIN = `(?:${IN_NAME}(?:[-_]|${IN_NAME})*)?${IN_NAME}\\.`;
const NAME = `(?:${IN_NAME}(?:-|${IN_NAME})*)?${IN_NAME}\\.`;

const IN_PATH = `[a-z${CYRILLIC}0-9!*';:=+,.$/%#[\\]\\-\\u2013_~@|&${LATIN}]`;
const BRACKETS = `\\((?:${IN_PATH}+|${IN_PATH}*\\(${IN_PATH}+\\)${IN_PATH}*)\\)`;
const PATH_END = `(?:[+\\-a-z${CYRILLIC}0-9=_#/${LATIN}]|${BRACKETS})`;
const PATH = `(?:${IN_PATH}*(?:${BRACKETS}${IN_PATH}*)*${PATH_END}|@${IN_PATH}+/)`;
const QUERY = "\\?[a-z0-9!?*'@();:&=+$/%#[\\]\\-_.,~|]*[a-z0-9\\-_&=#/]";

const URL_IN_TEXT = new RegExp(
	`([^a-z0-9@＠$#＃${NO_TEXT}]|^)` +
		`((https?://)?((?:${SUBDOMAIN})*${NAME}${TLD})(?::[0-9]+)?(/${PATH}*)?(?:${QUERY})?)`,
	'gi',
);
const ASCII_DOMAIN = new RegExp(`(?:[-a-z0-9${LATIN}]+\\.)+${TLD}`, 'gi');
const TCO_URL = new RegExp(`^https?://t\\.co/([a-z0-9]+)(?:${QUERY})?`, 'i');

/**
 * The links in a text as X finds them: its published grammar (twitter-text 3.1.0), quirks included, with the top-level
 * domains that are known here and `STAND_IN`s. Places are counted in UTF-16 units.
 */
export function findUrls(text: string): UrlPlace[] {
	return [...text.matchAll(URL_IN_TEXT)].flatMap((match) => {
		const [whole, before, url, protocol = '', domain, path] = match;
		const start = match.index + whole.length - url.length;
		const length = lengthInAscii(domain);
		if (length === 'long' || (protocol || 'https://').length + url.length > MAX_URL_LENGTH) return [];
		const sure = length === 'short';
		if (protocol !== '') {
			const [tco, slug = ''] = TCO_URL.exec(url) ?? [];
			return slug.length > MAX_TCO_SLUG_LENGTH ? [] : [{ start, length: (tco ?? url).length, sure }];
		}
		if (/[-_./]$/.test(before)) return [];
		const places = asciiDomains(domain).map((place) => ({ ...place, start: start + place.start, sure }));
		// Only what follows a path belongs to a link without a protocol.
		const last = places.pop();
		if (!last) return [];
		return [
			...places,
			path === undefined ? last : { ...last, length: last.length + url.length - domain.length },
		];
	});
}

function asciiDomains(domain: string): Array<{ readonly start: number; readonly length: number }> {
	let end = 0;
	return (domain.match(ASCII_DOMAIN) ?? []).map((found) => {
		const start = domain.indexOf(found, end);
		end = start + found.length;
		return { start, length: found.length };
	});
}

/** Whether each label is short enough for the names of the internet, which are written in ASCII. */
function lengthInAscii(domain: string): 'short' | 'long' | 'doubtful' {
	if (domain.startsWith('xn--') && domain.search(ASCII_DOMAIN) < 0) return 'long';
	const labels = domain.split('.');
	if (labels.some((label) => label.length > MAX_LABEL_LENGTH)) return 'long';
	const doubtful = labels.some((label) => label.length > SURELY_SHORT_LABEL && /[^ -~]/.test(label));
	return doubtful ? 'doubtful' : 'short';
}
