import { randomUUID } from 'node:crypto';

import type { Reply } from '../../core/vendor';

export interface Pagination {
	readonly page: number;
	readonly per_page: number;
	readonly total: number;
	readonly total_pages: number;
	readonly pages: number;
}

interface Beside {
	readonly pagination?: Pagination;
	readonly usage?: unknown;
}

/** The vendor's answer to what it has done: `data` in its envelope. */
export function success(now: Date, data: unknown, status = 200, beside: Beside = {}): Reply {
	return { status, body: { success: true, data, ...beside, meta: meta(now) } };
}

/** A page of a list, each entry as `view` prints it, with the number of pages under both published names. */
export function page<T>(
	now: Date,
	all: readonly T[],
	query: Readonly<Record<string, unknown>>,
	view: (one: T) => unknown,
): Reply {
	const number = Number(query.page ?? 1);
	const perPage = Number(query.per_page ?? DEFAULT_PAGE_SIZE);
	const pages = Math.ceil(all.length / perPage);
	return success(now, all.slice((number - 1) * perPage, number * perPage).map(view), 200, {
		pagination: { page: number, per_page: perPage, total: all.length, total_pages: pages, pages },
	});
}

const DEFAULT_PAGE_SIZE = 20;

/** The vendor refuses: thrown anywhere below a handler. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly details: Readonly<Record<string, unknown>> = {},
	) {
		super(message);
	}

	/** @param now for `meta.timestamp`; where no sandbox time is at hand, the machine's */
	reply(now: Date = new Date()): Reply {
		const { status, code, message, details } = this;
		return { status, body: { success: false, error: { code, message, details }, meta: meta(now) } };
	}
}

/** 422 that names the fields that are wrong. */
export function invalid(message: string, ...fields: readonly string[]): Refusal {
	return new Refusal(422, 'VALIDATION_ERROR', message, fields.length > 0 ? { fields } : {});
}

export function notFound(what: string): Refusal {
	return new Refusal(404, 'RESOURCE_NOT_FOUND', `${what} not found.`);
}

export function conflict(message: string): Refusal {
	return new Refusal(409, 'CONFLICT', message);
}

/** `2026-07-26T09:41:22Z`, as the vendor prints times. */
export function utcTime(date: Date): string {
	return `${date.toISOString().slice(0, 19)}Z`;
}

export function utcTimeOrNull(date: Date | null): string | null {
	return date === null ? null : utcTime(date);
}

/** `2026-07-26 09:41:22` (UTC), the other form: queue slots and rows of a batch. */
export function slotTime(date: Date): string {
	return date.toISOString().slice(0, 19).replace('T', ' ');
}

function meta(now: Date): { request_id: string; timestamp: string } {
	return { request_id: `req_${randomUUID()}`, timestamp: utcTime(now) };
}
