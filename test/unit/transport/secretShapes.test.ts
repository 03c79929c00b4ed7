import fc from 'fast-check';

import { hider } from '../../../nodes/shared/transport/secretShapes';

const secret = fc
	.string({ minLength: 8, maxLength: 60, unit: 'grapheme' })
	.filter((text) => text.trim().length > 7);
const around = fc.string({ maxLength: 20, unit: 'grapheme-ascii' });

describe('a secret in a text', () => {
	it('is hidden as it is, in an address and in JSON, wherever it stands', () => {
		fc.assert(
			fc.property(secret, around, around, (hidden, before, after) => {
				const hide = hider([hidden]);
				const inAddress = `${before}${encodeURIComponent(hidden)}${after}`;
				const inJson = JSON.stringify({ [`${before}${hidden}`]: `${hidden}${after}` });
				expect(hide(`${before}${hidden}${after}`)).toBe(`${before}***${after}`);
				expect(hide(inAddress)).not.toContain(encodeURIComponent(hidden));
				expect(JSON.stringify(JSON.parse(hide(inJson)))).not.toContain(hidden);
			}),
		);
	});

	it.each(['base64', 'base64url'] as const)(
		'cannot be read back from %s, whatever is around it',
		(alphabet) => {
			fc.assert(
				fc.property(secret, around, around, (hidden, before, after) => {
					const text = Buffer.from(`${before}${hidden}${after}`).toString(alphabet);
					const shown = hider([hidden])(text);
					expect(shown).toContain('***');
					const rest = shown.split('***').map((part) => Buffer.from(part, alphabet).toString());
					for (const part of rest) expect(part).not.toContain(hidden.slice(0, -1));
				}),
			);
		},
	);

	it('with half a sign in it is no obstacle', () => {
		expect(hider(['abcdef\ud800'])('it is abcdef\ud800.')).toBe('it is ***.');
	});

	it('that is part of another one does not save the other', () => {
		expect(hider(['abcdef', 'abcdefghij'])('x abcdefghij y abcdef')).toBe('x *** y ***');
	});
});
