/** What a process sends back: the answer, or why there is none. */
export type Reply = { readonly answer: unknown } | { readonly failure: string };

/**
 * Lets this process answer the questions of the one that started it, one at a time, until that one is gone or hangs up.
 *
 * @param work gives the answer; what it throws is told as a failure
 */
export function answerQuestions<Question>(work: (question: Question) => Promise<unknown>): void {
	const reply = (message: Reply) => process.send?.(message);
	process.on('message', (question) => {
		work(question as Question).then(
			(answer) => reply({ answer }),
			(error: unknown) => reply({ failure: error instanceof Error ? error.message : String(error) }),
		);
	});
	process.on('disconnect', () => process.exit());
}
