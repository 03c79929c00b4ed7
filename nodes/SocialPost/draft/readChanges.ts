import { InputError } from '../../shared/domain/inputError';
import type { PostChanges } from '../../shared/domain/post';
import type { ItemCall } from '../../shared/face/operation';
import { chooseAccounts, readHealthPolicy } from './chooseAccounts';
import { readAccountIdsIfAny } from './readAccountIds';
import { readJsonObject } from './readJsonObject';
import { readMedia } from './readMedia';
import { readOverrides } from './readOverrides';
import { readText } from './readText';

/**
 * What shall become different. What was left empty stays as it is.
 *
 * @throws InputError when nothing was given, or an account cannot be used
 */
export async function readChanges(call: ItemCall): Promise<PostChanges> {
	const { context, itemIndex } = call;
	const text = readText('Text', context.getNodeParameter('text', itemIndex, ''));
	const media = await readMedia(context, itemIndex);
	const overrides = readOverrides(call);
	const accountIds = readAccountIdsIfAny(context, itemIndex);
	const additionalFields = readJsonObject(
		'Additional Fields',
		context.getNodeParameter('options.additionalFields', itemIndex, '{}'),
	);
	const nothing =
		text === '' &&
		media.length === 0 &&
		overrides.length === 0 &&
		accountIds.length === 0 &&
		Object.keys(additionalFields).length === 0;
	if (nothing) {
		throw new InputError(
			'Text',
			'There is nothing to change',
			'Give a new text, accounts, media, overrides or additional fields. To move the post to another time, use Reschedule.',
		);
	}
	const accounts =
		accountIds.length > 0
			? (await chooseAccounts(call, accountIds, readHealthPolicy(context, itemIndex))).accounts
			: undefined;
	return {
		...(text === '' ? {} : { text }),
		...(accounts === undefined ? {} : { accounts }),
		...(media.length === 0 ? {} : { media }),
		...(overrides.length === 0 ? {} : { overrides }),
		additionalFields,
	};
}
