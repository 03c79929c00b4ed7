import type { IDataObject } from 'n8n-workflow';

import type { Account } from '../../nodes/shared/domain/account';
import type { ProviderId } from '../../nodes/shared/domain/provider';
import { findProvider } from '../../nodes/shared/providers/registry';
import type { Provider } from '../../nodes/shared/providers/provider';
import type { Account as VendorAccount, World } from '../../sandbox/core/world';
import { VENDORS } from '../../sandbox/vendors';
import type { NodeRun } from '../engine/n8nEngine';
import { seededAccounts } from '../engine/seed';
import { vendorIdOf } from '../engine/vendorId';
import type { NodeWorld } from '../engine/world';
import type { Draw } from './draw';
import { Findings } from './findings';
import { PostBook } from './ledger/postBook';
import type { RunAnswer } from './pack/question';
import type { PackProcess } from './pack/startPack';
import { Weather } from './weather';

/** What an item came to. */
export type ItemOutput = IDataObject & {
	readonly error?: { readonly message: string; readonly description?: string | null };
};

/** How often an operation was run. */
export interface Used {
	items: number;
	succeeded: number;
}

/** A target has an `error` too, which is a text or nothing. */
function hasFailed({ error }: ItemOutput): boolean {
	return typeof error === 'object' && (error as object | null) !== null;
}

const MINUTE_MS = 60_000;

/** Everything that happens at one provider, and what is known of it. */
export class Lane {
	readonly findings: Findings;
	readonly posts: PostBook;
	readonly weather: Weather;
	readonly used = new Map<string, Used>();
	/** To post to; the second one breaks now and then. */
	readonly posting: [Account, Account];
	/** Everything else that was there at the beginning: to be paused, renamed, repaired … */
	readonly spare: readonly Account[];
	/** Links that their readers have approved, to be found connected. */
	approvedLinks: string[] = [];
	/** Of the provider's first queue; empty where it has a single one. */
	queueId = '';
	/** At a time one only: who asks for the status of a link compares accounts. */
	isConnecting = false;

	/** What is under way, and since when (`Date.now()`). */
	readonly doing = new Map<symbol, { readonly what: string; readonly sinceMs: number }>();

	private texts = 0;

	constructor(
		readonly world: NodeWorld,
		readonly provider: Provider,
		readonly draw: Draw,
		private readonly pack: PackProcess,
		accounts: { readonly posting: [Account, Account]; readonly spare: readonly Account[] },
		private readonly mark: string,
		onFound: (what: string) => void,
	) {
		this.findings = new Findings((check, what) => onFound(`${provider.id}: ${check}: ${what}`));
		this.posts = new PostBook(this.vendorWorld, this.findings, mark);
		this.weather = new Weather(world, provider.id, draw.branch('weather'));
		this.posting = accounts.posting;
		this.spare = accounts.spare;
	}

	static async open(
		world: NodeWorld,
		id: ProviderId,
		draw: Draw,
		pack: PackProcess,
		onFound: (what: string) => void,
	): Promise<Lane> {
		const provider = findProvider(id);
		if (!provider) throw new Error(`There is no provider ${id}`);
		const { all, forText } = await seededAccounts(world, id);
		const posting: [Account, Account] = [forText[0], forText[1]];
		const spare = all.filter((account) => !posting.some(({ platform }) => platform === account.platform));
		const lane = new Lane(world, provider, draw, pack, { posting, spare }, `Soak ${id} `, onFound);
		if (provider.posts.publishModes.includes('queue')) {
			const node = world.node('socialPost', id, { operation: 'create' });
			lane.queueId = String((await pack.ask<unknown[]>({ do: 'list', node, method: 'getQueues' }))[0] ?? '');
		}
		return lane;
	}

	get id(): ProviderId {
		return this.provider.id;
	}

	get vendorWorld(): World {
		return this.world.sandbox.worlds[this.provider.id];
	}

	/** The sandbox's time. */
	get nowMs(): number {
		return this.vendorWorld.now().getTime();
	}

