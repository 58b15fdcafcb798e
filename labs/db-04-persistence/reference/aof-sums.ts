/**
 * AofSums: checksums in an append-only file that every Redis can still read, and what they prove.
 *
 *     #SUM:9f3a01c2:5b1d77e0          the first line: a number drawn at random, and the sum of "#SUM:9f3a01c2:"
 *     *3 … SET …   *2 … INCR …        a group: what was written at once
 *     #SUM:18:0c3f9a11                how much of the file was durable then, in hex, and a sum: CRC-32C of
 *     *2 … DEL …                      the group and of "#SUM:18:", going on from the sum of the first line
 *     #SUM:18:77a0b5de
 *     ▲ start                         #SUM:9c:… says durable 0x9c
 *     └── if this group is broken:    some later line that is proven says that more than `start` was durable ─▶ rot
 *                                     none does ─▶ a crash; cut at `start`
 *
 * For Redis a line that begins with # is an annotation, and skipped.
 *
 * Two lies must not pass. A crash leaves zeros and holes in what was not synced, and a string of zeros is a good
 * string: so each group has a sum. And rot in the middle of a file looks as a crash does, but what was durable is not
 * to be cut off: so each line says how far the file was durable. After a broken group the commands cannot be followed
 * any more, so lines are searched as text: a later one is proven if its sum is right for what stands between the line
 * before and it.
 *
 * The random number keeps clients from writing such lines: a value may hold any bytes, lines with right sums among
 * them, if it could be known from what they go on. SQLite's WAL has its salts for the same reason.
 *
 * What cannot be told: rot in the last groups, of which no later line says that they were durable. It is cut off
 * like a crash. After a clean close there is no such group.
 *
 * Source: the annotations are Redis 7.0's (`aof-timestamp-enabled`); the use made of them here is ours. SQLite,
 * "WAL-mode File Format"; Alagappan et al., "Protocol-Aware Recovery" (FAST 2018), on telling a crash from rot.
 *
 * Left out: rot in a file with which a redis-server went on, by which nothing is summed; groups that somebody has moved
 * or doubled whole (SQLite's sums go on from frame to frame); repair.
 */
import { crc32c } from "@labs/db-03";
import { CorruptionError, type DiskFile } from "@labs/machine";
import type { AofEnd } from "./aof-reader.ts";
// @solution
import { AofScanner } from "./aof-scanner.ts";
import type { LoggedRequest } from "./propagation.ts";
// @solution
import { commandName, Replay } from "./replay.ts";
// @solution
import { firstLineOf, pieces, type SumLine } from "./sum-lines.ts";

/** How every line of sums begins, and every file that has them. */
export const SUM_MARK = "#SUM:";

/** A line, as it is written. */
export type WrittenLine = { readonly bytes: Uint8Array; readonly sum: number };

/** Whether the file is one with sums: whether it begins with `#SUM:`. */
export function isSummed(file: DiskFile): boolean {
  return Buffer.from(file.read(0, SUM_MARK.length)).toString("latin1") === SUM_MARK;
}

/**
 * The line `#SUM:FIELD:XXXXXXXX CRLF`. The eight digits are its sum: the CRC-32C of "#SUM:FIELD:", going on from
 * `before`. All hex is in lower case.
 *
 * @param before 0 for the first line of a file; else the CRC of the group, going on from the first line's sum
 * @step 2
 */
export function sumLine(field: string, before: number): WrittenLine {
  const text = `${SUM_MARK}${field}:`;
  const sum = crc32c(Buffer.from(text), before);
  return { bytes: Buffer.from(`${text}${sum.toString(16).padStart(8, "0")}\r\n`), sum };
}

/**
 * The first line of a file: its field is `salt`, a whole number below 2^32, in eight digits of hex.
 *
 * @step 2
 */
export function firstLine(salt: number): WrittenLine {
  return sumLine(salt.toString(16).padStart(8, "0"), 0);
}

/**
 * The line behind a group of these bytes, in a file whose first line has the sum `seed`. Its field is `durable` in hex,
 * without zeros in front.
 *
 * @step 2
 */
export function groupLine(group: Uint8Array, durable: number, seed: number): WrittenLine {
  return sumLine(durable.toString(16), crc32c(group, seed));
}

