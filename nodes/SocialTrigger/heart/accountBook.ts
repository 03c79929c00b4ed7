import { HEALTH_STATUSES, type HealthStatus } from '../../shared/domain/account';
import { asNumber, asObject, asText, type JsonObject } from '../../shared/domain/json';
import type { Platform } from '../../shared/domain/platform';
import { KEY_FORMS, keyText, type AccountKey } from './accountKey';

/** An account as it was seen last. */
export interface KnownAccount extends AccountKey {
	readonly platform: Platform;
	readonly status: HealthStatus;
	/** Whether the last whole list was without it. */
	readonly isMissing: boolean;
	/** How many events there have been of it since the beginning. */
	readonly told: number;
}

/** What is remembered of the accounts. */
export interface AccountBook {
	/** By the text of their keys. */
	readonly known: ReadonlyMap<string, KnownAccount>;
	/** How many events there have been of accounts that are gone, the last of them at the end. */
	readonly gone: ReadonlyMap<string, number>;
	/** What some of them are called, and their IDs where the key does not tell: as far as the room reaches. */
	readonly names: ReadonlyMap<string, AccountName>;
	/** Beginnings of the IDs of accounts that nobody has been able to read yet. */
	readonly unread: readonly string[];
}

export interface AccountName {
	readonly name: string;
	/** `null`: the key tells it. */
	readonly id: string | null;
}

/** The words with which the IDs of the known accounts begin. */
export function knownBeginnings({ known }: AccountBook): string[] {
	return [...new Set([...known.values()].map(({ prefix }) => prefix))];
}

/** Letters for how an account stands and how its ID is kept, both in one. */
const HEADS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RADIX = 36;

/** In the state: by network and beginning of the ID a list of `<head><short>[.<told>]`. */
export function writeBook({ known, gone, names, unread }: AccountBook): JsonObject {
	const groups = new Map<string, string[]>();
	for (const account of known.values()) {
		const group = `${account.platform} ${account.prefix}`;
		const entries = groups.get(group);
		if (entries) entries.push(writeEntry(account));
		else groups.set(group, [writeEntry(account)]);
	}
	return {
		a: Object.fromEntries([...groups].map(([group, entries]) => [group, entries.join()])),
		g: Object.fromEntries(gone),
		n: Object.fromEntries([...names].map(([key, { name, id }]) => [key, id === null ? [name] : [name, id]])),
		u: unread,
	};
}

/** @returns `null` when there is none, or none that can be read */
export function readBook({ a, g, n, u }: JsonObject): AccountBook | null {
	if (a === undefined || !Array.isArray(u)) return null;
	const known = new Map<string, KnownAccount>();
	for (const [group, entries] of Object.entries(asObject(a))) {
		const space = group.indexOf(' ');
		const platform = group.slice(0, space);
		const prefix = group.slice(space + 1);
		for (const entry of String(entries).split(',')) {
			const account = readEntry(entry, platform, prefix);
			known.set(keyText(account), account);
		}
	}
	return {
		known,
		gone: new Map(Object.entries(asObject(g)).map(([key, told]) => [key, asNumber(told) ?? 0])),
		names: new Map(
			Object.entries(asObject(n)).map(([key, name]) => {
				const [text, id] = name as readonly string[];
				return [key, { name: text ?? '', id: asText(id) }];
			}),
		),
		unread: u.map(String),
	};
}

function writeEntry({ form, short, status, isMissing, told }: KnownAccount): string {
	const head =
		(KEY_FORMS.indexOf(form) * HEALTH_STATUSES.length + HEALTH_STATUSES.indexOf(status)) * 2 +
		Number(isMissing);
	return HEADS.charAt(head) + short + (told === 0 ? '' : `.${told.toString(RADIX)}`);
}

function readEntry(entry: string, platform: string, prefix: string): KnownAccount {
	const head = HEADS.indexOf(entry.charAt(0));
	const dot = entry.indexOf('.');
	const sort = head >> 1;
	return {
		prefix,
		platform,
		form: KEY_FORMS[Math.floor(sort / HEALTH_STATUSES.length)] ?? 'hash',
		short: entry.slice(1, dot < 0 ? undefined : dot),
		status: HEALTH_STATUSES[sort % HEALTH_STATUSES.length] ?? 'unknown',
		isMissing: (head & 1) === 1,
		told: dot < 0 ? 0 : parseInt(entry.slice(dot + 1), RADIX),
	};
}
