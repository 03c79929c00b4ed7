import type { Handler, Reply } from '../../core/vendor';
import type { Post, World } from '../../core/world';
import { ineligible } from './errors';
import { stateOf, type FeatureType, type Spending } from './state';

export function spend(world: World, post: Post, feature: FeatureType, at: Date): void {
	stateOf(world).spendings.set(post, { feature, at });
}

/** Refuses what the plan lacks, or has no quota left for. `post`: the item that may already hold a unit of the feature. */
export function checkQuota(world: World, feature: FeatureType, post?: Post): Reply | null {
	const { enabled, limit } = stateOf(world).plan.features[feature];
	if (!enabled) return ineligible(feature);
	if (limit === null || !stateOf(world).plan.monetizationEnabled) return null;
	const held = post && stateOf(world).spendings.get(post);
	const holdsOne = post !== undefined && held !== undefined && counts(post, held, feature, world.now());
	return usage(world, feature) - (holdsOne ? 1 : 0) >= limit ? ineligible(feature) : null;
}

export function quotaHandlers(world: World): Readonly<Record<string, Handler>> {
	const render = (feature: FeatureType) => renderFeature(world, feature);
	return {
		getFeatureData: (call) => ({
			status: 200,
			body: {
				featureData: render(call.params.featureType as FeatureType),
				monetizationEnabled: stateOf(world).plan.monetizationEnabled,
			},
		}),
		getFeaturesData: (call) => ({
			status: 200,
			body: {
				features: (call.query.featureTypes as FeatureType[]).map(render),
				monetizationEnabled: stateOf(world).plan.monetizationEnabled,
			},
		}),
	};
}

function renderFeature(world: World, type: FeatureType): object {
	const { enabled, limit } = stateOf(world).plan.features[type];
	if (!enabled || limit === null || !stateOf(world).plan.monetizationEnabled) return { type, enabled };
	const currentUsage = usage(world, type);
	const remainingUsage = Math.max(0, limit - currentUsage);
	return { type, enabled, quotaInfo: { limit, currentUsage, remainingUsage, period: 'MONTH' } };
}

function usage(world: World, feature: FeatureType): number {
	const now = world.now();
	return [...stateOf(world).spendings].filter(([post, spending]) => counts(post, spending, feature, now))
		.length;
}

/** Failures and cancellations give the unit back; a new month starts with none spent. */
function counts(post: Post, spending: Spending, feature: FeatureType, now: Date): boolean {
	if (spending.feature !== feature) return false;
	if (post.status === 'failed' || post.status === 'cancelled') return false;
	if (post.status === 'deleted' && post.publishedAt === null) return false;
	return monthOf(spending.at) === monthOf(now);
}

function monthOf(date: Date): string {
	return date.toISOString().slice(0, 'YYYY-MM'.length);
}
