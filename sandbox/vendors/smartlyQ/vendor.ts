import type { SandboxVendor } from '../../core/vendor';
import { API_KEY, authenticate } from './access';
import { accountAnswers } from './accounts';
import { asHandlers } from './handlers';
import { bulkAnswers } from './bulk';
import { connectAnswers, consentRedirect, newAccount } from './connect';
import { Refusal } from './envelope';
import { groupAnswers } from './groups';
import { refusal } from './health';
import { rateLimit } from './limits';
import { lookupAnswers } from './lookups';
import { mediaAnswers, uploaded } from './media';
import { postActionAnswers } from './postActions';
import { newPostId } from './postRecords';
import { postAnswers } from './posts';
import { queueAnswers } from './queues';
import { refuse } from './refuse';
import { seed } from './seed';
import { validateAnswers } from './validate';
import { meAnswers } from './wallet';

/** SmartlyQ, as far as posting needs it. */
export const smartlyQ: SandboxVendor = {
	key: 'smartlyQ',
	title: 'SmartlyQ',
	mount: '/smartlyq',
	contract: 'smartlyq.openapi.yaml',
	access: (origin) => ({ baseUrl: `${origin}/smartlyq/v1`, apiKey: API_KEY }),
	rateLimit,

	seed,
	refusal: (account, world) => refusal(account, world.now()),

	authenticate,
	refuse,
	rateLimited: (seconds) =>
		new Refusal(429, 'RATE_LIMIT_EXCEEDED', `Too many requests. Try again in ${seconds} seconds.`, {
			retry_after: seconds,
		}).reply(),
	serverError: () => new Refusal(500, 'SERVER_ERROR', 'Something went wrong on our side.').reply(),

	handlers: (world) =>
		asHandlers(world, {
			...meAnswers(world),
			...accountAnswers(world),
			...lookupAnswers(world),
			...connectAnswers(world),
			...postAnswers(world),
			...postActionAnswers(world),
			...bulkAnswers(world),
			...validateAnswers(world),
			...queueAnswers(world),
			...groupAnswers(world),
			...mediaAnswers(world),
		}),
	consentRedirect,
	newAccount,
	newPostId,
	uploaded,
};
