/**
 * mergingIterator: many sorted runs, walked over as one.
 *
 *     memtable   a ──────── d ───────────── k            next: the least of those that wait
 *     table 7    ── b ───────── e ── f ─────             prev: the greatest
 *     table 3    ── c ────────────── g ─────
 *
 *     forwards   each child stands at its first entry     backwards   each child stands at its last entry that
 *                that is not before ours                              is not behind ours
 *
 *     heap          d table 1                a step moves the child on top alone, and it sinks to its place
 *               e table 7   g table 3
 *
 * To turn round in the middle, every child but the one on top is sought to the other side of our
 * key: the one on top stands at it, and no other has it.
 *
 * Invariants: the heap holds the children that are valid, the next one on top, and each with the
 * key that it stands at, which is borrowed as long as it is not moved. No key is in two children.
 *
 * A heap, though LevelDB asks all children at each step: with 3 children it costs as many
 * comparisons, with 12 files of level 0 and 6 levels half of them, and where one child has the next
 * entries too, two comparisons.
 *
 * Source: LevelDB table/merger.cc; for the heap, Knuth, TAOCP volume 3, §5.4.1.
 *
 * Left out: equal keys, which do not occur, since no two writes have the same sequence number.
 */
import { assert } from "@labs/machine";
import type { InternalIterator } from "./internal-iterator.ts";
// @solution
import { compareInternalKeys } from "./internal-key.ts";

/**
 * The entries of all `children` in one order. No internal key is in two of them. From now on they
 * are moved by this one alone, and closed by its `close`.
 *
 * - `next` where the last step was `next` or a seek other than seekToLast moves one child by one
 *   entry, and asks nothing of the others but, twice each at most, `isValid` and `key`; `prev`
 *   likewise where the last was `prev` or seekToLast.
 * - A seek seeks each child once. A step the other way is a turn: it seeks each child twice at
 *   most, and steps each once at most.
 * - A child that is at its end is not called again before a seek or a turn.
 * - What a child throws is thrown. Afterwards, only the seeks and `close` may be called.
 *
 * @step 5
 */
export function mergingIterator(children: readonly InternalIterator[]): InternalIterator {
  return new MergingIterator(children);
}

/**
 * A child, and the key it stands at.
 * @solution
 */
class Run {
  readonly iterator: InternalIterator;
  key: Uint8Array = NO_KEY;

  constructor(iterator: InternalIterator) {
    this.iterator = iterator;
  }
}

/** @solution */
const NO_KEY = new Uint8Array();
/** @solution */
const FORWARDS = 1;
/** @solution */
const BACKWARDS = -1;

/** @solution */
class MergingIterator implements InternalIterator {
  readonly #runs: readonly Run[];
  /** A binary heap: the children of the one at i are at 2i + 1 and 2i + 2. */
  readonly #heap: Run[] = [];
  #direction = FORWARDS;

  constructor(children: readonly InternalIterator[]) {
    this.#runs = children.map((child) => new Run(child));
  }

  get isValid(): boolean {
    return this.#heap.length > 0;
  }

  get key(): Uint8Array {
    return this.#top().key;
  }

  get value(): Uint8Array {
    return this.#top().iterator.value;
  }

  seekToFirst(): void {
    this.#heap.length = 0;
    for (const { iterator } of this.#runs) iterator.seekToFirst();
    this.#gather(FORWARDS);
  }

  seekToLast(): void {
    this.#heap.length = 0;
    for (const { iterator } of this.#runs) iterator.seekToLast();
    this.#gather(BACKWARDS);
  }

  seek(target: Uint8Array): void {
    this.#heap.length = 0;
    for (const { iterator } of this.#runs) iterator.seek(target);
    this.#gather(FORWARDS);
  }

  next(): void {
    const top = this.#top();
    if (this.#direction === FORWARDS) {
      top.iterator.next();
      this.#replaceTop(top);
      return;
    }
    for (const run of this.#runs) if (run !== top) run.iterator.seek(top.key);
    top.iterator.next();
    this.#gather(FORWARDS);
  }

  prev(): void {
    const top = this.#top();
    if (this.#direction === BACKWARDS) {
      top.iterator.prev();
      this.#replaceTop(top);
      return;
    }
    for (const run of this.#runs) if (run !== top) seekBefore(run.iterator, top.key);
    top.iterator.prev();
    this.#gather(BACKWARDS);
  }

  close(): void {
    this.#heap.length = 0;
    for (const { iterator } of this.#runs) iterator.close();
  }

  #top(): Run {
    const top = this.#heap[0];
    assert(top !== undefined, "a merging iterator that is not valid was asked or moved");
    return top;
  }

  /** Makes the heap anew, of the children as they stand. */
  #gather(direction: number): void {
    const heap = this.#heap;
    this.#direction = direction;
    heap.length = 0;
    for (const run of this.#runs) {
      if (!run.iterator.isValid) continue;
      run.key = run.iterator.key;
      heap.push(run);
    }
    for (let at = (heap.length >> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  /** Mends the heap when the child on top has moved. */
  #replaceTop(top: Run): void {
    if (top.iterator.isValid) top.key = top.iterator.key;
    else {
      const last = this.#heap.pop()!;
      if (last === top) return;
      this.#heap[0] = last;
    }
    this.#sink(0);
  }

  /** Brings the one at `start` down to where none below it comes before it. */
  #sink(start: number): void {
    const heap = this.#heap;
    const count = heap.length;
    const run = heap[start]!;
    let at = start;
    for (let below = 2 * at + 1; below < count; below = 2 * at + 1) {
      if (below + 1 < count && this.#isBefore(heap[below + 1]!, heap[below]!)) below += 1;
      if (this.#isBefore(run, heap[below]!)) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = run;
  }

  #isBefore(a: Run, b: Run): boolean {
    return compareInternalKeys(a.key, b.key) * this.#direction < 0;
  }
}

/**
 * To the last entry before `key`.
 * @solution
 */
function seekBefore(iterator: InternalIterator, key: Uint8Array): void {
  iterator.seek(key);
  if (iterator.isValid) iterator.prev();
  else iterator.seekToLast();
}
