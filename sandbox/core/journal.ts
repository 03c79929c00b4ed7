import type { Issue } from './issues';
import type { RequestFault, VendorKey } from './vendor';

/** Calls that the log remembers, over all vendors. */
const LOG_LENGTH = 2000;
/** Contract violations that are remembered. */
const VIOLATIONS_LENGTH = 10_000;
/** A body above this size is left out of the log. */
const LOGGED_BODY_BYTES = 16 * 1024;

const REDACTED = '[redacted]';
const SECRET_HEADER = /^(proxy-)?authorization$|^cookie$|api-?key|token|secret/i;
const SECRET_FIELD = /secret|password|token|api_?key|credential|^code$/i;

export type Outcome = 'answered' | 'dropped' | 'aborted';

/** One call as the log shows it. No secrets: headers and fields that hold them are redacted. */
export interface LogEntry {
	readonly id: number;
	/** ISO 8601, the sandbox's clock. */
	readonly at: string;
	readonly vendor: VendorKey | null;
	readonly method: string;
	/** Below the vendor's mount; the whole path for the storage. */
	readonly path: string;
	readonly query: Readonly<Record<string, unknown>>;
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed JSON or form fields; `null` when there was none, or too much of it. */
	body: unknown;
	operationId: string | null;
	/** Kind of the injected fault. */
	fault: string | null;
	/** `null` when no answer was sent. */
	status: number | null;
	outcome: Outcome;
	durationMs: number;
}

export interface Violation {
	readonly id: number;
	readonly at: string;
	readonly vendor: VendorKey | null;
	readonly kind: RequestFault['kind'] | 'auth' | 'response' | 'leakedKey';
	readonly method: string;
	readonly path: string;
	readonly operationId: string | null;
	readonly issues: readonly Issue[];
}

/** What happened: the log of requests and the contract violations. */
export class Journal {
	private log: LogEntry[] = [];
	private violated: Violation[] = [];
	private nextId = 1;

	private secrets: readonly string[] = [];

	/** The vendors' keys: redacted wherever they appear from now on. */
	hide(secrets: readonly string[]): void {
		this.secrets = secrets;
	}

	begin(call: Pick<LogEntry, 'at' | 'vendor' | 'method' | 'path' | 'query' | 'headers'>): LogEntry {
		const entry: LogEntry = {
			id: this.nextId++,
			...call,
			path: this.withoutSecrets(call.path),
			query: asRecord(this.redact(call.query)),
			headers: this.redactHeaders(call.headers),
			body: null,
			operationId: null,
			fault: null,
			status: null,
			outcome: 'aborted',
			durationMs: 0,
		};
		this.log.push(entry);
		// Cut in larger steps: dropping the first of a long list for every call would copy it each time.
		if (this.log.length > 2 * LOG_LENGTH) this.log = this.log.slice(-LOG_LENGTH);
		return entry;
	}

	noteBody(entry: LogEntry, body: unknown, sizeBytes: number): void {
		entry.body = body === undefined || sizeBytes > LOGGED_BODY_BYTES ? null : this.redact(body);
	}

	violation(entry: LogEntry, kind: Violation['kind'], issues: readonly Issue[]): void {
		const { at, vendor, method, path, operationId } = entry;
		this.violated.push({
			id: this.nextId++,
			at,
			vendor,
			kind,
			method,
			path,
			operationId,
			issues: this.redactIssues(issues),
		});
		if (this.violated.length > 2 * VIOLATIONS_LENGTH) this.violated = this.violated.slice(-VIOLATIONS_LENGTH);
	}

	/** Newest last. */
	entries(vendor: VendorKey | undefined, limit: number): LogEntry[] {
		return this.log.filter((entry) => vendor === undefined || entry.vendor === vendor).slice(-limit);
	}

	/** Oldest first. Those that belong to no vendor are listed with every one. */
	violations(vendor?: VendorKey): Violation[] {
		return this.violated.filter((entry) => belongs(entry.vendor, vendor));
	}

	clearLog(vendor?: VendorKey): void {
		this.log = this.log.filter((entry) => !belongs(entry.vendor, vendor));
	}

	clearViolations(vendor?: VendorKey): void {
		this.violated = this.violated.filter((entry) => !belongs(entry.vendor, vendor));
	}

	private redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
		return Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [
				name,
				SECRET_HEADER.test(name) ? REDACTED : this.withoutSecrets(value),
			]),
		);
	}

	private redactIssues(issues: readonly Issue[]): Issue[] {
		return issues.map((issue) => ({
			...issue,
			message: this.withoutSecrets(issue.message),
			params: asRecord(this.redact(issue.params)),
		}));
	}

	private redact(value: unknown): unknown {
		if (typeof value === 'string') return this.withoutSecrets(value);
		if (Array.isArray(value)) return value.map((item) => this.redact(item));
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([name, inner]) => [
				name,
				SECRET_FIELD.test(name) && typeof inner === 'string' ? REDACTED : this.redact(inner),
			]),
		);
	}

	private withoutSecrets(text: string): string {
		return this.secrets.reduce((rest, secret) => rest.split(secret).join(REDACTED), text);
	}
}

function belongs(owner: VendorKey | null, wanted: VendorKey | undefined): boolean {
	return wanted === undefined || owner === null || owner === wanted;
}

function asRecord(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
