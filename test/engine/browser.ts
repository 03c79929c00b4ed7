import { fetch } from 'undici';

/** What a person sees after pressing a button on a consent page. */
export interface Landing {
	readonly status: number;
	/** Where they were sent; `null` when they stayed. */
	readonly address: string | null;
	readonly text: string;
}

/** Opens a connect link and presses a button, as a person would. */
export async function answerConsent(connectUrl: string, decision: 'approve' | 'refuse'): Promise<Landing> {
	const page = await fetch(connectUrl);
	if (page.status !== 200) return { status: page.status, address: null, text: await page.text() };
	await page.text();
	const answer = await fetch(page.url, {
		method: 'POST',
		redirect: 'manual',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: `decision=${decision}`,
	});
	return { status: answer.status, address: answer.headers.get('location'), text: await answer.text() };
}
