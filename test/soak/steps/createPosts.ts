import type { PublishMode } from '../../../nodes/shared/domain/post';
import { PHOTO } from '../../engine/files';
import type { Lane } from '../lane';
import { saysUnknown } from '../ledger/postBook';

const LONGEST_PLAN_MINUTES = 180;

interface Wish {
	readonly text: string;
	readonly accounts: string;
	readonly scheduledAt: number | null;
	readonly key: string;
}

/** Makes one or many posts in one of the provider's ways. */
export async function createPosts(lane: Lane): Promise<void> {
	const { draw, provider } = lane;
	const mode = draw.oneOf(provider.posts.publishModes);
	const count = draw.oneOf([1, 1, 2, 5, 12, draw.between(1, 60)]);
	const wishes = Array.from({ length: count }, () => wishFor(lane, mode));
	const outputs = await lane.runEach(
		'socialPost',
		'create',
		{
			accountIds: '={{ $json.accounts }}',
			text: '={{ $json.text }}',
			publishMode: mode,
			...(mode === 'schedule' ? { scheduledAt: '={{ $json.at }}' } : {}),
			...(mode === 'queue' ? { queueId: lane.queueId } : {}),
			...mediaFor(lane, count),
			options: {
				bulk: draw.oneOf(['auto', 'never']),
				concurrency: draw.between(1, 20),
				onUnhealthyAccount: draw.oneOf(['send', 'skip', 'fail']),
				...(draw.chance(0.3) ? { idempotencyKey: '={{ $json.key }}' } : {}),
				...(mode === 'now' && draw.chance(0.2) ? { waitForResult: true, waitTimeout: 3 } : {}),
				...(draw.chance(0.2) ? { includeRaw: true } : {}),
			},
		},
		wishes.map(({ text, accounts, scheduledAt, key }) => ({
			text,
			accounts,
			key,
			at: scheduledAt === null ? '' : new Date(scheduledAt).toISOString(),
		})),
		{ binary: PHOTO },
	);
	wishes.forEach(({ text, scheduledAt }, at) => {
		const { error, id } = outputs[at] ?? {};
		lane.posts.posts.push({
			mode,
			text,
			otherTexts: [],
			scheduledAt,
			otherTimes: [],
			report:
				error === undefined ? 'made' : saysUnknown(error) || failedEverywhere(error) ? 'unclear' : 'failed',
			error: error === undefined ? null : `${error.message} (${String(error.description)})`,
			ids: typeof id === 'string' ? id.split(',') : [],
			stop: 'no',
			wasOut: false,
			release: 'no',
			isBusy: false,
			sentAgain: 0,
			isTold: false,
			history: [],
		});
		if (error === undefined && typeof id !== 'string') lane.findings.add('outputs', `"${text}" has no ID`);
	});
}

/** With Wait for Result an item fails when its post did: that is there, and its error names it. */
function failedEverywhere({ message }: { readonly message: string }): boolean {
	return /failed on every account/.test(message);
}

function wishFor(lane: Lane, mode: PublishMode): Wish {
	const { draw } = lane;
	const [first, second] = lane.posting;
	const accounts = draw.oneOf([[first], [first], [second], [first, second]]);
	return {
		text: lane.freshText(),
		accounts: accounts.map(({ id }) => id).join(', '),
		scheduledAt: mode === 'schedule' ? lane.inMinutes(draw.between(4, LONGEST_PLAN_MINUTES)) : null,
		key: `row-${draw.between(1, 1_000_000_000)}`,
	};
}

function mediaFor(lane: Lane, count: number): object {
	if (count > 5 || lane.draw.chance(0.7)) return {};
	const item = lane.draw.chance(0.5)
		? { source: 'url', url: `${lane.world.sandbox.storageOrigin}/samples/photo.jpg`, type: 'auto' }
		: { source: 'binary', binaryPropertyName: 'data' };
	return { media: { items: [item] } };
}
