import { HEALTH_NOT_CHECKED, type Account, type HealthStatus } from '../../../../nodes/shared/domain/account';
import type { ProviderId } from '../../../../nodes/shared/domain/provider';
import { detect } from '../../../../nodes/SocialTrigger/heart/detect';
import type { DetectOptions, TriggerEvent } from '../../../../nodes/SocialTrigger/heart/triggerEvent';
import { readState, writeState, type WatchState } from '../../../../nodes/SocialTrigger/heart/watchState';
import { Lie } from './lie';

/** How an account really stands; `null`: it is not connected. */
export type Truth = HealthStatus | null;

/** Three accounts in the ID shapes of each vendor. Two of the accounts of Wix hang on one channel, which can lapse. */
const IDS: Readonly<Record<ProviderId, readonly [string, string, string]>> = {
	postEverywhere: ['2280', '4101', '41010'],
	smartlyQ: ['123', '124', '1240'],
	socialSyncer: ['instagram:17841400000000001', 'tiktok:0a7fQ2x9R4tK8mW1', 'x:900000001'],
	wix: [
		'LINKEDIN:urn:li:person:8f3kd0Pq2Z',
		'LINKEDIN:urn:li:organization:80412297',
		'TIKTOK:7c9f0a12-4e6d-4a8b-9c3f-2d5e1a7b0c94',
	],
};
const PROVIDERS = Object.keys(IDS) as ProviderId[];
const CHANNEL = 'LINKEDIN:';
const IN_CHANNEL = 2;
const OTHER_CHANNEL = 'TIKTOK:';

/** Which channels are left out of a reading, where they are read in turns. */
const TURNS = [[], [OTHER_CHANNEL], [CHANNEL]] as const;

const STATUSES = ['healthy', 'expiring', 'expired', 'unhealthy', 'paused', 'disconnected'] as const;
const LAPSES = [null, 'expired', 'disconnected', null] as const;
const ACCOUNTS = [0, 1, 2] as const;
type AccountIndex = (typeof ACCOUNTS)[number];

/** What somebody knows who has read all events of this line of states, and nothing else. */
interface Reader {
	readonly view: readonly Truth[];
	/** Accounts that the last whole list was without, although the reader believes in them. */
	readonly absent: ReadonlySet<number>;
	/** All events since the beginning of this line, account by account. */
	readonly story: readonly string[];
	readonly ids: ReadonlySet<string>;
	/** Whether the last list of an account that looked whole was cut short. */
	readonly wasCut: boolean;
	/** How the channel stands whose accounts nobody has seen: they stand like that, whichever they are. */
	readonly channel: Truth;
	/** The state as n8n keeps it, which is what the next poll starts from. */
	readonly saved: string | null;
}

const NOBODY: Reader = {
	view: [null, null, null],
	absent: new Set(),
	story: ['', '', ''],
	ids: new Set(),
	wasCut: false,
	channel: null,
	saved: null,
};

/**
 * Plays a history: accounts change, and the trigger is polled, all in the order of the bytes. The model knows the truth and
 * judges each poll: what the trigger says must be so, the events of an account must follow from one another, and whoever
 * has read all of them must know how each account stands. n8n may lose the state, and bring back an older one; then events
 * come again, with the IDs that they had.
 */
export class AccountsModel {
	readonly provider: ProviderId;
	readonly told: TriggerEvent[] = [];

	private readonly truth: Truth[] = ['healthy', 'healthy', null];
	private lapse: HealthStatus | null = null;
	private readonly hasTurns: boolean;
	private memory: Reader = NOBODY;
	private disk: Reader = NOBODY;
	/** By what happened to an account since the beginning: the ID of the event. */
	private readonly idOf = new Map<string, string>();

	constructor(
		header: number,
		private readonly wishes: Pick<DetectOptions, 'events' | 'healthChange'>,
	) {
		this.provider = PROVIDERS[header & 3] ?? 'wix';
		this.hasTurns = this.provider === 'wix' && (header & 32) !== 0;
		for (const at of ACCOUNTS) this.truth[at] = truthOf(header >> (2 + at));
	}

	step(byte: number): void {
		const argument = byte >> 3;
		const at = argument % 3;
		switch (byte & 7) {
			case 0:
			case 1:
				if (this.truth[at] !== null) this.truth[at] = STATUSES[argument % STATUSES.length] ?? null;
				return;
			case 2:
				this.truth[at] = this.truth[at] === null ? (STATUSES[argument % 5] ?? null) : null;
				return;
			case 3:
				if (this.provider === 'wix') this.lapse = LAPSES[argument & 3] ?? null;
				return;
			case 4:
				return this.poll({ cap: 1 + (argument & 3), isSaved: argument % 5 !== 0, turn: argument >> 2 });
			case 5:
				return this.poll({ unknown: argument & 7, isSaved: argument % 4 !== 0, turn: argument >> 1 });
			case 6:
				return this.pollHalf(argument);
			default:
				// n8n starts again and finds the state that it saved last.
				this.memory = this.disk;
		}
	}

