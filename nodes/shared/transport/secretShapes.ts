/** Stands where a secret was. */
const HIDDEN = '***';

/** Letters of base64 at the end of a part that also stand for what follows it. */
const BITS_PER_LETTER = 6;

/**
 * A secret in all forms in which a vendor may repeat it: as it is, as it stands in an address, in JSON, and inside of
 * base64 (both alphabets), wherever in the text it begins there.
 */
export function shapesOfSecret(secret: string): string[] {
	const inJson = JSON.stringify(secret).slice(1, -1);
	const shapes = [secret, encode(secret), inJson, inJson.replaceAll('/', '\\/'), ...inBase64(secret)];
	return [...new Set(shapes)];
}

/** The text without those secrets. */
export function hider(secrets: readonly string[]): (text: string) => string {
	// The longest first, so that a part of it does not stop the whole from being found.
	const shapes = [...new Set(secrets.flatMap(shapesOfSecret))]
		.filter((shape) => shape !== '')
		.sort((one, other) => other.length - one.length);
	return (text) => shapes.reduce((rest, shape) => rest.split(shape).join(HIDDEN), text);
}

function encode(secret: string): string {
	return encodeURIComponent(secret.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** What base64 makes of it depends on how many bytes, of three, stand before it; the letters that it shares are left out. */
function inBase64(secret: string): string[] {
	const { length } = Buffer.from(secret);
	return [0, 1, 2].flatMap((before) => {
		const first = Math.ceil((before * 8) / BITS_PER_LETTER);
		const last = Math.floor(((before + length) * 8) / BITS_PER_LETTER);
		const bytes = Buffer.from(`${' '.repeat(before)}${secret}`);
		return (['base64', 'base64url'] as const).map((alphabet) => bytes.toString(alphabet).slice(first, last));
	});
}
