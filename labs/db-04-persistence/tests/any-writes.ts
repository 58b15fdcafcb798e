/**
 * Commands to draw from: every command of db-02 that writes, with few keys, so that they meet, and with every way to
 * tell a time. A pattern is a command's words; a word in braces stands for any of a list.
 */
import fc from "fast-check";
import { START_MS } from "./shell.ts";

const ANY: Readonly<Record<string, readonly string[]>> = {
  key: ["a", "b", "c", "d"],
  value: ["x", "10", "-3", "3.5", "", "hello", "\x00\xff\r\n"],
  member: ["m", "n", "o", "", "10"],
  int: ["1", "-1", "7"],
  float: ["0.1", "-1.25", "3", "1e3"],
  index: ["0", "1", "-1", "2"],
  score: ["0", "1", "-1.5", "inf", "-inf", "0.1", "-0"],
  seconds: ["1", "2", "100"],
  milliseconds: ["1", "300", "5000"],
  /** Of those that take one, some in the past, which a law's clock moves by. */
  atSeconds: [-5, 1, 3, 1000].map((after) => String(START_MS / 1000 + after)),
  atMilliseconds: [-5, 0, 1, 700, 90_000].map((after) => String(START_MS + after)),
  past: ["0", "-1", "1"],
};

/** Each command that writes comes first in some line. */
export const WRITES: readonly string[] = [
  ...["SET {key} {value}", "SET {key} {value} NX GET", "SET {key} {value} XX KEEPTTL"],
  ...["SET {key} {value} EX {seconds}", "SET {key} {value} PX {milliseconds} GET"],
  ...["SET {key} {value} EXAT {atSeconds} NX", "SET {key} {value} xx pxat {atMilliseconds}"],
  ...["SETEX {key} {seconds} {value}", "PSETEX {key} {milliseconds} {value}"],
  ...["SETNX {key} {value}", "GETSET {key} {value}", "GETDEL {key}", "GETEX {key} PERSIST"],
  ...["GETEX {key} EX {seconds}", "GETEX {key} PX {milliseconds}", "GETEX {key}"],
  ...["GETEX {key} EXAT {atSeconds}", "GETEX {key} PXAT {atMilliseconds}"],
  ...["MSET {key} {value} {key} {value}", "MSETNX {key} {value} {key} {value}"],
  ...["APPEND {key} {value}", "SETRANGE {key} {index} {value}", "INCR {key}", "DECR {key}"],
  ...["INCRBY {key} {int}", "DECRBY {key} {int}", "INCRBYFLOAT {key} {float}"],
  ...["DEL {key} {key}", "UNLINK {key}", "RENAME {key} {key}", "RENAMENX {key} {key}"],
  ...["EXPIRE {key} {seconds} NX", "PEXPIRE {key} {milliseconds}", "EXPIRE {key} {past}"],
  ...["EXPIREAT {key} {atSeconds} GT", "PEXPIREAT {key} {atMilliseconds} LT", "PERSIST {key}"],
  ...["LPUSH {key} {value} {value}", "RPUSH {key} {value}", "LPUSHX {key} {value}"],
  ...["RPUSHX {key} {value}", "LPOP {key}", "RPOP {key} 2", "LSET {key} {index} {value}"],
  ...["LREM {key} {index} {value}", "LTRIM {key} {index} -1"],
  ...["LINSERT {key} BEFORE {value} {value}"],
  ...["HSET {key} {member} {value} {member} {value}", "HMSET {key} {member} {value}"],
  ...["HSETNX {key} {member} {value}", "HDEL {key} {member} {member}"],
  ...["HINCRBY {key} {member} {int}"],
  ...["SADD {key} {member} {member}", "SREM {key} {member}", "SMOVE {key} {key} {member}"],
  ...["SPOP {key}", "SPOP {key} 2", "SPOP {key} 0", "SINTERSTORE {key} {key} {key}"],
  ...["SUNIONSTORE {key} {key} {key}", "SDIFFSTORE {key} {key} {key}"],
  ...["ZADD {key} {score} {member} {score} {member}", "ZADD {key} GT CH {score} {member}"],
  ...["ZADD {key} INCR {score} {member}", "ZINCRBY {key} {score} {member}"],
  ...["ZREM {key} {member} {member}", "ZPOPMIN {key}", "ZPOPMAX {key} 2"],
  ...["ZREMRANGEBYRANK {key} {index} {index}", "ZREMRANGEBYSCORE {key} -1 1"],
  // Of members with different scores nobody knows which ones are between two others.
  ...["ZADD equal 0 {member} 0 {member}", "ZREMRANGEBYLEX equal [m (o"],
];

/** Those that remove every key: drawn seldom, or there would be nothing to remove. */
export const FLUSHES: readonly string[] = ["FLUSHDB", "FLUSHALL ASYNC"];

/** Some that only read, and find what is dead. */
const READS: readonly string[] = ["GET {key}", "EXISTS {key} {key}", "SCAN 0", "RANDOMKEY"];

/** Any of the commands, as words in which each character is a byte. */
export const anyWrite: fc.Arbitrary<readonly string[]> = fc.oneof(
  { weight: 40, arbitrary: anyOf(WRITES) },
  { weight: 1, arbitrary: anyOf(FLUSHES) },
  { weight: 4, arbitrary: anyOf(READS) },
);

/** A command, or that time passes. */
export type Action =
  | { readonly kind: "command"; readonly words: readonly string[] }
  | { readonly kind: "time"; readonly milliseconds: number };

/** So many commands at most, and now and then some time. */
export function anyActions(most: number): fc.Arbitrary<readonly Action[]> {
  const command = anyWrite.map((words): Action => ({ kind: "command", words }));
  const time = fc
    .constantFrom(1, 300, 1000, 60_000)
    .map((milliseconds): Action => ({ kind: "time", milliseconds }));
  return fc.array(fc.oneof({ weight: 12, arbitrary: command }, { weight: 1, arbitrary: time }), {
    maxLength: most,
    size: "max",
  });
}

function anyOf(patterns: readonly string[]): fc.Arbitrary<readonly string[]> {
  const lines = patterns.map((pattern) => {
    const words = pattern.split(" ").map((word) => {
      const list = ANY[/^\{(.*)\}$/.exec(word)?.[1] ?? ""];
      return list === undefined ? fc.constant(word) : fc.constantFrom(...list);
    });
    return fc.tuple(...words);
  });
  return fc.oneof(...lines);
}
