/**
 * A block that is read: where its restarts are.
 *
 *     │ entries …                                 │ 0 │ 31 │ 64 │ 3 │
 *     ▲        ▲              ▲                   ▲
 *     0        31             64                  entriesEnd
 *     └ region └ region       └ region
 *
 * From one restart up to the next is a region: its first key is whole, and its last entry ends where the next region
 * begins. All that is known of a block without walking it is checked when it is made, so that a search among the
 * restarts need not look out.
 *
 * Invariants: restarts rise, the first is 0, and each is before the entries' end (but for the 0 of a block that has
 * none). The bytes are never changed: what is borrowed from them stays right.
 *
 * Source: LevelDB table/block.cc.
 *
 * Left out: blocks without a restart, which LevelDB takes for empty ones and nobody writes.
 */
import { NotImplemented } from "@labs/machine";
import type { Compare } from "./block-builder.ts";
import type { BlockIterator } from "./block-iterator.ts";

const WORD_SIZE_BYTES = 4;

/** Where in which file a block begins: for errors. */
export interface BlockPlace {
  readonly path: string;
  readonly offset: number;
}

/** The contents of a block. */
export class Block {
  /** All of it; kept, and not to be changed by anybody. */
  readonly bytes: Uint8Array;
  readonly at: BlockPlace;
  /** Where the entries end and the restarts begin. */
  readonly entriesEnd: number;
  /** How many restarts there are; 1 at least. */
  readonly restartCount: number;

  /**
   * @param bytes the contents, without compression and trailer; borrowed as long as the block is used
   * @throws CorruptionError at `at` where the restarts are none: the block is too short for their count or for them, the
   * count is 0, the first is not 0, one is not behind the one before, or not before the entries' end
   * @step 2
   */
  constructor(bytes: Uint8Array, at: BlockPlace) {
    throw new NotImplemented("db-06 step 2: Block.constructor");
  }

  /**
   * Where region `index` begins. @param index from 0 to restartCount - 1
   * @step 2
   */
  restart(index: number): number {
    throw new NotImplemented("db-06 step 2: Block.restart");
  }

  /**
   * Goes through the entries; not valid at first.
   *
   * @param compare the order that the keys are in
   * @param keySizeBytesMin a shorter key is damage: 8 where keys are internal keys
   * @step 2
   */
  iterator(compare: Compare, keySizeBytesMin = 0): BlockIterator {
    throw new NotImplemented("db-06 step 2: Block.iterator");
  }
}
