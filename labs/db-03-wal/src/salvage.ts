/**
 * Salvage: what can still be read of a log file, as a new one.
 *
 *     from    │ a │ b │ ? ? ? ? │ d │ e │ ? ?        a log that recovery refuses
 *     to      │ a │ b │ d │ e │                      one that any reader takes from end to end
 *     lost            └─ 14…32768 ─┘    └─ 32850…
 *
 * `Log.open` refuses a log with damage in the middle, and it is right: what comes after was written
 * by someone who had seen what is gone. There are logs where that does not matter (measurements,
 * clicks), and days on which half of the records is better than none. The decision is a person's;
 * this is their tool.
 *
 * Records are framed anew, for the place where they stand now. From a log without damage comes the
 * same log, byte for byte.
 *
 * Source: LevelDB db/repair.cc, which saves logs so; RocksDB's kSkipAnyCorruptedRecords.
 *
 * Left out: what is in records of which only a part is whole; a directory of segments.
 */
import { type DiskFile, NotImplemented } from "@labs/machine";
import type { Reason } from "./log-reader.ts";

/** A stretch of a file in which no whole record was found. */
export interface Lost {
  /** Where it begins: the end of the last whole record before it. */
  readonly start: number;
  /** Where the next whole record begins, or the file ends. */
  readonly end: number;
  /** What was wrong with the first bad fragment in it. */
  readonly reason: Reason;
}

/** What has become of a log. */
export interface Salvaged {
  /** How many records were saved. */
  readonly records: number;
  /** In order. */
  readonly lost: readonly Lost[];
}

/**
 * Appends every whole record of the log file `from` to the log file `to`, in order, whatever lies
 * between them. `from` is not changed; nothing is synced; both stay the caller's.
 *
 * `to` may hold records already: the first one that is saved goes behind them, framed for where it
 * stands. Holds one record at a time: each is appended before the next one is read.
 *
 * @throws DiskError of either file, at the first one: a record that cannot be read, or has no room,
 * is not one that was lost. What was saved before it is in `to`, and perhaps a part of one more
 * @step 7
 */
export function salvageLog(from: DiskFile, to: DiskFile): Salvaged {
  throw new NotImplemented("db-03 step 7: salvageLog");
}
