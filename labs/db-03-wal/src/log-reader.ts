/**
 * Reading: what a log file holds, and what has become of the rest.
 *
 *     file      │ record │ record │ ? ? ? ? ? ? ? ? ? │ record │ record │ ? ? ?
 *               │        │        │                   │        │        │
 *     outcome   record   record   damaged             record   record   torn
 *                                 start … resumesAt                     start …
 *
 * A crash leaves a log that is whole up to some point, with anything behind it. A bit that flipped
 * years later leaves the same before it, and whole records after it. Both are outcomes here, and
 * which of them is to be feared is for the log to decide, which knows what was durable.
 *
 *     fragment ──▶ good, and in its place ──▶ a part of the record, or all of it
 *              └─▶ anything else ──▶ the search: for the first record that is whole
 *
 *     the search goes on     at the next block, where the bad fragment's length cannot be trusted
 *                            at this very fragment, where its checksum is right
 *
 * The search and the reading are one loop, which takes each fragment once: what the search finds
 * is the next outcome.
 *
 * Invariants: `#at` only grows. Nothing is changed before the disk has given the block that it
 * takes, so that a read that failed can be tried again.
 *
 * Source: LevelDB db/log_reader.cc. It differs in this: LevelDB says how many bytes were dropped,
 * not where; takes a file's end inside a record, and zeros, for nothing worth a word; and skips bad
 * blocks silently where its caller gave no reporter.
 *
 * Left out: beginning in the middle of a file; the empty FIRST that early writers of LevelDB left
 * at a block's end, which is reported here, as out of order, and costs no record.
 */
import { type DiskFile, NotImplemented } from "@labs/machine";

/**
 * What is wrong with a fragment, in the order in which it is looked at. The first that is true is told.
 *
 * | reason | the fragment |
 * | --- | --- |
 * | `cut` | the file ends within its header, or where it should begin |
 * | `zeros` | all of its header is zeros |
 * | `length` | its length reaches beyond its block's end |
 * | `cut` | the file ends within its payload |
 * | `checksum` | the checksum is not that of its type and payload |
 * | `type` | it is whole, and its type is none of the four |
 * | `order` | it is whole, and a MIDDLE or LAST where a record begins, or a FULL or FIRST within one |
 */
export type Reason = "cut" | "zeros" | "length" | "checksum" | "type" | "order";

/** What is next in a log file. All are offsets in the file; `start` is where the outcome before ended. */
export type ReadOutcome =
  /** A whole record, from `start` (any trailer before it counts) up to `end`. */
  | {
      readonly kind: "record";
      /** The caller's own memory: to write over it changes nothing else, to keep it keeps no block. */
      readonly record: Uint8Array;
      readonly start: number;
      readonly end: number;
    }
  /** Nothing more: the file ends at `start`, or within the trailer that begins there. */
  | { readonly kind: "end"; readonly start: number }
  /** Something is there, the fragment at `offset` is bad, and no whole record was found behind it. */
  | {
      readonly kind: "torn";
      readonly start: number;
      readonly offset: number;
      readonly reason: Reason;
    }
  /** The fragment at `offset` is bad, and the next whole record begins at `resumesAt`. */
  | {
      readonly kind: "damaged";
      readonly start: number;
      readonly offset: number;
      readonly reason: Reason;
      readonly resumesAt: number;
    };

/**
 * Reads a log file from its beginning.
 *
 *     const reader = new LogReader(file);
 *     for (let found = reader.next(); found.kind === "record"; found = reader.next()) use(found.record);
 *
 * The file is read as long as it was when the reader was made, also where it grows before its end is
 * met. It may be of any length, and bad from end to end: offsets are whole numbers up to 2^53 - 1. It
 * stays open, and the caller's.
 */
export class LogReader {
  /**
   * @param file borrowed as long as the reader is used
   * @step 3
   */
  constructor(file: DiskFile) {
    throw new NotImplemented("db-03 step 3: LogReader.constructor");
  }

  /**
   * What is next in the file. Never throws for what the bytes are.
   *
   * - Fewer than 7 bytes at the end of a block are its trailer. They are skipped, whatever they
   *   hold. The file may end within them: that is an `end`, or within a record a cut.
   * - `record`: its fragments are FULL, or FIRST, any number of MIDDLE, and LAST, one directly behind
   *   the other. Any of them may be empty, and end anywhere in its block.
   * - A record that lacks its LAST because the file ends is `torn`, with reason `cut`, at the offset
   *   where the file ends.
   * - Any other bad fragment begins a search for the next whole record. While it goes on, a bad
   *   fragment sends it to the next block. A fragment whose checksum is right does not: an unknown
   *   type, and MIDDLE and LAST without a FIRST, are stepped over, one after the other; FULL is
   *   found; FIRST is where a record may begin, in place of any before it. This holds for the bad
   *   fragment that began the search too: after `type` and `order` it is the first that is looked at.
   * - Where a record is found: `damaged`, and the next call says that record, with its `start` at
   *   `resumesAt`. Where none is found up to the file's end: `torn`. Either way `offset` and
   *   `reason` are those of the fragment that began the search.
   * - After `end` and `torn`, every later call says the same again.
   *
   * Cost: the file is read in pieces of at most a block, and no byte of it more than twice over the
   * reader's life, however many places are damaged. On the average no byte of a record is
   * copied more than five times, however many fragments it has. At no time is more held than a few blocks and three times
   * the longest record.
   *
   * @throws DiskError EIO where the disk cannot be read. The next call tries again, and nothing is lost
   * @step 3
   */
  next(): ReadOutcome {
    throw new NotImplemented("db-03 step 3: LogReader.next");
  }
}
