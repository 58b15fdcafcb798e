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

import type { RespValue } from "@labs/db-01";
import { NotImplemented } from "@labs/machine";
import type { Definition } from "./command.ts";
import { COUNTER_COMMANDS } from "./counter-commands.ts";
import type { Keyspace } from "./keyspace.ts";
import { RANGE_COMMANDS } from "./range-commands.ts";

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
  throw new NotImplemented("db-02 step 2: set");
}

/**
 * SETNX key value: sets a key that is not there. 1 if it did, 0 if not.
 *
 * @step 2
 */
export function setnx(keyspace: Keyspace, [key, value]: Args): RespValue {
  throw new NotImplemented("db-02 step 2: setnx");
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
  throw new NotImplemented("db-02 step 2: setFor");
}

/**
 * GET key: the string, or null if there is no key. WRONGTYPE if it holds something else.
 *
 * @step 2
 */
export function get(keyspace: Keyspace, [key]: Args): RespValue {
  throw new NotImplemented("db-02 step 2: get");
}

/**
 * GETSET key value: as SET key value GET. The deadline goes.
 *
 * @step 2
 */
export function getset(keyspace: Keyspace, [key, value]: Args): RespValue {
  throw new NotImplemented("db-02 step 2: getset");
}

/**
 * GETDEL key: as GET; then there is no such key. WRONGTYPE removes nothing.
 *
 * @step 2
 */
export function getdel(keyspace: Keyspace, [key]: Args): RespValue {
  throw new NotImplemented("db-02 step 2: getdel");
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
  throw new NotImplemented("db-02 step 2: getex");
}

/**
 * MSET key value …: sets them all, in order, and replies `OK`; deadlines go. A key without a value: `ERR wrong number of
 * arguments for 'mset' command`, and nothing is set.
 *
 * @step 2
 */
export function mset(keyspace: Keyspace, args: Args): RespValue {
  throw new NotImplemented("db-02 step 2: mset");
}

/**
 * MSETNX key value …: sets them all if none of the keys is there, and replies 1; otherwise sets none, and replies 0. A
 * key without a value is an error as for MSET.
 *
 * @step 2
 */
export function msetnx(keyspace: Keyspace, args: Args): RespValue {
  throw new NotImplemented("db-02 step 2: msetnx");
}

/**
 * MGET key …: an array of what GET would say; null for a key that holds no string, too.
 *
 * @step 2
 */
export function mget(keyspace: Keyspace, keys: Args): RespValue {
  throw new NotImplemented("db-02 step 2: mget");
}
