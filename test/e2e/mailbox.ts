import { startMailSink } from '../../scripts/lib/startMailSink.mjs';
import type { Credential } from './running';
import { until } from './until';

export interface Mail {
	readonly to: readonly string[];
	readonly subject: string;
	readonly text: string;
}

export interface Mailbox {
	/** For n8n's SMTP nodes. */
	readonly credential: Credential;
	/** The mail to this address; waits until it is there, and takes it out. */
	take(address: string, seconds?: number): Promise<Mail>;
	close(): Promise<void>;
}

/** A mail server of this machine, on which all mails end. */
export async function openMailbox(): Promise<Mailbox> {
	const mails: Mail[] = [];
	const { credential, close } = await startMailSink((mail: Mail) => mails.push(mail));
	return {
		credential: credential as Credential,
		async take(address, seconds) {
			const mail = await until(
				`there is a mail to ${address}`,
				async () => mails.find(({ to }) => to.includes(address)),
				seconds,
			);
			mails.splice(mails.indexOf(mail), 1);
			return mail;
		},
		close,
	};
}

/** The addresses in a mail, in their order. */
export function linksIn({ text }: Mail): readonly string[] {
	return text.match(/https?:\/\/\S+/g) ?? [];
}
