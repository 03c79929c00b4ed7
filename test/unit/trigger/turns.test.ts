import type { IPollFunctions } from 'n8n-workflow';

import { ownError } from '../../../nodes/shared/transport/answers';
import { inTurn } from '../../../nodes/SocialTrigger/turns';

let workflows = 0;

/** Polls of a trigger that worked once, each with the failure that it is given; tells which of them are told. */
async function tellOf(...failures: ReadonlyArray<Error | null>): Promise<boolean[]> {
	const id = `workflow ${++workflows}`;
	const context = {
		getWorkflow: () => ({ id }),
		getNode: () => ({ id: 'node' }),
	} as unknown as IPollFunctions;
	const told: boolean[] = [];
	for (const failure of [null, ...failures]) {
		const poll = async () => await (failure === null ? Promise.resolve(null) : Promise.reject(failure));
		const turn = inTurn(
			context,
			() => true,
			async () => await poll(),
		);
		told.push(await turn.then(() => false).catch(() => true));
	}
	return told.slice(1);
}

const outage = (message: string) =>
	ownError({ provider: 'smartlyQ', cause: 'unreachable', message, advice: 'Wait.', retryable: true });
const refusal = (message: string) =>
	ownError({ provider: 'smartlyQ', cause: 'authentication', message, advice: 'Look.', retryable: false });

describe('failures of polls one after another', () => {
	it('are told once when only numbers in the message differ', async () => {
		const polls = ['Try again in 12 s (req_a81)', 'Try again in 7 s (req_f03)', 'Try again in 1 s (req_77)'];
		expect(await tellOf(...polls.map(outage))).toEqual([true, false, false]);
	});

	it('are told once each when an outage shows itself in two of them by turns', async () => {
		const [slow, down] = [outage('It did not answer'), outage('The connection broke')];
		expect(await tellOf(slow, down, slow, down)).toEqual([true, true, false, false]);
	});

	it('are told when the cause is another one, and anew after a success', async () => {
		const [down, refused] = [outage('Error 500'), refusal('Error 401')];
		expect(await tellOf(down, refused, down, null, down)).toEqual([true, true, false, false, true]);
	});
});
