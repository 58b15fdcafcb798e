/**
 * Log: records with numbers, in a directory of segments, durable as its policy promises.
 *
 *     append ──▶ turn ──▶ the segment is full?   sync it, make the next, sync the directory
 *                  │  └─▶ too much is unsynced?  wait for a sync
 *                  ▼
 *              written ──▶ interval, lazy: acknowledged
 *                  │
 *                  └─────▶ always: commit ──▶ a sync that began after it was written ──▶ acknowledged
 *
 * The order of a rotation is what recovery stands on. The full segment is synced first, or a crash
 * could keep records of the new one and lose the end of the old. The name of the new one is synced
 * before a record is written into it, or a crash could lose the file with all that was acknowledged
 * in it.
 *
 * Invariants: only the last segment has anything unsynced, and its last record began where less
 * than unsyncedBytesMax were. What was written is in the order of the calls. After a failure
 * nothing is written and nothing is acknowledged.
 *
 * Source: LevelDB db/db_impl.cc (MakeRoomForWrite, RecoverLogFile); segments as Kafka's and etcd's.
 *
 * Left out: a lock, so that two processes do not open one log; reading a log that is open; making
 * the next segment ahead of time, which would take two syncs out of the one append that meets a
 * full segment.
 */
import { type Disk, NotImplemented } from "@labs/machine";
import type { LogError } from "./errors.ts";
import type { LogOptions } from "./log-options.ts";
import type { Recovered } from "./recovery.ts";

/**
 * A write-ahead log, open. One process has it open at a time.
 *
 * Failures are final. Where a write, a sync, a sync of the directory, or the making or removing of
 * a segment fails, with whatever error (what a disk has no DiskError for it passes on as Node threw
 * it), every append, sync and truncation that waits rejects with a LogError `LOG_FAILED`, whose
 * `cause` is the disk's error, and so does every later one; nothing is written any more, and no
 * sync is begun (but one that somebody waits for already may be). Who waits rejects also where the
 * sync that it waits for ends well. What was rejected may be found when the log is opened again, or
 * not.
 */
export class Log {
  /**
   * Opens the log that is in `directory`, or makes one there that begins with record 0. The
   * directory is made where it is not, and no other: its parent must be there, else it is ENOENT.
   * "" is the disk's root, which has no parent.
   *
   * - Names that are no segment's are not the log's, and are left alone.
   * - In the last segment, what a crash leaves is cut off and said in `recovered.cut`: everything
   *   from the `start` of what LogReader found torn or damaged. But where the `start` of a whole
   *   record is `offset + unsyncedBytesMax + 6` or more (`offset` being that of the first bad
   *   fragment; wherever in the segment that record is, and whatever lies between: more damage,
   *   zeros, megabytes), no crash did it: the damaged bytes were durable. That is a
   *   CorruptionError.
   * - A segment that ends within a trailer is whole. Those bytes may stay or go; they are no cut.
   * - In every other segment, anything but whole records up to the end is a CorruptionError, also
   *   where the segments behind it are empty.
   * - A segment whose name is not the index that follows the last record of the segment before it
   *   is one too, be it empty or not: its path, offset 0. Else path and `offset` are those of the
   *   first bad fragment.
   * - Where it rejects with CorruptionError, no byte of any file was changed.
   *
   * When it resolves, all that was recovered is durable, whatever the process before had synced or
   * failed to:
   *
   * - The file is cut to its new end even where it seems to end there already, by a byte more and a
   *   byte less: a cut whose sync failed may be in the cache alone.
   * - All bytes of the last segment from (the start of its last whole record) - unsyncedBytesMax on
   *   are written again, at their place, before it is synced: a sync alone would pass over what a
   *   failed sync has left in the cache, marked clean.
   * - The directory is synced, and its parent: the names may be in the cache alone.
   *
   * Reads one block and holds one record at a time; and what is written again, once.
   *
   * @throws CorruptionError, DiskError (a read that fails is never taken for a torn end), what
   * `replay` throws: always as a rejection, with no handle left open
   * @step 6
   */
  static async open(disk: Disk, directory: string, options: LogOptions = {}): Promise<Log> {
    throw new NotImplemented("db-03 step 6: Log.open");
  }

  /**
   * What `open` found.
   * @step 6
   */
  get recovered(): Recovered {
    throw new NotImplemented("db-03 step 6: Log.recovered");
  }

  /**
   * The index of the oldest record that is kept. As large as nextIndex where there is none. While a
   * truncation is under way, and after one that failed, that record may be removed already.
   * @step 6
   */
  get firstIndex(): number {
    throw new NotImplemented("db-03 step 6: Log.firstIndex");
  }

  /**
   * The index that the next call of append will give its record.
   * @step 6
   */
  get nextIndex(): number {
    throw new NotImplemented("db-03 step 6: Log.nextIndex");
  }

  /**
   * The failure that ended the log; undefined while all is well. A sync in the background may have
   * failed. The first one stays, whatever fails after it.
   * @step 6
   */
  get failure(): LogError | undefined {
    throw new NotImplemented("db-03 step 6: Log.failure");
  }

  /**
   * Appends a record (borrowed until the call returns; the caller may then change its bytes).
   *
   * - Records are numbered and written in the order of the calls, whoever waits for what, and
   *   however many wait.
   * - A record is written only while fewer than `unsyncedBytesMax` bytes of the log are unsynced.
   *   Else it waits for a sync, which is begun, whatever the policy. One that has room is written
   *   before append returns, unless another record waits to be written; a sync or a truncation
   *   that is under way holds up nobody who has room.
   * - Before a record is written into a segment of `segmentSizeBytes` or more: that segment is
   *   synced whole; then the next file is made, `segmentPath(directory, the record's index)`; then
   *   the directory is synced; then it is written, into the new file. The full one is closed.
   * - Under `always`, appends share their syncs, as GroupCommit has it.
   *
   * @returns its index, once it is durable (`always`) or written (`interval`, `lazy`)
   * @throws LogError `LOG_FAILED`; `LOG_CLOSED` after `close` was called. As a rejection
   * @step 6
   */
  async append(record: Uint8Array): Promise<number> {
    throw new NotImplemented("db-03 step 6: Log.append");
  }

  /**
   * Resolves when all is durable that append was called with before, whatever the policy.
   *
   * @throws LogError, as append does
   * @step 6
   */
  async sync(): Promise<void> {
    throw new NotImplemented("db-03 step 6: Log.sync");
  }

  /**
   * Removes the segments of which every record is below `index`; never the last one, to which
   * records are appended. Resolves when they are gone for certain.
   *
   * The oldest goes first, and the directory is synced before the next one goes: else a crash could
   * leave a gap. One truncation at a time, in the order of the calls; it need not wait for appends.
   * One that finds removed already what it is asked for, and not yet for certain, waits for that.
   *
   * @throws LogError, as append does
   * @step 6
   */
  async truncateBefore(index: number): Promise<void> {
    throw new NotImplemented("db-03 step 6: Log.truncateBefore");
  }

  /**
   * Ends the log: append, sync and truncateBefore reject with LOG_CLOSED from the call on, or with
   * LOG_FAILED where it has failed. What was called before goes on to its end, truncations too;
   * then everything is synced, and the handle given back, also where the log has failed. Twice is
   * the same as once: the second call ends when the first does, and as it does.
   *
   * @throws LogError `LOG_FAILED`, where the log failed before or does now. As a rejection
   * @step 6
   */
  close(): Promise<void> {
    throw new NotImplemented("db-03 step 6: Log.close");
  }
}
