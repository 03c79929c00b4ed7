import { platformName } from '../../shared/domain/platform';
import { listIds } from '../../shared/face/listIds';
import { type ItemCall, type Operation, present } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { rawOnlyOptions } from '../../shared/face/properties';
import { variantsByProvider } from '../../shared/face/variantsByProvider';

export const getPlatformRules: Operation = {
	value: 'getPlatformRules',
	name: 'Get Platform Rules',
	action: 'Get the rules of networks',
	description: 'List what each network takes: caption length, number, size and length of media',
	properties: [
		...variantsByProvider(
			({ platforms }) => platforms,
			(platforms, provider) => ({
				displayName: 'Networks',
				name: 'platforms',
				type: 'multiOptions',
				options: platforms.map((platform) => ({ name: platformName(platform), value: platform })),
				default: [],
				description: 'Only these networks; none chosen means all of the provider',
				displayOptions: { show: { provider } },
			}),
		),
		rawOnlyOptions,
	],

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const platforms = listIds(context.getNodeParameter('platforms', itemIndex, []));
		const rules = await present(provider.accounts.getPlatformRules)(
			wire,
			platforms.length > 0 ? platforms : undefined,
		);
		return rules.map((one) => toOutput(one, includeRaw));
	},
};
