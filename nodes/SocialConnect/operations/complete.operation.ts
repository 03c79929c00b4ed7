import { type ItemCall, type Operation, present } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { rawOnlyOptions } from '../../shared/face/properties';
import { readLine } from '../../shared/face/readPlain';
import { platformProperties } from '../properties';
import { readPlatform, readRequired, readWebAddress } from '../readConnect';

export const complete: Operation = {
	value: 'complete',
	name: 'Complete',
	action: 'Complete a connection',
	description: 'Finish an OAuth redirect that your own page has received',
	properties: [
		...platformProperties(({ connect }) => (connect.complete ? connect.linkPlatforms : [])),
		{
			displayName: 'Code',
			name: 'code',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The "code" in the address of the redirect. It works once and not for long.',
		},
		{
			displayName: 'Redirect URL',
			name: 'redirectUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/connected',
			description: 'The return URL that the link was made with, letter for letter',
		},
		rawOnlyOptions,
	],
	changes: true,

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const { connect, displayName } = provider;
		const platform = readPlatform(context, itemIndex, connect.linkPlatforms, displayName);
		const code = readRequired(
			context,
			itemIndex,
			'code',
			'Code',
			'Take it from the address of the redirect, such as {{ $json.query.code }} of a Webhook node.',
		);
		const redirectUrl = readWebAddress(
			'Redirect URL',
			readLine('Redirect URL', context.getNodeParameter('redirectUrl', itemIndex, '')),
		);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const found = await present(connect.complete)(wire, platform, code, redirectUrl);
		return [toOutput(found, includeRaw)];
	},
};
