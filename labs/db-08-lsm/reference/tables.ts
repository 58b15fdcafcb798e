/**
 * Tables: the tables of one directory, by number.
 *
 *     get(12, key) ──▶ TableCache ──▶ 000012.ldb ──▶ entry ──▶ is its key an internal key?
 *                                 └─▶ 000012.sst, where that is not there
 *
 * An entry may have a type or a sequence that there is not: whoever wrote it put a right checksum around it, so no
 * table reader stumbles over it. Here every key passes that leaves a table, and here it is told as damage, with the
 * table's name.
 *
 * Left out: the offset of such an entry.
 *
 * @given
 */
import { type InternalIterator, TAG_SIZE_BYTES, ValueType } from "@labs/db-05";
import type { Block, FilterPolicy, TableEntry } from "@labs/db-06";
import { type LruCache, TableCache } from "@labs/db-07";
import { CorruptionError, type Disk, type DiskFile } from "@labs/machine";
import { StoreError } from "./errors.ts";
import { filePath } from "./file-names.ts";

export interface TablesOptions {
  /** Other stores may share it. */
  readonly blockCache: LruCache<Block>;
  readonly maxOpenFiles: number;
  /** The policy that the tables were written with. */
  readonly filter?: FilterPolicy;
}

/** Reads the tables of a directory. Errors are those of `TableCache`, CorruptionError for a key that is none, and after `close` StoreError STORE_CLOSED. */
export class Tables {
  readonly #disk: Disk;
  readonly #directory: string;
  readonly #cache: TableCache;
  #isClosed = false;

  constructor(disk: Disk, directory: string, options: TablesOptions) {
    this.#disk = disk;
    this.#directory = directory;
    this.#cache = new TableCache({ ...options, openFile: (number) => this.#open(number) });
  }

  /** As `TableCache.get`. */
  get(number: number, target: Uint8Array): TableEntry | undefined {
    this.#checkOpen();
    const found = this.#cache.get(number, target);
    if (found !== undefined) this.check(number, found.key);
    return found;
  }

  /** As `TableCache.iterator`; its keys are not looked at: that is for `check`. */
  iterator(number: number): InternalIterator {
    this.#checkOpen();
    return this.#cache.iterator(number);
  }

  /** @throws CorruptionError where this key of the table `number` is no internal key */
  check(number: number, key: Uint8Array): void {
    const { length } = key;
    // The tag's first byte is the type, its last the highest of the sequence, which has 53 bits at most.
    const isKey =
      length >= TAG_SIZE_BYTES &&
      key[length - TAG_SIZE_BYTES]! <= ValueType.Value &&
      key[length - 1]! < 32;
    if (!isKey) {
      throw new CorruptionError(this.#path(number), 0, "an entry's key is no internal key");
    }
  }

  /** As `TableCache.evict`; nothing after `close`. */
  evict(number: number): void {
    if (!this.#isClosed) this.#cache.evict(number);
  }

  /** As `TableCache.close`. */
  close(): void {
    this.#isClosed = true;
    this.#cache.close();
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new StoreError("STORE_CLOSED", "the store was closed");
  }

  #open(number: number): DiskFile {
    return this.#disk.open(this.#path(number), "existing");
  }

  /** LevelDB before 1.14 called its tables .sst. */
  #path(number: number): string {
    const path = filePath(this.#directory, "table", number);
    const old = path.replace(/ldb$/, "sst");
    return !this.#disk.exists(path) && this.#disk.exists(old) ? old : path;
  }
}
