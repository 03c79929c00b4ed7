import type { Account } from './account';
import type { Platform } from './platform';
import type { ProviderId } from './provider';

/** A link that the owner of an account opens to connect it, or to repair its connection. */
export interface ConnectLink {
	readonly provider: ProviderId;
	readonly platform: Platform;
	readonly connectUrl: string;
	/** ISO 8601 UTC, from the provider or from its documented lifetime; `null` where neither is known. */
	readonly expiresAt: string | null;
	/** What Get Status and Wait Until Connected take. Opaque, and holds no secret. */
	readonly connectionId: string;
	/** The account that is repaired; `null` for a new one. */
	readonly accountId: string | null;
}

export const CONNECTION_STATUSES = ['pending', 'connected', 'expired'] as const;
/** A link that was refused or cancelled by its reader counts as `expired`: it will never connect anything. */
export type ConnectionStatus = (typeof CONNECTION_STATUSES)[number];

export interface Connection {
	readonly connectionId: string;
	readonly provider: ProviderId;
	readonly platform: Platform;
	readonly status: ConnectionStatus;
	readonly expiresAt: string | null;
	/** The new or repaired account; `null` until it is connected. */
	readonly account: Account | null;
	/** How the status was found where the provider has no call for it, and what that leaves open; `null` otherwise. */
	readonly note: string | null;
}

/** One field of a connection that needs no browser. */
export interface CredentialField {
	readonly name: string;
	readonly displayName: string;
	readonly secret: boolean;
	readonly placeholder: string;
	readonly description: string;
}

/** Networks that are connected with credentials instead of a browser, and what they ask for. */
export const CREDENTIAL_FORMS = {
	bluesky: [
		{
			name: 'handle',
			displayName: 'Handle',
			secret: false,
			placeholder: 'e.g. acme.bsky.social',
			description: 'The handle of the Bluesky account',
		},
		{
			name: 'appPassword',
			displayName: 'App Password',
			secret: true,
			placeholder: 'e.g. xxxx-xxxx-xxxx-xxxx',
			description:
				'Made in Bluesky under Settings > Privacy and Security > App Passwords; the account password is refused',
		},
	],
	discord: [
		{
			name: 'webhookUrl',
			displayName: 'Webhook URL',
			secret: true,
			placeholder: 'e.g. https://discord.com/api/webhooks/…',
			description:
				'Made in Discord under Channel > Edit > Integrations > Webhooks. Whoever has it can post, so it is kept like a password.',
		},
	],
	telegram: [
		{
			name: 'botToken',
			displayName: 'Bot Token',
			secret: true,
			placeholder: 'e.g. 123456:ABC…',
			description: 'From @BotFather; the bot must be an administrator of the channel',
		},
		{
			name: 'channel',
			displayName: 'Channel',
			secret: false,
			placeholder: 'e.g. @acme',
			description: 'The channel’s @name, or its numeric chat ID',
		},
	],
	whatsapp: [
		{
			name: 'businessAccountId',
			displayName: 'Business Account ID',
			secret: false,
			placeholder: 'e.g. 102290129340398',
			description: 'The ID of the WhatsApp Business account (WABA ID)',
		},
		{
			name: 'phoneNumberId',
			displayName: 'Phone Number ID',
			secret: false,
			placeholder: 'e.g. 106540352242922',
			description: 'The ID of the phone number at Meta, not the number itself',
		},
		{
			name: 'accessToken',
			displayName: 'Access Token',
			secret: true,
			placeholder: 'e.g. EAAG…',
			description: 'A token of a system user that does not expire',
		},
	],
	wordpress: [
		{
			name: 'siteUrl',
			displayName: 'Site URL',
			secret: false,
			placeholder: 'e.g. https://blog.example.com',
			description: 'Address of the WordPress site',
		},
		{
			name: 'username',
			displayName: 'User Name',
			secret: false,
			placeholder: 'e.g. editor',
			description: 'The WordPress user that posts',
		},
		{
			name: 'appPassword',
			displayName: 'Application Password',
			secret: true,
			placeholder: 'e.g. xxxx xxxx xxxx xxxx xxxx xxxx',
			description: 'Made in WordPress under Users > Profile > Application Passwords',
		},
	],
} as const satisfies Readonly<Record<string, readonly CredentialField[]>>;

export type CredentialPlatform = keyof typeof CREDENTIAL_FORMS;

/** What was entered, by field name. */
export type CredentialValues = Readonly<Record<string, string>>;
