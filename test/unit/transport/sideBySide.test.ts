import fc from 'fast-check';

import { sideBySide } from '../../../nodes/shared/transport/sideBySide';

const atOnce = fc.integer({ min: 1, max: 6 });
/** How many turns each piece of work takes. */
const turns = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 });

async function take(count: number): Promise<void> {
	for (let left = count; left > 0; left--) await Promise.resolve();
}

it('gives what each gave, in their order, and never does more at once than it may', async () => {
	await fc.assert(
		fc.asyncProperty(turns, atOnce, async (things, most) => {
			let [underWay, peak] = [0, 0];
			const results = await sideBySide(things, most, async (count) => {
				peak = Math.max(peak, ++underWay);
				await take(count);
				underWay--;
				return count * 2;
			});

			expect(results).toEqual(things.map((count) => count * 2));
			expect(peak).toBe(Math.min(most, things.length));
		}),
	);
});

it('starts nothing new after a failure, and throws it when all that was under way has ended', async () => {
	await fc.assert(
		fc.asyncProperty(turns, atOnce, fc.nat(), async (things, most, nth) => {
			fc.pre(things.length > 0);
			const broken = nth % things.length;
			let [underWay, startedAfter, hasFailed] = [0, 0, false];
			const doing = sideBySide(
				things.map((count, index) => ({ count, index })),
				most,
				async ({ count, index }) => {
					underWay++;
					if (hasFailed) startedAfter++;
					await take(count);
					underWay--;
					if (index !== broken) return;
					hasFailed = true;
					throw new Error(`${index} is broken`);
				},
			);

			await expect(doing).rejects.toThrow(`${broken} is broken`);
			expect(underWay).toBe(0);
			// Another may have ended in the very same turn.
			expect(startedAfter).toBeLessThan(most);
		}),
	);
});
