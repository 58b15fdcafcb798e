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
import { compareInternalKeys, type InternalIterator, TAG_SIZE_BYTES } from "@labs/db-05";
// @solution
import { assert, CorruptionError } from "@labs/machine";
import type { Block } from "./block.ts";
import type { BlockIterator } from "./block-iterator.ts";
import type { BlockLease, BlockSource } from "./block-source.ts";
// @solution
import { type BlockHandle, decodeBlockHandle } from "./format.ts";

/** @solution */
const NOT_VALID = "an iterator that stands at no entry";

/**
 * The entries of a table. A block is leased when it is entered, and given back before another is asked for, when the
 * iterator steps over either end of the table, and by `close`, behind which it is not valid. A seek, also to either end, that
 * ends in the block where it stands leases nothing anew.
 *
 * Where a call throws, the iterator is not valid, and may seek again; a block that it still holds goes back with `close`.
 */
export class TableIterator implements InternalIterator {
  // @solution
  readonly #indexBlock: Block;
  // @solution
  readonly #index: BlockIterator;
  // @solution
  readonly #source: BlockSource;
  // @solution
  #lease: BlockLease | undefined;
  // @solution
  #data: BlockIterator | undefined;
  /**
   * Where the leased block begins.
   * @solution
   */
  #offset = -1;
  // @solution
  #isValid = false;

  /**
   * Made by `Table.iterator`.
   * @step 5
   */
  constructor(index: Block, source: BlockSource) {
    this.#indexBlock = index;
    this.#index = index.iterator(compareInternalKeys, TAG_SIZE_BYTES);
    this.#source = source;
  }

  /** @step 5 */
  get isValid(): boolean {
    return this.#isValid;
  }

  /**
   * Borrowed until the next call: not to be its target.
   * @step 5
   */
  get key(): Uint8Array {
    assert(this.#isValid, NOT_VALID);
    return this.#data!.key;
  }

  /**
   * Borrowed from the block; it stays right, also when the iterator moves on.
   * @step 5
   */
  get value(): Uint8Array {
    assert(this.#isValid, NOT_VALID);
    return this.#data!.value;
  }

  /** @step 5 */
  seekToFirst(): void {
    this.#isValid = false;
    this.#index.seekToFirst();
    this.#enter()?.seekToFirst();
    this.#settleForwards();
  }

  /** @step 5 */
  seekToLast(): void {
    this.#isValid = false;
    this.#index.seekToLast();
    this.#enter()?.seekToLast();
    this.#settleBackwards();
  }

  /** @step 5 */
  seek(target: Uint8Array): void {
    this.#isValid = false;
    this.#index.seek(target);
    this.#enter()?.seek(target);
    this.#settleForwards();
  }

  /** @step 5 */
  next(): void {
    assert(this.#isValid, NOT_VALID);
    this.#isValid = false;
    this.#data!.next();
    this.#settleForwards();
  }

  /** @step 5 */
  prev(): void {
    assert(this.#isValid, NOT_VALID);
    this.#isValid = false;
    this.#data!.prev();
    this.#settleBackwards();
  }

  /** @step 5 */
  close(): void {
    this.#isValid = false;
    this.#leave();
  }

  /**
   * The data block that the index stands at; none, and none is held, where the index stands nowhere.
   * @solution
   */
  #enter(): BlockIterator | undefined {
    if (!this.#index.isValid) {
      this.#leave();
      return undefined;
    }
    const handle = handleAt(this.#indexBlock, this.#index);
    if (this.#data !== undefined && this.#offset === handle.offset) return this.#data;
    this.#leave();
    this.#lease = this.#source.lease(handle);
    this.#offset = handle.offset;
    this.#data = this.#lease.block.iterator(compareInternalKeys, TAG_SIZE_BYTES);
    return this.#data;
  }

  /** @solution */
  #leave(): void {
    this.#lease?.release();
    this.#lease = undefined;
    this.#data = undefined;
  }

  /**
   * On to the next block as long as this one has no entry here.
   * @solution
   */
  #settleForwards(): void {
    while (this.#data !== undefined && !this.#data.isValid) {
      this.#index.next();
      this.#enter()?.seekToFirst();
    }
    this.#isValid = this.#data !== undefined;
  }

  /** @solution */
  #settleBackwards(): void {
    while (this.#data !== undefined && !this.#data.isValid) {
      this.#index.prev();
      this.#enter()?.seekToLast();
    }
    this.#isValid = this.#data !== undefined;
  }
}

/**
 * The handle that the value of an index entry is; what stands behind it is left for others.
 *
 * @throws CorruptionError at the index's offset where it is none
 * @solution
 */
export function handleAt(index: Block, place: BlockIterator): BlockHandle {
  const handle = decodeBlockHandle(place.valueCursor);
  if (handle !== undefined) return handle;
  const { path, offset } = index.at;
  throw new CorruptionError(path, offset, "an entry whose value is no handle of a block");
}
