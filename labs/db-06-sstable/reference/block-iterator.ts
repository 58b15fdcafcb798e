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
import {
  compareInternalKeys,
  compareInternalKeysAt,
  type InternalIterator,
  TAG_SIZE_BYTES,
} from "@labs/db-05";
import { assert, CorruptionError } from "@labs/machine";
import type { Block } from "./block.ts";
import type { Compare } from "./block-builder.ts";
// @solution
import { type Cursor, decodeVarint32 } from "./varint.ts";

// @solution
const NOT_VALID = "an iterator that stands at no entry";
// @solution
const FIRST_KEY_BYTES = 32;

/**
 * The entries of one block, in order. What is damaged is a CorruptionError that names the file and where the block
 * begins, thrown by the call that meets it; the iterator is not valid then, and may seek again.
 *
 * An entry is damaged where one of its three numbers is none, where it reaches beyond the next restart (for the last region:
 * beyond the entries' end), where it shares more bytes than the key before it has, or any at a restart, or where its key is
 * shorter than the least.
 */
export class BlockIterator implements InternalIterator {
  // @solution
  #block: Block;
  // @solution
  #bytes: Uint8Array;
  // @solution
  readonly #compare: Compare;
  // @solution
  readonly #keySizeBytesMin: number;
  // @solution
  #isValid = false;
  /**
   * The region, and where it begins and ends.
   * @solution
   */
  #restart = 0;
  // @solution
  #regionStart = 0;
  // @solution
  #regionEnd = 0;
  /**
   * Where the entry begins, its value begins, and it ends.
   * @solution
   */
  #offset = 0;
  // @solution
  #valueStart = 0;
  // @solution
  #end = 0;
  // @solution
  #buffer: Uint8Array = new Uint8Array(FIRST_KEY_BYTES);
  /**
   * A window on the buffer, of the key's length; made anew only when the length is another one.
   * @solution
   */
  #key: Uint8Array;
  /**
   * What the header of the entry says.
   * @solution
   */
  #shared = 0;
  // @solution
  #unshared = 0;
  // @solution
  #valueSize = 0;
  /**
   * Of the entry's key, in bytes.
   * @solution
   */
  #keySize = 0;
  /**
   * How many bytes of a user key are those of the target of a seek.
   * @solution
   */
  #common = 0;

  /**
   * Made by `Block.iterator`.
   * @step 2
   */
  constructor(block: Block, compare: Compare, keySizeBytesMin: number) {
    this.#block = block;
    this.#bytes = block.bytes;
    this.#compare = compare;
    this.#keySizeBytesMin = keySizeBytesMin;
    this.#key = this.#buffer.subarray(0, 0);
  }

  /** @step 2 */
  get isValid(): boolean {
    return this.#isValid;
  }

