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
import { assert } from "@labs/machine";
import { GrowingBytes } from "./growing-bytes.ts";
// @solution
import { encodeVarint32 } from "./varint.ts";

/** @solution */
const NO_KEY = new Uint8Array();

/** How keys are ordered: less than 0, 0 or more than 0, as `a` is before `b`, the same, or behind it. */
export type Compare = (a: Uint8Array, b: Uint8Array) => number;

/** Makes one block after the other. */
export class BlockBuilder {
  // @solution
  readonly #restartInterval: number;
  // @solution
  readonly #compare: Compare;
  /**
   * The entries; behind `finish` the whole block.
   * @solution
   */
  readonly #block = new GrowingBytes();
  /**
   * A copy, in memory that is used again; made anew only where the length is another one.
   * @solution
   */
  #lastKey: Uint8Array = NO_KEY;
  // @solution
  #restarts: number[] = [0];
  /**
   * Entries from the last restart on; 0 only while there are none at all.
   * @solution
   */
  #run = 0;
  // @solution
  #isFinished = false;

  /**
   * @param restartInterval how many entries go from one restart to the next, itself included; 1 at least (else
   * InvariantError). With 1 every key is whole
   * @param compare the order that keys must rise in
   * @step 1
   */
  constructor(restartInterval: number, compare: Compare = compareBytes) {
    assert(Number.isInteger(restartInterval) && restartInterval >= 1, "a restart interval");
    this.#restartInterval = restartInterval;
    this.#compare = compare;
  }

  /**
   * Whether nothing was added since it was made or reset.
   * @step 1
   */
  get isEmpty(): boolean {
    return this.#run === 0;
  }

  /**
   * How long the block would be if it were finished now, exactly; when it is finished, how long it is.
   * @step 1
   */
  get sizeEstimate(): number {
    if (this.#isFinished) return this.#block.length;
    return this.#block.length + 4 * this.#restarts.length + 4;
  }

  /**
   * The key that was added last; borrowed until the next `add` or `reset`. Of no bytes while it is empty.
   * @step 1
   */
  get lastKey(): Uint8Array {
    return this.#lastKey;
  }

  /**
   * Adds an entry; both are copied. The key comes behind all that were added (InvariantError), and the block is not
   * finished (InvariantError).
   *
   * @step 1
   */
  add(key: Uint8Array, value: Uint8Array): void {
    assert(!this.#isFinished, "add to a block that is finished");
    const last = this.#lastKey;
    assert(this.isEmpty || this.#compare(last, key) < 0, "keys of a block rise");
    let shared = 0;
    if (this.#run === this.#restartInterval) {
      this.#restarts.push(this.#block.length);
      this.#run = 0;
    } else {
      const most = Math.min(last.length, key.length);
      while (shared < most && last[shared] === key[shared]) shared++;
    }
    encodeVarint32(this.#block, shared);
    encodeVarint32(this.#block, key.length - shared);
    encodeVarint32(this.#block, value.length);
    this.#block.append(key, shared);
    this.#block.append(value);
    if (key.length !== last.length) this.#lastKey = new Uint8Array(key.length);
    this.#lastKey.set(key);
    this.#run++;
  }

  /**
   * The block: entries, restarts, their count. Borrowed until `reset`. Nothing is added until then, and to finish twice
   * is a bug (InvariantError).
   *
   * @step 1
   */
  finish(): Uint8Array {
    assert(!this.#isFinished, "finish of a block that is finished");
    for (const restart of this.#restarts) this.#block.fixed32(restart);
    this.#block.fixed32(this.#restarts.length);
    this.#isFinished = true;
    return this.#block.contents();
  }

  /**
   * Begins a new block, with nothing in it.
   * @step 1
   */
  reset(): void {
    this.#block.clear();
    this.#lastKey = NO_KEY;
    this.#restarts = [0];
    this.#run = 0;
    this.#isFinished = false;
  }
}
