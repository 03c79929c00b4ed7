import { stateErrorsOf } from '../../../nodes/shared/providers/postState';
import { post } from '../trigger/model/samples';

const errors = stateErrorsOf('smartlyQ', 'SmartlyQ', { draft: '', scheduled: '', out: 'Look there.' });

describe('the error for a post whose state does not allow it', () => {
	it('names the post and says why', () => {
		const { facts } = errors.refusedByState(post('7', { status: 'published' }), 'it cannot be changed');

		expect(facts).toMatchObject({
			cause: 'conflict',
			outcome: 'none',
			message: 'The post 7 is published, so it cannot be changed',
			advice: 'Nothing was changed. Look there.',
		});
	});

	it('stays short, whatever ID the vendor gives', () => {
		const { facts } = errors.refusedByState(post('7'.repeat(100_000)), 'it cannot be changed');

		expect(facts.message.length).toBeLessThan(300);
	});
});
