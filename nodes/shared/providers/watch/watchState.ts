import { createHash } from 'crypto';

import { asList, asNumber, asObject, asText, type JsonValue } from '../../domain/json';
import type { PostCursor } from '../provider';

/** A post that is going to go out, or just does. */
export interface Awaited {
	readonly letter: string;
	/** When it is due, was found on its way, or has to be looked at. */
	readonly dueMs: number;
}

/** How many posts a list had. */
export interface Count {
	readonly total: number;
	/** When that was read, by the vendor's clock. */
	readonly atMs: number;
	/** Posts that disappeared since, it is not known from which list. */
	readonly deleted: number;
}

/** A list that is read page by page, because it must hold something that is not known where. */
export interface Search {
	/** Letter of its status; `a` for all. */
	readonly list: string;
	page: number;
	/** What settled before this is not meant. */
	sinceMs: number;
	/** When the list was counted: what settled later is not missing there. */
	untilMs: number;
	/** How many posts are looked for; `null`: it is not known. */
	wanted: number | null;
	/** Posts in the list when a page of it was read last. */
	total: number | null;
}

/** The walk through all posts, the newest first, over many readings and again and again. */
export interface Walk {
	/** How many posts are behind it, as they stood at the beginning of this reading; 0: it has come to the end. */
	at: number;
	/** The same at the beginning of the last reading. */
	checked: number;
	startedMs: number;
	/** When the walk before was begun. */
	beforeMs: number;
	/** Posts given in this walk, and in the one before. */
	given: number;
	givenBefore: number;
	/** Pages to be read besides that of its turn. */
	owed: number;
}

/** What is remembered from one reading to the next. Times are the vendor's, in milliseconds since 1970. */
export interface WatchState {
	/** The first reading. */
	readonly sinceMs: number;
	/** Newest posts, the newest first, by `keyOf`, with their letters. */
	top: Array<readonly [key: string, letter: string]>;
	/** Posts given lately, reading by reading. */
	said: Array<{ readonly atMs: number; readonly posts: Array<readonly [key: string, letter: string]> }>;
	/** What was given since then is all there. */
	saidSinceMs: number;
	/** By ID. */
	awaited: Map<string, Awaited>;
	/** Failed posts, parts of which may be sent again, and drafts, by ID, with their letters; the latest last. */
	others: Map<string, string>;
	/** Posts that are partly out, by `partKeyOf`, the latest last: what they come to may show nowhere else. */
	parts: Set<string>;
	/** By letter; `a` for all. */
	counts: Map<string, Count>;
	/** Readings so far. */
	turn: number;
	/** The page of scheduled posts that is read next. */
	page: number;
	searches: Search[];
	walk: Walk;
	/** From when on posts that were due have to be read, and the page of them that is next. */
	dueFromMs: number;
	duePage: number;
	/** The earliest that is overdue and not remembered, so that its time must not be passed. */
	overdueMs: number;
}

/**
 * How much is kept: below 2 KB as JSON, and twice that while hundreds of posts are on their way at once; beside that 7
 * bytes for each post that is partly out.
 */
export interface Room {
	/** Posts of `top`, of `said`, of `parts`. */
	readonly top: number;
	readonly said: number;
	readonly parts: number;
	/** Characters of posts that wait for their time, that are due or on their way, and of `others`. */
	readonly waiting: number;
	readonly due: number;
	readonly others: number;
}

export const ROOM: Room = { top: 100, said: 50, parts: 1000, waiting: 640, due: 2400, others: 320 };

const KEY_LENGTH = 5;

/** 30 bits of a hash: one post in some millions looks like another that is remembered. */
export function keyOf(id: string): string {
	return hashOf(id).slice(0, KEY_LENGTH);
}

const PART_KEY_LENGTH = 7;

/** 42 bits: an old post that looks like one that was partly out would be told as if it had just reached the rest. */
export function partKeyOf(id: string): string {
	return hashOf(id).slice(0, PART_KEY_LENGTH);
}

function hashOf(id: string): string {
	return createHash('sha256').update(id).digest('base64');
}

export function newState(sinceMs: number): WatchState {
	return {
		sinceMs,
		top: [],
		said: [],
		saidSinceMs: sinceMs,
		awaited: new Map(),
		others: new Map(),
		parts: new Set(),
		counts: new Map(),
		turn: 0,
		page: 0,
		searches: [],
		walk: readWalk([0, 0, sinceMs, sinceMs, 0, 0, 0]),
		dueFromMs: sinceMs,
		duePage: 0,
		overdueMs: Infinity,
	};
}

