import { asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import { answerChecksOf } from '../../transport/answers';

export const { notFound, refused, requireList, unreadable } = answerChecksOf('socialSyncer');

/** The post of an answer, which is bare as far as known; an answer that wraps it as `post` is read too. */
export function postOf(body: JsonValue): JsonObject {
	const bare = asObject(body);
	return asText(bare.id) === null ? asObject(bare.post) : bare;
}
