import { PROVIDERS } from '../providers/registry';

const PROVIDER_NAMES = JSON.stringify(
	Object.fromEntries(PROVIDERS.map(({ id, displayName }) => [id, displayName])),
);

/** An expression that splits `getMany` into "get many". */
const inWords = (name: string) => `${name}.replace(/[A-Z]/g, " $&").toLowerCase()`;

const withProvider = (doing: string) =>
	`={{ (${doing}) + ": " + ${PROVIDER_NAMES}[$parameter["provider"]] }}`;

/** Below the node's name on the canvas, e.g. "get many: PostEverywhere". */
export const operationSubtitle = withProvider(inWords('$parameter["operation"]'));

/** Likewise, e.g. "post failed, post went live: PostEverywhere"; there is no room for more than two events. */
export const eventsSubtitle = withProvider(
	`$parameter["events"].length > 2 ? $parameter["events"].length + " events" : ${inWords('$parameter["events"].join(", ")')}`,
);
