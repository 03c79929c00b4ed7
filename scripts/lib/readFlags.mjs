import { parseArgs } from 'node:util';

/**
 * The flags of a command; an unknown one is an error that ends with the command's usage.
 *
 * @param {NonNullable<import('node:util').ParseArgsConfig['options']>} options as `parseArgs` of Node.js takes them; `--help`
 * and `-h` come by themselves
 * @param {string} usage
 * @returns {Record<string, any>} by name, those that were given
 */
export function readFlags(options, usage) {
	try {
		return parseArgs({ options: { ...options, help: { type: 'boolean', short: 'h' } } }).values;
	} catch (error) {
		throw new Error(`${error.message}\n\n${usage}`);
	}
}
