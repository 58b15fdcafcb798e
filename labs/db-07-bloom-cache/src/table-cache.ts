/**
 * TableCache: the tables of a store by their number, open while they are used, and their blocks in memory.
 *
 *     get(7, key) ──▶ open tables, an LruCache        7 ─▶ file, index, filter
 *                     capacity: maxOpenFiles          9 ─▶ file, index, filter
 *                          │ miss: openFile(7), 4 reads
 *                          ▼
 *                     the filter of 7 ──▶ "no": done, nothing was read
 *                          │ perhaps
 *                          ▼
 *                     blocks, an LruCache that others may share       (table, offset) ─▶ block
 *                     capacity: bytes                                      │ miss: one read, its checksum
 *                                                                          ▼
 *                                                                     the entry
 *
 * A table is leased while a get or an iterator uses it, and a block while an iterator stands in it: neither is closed or
 * evicted under somebody's hands. So there may be more files open than maxOpenFiles, and more bytes in blocks than the capacity, while
 * iterators hold them.
 *
 * Invariant: a file is closed once, when its table can be found no longer and the last iterator over it was closed.
 *
 * Source: LevelDB db/table_cache.cc; table/table.cc, BlockReader.
 *
 * Left out: reading past the cache, as a compaction would do that reads everything once (LevelDB's fill_cache).
 */
import type { InternalIterator } from "@labs/db-05";
import type { Block, BlockLoader, FilterPolicy, TableEntry } from "@labs/db-06";
import { type DiskFile, NotImplemented } from "@labs/machine";
import type { LruCache } from "./lru-cache.ts";

export interface TableCacheOptions {
  /** Opens the file of the table with this number; what it throws passes through. */
  readonly openFile: (number: number) => DiskFile;
  /**
   * How many tables are kept open, from 0 on: above it, the one that was used longest ago and is not in use is closed. More are open
   * only while they are in use.
   */
  readonly maxOpenFiles: number;
  /** The blocks; others may share it. The charge of a block is its size in bytes. */
  readonly blockCache: LruCache<Block>;
  /** The policy that the tables were written with; without it no filter is asked. */
  readonly filter?: FilterPolicy;
}

/**
 * A loader that keeps the data blocks of one table in `cache`, for `Table.open`. A block that it has costs no read; one that is
 * read is kept, with its size in bytes (`block.bytes.length`) as its charge. What `load` throws passes through, and nothing is kept.
 *
 * Several tables share a cache: each loader takes an id from it for its keys, so that no table is ever given another's block, at
 * whatever offset it begins, also beyond 4 GiB.
 *
 * @step 5
 */
export function cachedBlocks(cache: LruCache<Block>): BlockLoader {
  throw new NotImplemented("db-07 step 5: cachedBlocks");
}

/**
 * Reads tables by number, through two caches. After `close`, `get`, `iterator` and `evict` are bugs (InvariantError); iterators that
 * are still open go on.
 */
export class TableCache {
  /** @step 5 */
  constructor(options: TableCacheOptions) {
    throw new NotImplemented("db-07 step 5: TableCache.constructor");
  }

  /**
   * What `Table.get` says of the internal key `target` in this table: the first entry not before it, if it is one of the same user
   * key; undefined where there is none.
   *
   * Costs, where the table is open: no read if the filter says no or the block is cached, else one. A table that is not open is
   * opened first; what is thrown meanwhile (DiskError, CorruptionError) passes through, the file is closed, and the next call
   * tries again. What the reading of a block throws passes through too, and nothing stays leased; the table may stay open.
   *
   * @step 5
   */
  get(number: number, target: Uint8Array): TableEntry | undefined {
    throw new NotImplemented("db-07 step 5: TableCache.get");
  }

  /**
   * The entries of this table, through the caches. Until it is closed, the table stays open, also after a step that threw, and the
   * iterator may seek again; the block in which it stands stays in the cache. Errors and costs of opening as for `get`.
   *
   * @step 5
   */
  iterator(number: number): InternalIterator {
    throw new NotImplemented("db-07 step 5: TableCache.iterator");
  }

  /**
   * Forgets this table, because its file is about to be removed: the file is closed, at once or with the last iterator over it. Nothing
   * happens where it is not open. A later `get` opens the file of this number anew, and finds no block of the old one.
   *
   * @step 5
   */
  evict(number: number): void {
    throw new NotImplemented("db-07 step 5: TableCache.evict");
  }

  /**
   * Closes all tables; those with iterators when the last of these is closed. Twice is once. Blocks stay in the block cache until it
   * evicts them.
   *
   * @step 5
   */
  close(): void {
    throw new NotImplemented("db-07 step 5: TableCache.close");
  }
}
