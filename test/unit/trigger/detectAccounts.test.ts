import type { Account, HealthStatus } from '../../../nodes/shared/domain/account';
import { detect } from '../../../nodes/SocialTrigger/heart/detect';
import type { DetectOptions, TriggerEvent } from '../../../nodes/SocialTrigger/heart/triggerEvent';
import type { WatchState } from '../../../nodes/SocialTrigger/heart/watchState';
import { account, BEGINNING, OPTIONS } from './model/samples';

const EXPIRED_AT = '2026-11-19T10:00:00.000Z';
const CONNECTED_AT = '2026-11-18T10:00:00.000Z';

function withHealth(id: string, status: HealthStatus, tokenExpiresAt: string | null = null): Account {
	const one = account(id, status);
	return { ...one, connectedAt: CONNECTED_AT, health: { ...one.health, tokenExpiresAt } };
}

/** A trigger's readings of the list of accounts, one after another. */
class Poller {
	private state: WatchState;

	constructor(
		private readonly options: Partial<DetectOptions> = {},
		epoch = BEGINNING.epoch,
	) {
		this.state = { ...BEGINNING, epoch };
	}

	read(accounts: readonly Account[], missing: readonly string[] = []): readonly TriggerEvent[] {
		const snapshot = { accounts: { accounts, missing } };
		const { events, state } = detect(this.state, snapshot, { ...OPTIONS, ...this.options });
		this.state = state;
		return events;
	}

	get book(): NonNullable<WatchState['accounts']> {
		if (!this.state.accounts) throw new Error('Nothing was read yet');
		return this.state.accounts;
	}
}

const brief = (events: readonly TriggerEvent[]) =>
	events.map(({ event, account: told, previousStatus, currentStatus }) => [
		event,
		told?.id,
		previousStatus,
		currentStatus,
	]);

describe('what is wrong at the beginning', () => {
	const accounts = [
		withHealth('1', 'healthy', EXPIRED_AT),
		withHealth('2', 'expired', EXPIRED_AT),
		withHealth('3', 'unknown'),
		withHealth('4', 'paused', EXPIRED_AT),
		withHealth('5', 'disconnected'),
	];
	const wanted = { emitOnActivation: true } as const;

	it('is told where that is wished, as a change from nowhere', () => {
		const events = new Poller(wanted).read(accounts);

		expect(brief(events)).toEqual([
			['accountHealthChanged', '2', undefined, 'expired'],
			['accountHealthChanged', '4', undefined, 'paused'],
			['accountDisconnected', '5', undefined, 'disconnected'],
		]);
		expect(events.map(({ occurredAt }) => occurredAt)).toEqual([EXPIRED_AT, null, null]);
		expect(events.map(({ provider }) => provider)).toEqual(['wix', 'wix', 'wix']);
		expect(events[0]?.account).toEqual(accounts[1]);
	});

	it('has the same IDs at another beginning, and another one when the token is another', () => {
		const idsOf = (epoch: string, list: readonly Account[]) =>
			new Poller(wanted, epoch).read(list).map(({ eventId }) => eventId);
		const ids = idsOf('one', accounts);

		expect(new Set(ids).size).toBe(3);
		expect(idsOf('other', accounts)).toEqual(ids);
		expect(idsOf('one', [withHealth('2', 'expired', CONNECTED_AT)])).not.toEqual([ids[0]]);
	});

	it('is learned in silence where it is not wished', () => {
		expect(new Poller().read(accounts)).toEqual([]);
	});
});

