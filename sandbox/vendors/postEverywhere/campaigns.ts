import type { Call, Reply } from '../../core/vendor';
import type { World } from '../../core/world';
import { notFound, success } from './envelope';
import { page } from './paging';
import { changeFacts, factsOf } from './postFacts';

export interface Campaign {
	readonly id: number;
	name: string;
	description: string | null;
	color: string;
	status: 'active' | 'archived';
	readonly createdAt: Date;
	updatedAt: Date;
}

type CampaignBody = Partial<Pick<Campaign, 'name' | 'description' | 'color' | 'status'>>;

const DEFAULT_COLOR = '#3b82f6';
const DEFAULT_LIMIT = 50;

/** The workspace's campaigns, by ID. */
export function campaignsOf(world: World): Map<number, Campaign> {
	world.extra.campaigns ??= new Map<number, Campaign>();
	return world.extra.campaigns as Map<number, Campaign>;
}

export function addCampaign(world: World, given: CampaignBody & { name: string }): Campaign {
	const campaign: Campaign = {
		id: world.next('campaign', 1),
		description: null,
		color: DEFAULT_COLOR,
		status: 'active',
		createdAt: world.now(),
		updatedAt: world.now(),
		...given,
	};
	campaignsOf(world).set(campaign.id, campaign);
	return campaign;
}

export function listCampaigns(world: World, { now, query }: Call): Reply {
	const found = [...campaignsOf(world).values()].filter(
		({ status }) => query.status === undefined || status === query.status,
	);
	const { items, pagination } = page(found, query, DEFAULT_LIMIT);
	return success(now, { campaigns: items.map((campaign) => campaignView(campaign, world)), pagination });
}

export function getCampaign(world: World, call: Call): Reply {
	return success(call.now, campaignView(findCampaign(world, call), world));
}

export function createCampaign(world: World, { now, body }: Call): Reply {
	return success(now, campaignView(addCampaign(world, body as CampaignBody & { name: string }), world), 201);
}

export function updateCampaign(world: World, call: Call): Reply {
	const campaign = findCampaign(world, call);
	Object.assign(campaign, call.body as CampaignBody, { updatedAt: call.now });
	return success(call.now, campaignView(campaign, world));
}

/** Its posts stay, without a campaign. */
export function deleteCampaign(world: World, call: Call): Reply {
	const { id } = findCampaign(world, call);
	campaignsOf(world).delete(id);
	for (const post of world.posts.values())
		if (factsOf(post).campaignId === id) changeFacts(post, { campaignId: null });
	return success(call.now, { id, deleted: true });
}

function findCampaign(world: World, { params }: Call): Campaign {
	const campaign = campaignsOf(world).get(Number(params.campaign_id));
	if (!campaign) throw notFound('Campaign');
	return campaign;
}

function campaignView(campaign: Campaign, world: World) {
	const { id, name, description, color, status, createdAt, updatedAt } = campaign;
	return {
		id,
		name,
		description,
		color,
		status,
		post_count: [...world.posts.values()].filter((post) => factsOf(post).campaignId === id).length,
		created_at: createdAt.toISOString(),
		updated_at: updatedAt.toISOString(),
	};
}
