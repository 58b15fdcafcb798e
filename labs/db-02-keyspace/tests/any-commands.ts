/**
 * Commands to draw from, for the laws that compare with a real redis-server: every command that answers the same
 * whenever and wherever it is asked, with few keys, so that they meet, and with arguments good and bad.
 *
 * A pattern is a command's words; a word in braces stands for any of a list. What depends on the moment (TTL, EXPIRE
 * with a time that is left) or on chance (RANDOMKEY, SCAN) is not here.
 */
import fc from "fast-check";
import type { Words } from "./judge.ts";

/** Far ahead, in seconds and milliseconds since 1970. */
const LATER = ["9999999999", "9999999998", "10000000000"];

const ANY: Readonly<Record<string, readonly string[]>> = {
  key: ["a", "b", "c", "d", ""],
  value: ["", "x", "hello", "10", "-3", "3.5", "9223372036854775807", "\x00\xff\r\n"],
  member: ["", "m", "n", "mm", "x", "\xff", "10"],
  int: ["0", "1", "-1", "2", "7", "-100", "9223372036854775807", "-9223372036854775808"],
  index: ["0", "1", "-1", "2", "-2", "3", "100", "-100"],
  odd: ["", "x", "01", "+1", "1.5", " 1", "9223372036854775808", "1e3"],
  noCursor: ["x", "1.5", " 1", "18446744073709551616"],
  float: ["0.5", "-1.25", "3", "1e3", "0.1", "1.5e300", "inf", "nan", "x", "0x10", ".5", "5."],
  score: ["0", "1", "-1", "1.5", "2", "100", "inf", "-inf", "+inf", "-0", "x", "nan", "1e2"],
  bound: ["0", "1", "(1", "2", "(2", "1.5", "-inf", "+inf", "(inf", "x", "(x", "100"],
  lex: ["-", "+", "[m", "(m", "[", "(mm", "[n", "m", "", "[\xff"],
  later: LATER,
  laterMs: LATER.map((seconds) => `${seconds}000`),
  /** Absolute. Not 2^63 - 1, which Redis takes for a deadline and this lab does not. */
  gone: ["0", "1", "-1", "x", "-9223372036854775808"],
  past: ["0", "-1", "x", "9223372036854775807", "-9223372036854775808"],
  glob: ["*", "a*", "[a-c]", "?", "[^a]", "\\a", "", "[", "b"],
};

/** Strings and keys. */
export const STRINGS = [
  ...[
    "SET {key} {value}",
    "SET {key} {value} NX",
    "SET {key} {value} XX GET",
    "SET {key} {value} KEEPTTL",
  ],
  ...[
    "SET {key} {value} EXAT {later}",
    "SET {key} {value} PXAT {laterMs} NX",
    "SET {key} {value} EX {past}",
  ],
  ...[
    "SET {key} {value} EX {odd}",
    "SET {key} {value} NX XX",
    "SET {key} {value} GET NX",
    "GET {key}",
    "GET {key}",
  ],
  ...[
    "GETSET {key} {value}",
    "GETDEL {key}",
    "GETEX {key}",
    "GETEX {key} PERSIST",
    "GETEX {key} EXAT {later}",
  ],
  ...[
    "GETEX {key} EX {past}",
    "MSET {key} {value} {key} {value}",
    "MGET {key} {key} {key}",
    "MSETNX {key} {value} {key} {value}",
  ],
  ...[
    "MSET {key} {value} {key}",
    "APPEND {key} {value}",
    "STRLEN {key}",
    "SETRANGE {key} {index} {value}",
  ],
  ...[
    "GETRANGE {key} {index} {index}",
    "SUBSTR {key} {index} {index}",
    "SETRANGE {key} {odd} {value}",
    "GETRANGE {key} {odd} 1",
  ],
  ...[
    "INCR {key}",
    "DECR {key}",
    "INCRBY {key} {int}",
    "DECRBY {key} {int}",
    "INCRBY {key} {odd}",
    "INCRBYFLOAT {key} {float}",
  ],
  ...[
    "SETNX {key} {value}",
    "SETEX {key} {past} {value}",
    "PSETEX {key} {odd} {value}",
    "DEL {key} {key}",
    "UNLINK {key}",
  ],
  ...[
    "EXISTS {key} {key}",
    "TYPE {key}",
    "TOUCH {key} {key}",
    "RENAME {key} {key}",
    "RENAMENX {key} {key}",
    "DBSIZE",
  ],
  ...[
    "FLUSHDB",
    "FLUSHDB ASYNC",
    "FLUSHALL SYNC",
    "FLUSHDB x",
    "KEYS {glob}",
    "SCAN 0 COUNT {odd}",
    "SCAN {noCursor}",
    "SCAN 0 x",
  ],
];

