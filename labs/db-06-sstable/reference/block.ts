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
import { CorruptionError } from "@labs/machine";
import type { Compare } from "./block-builder.ts";
import { BlockIterator } from "./block-iterator.ts";

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
    this.bytes = bytes;
    this.at = at;
    if (bytes.length < WORD_SIZE_BYTES) throw damaged(at, "a block without a count of restarts");
    this.restartCount = wordAt(bytes, bytes.length - WORD_SIZE_BYTES);
    this.entriesEnd = bytes.length - WORD_SIZE_BYTES * (this.restartCount + 1);
    if (this.restartCount === 0) throw damaged(at, "a block without restarts");
    if (this.entriesEnd < 0) throw damaged(at, `a block of ${this.restartCount} restarts`);
    this.#checkRestarts();
  }

  /**
   * Where region `index` begins. @param index from 0 to restartCount - 1
   * @step 2
   */
  restart(index: number): number {
    return wordAt(this.bytes, this.entriesEnd + WORD_SIZE_BYTES * index);
  }

  /**
   * Goes through the entries; not valid at first.
   *
   * @param compare the order that the keys are in
   * @param keySizeBytesMin a shorter key is damage: 8 where keys are internal keys
   * @step 2
   */
  iterator(compare: Compare, keySizeBytesMin = 0): BlockIterator {
    return new BlockIterator(this, compare, keySizeBytesMin);
  }

  /** @solution */
  #checkRestarts(): void {
    let before = -1;
    for (let index = 0; index < this.restartCount; index++) {
      const restart = this.restart(index);
      const isFirst = index === 0;
      const isInPlace = isFirst ? restart === 0 : restart > before && restart < this.entriesEnd;
      if (!isInPlace) throw damaged(this.at, `restart ${index} of a block, at ${restart}`);
      before = restart;
    }
  }
}

/** @solution */
function wordAt(bytes: Uint8Array, at: number): number {
  const low = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
  return low + bytes[at + 3]! * 2 ** 24;
}

/** @solution */
function damaged(at: BlockPlace, what: string): CorruptionError {
  return new CorruptionError(at.path, at.offset, what);
}
