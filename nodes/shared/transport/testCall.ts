import type { IAuthenticateRuleResponseCode } from 'n8n-workflow';

/**
 * For the test call of a credential: n8n sends the key along to whatever address a redirect names, unless it is told to
 * follow none.
 */
export const NO_REDIRECT = { disableFollowRedirect: true } as const;

/** What the test call says about one. */
export const REDIRECT_RULES: IAuthenticateRuleResponseCode[] = [301, 302, 303, 307, 308].map((value) => ({
	type: 'responseCode',
	properties: {
		value,
		message:
			'The Base URL redirects to another address. Keys are not sent there: set Base URL to the final one.',
	},
}));