/** Deadlines; and what keeps or drops them. */
export const DEADLINES = [
  ...[
    "SET {key} {value}",
    "RPUSH {key} x",
    "EXPIREAT {key} {later}",
    "PEXPIREAT {key} {laterMs}",
    "EXPIRE {key} {past}",
  ],
  ...[
    "PEXPIRE {key} {past}",
    "EXPIREAT {key} {past}",
    "PEXPIREAT {key} {gone}",
    "EXPIREAT {key} {later} NX",
    "EXPIREAT {key} {later} XX",
  ],
  ...[
    "EXPIREAT {key} {later} GT",
    "EXPIREAT {key} {later} LT",
    "EXPIREAT {key} {later} NX GT",
    "PEXPIREAT {key} {laterMs} GT LT",
  ],
  ...[
    "EXPIREAT {key} {later} XX LT",
    "EXPIREAT {key} {later} x",
    "EXPIRETIME {key}",
    "PEXPIRETIME {key}",
    "PERSIST {key}",
  ],
  ...[
    "SET {key} {value} EXAT {later}",
    "SET {key} {value} KEEPTTL",
    "INCR {key}",
    "APPEND {key} {value}",
    "GETSET {key} {value}",
  ],
  ...[
    "RENAME {key} {key}",
    "GETEX {key} PXAT {laterMs}",
    "LPOP {key}",
    "EXPIRE {key} {odd}",
    "EXISTS {key}",
    "GET {key}",
  ],
];

/** Lists, hashes and sets. */
export const COLLECTIONS = [
  ...[
    "LPUSH {key} {value} {value}",
    "RPUSH {key} {value}",
    "LPUSHX {key} {value}",
    "RPUSHX {key} {value}",
    "LPOP {key}",
    "RPOP {key}",
  ],
  ...[
    "LPOP {key} {index}",
    "RPOP {key} {odd}",
    "LLEN {key}",
    "LRANGE {key} {index} {index}",
    "LRANGE {key} {odd} 1",
    "LINDEX {key} {index}",
  ],
  ...[
    "LSET {key} {index} {value}",
    "LSET {key} {odd} x",
    "LREM {key} {index} {value}",
    "LTRIM {key} {index} {index}",
  ],
  ...[
    "LINSERT {key} BEFORE {value} {value}",
    "LINSERT {key} after {value} {value}",
    "LINSERT {key} x y z",
  ],
  ...[
    "HSET {key} {member} {value} {member} {value}",
    "HSET {key} {member} {value} {member}",
    "HSETNX {key} {member} {value}",
  ],
  ...[
    "HMSET {key} {member} {value}",
    "HGET {key} {member}",
    "HDEL {key} {member} {member}",
    "HLEN {key}",
    "HEXISTS {key} {member}",
  ],
  ...[
    "HGETALL {key}",
    "HKEYS {key}",
    "HVALS {key}",
    "HMGET {key} {member} {member}",
    "HINCRBY {key} {member} {int}",
  ],
  ...[
    "HINCRBY {key} {member} {odd}",
    "HSTRLEN {key} {member}",
    "HSCAN {key} 0 x",
    "SSCAN {key} {noCursor}",
    "TYPE {key}",
    "DEL {key}",
    "SPOP {key} 0",
    "SRANDMEMBER {key} 0",
  ],
  ...[
    "SADD {key} {member} {member}",
    "SREM {key} {member} {member}",
    "SISMEMBER {key} {member}",
    "SMISMEMBER {key} {member} {member}",
  ],
  ...[
    "SMEMBERS {key}",
    "SCARD {key}",
    "SINTER {key} {key}",
    "SUNION {key} {key} {key}",
    "SDIFF {key} {key}",
    "SMOVE {key} {key} {member}",
  ],
  ...[
    "SINTERSTORE {key} {key} {key}",
    "SUNIONSTORE {key} {key}",
    "SDIFFSTORE {key} {key} {key}",
    "SET {key} {value}",
    "GET {key}",
  ],
];

