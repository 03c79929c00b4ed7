import fc, { readConfigureGlobal } from 'fast-check';

import type { ProviderId } from '../../nodes/shared/domain/provider';
import { expectCleanPrototypes, expectHonest, watchRejections } from './expectHonest';
import { ODD_EXPRESSIONS, ODD_VALUES, type Place, placesOf, putAt } from './hostileValues';
import { hurry } from './hurry';
import type { NodeResult, NodeRun } from './n8nEngine';
import { PAIRS } from './pairs';
import { SCENARIOS } from './scenarios';
import { startWorld, type TestWorld } from './world';

/** For each operation. FUZZ_RUNS sets another number. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 8);

/** What a person writes in the provider's own words goes out as it is, so the contract may well be broken by it. */
const OWN_WORDS = /additionalFields|settings|Settings/;

/** Reads all the same, though not by GET. */
const READS = /query|list|search|validate/i;

/** What IDs look like is for the vendor to know: an odd one is told as not found. It must stay one ID, though. */
const ID = /^(path|query)\/\w*id$|^body.*_ids?\b/;

interface Odd {
	/** Share of all places. */
	readonly place: number;
	/** An index of the values, and behind them of the expressions. */
	readonly value: number;
}

const someOdd = fc.array(
	fc.record({
		place: fc.double({ min: 0, max: 0.9999, noNaN: true }),
		value: fc.nat(ODD_VALUES.length + ODD_EXPRESSIONS.length - 1),
	}),
	{ minLength: 1, maxLength: 2 },
);

/** Odd values in the parameters of each operation, as expressions bring them. */
export function describeHostileParameters(provider: ProviderId): void {
	let world: TestWorld;
	const rejections = watchRejections();
	beforeAll(async () => {
		world = await startWorld();
	});
	beforeEach(async () => {
		await world.reset();
	});
	afterAll(async () => {
		await world.stop();
		rejections.stop();
	});

	/** A run of the operation that went well, and which calls belong to it. */
	async function usual(
		type: string,
		operation: string,
	): Promise<{ node: NodeRun; calls: Set<string | null> }> {
		const { engine } = world;
		let found: NodeRun | undefined;
		const run = async (node: NodeRun) => {
			const result = await engine.run(node);
			const isMeant = node.type === type && node.parameters.operation === operation;
			if (isMeant && result.error === undefined) found ??= node;
			return result;
		};
		await hurry(async () => {
			await SCENARIOS[`${type}.${operation}`]?.({ ...world, engine: { ...engine, run } }, provider);
		});
		if (!found) throw new Error(`The scenario of ${type} ${operation} never succeeds`);
		return { node: found, calls: new Set(world.sandbox.log(provider).map(({ operationId }) => operationId)) };
	}

	/** Some shapes of parameters n8n itself refuses to load. */
	function isTakenByN8n(node: NodeRun): boolean {
		try {
			world.engine.prepare(node);
			return true;
		} catch {
			return false;
		}
	}

	/** `null` when n8n starts nothing: with an expression above it, it takes a field for shown that is required and empty. */
	async function unlessRefusedByN8n(running: Promise<NodeResult>): Promise<NodeResult | null> {
		return await running.catch((error: Error) => {
			if (error.constructor.name === 'WorkflowHasIssuesError') return null;
			throw error;
		});
	}

	async function runOdd(
		node: NodeRun,
		places: readonly Place[],
		odd: readonly Odd[],
		calls: Set<string | null>,
	) {
		const item: Record<string, never> = {};
		let { parameters } = node;
		let hasOwnWords = false;
		for (const [at, { place: share, value }] of odd.entries()) {
			const place = places[Math.floor(share * places.length)];
			if (!place) continue;
			const expression = ODD_EXPRESSIONS[value - ODD_VALUES.length] ?? `={{ $json.odd${at} }}`;
			Object.assign(item, { [`odd${at}`]: ODD_VALUES[value] });
			parameters = putAt(parameters, place, expression);
			hasOwnWords ||= OWN_WORDS.test(place.join('.'));
		}
		const odded = { ...node, parameters, items: [item] };
		if (!isTakenByN8n(odded)) return;
		const from = world.sandbox.log(provider).length;
		const result = await hurry(async () => await unlessRefusedByN8n(world.engine.run(odded)));
		if (result === null) return;
		const sent = world.sandbox.log(provider).slice(from);

		expectHonest(result, odded, provider);
		expectCleanPrototypes();
		expect(rejections.reasons).toEqual([]);
		if (result.error?.name === 'NodeOperationError') {
			expect(result.error.description).toMatch(/\(parameter: .+\)$/);
			const changes = sent.filter(
				({ method, operationId }) => method !== 'GET' && !READS.test(operationId ?? ''),
			);
			expect(changes).toEqual([]);
		}
		expect(
			[...new Set(sent.map(({ operationId }) => operationId))].filter((call) => !calls.has(call)),
		).toEqual([]);
		const breaches = world.sandbox
			.violations()
			.filter(({ issues }) => !issues.every(({ where }) => ID.test(where)));
		if (!hasOwnWords) expect(breaches).toEqual([]);
		await world.forgetViolations();
	}

	const seed = readConfigureGlobal().seed ?? Date.now();
	const mine = PAIRS.filter((pair) => pair.provider === provider).map((pair, index) => ({ ...pair, index }));
	describe(`hostile parameters for ${provider}`, () => {
		it.each(mine)(
			'$node $operation refuses them by name, or does what it should',
			async ({ node: type, operation, index }) => {
				const { node, calls } = await usual(type, operation);
				const places = placesOf(world.engine.nodeType(node.type).description.properties, provider, operation);
				await fc.assert(
					fc.asyncProperty(someOdd, async (odd) => {
						await runOdd(node, places, odd, calls);
					}),
					{ numRuns: RUNS, seed: seed + index },
				);
			},
			120_000 + RUNS * 10_000,
		);
	});
}
