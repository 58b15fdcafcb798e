/**
 * IntervalSync: a file is synced a while after it was written to, whoever waits for it.
 *
 *     wrote   ●  ● ●        ●                        ●
 *             ├──── interval ────┤                   ├──── interval ────┤
 *     sync                       ├──▶                                   ├──▶
 *                                  wrote ● here begins the next interval
 *
 * This is Redis's `appendfsync everysec`, MySQL's `innodb_flush_log_at_trx_commit = 2`: a write is
 * acknowledged at once, and the last second of them is at stake.
 *
 * Invariants: a timer waits only while something was written that no sync of this interval has
 * begun to save; of its own syncs at most one is under way and one waits.
 *
 * Left out: Redis's rule that a write waits where the sync before has taken more than two seconds.
 * What bounds the unsynced bytes here is the log, in bytes.
 */
import { type Clock, NotImplemented } from "@labs/machine";
import type { DurableFile } from "./durable-file.ts";

/** Syncs a file `milliseconds` after the first write that no sync of its own has begun to save. */
export class IntervalSync {
  /** @step 4 */
  constructor(file: DurableFile, clock: Clock, milliseconds: number) {
    throw new NotImplemented("db-03 step 4: IntervalSync.constructor");
  }

  /**
   * Says that the file was written to. Where no interval is running, one begins. When it ends, the
   * file is synced, once, however often it was written to meanwhile; what is written from then on
   * begins an interval of its own. Where the sync of the interval before is still under way at that
   * time, this one's begins as soon as it has ended. That somebody else syncs the file meanwhile
   * takes nothing from this: what was written after that sync is still unsynced.
   *
   * Nothing rejects here: a failure is the file's (`file.failure`), and where the file was closed
   * before the interval's end, nothing is done. After a failure, whoever met it, and after `stop`, no
   * timer is made any more.
   *
   * @step 4
   */
  wrote(): void {
    throw new NotImplemented("db-03 step 4: IntervalSync.wrote");
  }

  /**
   * Calls off the timer that waits, and makes none any more; no sync is begun any more, not even
   * one that is due. Twice is the same as once.
   * @step 4
   */
  stop(): void {
    throw new NotImplemented("db-03 step 4: IntervalSync.stop");
  }
}
