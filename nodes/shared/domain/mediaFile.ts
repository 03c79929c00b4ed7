/** Bytes as they come; a stream of Node, by what is needed of it. */
export interface ByteStream extends AsyncIterable<Uint8Array> {
	/** The same stream with something put around it. */
	compose(around: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>): ByteStream;
	destroy(): unknown;
}

/** A file that is streamed from where n8n keeps it, never held whole by us. */
export interface MediaFile {
	/** With an extension that fits the type. */
	readonly filename: string;
	readonly mimeType: string;
	readonly sizeBytes: number;
	/**
	 * The bytes from the start; each call opens them anew, so that an upload can be sent again. A buffer only where n8n
	 * itself holds the file in memory.
	 */
	open(): Promise<ByteStream | Buffer>;
}
