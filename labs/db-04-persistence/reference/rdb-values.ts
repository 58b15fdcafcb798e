/**
 * Values of an RDB file: what a key holds, in each type that Redis 7.0 writes.
 *
 * A collection comes out empty where the file says so; what that means is for the reader to say.
 *
 * Source: `rdbLoadObject` in Redis 7.0's rdb.c; for SET_LISTPACK that of 7.2.
 *
 * Left out: what `UNREAD` names.
 *
 * @solution
 */
import { Hash, List, MemberSet, SortedSet, stringValue, type Value } from "@labs/db-02";
import type { Random } from "@labs/machine";
import { intsetMembers } from "./intset.ts";
import { listpackElements } from "./listpack.ts";
import { type Fail, TYPE } from "./rdb-format.ts";
import type { RdbInput } from "./rdb-input.ts";
import { readCount, readLength, readString } from "./rdb-strings.ts";

/** The kinds of nodes that a list of type LIST_QUICKLIST_2 is made of. */
const PLAIN = 1;
const PACKED = 2;
/** As printf's %.17g writes doubles, and as the shortest digits are written. */
const SCORE = /^-?(inf|[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?)$/;

/** Reads a value of one type. `random` is what sorted sets leave to chance. */
export type ReadValue = (input: RdbInput, random: Random) => Value;

/** By type. */
export const VALUE_READERS: ReadonlyMap<number, ReadValue> = new Map<number, ReadValue>([
  [TYPE.string, (input) => stringValue(readString(input))],
  [TYPE.list, (input) => listOf(strings(input))],
  [TYPE.listQuicklist2, (input) => listOf(nodes(input))],
  [TYPE.set, (input) => setOf(strings(input), failHere(input))],
  [TYPE.setIntset, (input) => setOf(packed(input, intsetMembers), failHere(input))],
  [TYPE.setListpack, (input) => setOf(packed(input, listpackElements), failHere(input))],
  [TYPE.hash, (input) => hashOf(stringPairs(input), failHere(input))],
  [TYPE.hashListpack, (input) => hashOf(packedPairs(input), failHere(input))],
  [TYPE.zset2, (input, random) => sortedSetOf(scored(input), random, failHere(input))],
  [TYPE.zsetListpack, (input, random) => sortedSetOf(packedScored(input), random, failHere(input))],
]);

type Pair = readonly [Uint8Array, Uint8Array];

/** Fails with the value's own offset, whatever of it is wrong. */
function failHere(input: RdbInput): Fail {
  const start = input.offset;
  return (_, what) => input.fail(start, what);
}

function* strings(input: RdbInput): Iterable<Uint8Array> {
  for (let left = readCount(input, 1); left > 0; left--) yield readString(input);
}

function* stringPairs(input: RdbInput): Iterable<Pair> {
  for (let left = readCount(input, 2); left > 0; left--) {
    yield [readString(input), readString(input)];
  }
}

function* scored(input: RdbInput): Iterable<readonly [Uint8Array, number]> {
  for (let left = readCount(input, 9); left > 0; left--) {
    yield [readString(input), input.number(8).getFloat64(0, true)];
  }
}

/** What is packed into one string. */
function* packed(
  input: RdbInput,
  unpack: (bytes: Uint8Array, fail: Fail) => Iterable<Uint8Array>,
): Iterable<Uint8Array> {
  const fail = failHere(input);
  yield* unpack(readString(input), fail);
}

function* packedPairs(input: RdbInput): Iterable<Pair> {
  const fail = failHere(input);
  let first: Uint8Array | undefined;
  for (const element of packed(input, listpackElements)) {
    if (first === undefined) {
      first = element;
    } else {
      yield [first, element];
      first = undefined;
    }
  }
  if (first !== undefined) fail(0, "a listpack of pairs, and the last has no second");
}

function* packedScored(input: RdbInput): Iterable<readonly [Uint8Array, number]> {
  const fail = failHere(input);
  for (const [member, bytes] of packedPairs(input)) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
    if (!SCORE.test(text)) fail(0, `a score that is none: ${JSON.stringify(text)}`);
    yield [member, Number(text.replace("inf", "Infinity"))];
  }
}

function* nodes(input: RdbInput): Iterable<Uint8Array> {
  for (let left = readCount(input, 2); left > 0; left--) {
    const at = input.offset;
    const kind = readLength(input);
    if (kind === PACKED) {
      yield* packed(input, listpackElements);
    } else if (kind === PLAIN) {
      const element = readString(input);
      if (element.length === 0) input.fail(at, "a plain node of a list, without bytes");
      yield element;
    } else {
      input.fail(at, `no node of a list is of the kind ${kind}`);
    }
  }
}

function listOf(elements: Iterable<Uint8Array>): List {
  const list = new List();
  for (const element of elements) list.push("back", element);
  return list;
}

function setOf(members: Iterable<Uint8Array>, fail: Fail): MemberSet {
  const set = new MemberSet();
  for (const member of members)
    if (!set.add(member)) fail(0, "a member of a set that is there twice");
  return set;
}

function hashOf(pairs: Iterable<Pair>, fail: Fail): Hash {
  const hash = new Hash();
  for (const [field, value] of pairs) {
    if (!hash.set(field, value)) fail(0, "a field of a hash that is there twice");
  }
  return hash;
}

function sortedSetOf(
  items: Iterable<readonly [Uint8Array, number]>,
  random: Random,
  fail: Fail,
): SortedSet {
  const set = new SortedSet(random);
  for (const [member, score] of items) {
    if (Number.isNaN(score)) fail(0, "a score that is not a number");
    if (set.score(member) !== undefined) fail(0, "a member of a sorted set that is there twice");
    set.set(member, score);
  }
  return set;
}
