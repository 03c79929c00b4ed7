import { createRequire } from 'node:module';

import * as core from 'n8n-core';
import type { IGetExecutePollFunctions } from 'n8n-core';
import type { INode, INodeExecutionData, IPollFunctions, Workflow } from 'n8n-workflow';

import type { PreparedNode } from './n8nEngine';

const requireOfCore = createRequire(require.resolve('n8n-core'));
/** The engine's own container: another copy would hold other services. */
const { Container } = requireOfCore('@n8n/di') as typeof import('@n8n/di');

type Poll = (
	workflow: Workflow,
	node: INode,
	context: IPollFunctions,
) => Promise<INodeExecutionData[][] | null>;

/** What in n8n polls: once, or by the schedule. */
interface PollScheduler {
	poll: Poll;
	/** Begins with the first poll, at which a failure stops the activation. */
	activate(prepared: PreparedNode, contexts: IGetExecutePollFunctions): Promise<void>;
	deactivate(workflowId: string): Promise<unknown>;
	/** When the next poll of any workflow has ended. */
	nextPoll(): Promise<void>;
}

/** As n8n 1 has them. */
interface FirstPollers {
	runPoll: Poll;
}
interface FirstScheduler {
	readonly add: core.ActiveWorkflowTriggers['addAllTriggers'];
	readonly remove: core.ActiveWorkflowTriggers['remove'];
}

const noTrigger = () => {
	throw new Error('There is no trigger function');
};

/** Of the n8n-core at hand, whose names are others in n8n 1. */
export function pollScheduler(): PollScheduler {
	Container.get(core.InstanceSettings).markAsLeader();
	return 'ActiveWorkflowTriggers' in core ? present() : first(core);
}

function present(): PollScheduler {
	const scheduler = Container.get(core.ActiveWorkflowTriggers);
	const pollers = Container.get(core.TriggersAndPollers);
	return {
		poll: async (...poll) => await pollers.runPollFunction(...poll),
		activate: async ({ workflow, additionalData }, contexts) => {
			await scheduler.addAllTriggers(
				workflow.id,
				workflow,
				additionalData,
				'trigger',
				'activate',
				noTrigger,
				contexts,
			);
		},
		deactivate: async (workflowId) => await scheduler.remove(workflowId),
		nextPoll: async () => {
			await new Promise<void>((resolve) => {
				pollers.events.once('poll-tick-completed', () => {
					resolve();
				});
			});
		},
	};
}

function first(names: object): PollScheduler {
	const { ActiveWorkflows } = names as { ActiveWorkflows: new () => FirstScheduler };
	// It does not export them.
	const { TriggersAndPollers } = requireOfCore('./execution-engine/triggers-and-pollers') as {
		TriggersAndPollers: new () => FirstPollers;
	};
	const scheduler = Container.get(ActiveWorkflows);
	const pollers = Container.get(TriggersAndPollers);
	return {
		poll: async (...poll) => await pollers.runPoll(...poll),
		activate: async ({ workflow, additionalData }, contexts) => {
			await scheduler.add(workflow.id, workflow, additionalData, 'trigger', 'activate', noTrigger, contexts);
		},
		deactivate: async (workflowId) => await scheduler.remove(workflowId),
		// It tells nobody, so its own call is watched.
		nextPoll: async () => {
			const { runPoll } = pollers;
			await new Promise<void>((resolve) => {
				pollers.runPoll = async (...poll) => {
					pollers.runPoll = runPoll;
					try {
						return await runPoll.apply(pollers, poll);
					} finally {
						resolve();
					}
				};
			});
		},
	};
}
