/**
 * Requests to lists, hashes and sets: drawn at random, compared with the model, and repeated until their cost shows.
 */
import { encode, type ProtocolVersion, type RespValue } from "@labs/db-01";
import { type Trial, visible } from "@labs/grader/testing";
import fc from "fast-check";
import { arrayMoves } from "./array-moves.ts";
import { answerOf, Model } from "./collections-model.ts";
import { Shell } from "./shell.ts";

/** A request: its words, each character a byte. */
export type Words = readonly string[];

/** Of a long request so many words are shown. */
const WORDS_SHOWN = 12;
/** A hundred times the longest list here: nobody comes near it who moves a node at a time. */
const MOVES_MAX = 100_000_000;

/** A word as the shell takes it. */
export function bytes(word: string): Uint8Array {
  return new Uint8Array(Buffer.from(word, "latin1"));
}

/** A shell that answered the lines. */
export function shellWith(t: Trial, ...lines: readonly string[]): Shell {
  const shell = new Shell(t);
  for (const line of lines) {
    t.did("ran", line);
    shell.ask(line);
  }
  return shell;
}

/** The lines of a reply that has no order, sorted and without their numbers. */
export function unordered(shell: Shell, line: string): string[] {
  return shell
    .ask(line)
    .split("\n")
    .map((item) => item.replace(/^ *[0-9]+\) /, ""))
    .toSorted();
}

/** The bytes that the reply to a line is sent as. */
export function sent(t: Trial, shell: Shell, line: string, protocol: ProtocolVersion): Uint8Array {
  t.did(`ran, in RESP${protocol}`, line);
  return encode(shell.run(line), protocol);
}

/** Requests to a new shell and to the model: the same answers, and as many changes. */
export function agrees(t: Trial, requests: readonly Words[]): void {
  const shell = new Shell(t);
  const model = new Model();
  for (const words of requests) {
    t.did("ran", () => lineOf(words));
    const before = shell.keyspace.changes;
    const answer = answerOf(words[0]!, shell.execute(words.map(bytes)));
    const changes = shell.keyspace.changes - before;
    t.equal({ answer, changes }, model.run(words), "the answer, and what keyspace.changes grew by");
  }
}

function lineOf(words: Words): string {
  const shown = words
    .slice(1, WORDS_SHOWN)
    .map((word) => (/^[!-~]+$/.test(word) ? word : visible(Buffer.from(word, "latin1"))));
  return [words[0], ...shown, ...(words.length > WORDS_SHOWN ? ["…"] : [])].join(" ");
}

/** Runs the lines one after the other, all of them `times` times; no array is moved about meanwhile. */
export function repeat(t: Trial, shell: Shell, times: number, ...lines: readonly string[]): void {
  const often = times === 1 ? "" : `, ${times.toLocaleString("en")} times`;
  t.did("ran", lines.join(" and ") + often);
  const requests = lines.map((line) => line.split(" ").map(bytes));
  let reply: RespValue | undefined;
  const moved = arrayMoves(MOVES_MAX, () => {
    for (let i = 0; i < times; i++) {
      for (const words of requests) {
        reply = shell.execute(words);
        if (reply.kind === "simpleError") return;
      }
    }
  });
  t.atMost(moved, MOVES_MAX, "elements of arrays moved");
  t.equal(reply?.kind === "simpleError" ? reply.text : "no error", "no error");
}

/** Adds `count` words to a key, a thousand at a time: the numbers from 0 to `distinct` - 1, and again. */
export function fill(
  t: Trial,
  shell: Shell,
  command: string,
  key: string,
  count: number,
  distinct = count,
): void {
  t.did("ran", `${command} ${key} of ${count.toLocaleString("en")} words, a thousand at a time`);
  const words = Array.from({ length: distinct }, (_, i) => bytes(String(i)));
  const head = [bytes(command), bytes(key)];
  for (let from = 0; from < count; from += 1000) {
    const request = [...head];
    const end = Math.min(from + 1000, count);
    for (let i = from; i < end; i++) request.push(words[i % distinct]!);
    shell.execute(request);
  }
}

/** Few words, so that they meet. */
export const element = fc.constantFrom("a", "b", "c", "d", "", "1", "\0\xff\r\n");

const elements = fc.array(element, { minLength: 1, maxLength: 4 });
const value = fc.oneof(element, fc.constantFrom("7", "-3", "9223372036854775806"));
const pairs = fc.array(fc.tuple(element, value), { minLength: 1, maxLength: 3 });
const position = fc.oneof(fc.integer({ min: -6, max: 6 }), fc.constantFrom(-100, 100)).map(String);
const increment = fc.constantFrom("1", "-5", "9223372036854775807", "-9223372036854775808", "x");

/** A request of one of the names and the words that the arbitraries give; lists of words are joined. */
export function request(
  names: Words,
  ...parts: readonly fc.Arbitrary<string | readonly unknown[]>[]
): fc.Arbitrary<string[]> {
  return fc.tuple(fc.constantFrom(...names), ...parts).map((words) => words.flat(2).map(String));
}

/** Some of these requests, one after the other. */
export function many(requests: fc.Arbitrary<string[]>[]): fc.Arbitrary<string[][]> {
  return fc.array(fc.oneof(...requests), { minLength: 1, maxLength: 30 });
}

export function onLists(key: fc.Arbitrary<string>): fc.Arbitrary<string[]>[] {
  return [
    request(["RPUSH", "LPUSH"], key, elements),
    request(["RPUSH", "LPUSH", "RPUSHX", "LPUSHX"], key, elements),
    request(["LPOP", "RPOP", "LLEN"], key),
    request(["LPOP", "RPOP"], key, fc.constantFrom("0", "1", "2", "9", "-1", "x")),
    request(["LRANGE", "LTRIM", "LRANGE"], key, position, position),
    request(["LINDEX"], key, position),
    request(["LSET", "LREM"], key, position, element),
    request(["LINSERT"], key, fc.constantFrom("BEFORE", "after"), element, element),
  ];
}

export function onHashes(key: fc.Arbitrary<string>): fc.Arbitrary<string[]>[] {
  return [
    request(["HSET", "HMSET", "HSET"], key, pairs),
    request(["HSETNX"], key, element, value),
    request(["HGET", "HEXISTS", "HSTRLEN"], key, element),
    request(["HMGET", "HDEL", "HDEL"], key, elements),
    request(["HLEN", "HGETALL", "HKEYS", "HVALS"], key),
    request(["HINCRBY"], key, element, increment),
  ];
}

export function onSets(key: fc.Arbitrary<string>): fc.Arbitrary<string[]>[] {
  const keys = fc.array(key, { minLength: 1, maxLength: 3 });
  return [
    request(["SADD", "SADD", "SREM", "SMISMEMBER"], key, elements),
    request(["SISMEMBER"], key, element),
    request(["SCARD", "SMEMBERS"], key),
    request(["SINTER", "SUNION", "SDIFF"], keys),
    request(["SINTERSTORE", "SUNIONSTORE", "SDIFFSTORE"], key, keys),
    request(["SMOVE"], key, key, element),
  ];
}
