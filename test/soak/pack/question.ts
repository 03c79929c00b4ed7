import type { INodeExecutionData } from 'n8n-workflow';

import type { NodeRun, Secrets } from '../../engine/n8nEngine';
import type { Emitted } from '../../engine/triggerHost';

/** What the judge asks of the process with the pack; several questions may be open at once. */
export type Question =
	/** Loads the pack. `canaries`: texts that must be in nothing that it gives back, by what they are. */
	| {
			readonly do: 'open';
			readonly secrets: Secrets;
			readonly canaries: Readonly<Record<string, string>>;
	  }
	/** Runs a node; answers with `RunAnswer`. */
	| { readonly do: 'run'; readonly node: NodeRun }
	/** What the editor shows in a list; answers with the values. */
	| { readonly do: 'list'; readonly node: NodeRun; readonly method: string }
	/** Activates a trigger, which has that name from then on; answers with `PollAnswer`. */
	| {
			readonly do: 'activate';
			readonly trigger: string;
			readonly node: NodeRun;
			readonly hasDurableCursors: boolean;
	  }
	/** Polls once, in so much time; answers with `PollAnswer`. */
	| { readonly do: 'poll'; readonly trigger: string; readonly budgetMs: number }
	/** n8n stops and starts: the trigger has what was saved. */
	| { readonly do: 'restart'; readonly trigger: string }
	/** Collects garbage; answers with `Footprint`. */
	| { readonly do: 'measure' };

export interface RunAnswer {
	readonly items: INodeExecutionData[];
	readonly error: { readonly message: string; readonly description?: string | null } | null;
	/** Which canaries were seen, and where. */
	readonly leaks: readonly string[];
}

export interface PollAnswer {
	readonly events: readonly Emitted[];
	/** Failed executions. */
	readonly errors: readonly string[];
	readonly leaks: readonly string[];
}

/** What the process holds after garbage collection. */
export interface Footprint {
	readonly heapBytes: number;
	readonly sockets: number;
	/** Whatever else keeps an event loop going: timers, files, pipes … */
	readonly handles: number;
}

export interface Asked {
	readonly id: number;
	readonly question: Question;
}

export type Answered = { readonly id: number } & (
	{ readonly answer: unknown } | { readonly failure: string }
);
