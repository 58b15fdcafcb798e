/**
 * Strings: set, read, and both at once.
 *
 *     SET k v NX EX 10      a lock of ten seconds         SET k v XX KEEPTTL    a new value, the old deadline
 *     SET k v GET           what was there before         GETEX k EX 10         read, and live on
 *
 * A command first looks at everything that can be wrong, and then changes something: one that answers an error has
 * changed nothing. The order in which it looks is part of the interface, because it says which error comes.
 *
 * Source: Redis 7.0's t_string.c.
 *
 * Left out: LCS.
 */
import {
  array,
  bulkString,
  CommandError,
  integer,
  nil,
  type RespValue,
  simpleString,
} from "@labs/db-01";
import type { Definition } from "./command.ts";
import { COUNTER_COMMANDS } from "./counter-commands.ts";
import { futureDeadline, TIME_FORMS } from "./deadline.ts";
import type { Keyspace } from "./keyspace.ts";
import { RANGE_COMMANDS } from "./range-commands.ts";
import { getexOptions, type Lifetime, setOptions } from "./string-options.ts";
import { stringValue } from "./value.ts";

type Args = readonly Uint8Array[];

/** Every command on strings. */
export const STRING_COMMANDS: readonly Definition[] = [
  { name: "set", arity: -3, access: "grow", run: set },
  { name: "setnx", arity: 3, access: "grow", run: setnx },
  { name: "setex", arity: 4, access: "grow", run: (k, args) => setFor(k, args, "ex", "setex") },
  { name: "psetex", arity: 4, access: "grow", run: (k, args) => setFor(k, args, "px", "psetex") },
  { name: "get", arity: 2, access: "read", run: get },
  { name: "getset", arity: 3, access: "grow", run: getset },
  { name: "getdel", arity: 2, access: "write", run: getdel },
  { name: "getex", arity: -2, access: "write", run: getex },
  { name: "mset", arity: -3, access: "grow", run: mset },
  { name: "msetnx", arity: -3, access: "grow", run: msetnx },
  { name: "mget", arity: -2, access: "read", run: mget },
  ...RANGE_COMMANDS,
  ...COUNTER_COMMANDS,
];

/**
 * SET key value [options]: `OK`; with GET what the key held before, or null.
 *
 * 1. The options: `setOptions`. 2. A new deadline: `futureDeadline`. 3. GET on a key that holds no string: WRONGTYPE.
 * 4. NX and there is such a key, or XX and there is none: nothing is set, and the reply is null (with GET, what the key
 * holds). Otherwise the key holds the value, whatever it held, of whatever type. Its deadline is the new one, or
 * with KEEPTTL the one it has, or none.
 *
 * @step 2
 */
export function set(keyspace: Keyspace, [key, value, ...words]: Args): RespValue {
  const { condition, isGet, lifetime } = setOptions(words);
  const deadline = deadlineAfter(lifetime, keyspace, "set");
  const before = isGet ? get(keyspace, [key!]) : undefined;
  if (condition !== undefined) {
    const exists = keyspace.get(key!) !== undefined;
    if (exists !== (condition === "xx")) return before ?? nil;
  }
  const kept = lifetime.kind === "keep" ? keyspace.peek(key!)?.deadline : deadline;
  keyspace.put(key!, stringValue(value!), kept);
  return before ?? simpleString("OK");
}

/**
 * SETNX key value: sets a key that is not there. 1 if it did, 0 if not.
 *
 * @step 2
 */
export function setnx(keyspace: Keyspace, [key, value]: Args): RespValue {
  if (keyspace.get(key!) !== undefined) return integer(0);
  keyspace.put(key!, stringValue(value!));
  return integer(1);
}

/**
 * SETEX key seconds value, PSETEX key milliseconds value: as SET with EX or PX (`form`, a key of TIME_FORMS).
 *
 * @step 2
 */
export function setFor(
  keyspace: Keyspace,
  [key, amount, value]: Args,
  form: "ex" | "px",
  command: string,
): RespValue {
  const deadline = futureDeadline(amount!, TIME_FORMS.get(form)!, keyspace.now, command);
  keyspace.put(key!, stringValue(value!), deadline);
  return simpleString("OK");
}