	/** On a whole second: one of the vendors keeps no fractions. */
	inMinutes(minutes: number): number {
		return Math.floor(this.nowMs / 1000) * 1000 + minutes * MINUTE_MS;
	}

	/** That no other post has. */
	freshText(): string {
		return `${this.mark}${++this.texts}: ${this.draw.oneOf(['new mugs', 'summer sale', 'Grüße', 'see you at 5 😀'])}`;
	}

	/** Whether its network would take a post for this account. */
	takesPosts(account: VendorAccount): boolean {
		const vendor = VENDORS.find(({ key }) => key === this.id);
		return account.connected && vendor?.refusal(account, this.vendorWorld) === null;
	}

	/** Whether the vendor would send a post to it. */
	isWell(account: Account): boolean {
		const known = this.vendorAccountOf(account);
		return known !== undefined && this.takesPosts(known);
	}

	/** The vendor's record of an account; `undefined`: there is none any more. */
	vendorAccountOf(account: Account): VendorAccount | undefined {
		try {
			return this.vendorWorld.accounts.get(vendorIdOf(this.world, this.id, account));
		} catch {
			return undefined;
		}
	}

	/** Runs an operation over some items, with Continue On Fail and now and then Retry On Fail; gives their outputs. */
	async run(
		type: NodeRun['type'],
		operation: string,
		parameters: IDataObject,
		items: readonly IDataObject[] = [{}],
		more: Partial<NodeRun> = {},
	): Promise<ItemOutput[]> {
		const { draw, id } = this;
		const { value, credential } = draw.oneOf(this.provider.credentials);
		const node = this.world.node(
			type,
			id,
			{ operation, authentication: value, ...parameters } as NodeRun['parameters'],
			{
				credential,
				items,
				settings: {
					onError: 'continueRegularOutput',
					...(draw.chance(0.7)
						? {
								retryOnFail: true,
								maxTries: draw.oneOf([2, 2, 2, 3, 4]),
								waitBetweenTries: draw.between(10, 300),
							}
						: {}),
				},
				...more,
			},
		);
		const answer = await this.underWay(`${type} ${operation}`, async () => {
			return await this.pack.ask<RunAnswer>({ do: 'run', node });
		});
		this.noteLeaks(answer.leaks, `${type} ${operation}`);
		if (answer.error) this.findings.add('outputs', `${type} ${operation}: ${answer.error.message}`);
		const outputs = answer.items.map(({ json }) => json as ItemOutput);
		const name = `${type}.${operation}`;
		const used = this.used.get(name) ?? { items: 0, succeeded: 0 };
		this.used.set(name, used);
		used.items += items.length;
		used.succeeded += outputs.filter((output) => !hasFailed(output)).length;
		return outputs;
	}

	/** Lets it be seen what a round is waiting for. */
	async underWay<T>(what: string, work: () => Promise<T>): Promise<T> {
		const key = Symbol(what);
		this.doing.set(key, { what: `${this.id} ${what}`, sinceMs: Date.now() });
		try {
			return await work();
		} finally {
			this.doing.delete(key);
		}
	}

	/** The same for operations that give one output for each item. */
	async runEach(
		type: NodeRun['type'],
		operation: string,
		parameters: IDataObject,
		items: readonly IDataObject[] = [{}],
		more: Partial<NodeRun> = {},
	): Promise<ItemOutput[]> {
		const outputs = await this.run(type, operation, parameters, items, more);
		if (outputs.length !== items.length) {
			this.findings.add(
				'outputs',
				`${type} ${operation}: ${outputs.length} outputs of ${items.length} items`,
			);
		}
		return items.map((_, at) => outputs[at] ?? { error: { message: 'There is no output' } });
	}

	/** @param operation with its node, e.g. `socialPost.create` */
	hasSucceeded(operation: string): boolean {
		return (this.used.get(operation)?.succeeded ?? 0) > 0;
	}

	noteLeaks(leaks: readonly string[], where: string): void {
		for (const leak of leaks) this.findings.add('secrets', `${where}: ${leak}`);
	}
}
