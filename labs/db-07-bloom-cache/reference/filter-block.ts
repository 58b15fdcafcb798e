/**
 * Filter block: the Bloom filters of a table, one for each 2 KiB of the file.
 *
 *     file        │ data block 0    │ data block 1        │ data block 2 │        where they begin: 0, 1900, 4200
 *                 ├──────── 0 … 2047 ────────┼──────── 2048 … 4095 ────┼──── 4096 … 6143 ────
 *     filter        0: keys of blocks 0, 1     1: of no block, 0 bytes   2: keys of block 2
 *
 *     ┌──────────┬──────────┬─────────────┬─────────────┬─────────────┬─────────────┬───────────────┬────┐
 *     │ filter 0 │ filter 2 │ offset of 0 │ offset of 1 │ offset of 2 │ …           │ offset of the │ 11 │
 *     │          │          │ 4 bytes     │ 4           │ 4           │             │ array      4  │ 1  │
 *     └──────────┴──────────┴─────────────┴─────────────┴─────────────┴─────────────┴───────────────┴────┘
 *                            ▲ the array; numbers lowest byte first                                  log₂ 2048
 *
 * A filter ends where the next begins; the last one where the array begins, and that number stands just behind the array, as
 * though it were one offset more. To ask costs a division and a look-up, wherever the block is: no search.
 *
 * Invariant: a filter that is not what it should be says yes. It may cost a read, and never loses a key.
 *
 * Source: LevelDB table/filter_block.cc; doc/table_format.md, "filter" Meta Block.
 *
 * Left out: one filter for the whole table, which is what RocksDB writes today: a look-up there needs no index entry first.
 */
import type { FilterBuilder, FilterPolicy, FilterReader } from "@labs/db-06";
import { assert } from "@labs/machine";
import { bloomFilterOf, bloomHash, bloomMayContainAt } from "./bloom.ts";

/** log₂ of how many bytes of the file share a filter. */
const BASE_LG = 11;

/** Behind the array: its offset, and BASE_LG. */
const TAIL_SIZE_BYTES = 5;

const OFFSET_SIZE_BYTES = 4;

/**
 * LevelDB's own filter policy, by the name under which it stands in LevelDB's tables: `leveldb.BuiltinBloomFilter2`.
 *
 * `builder()` makes a filter block, byte for byte LevelDB's:
 *
 * - The filter number i is `createBloomFilter` of the keys in all blocks that begin at 2048 · i to 2048 · i + 2047. Where there
 *   is no such key it has 0 bytes. A key that is added twice counts twice.
 * - `startBlock(blockOffset)` says that the keys from now on are in the block that begins there. It is called before a block's first
 *   key, with offsets that never fall, and perhaps without a key after it: db-06 calls it behind the last block too. A block in a
 *   range that has its filter already is a bug (InvariantError).
 * - `addKey(userKey)` borrows the key for the call alone.
 * - `finish()` gives the block: filters, offsets, the offset of the offsets, 11. The builder is not used afterwards.
 *
 * `startBlock` makes the filters of all ranges before its own that have none yet, and `finish` that of the range that still has
 * keys. A range for which neither does has no place in the array.
 *
 * `reader(contents)` borrows the block for as long as it is used. `mayContain(blockOffset, userKey)` asks the filter of the range in
 * which the block begins: of 0 bytes, it says no. It says yes where there is no way to know: the block is shorter than 5 bytes, its
 * array begins behind its last 5 bytes, there is no filter for the range, a filter begins behind its end or ends behind the
 * array's beginning. The last byte says how large a range is (2 to its power), also where it is not 11.
 *
 * @param bitsPerKey a whole number from 1 on (else InvariantError); 10 gives a rate of about 1 %
 *
 * Source: LevelDB table/filter_block.cc, util/bloom.cc.
 *
 * @step 2
 */
export function bloomFilterPolicy(bitsPerKey: number): FilterPolicy {
  assert(Number.isSafeInteger(bitsPerKey) && bitsPerKey >= 1, `bits per key: ${bitsPerKey}`);
  return {
    name: "leveldb.BuiltinBloomFilter2",
    builder: () => new FilterBlockBuilder(bitsPerKey),
    reader: (contents) => new FilterBlockReader(contents),
  };
}

/**
 * Keeps 4 bytes for a key, its hash, until its range is full.
 *
 * @solution
 */
class FilterBlockBuilder implements FilterBuilder {
  readonly #bitsPerKey: number;
  /** Of the keys in the range that is not full yet. */
  #hashes: number[] = [];
  readonly #filters: Uint8Array[] = [];
  /** By range: where its filter begins. */
  readonly #offsets: number[] = [];
  #sizeBytes = 0;

  constructor(bitsPerKey: number) {
    this.#bitsPerKey = bitsPerKey;
  }

  startBlock(blockOffset: number): void {
    const range = Math.floor(blockOffset / 2 ** BASE_LG);
    assert(
      range >= this.#offsets.length,
      `a block at ${blockOffset}, whose filter is made already`,
    );
    while (this.#offsets.length < range) this.#endRange();
  }

  addKey(userKey: Uint8Array): void {
    this.#hashes.push(bloomHash(userKey));
  }

  finish(): Uint8Array {
    if (this.#hashes.length > 0) this.#endRange();
    const offsets = [...this.#offsets, this.#sizeBytes];
    const block = new Uint8Array(this.#sizeBytes + offsets.length * OFFSET_SIZE_BYTES + 1);
    let at = 0;
    for (const filter of this.#filters) {
      block.set(filter, at);
      at += filter.length;
    }
    const view = new DataView(block.buffer);
    for (const offset of offsets) {
      view.setUint32(at, offset, true);
      at += OFFSET_SIZE_BYTES;
    }
    block[at] = BASE_LG;
    return block;
  }

  #endRange(): void {
    this.#offsets.push(this.#sizeBytes);
    if (this.#hashes.length === 0) return;
    const filter = bloomFilterOf(this.#hashes, this.#bitsPerKey);
    this.#filters.push(filter);
    this.#sizeBytes += filter.length;
    this.#hashes = [];
  }
}

/** @solution */
class FilterBlockReader implements FilterReader {
  readonly #contents: Uint8Array;
  readonly #view: DataView;
  readonly #rangeSizeBytes: number;
  /** Where the filters end and their offsets begin. */
  readonly #arrayOffset: number;
  /** How many there are; none where the block is damaged. */
  readonly #count: number;

  constructor(contents: Uint8Array) {
    const { buffer, byteOffset, length } = contents;
    this.#contents = contents;
    this.#view = new DataView(buffer, byteOffset, length);
    const tail = length - TAIL_SIZE_BYTES;
    this.#arrayOffset = tail < 0 ? 0 : this.#view.getUint32(tail, true);
    const isWhole = tail >= 0 && this.#arrayOffset <= tail;
    this.#count = isWhole ? Math.floor((tail - this.#arrayOffset) / OFFSET_SIZE_BYTES) : 0;
    this.#rangeSizeBytes = isWhole ? 2 ** contents[length - 1]! : 1;
  }

  mayContain(blockOffset: number, userKey: Uint8Array): boolean {
    const range = Math.floor(blockOffset / this.#rangeSizeBytes);
    if (range >= this.#count) return true;
    const at = this.#arrayOffset + range * OFFSET_SIZE_BYTES;
    const start = this.#view.getUint32(at, true);
    const end = this.#view.getUint32(at + OFFSET_SIZE_BYTES, true);
    if (start > end || end > this.#arrayOffset) return true;
    return bloomMayContainAt(this.#contents, start, end, userKey);
  }
}