  /**
   * Borrowed until the next call: not to be its target.
   * @step 2
   */
  get key(): Uint8Array {
    assert(this.#isValid, NOT_VALID);
    return this.#key;
  }

  /**
   * Borrowed from the block; it stays right, also when the iterator moves on.
   * @step 2
   */
  get value(): Uint8Array {
    assert(this.#isValid, NOT_VALID);
    return this.#bytes.subarray(this.#valueStart, this.#end);
  }

  /**
   * Where the value lies, for who reads it at once: no window is made.
   * @solution
   */
  get valueCursor(): Cursor {
    assert(this.#isValid, NOT_VALID);
    return { bytes: this.#bytes, at: this.#valueStart, end: this.#end };
  }

  /** @step 2 */
  seekToFirst(): void {
    this.#enter(0);
    this.#step();
  }

  /**
   * Walks one region.
   * @step 2
   */
  seekToLast(): void {
    this.#enter(this.#block.restartCount - 1);
    do this.#step();
    while (this.#end < this.#regionEnd);
  }

  /**
   * To the first entry whose key is not before `target`. Compares once for each halving of the restarts, and then once for
   * each entry of at most one region, and the first of the next.
   *
   * @step 2
   */
  seek(target: Uint8Array): void {
    if (this.#compare === compareInternalKeys) {
      this.#seekInternal(target);
      return;
    }
    let left = 0;
    let right = this.#block.restartCount - 1;
    while (left < right) {
      const middle = (left + right + 1) >>> 1;
      this.#enter(middle);
      this.#step();
      if (this.#compare(this.#key, target) < 0) left = middle;
      else right = middle - 1;
    }
    this.#scan(left, target);
  }

  /** @step 2 */
  next(): void {
    assert(this.#isValid, NOT_VALID);
    this.#step();
  }

  /**
   * Walks one region, from its restart.
   * @step 2
   */
  prev(): void {
    assert(this.#isValid, NOT_VALID);
    const original = this.#offset;
    if (original > this.#regionStart) {
      this.#enter(this.#restart);
    } else if (this.#restart > 0) {
      this.#enter(this.#restart - 1);
    } else {
      this.#isValid = false;
      return;
    }
    do this.#step();
    while (this.#end < original);
  }

  /**
   * Nothing is held.
   * @step 2
   */
  close(): void {
    this.#isValid = false;
  }

  /**
   * Goes through another block from now on; not valid at first. Saves an iterator for each block that is looked into once.
   * @solution
   */
  moveTo(block: Block): void {
    this.#block = block;
    this.#bytes = block.bytes;
    this.#isValid = false;
  }

  /**
   * From the beginning of a region to the first entry whose key is not before `target`.
   * @solution
   */
  #scan(restart: number, target: Uint8Array): void {
    this.#enter(restart);
    do this.#step();
    while (this.#isValid && this.#compare(this.#key, target) < 0);
  }

  /**
   * `seek` for internal keys, where they lie: no key is put together but the one that is found. Every get is two of these.
   * @solution
   */
  #seekInternal(target: Uint8Array): void {
    const left = this.#halveInternal(target);
    this.#enter(left);
    this.#common = 0;
    // Up to the entry before, `#common` bytes are those of the target, and the next one was less.
    let isLess = false;
    while (!this.#isAtBlockEnd()) {
      const keyStart = this.#stepTo(this.#end);
      if (this.#shared > this.#common) {
        // It is less for the same byte. Where the keys do not part by a byte, it is easier to put them together.
        if (isLess && this.#common + TAG_SIZE_BYTES < this.#shared + this.#unshared) continue;
        this.#scan(left, target);
        return;
      }
      const order = this.#compareRest(keyStart, this.#shared, target);
      if (order >= 0) {
        this.#copyKey(target, keyStart);
        this.#isValid = true;
        return;
      }
      isLess = this.#common + TAG_SIZE_BYTES < Math.min(this.#keySize, target.length);
    }
  }

  /**
   * The last region whose first key is before `target`; the first one, where none is. What both ends have in common with the target, all
   * keys between them have too.
   * @solution
   */
  #halveInternal(target: Uint8Array): number {
    let left = 0;
    let leftCommon = 0;
    let right = this.#block.restartCount - 1;
    let rightCommon = 0;
    while (left < right) {
      const middle = (left + right + 1) >>> 1;
      this.#enter(middle);
      // The first of a region shares nothing: all of it lies there.
      const keyStart = this.#stepTo(this.#end);
      const from = Math.min(leftCommon, rightCommon, this.#keySize - TAG_SIZE_BYTES);
      if (this.#compareRest(keyStart + from, from, target) < 0) {
        left = middle;
        leftCommon = this.#common;
      } else {
        right = middle - 1;
        rightCommon = this.#common;
      }
    }
    return left;
  }

  /**
   * How the internal key of this entry stands to `target`: the first `from` bytes of their user keys are the same, and those of ours from
   * there on lie at `at`. Leaves in `#common` how many bytes of the user keys are the same.
   * @solution
   */
  #compareRest(at: number, from: number, target: Uint8Array): number {
    const bytes = this.#bytes;
    const size = this.#keySize;
    const shift = at - from;
    const length = Math.min(size, target.length) - TAG_SIZE_BYTES;
    let common = from;
    while (common < length && bytes[shift + common] === target[common]) common++;
    this.#common = common;
    if (common < length) return bytes[shift + common]! - target[common]!;
    if (size !== target.length) return size - target.length;
    return compareInternalKeysAt(bytes, shift + length, shift + size, target, length, size);
  }

  /**
   * Stands before the first entry of a region.
   * @solution
   */
  #enter(restart: number): void {
    const block = this.#block;
    this.#restart = restart;
    this.#regionStart = block.restart(restart);
    this.#regionEnd =
      restart + 1 < block.restartCount ? block.restart(restart + 1) : block.entriesEnd;
    this.#end = this.#regionStart;
    this.#isValid = false;
  }

  /**
   * To the entry that begins where this one ends; not valid where the block ends there.
   * @solution
   */
  #step(): void {
    this.#isValid = false;
    if (this.#isAtBlockEnd()) return;
    const keyStart = this.#stepTo(this.#end);
    this.#copyKey(this.#buffer, keyStart);
    this.#isValid = true;
  }

  /**
   * Whether there is no further entry. At the end of a region the next one is entered.
   * @solution
   */
  #isAtBlockEnd(): boolean {
    if (this.#end < this.#regionEnd) return false;
    if (this.#restart + 1 >= this.#block.restartCount) return true;
    this.#enter(this.#restart + 1);
    return false;
  }

  /**
   * To the entry that begins at `offset`, but for its key. Where the rest of that begins.
   * @solution
   */
  #stepTo(offset: number): number {
    this.#offset = offset;
    const keyStart = this.#readHeader();
    this.#valueStart = keyStart + this.#unshared;
    this.#end = this.#valueStart + this.#valueSize;
    this.#checkEntry();
    this.#keySize = this.#shared + this.#unshared;
    return keyStart;
  }

  /**
   * The three numbers of the entry; where its key begins.
   * @solution
   */
  #readHeader(): number {
    const bytes = this.#bytes;
    const at = this.#offset;
    if (at + 3 <= this.#regionEnd) {
      this.#shared = bytes[at]!;
      this.#unshared = bytes[at + 1]!;
      this.#valueSize = bytes[at + 2]!;
      if ((this.#shared | this.#unshared | this.#valueSize) < 0x80) return at + 3;
    }
    const cursor: Cursor = { bytes, at, end: this.#regionEnd };
    this.#shared = this.#number(cursor);
    this.#unshared = this.#number(cursor);
    this.#valueSize = this.#number(cursor);
    return cursor.at;
  }

  /** @solution */
  #number(cursor: Cursor): number {
    return decodeVarint32(cursor) ?? this.#damaged("whose lengths are none");
  }

  /** @solution */
  #checkEntry(): void {
    if (this.#end > this.#regionEnd) this.#damaged("that reaches beyond its end");
    const most = this.#offset === this.#regionStart ? 0 : this.#keySize;
    if (this.#shared > most) this.#damaged("that shares more than there is");
    if (this.#shared + this.#unshared < this.#keySizeBytesMin) this.#damaged("with a short key");
  }

  /**
   * Puts the entry's key together: the bytes that it shares are the first ones of `first`.
   * @solution
   */
  #copyKey(first: Uint8Array, keyStart: number): void {
    const size = this.#keySize;
    const shared = this.#shared;
    if (size > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(size, 2 * this.#buffer.length));
      larger.set(this.#buffer);
      if (first === this.#buffer) first = larger;
      this.#buffer = larger;
      this.#key = larger.subarray(0, size);
    } else if (size !== this.#key.length) {
      this.#key = this.#buffer.subarray(0, size);
    }
    const key = this.#buffer;
    const bytes = this.#bytes;
    if (first !== key) for (let at = 0; at < shared; at++) key[at] = first[at]!;
    for (let to = shared, from = keyStart; to < size; ) key[to++] = bytes[from++]!;
  }

  /** @solution */
  #damaged(what: string): never {
    this.#isValid = false;
    const { path, offset } = this.#block.at;
    throw new CorruptionError(path, offset, `a block with an entry at ${this.#offset} ${what}`);
  }
}