	/** Quiet days at the end: whatever has happened must be known after them. */
	finish(): void {
		const turns = this.hasTurns ? [...TURNS.keys()] : [0];
		for (let day = 0; day < 3; day++) for (const turn of turns) this.poll({ turn });
	}

	/** An answer without some of the accounts: flagged, or (nobody can see it, so not where an account is absent) not. */
	private pollHalf(argument: number): void {
		const hidden = argument & 7;
		const turn = argument >> 2;
		if (argument & 8) this.poll({ hidden, isFlagged: true, isSaved: (argument & 16) === 0, turn });
		else if (!this.memory.wasCut && this.memory.absent.size === 0 && this.memory.saved !== null)
			this.poll({ hidden, isCut: true, turn });
	}

	private poll({
		cap = 100,
		hidden = 0,
		unknown = 0,
		isFlagged = false,
		isCut = false,
		isSaved = true,
		turn = 0,
	}: {
		readonly cap?: number;
		readonly hidden?: number;
		readonly unknown?: number;
		readonly isFlagged?: boolean;
		readonly isCut?: boolean;
		readonly isSaved?: boolean;
		readonly turn?: number;
	}): void {
		const before = this.memory;
		const isFirst = before.saved === null;
		if (isFirst && isFlagged) return;
		const state = isFirst ? beginning() : readState(JSON.parse(before.saved ?? ''), SCOPE);
		if (state === null) throw new Lie('The state cannot be read back');

		// The beginning is read as a whole.
		const leftOut: readonly string[] = (!isFirst && this.hasTurns && TURNS[turn % TURNS.length]) || [];
		const isRead = (at: number) => !leftOut.some((words) => IDS[this.provider][at]?.startsWith(words));
		const asked = ACCOUNTS.filter(isRead);
		const stands = ACCOUNTS.map((at): Truth => this.standing(at, unknown));
		const isHidden = (at: number) => (hidden >> at) % 2 === 1 && !this.hasLapsed(at);
		const listed = asked.filter((at) => !isHidden(at) && stands[at] !== null);
		const accounts = this.answer(listed, stands).concat(
			isRead(0) && this.hasLapsed(0) ? accountOf(this.provider, `${CHANNEL}*`, this.lapse) : [],
		);
		const found = detect(
			state,
			{ accounts: { accounts, missing: isFlagged ? [...leftOut, ''] : leftOut } },
			{ ...OPTIONS, ...this.wishes, provider: this.provider, maxEvents: cap },
		);
		const saved = JSON.stringify(writeState(found.state));
		if (isFirst) {
			if (found.events.length > 0) throw new Lie('The beginning told something');
			this.memory = this.disk = {
				...NOBODY,
				view: stands.map((standing, at) => (listed.some((one) => one === at) ? standing : null)),
				channel: this.hasLapsed(0) ? this.lapse : null,
				saved,
			};
			return;
		}

		const isPart = isFlagged || asked.length < ACCOUNTS.length;
		const wasCut = isCut || (isPart && before.wasCut);
		const channel = isRead(0) ? this.channelAfter(before, found.events, isFlagged) : before.channel;
		this.memory = { ...this.read(before, found.events, stands, asked), channel, wasCut, saved };
		const isWhole = !isFlagged && !isCut && found.events.length < cap;
		this.compare(stands, { asked, listed }, before.channel, { isFlagged, isWhole });
		if (isSaved && found.events.length > 0) this.disk = this.memory;
		this.told.push(...found.events);
	}

	private channelAfter(
		{ channel, view }: Reader,
		events: readonly TriggerEvent[],
		isFlagged: boolean,
	): Truth {
		if (!this.hasLapsed(0)) return isFlagged ? channel : null;
		if (channel === null) return view[0] === null && view[1] === null ? this.lapse : null;
		return events.some(({ account }) => account?.id === `${CHANNEL}*`) ? this.lapse : channel;
	}

	private hasLapsed(at: number): boolean {
		return this.provider === 'wix' && at < IN_CHANNEL && this.lapse !== null;
	}

	/**
	 * How an account stands, as far as the vendor tells. Of a channel that has lapsed it lists no account, so those that
	 * were known before stand like the channel.
	 */
	private standing(at: number, unknown: number): Truth {
		if (this.hasLapsed(at)) return this.memory.view[at] === null ? null : this.lapse;
		const truth = this.truth[at] ?? null;
		return truth !== null && (unknown >> at) % 2 === 1 ? 'unknown' : truth;
	}

	private answer(listed: readonly AccountIndex[], stands: readonly Truth[]): Account[] {
		const { provider } = this;
		return listed
			.filter((at) => !this.hasLapsed(at))
			.map((at) => accountOf(provider, IDS[provider][at], stands[at]));
	}

