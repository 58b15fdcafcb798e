/**
 * LevelIterator: the tables of one level, one behind the other, as one run.
 *
 *     level 1    │ 7 a … e │ 8 g … m │ 5 n … t │        seek "h": by the version alone, table 8; 7 and 5 are not opened
 *                             ▲ here                    next behind "m": 8 is closed, 5 is opened
 *
 * A level has thousands of tables, and who looks at a range needs a few: so none is opened before it is stepped into.
 * The tables of level 0 overlap; each of them is a run of its own, of one table.
 *
 * Invariant: at most one table is open: that at `#at`.
 *
 * Source: LevelDB table/two_level_iterator.cc, db/version_set.cc (LevelFileNumIterator).
 *
 * Left out: opening the next table ahead of time.
 */
import type { InternalIterator } from "@labs/db-05";
import { assert } from "@labs/machine";
import type { FileMetadata } from "./table-output.ts";
import type { Tables } from "./tables.ts";
import { firstNotBefore } from "./version.ts";

/** @solution */
const NOT_VALID = "the iterator stands at an entry";

/**
 * The entries of `files`, tables in the order of their keys that do not overlap. A table is opened when it is stepped
 * into, and closed when it is left, also over either end: a seek opens one at most, and behind the last largest key
 * none. Only where a table ends before the largest key that its metadata names does it go on to the next.
 *
 * Keys that are no internal keys are CorruptionErrors (`Tables.check`). Where a call throws, the iterator is not
 * valid, and may seek again.
 */
export class LevelIterator implements InternalIterator {
  // @solution
  readonly #files: readonly FileMetadata[];
  // @solution
  readonly #tables: Tables;
  // @solution
  #at = -1;
  // @solution
  #table: InternalIterator | undefined;
  // @solution
  #isValid = false;

  /** @step 7 */
  constructor(files: readonly FileMetadata[], tables: Tables) {
    this.#files = files;
    this.#tables = tables;
  }

  /** @step 7 */
  get isValid(): boolean {
    return this.#isValid;
  }

  /** @step 7 */
  get key(): Uint8Array {
    assert(this.#isValid, NOT_VALID);
    return this.#table!.key;
  }

  /** @step 7 */
  get value(): Uint8Array {
    assert(this.#isValid, NOT_VALID);
    return this.#table!.value;
  }

  /** @step 7 */
  seekToFirst(): void {
    this.#enter(0)?.seekToFirst();
    this.#settle(1);
  }

  /** @step 7 */
  seekToLast(): void {
    this.#enter(this.#files.length - 1)?.seekToLast();
    this.#settle(-1);
  }

  /** @step 7 */
  seek(target: Uint8Array): void {
    this.#enter(firstNotBefore(this.#files, target))?.seek(target);
    this.#settle(1);
  }

  /** @step 7 */
  next(): void {
    this.#leaveEntry().next();
    this.#settle(1);
  }

  /** @step 7 */
  prev(): void {
    this.#leaveEntry().prev();
    this.#settle(-1);
  }

  /** @step 7 */
  close(): void {
    this.#isValid = false;
    this.#leave();
  }

  /**
   * The table at this place, opened where it is not; undefined beyond the ends. Not valid until it is settled.
   * @solution
   */
  #enter(at: number): InternalIterator | undefined {
    this.#isValid = false;
    if (at === this.#at) return this.#table;
    this.#leave();
    const file = this.#files[at];
    if (file === undefined) return undefined;
    this.#table = this.#tables.iterator(file.number);
    this.#at = at;
    return this.#table;
  }

  /** @solution */
  #leave(): void {
    this.#table?.close();
    this.#table = undefined;
    this.#at = -1;
  }

  /**
   * The table, which is about to take a step: if that throws, we are not valid.
   * @solution
   */
  #leaveEntry(): InternalIterator {
    assert(this.#isValid, NOT_VALID);
    this.#isValid = false;
    return this.#table!;
  }

  /**
   * Goes on to the next table, or the one before, while there is no entry in this one.
   * @solution
   */
  #settle(way: 1 | -1): void {
    while (this.#table !== undefined && !this.#table.isValid) {
      const table = this.#enter(this.#at + way);
      if (way === 1) table?.seekToFirst();
      else table?.seekToLast();
    }
    if (this.#table === undefined) return;
    this.#tables.check(this.#files[this.#at]!.number, this.#table.key);
    this.#isValid = true;
  }
}