/** Short keys, and as much as there is room for: of what is awaited the soonest, of the rest the latest. */
export function writeState(state: WatchState, room: Room, nowMs: number): PostCursor {
	const said = keptOfSaid(state, room.said);
	const soonest = [...state.awaited].sort(([, one], [, other]) => one.dueMs - other.dueMs);
	const entries = soonest.map(
		([id, { letter, dueMs }]) => [letter + packId(id), Math.floor(dueMs / 1000)] as const,
	);
	const dueCount = soonest.filter(([, { dueMs }]) => dueMs <= nowMs).length;
	const awaited = [
		...fitting(entries.slice(0, dueCount), room.due),
		...fitting(entries.slice(dueCount), room.waiting),
	];
	// What was due already and finds no room has to be read again by its time.
	const left = awaited.length < dueCount ? (soonest[awaited.length]?.[1].dueMs ?? Infinity) : Infinity;
	// One that is partly out may tell nothing of it when it reaches the rest.
	const latest = [...state.others].reverse();
	const isPartlyOut = ([, letter]: readonly [string, string]) => letter === 'q';
	const first = [...latest.filter(isPartlyOut), ...latest.filter((entry) => !isPartlyOut(entry))];
	const others = fitting(
		first.map(([id, letter]) => letter + packId(id)),
		room.others,
	);
	return {
		s: state.sinceMs,
		t: state.top
			.slice(0, room.top)
			.map((entry) => entry.join(''))
			.join(''),
		y: said.kept.map(({ atMs, posts }) => [atMs, posts.map((entry) => entry.join('')).join('')]),
		ys: said.sinceMs,
		w: awaited.flat(),
		x: others.reverse(),
		z: [...state.parts].slice(-room.parts).join(''),
		c: Object.fromEntries(
			[...state.counts].map(([list, { total, atMs, deleted }]) => [list, [total, atMs, deleted]]),
		),
		n: state.turn,
		p: state.page,
		q: state.searches.map(({ list, page, sinceMs, untilMs, wanted, total }) => [
			list,
			page,
			sinceMs,
			untilMs,
			// What was given and is forgotten again would be taken for what is missing.
			sinceMs < said.sinceMs ? null : wanted,
			total,
		]),
		k: writeWalk(state.walk),
		d: Math.max(state.sinceMs, Math.min(state.dueFromMs, state.overdueMs, left)),
		dp: state.duePage,
	};
}

export function readState(cursor: PostCursor): WatchState {
	const kept = asObject(cursor);
	const number = (value: JsonValue | undefined) => asNumber(value) ?? 0;
	const text = (value: JsonValue | undefined) => asText(value) ?? '';
	const awaited = asList(kept.w);
	return {
		sinceMs: number(kept.s),
		top: readMemory(text(kept.t)),
		said: asList(kept.y).map((group) => {
			const [atMs, posts] = asList(group);
			return { atMs: number(atMs), posts: readMemory(text(posts)) };
		}),
		saidSinceMs: number(kept.ys),
		awaited: new Map(
			awaited.flatMap((entry, index) =>
				index % 2 === 0
					? [
							[
								unpackId(text(entry).slice(1)),
								{ letter: text(entry).slice(0, 1), dueMs: number(awaited[index + 1]) * 1000 },
							] as const,
						]
					: [],
			),
		),
		others: new Map(asList(kept.x).map((entry) => [unpackId(text(entry).slice(1)), text(entry).slice(0, 1)])),
		parts: new Set(text(kept.z).match(new RegExp(`.{${PART_KEY_LENGTH}}`, 'g'))),
		counts: new Map(
			Object.entries(asObject(kept.c)).map(([list, count]) => {
				const [total, atMs, deleted] = asList(count);
				return [list, { total: number(total), atMs: number(atMs), deleted: number(deleted) }];
			}),
		),
		turn: number(kept.n),
		page: number(kept.p),
		searches: asList(kept.q).map((search) => {
			const [list, page, sinceMs, untilMs, wanted, total] = asList(search);
			return {
				list: text(list),
				page: number(page),
				sinceMs: number(sinceMs),
				untilMs: number(untilMs),
				wanted: asNumber(wanted),
				total: asNumber(total),
			};
		}),
		walk: readWalk(asList(kept.k).map(number)),
		dueFromMs: number(kept.d),
		duePage: number(kept.dp),
		overdueMs: Infinity,
	};
}

function writeWalk({ at, checked, startedMs, beforeMs, given, givenBefore, owed }: Walk): number[] {
	return [at, checked, startedMs, beforeMs, given, givenBefore, owed];
}

function readWalk([
	at = 0,
	checked = 0,
	startedMs = 0,
	beforeMs = 0,
	given = 0,
	givenBefore = 0,
	owed = 0,
]: number[]): Walk {
	return { at, checked, startedMs, beforeMs, given, givenBefore, owed };
}

/** The latest that there is room for. */
function keptOfSaid(
	{ said, saidSinceMs }: WatchState,
	room: number,
): {
	readonly kept: WatchState['said'];
	readonly sinceMs: number;
} {
	const kept: WatchState['said'] = [];
	let left = room;
	for (const { atMs, posts } of [...said].reverse()) {
		if (posts.length > left) return { kept, sinceMs: atMs + 1 };
		left -= posts.length;
		kept.unshift({ atMs, posts });
	}
	return { kept, sinceMs: saidSinceMs };
}

function readMemory(text: string): Array<readonly [string, string]> {
	const entries = text.match(new RegExp(`.{${KEY_LENGTH + 1}}`, 'g')) ?? [];
	return entries.map((entry) => [entry.slice(0, KEY_LENGTH), entry.slice(KEY_LENGTH)]);
}

/** The first entries that together have no more characters of JSON. */
function fitting<T>(entries: readonly T[], characters: number): T[] {
	let left = characters;
	return entries.filter((entry) => (left -= JSON.stringify(entry).length + 1) >= 0);
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A GUID takes 23 characters instead of 36; any other ID stays as it is. */
function packId(id: string): string {
	return GUID.test(id) ? `~${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}` : id;
}

function unpackId(packed: string): string {
	if (!/^~[\w-]{22}$/.test(packed)) return packed;
	const hex = Buffer.from(packed.slice(1), 'base64url').toString('hex');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
