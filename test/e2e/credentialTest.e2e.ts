import { keepsCauses } from './features';
import {
	type N8n,
	openFreshly,
	violations,
	withNobodyThere,
	withWrongSecret,
	workingCredentials,
} from './running';

describe.each(workingCredentials().map((credential) => [credential.type, credential] as const))(
	'the test call of %s',
	(_type, credential) => {
		let n8n: N8n;
		beforeAll(async () => {
			n8n = await openFreshly();
		});

		it('is green for a working credential', async () => {
			expect(await n8n.testCredential(credential)).toMatchObject({ status: 'OK' });
		});

		it('is red with the reason for a wrong secret, and shows no secret', async () => {
			const wrong = withWrongSecret(credential);

			const { status, message } = await n8n.testCredential(wrong);

			expect(status).toBe('Error');
			expect(message).toMatch(keepsCauses() ? /(API key|Instance ID)/ : /check your credentials/);
			for (const secret of [wrong.data.apiKey, wrong.data.appSecret]) {
				if (secret !== undefined) expect(message).not.toContain(secret);
			}
		});

		it('says that the host cannot be reached', async () => {
			const { status, message } = await n8n.testCredential(await withNobodyThere(credential));

			expect(status).toBe('Error');
			expect(message).toMatch(/refused|reach/i);
		});

		it('refuses to send a key over plain http to another machine', async () => {
			const baseUrl = 'http://api.example.com/v1';
			const { status, message } = await n8n.testCredential({
				...credential,
				data: { ...credential.data, baseUrl },
			});

			expect(status).toBe('Error');
			expect(message).toMatch(/plain http/);
		});
	},
);

it('asks the vendors nothing that their contracts do not know', async () => {
	expect(await violations()).toEqual([]);
});
