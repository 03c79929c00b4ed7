import { VendorError } from '../../transport/vendorError';

/** What a call gives, or the failure that it ended with, where a failure is not the end. */
export async function attempt<T>(call: Promise<T>): Promise<T | VendorError> {
	return await call.catch((reason: unknown) =>
		reason instanceof VendorError ? reason : Promise.reject(reason),
	);
}
