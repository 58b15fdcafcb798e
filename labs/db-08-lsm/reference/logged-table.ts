/**
 * LoggedTable: the newest writes of a store, in a log for the next process and in a memtable for this one.
 *
 *     write          batch ──▶ 000007.log ──▶ memtable
 *     writeSynced    batch ──▶ 000007.log ──▶ sync ──▶ memtable
 *                                         │
 *                                         └─ fails: the memtable stays as it was, and so does what everybody reads
 *
 *     replayLog      000007.log │ batch 1…3 │ batch 4 │ batch 5…9 │ ? ? ?        the crash came here
 *                               └──▶ the same memtable again
 *
 * First the log, then the memtable: nobody has read what could not be written. A write that is to be durable is read by
 * nobody before it is: who saw a value has a right to see it after the crash too.
 *
 * Invariant: the memtable holds the batches of a beginning of the log, in its order; all of it, when no write is
 * under way.
 *
 * Source: LevelDB db/db_impl.cc (DBImpl::Write, RecoverLogFile).
 *
 * Left out: logs that are used again (LevelDB's reuse_logs), and files made ahead of time.
 */
import { DurableFile, encodeRecord, LogReader, type Reason } from "@labs/db-03";
import { MemTable } from "@labs/db-05";
import { CorruptionError, type Disk, type DiskFile, type Random } from "@labs/machine";
import { filePath } from "./file-names.ts";
import { type DecodedBatch, decodeWriteBatch, type WriteBatch } from "./write-batch.ts";

/** A log, and what is in it as a memtable. One write at a time: the next begins when the one before has ended. */
export class LoggedTable {
  // @solution
  readonly #number: number;
  // @solution
  readonly #memtable: MemTable;
  // @solution
  readonly #log: DurableFile;

  /** @solution */
  private constructor(number: number, memtable: MemTable, log: DurableFile) {
    this.#number = number;
    this.#memtable = memtable;
    this.#log = log;
  }

  /**
   * Makes the empty log `NNNNNN.log` in `directory`, where no file has its name. When it resolves the name is
   * durable: a write that is synced into a file without a name is lost with it.
   *
   * @param random for the memtable
   * @throws DiskError, as a rejection, with no handle left open
   * @step 2
   */
  static async create(
    disk: Disk,
    directory: string,
    number: number,
    random: Random,
  ): Promise<LoggedTable> {
    const file = disk.open(filePath(directory, "log", number), "new");
    try {
      await disk.syncDirectory(directory);
    } catch (error) {
      file.close();
      throw error;
    }
    return new LoggedTable(number, new MemTable(random), new DurableFile(file));
  }

  /**
   * The log's.
   * @step 2
   */
  get number(): number {
    return this.#number;
  }

  /**
   * What was written, to be read.
   * @step 2
   */
  get memtable(): MemTable {
    return this.#memtable;
  }

  /**
   * Writes the batch (borrowed for the call), whose first change has the number `sequence`, to the log as one record,
   * and then to the memtable. Syncs nothing.
   *
   * @throws LogError as `DurableFile.append` does; then the memtable was not changed
   * @step 2
   */
  write(batch: WriteBatch, sequence: number): void {
    this.#append(batch, sequence);
    applyBatch(batch, sequence, this.#memtable);
  }

  /**
   * Writes the batch (borrowed until it resolves) to the log as `write` does, and syncs the log, once. When it is
   * durable there, and not before, it goes to the memtable, and this resolves.
   *
   * @throws LogError as `DurableFile.append` and `sync` do, as a rejection; then the memtable was not changed
   * @step 2
   */
  async writeSynced(batch: WriteBatch, sequence: number): Promise<void> {
    this.#append(batch, sequence);
    await this.#log.sync();
    applyBatch(batch, sequence, this.#memtable);
  }

  /**
   * Resolves when everything that was written is durable.
   * @throws LogError as `DurableFile.sync` does, as a rejection
   * @step 2
   */
  sync(): Promise<void> {
    return this.#log.sync();
  }

  /**
   * Gives the log's handle back; does not sync. The memtable can still be read. Twice is once.
   * @step 2
   */
  close(): void {
    this.#log.close();
  }

  /** @solution */
  #append(batch: WriteBatch, sequence: number): void {
    this.#log.append(encodeRecord(batch.encode(sequence), this.#log.size));
  }
}

/**
 * Adds the changes of `batch` to `memtable`, under the numbers from `sequence` on.
 * @step 2
 */
export function applyBatch(batch: WriteBatch, sequence: number, memtable: MemTable): void {
  let next = sequence;
  batch.forEach((type, key, value) => {
    memtable.add(next, type, key, value);
    next += 1;
  });
}

/** The end of a log that was not believed. */
export interface DroppedTail {
  /** The log's. */
  readonly path: string;
  /** Where it begins: the end of the last whole record before it. */
  readonly offset: number;
  /** How many bytes, up to the end of the file. */
  readonly sizeBytes: number;
  /** What was wrong with the first bad fragment in it. */
  readonly reason: Reason;
}

/**
 * What a log's end may be.
 *
 * - `whole`: the log was synced to its end before the next one was made. Anything but whole records is damage.
 * - `torn`: a crash may have come while it was written. At the first place where it is not whole it ends; what is
 *   behind is dropped, and told, also where whole records are in it: they were written after what is gone.
 * - `paranoid`: as `torn`, but where a whole record is found behind the bad place it is damage. After a crash of the
 *   machine (not of the process alone) that can be a false alarm: unsynced bytes reach the device in any order.
 */
export type LogEnd = "whole" | "torn" | "paranoid";

/**
 * The batches of a log, in order; and when it is done, what was dropped.
 *
 * @param file borrowed, and not changed
 * @param after the number of the last write in the logs before it
 * @throws CorruptionError at the offset of the bad fragment, where `end` makes it one; at the record's `start`, where
 * a record is no write batch, or has changes and its first number is not above `after` and all numbers of the records
 * before it. DiskError. All of them from the call of `next` that meets it
 * @step 2
 */
export function* replayLog(
  file: DiskFile,
  end: LogEnd,
  after = 0,
): Generator<DecodedBatch, DroppedTail | undefined> {
  const reader = new LogReader(file);
  let last = after;
  for (;;) {
    const found = reader.next();
    if (found.kind === "end") return undefined;
    if (found.kind !== "record") {
      if (end === "whole" || (end === "paranoid" && found.kind === "damaged")) {
        throw new CorruptionError(file.path, found.offset, `the log is damaged: ${found.reason}`);
      }
      const { start, reason } = found;
      return { path: file.path, offset: start, sizeBytes: file.size - start, reason };
    }
    const decoded = decodeWriteBatch(found.record, file.path, found.start);
    const { sequence, batch } = decoded;
    if (batch.count > 0) {
      if (sequence <= last) {
        const what = `the write ${sequence} comes behind the write ${last}`;
        throw new CorruptionError(file.path, found.start, what);
      }
      last = sequence + batch.count - 1;
    }
    yield decoded;
  }
}
