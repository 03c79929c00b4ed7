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

/** Likewise, e.g. "health changed: PostEverywhere"; there is no room for more than one event. */
export const eventsSubtitle = withProvider(
	`$parameter["events"].length === 1 ? ${inWords('$parameter["events"][0].replace(/^(account|post)/, "")')}.trim() : $parameter["events"].length + " events"`,
);
