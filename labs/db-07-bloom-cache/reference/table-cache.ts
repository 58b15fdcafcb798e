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
import {
  type Block,
  type BlockLease,
  type BlockLoader,
  type FilterPolicy,
  Table,
  type TableEntry,
} from "@labs/db-06";
import { assert, type DiskFile } from "@labs/machine";
import { type Lease, LruCache } from "./lru-cache.ts";

/** @solution */
const OFFSETS_MAX = 2 ** 36;
/** @solution */
const IDS_MAX = 2 ** 17;

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
  const id = cache.newId();
  return (offset, load) => {
    // A number is found faster than a text is put together; where it would not be exact, a text it is.
    const isExact = id < IDS_MAX && offset < OFFSETS_MAX;
    const key = isExact ? id * OFFSETS_MAX + offset : `${id}:${offset}`;
    const cached = cache.acquire(key);
    if (cached !== undefined) return new LeasedBlock(cached);
    const block = load();
    return new LeasedBlock(cache.insert(key, block, block.bytes.length));
  };
}

/**
 * Reads tables by number, through two caches. After `close`, `get`, `iterator` and `evict` are bugs (InvariantError); iterators that
 * are still open go on.
 */
export class TableCache {
  /** @solution */
  readonly #options: TableCacheOptions;
  /** @solution */
  readonly #tables: LruCache<OpenTable>;
  /** @solution */
  #isClosed = false;

  /** @step 5 */
  constructor(options: TableCacheOptions) {
    this.#options = options;
    this.#tables = new LruCache({
      capacity: options.maxOpenFiles,
      onEvict: (_number, { file }) => file.close(),
    });
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
    const lease = this.#acquire(number);
    try {
      return lease.value.table.get(target);
    } finally {
      lease.release();
    }
  }

  /**
   * The entries of this table, through the caches. Until it is closed, the table stays open, also after a step that threw, and the
   * iterator may seek again; the block in which it stands stays in the cache. Errors and costs of opening as for `get`.
   *
   * @step 5
   */
  iterator(number: number): InternalIterator {
    const lease = this.#acquire(number);
    return new LeasedIterator(lease.value.table.iterator(), lease);
  }

  /**
   * Forgets this table, because its file is about to be removed: the file is closed, at once or with the last iterator over it. Nothing
   * happens where it is not open. A later `get` opens the file of this number anew, and finds no block of the old one.
   *
   * @step 5
   */
  evict(number: number): void {
    assert(!this.#isClosed, "the table cache was closed");
    this.#tables.erase(number);
  }

  /**
   * Closes all tables; those with iterators when the last of these is closed. Twice is once. Blocks stay in the block cache until it
   * evicts them.
   *
   * @step 5
   */
  close(): void {
    this.#isClosed = true;
    this.#tables.clear();
  }

  /** @solution */
  #acquire(number: number): Lease<OpenTable> {
    assert(!this.#isClosed, "the table cache was closed");
    return this.#tables.acquire(number) ?? this.#tables.insert(number, this.#open(number), 1);
  }

  /** @solution */
  #open(number: number): OpenTable {
    const { openFile, blockCache, filter } = this.#options;
    const file = openFile(number);
    const blocks = cachedBlocks(blockCache);
    try {
      return { file, table: Table.open(file, filter ? { filter, blocks } : { blocks }) };
    } catch (error) {
      file.close();
      throw error;
    }
  }
}

/** @solution */
interface OpenTable {
  readonly file: DiskFile;
  readonly table: Table;
}

/** @solution */
class LeasedBlock implements BlockLease {
  readonly block: Block;
  readonly #lease: Lease<Block>;

  constructor(lease: Lease<Block>) {
    this.block = lease.value;
    this.#lease = lease;
  }

  release(): void {
    this.#lease.release();
  }
}

/**
 * An iterator over a table that holds the table open.
 *
 * @solution
 */
class LeasedIterator implements InternalIterator {
  readonly #inner: InternalIterator;
  #lease: Lease<OpenTable> | undefined;

  constructor(inner: InternalIterator, lease: Lease<OpenTable>) {
    this.#inner = inner;
    this.#lease = lease;
  }

  get isValid(): boolean {
    return this.#inner.isValid;
  }

  get key(): Uint8Array {
    return this.#inner.key;
  }

  get value(): Uint8Array {
    return this.#inner.value;
  }

  seekToFirst(): void {
    this.#inner.seekToFirst();
  }

  seekToLast(): void {
    this.#inner.seekToLast();
  }

  seek(target: Uint8Array): void {
    this.#inner.seek(target);
  }

  next(): void {
    this.#inner.next();
  }

  prev(): void {
    this.#inner.prev();
  }

  close(): void {
    this.#inner.close();
    this.#lease?.release();
    this.#lease = undefined;
  }
}
