import { isOfAnother, isOfAnotherIn, noteMade } from '../../../nodes/SocialPost/sending/made';
import { draftFor } from '../providers/fixtures/drafts';
import { post } from '../trigger/model/samples';

const draft = (text: string) => ({ ...draftFor(), text });

describe('what this process has made', () => {
	it('is known by provider and ID', () => {
		noteMade(post('a'), draft('Hello'), '1');

		expect(isOfAnother(post('a'), draft('Hello'))).toBe(true);
		expect(isOfAnother(post('a'), draft('Bye'))).toBe(false);
		expect(isOfAnother(post('b'), draft('Hello'))).toBe(false);
		expect(isOfAnother(post('a', { provider: 'smartlyQ' }), draft('Hello'))).toBe(false);
	});

	it('is of an execution', () => {
		noteMade(post('c'), draft('Hello'), '2');

		expect(isOfAnotherIn('2', post('c'))).toBe(true);
		expect(isOfAnotherIn('3', post('c'))).toBe(false);
		expect(isOfAnotherIn(undefined, post('c'))).toBe(false);
		expect(isOfAnotherIn(undefined, post('never made'))).toBe(false);
	});

	it('is the last ten thousand posts', () => {
		const ids = Array.from({ length: 10_001 }, (_, at) => `many ${at}`);
		for (const id of ids) noteMade(post(id), draft('Hello'), '4');

		expect(ids.filter((id) => !isOfAnotherIn('4', post(id)))).toEqual(['many 0']);
	});
});
