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
import type { Reason } from "@labs/db-03";
import type { MemTable } from "@labs/db-05";
import { type Disk, type DiskFile, NotImplemented, type Random } from "@labs/machine";
import type { DecodedBatch, WriteBatch } from "./write-batch.ts";

/** A log, and what is in it as a memtable. One write at a time: the next begins when the one before has ended. */
export class LoggedTable {
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
    throw new NotImplemented("db-08 step 2: LoggedTable.create");
  }

  /**
   * The log's.
   * @step 2
   */
  get number(): number {
    throw new NotImplemented("db-08 step 2: LoggedTable.number");
  }

  /**
   * What was written, to be read.
   * @step 2
   */
  get memtable(): MemTable {
    throw new NotImplemented("db-08 step 2: LoggedTable.memtable");
  }

  /**
   * Writes the batch (borrowed for the call), whose first change has the number `sequence`, to the log as one record,
   * and then to the memtable. Syncs nothing.
   *
   * @throws LogError as `DurableFile.append` does; then the memtable was not changed
   * @step 2
   */
  write(batch: WriteBatch, sequence: number): void {
    throw new NotImplemented("db-08 step 2: LoggedTable.write");
  }

  /**
   * Writes the batch (borrowed until it resolves) to the log as `write` does, and syncs the log, once. When it is
   * durable there, and not before, it goes to the memtable, and this resolves.
   *
   * @throws LogError as `DurableFile.append` and `sync` do, as a rejection; then the memtable was not changed
   * @step 2
   */
  async writeSynced(batch: WriteBatch, sequence: number): Promise<void> {
    throw new NotImplemented("db-08 step 2: LoggedTable.writeSynced");
  }

  /**
   * Resolves when everything that was written is durable.
   * @throws LogError as `DurableFile.sync` does, as a rejection
   * @step 2
   */
  sync(): Promise<void> {
    throw new NotImplemented("db-08 step 2: LoggedTable.sync");
  }

  /**
   * Gives the log's handle back; does not sync. The memtable can still be read. Twice is once.
   * @step 2
   */
  close(): void {
    throw new NotImplemented("db-08 step 2: LoggedTable.close");
  }
}

/**
 * Adds the changes of `batch` to `memtable`, under the numbers from `sequence` on.
 * @step 2
 */
export function applyBatch(batch: WriteBatch, sequence: number, memtable: MemTable): void {
  throw new NotImplemented("db-08 step 2: applyBatch");
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
  throw new NotImplemented("db-08 step 2: replayLog");
}
