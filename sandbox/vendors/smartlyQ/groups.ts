import type { World } from '../../core/world';
import { accountsOf } from './accounts';
import type { Answer, Ask } from './ask';
import { invalid, notFound, success, utcTime, utcTimeOrNull } from './envelope';
import { stateOf, type AccountGroup } from './state';

const MAX_GROUPS = 50;
const FIRST_NEW_GROUP = 71;

interface GroupBody {
	readonly name?: string;
	readonly account_ids?: readonly number[];
}

export function groupAnswers(world: World): Record<string, Answer> {
	const { groups } = stateOf(world);
	const ofProfile = (profileId: number) =>
		[...groups.values()].filter((group) => group.profileId === profileId);
	return {
		listAccountGroups: ({ now, profileId }) => success(now, ofProfile(profileId).map(groupView)),
		createAccountGroup: (ask) => {
			const { now, profileId } = ask;
			if (ofProfile(profileId).length >= MAX_GROUPS)
				throw invalid(`A workspace may have ${MAX_GROUPS} account groups.`);
			const { name = '', account_ids: ids = [] } = ask.body as GroupBody;
			const accountIds = connectedIds(world, profileId, ids);
			const id = world.next('account group', FIRST_NEW_GROUP);
			const group: AccountGroup = { id, profileId, name, accountIds, createdAt: now, updatedAt: null };
			groups.set(id, group);
			return success(now, groupView(group), 201);
		},
		getAccountGroup: (ask) => success(ask.now, groupView(groupOfPath(world, ask))),
		updateAccountGroup: (ask) => {
			const group = groupOfPath(world, ask);
			const { name, account_ids: ids } = ask.body as GroupBody;
			group.accountIds = ids === undefined ? group.accountIds : connectedIds(world, ask.profileId, ids);
			group.name = name ?? group.name;
			group.updatedAt = ask.now;
			return success(ask.now, groupView(group));
		},
		deleteAccountGroup: (ask) => {
			groups.delete(groupOfPath(world, ask).id);
			return success(ask.now, {});
		},
	};
}

function groupOfPath(world: World, { params, profileId }: Ask): AccountGroup {
	const group = stateOf(world).groups.get(Number(params.group_id));
	if (group === undefined || group.profileId !== profileId) throw notFound('Account group');
	return group;
}

function connectedIds(world: World, profileId: number, ids: readonly number[]): string[] {
	const connected = new Set(accountsOf(world, profileId).map(({ id }) => id));
	const unknown = ids.filter((id) => !connected.has(String(id)));
	if (unknown.length > 0) throw invalid(`Not connected here: ${unknown.join(', ')}.`, 'account_ids');
	return [...new Set(ids)].map(String);
}

function groupView({ id, name, accountIds, createdAt, updatedAt }: AccountGroup) {
	return {
		id,
		name,
		account_ids: accountIds.map(Number),
		created_at: utcTime(createdAt),
		updated_at: utcTimeOrNull(updatedAt),
	};
}
