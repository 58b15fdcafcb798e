/**
 * The commands on hashes.
 *
 *     > HSET user:7 name ada born 1815
 *     (integer) 2
 *     > HINCRBY user:7 born 1          one field is changed, and nothing else read or written
 *     (integer) 1816
 *
 * What holds for all collections: see collections.ts. Where a command can fail in more than one way, its errors are
 * looked for in the order in which its docstring names them.
 *
 * Source: Redis 7.0's t_hash.c.
 *
 * Left out: HINCRBYFLOAT, HRANDFIELD, deadlines of fields (Redis 7.4).
 */
import {
  array,
  bulkString,
  CommandError,
  integer,
  map,
  nil,
  type RespValue,
  simpleString,
} from "@labs/db-01";
import { integerArgument } from "./arguments.ts";
import { keep } from "./collections.ts";
import type { Definition } from "./command.ts";
import { Hash } from "./hash.ts";
import { integerText, parseInteger } from "./integers.ts";
import type { Keyspace } from "./keyspace.ts";
import { nothingScanned, scanCursor, scanOptions, scanReply } from "./scan-commands.ts";

type Args = readonly Uint8Array[];

/** The commands of this file. */
export const HASH_COMMANDS: readonly Definition[] = [
  { name: "hset", arity: -4, access: "grow", run: hset },
  { name: "hmset", arity: -4, access: "grow", run: hmset },
  { name: "hsetnx", arity: 4, access: "grow", run: hsetnx },
  { name: "hget", arity: 3, access: "read", run: hget },
  { name: "hdel", arity: -3, access: "write", run: hdel },
  { name: "hlen", arity: 2, access: "read", run: hlen },
  { name: "hexists", arity: 3, access: "read", run: hexists },
  { name: "hstrlen", arity: 3, access: "read", run: hstrlen },
  { name: "hgetall", arity: 2, access: "read", run: hgetall },
  { name: "hkeys", arity: 2, access: "read", run: hkeys },
  { name: "hvals", arity: 2, access: "read", run: hvals },
  { name: "hmget", arity: -3, access: "read", run: hmget },
  { name: "hincrby", arity: 4, access: "grow", run: hincrby },
  { name: "hscan", arity: -3, access: "read", run: hscan },
];

/**
 * HSET key field value [field value …]: gives each field its value, from left to right, and answers how many fields are
 * new. Each pair is one change, even if the field had this value. A field without a value: `ERR wrong number of arguments
 * for 'hset' command`, before the key is looked at.
 *
 * @step 6
 */
export function hset(keyspace: Keyspace, args: Args): RespValue {
  return integer(setFields(keyspace, args, "hset"));
}

/**
 * HMSET key field value [field value …]: as HSET, and answers OK. The error speaks of `'hmset'`.
 *
 * @step 6
 */
export function hmset(keyspace: Keyspace, args: Args): RespValue {
  setFields(keyspace, args, "hmset");
  return simpleString("OK");
}

/** @solution */
function setFields(keyspace: Keyspace, [key, ...words]: Args, command: string): number {
  if (words.length % 2 !== 0) {
    throw new CommandError(`ERR wrong number of arguments for '${command}' command`);
  }
  const hash = keyspace.getAs(key!, "hash") ?? new Hash();
  let added = 0;
  for (let i = 0; i < words.length; i += 2) added += hash.set(words[i]!, words[i + 1]!) ? 1 : 0;
  keep(keyspace, key!, hash, words.length / 2);
  return added;
}

/**
 * HSETNX key field value: gives the field its value if it is not there; 1 if it did, else 0, and nothing is changed.
 *
 * @step 6
 */
export function hsetnx(keyspace: Keyspace, [key, field, value]: Args): RespValue {
  const hash = keyspace.getAs(key!, "hash") ?? new Hash();
  if (hash.get(field!) !== undefined) return integer(0);
  hash.set(field!, value!);
  keep(keyspace, key!, hash, 1);
  return integer(1);
}

/**
 * HGET key field: the field's value, or null.
 *
 * @step 6
 */
export function hget(keyspace: Keyspace, args: Args): RespValue {
  return bulkOrNil(valueIn(keyspace, args));
}

/**
 * HDEL key field [field …]: removes the fields, and answers how many were there. Each of those is one change.
 *
 * @step 6
 */
export function hdel(keyspace: Keyspace, [key, ...fields]: Args): RespValue {
  const hash = keyspace.getAs(key!, "hash");
  if (hash === undefined) return integer(0);
  const removed = fields.filter((field) => hash.delete(field)).length;
  keyspace.touched(key!, removed);
  return integer(removed);
}

