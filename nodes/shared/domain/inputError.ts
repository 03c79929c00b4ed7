/** A value the user gave that cannot be used; thrown before anything is sent. */
export class InputError extends Error {
	/** Name of the parameter as the editor shows it. */
	readonly parameter: string;
	/** The way out, in plain words. */
	readonly advice: string;

	constructor(parameter: string, message: string, advice: string) {
		super(message);
		this.name = 'InputError';
		this.parameter = parameter;
		this.advice = advice;
	}
}
