/**
 * RdbWriter: a keyspace becomes an RDB file, piece by piece.
 *
 *     begin(2, 1)   "REDIS0010"  AUX …  SELECTDB 0  RESIZEDB 2 1 ┐
 *     entry(a)      EXPIRETIME_MS …  00 key value                │ each: bytes to append to the
 *     entry(b)      04 key value                                 │ file; the CRC goes on
 *     end()         EOF  CRC-64                                  ┘
 *
 * It writes and reads no file, so that a snapshot can be written in slices, to a disk or to a
 * socket. Every value is written in its plain type: strings one by one. Redis 7.0 itself writes
 * small collections as it has them in memory, as listpacks and intsets; it reads the plain types as
 * well, and so do all after it.
 *
 * Integers are the only compression: a key `key:000001` with the value 1234567 takes 17 bytes in
 * place of 20.
 *
 * Source: `rdbSaveRio`, `rdbSaveInfoAuxFields`, `rdbSaveKeyValuePair` and `rdbSaveObject` in Redis
 * 7.0's rdb.c.
 *
 * Left out: LZF, which Redis tries on every string above 20 bytes, also on whole listpacks
 * (`rdbcompression yes`). What that costs, against the file of redis-server 7.0.15: JSON of 275
 * bytes a key, 10 % more here; JSON of 2 KB, 94 % more. Listpacks and intsets: a set of 300 ids is
 * 24 % larger here, hashes of twelve fields 2 % smaller (12 % smaller than listpacks without LZF,
 * which need a backlen for each element). IDLE and FREQ: Redis writes them only under a
 * maxmemory-policy that asks for them; whoever reads a file without them takes every key for new.
 */

import type { Entry } from "@labs/db-02";
import { NotImplemented } from "@labs/machine";

/** What a writer is made with. */
export type RdbWriterOptions = {
  /** When the snapshot is of, in milliseconds since 1970. */
  readonly now: number;
  /** Whether the file is the base of an append-only file. False if not given. */
  readonly isBase?: boolean;
};

/** What of an entry goes into the file. */
export type SavedEntry = Pick<Entry, "key" | "value" | "deadline">;

/**
 * Writes one RDB file: `begin` once, then `entry` for each key, then `end` once; any other order is
 * a bug (InvariantError). Each returns the bytes to append to what the ones before returned. They
 * are the caller's: no later call changes them.
 *
 * Every length is written in the shortest of its forms, and every string (the names and values of
 * AUX fields, keys, values, elements, fields, members) in the same way, as `rdbSaveRawString` does
 * without compression:
 *
 * - if it is the one spelling of an integer (`0`, or digits of which the first is not 0, with `-`
 *   before them if it is negative) from -2^31 to 2^31 - 1, as that integer, in the shortest of
 *   int8, int16 and int32, little-endian;
 * - else its length and its bytes.
 *
 * A call costs in proportion to the bytes that it returns: of n bytes, at most 4 n + 128 KiB are
 * copied.
 */
export class RdbWriter {
  /** @step 4 */
  constructor(options: RdbWriterOptions) {
    throw new NotImplemented("db-04 step 4: RdbWriter.constructor");
  }

  /**
   * The beginning of the file: "REDIS" and RDB_VERSION in four digits; five AUX fields in this
   * order:
   *
   *     redis-ver    REDIS_VERSION
   *     redis-bits   64
   *     ctime        `now` in seconds, rounded down
   *     used-mem     0: not known here
   *     aof-base     1 if `isBase`, else 0
   *
   * and, unless there are no keys at all, SELECTDB with database 0 and RESIZEDB with both counts.
   *
   * @param keys how many entries will come, at most
   * @param deadlines how many of them have a deadline, at most
   * @step 4
   */
  begin(keys: number, deadlines: number): Uint8Array {
    throw new NotImplemented("db-04 step 4: RdbWriter.begin");
  }

  /**
   * One key (`entry` is borrowed for the call): if it has a deadline, EXPIRETIME_MS and the
   * deadline as an integer of 64 bits with a sign, little-endian; the type; the key; the value. An
   * entry whose deadline has passed is written like any other.
   *
   *     string   STRING   the string
   *     list     LIST     how many; the elements from the front to the back
   *     set      SET      how many; the members in any order
   *     hash     HASH     how many; each field with its value behind it, in any order
   *     zset     ZSET_2   how many; each member with its score behind it, as a double of 8 bytes,
   *                       little-endian; in the reverse of the set's order, so that whoever inserts
   *                       them finds each place at the front
   *
   * @step 4
   */
  entry(entry: SavedEntry): Uint8Array {
    throw new NotImplemented("db-04 step 4: RdbWriter.entry");
  }

  /**
   * The end of the file: EOF, and the CRC-64 of all bytes before it, EOF among them, little-endian.
   *
   * @step 4
   */
  end(): Uint8Array {
    throw new NotImplemented("db-04 step 4: RdbWriter.end");
  }
}
