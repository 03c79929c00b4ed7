import type { JsonValue } from '../domain/json';
import type { ProviderId } from '../domain/provider';
import { VendorError, type VendorErrorFacts } from './vendorError';

const UNREADABLE_ADVICE =
	'The answer is not what the API promises; a proxy may be in between. Check the Base URL of the credential, and try again later.';

type Told = Pick<VendorErrorFacts, 'provider' | 'cause' | 'message' | 'advice'>;
type Deduced = Partial<Pick<VendorErrorFacts, 'requestId' | 'retryable' | 'outcome'>>;

/** An error that we find ourselves, so without HTTP status and code; nothing was changed, and a repeat is of no use, unless said. */
export function ownError(facts: Told & Deduced): VendorError {
	return new VendorError({
		code: null,
		httpCode: null,
		requestId: null,
		retryable: false,
		outcome: 'none',
		...facts,
	});
}

/** What we say of the answers of one vendor. */
export interface AnswerChecks {
	/**
	 * The error for a 2xx whose JSON does not hold what it promises.
	 *
	 * @param outcome `unknown` when the call was to change something, which may well have happened
	 */
	unreadable(message: string, outcome: VendorErrorFacts['outcome'], requestId?: string | null): VendorError;
	/**
	 * A list that an answer must hold.
	 *
	 * @throws VendorError when there is none: an answer that cannot be read must not look like an empty list
	 */
	requireList(value: JsonValue | undefined, what: string): readonly JsonValue[];
	/** The error for something that is not there. */
	notFound(message: string, advice: string): VendorError;
	/** The error for something that the vendor has no place for; nothing was sent. */
	refused(message: string, advice: string): VendorError;
}

export function answerChecksOf(provider: ProviderId): AnswerChecks {
	const unreadable: AnswerChecks['unreadable'] = (message, outcome, requestId = null) =>
		ownError({
			provider,
			cause: 'unavailable',
			message,
			advice: UNREADABLE_ADVICE,
			requestId,
			retryable: outcome === 'none',
			outcome,
		});
	return {
		unreadable,
		requireList: (value, what) => {
			if (!Array.isArray(value)) throw unreadable(`The answer holds no list of ${what}`, 'none');
			return value as readonly JsonValue[];
		},
		notFound: (message, advice) => ownError({ provider, cause: 'notFound', message, advice }),
		refused: (message, advice) => ownError({ provider, cause: 'invalid', message, advice }),
	};
}

/** Each entry of a list beside what was read from it; one that cannot be read (`null`) is left out. */
export function readEntries<T>(
	entries: readonly JsonValue[],
	read: (entry: JsonValue) => T | null,
): Array<{ readonly item: T; readonly raw: JsonValue }> {
	const found: Array<{ readonly item: T; readonly raw: JsonValue }> = [];
	for (const raw of entries) {
		const item = read(raw);
		if (item !== null) found.push({ item, raw });
	}
	return found;
}

/** A vendor's refusal as a value, for those who can do something about it; any other failure is passed on. */
export async function orVendorError<T>(
	call: Promise<T>,
	isMeant: (error: VendorError) => boolean = () => true,
): Promise<T | VendorError> {
	return await call.catch((reason: unknown) =>
		reason instanceof VendorError && isMeant(reason) ? reason : Promise.reject(reason as Error),
	);
}

/** Whether the vendor has nothing under that ID. */
export function isNotFound({ facts }: VendorError): boolean {
	return facts.cause === 'notFound';
}
