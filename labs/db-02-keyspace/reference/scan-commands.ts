/**
 * KEYS and SCAN, and what HSCAN, SSCAN and ZSCAN share with SCAN.
 *
 *     > SCAN 0 MATCH user:* COUNT 100
 *     1) "416"            the cursor to go on with; "0" when everything was visited
 *     2) 1) "user:7"      what was found on the way: perhaps nothing, perhaps more than COUNT
 *
 * The server remembers nothing between two calls. Where an iteration stands is in the cursor, and
 * the client has that: it may stop, go on tomorrow, or run ten at once.
 *
 * Source: scanGenericCommand in Redis 7.0's db.c.
 *
 * Left out: words with a zero byte in them, where C's strings end.
 */
import { array, bulkString, CommandError, type RespValue, textOf } from "@labs/db-01";
import { integerArgument, syntaxError, wordOf } from "./arguments.ts";
import type { Definition } from "./command.ts";
// @solution
import { isDead } from "./entry.ts";
// @solution
import { matchesAll, matchesGlob } from "./glob.ts";
import type { Keyspace } from "./keyspace.ts";
import type { Kind } from "./value.ts";

/** How many elements are asked for without COUNT. */
const DEFAULT_COUNT = 10;
/** For each element that is asked for, so many parts are visited at most: they may be empty. */
const PARTS_PER_ELEMENT = 10;
// @solution
const CURSOR_LIMIT = 2n ** 64n;

/** What the words after the cursor ask for. */
export type ScanOptions = {
  /** Undefined if everything matches. */
  readonly pattern: Uint8Array | undefined;
  /** At least 1. */
  readonly count: number;
  /** In lower case; undefined if every type is wanted. */
  readonly type: string | undefined;
};

/**
 * What a scan finds: `name` is what MATCH is about, `value` the second word that is replied, `kind`
 * what TYPE is about.
 */
export type ScanElement = {
  readonly name: Uint8Array;
  readonly value?: Uint8Array;
  readonly kind?: Kind;
};

/**
 * Visits the elements of the part that `cursor` names, and returns the cursor of the next part, 0
 * after the last: as Dict.scan does.
 */
export type ScanPart = (cursor: number, visit: (element: ScanElement) => void) => number;

/** The commands of this file. */
export const SCAN_COMMANDS: readonly Definition[] = [
  { name: "keys", arity: 2, access: "read", run: keys },
  { name: "scan", arity: -2, access: "read", run: scan },
];

/**
 * KEYS pattern: an array of the keys that match, in any order. Keys whose time has come are not
 * there.
 *
 * @step 5
 */
export function keys(keyspace: Keyspace, args: readonly Uint8Array[]): RespValue {
  const [pattern = new Uint8Array()] = args;
  const found: RespValue[] = [];
  for (const { key, deadline } of keyspace.entries()) {
    if (deadline !== undefined && isDead(deadline, keyspace.now)) continue;
    if (matchesAll(pattern) || matchesGlob(pattern, key)) found.push(bulkString(key));
  }
  return array(found);
}

/**
 * SCAN cursor [MATCH pattern] [COUNT count] [TYPE type]: `scanReply` over `keyspace.scan`, TYPE
 * being an option. The cursor is read before the options.
 *
 * @step 5
 */
export function scan(keyspace: Keyspace, args: readonly Uint8Array[]): RespValue {
  const [cursor = new Uint8Array(), ...words] = args;
  return scanReply(scanCursor(cursor), scanOptions(words, true), (part, visit) =>
    keyspace.scan(part, ({ key, value }) => visit({ name: key, kind: value.kind })),
  );
}

/**
 * The cursor that `word` writes: decimal digits, of any count, up to 2^64 - 1, as strtoul(3) reads
 * them: `+` or `-` may stand before them (`-1` is 2^64 - 1), and an empty word is 0. Of its value
 * the lowest 32 bits are returned, since a cursor of Dict.scan has no more.
 *
 * HSCAN and its like read the cursor before they look for the key.
 *
 * @throws CommandError `ERR invalid cursor` for any other word
 * @step 5
 */
export function scanCursor(word: Uint8Array): number {
  // Zeros are skipped first: a BigInt of a million digits takes its time.
  const match = /^([+-]?)0*([0-9]{1,20})$/.exec(textOf(word));
  if (match === null && word.length > 0) throw new CommandError("ERR invalid cursor");
  const value = BigInt(match?.[2] ?? 0);
  if (value >= CURSOR_LIMIT) throw new CommandError("ERR invalid cursor");
  return Number(BigInt.asUintN(32, match?.[1] === "-" ? -value : value));
}

/**
 * The options in `words`: `MATCH pattern`, `COUNT count` and, if `hasType`, `TYPE type`; names in
 * any case, in any order; of two with one name the later counts, `MATCH *` too. Without COUNT it is
 * 10. A pattern of no bytes is a pattern, which matches the name of no bytes alone.
 *
 * HSCAN and its like read the options after they found the key: without one they do not read them,
 * and answer `nothingScanned`.
 *
 * @throws CommandError at the first word that is wrong. `ERR syntax error`: an unknown name, a name
 *   without a word after it, a count below 1. `ERR value is not an integer or out of range`: a
 *   count that is no integer of 64 bits in its one spelling (digits, perhaps a `-` before them, no
 *   `+`, no leading zero)
 * @step 5
 */
export function scanOptions(words: readonly Uint8Array[], hasType: boolean): ScanOptions {
  let options: ScanOptions = { pattern: undefined, count: DEFAULT_COUNT, type: undefined };
  for (let i = 0; i < words.length; i += 2) {
    const name = wordOf(words[i]!);
    const word = words[i + 1];
    if (word === undefined) throw syntaxError();
    if (name === "match") options = { ...options, pattern: matchesAll(word) ? undefined : word };
    else if (name === "count") options = { ...options, count: countOf(word) };
    else if (name === "type" && hasType) options = { ...options, type: wordOf(word) };
    else throw syntaxError();
  }
  return options;
}

/** @solution */
function countOf(word: Uint8Array): number {
  const count = integerArgument(word);
  if (count < 1n) throw syntaxError();
  return Number(count);
}

/**
 * The reply to one call of SCAN and its like: an array of the next cursor, as a bulk string, and an
 * array of what was found, all bulk strings: of each element its name, and its value right after,
 * if it has one.
 *
 * Calls `part`, first with `cursor` and then with what it returned, until it returns 0, or `count`
 * elements were visited, or 10 × `count` parts. So a call may find more than `count` elements,
 * since a part is visited whole, and it may find none and yet not be the last.
 *
 * MATCH and TYPE only choose what of the visited elements is replied: those that they leave out
 * count as visited.
 *
 * @step 5
 */
export function scanReply(cursor: number, options: ScanOptions, part: ScanPart): RespValue {
  const { pattern, count, type } = options;
  const found: RespValue[] = [];
  let visited = 0;
  let parts = 0;
  let next = cursor;
  do {
    next = part(next, ({ name, value, kind }) => {
      visited += 1;
      if (pattern !== undefined && !matchesGlob(pattern, name)) return;
      if (type !== undefined && type !== kind) return;
      found.push(bulkString(name));
      if (value !== undefined) found.push(bulkString(value));
    });
    parts += 1;
  } while (next !== 0 && visited < count && parts < count * PARTS_PER_ELEMENT);
  return array([bulkString(String(next)), array(found)]);
}

/** What HSCAN and its like answer where there is no key: the cursor 0 and nothing found. */
export function nothingScanned(): RespValue {
  return array([bulkString("0"), array([])]);
}
