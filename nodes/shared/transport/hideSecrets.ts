import type { JsonValue } from '../domain/json';
import { VendorError } from './vendorError';
import { hider } from './secretShapes';
import type { Wire } from './wire';

/** Nothing shorter is a secret, and hiding it would tear every other word apart. */
const SHORTEST_SECRET = 4;

/** A wire whose answers and errors show none of these secrets, should the vendor repeat them. */
export function hideSecrets(wire: Wire, secrets: readonly string[]): Wire {
	const shapes = [...new Set(secrets.flatMap(shapesOf))];
	const hide = hider(shapes);
	return {
		send: async (request) => {
			try {
				// Also told to the wire, which cuts long messages: half a secret would not be found afterwards.
				const response = await wire.send({ ...request, secrets: [...(request.secrets ?? []), ...shapes] });
				return { ...response, body: hideInBody(response.body, hide) };
			} catch (error) {
				throw hideInError(error, hide);
			}
		},
		// No call with such secrets sends a file.
		upload: async (request) => await wire.upload(request),
		sleep: async (milliseconds) => await wire.sleep(milliseconds),
	};
}

/** As it was given, without spaces, and the part that makes it secret (`…/<token>`, `id:<token>`). */
function shapesOf(secret: string): string[] {
	const given = secret.trim();
	const [address = ''] = given.split(/[?#]/);
	const token = address
		.split(/[/:]/)
		.filter((part) => part !== '')
		.at(-1);
	return [given, given.replace(/\s+/g, ''), token ?? ''].filter((shape) => shape.length >= SHORTEST_SECRET);
}

export type Hide = (text: string) => string;

/** No vendor nests as deep; the stack would not last for all that JSON can nest. */
const DEEPEST = 500;

/** The same JSON without secrets in its texts and names, and without what is nested too deep to be gone through. */
export function hideInBody(value: JsonValue, hide: Hide, depth = 0): JsonValue {
	if (typeof value === 'string') return hide(value);
	if (typeof value !== 'object' || value === null) return value;
	if (depth >= DEEPEST) return null;
	const hidden = (one: JsonValue) => hideInBody(one, hide, depth + 1);
	if (Array.isArray(value)) return (value as readonly JsonValue[]).map(hidden);
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => [hide(name), hidden(one as JsonValue)]),
	);
}

function hideInError(error: unknown, hide: Hide): unknown {
	if (!(error instanceof VendorError)) return error;
	const { message, advice, code, requestId } = error.facts;
	return new VendorError({
		...error.facts,
		message: hide(message),
		advice: hide(advice),
		code: code === null ? null : hide(code),
		requestId: requestId === null ? null : hide(requestId),
	});
}
