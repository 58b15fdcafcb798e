/**
 * What is going to happen, in the order of time; of what happens together, in the order in which it was planned.
 *
 *              3                a binary heap: each is before its two children,
 *            ╱   ╲              entry i has them at 2i + 1 and 2i + 2
 *           5     4
 *          ╱ ╲
 *         9   5
 *
 * Invariant: the order is total, so that the same plans come out in the same order on every machine.
 */

/** Something planned for a time. */
export interface Planned {
  readonly at: number;
  /** The number of the plan; given by the queue. */
  order: number;
}

/** Plans, of which the first can be taken; O(log n) each. */
export class EventQueue<Event extends Planned> {
  readonly #heap: Event[] = [];
  #planned = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** The one that comes first. */
  get first(): Event | undefined {
    return this.#heap[0];
  }

  add(event: Event): void {
    event.order = this.#planned++;
    this.putBack(event);
  }

  /** Puts one that was taken out into its old place: its time, and its order among those of that time. */
  putBack(event: Event): void {
    const heap = this.#heap;
    let i = heap.push(event) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!isBefore(event, heap[parent]!)) break;
      heap[i] = heap[parent]!;
      i = parent;
    }
    heap[i] = event;
  }

  /** Takes the first out. */
  take(): Event | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    const { length } = heap;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= length) break;
      if (child + 1 < length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (!isBefore(heap[child]!, last)) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = last;
    return first;
  }
}

function isBefore(a: Planned, b: Planned): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
