/**
 * Reads an RDB file: what Redis 7.0 wrote, what RdbWriter wrote, and what neither wrote.
 *
 *     file  ──▶  chunk  ──▶  opcode or type ──▶  FC, FD, F8, F9   kept for the next key
 *                                                FA               into `aux`
 *                                                FE               which database
 *                                                FB               passed over: a hint
 *                                                a type           key, value ──▶ visit
 *                                                FF               checksum, done
 *
 * A snapshot is read once, at the start, by a server that has nothing else. So there are two ways
 * for it to end: every key is as it was, or the file is refused with the place where it is wrong.
 * Whatever the file says is taken for a claim: of lengths, of counts, of what is in a string that
 * packs others.
 *
 * The checksum stands at the end. Until then, nobody knows whether what was visited is right: who
 * visits must be ready to throw all of it away.
 *
 * Source: `rdbLoadRio` in Redis 7.0's rdb.c.
 *
 * Left out: more than one database; what `UNREAD` names; going on behind damage. Redis looks into
 * listpacks only if it is told to (`sanitize-dump-payload`): it has to be fast, and it asks them
 * again at every access.
 */
import type { Value } from "@labs/db-02";
import { type DiskFile, NotImplemented, type Random, unseededRandom } from "@labs/machine";

/** A key of an RDB file, and what belongs to it. All bytes are memory of its own. */
export type RdbEntry = {
  readonly key: Uint8Array;
  readonly value: Value;
  /** Milliseconds since 1970; undefined where it has none. */
  readonly deadline: number | undefined;
  /** For how long nobody had used it: there where IDLE says it. */
  readonly idleSeconds?: number;
  /** How often it was used, from 0 to 255, as eviction counts it: there where FREQ says it. */
  readonly frequency?: number;
};

/** What an RDB file says beside its keys. */
export type RdbContents = {
  /** The offset behind the checksum. */
  readonly end: number;
  readonly version: number;
  /** The AUX fields, each character a byte; of two with the same name, the later one. */
  readonly aux: ReadonlyMap<string, string>;
};

/**
 * Reads the RDB file that begins at `offset` of `file`, and calls `visit` with each key, in the
 * file's order. What is behind its checksum is not looked at: the commands of an append-only file
 * may follow (Redis 4 to 6).
 *
 * Read are the versions RDB_VERSION_MIN to RDB_VERSION_MAX, with all that stands in rdb-format.ts
 * but `UNREAD`.
 *
 * - EXPIRETIME_MS (8 bytes), EXPIRETIME (4 bytes, seconds), both with a sign and little-endian,
 *   IDLE (a length) and FREQ (a byte) belong to the next key, and to no other. A deadline that is
 *   no safe integer becomes the nearest that is.
 * - Keys whose deadline has passed are visited like any others.
 * - A key whose collection is empty is passed over, as Redis does, as if it were not in the file:
 *   its type says a count of 0, or a listpack, or all nodes of a list, have no element. (But an
 *   intset without members is damage.)
 * - The counts of RESIZEDB are hints: nothing depends on them, and no memory.
 * - Sorted sets are made with `random`.
 *
 * Cost: `file` is read from front to back, each byte once; when a key is visited, at most 64 KiB
 * (65,536 bytes) behind it have been read, and no more behind the checksum. A read asks for 64 KiB at
 * most, but for the rest of a string that is longer; beside the first, there are at most 64 reads for
 * each MiB. A string of n bytes is copied 4 times at most, with 256 KiB to spare, beside what the disk
 * copies. Beyond what `visit` was given, memory is needed for a chunk of 64 KiB, one value in the
 * form that the file has it in, and a hash table of the keys, by which one that comes twice is
 * found. No key, string or element keeps more than 16 KiB of other memory alive.
 *
 * What `visit` throws, and DiskError, pass through. What becomes of a text that no string of JavaScript can hold (an
 * AUX field or a score in a listpack of more than 512 MiB) is open.
 *
 * A CorruptionError has the path of `file` and an offset from `offset` to the end of `file`; where no
 * place is named, any of them will do:
 *
 * - the file ends too early; also where a length announces more bytes than are left, or a count
 *   more items: before any memory is taken for them
 * - not "REDIS", at `offset`; or no version in four digits, or one that is not read: the message
 *   has the four characters
 * - an opcode or type that is not read, at its byte: the message has its name in `UNREAD`, or the
 *   number if it has none
 * - a key in another database than 0, with an empty collection too, at its type: the message has `database` and its
 *   number
 * - no form of a length, no encoding of a string, or an encoding where a length belongs, at its
 *   first byte; a length above 2^53 - 1; a node of a list that is neither plain nor packed, or
 *   plain and empty
 * - what `decompressLzf`, `listpackElements` and `intsetMembers` fail with; a listpack of pairs
 *   with an odd count
 * - a key, a member of a set or a sorted set, or a field of a hash that is there twice, whatever
 *   goes with it
 * - a score that is NaN; in a listpack, one that is not `inf`, digits, or digits, a point and
 *   digits, with `-` before it or not, and behind digits perhaps `e`, a sign or none, and digits
 *   (beyond the doubles that is an infinity); letters are in lower case
 * - a checksum that is not that of all bytes before it, from `offset` on, and not 0 either, at the
 *   checksum
 *
 * @throws CorruptionError
 * @step 5
 */
export function readRdb(
  file: DiskFile,
  visit: (entry: RdbEntry) => void,
  offset = 0,
  random: Random = unseededRandom(),
): RdbContents {
  throw new NotImplemented("db-04 step 5: readRdb");
}
