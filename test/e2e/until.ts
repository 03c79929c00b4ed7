const MILLISECONDS_BETWEEN_LOOKS = 200;
const SECONDS_AT_MOST = 30;

/** Looks again and again until there is something to see. */
export async function until<T>(
	what: string,
	look: () => Promise<T | undefined | null | false>,
	seconds = SECONDS_AT_MOST,
): Promise<T> {
	const patienceEnds = Date.now() + seconds * 1000;
	for (;;) {
		const seen = await look();
		if (seen !== undefined && seen !== null && seen !== false) return seen;
		if (Date.now() > patienceEnds) throw new Error(`Waited in vain for ${seconds} s until ${what}.`);
		await new Promise((resolve) => setTimeout(resolve, MILLISECONDS_BETWEEN_LOOKS));
	}
}
