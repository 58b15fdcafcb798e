/**
 * RaftLog: the log of one machine, as far as it is in memory.
 *
 *     index     1    2    3    4    5    6    7
 *     term      1    1    2    4    4    4    5
 *                              └─ firstIndexOf(5) ─┘  4: the first of the term of entry 5
 *                                        ├── unsaved ─▶  from here on the next `ready` tells what to save
 *
 * Invariants: entry i stands at place i; terms never fall from one entry to the next.
 *
 * Source: Raft §5.3.
 *
 * Left out: dropping what a snapshot covers, which is db-17's.
 */
import { assert } from "@labs/machine";
import type { Entry } from "./messages.ts";

/** The entries of a log. */
export class RaftLog {
  // @solution
  readonly #entries: Entry[];
  /**
   * The first entry that was not told of yet, to be saved.
   * @solution
   */
  #unsaved: number;

  /**
   * @param entries what was saved, from entry 1 on; copied
   * @step 1
   */
  constructor(entries: readonly Entry[]) {
    this.#entries = [...entries];
    this.#unsaved = entries.length + 1;
  }

  /**
   * The index of the last entry; 0 where there is none.
   * @step 1
   */
  get lastIndex(): number {
    return this.#entries.length;
  }

  /**
   * The term of the last entry; 0 where there is none.
   * @step 1
   */
  get lastTerm(): number {
    return this.termAt(this.lastIndex) ?? 0;
  }

  /**
   * The term of entry `index`. Of index 0, before the first, it is 0; undefined behind the end.
   * @step 1
   */
  termAt(index: number): number | undefined {
    return index === 0 ? 0 : this.#entries[index - 1]?.term;
  }

  /**
   * Entry `index`; undefined where there is none.
   * @step 1
   */
  entry(index: number): Entry | undefined {
    return this.#entries[index - 1];
  }

  /**
   * The entries from index `from` on, before index `to`, both from 1 on; fewer where the log ends, `most` at most.
   * What becomes of the log later changes nothing in what was told.
   * @step 1
   */
  slice(from: number, to: number, most = Number.POSITIVE_INFINITY): readonly Entry[] {
    return this.#entries.slice(from - 1, Math.min(to - 1, from - 1 + most));
  }

  /**
   * Puts `entry` at the end. Its index must be the next one (InvariantError).
   * @step 1
   */
  append(entry: Entry): void {
    assert(entry.index === this.lastIndex + 1, `entry ${entry.index} behind ${this.lastIndex}`);
    this.#entries.push(entry);
  }

  /**
   * Removes entry `index` and all behind it; behind the end it changes nothing. They are to be saved as they are from now on: what comes in their place is
   * among the unsaved.
   * @step 1
   */
  truncate(index: number): void {
    this.#entries.length = Math.min(this.#entries.length, index - 1);
    this.#unsaved = Math.min(this.#unsaved, index);
  }

  /**
   * The first entry of the term of entry `index`, in an unbroken run that ends there.
   * @step 3
   */
  firstIndexOf(index: number): number {
    const term = this.termAt(index);
    let first = index;
    while (first > 1 && this.termAt(first - 1) === term) first -= 1;
    return first;
  }

  /**
   * The last entry whose term is `term`; undefined where there is none, and of term 0. Terms never fall: a search by
   * halves finds it.
   * @step 3
   */
  lastIndexOf(term: number): number | undefined {
    let [low, high] = [0, this.lastIndex];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.termAt(middle) ?? 0) <= term) low = middle;
      else high = middle - 1;
    }
    return this.termAt(low) === term && low > 0 ? low : undefined;
  }

  /**
   * The entries that were appended since the last call, in the order of their indexes. Where the first of them has an
   * index that was saved before, it and what follows replace what was saved from there on. What becomes of the log later
   * changes nothing in what was told.
   * @step 1
   */
  takeUnsaved(): readonly Entry[] {
    const unsaved = this.#entries.slice(this.#unsaved - 1);
    this.#unsaved = this.lastIndex + 1;
    return unsaved;
  }
}
