/**
 * BlockIterator: a place among the entries of a block.
 *
 *     seek "bee"     1. by halves over the restarts, for the last region whose first key is before it
 *                    2. then forwards, entry by entry
 *
 *          restart 0        restart 1          restart 2
 *          ▼                ▼                  ▼
 *     │ ant │ apple │ asp │ bat │ bed │ bee │ cat │ …         prev of "bee": nobody knows where the entry before it
 *                          └─────────────▶                    begins; so from restart 1 again, until it comes
 *
 * A key is put together in one buffer, from the one before and the rest that the entry has; so nothing is allocated for
 * a comparison. What an entry says is believed after it was looked at: it shares no more than there is, and ends
 * within its region.
 *
 * Invariants: where it is valid, the buffer holds the key of the entry at `#offset`, which ends at `#end`, within the
 * region of `#restart`. Each step ends further on, in a region that is finite: damage cannot make it loop.
 *
 * Source: LevelDB table/block.cc (Block::Iter).
 *
 * Left out: whether keys rise, which would cost a comparison for each step: `checkTable` asks. Remembering where the entries
 * of a region begin, which would make `prev` cheap and `next` dearer.
 */

import type { InternalIterator } from "@labs/db-05";
import { NotImplemented } from "@labs/machine";
import type { Block } from "./block.ts";
import type { Compare } from "./block-builder.ts";

/**
 * The entries of one block, in order. What is damaged is a CorruptionError that names the file and where the block
 * begins, thrown by the call that meets it; the iterator is not valid then, and may seek again.
 *
 * An entry is damaged where one of its three numbers is none, where it reaches beyond the next restart (for the last region:
 * beyond the entries' end), where it shares more bytes than the key before it has, or any at a restart, or where its key is
 * shorter than the least.
 */
export class BlockIterator implements InternalIterator {
  /**
   * Made by `Block.iterator`.
   * @step 2
   */
  constructor(block: Block, compare: Compare, keySizeBytesMin: number) {
    throw new NotImplemented("db-06 step 2: BlockIterator.constructor");
  }

  /** @step 2 */
  get isValid(): boolean {
    throw new NotImplemented("db-06 step 2: BlockIterator.isValid");
  }

  /**
   * Borrowed until the next call: not to be its target.
   * @step 2
   */
  get key(): Uint8Array {
    throw new NotImplemented("db-06 step 2: BlockIterator.key");
  }

  /**
   * Borrowed from the block; it stays right, also when the iterator moves on.
   * @step 2
   */
  get value(): Uint8Array {
    throw new NotImplemented("db-06 step 2: BlockIterator.value");
  }

  /** @step 2 */
  seekToFirst(): void {
    throw new NotImplemented("db-06 step 2: BlockIterator.seekToFirst");
  }

  /**
   * Walks one region.
   * @step 2
   */
  seekToLast(): void {
    throw new NotImplemented("db-06 step 2: BlockIterator.seekToLast");
  }

  /**
   * To the first entry whose key is not before `target`. Compares once for each halving of the restarts, and then once for
   * each entry of at most one region, and the first of the next.
   *
   * @step 2
   */
  seek(target: Uint8Array): void {
    throw new NotImplemented("db-06 step 2: BlockIterator.seek");
  }

  /** @step 2 */
  next(): void {
    throw new NotImplemented("db-06 step 2: BlockIterator.next");
  }

  /**
   * Walks one region, from its restart.
   * @step 2
   */
  prev(): void {
    throw new NotImplemented("db-06 step 2: BlockIterator.prev");
  }

  /**
   * Nothing is held.
   * @step 2
   */
  close(): void {
    throw new NotImplemented("db-06 step 2: BlockIterator.close");
  }
}
