interface Entry<T> {
	readonly at: number;
	readonly order: number;
	readonly what: T;
}

/** What is going to happen, soonest first (a binary heap): looking at the next one costs nothing, however many wait. */
export class Timeline<T> {
	private readonly heap: Array<Entry<T>> = [];
	private added = 0;

	add(at: Date, what: T): void {
		this.heap.push({ at: at.getTime(), order: this.added++, what });
		this.rise(this.heap.length - 1);
	}

	/** Takes the next thing that is due at `now`; `null` when nothing is. */
	takeDue(now: Date): { at: Date; what: T } | null {
		const first = this.heap[0];
		if (!first || first.at > now.getTime()) return null;
		const last = this.heap.pop();
		if (last && this.heap.length > 0) {
			this.heap[0] = last;
			this.sink(0);
		}
		return { at: new Date(first.at), what: first.what };
	}

	clear(): void {
		this.heap.length = 0;
	}

	private rise(index: number): void {
		while (index > 0) {
			const parent = (index - 1) >> 1;
			if (!this.isBefore(index, parent)) return;
			this.swap(index, parent);
			index = parent;
		}
	}

	private sink(index: number): void {
		for (;;) {
			const left = 2 * index + 1;
			let first = index;
			if (left < this.heap.length && this.isBefore(left, first)) first = left;
			if (left + 1 < this.heap.length && this.isBefore(left + 1, first)) first = left + 1;
			if (first === index) return;
			this.swap(index, first);
			index = first;
		}
	}

	private isBefore(left: number, right: number): boolean {
		const [a, b] = [this.heap[left], this.heap[right]];
		if (!a || !b) return false;
		return a.at < b.at || (a.at === b.at && a.order < b.order);
	}

	private swap(left: number, right: number): void {
		const [a, b] = [this.heap[left], this.heap[right]];
		if (!a || !b) return;
		this.heap[left] = b;
		this.heap[right] = a;
	}
}
