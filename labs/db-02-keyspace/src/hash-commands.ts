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

import type { RespValue } from "@labs/db-01";
import { NotImplemented } from "@labs/machine";
import type { Definition } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";

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
  throw new NotImplemented("db-02 step 6: hset");
}

/**
 * HMSET key field value [field value …]: as HSET, and answers OK. The error speaks of `'hmset'`.
 *
 * @step 6
 */
export function hmset(keyspace: Keyspace, args: Args): RespValue {
  throw new NotImplemented("db-02 step 6: hmset");
}

/**
 * HSETNX key field value: gives the field its value if it is not there; 1 if it did, else 0, and nothing is changed.
 *
 * @step 6
 */
export function hsetnx(keyspace: Keyspace, [key, field, value]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: hsetnx");
}

/**
 * HGET key field: the field's value, or null.
 *
 * @step 6
 */
export function hget(keyspace: Keyspace, args: Args): RespValue {
  throw new NotImplemented("db-02 step 6: hget");
}

/**
 * HDEL key field [field …]: removes the fields, and answers how many were there. Each of those is one change.
 *
 * @step 6
 */
export function hdel(keyspace: Keyspace, [key, ...fields]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: hdel");
}

/**
 * HLEN key: how many fields there are.
 *
 * @step 6
 */
export function hlen(keyspace: Keyspace, [key]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: hlen");
}

/**
 * HEXISTS key field: 1 if the field is there, else 0.
 *
 * @step 6
 */
export function hexists(keyspace: Keyspace, args: Args): RespValue {
  throw new NotImplemented("db-02 step 6: hexists");
}

/**
 * HSTRLEN key field: how many bytes the field's value has; 0 if it is not there.
 *
 * @step 6
 */
export function hstrlen(keyspace: Keyspace, args: Args): RespValue {
  throw new NotImplemented("db-02 step 6: hstrlen");
}

/**
 * HGETALL key: a map of all fields and their values, in any order. HKEYS, HVALS and HGETALL, asked one right after the
 * other, give them in the same order.
 *
 * @step 6
 */
export function hgetall(keyspace: Keyspace, args: Args): RespValue {
  throw new NotImplemented("db-02 step 6: hgetall");
}

/**
 * HKEYS key: an array of all fields.
 *
 * @step 6
 */
export function hkeys(keyspace: Keyspace, args: Args): RespValue {
  throw new NotImplemented("db-02 step 6: hkeys");
}

/**
 * HVALS key: an array of the values of all fields.
 *
 * @step 6
 */
export function hvals(keyspace: Keyspace, args: Args): RespValue {
  throw new NotImplemented("db-02 step 6: hvals");
}

/**
 * HMGET key field [field …]: an array with each field's value, null where it is not there, also if there is no hash.
 *
 * @step 6
 */
export function hmget(keyspace: Keyspace, [key, ...fields]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: hmget");
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
  throw new NotImplemented("db-02 step 6: hincrby");
}

/**
 * HSCAN key cursor [MATCH pattern] [COUNT count]: `scanReply` over the hash, whose elements are the fields with their
 * values; MATCH is about the field. First the cursor is read, then the key looked at; if there is no hash, the answer is
 * `nothingScanned()`, and the options are not read.
 *
 * @step 6
 */
export function hscan(keyspace: Keyspace, [key, cursorWord, ...options]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: hscan");
}
