import { CREDENTIAL_FORMS, type CredentialField } from '../../shared/domain/connection';
import { type ItemCall, type Operation, present } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { rawOnlyOptions } from '../../shared/face/properties';
import { credentialProperties, platformProperties } from '../properties';
import { readPlatform, readRequired } from '../readConnect';

export const connectWithCredentials: Operation = {
	value: 'connectWithCredentials',
	name: 'Connect with Credentials',
	action: 'Connect an account with credentials',
	description: 'Connect an account without a browser, with an app password, a bot token or the like',
	properties: [
		...platformProperties(({ connect }) => connect.credentialPlatforms),
		...credentialProperties,
		rawOnlyOptions,
	],
	changes: true,

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const { connect, displayName } = provider;
		const platform = readPlatform(context, itemIndex, connect.credentialPlatforms, displayName);
		const fields: readonly CredentialField[] = CREDENTIAL_FORMS[platform];
		const values = Object.fromEntries(
			fields.map(({ name, displayName: label, description }) => [
				name,
				readRequired(context, itemIndex, name, label, description),
			]),
		);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const found = await present(connect.connectWithCredentials)(wire, platform, values);
		return [toOutput(found, includeRaw)];
	},
};