	/** What the reader believes after these events. */
	private read(
		before: Reader,
		events: readonly TriggerEvent[],
		stands: readonly Truth[],
		asked: readonly AccountIndex[],
	): Reader {
		const view = [...before.view];
		const story = [...before.story];
		const ids = new Set(before.ids);
		for (const { event, eventId, account, previousStatus, currentStatus } of events) {
			const at = IDS[this.provider].indexOf(account?.id as never);
			if (account?.id === `${CHANNEL}*` && currentStatus === this.lapse && asked.includes(0)) continue;
			if (at < 0) throw new Lie(`${event} of the unknown account ${String(account?.id)}`);
			if (!asked.some((one) => one === at)) throw new Lie(`${event}, but nobody has asked for account ${at}`);
			const from = view[at] ?? (at < IN_CHANNEL ? before.channel : null);
			const to = stands[at] ?? null;
			if (!isSame(previousStatus ?? null, from))
				throw new Lie(`${event}: was ${from}, not ${previousStatus}`);
			if (!isSame(currentStatus as Truth, to)) throw new Lie(`${event}: is ${to}, not ${currentStatus}`);
			if (isSame(from, to)) throw new Lie(`${event}: nothing has changed`);
			if (event === 'accountHealthChanged' && (from === 'unknown' || to === 'unknown')) {
				throw new Lie('That nobody knows the health is no change of it');
			}
			const expected = isGone(from) ? 'accountConnected' : 'accountDisconnected';
			if (event !== (isGone(from) === isGone(to) ? 'accountHealthChanged' : expected)) {
				throw new Lie(`${event} for ${from} to ${to}`);
			}
			if (ids.has(eventId)) throw new Lie('An ID was given twice');
			ids.add(eventId);
			view[at] = to;
			story[at] = `${story[at]} ${previousStatus ?? null}>${currentStatus}${to === null ? '!' : ''}`;
			this.checkId(`${at}${story[at]}`, eventId);
		}
		return { ...before, view, story, ids };
	}

	/** The same thing that happened to the same account has the same ID, also after an older state came back. */
	private checkId(story: string, eventId: string): void {
		const known = this.idOf.get(story);
		if (known !== undefined && known !== eventId) throw new Lie(`Another ID for ${story}`);
		this.idOf.set(story, eventId);
	}

	/** Whether the reader knows what is to be known. */
	private compare(
		stands: readonly Truth[],
		{ asked, listed }: { readonly asked: readonly AccountIndex[]; readonly listed: readonly AccountIndex[] },
		channel: Truth,
		{ isFlagged, isWhole }: { readonly isFlagged: boolean; readonly isWhole: boolean },
	): void {
		const view = [...this.memory.view];
		const absent = new Set(this.memory.absent);
		for (const at of asked) {
			const standing = stands[at] ?? null;
			const isListed = listed.includes(at);
			// It was not known how it stood; that it is known now is no change. Nor is it one to be listed as disconnected.
			if (isListed && standing !== null && view[at] === 'unknown') view[at] = standing;
			if (isListed && standing === 'disconnected' && view[at] === null) view[at] = standing;
			// Nor is it one to stand as the whole channel did.
			if (isListed && view[at] === null && at < IN_CHANNEL && channel !== null) {
				if (standing === 'unknown' || isSame(standing, channel)) view[at] = channel;
			}
			const believed = view[at] ?? null;
			const isOpen = standing === 'unknown' && believed !== null;
			if (isListed) absent.delete(at);
			else if (!isFlagged && believed !== null) {
				const isFirstMiss = !absent.has(at);
				absent.add(at);
				if (isFirstMiss) continue;
				// It was disconnected before already, so nothing is said.
				if (believed === 'disconnected') view[at] = null;
			}
			if (!isWhole || isOpen || isSame(believed, standing)) continue;
			throw new Lie(`Account ${at} is ${standing}, and nobody has said so: ${believed}`);
		}
		for (const at of ACCOUNTS) if (view[at] === null) absent.delete(at);
		this.memory = { ...this.memory, view, absent };
	}
}

const SCOPE = 'scope';

/** Each beginning is another one. */
let beginnings = 0;
function beginning(): WatchState {
	return { scope: SCOPE, epoch: String(++beginnings), accounts: null, posts: null };
}

const OPTIONS: Omit<DetectOptions, 'provider' | 'events' | 'healthChange' | 'maxEvents'> = {
	platforms: [],
	accountIds: [],
	emitOnActivation: false,
	includeImmediate: false,
	lookbackMs: 0,
};

function truthOf(bits: number): Truth {
	return (bits & 1) === 0 ? 'healthy' : null;
}

function accountOf(provider: ProviderId, id: string, status: Truth | undefined): Account {
	return {
		id,
		providerAccountId: id,
		provider,
		platform: id.split(':')[0]?.toLowerCase() ?? 'x',
		name: `Name of ${id}`,
		username: null,
		avatarUrl: null,
		connectedAt: null,
		isActive: null,
		isDefault: null,
		health: { ...HEALTH_NOT_CHECKED, status: status ?? 'unknown' },
	};
}

/** To be listed as disconnected is the same as not to be listed. */
const isGone = (truth: Truth) => truth === null || truth === 'disconnected';
const isSame = (one: Truth, other: Truth) => one === other || (isGone(one) && isGone(other));
