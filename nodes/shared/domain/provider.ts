/** The services we can post through, as the `provider` parameter spells them. */
export const PROVIDER_IDS = ['wix', 'postEverywhere', 'socialSyncer', 'smartlyQ'] as const;
export type ProviderId = (typeof PROVIDER_IDS)[number];
