/**
 * Table: a file of sorted entries, opened for reading.
 *
 *     open      footer ──▶ index, kept                     2 reads; with a filter 2 more: metaindex, filter block
 *
 *     get       index ──▶ filter? ──no──▶ not there        0 reads
 *                            └──yes──▶ the one block       1 read
 *
 *     index     │ "apr" ──▶ 0, 4071 │ "cat" ──▶ 4076, 4102 │ "zoo" ──▶ …
 *                  last of block 0  <=  "apr"  <  first of block 1
 *
 * So the block in which a key would be is the first whose key in the index is not before it.
 *
 * Invariant: every byte that is believed was under a checksum, but for the footer, which is nothing but two handles and
 * the magic.
 *
 * Source: LevelDB table/table.cc.
 *
 * Left out: closing the file, which is the caller's; LevelDB's option to leave checksums unlooked at; going on without a
 * filter whose block is damaged, as LevelDB does: rot is to be told.
 */
import {
  compareBytes,
  compareInternalKeys,
  type InternalIterator,
  TAG_SIZE_BYTES,
} from "@labs/db-05";
import type { DiskFile } from "@labs/machine";
import type { Block } from "./block.ts";
import type { BlockIterator } from "./block-iterator.ts";
import { type BlockLoader, BlockSource } from "./block-source.ts";
import type { FilterPolicy, FilterReader } from "./filter-policy.ts";
// @solution
import { FOOTER_SIZE_BYTES, readBlock, readFooter } from "./format.ts";
import { handleAt, TableIterator } from "./table-iterator.ts";
// @solution
import { LentUserKey } from "./user-key.ts";

export interface TableOptions {
  /** Asked before a block is read, where the table has a filter of this name; none unless said. */
  readonly filter?: FilterPolicy;
  /** Where data blocks are kept; nowhere unless said. */
  readonly blocks?: BlockLoader;
}

/** An entry that was found. */
export interface TableEntry {
  /** The internal key; the caller's own. */
  readonly key: Uint8Array;
  /** Borrowed from the block, for as long as the caller likes: blocks are never changed. It keeps the block in memory. */
  readonly value: Uint8Array;
}

/**
 * A table that can be read. What is damaged is a CorruptionError that names the file and an offset, thrown by whoever meets
 * it: `open` for the footer, the index, the metaindex and the filter block; the rest for data blocks. In index and data
 * blocks a key of fewer than 8 bytes is damage; so is a value that is no handle, in the index, and in the metaindex under the
 * filter's name.
 */
export class Table {
  // @solution
  readonly #source: BlockSource;
  // @solution
  readonly #index: Block;
  /**
   * Serves every `get` and `offsetOf`.
   * @solution
   */
  readonly #indexPlace: BlockIterator;
  /**
   * Serves every `get`, in one data block after the other.
   * @solution
   */
  readonly #dataPlace: BlockIterator;
  /**
   * Where data blocks end.
   * @solution
   */
  readonly #dataEnd: number;
  // @solution
  readonly #filter: FilterReader | undefined;
  // @solution
  readonly #userKey = new LentUserKey();

  /**
   * Opens a table. Reads the footer and the index; with a filter in the options the metaindex too, and the filter block if
   * there is one of that name.
   *
   * @param file borrowed as long as the table is used; the caller closes it. It is not written to meanwhile
   * @throws CorruptionError, DiskError
   * @step 5
   */
  static open(file: DiskFile, options: TableOptions = {}): Table {
    const { metaindex, index } = readFooter(file);
    const end = file.size - FOOTER_SIZE_BYTES;
    const source = new BlockSource(file, end, options.blocks);
    const filter = options.filter && openFilter(file, source.read(metaindex), end, options.filter);
    return new Table(source, source.read(index), metaindex.offset, filter);
  }

  /** @solution */
  private constructor(
    source: BlockSource,
    index: Block,
    dataEnd: number,
    filter: FilterReader | undefined,
  ) {
    this.#source = source;
    this.#index = index;
    this.#indexPlace = index.iterator(compareInternalKeys, TAG_SIZE_BYTES);
    this.#dataPlace = index.iterator(compareInternalKeys, TAG_SIZE_BYTES);
    this.#dataEnd = dataEnd;
    this.#filter = filter;
  }

  /**
   * The first entry that is not before the internal key `target`, if it is one of the same user key: with a target from
   * `seekKey` the newest version that was visible. Undefined where there is none.
   *
   * Needs one data block at most, and none where the filter says that the user key is not in it.
   *
   * @throws CorruptionError, DiskError
   * @step 5
   */
  get(target: Uint8Array): TableEntry | undefined {
    const index = this.#indexPlace;
    index.seek(target);
    if (!index.isValid) return undefined;
    const handle = handleAt(this.#index, index);
    const userKey = this.#userKey.of(target);
    if (this.#filter?.mayContain(handle.offset, userKey) === false) return undefined;
    const lease = this.#source.lease(handle);
    try {
      const place = this.#dataPlace;
      place.moveTo(lease.block);
      place.seek(target);
      if (!place.isValid || !isSameUserKey(place.key, target)) return undefined;
      return { key: new Uint8Array(place.key), value: place.value };
    } finally {
      lease.release();
    }
  }

  /**
   * All entries, in order. Any number of iterators may be in use, also beside `get`.
   * @step 5
   */
  iterator(): InternalIterator {
    return new TableIterator(this.#index, this.#source);
  }

  /**
   * Where in the file the data block begins in which the internal key would be; where data blocks end, for a key behind
   * all of them. Reads nothing.
   *
   * For the size of a range: `offsetOf(to) - offsetOf(from)`, right to a block. (Data blocks end where the metaindex begins:
   * a filter block counts with them, as in LevelDB.)
   *
   * @step 5
   */
  offsetOf(key: Uint8Array): number {
    this.#indexPlace.seek(key);
    if (!this.#indexPlace.isValid) return this.#dataEnd;
    return handleAt(this.#index, this.#indexPlace).offset;
  }
}

/**
 * The filter block that the metaindex has under the policy's name; none where it has none.
 * @solution
 */
function openFilter(
  file: DiskFile,
  metaindex: Block,
  end: number,
  policy: FilterPolicy,
): FilterReader | undefined {
  const name = new TextEncoder().encode(`filter.${policy.name}`);
  const place = metaindex.iterator(compareBytes);
  place.seek(name);
  if (!place.isValid || compareBytes(place.key, name) !== 0) return undefined;
  return policy.reader(readBlock(file, handleAt(metaindex, place), end));
}

/** @solution */
function isSameUserKey(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = a.length - TAG_SIZE_BYTES - 1; at >= 0; at--) if (a[at] !== b[at]) return false;
  return true;
}
