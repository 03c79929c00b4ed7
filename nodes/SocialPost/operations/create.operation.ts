import { toOutput } from '../../shared/face/output';
import type { ItemCall, Operation } from '../../shared/face/operation';
import { createOnce } from '../createOnce';
import { chooseAccounts, readHealthPolicy } from '../draft/chooseAccounts';
import { createProperties } from '../draft/properties';
import { readDraft } from '../draft/readDraft';
import { readAccountIds } from '../draft/readAccountIds';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a post',
	description: 'Publish a post now, schedule it or save it as a draft, on several accounts at once',
	properties: createProperties,
	changes: true,

	async execute(call: ItemCall) {
		const { context, itemIndex, provider, wire, run } = call;
		const accountIds = readAccountIds(context, itemIndex);
		const unaddressed = readDraft(call, Date.now());
		const chosen = await chooseAccounts(
			{ provider, wire, run },
			accountIds,
			readHealthPolicy(context, itemIndex),
		);
		const draft = unaddressed.addressTo(chosen.accounts);
		const found = await createOnce({ provider, wire, run }, draft);
		const item = { ...found.item, warnings: [...chosen.warnings, ...found.item.warnings] };
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		return [toOutput({ item, raw: found.raw }, includeRaw)];
	},
};