/**
 * Reads a file that begins with `#SUM:`, as `readAof` does.
 *
 * - The first line was durable before the file got its name. If it is not as `firstLine` makes it: CorruptionError at
 *   0.
 * - Behind it stand groups, each followed by its line; a group may be empty. Its commands are applied, by the plain
 *   rules, when its sum is right, and not before. A value may hold bytes that look like a line: the group ends at the
 *   first line whose sum is right for what stands between the group's start and it.
 * - Let `start` be the end of the last line, from the first on without a gap, that is right. If it is the end of the
 *   file, the file is whole. Else the group at `start` is broken, and the first of these that fits is what the file is:
 *   1. From `start` on stand whole requests and annotations, by the plain rules, up to a SELECT: a redis-server has
 *      gone on
 *      with this file. We write no SELECT, and it begins with one, before which it may have put an annotation. From
 *      `start` on the plain rules hold, to the end.
 *   2. A later line is proven and says that more than `start` bytes were durable: CorruptionError at `start`. A line
 *      is proven if its sum is right for what stands between the end of the line before it and it; what looks
 *      like a line (`#SUM:`, 1 to 13 hex digits, `:`, 8 hex digits, CRLF, wherever it stands; hex in lower case) counts
 *      as one.
 *   3. Torn, at `start`.
 * - `durable` of what is returned is what the last line of those that are right says, and the end of the first line
 *   where that is the only one.
 *
 * Linear time: no byte is read more than four times. What stands in a group with a right sum and is no whole request is
 * damage. (We write no MULTI: what one in a group would mean is open.)
 *
 * @throws CorruptionError @throws DiskError
 * @step 2
 */
export function readSummed(file: DiskFile, apply: (request: LoggedRequest) => void): AofEnd {
  const first = firstLineOf(file);
  if (first === undefined) throw new CorruptionError(file.path, 0, "its first line is damaged");
  const replay = new Replay(file, apply, first.end);
  let durable = first.end;
  let group = new GroupSums(first);
  for (const piece of pieces(file, first.end)) {
    if (piece.kind === "bytes") {
      group.pass(piece.bytes);
    } else if (group.endsAt(piece)) {
      replay.run(piece.at);
      durable = piece.field;
      group = new GroupSums(first, piece.end);
    }
  }
  const { start, provenDurable } = group;
  const end = { commands: replay.commands, size: file.size, durable };
  if (start === file.size) return { ...end, kind: "whole" };
  if (isContinued(file, start)) return replay.finish();
  if (provenDurable > start) {
    throw new CorruptionError(file.path, start, "a group is damaged that was durable");
  }
  return { ...end, kind: "torn", at: start, why: "a group is not whole" };
}

/**
 * The sums of what may become a group, while its bytes go by.
 *
 * @solution
 */
class GroupSums {
  /** Where it begins. */
  readonly start: number;
  /** What the lines behind it, that are proven without it, say at most. */
  provenDurable = 0;
  readonly #seed: number;
  /** Of all bytes since `start`. */
  #sinceStart: number;
  /** Of the bytes since the last line that was not the end of this group, if there was one. */
  #sinceLine: number | undefined;

  constructor(first: SumLine, start: number = first.end) {
    this.start = start;
    this.#seed = first.sum;
    this.#sinceStart = first.sum;
  }

  pass(bytes: Uint8Array): void {
    this.#sinceStart = crc32c(bytes, this.#sinceStart);
    if (this.#sinceLine !== undefined) this.#sinceLine = crc32c(bytes, this.#sinceLine);
  }

  /** Whether this line is the end of the group. If not, it is a part of it, as far as we know. */
  endsAt(line: SumLine): boolean {
    if (crc32c(line.text, this.#sinceStart) === line.sum) return true;
    if (this.#sinceLine !== undefined && crc32c(line.text, this.#sinceLine) === line.sum) {
      this.provenDurable = Math.max(this.provenDurable, line.field);
    }
    this.#sinceStart = crc32c(line.bytes, this.#sinceStart);
    this.#sinceLine = this.#seed;
    return false;
  }
}

/**
 * Whether a redis-server has gone on with the file behind `start`.
 *
 * @solution
 */
function isContinued(file: DiskFile, start: number): boolean {
  const scanner = new AofScanner(file, start);
  for (let item = scanner.next(); ; item = scanner.next()) {
    if (item.kind === "request" && commandName(item.request) === "SELECT") return true;
    if (item.kind !== "request" && item.kind !== "annotation") return false;
  }
}
