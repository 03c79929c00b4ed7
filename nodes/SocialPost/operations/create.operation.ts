import { toOutput } from '../../shared/face/output';
import type { ItemCall, Operation } from '../../shared/face/operation';
import { chooseAccounts, readHealthPolicy } from '../draft/chooseAccounts';
import { refuseProblems } from '../draft/refuseProblems';
import { createProperties } from '../draft/properties';
import { readDraft } from '../draft/readDraft';
import { readAccountIds } from '../draft/readAccountIds';
import { awaitResult, readWait } from '../sending/awaitResult';
import { createOnce } from '../sending/createOnce';
import { bulkItemsAtOnce, openSending, type Sending } from '../sending/sender';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a post',
	description: 'Publish a post now, schedule it or save it as a draft, on several accounts at once',
	properties: createProperties,
	changes: true,
	itemsAtOnce: bulkItemsAtOnce,

	async execute(call: ItemCall) {
		const sending = openSending(call);
		let isMade = false;
		try {
			const output = await createPost(call, sending);
			isMade = true;
			return [output];
		} finally {
			if (!isMade) sending.fail();
			sending.leave();
		}
	},
};

async function createPost(call: ItemCall, sending: Sending) {
	const { context, itemIndex } = call;
	const accountIds = readAccountIds(context, itemIndex);
	const unaddressed = await readDraft(call, Date.now());
	const chosen = await chooseAccounts(call, accountIds, readHealthPolicy(context, itemIndex));
	const draft = unaddressed.addressTo(chosen.accounts);
	if (context.getNodeParameter('options.validateFirst', itemIndex, true) !== false) {
		refuseProblems(draft, call.provider);
	}

	const made = await createOnce(call, draft, sending);
	const waitMs = readWait(context, itemIndex);
	const { found, timedOut } =
		waitMs === null ? { found: made, timedOut: null } : await awaitResult(call, made, waitMs);
	const item = { ...found.item, warnings: [...chosen.warnings, ...found.item.warnings] };
	const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
	return {
		...toOutput({ item, raw: found.raw }, includeRaw),
		...(timedOut === null ? {} : { timedOut }),
	};
}
