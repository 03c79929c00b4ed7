import type { Call, Handler, Reply } from '../../core/vendor';
import type { World } from '../../core/world';
import type { Answer, Ask } from './ask';
import { Refusal } from './envelope';
import { repeatedly } from './idempotency';
import { continueRecycling } from './recycling';
import { stateOf } from './state';
import { countCall } from './wallet';

/** Makes handlers of answers: looks up the profile, honours idempotency keys, and turns refusals into replies. */
export function asHandlers(world: World, answers: Readonly<Record<string, Answer>>): Record<string, Handler> {
	return Object.fromEntries(
		Object.entries(answers).map(([operationId, answer]) => [
			operationId,
			(call: Call) => ask(world, call, answer),
		]),
	);
}

function ask(world: World, call: Call, answer: Answer): Reply {
	countCall(world);
	continueRecycling(world);
	try {
		const asked: Ask = { ...call, profileId: profileOf(world, call) };
		return repeatedly(world, asked, () => answer(asked));
	} catch (error) {
		if (error instanceof Refusal) return error.reply(call.now);
		throw error;
	}
}

function profileOf(world: World, { headers }: Call): number {
	const given = headers['x-profile-id'];
	if (given === undefined) return 0;
	const profile = stateOf(world).profiles.get(Number(given));
	if (profile === undefined) throw new Refusal(404, 'PROFILE_NOT_FOUND', 'Profile not found.');
	if (profile.paused) throw new Refusal(409, 'PROFILE_PAUSED', 'This profile is paused.');
	return profile.id;
}