/** Sorted sets. */
export const SORTED_SETS = [
  "ZADD {key} {score} {member}",
  "ZADD {key} {score} {member} {score} {member}",
  "ZADD {key} NX {score} {member}",
  "ZADD {key} XX CH {score} {member}",
  "ZADD {key} GT {score} {member}",
  "ZADD {key} LT CH {score} {member}",
  "ZADD {key} INCR {score} {member}",
  "ZADD {key} NX XX 1 m",
  "ZADD {key} GT LT 1 m",
  "ZADD {key} NX GT 1 m",
  "ZADD {key} INCR 1 m 2 n",
  "ZADD {key} XX INCR {score} {member}",
  "ZADD {key} 1",
  "ZADD {key} CH",
  "ZINCRBY {key} {score} {member}",
  "ZREM {key} {member} {member}",
  "ZCARD {key}",
  "ZSCORE {key} {member}",
  "ZMSCORE {key} {member} {member}",
  "ZRANK {key} {member}",
  "ZREVRANK {key} {member}",
  "ZRANGE {key} {index} {index}",
  "ZRANGE {key} {index} {index} REV WITHSCORES",
  "ZRANGE {key} {bound} {bound} BYSCORE",
  "ZRANGE {key} {bound} {bound} BYSCORE REV LIMIT {index} {index} WITHSCORES",
  "ZRANGE {key} 0 -1 LIMIT 0 1",
  "ZRANGE {key} {odd} 1",
  "ZRANGE {key} 0 1 BYSCORE BYLEX",
  "ZRANGE {key} 0 1 x",
  "ZREVRANGE {key} {index} {index} WITHSCORES",
  "ZRANGEBYSCORE {key} {bound} {bound} WITHSCORES LIMIT {index} {index}",
  "ZREVRANGEBYSCORE {key} {bound} {bound}",
  "ZCOUNT {key} {bound} {bound}",
  "ZPOPMIN {key}",
  "ZPOPMAX {key} {index}",
  "ZREMRANGEBYRANK {key} {index} {index}",
  "ZREMRANGEBYSCORE {key} {bound} {bound}",
  "ZSCAN {key} {noCursor}",
  "TYPE {key}",
  "DEL {key}",
  "SET {key} x",
];

/** Sorted sets in which all scores are the same: of others, what a range by member gives is not specified. */
export const LEXICAL_SETS = [
  "ZADD {key} 0 {member}",
  "ZADD {key} 0 {member} 0 {member}",
  "ZREM {key} {member}",
  "ZRANK {key} {member}",
  "DEL {key}",
  "ZRANGE {key} {lex} {lex} BYLEX",
  "ZRANGE {key} {lex} {lex} BYLEX REV LIMIT {index} {index}",
  "ZRANGE {key} {lex} {lex} BYLEX WITHSCORES",
  "ZRANGEBYLEX {key} {lex} {lex}",
  "ZREVRANGEBYLEX {key} {lex} {lex} LIMIT {index} {index}",
  "ZLEXCOUNT {key} {lex} {lex}",
  "ZREMRANGEBYLEX {key} {lex} {lex}",
];

/** A command of one of the patterns; sometimes with a word too many, too few, or out of place. */
export function anyCommand(patterns: readonly string[]): fc.Arbitrary<Words> {
  const whole = fc.constantFrom(...patterns).chain((pattern) => {
    const words = pattern.split(" ").map((word) => {
      const list = ANY[/^\{(.*)\}$/.exec(word)?.[1] ?? ""];
      return list === undefined ? fc.constant(word) : fc.constantFrom(...list);
    });
    return fc.tuple(...words);
  });
  const shorter = whole
    .map((words) => words.slice(0, -1))
    .filter((words) => words.length > 0 && !isByChance(words));
  const longer = whole.map((words) => [...words, "x"]);
  const otherCase = whole.map(([name = "", ...args]) => [name.toLowerCase(), ...args]);
  return fc.oneof(
    { weight: 20, arbitrary: whole },
    { weight: 1, arbitrary: shorter },
    { weight: 1, arbitrary: longer },
    { weight: 1, arbitrary: otherCase },
  );
}

/** Without their count these two draw one of the members. */
function isByChance([name = "", ...args]: Words): boolean {
  return /^(SPOP|SRANDMEMBER)$/.test(name) && args.length === 1;
}
