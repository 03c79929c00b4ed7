import fc from 'fast-check';

import type { AccountList } from '../../../nodes/shared/providers/provider';
import { wix as provider } from '../../../nodes/shared/providers/wix';
import { channelsInTurn } from '../../../nodes/shared/providers/wix/channelTurns';
import { ALL_CHANNELS, type Channel } from '../../../nodes/shared/providers/wix/mapping';
import { wix as vendor } from '../../../sandbox/vendors/wix/vendor';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { sandboxWire } from './fixtures/wix';

const AT_ONCE = 3;
const subset = fc.subarray([...ALL_CHANNELS], { minLength: 1 });

describe('the turns of the channels', () => {
	const play = (wanted: readonly Channel[], used: readonly Channel[], start: number, turns: number) => {
		const known = used.map((channel) => `${channel}:urn:li:`);
		return Array.from({ length: turns }, (_, at) =>
			channelsInTurn(wanted, { number: start + at, known: ['', ...known] }),
		);
	};

	it('are three channels at a time, none twice, none that is not wanted', () => {
		fc.assert(
			fc.property(subset, subset, fc.nat(2 ** 41), (wanted, used, start) => {
				for (const channels of play(wanted, used, start, 9)) {
					expect(channels.length).toBeGreaterThan(0);
					expect(channels.length).toBeLessThanOrEqual(AT_ONCE);
					expect(new Set(channels).size).toBe(channels.length);
					expect(wanted).toEqual(expect.arrayContaining(channels));
				}
			}),
		);
	});

	it('come round: to a channel with accounts after three, where there are two of them at once, to another after five', () => {
		fc.assert(
			fc.property(subset, subset, fc.nat(2 ** 41), (wanted, used, start) => {
				const turns = play(wanted, used, start, 5);
				const inUse = wanted.filter((channel) => used.includes(channel));
				const wait = wanted.length <= AT_ONCE || inUse.length <= 2 ? 1 : 3;
				for (let first = 0; first + wait <= turns.length; first++) {
					expect(turns.slice(first, first + wait).flat()).toEqual(expect.arrayContaining(inUse));
				}
				expect(turns.flat()).toEqual(expect.arrayContaining([...wanted]));
			}),
		);
	});
});

describe('a list of accounts that is read in turns, against the sandbox', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const wire = sandboxWire(sandbox);
	afterEach(() => expectKeptContract(sandbox));

	const idsIn = ({ found }: AccountList) => found.map(({ item }) => item.id);
	const read = async (number: number, known: readonly string[]) =>
		await provider.accounts.getMany(wire, { withHealth: true, isBrief: true, turn: { number, known } });

	it('says which channels it has not asked, and three lists say what the whole one does', async () => {
		const all = idsIn(await provider.accounts.getMany(wire, { withHealth: true }));
		const known = all.map((id) => id.slice(0, id.indexOf(':') + 1));
		const seen = new Set<string>();
		for (let number = 7; number < 10; number++) {
			const callsBefore = sandbox.log().length;
			const list = await read(number, known);
			expect(sandbox.log().length - callsBefore).toBeLessThanOrEqual(2 * AT_ONCE);
			expect(list.warnings).toEqual([]);
			expect(list.missing).toHaveLength(ALL_CHANNELS.length - AT_ONCE);
			for (const id of idsIn(list)) {
				expect(list.missing?.some((words) => id.startsWith(words))).toBe(false);
				seen.add(id);
			}
		}
		expect([...seen].sort()).toEqual([...all].sort());
	});
});
