/**
 * TableOutput: a table file in the making, that is there whole or not at all.
 *
 *     memtable, in order ──▶ add add add … ──▶ finish:  footer ──▶ sync the file ──▶ sync the directory ──▶ it may be named
 *                              │ 64 KiB, pause
 *                              └─ fails ──▶ abandon: the file is removed
 *
 * A flush is the walk over a memtable that fills one. Nobody knows of the file until an edit names it, so a crash on
 * the way costs nothing but the file, which the next process removes. Once an edit names it, the log that it replaces
 * goes: so first it must be durable, bytes and name.
 *
 * Source: LevelDB db/builder.cc (BuildTable); doc/impl.md, "Compactions" and "Recovery".
 *
 * Left out: opening the new table once to see that it can be read, as LevelDB does.
 */
import type { InternalIterator } from "@labs/db-05";
import { TableWriter, type TableWriterOptions } from "@labs/db-06";
import { type Disk, type DiskFile, InvariantError } from "@labs/machine";
import { filePath } from "./file-names.ts";
import type { Slices } from "./pause.ts";

/** A table, as a version knows it. */
export interface FileMetadata {
  readonly number: number;
  readonly sizeBytes: number;
  /** The first and the last internal key; not changed by anybody. */
  readonly smallest: Uint8Array;
  readonly largest: Uint8Array;
}

/** Where tables are written, and how. */
export interface TablePlace {
  readonly disk: Disk;
  readonly directory: string;
  readonly table: TableWriterOptions;
  readonly slices: Slices;
}

/** A table file that is being written. After a call that threw or rejected, nothing is called but `abandon`. */
export class TableOutput {
  readonly number: number;
  // @solution
  readonly #place: TablePlace;
  // @solution
  readonly #file: DiskFile;
  // @solution
  readonly #writer: TableWriter;
  /**
   * Bytes of keys and values since the last pause.
   * @solution
   */
  #sliceBytes = 0;
  // @solution
  #isClosed = false;

  /**
   * Makes the file `NNNNNN.ldb` in the directory, where no file has its name.
   * @throws DiskError
   * @step 3
   */
  constructor(place: TablePlace, number: number) {
    this.number = number;
    this.#place = place;
    this.#file = place.disk.open(filePath(place.directory, "table", number), "new");
    this.#writer = new TableWriter(this.#file, place.table);
  }

  /**
   * How long the file is so far, without the block that is being filled: `TableWriter.sizeBytes`.
   * @step 3
   */
  get sizeBytes(): number {
    return this.#writer.sizeBytes;
  }

  /**
   * How many entries were added.
   * @step 3
   */
  get count(): number {
    return this.#writer.count;
  }

  /**
   * Adds an entry; both are copied. The internal key comes behind the one before (InvariantError).
   *
   * @returns whether it is time to pause, by `slices.bytes`: the internal keys and values since the last time it said
   * so, this entry's among them, are so many bytes, or more
   * @throws DiskError
   * @step 3
   */
  add(internalKey: Uint8Array, value: Uint8Array): boolean {
    this.#writer.add(internalKey, value);
    this.#sliceBytes += internalKey.length + value.length;
    if (this.#sliceBytes < this.#place.slices.bytes) return false;
    this.#sliceBytes = 0;
    return true;
  }

  /**
   * Ends the table; one entry at least was added. When it resolves, its bytes and its name are durable, by one sync of
   * the file and one of the directory, and the handle was given back.
   *
   * @throws DiskError, or what else the disk's sync rejects with, as a rejection
   * @step 3
   */
  async finish(): Promise<FileMetadata> {
    const { disk, directory } = this.#place;
    const { sizeBytes, smallest, largest } = this.#writer.finish();
    await this.#file.sync();
    this.#close();
    await disk.syncDirectory(directory);
    return { number: this.number, sizeBytes, smallest, largest };
  }

  /**
   * Gives the handle back, if that was not done, and removes the file, as far as the disk lets it: what is left is
   * removed by the next process. Whatever the disk says is not thrown: who abandons has an error to tell already, or
   * nothing. After `finish` has resolved it is for tables that nobody named.
   * @step 3
   */
  abandon(): void {
    const { disk, directory } = this.#place;
    this.#close();
    try {
      disk.remove(filePath(directory, "table", this.number));
    } catch (error) {
      if (error instanceof InvariantError) throw error;
    }
  }

  /** @solution */
  #close(): void {
    if (!this.#isClosed) this.#file.close();
    this.#isClosed = true;
  }
}

/**
 * Writes all entries of `source` into the table of this number, and pauses whenever `add` says that it is time, but
 * not behind the last. `source` is closed in the end, in any case.
 *
 * @param source not valid yet; its entries stay the same until it resolves
 * @returns what became of it; undefined where `source` has no entries: then no file was made
 * @throws DiskError, what `source` throws, and what `pause` rejects with, as a rejection; the file was abandoned. Where
 * there is a file of its name it is DiskError EEXIST, and that file stays as it is
 * @step 3
 */
export async function writeTable(
  source: InternalIterator,
  place: TablePlace,
  number: number,
): Promise<FileMetadata | undefined> {
  let output: TableOutput | undefined;
  try {
    source.seekToFirst();
    if (!source.isValid) return undefined;
    output = new TableOutput(place, number);
    for (let isTime = false; source.isValid; source.next()) {
      if (isTime) await place.slices.pause();
      isTime = output.add(source.key, source.value);
    }
    return await output.finish();
  } catch (error) {
    output?.abandon();
    throw error;
  } finally {
    source.close();
  }
}