describe('a change of an account', () => {
	it('carries when it happened, where that is known', () => {
		const poller = new Poller();
		poller.read([withHealth('1', 'healthy', EXPIRED_AT)]);
		const [expired] = poller.read([withHealth('1', 'expired', EXPIRED_AT)]);
		const [recovered] = poller.read([withHealth('1', 'healthy', EXPIRED_AT)]);
		const [connected] = poller.read([
			withHealth('1', 'healthy', EXPIRED_AT),
			withHealth('2', 'expired', EXPIRED_AT),
		]);

		expect([expired, recovered, connected].map((event) => event?.occurredAt)).toEqual([
			EXPIRED_AT,
			null,
			CONNECTED_AT,
		]);
		expect(connected).not.toHaveProperty('previousStatus');
	});

	it('has the IDs that it had in every earlier version', () => {
		const poller = new Poller();
		poller.read([account('4101')]);
		const first = poller.read([account('4101', 'expired')]);
		const second = poller.read([account('4101')]);
		const third = poller.read([account('4101', 'expired')]);

		expect([...first, ...second, ...third].map(({ eventId }) => eventId)).toEqual([
			'1d6deeb48472f1df94ab0cf77b758ee7',
			'0dea3420d122036f06fd9b6c7109dcbe',
			'db4fa0cf78ed52b854e3705e84701178',
		]);
	});

	it('waits for the next poll when there are too many at once', () => {
		const poller = new Poller({ maxEvents: 2 });
		const ids = ['1', '2', '3'];
		poller.read(ids.map((id) => account(id)));
		const broken = ids.map((id) => account(id, 'expired'));
		const all = [...broken, account('4')];

		expect(brief(poller.read(all))).toEqual([
			['accountHealthChanged', '1', 'healthy', 'expired'],
			['accountHealthChanged', '2', 'healthy', 'expired'],
		]);
		expect(brief(poller.read(all))).toEqual([
			['accountHealthChanged', '3', 'healthy', 'expired'],
			['accountConnected', '4', undefined, 'healthy'],
		]);
		expect(poller.read(all)).toEqual([]);
	});
});

describe('which accounts', () => {
	const poll = (options: Partial<DetectOptions>) => {
		const poller = new Poller(options);
		poller.read([]);
		const accounts = [account('1'), { ...account('2'), platform: 'x' }, { ...account('3'), platform: 'x' }];
		return poller.read(accounts).map(({ account: told }) => told?.id);
	};

	it.each<[string, Partial<DetectOptions>, string[]]>([
		['all of them', {}, ['1', '2', '3']],
		['those on some networks', { platforms: ['x'] }, ['2', '3']],
		['some of them', { accountIds: ['1', '3'] }, ['1', '3']],
		['some on some networks', { platforms: ['x'], accountIds: ['1', '3'] }, ['3']],
	])('are watched can be %s', (_, options, ids) => {
		expect(poll(options)).toEqual(ids);
	});

	it('may be one with an asterisk for an ID, which stands for itself alone', () => {
		const poller = new Poller();
		poller.read([account('1')]);

		expect(brief(poller.read([account('1'), account('*')]))).toEqual([
			['accountConnected', '*', undefined, 'healthy'],
		]);
	});
});

describe('accounts that could not be read at the beginning', () => {
	const instagram = account('INSTAGRAM:1');
	const facebook = account('FACEBOOK:1:2');

	it('are learned when they can be, and then watched', () => {
		const poller = new Poller();
		poller.read([], ['INSTAGRAM:']);
		poller.read([], ['INSTAGRAM:']);
		expect(poller.book.unread).toEqual(['INSTAGRAM:']);

		expect(poller.read([instagram])).toEqual([]);
		expect(poller.book.unread).toEqual([]);
		expect(brief(poller.read([instagram, account('INSTAGRAM:2')]))).toEqual([
			['accountConnected', 'INSTAGRAM:2', undefined, 'healthy'],
		]);
	});

	it('are those of the channels that are still missing, when it was everything', () => {
		const poller = new Poller();
		poller.read([], ['']);
		poller.read([], ['INSTAGRAM:']);
		expect(poller.book.unread).toEqual(['INSTAGRAM:']);

		expect(brief(poller.read([instagram, facebook]))).toEqual([
			['accountConnected', 'FACEBOOK:1:2', undefined, 'healthy'],
		]);
	});

	it('stay unread while nothing at all can be read', () => {
		const poller = new Poller();
		poller.read([], ['INSTAGRAM:']);
		poller.read([], ['']);
		expect(poller.book.unread).toEqual(['INSTAGRAM:']);
	});
});

it('accounts that are gone are counted, up to a number', () => {
	const poller = new Poller();
	const accounts = Array.from({ length: 100 }, (_, at) => account(String(at)));
	poller.read(accounts);
	poller.read([]);
	const events = poller.read([]);

	expect(events).toHaveLength(100);
	expect(events.every(({ event }) => event === 'accountDisconnected')).toBe(true);
	expect([...poller.book.gone.values()]).toEqual(Array.from({ length: 64 }, () => 1));
	expect(poller.book.known.size).toBe(0);
});