/**
 * HLEN key: how many fields there are.
 *
 * @step 6
 */
export function hlen(keyspace: Keyspace, [key]: Args): RespValue {
  return integer(keyspace.getAs(key!, "hash")?.size ?? 0);
}

/**
 * HEXISTS key field: 1 if the field is there, else 0.
 *
 * @step 6
 */
export function hexists(keyspace: Keyspace, args: Args): RespValue {
  return integer(valueIn(keyspace, args) === undefined ? 0 : 1);
}

/**
 * HSTRLEN key field: how many bytes the field's value has; 0 if it is not there.
 *
 * @step 6
 */
export function hstrlen(keyspace: Keyspace, args: Args): RespValue {
  return integer(valueIn(keyspace, args)?.length ?? 0);
}

/**
 * HGETALL key: a map of all fields and their values, in any order. HKEYS, HVALS and HGETALL, asked one right after the
 * other, give them in the same order.
 *
 * @step 6
 */
export function hgetall(keyspace: Keyspace, args: Args): RespValue {
  return map(
    fieldsIn(keyspace, args).map(([field, value]) => [bulkString(field), bulkString(value)]),
  );
}

/**
 * HKEYS key: an array of all fields.
 *
 * @step 6
 */
export function hkeys(keyspace: Keyspace, args: Args): RespValue {
  return array(fieldsIn(keyspace, args).map(([field]) => bulkString(field)));
}

/**
 * HVALS key: an array of the values of all fields.
 *
 * @step 6
 */
export function hvals(keyspace: Keyspace, args: Args): RespValue {
  return array(fieldsIn(keyspace, args).map(([, value]) => bulkString(value)));
}

/**
 * HMGET key field [field …]: an array with each field's value, null where it is not there, also if there is no hash.
 *
 * @step 6
 */
export function hmget(keyspace: Keyspace, [key, ...fields]: Args): RespValue {
  const hash = keyspace.getAs(key!, "hash");
  return array(fields.map((field) => bulkOrNil(hash?.get(field))));
}

/**
 * HINCRBY key field increment: adds to the number that the field's value writes, 0 if it is not there, and answers the
 * sum. All are integers of 64 bits, as `parseInteger` reads them, and exact. One change, even if the increment is 0.
 *
 * Errors: the increment by `integerArgument`; `WRONGTYPE …`; `ERR hash value is not an integer`; a sum that has no 64
 * bits: `ERR increment or decrement would overflow`.
 *
 * @step 6
 */
export function hincrby(keyspace: Keyspace, [key, field, incrementWord]: Args): RespValue {
  const increment = integerArgument(incrementWord!);
  const hash = keyspace.getAs(key!, "hash") ?? new Hash();
  const text = hash.get(field!);
  const value = text === undefined ? 0n : parseInteger(text);
  if (value === undefined) throw new CommandError("ERR hash value is not an integer");
  const sum = value + increment;
  if (BigInt.asIntN(64, sum) !== sum) {
    throw new CommandError("ERR increment or decrement would overflow");
  }
  hash.set(field!, integerText(sum));
  keep(keyspace, key!, hash, 1);
  return integer(sum);
}

/**
 * HSCAN key cursor [MATCH pattern] [COUNT count]: `scanReply` over the hash, whose elements are the fields with their
 * values; MATCH is about the field. First the cursor is read, then the key looked at; if there is no hash, the answer is
 * `nothingScanned()`, and the options are not read.
 *
 * @step 6
 */
export function hscan(keyspace: Keyspace, [key, cursorWord, ...options]: Args): RespValue {
  const cursor = scanCursor(cursorWord!);
  const hash = keyspace.getAs(key!, "hash");
  if (hash === undefined) return nothingScanned();
  return scanReply(cursor, scanOptions(options, false), (part, visit) =>
    hash.scan(part, (name, value) => visit({ name, value })),
  );
}

/** @solution */
function valueIn(keyspace: Keyspace, [key, field]: Args): Uint8Array | undefined {
  return keyspace.getAs(key!, "hash")?.get(field!);
}

/** @solution */
function fieldsIn(keyspace: Keyspace, [key]: Args) {
  return [...(keyspace.getAs(key!, "hash") ?? [])];
}

/** @solution */
function bulkOrNil(bytes: Uint8Array | undefined): RespValue {
  return bytes === undefined ? nil : bulkString(bytes);
}
