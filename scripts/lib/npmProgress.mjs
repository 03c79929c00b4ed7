const ANSWERED = /^npm http (?:fetch GET 200|cache) (\S+)/;

/**
 * Follows the output of an npm that installs with `--loglevel=http`.
 *
 * @param {number} total how many packages the lock file has
 * @param {(doing: string) => void} report
 * @returns {(line: string) => void} takes each line
 */
export function countFetched(total, report) {
	let described = 0;
	let fetched = 0;
	report('asking the registry');
	return (line) => {
		const address = ANSWERED.exec(line)?.[1];
		if (address === undefined) return;
		if (address.endsWith('.tgz')) fetched += 1;
		else described += 1;
		report(
			fetched === 0
				? `asking the registry, ${described} answers`
				: `${fetched} of up to ${total} packages fetched`,
		);
	};
}
