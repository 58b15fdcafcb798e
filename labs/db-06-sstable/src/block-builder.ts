/**
 * Building a block: sorted entries, each key without the beginning that it shares with the one before.
 *
 *     entry      │ shared │ unshared │ value size │ rest of the key │ value │
 *                  varint   varint     varint       unshared bytes
 *
 *     "apple"      0        5          1            apple             1         ◀── a restart: shared is 0
 *     "apply"      4        1          2            y                 22
 *     "april"      2        3          0            ril
 *     "bee"        0        3          1            bee               4         ◀── a restart, here every 3 entries
 *
 *     block      │ entry │ entry │ entry │ entry │ … │ restart 0 │ restart 1 │ … │ count │
 *                ▲                       ▲             4 bytes each, the lowest first
 *                └─ offset 0             └─ offset 21
 *
 * A key can be put together only from the last restart on. So restarts are what a search goes by, and the entries
 * between two of them are what it has to walk.
 *
 * Invariants: the first restart is 0, also in a block without entries; restarts rise.
 *
 * Source: LevelDB table/block_builder.cc, doc/table_format.md.
 *
 * Left out: RocksDB's hash index behind the restarts, and its delta-encoded values.
 */

import { compareBytes } from "@labs/db-05";
import { NotImplemented } from "@labs/machine";

/** How keys are ordered: less than 0, 0 or more than 0, as `a` is before `b`, the same, or behind it. */
export type Compare = (a: Uint8Array, b: Uint8Array) => number;

/** Makes one block after the other. */
export class BlockBuilder {
  /**
   * @param restartInterval how many entries go from one restart to the next, itself included; 1 at least (else
   * InvariantError). With 1 every key is whole
   * @param compare the order that keys must rise in
   * @step 1
   */
  constructor(restartInterval: number, compare: Compare = compareBytes) {
    throw new NotImplemented("db-06 step 1: BlockBuilder.constructor");
  }

  /**
   * Whether nothing was added since it was made or reset.
   * @step 1
   */
  get isEmpty(): boolean {
    throw new NotImplemented("db-06 step 1: BlockBuilder.isEmpty");
  }

  /**
   * How long the block would be if it were finished now, exactly; when it is finished, how long it is.
   * @step 1
   */
  get sizeEstimate(): number {
    throw new NotImplemented("db-06 step 1: BlockBuilder.sizeEstimate");
  }

  /**
   * The key that was added last; borrowed until the next `add` or `reset`. Of no bytes while it is empty.
   * @step 1
   */
  get lastKey(): Uint8Array {
    throw new NotImplemented("db-06 step 1: BlockBuilder.lastKey");
  }

  /**
   * Adds an entry; both are copied. The key comes behind all that were added (InvariantError), and the block is not
   * finished (InvariantError).
   *
   * @step 1
   */
  add(key: Uint8Array, value: Uint8Array): void {
    throw new NotImplemented("db-06 step 1: BlockBuilder.add");
  }

  /**
   * The block: entries, restarts, their count. Borrowed until `reset`. Nothing is added until then, and to finish twice
   * is a bug (InvariantError).
   *
   * @step 1
   */
  finish(): Uint8Array {
    throw new NotImplemented("db-06 step 1: BlockBuilder.finish");
  }

  /**
   * Begins a new block, with nothing in it.
   * @step 1
   */
  reset(): void {
    throw new NotImplemented("db-06 step 1: BlockBuilder.reset");
  }
}
