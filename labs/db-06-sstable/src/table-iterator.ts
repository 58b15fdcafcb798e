/**
 * TableIterator: a place among the entries of a table, in two levels.
 *
 *     index      │ "apr" ──▶ │ "cat" ──▶ │ "zoo" ──▶ │
 *                              ▲ here
 *     data       │ …       │ │ bee  cat │ │ …        │
 *                              ▲ here
 *
 * A step goes within the data block; at its end the index takes a step, and the next block is entered at its other end.
 * The block is read when it is entered, once, and given back when it is left.
 *
 * Invariants: a lease is held exactly while there is a data iterator; it is of the block at `#offset`.
 *
 * Source: LevelDB table/two_level_iterator.cc.
 *
 * Left out: reading ahead.
 */

import type { InternalIterator } from "@labs/db-05";
import { NotImplemented } from "@labs/machine";
import type { Block } from "./block.ts";
import type { BlockSource } from "./block-source.ts";

/**
 * The entries of a table. A block is leased when it is entered, and given back before another is asked for, when the
 * iterator steps over either end of the table, and by `close`, behind which it is not valid. A seek, also to either end, that
 * ends in the block where it stands leases nothing anew.
 *
 * Where a call throws, the iterator is not valid, and may seek again; a block that it still holds goes back with `close`.
 */
export class TableIterator implements InternalIterator {
  /**
   * Made by `Table.iterator`.
   * @step 5
   */
  constructor(index: Block, source: BlockSource) {
    throw new NotImplemented("db-06 step 5: TableIterator.constructor");
  }

  /** @step 5 */
  get isValid(): boolean {
    throw new NotImplemented("db-06 step 5: TableIterator.isValid");
  }

  /**
   * Borrowed until the next call: not to be its target.
   * @step 5
   */
  get key(): Uint8Array {
    throw new NotImplemented("db-06 step 5: TableIterator.key");
  }

  /**
   * Borrowed from the block; it stays right, also when the iterator moves on.
   * @step 5
   */
  get value(): Uint8Array {
    throw new NotImplemented("db-06 step 5: TableIterator.value");
  }

  /** @step 5 */
  seekToFirst(): void {
    throw new NotImplemented("db-06 step 5: TableIterator.seekToFirst");
  }

  /** @step 5 */
  seekToLast(): void {
    throw new NotImplemented("db-06 step 5: TableIterator.seekToLast");
  }

  /** @step 5 */
  seek(target: Uint8Array): void {
    throw new NotImplemented("db-06 step 5: TableIterator.seek");
  }

  /** @step 5 */
  next(): void {
    throw new NotImplemented("db-06 step 5: TableIterator.next");
  }

  /** @step 5 */
  prev(): void {
    throw new NotImplemented("db-06 step 5: TableIterator.prev");
  }

  /** @step 5 */
  close(): void {
    throw new NotImplemented("db-06 step 5: TableIterator.close");
  }
}
