import type { ConnectOperations } from '../provider';
import { notWritten } from './answers';
import { NETWORKS } from './mapping';

export const connect: ConnectOperations = {
	linkPlatforms: NETWORKS,
	credentialPlatforms: [],
	takesReturnUrl: false,
	createLink: async () => await Promise.reject(notWritten('Create Link')),
	getStatus: async () => await Promise.reject(notWritten('Get Status')),
	reconnect: async () => await Promise.reject(notWritten('Reconnect')),
};