/**
 * GET key: the string, or null if there is no key. WRONGTYPE if it holds something else.
 *
 * @step 2
 */
export function get(keyspace: Keyspace, [key]: Args): RespValue {
  const value = keyspace.getAs(key!, "string");
  return value === undefined ? nil : bulkString(value.bytes);
}

/**
 * GETSET key value: as SET key value GET. The deadline goes.
 *
 * @step 2
 */
export function getset(keyspace: Keyspace, [key, value]: Args): RespValue {
  const before = get(keyspace, [key!]);
  keyspace.put(key!, stringValue(value!));
  return before;
}

/**
 * GETDEL key: as GET; then there is no such key. WRONGTYPE removes nothing.
 *
 * @step 2
 */
export function getdel(keyspace: Keyspace, [key]: Args): RespValue {
  const before = get(keyspace, [key!]);
  keyspace.remove(key!);
  return before;
}

/**
 * GETEX key [options]: as GET, and then the deadline is another.
 *
 * 1. The options: `getexOptions`. 2. No such key: null, and nothing else is looked at. 3. No string: WRONGTYPE. 4. A
 * new deadline: `futureDeadline`; one that is not later than now removes the key at once. PERSIST takes the deadline
 * away. Without options nothing changes.
 *
 * @step 2
 */
export function getex(keyspace: Keyspace, [key, ...words]: Args): RespValue {
  const lifetime = getexOptions(words);
  const reply = get(keyspace, [key!]);
  if (reply.kind === "null" || lifetime.kind === "keep") return reply;
  const deadline = deadlineAfter(lifetime, keyspace, "getex");
  const isPast = deadline !== undefined && deadline <= keyspace.now;
  if (isPast) keyspace.remove(key!);
  else keyspace.setDeadline(key!, deadline);
  return reply;
}

/**
 * MSET key value …: sets them all, in order, and replies `OK`; deadlines go. A key without a value: `ERR wrong number of
 * arguments for 'mset' command`, and nothing is set.
 *
 * @step 2
 */
export function mset(keyspace: Keyspace, args: Args): RespValue {
  putPairs(keyspace, pairsOf(args, "mset"));
  return simpleString("OK");
}

/**
 * MSETNX key value …: sets them all if none of the keys is there, and replies 1; otherwise sets none, and replies 0. A
 * key without a value is an error as for MSET.
 *
 * @step 2
 */
export function msetnx(keyspace: Keyspace, args: Args): RespValue {
  const pairs = pairsOf(args, "msetnx");
  if (pairs.some(([key]) => keyspace.get(key) !== undefined)) return integer(0);
  putPairs(keyspace, pairs);
  return integer(1);
}

/**
 * MGET key …: an array of what GET would say; null for a key that holds no string, too.
 *
 * @step 2
 */
export function mget(keyspace: Keyspace, keys: Args): RespValue {
  return array(
    keys.map((key) => {
      const value = keyspace.get(key);
      return value?.kind === "string" ? bulkString(value.bytes) : nil;
    }),
  );
}

/** @solution */
type Pair = readonly [key: Uint8Array, value: Uint8Array];

/** @solution */
function pairsOf(args: Args, command: string): readonly Pair[] {
  if (args.length % 2 === 1) {
    throw new CommandError(`ERR wrong number of arguments for '${command}' command`);
  }
  return Array.from({ length: args.length / 2 }, (_, i) => [args[2 * i]!, args[2 * i + 1]!]);
}

/** @solution */
function putPairs(keyspace: Keyspace, pairs: readonly Pair[]): void {
  for (const [key, value] of pairs) keyspace.put(key, stringValue(value));
}

/** @solution */
function deadlineAfter(lifetime: Lifetime, { now }: Keyspace, command: string): number | undefined {
  if (lifetime.kind !== "until") return undefined;
  return futureDeadline(lifetime.amount, lifetime.form, now, command);
}
