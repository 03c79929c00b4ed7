import type { JsonValue } from '../../../nodes/shared/domain/json';
import { hideInBody } from '../../../nodes/shared/transport/hideSecrets';

const hide = (text: string) => text.replaceAll('secret', '***');

function nested(depth: number, inside: JsonValue): JsonValue {
	let value = inside;
	for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
	return value;
}

describe('an answer without secrets', () => {
	it('has none in its texts and names, however deep', () => {
		const hidden = hideInBody(nested(400, { 'my secret': ['a secret', 1, null] }), hide);

		expect(hidden).toEqual(nested(400, { 'my ***': ['a ***', 1, null] }));
	});

	it('ends where no vendor would still nest', () => {
		const text = JSON.stringify(
			hideInBody(JSON.parse('['.repeat(9_000) + ']'.repeat(9_000)) as JsonValue, hide),
		);

		expect(text).toBe(`${'['.repeat(500)}null${']'.repeat(500)}`);
	});
});
