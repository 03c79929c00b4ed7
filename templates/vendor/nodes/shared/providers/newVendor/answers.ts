import { answerChecksOf } from '../../transport/answers';
import type { VendorError } from '../../transport/vendorError';

export const { notFound, refused, requireList, unreadable } = answerChecksOf('newVendor');

/** What is still to be written. Delete it when nothing needs it any more. */
export function notWritten(what: string): VendorError {
	return refused(`${what} is not written yet for __Name__`, 'Nothing was sent. Use another provider for it.');
}
