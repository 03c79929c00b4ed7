import { VendorError } from '../transport/vendorError';

/** Stands where a secret was. */
const MASK = '***';

/**
 * Makes a call whose failure must not repeat the secrets that were entered for it, even if the provider echoes them.
 *
 * @throws VendorError with the secrets masked; anything else as it was
 */
export async function hidingSecrets<T>(secrets: readonly string[], call: () => Promise<T>): Promise<T> {
	try {
		return await call();
	} catch (error) {
		throw withoutSecrets(error, secrets);
	}
}

function withoutSecrets(error: unknown, secrets: readonly string[]): unknown {
	if (!(error instanceof VendorError)) return error;
	const mask = (text: string) => secrets.reduce((rest, secret) => rest.split(secret).join(MASK), text);
	const { facts } = error;
	return new VendorError({
		...facts,
		message: mask(facts.message),
		advice: mask(facts.advice),
		code: facts.code === null ? null : mask(facts.code),
	});
}
