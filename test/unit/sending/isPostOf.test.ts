import type { ChosenAccount, Post, PostDraft } from '../../../nodes/shared/domain/post';
import { isPostOf } from '../../../nodes/SocialPost/sending/findMade';
import { draftFor } from '../providers/fixtures/drafts';
import { post, target } from '../trigger/model/samples';

const SINCE = '2026-11-20T12:00:00.000Z';
const DUE = '2026-11-21T09:00:00.000Z';
const later = (ms: number) => new Date(Date.parse(DUE) + ms).toISOString();

const account = (id: string) => ({ id, platform: 'x' }) as ChosenAccount;
const DRAFT: PostDraft = { ...draftFor(account('1'), account('2')), scheduledAt: DUE };
const TARGETS = ['1', '2'].map((accountId) => target({ accountId }));

const POST = post('p', { text: 'Hello', createdAt: SINCE, scheduledAt: DUE, targets: TARGETS });

describe('a post', () => {
	it.each<[string, Partial<Post>, Partial<PostDraft>]>([
		['of the same text, accounts and time, made since', {}, {}],
		['made later', { createdAt: later(0) }, {}],
		['with its accounts in another order', { targets: [...TARGETS].reverse() }, {}],
		['with a target of which no account is told', { targets: [...TARGETS, target()] }, {}],
		['with a time cut to the minute', { scheduledAt: later(-59_999) }, {}],
		['with a time rounded up', { scheduledAt: later(59_999) }, {}],
		['that is out at once, as was wished', { scheduledAt: null }, { scheduledAt: null }],
		['that got a time of its own, where none was wished', {}, { scheduledAt: null }],
		['without any text, as was wished', { text: null }, { text: '' }],
	])('%s is that of the draft', (_, post_, draft) => {
		expect(isPostOf({ draft: { ...DRAFT, ...draft }, since: SINCE }, { ...POST, ...post_ })).toBe(true);
	});

	it.each<[string, Partial<Post>]>([
		['of another text', { text: 'Bye' }],
		['without text', { text: null }],
		['made before', { createdAt: '2026-11-20T11:59:59.999Z' }],
		['of which nobody knows when it was made', { createdAt: null }],
		['for another time', { scheduledAt: later(60_000) }],
		['for an earlier time', { scheduledAt: later(-60_000) }],
		['without a time', { scheduledAt: null }],
		['for one of its accounts', { targets: TARGETS.slice(1) }],
		['for more accounts', { targets: [...TARGETS, target({ accountId: '3' })] }],
		['for another account', { targets: [...TARGETS.slice(1), target({ accountId: '3' })] }],
		['for no account', { targets: [] }],
	])('%s is not', (_, post_) => {
		expect(isPostOf({ draft: DRAFT, since: SINCE }, { ...POST, ...post_ })).toBe(false);
	});
});
