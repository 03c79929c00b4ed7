const SECONDS_BETWEEN_SIGNS_OF_LIFE = 5;

let stream = process.stdout;

/** Progress goes to this stream from now on; scripts whose standard output is data use `process.stderr`. */
export function showProgressOn(other) {
	stream = other;
}

/** Prints one line. */
export function say(line = '') {
	stream.write(`${line}\n`);
}

/**
 * Shows that something long is under way: its title, a line every few seconds with the elapsed time, and how long it took.
 *
 * @template T
 * @param {string} title e.g. `Installing n8n`
 * @param {(report: (doing: string) => void) => Promise<T>} work gets a function that says what it is doing right now
 * @returns {Promise<T>}
 */
export async function showWhile(title, work) {
	const begun = Date.now();
	const seconds = () => `${Math.round((Date.now() - begun) / 1000)} s`;
	let doing = '';
	say(`${title} ...`);
	const signOfLife = setInterval(() => {
		say(`      ${seconds()}${doing === '' ? '' : `: ${doing}`}`);
	}, SECONDS_BETWEEN_SIGNS_OF_LIFE * 1000);
	try {
		const result = await work((now) => {
			doing = now;
		});
		say(`      done in ${seconds()}`);
		return result;
	} finally {
		clearInterval(signOfLife);
	}
}
