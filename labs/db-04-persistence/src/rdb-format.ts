/**
 * The RDB file: a keyspace at one moment, as Redis writes it. Here are the names of its numbers.
 *
 *     "REDIS0010"                            magic, and the version in four digits
 *     FA  "redis-ver" "7.0.15"   FA …        AUX: a name and a value, both strings
 *     FE  0                                  SELECTDB: what follows is in database 0
 *     FB  3 1                                RESIZEDB: three keys, one of them with a deadline
 *       FC  8 bytes                          EXPIRETIME_MS: the deadline of the next key
 *       FD  4 bytes                          EXPIRETIME: the same in seconds (before Redis 2.6)
 *       F8  length                           IDLE: for how many seconds nobody had used the next key
 *       F9  1 byte                           FREQ: how often the next key was used
 *       00  key  value                       a type, a key, and what it holds
 *       04  key  value
 *       05  key  value
 *     FF                                     EOF
 *     8 bytes                                CRC-64 of all bytes before, little-endian; 0: none
 *
 *     length   00xxxxxx                      6 bits
 *              01xxxxxx xxxxxxxx             14 bits, the high ones first
 *              10000000 4 bytes              32 bits, big-endian
 *              10000001 8 bytes              64 bits, big-endian
 *
 *     string   length, bytes
 *              11000000 1 byte               the digits of an integer with a sign, little-endian
 *              11000001 2 bytes
 *              11000010 4 bytes
 *              11000011 length length bytes  LZF: how long it is so, how long it was, and the bytes
 *
 *     key      string
 *     value    STRING                        string
 *              LIST, SET                     length, so many strings
 *              HASH                          length, so many times: field and value, two strings
 *              ZSET_2                        length, so many times: a string, a double of 8 bytes
 *              SET_INTSET                    an intset (intset.ts) as a string
 *              HASH_LISTPACK                 a listpack (listpack.ts) as a string: field, value, …
 *              ZSET_LISTPACK                 a listpack as a string: member, score as text, …
 *              SET_LISTPACK                  a listpack as a string: member, … (version 11)
 *              LIST_QUICKLIST_2              length, so many nodes: a length and a string, which
 *                                            is one element (1, plain) or a listpack (2, packed)
 *
 * A length may come in a longer form than it needs. Numbers of this format are big-endian where
 * they are lengths, and little-endian everywhere else.
 *
 * Source: rdb.h and rdb.c of Redis 7.0; rdb.h of 7.2 and 7.4 for what came later.
 *
 * Left out: the insides of what is not read (`UNREAD`).
 *
 * @given
 */

/** The version that Redis 7.0 writes, and we. */
export const RDB_VERSION = 10;
/** The first that ends in a checksum. Redis 2.6 wrote 6, 4.0 wrote 8, 5 and 6 wrote 9. */
export const RDB_VERSION_MIN = 5;
/** Redis 7.4's. What 11 and 12 have added is read or refused one by one. */
export const RDB_VERSION_MAX = 12;
/** The server that our files claim to be from: those who read AUX fields know its format by it. */
export const REDIS_VERSION = "7.0.15";

/** What stands in the place of a type, and is none. */
export const OPCODE = {
  idle: 248,
  freq: 249,
  aux: 250,
  resizeDb: 251,
  expireTimeMs: 252,
  expireTime: 253,
  selectDb: 254,
  eof: 255,
} as const;

/** The types of values that are written or read here. */
export const TYPE = {
  string: 0,
  list: 1,
  set: 2,
  hash: 4,
  zset2: 5,
  setIntset: 11,
  hashListpack: 16,
  zsetListpack: 17,
  listQuicklist2: 18,
  setListpack: 20,
} as const;

/** The forms of a string that is not its length and its bytes: the low 6 bits of its first byte. */
export const STRING_ENCODING = { int8: 0, int16: 1, int32: 2, lzf: 3 } as const;

/**
 * Types and opcodes that are refused, by the names that the refusal must say. None can be skipped:
 * each holds data, and of most not even the length can be told without reading them.
 */
export const UNREAD: ReadonlyMap<number, string> = new Map([
  [3, "sorted set with scores as text (Redis before 4.0)"],
  [6, "value of a module (release candidates of Redis 4.0)"],
  [7, "value of a module"],
  [9, "hash as a zipmap (Redis before 2.6)"],
  [10, "list as a ziplist (Redis before 3.2)"],
  [12, "sorted set as a ziplist (Redis before 7.0)"],
  [13, "hash as a ziplist (Redis before 7.0)"],
  [14, "list of ziplists (Redis before 7.0)"],
  [15, "stream"],
  [19, "stream"],
  [21, "stream"],
  [22, "hash whose fields have deadlines (Redis 7.4)"],
  [23, "hash whose fields have deadlines (Redis 7.4)"],
  [24, "hash whose fields have deadlines (Redis 7.4)"],
  [25, "hash whose fields have deadlines (Redis 7.4)"],
  [244, "slot of a cluster (Redis 7.4)"],
  [245, "library of functions"],
  [246, "library of functions (release candidates of Redis 7.0)"],
  [247, "data of a module"],
]);

/**
 * How the readers of a string's inside say that nobody wrote it so: throws. `at` is where in those
 * bytes, from 0 on; who hands them over knows which file and where in it.
 */
export type Fail = (at: number, what: string) => never;
