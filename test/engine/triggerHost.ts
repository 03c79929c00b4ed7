import { PollContext, type IGetExecutePollFunctions } from 'n8n-core';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { TriggerEvent } from '../../nodes/SocialTrigger/heart/triggerEvent';
import type { Engine, NodeRun, PreparedNode } from './n8nEngine';
import { pollScheduler } from './pollScheduler';

/** What comes out of the trigger. */
export type Emitted = TriggerEvent & { readonly detectedAt: string; readonly reconnectUrl?: string | null };

const MINUTE_MS = 60_000;

/**
 * n8n around one trigger, with what it does to its state: it goes to the database when a poll gives items (and after the
 * activation), and what only memory holds is lost when n8n starts again. With durable cursors each poll starts from what
 * the database has and goes there with or without items, but what an activation without items leaves is lost.
 */
export class TriggerHost {
	/** One entry for each execution that was started. */
	readonly executions: Emitted[][] = [];
	readonly errors: Error[] = [];
	/** What a poll may take, as n8n tells it. */
	budgetMs = 5 * MINUTE_MS;

	private database: IDataObject = {};
	private staged: IDataObject = {};
	private prepared: PreparedNode;
	private starts = 0;

	constructor(
		private readonly engine: Engine,
		private readonly node: NodeRun,
		private readonly hasDurableCursors = false,
	) {
		this.prepared = engine.prepare(node);
	}

	/** All events so far. */
	get events(): Emitted[] {
		return this.executions.flat();
	}

	/** What the trigger keeps, as JSON. */
	get state(): string {
		return JSON.stringify(this.prepared.workflow.staticData);
	}

	get saved(): string {
		return JSON.stringify(this.database);
	}

	/** The first poll, at which a failure stops the activation; then the state is saved. */
	async activate(): Promise<Emitted[]> {
		const events = await this.pollOrThrow();
		if (!this.hasDurableCursors) this.save();
		else if (events.length > 0) this.database = copy(this.staged);
		return events;
	}

	/** Polls by the schedule, so many: a failure becomes a failed execution. */
	async poll(times = 1): Promise<Emitted[]> {
		const events: Emitted[] = [];
		for (let poll = 0; poll < times; poll++) events.push(...(await this.pollBySchedule()));
		return events;
	}

	private async pollBySchedule(): Promise<Emitted[]> {
		try {
			const events = await this.pollOrThrow();
			if (this.hasDurableCursors) this.database = copy(this.staged);
			return events;
		} catch (error) {
			this.errors.push(error as Error);
			return [];
		}
	}

	/** n8n stops and starts: what the database has comes back. The node remembers by workflow, so this is another one. */
	restart(changes: Partial<NodeRun> = {}): void {
		const workflowId = `${this.node.workflowId ?? ''}, start ${++this.starts}`;
		this.prepared = this.engine.prepare({ ...this.node, workflowId, ...changes }, copy(this.database));
	}

	/** Takes the state of another time. */
	bringBack(saved: string): void {
		this.database = JSON.parse(saved) as IDataObject;
		this.restart();
	}

	save(): void {
		this.database = JSON.parse(this.state) as IDataObject;
	}

	/**
	 * Activates it with n8n's own scheduler, once a minute, until the function ends.
	 *
	 * @param run gets a function that lets a minute pass and waits for the poll
	 */
	async onSchedule(run: (minute: () => Promise<void>) => Promise<void>): Promise<void> {
		const { prepared } = this;
		const scheduler = pollScheduler();
		await scheduler.activate(prepared, this.contextFactory);
		this.save();
		try {
			await run(async () => {
				const ended = scheduler.nextPoll();
				await jest.advanceTimersByTimeAsync(MINUTE_MS);
				await ended;
				// n8n hands the result over after that.
				await new Promise(setImmediate);
			});
		} finally {
			await scheduler.deactivate(prepared.workflow.id);
		}
	}

	private readonly contextFactory: IGetExecutePollFunctions = (
		workflow,
		node,
		additionalData,
		mode,
		activation,
	) =>
		new PollContext(
			workflow,
			node,
			additionalData,
			mode,
			activation,
			(data) => {
				this.emit(data);
			},
			(error) => {
				this.errors.push(error);
			},
			undefined,
			undefined,
			this.hasDurableCursors ? () => this.staged : undefined,
			() => this.budgetMs,
		);

	private async pollOrThrow(): Promise<Emitted[]> {
		const { workflow, entry, additionalData } = this.prepared;
		this.staged = copy(this.database);
		const context = this.contextFactory(workflow, entry, additionalData, 'trigger', 'activate');
		const data = await pollScheduler().poll(workflow, entry, context);
		return data === null ? [] : this.emit(data);
	}

	private emit([items = []]: INodeExecutionData[][]): Emitted[] {
		const events = items.map(({ json }) => json as unknown as Emitted);
		this.executions.push(events);
		if (!this.hasDurableCursors) this.save();
		return events;
	}
}

function copy(data: IDataObject): IDataObject {
	return JSON.parse(JSON.stringify(data)) as IDataObject;
}
