import fc, { readConfigureGlobal } from 'fast-check';

import type { ProviderId } from '../../nodes/shared/domain/provider';
import { expectCleanPrototypes, expectHonest, watchRejections } from './expectHonest';
import { changeAnswer, someChanges, type Change } from './hostileChanges';
import { type Door, replay, startWorldBehindDoor, type Taken } from './hostileDoor';
import { hurry } from './hurry';
import type { NodeRun } from './n8nEngine';
import { PAIRS } from './pairs';
import { SCENARIOS } from './scenarios';
import type { TestWorld } from './world';

/** For each operation. FUZZ_RUNS sets another number. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 8);

/** Different courses of one operation that are tried. */
const MAX_COURSES = 4;

/** However slow the machine: a run that takes longer hangs. Waits are hurried. */
const LONGEST_RUN_MS = 20_000;

/** What a provider answers to us has no part in them, where it has no call for that. */
const WITHOUT_CALLS = ['socialAccounts.getPlatformRules'];

/** A run of a node, and all answers that it got. */
interface Course {
	readonly node: NodeRun;
	readonly tape: readonly Taken[];
}

/**
 * Answers that no vendor should give. Each operation is run as in the matrix, and what the sandbox answers is noted; then
 * it is run again and again with those answers changed, so that the changes get as deep as the code does.
 */
export function describeHostileAnswers(provider: ProviderId): void {
	let world: TestWorld;
	let door: Door;
	const rejections = watchRejections();
	beforeAll(async () => {
		({ world, door } = await startWorldBehindDoor());
	});
	beforeEach(async () => {
		door.stand(null);
		await world.reset();
	});
	afterAll(async () => {
		await world.stop();
		rejections.stop();
	});

	/** The scenario, with what its runs of this operation got for answers. */
	async function coursesOf(type: string, operation: string): Promise<Course[]> {
		const courses = new Map<string, Course>();
		const scenario = SCENARIOS[`${type}.${operation}`];
		if (!scenario) throw new Error(`There is no scenario for ${type} ${operation}`);
		const { engine } = world;
		const run = async (node: NodeRun) => {
			if (node.type !== type || node.parameters.operation !== operation) return await engine.run(node);
			const noted = door.note();
			const result = await engine.run(node);
			const tape = noted();
			const signature = tape
				.map(({ asked, answered }) => `${asked.method} ${asked.url.split('/').length} ${answered.status}`)
				.join('\n');
			if (tape.length > 0 && !courses.has(signature)) courses.set(signature, { node, tape });
			return result;
		};
		// Some of them wait, too.
		await hurry(async () => {
			await scenario({ ...world, engine: { ...engine, run } }, provider);
		});
		return [...courses.values()].slice(0, MAX_COURSES);
	}

	async function runChanged({ node, tape }: Course, changes: readonly Change[]): Promise<void> {
		door.stand(replay(tape, (answered, index) => changeAnswer(changes, answered, index, tape.length)));
		const startedMs = performance.now();
		const result = await hurry(async () => await world.engine.run(node));
		expect(performance.now() - startedMs).toBeLessThan(LONGEST_RUN_MS);
		expectHonest(result, node, provider);
		expectCleanPrototypes();
		expect(rejections.reasons).toEqual([]);
	}

	// Each with inputs of its own.
	const seed = readConfigureGlobal().seed ?? Date.now();
	const mine = PAIRS.filter((pair) => pair.provider === provider).map((pair, index) => ({ ...pair, index }));
	describe(`hostile answers of ${provider}`, () => {
		it.each(mine)(
			'$node $operation ends with a clear error or honest output',
			async ({ node, operation, index }) => {
				const courses = await coursesOf(node, operation);
				if (courses.length === 0) {
					expect(WITHOUT_CALLS).toContain(`${node}.${operation}`);
					return;
				}
				await fc.assert(
					fc.asyncProperty(fc.nat(), someChanges, async (pick, changes) => {
						const course = courses[pick % courses.length];
						if (course) await runChanged(course, changes);
					}),
					{ numRuns: RUNS, seed: seed + index },
				);
			},
			120_000 + RUNS * 10_000,
		);
	});
}
