import type { IDataObject } from 'n8n-workflow';

import type { Found } from '../providers/provider';

/** The domain object as n8n's JSON, with the provider's own object as `raw` when it is wanted. */
export function toOutput<T extends object>(found: Found<T>, includeRaw: boolean): IDataObject {
	return { ...(found.item as IDataObject), ...(includeRaw ? { raw: found.raw as IDataObject } : {}) };
}
