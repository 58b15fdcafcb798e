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
import { NotImplemented } from "@labs/machine";
import type { FileMetadata } from "./table-output.ts";
import type { Tables } from "./tables.ts";

/**
 * The entries of `files`, tables in the order of their keys that do not overlap. A table is opened when it is stepped
 * into, and closed when it is left, also over either end: a seek opens one at most, and behind the last largest key
 * none. Only where a table ends before the largest key that its metadata names does it go on to the next.
 *
 * Keys that are no internal keys are CorruptionErrors (`Tables.check`). Where a call throws, the iterator is not
 * valid, and may seek again.
 */
export class LevelIterator implements InternalIterator {
  /** @step 7 */
  constructor(files: readonly FileMetadata[], tables: Tables) {
    throw new NotImplemented("db-08 step 7: LevelIterator.constructor");
  }

  /** @step 7 */
  get isValid(): boolean {
    throw new NotImplemented("db-08 step 7: LevelIterator.isValid");
  }

  /** @step 7 */
  get key(): Uint8Array {
    throw new NotImplemented("db-08 step 7: LevelIterator.key");
  }

  /** @step 7 */
  get value(): Uint8Array {
    throw new NotImplemented("db-08 step 7: LevelIterator.value");
  }

  /** @step 7 */
  seekToFirst(): void {
    throw new NotImplemented("db-08 step 7: LevelIterator.seekToFirst");
  }

  /** @step 7 */
  seekToLast(): void {
    throw new NotImplemented("db-08 step 7: LevelIterator.seekToLast");
  }

  /** @step 7 */
  seek(target: Uint8Array): void {
    throw new NotImplemented("db-08 step 7: LevelIterator.seek");
  }

  /** @step 7 */
  next(): void {
    throw new NotImplemented("db-08 step 7: LevelIterator.next");
  }

  /** @step 7 */
  prev(): void {
    throw new NotImplemented("db-08 step 7: LevelIterator.prev");
  }

  /** @step 7 */
  close(): void {
    throw new NotImplemented("db-08 step 7: LevelIterator.close");
  }
}
