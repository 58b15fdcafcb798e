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
import { type DiskFile, NotImplemented } from "@labs/machine";
import type { AofEnd } from "./aof-reader.ts";
import type { LoggedRequest } from "./propagation.ts";

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
  throw new NotImplemented("db-04 step 2: sumLine");
}

/**
 * The first line of a file: its field is `salt`, a whole number below 2^32, in eight digits of hex.
 *
 * @step 2
 */
export function firstLine(salt: number): WrittenLine {
  throw new NotImplemented("db-04 step 2: firstLine");
}

/**
 * The line behind a group of these bytes, in a file whose first line has the sum `seed`. Its field is `durable` in hex,
 * without zeros in front.
 *
 * @step 2
 */
export function groupLine(group: Uint8Array, durable: number, seed: number): WrittenLine {
  throw new NotImplemented("db-04 step 2: groupLine");
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
  throw new NotImplemented("db-04 step 2: readSummed");
}
