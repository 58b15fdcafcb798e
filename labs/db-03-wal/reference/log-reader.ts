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
import { type DiskFile, unreachable } from "@labs/machine";
// @solution
import { crc32c, unmaskCrc } from "./crc32c.ts";
// @solution
import { BLOCK_SIZE_BYTES, FragmentType, HEADER_SIZE_BYTES } from "./format.ts";

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

/** @solution */
interface Damage {
  readonly offset: number;
  readonly reason: Reason;
}

/**
 * What is found where a fragment should begin; `none` where the file ends.
 * @solution
 */
type Fragment =
  | {
      readonly kind: "good";
      readonly offset: number;
      readonly end: number;
      readonly type: number;
      /** Borrowed from the block. */
      readonly payload: Uint8Array;
    }
  | { readonly kind: "bad"; readonly offset: number; readonly reason: Reason }
  | { readonly kind: "none" };

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
  // @solution
  readonly #file: DiskFile;
  // @solution
  readonly #size: number;
  /**
   * The block that was read last, and where in the file it is.
   * @solution
   */
  #block: Uint8Array = new Uint8Array();
  // @solution
  #blockStart = -1;
  /**
   * The end of the last fragment that was taken, or the block's where it was bad.
   * @solution
   */
  #at = 0;
  /**
   * The end of the last record that was told.
   * @solution
   */
  #whole = 0;
  /**
   * What began the search; undefined while there is none.
   * @solution
   */
  #damage: Damage | undefined;
  /**
   * What there is of the record that is being read; undefined where one may begin.
   * @solution
   */
  #begun: BegunRecord | undefined;
  /**
   * What the next call is to say: the record that a search found, or the last outcome again.
   * @solution
   */
  #known: ReadOutcome | undefined;

  /**
   * @param file borrowed as long as the reader is used
   * @step 3
   */
  constructor(file: DiskFile) {
    this.#file = file;
    this.#size = file.size;
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
    let outcome = this.#known;
    this.#known = undefined;
    while (outcome === undefined) outcome = this.#take(this.#fragment());
    if (outcome.kind === "record") this.#whole = outcome.end;
    if (outcome.kind === "end" || outcome.kind === "torn") this.#known = outcome;
    return outcome;
  }

  /**
   * The fragment that begins at #at, or behind the trailer there.
   * @solution
   */
  #fragment(): Fragment {
    const left = BLOCK_SIZE_BYTES - (this.#at % BLOCK_SIZE_BYTES);
    const offset = left < HEADER_SIZE_BYTES ? this.#at + left : this.#at;
    if (offset >= this.#size) return { kind: "none" };
    const block = this.#blockWith(offset);
    const from = offset - this.#blockStart;
    const found = parseFragment(block, from);
    if (typeof found === "string") return { kind: "bad", offset, reason: found };
    const end = offset + HEADER_SIZE_BYTES + found.length;
    return { kind: "good", offset, end, type: block[from + 6]!, payload: found };
  }

  /** @solution */
  #blockWith(offset: number): Uint8Array {
    const start = offset - (offset % BLOCK_SIZE_BYTES);
    if (start !== this.#blockStart) {
      this.#block = this.#file.read(start, Math.min(BLOCK_SIZE_BYTES, this.#size - start));
      this.#blockStart = start;
    }
    return this.#block;
  }

  /**
   * Goes on behind the fragment; an outcome where one is known now.
   * @solution
   */
  #take(fragment: Fragment): ReadOutcome | undefined {
    switch (fragment.kind) {
      case "none":
        return this.#last();
      case "bad":
        this.#lost(fragment.offset, fragment.reason);
        this.#at = fragment.offset + BLOCK_SIZE_BYTES - (fragment.offset % BLOCK_SIZE_BYTES);
        return undefined;
      case "good":
        this.#at = fragment.end;
        return this.#join(fragment.type, fragment.payload, fragment.offset);
      default:
        return unreachable(fragment);
    }
  }

  /** @solution */
  #join(type: number, payload: Uint8Array, offset: number): ReadOutcome | undefined {
    const isFirst = type === FragmentType.full || type === FragmentType.first;
    const isLast = type === FragmentType.full || type === FragmentType.last;
    if (!isFirst && !isLast && type !== FragmentType.middle) return this.#lost(offset, "type");
    if (isFirst === (this.#begun !== undefined)) this.#lost(offset, "order");
    if (isFirst) this.#begun = new BegunRecord(offset);
    this.#begun?.append(payload);
    return isLast ? this.#finish() : undefined;
  }

  /**
   * What was begun cannot be finished: the search begins, unless it is under way.
   * @solution
   */
  #lost(offset: number, reason: Reason): undefined {
    this.#damage ??= { offset, reason };
    this.#begun = undefined;
  }

  /**
   * The record that has its last fragment; undefined where it lacks its first.
   * @solution
   */
  #finish(): ReadOutcome | undefined {
    if (this.#begun === undefined) return undefined;
    const { start: resumesAt } = this.#begun;
    const record = this.#begun.take();
    this.#begun = undefined;
    const end = this.#at;
    const start = this.#whole;
    if (this.#damage === undefined) return { kind: "record", record, start, end };
    this.#known = { kind: "record", record, start: resumesAt, end };
    const { offset, reason } = this.#damage;
    this.#damage = undefined;
    return { kind: "damaged", start, offset, reason, resumesAt };
  }

  /** @solution */
  #last(): ReadOutcome {
    const start = this.#whole;
    if (this.#damage !== undefined) return { kind: "torn", start, ...this.#damage };
    if (this.#begun === undefined) return { kind: "end", start };
    return { kind: "torn", start, offset: this.#size, reason: "cut" };
  }
}

/**
 * A record of which the first fragment was read, and maybe more.
 * @solution
 */
class BegunRecord {
  /** Where its first fragment begins. */
  readonly start: number;
  #memory = new Uint8Array();
  #size = 0;

  constructor(start: number) {
    this.start = start;
  }

  /** Adds a copy of `payload`. The memory doubles, so that no byte is moved often. */
  append(payload: Uint8Array): void {
    const size = this.#size + payload.length;
    if (size > this.#memory.length) {
      const larger = new Uint8Array(Math.max(size, 2 * this.#size));
      larger.set(this.#memory.subarray(0, this.#size));
      this.#memory = larger;
    }
    this.#memory.set(payload, this.#size);
    this.#size = size;
  }

  /** The whole record, which is given away: nothing is appended after this. */
  take(): Uint8Array {
    if (this.#size === this.#memory.length) return this.#memory;
    return Uint8Array.from(this.#memory.subarray(0, this.#size));
  }
}

/**
 * The payload of the fragment that begins at `block[at]`, borrowed; or what is wrong with it.
 * @solution
 */
function parseFragment(block: Uint8Array, at: number): Uint8Array | Reason {
  const start = at + HEADER_SIZE_BYTES;
  if (start > block.length) return "cut";
  const header = new DataView(block.buffer, block.byteOffset + at, HEADER_SIZE_BYTES);
  const checksum = header.getUint32(0, true);
  const length = header.getUint16(4, true);
  const type = header.getUint8(6);
  if (checksum === 0 && length === 0 && type === FragmentType.zero) return "zeros";
  const end = start + length;
  if (end > BLOCK_SIZE_BYTES) return "length";
  if (end > block.length) return "cut";
  if (crc32c(block.subarray(start - 1, end)) !== unmaskCrc(checksum)) return "checksum";
  return block.subarray(start, end);
}
