/**
 * The commands on sets.
 *
 *     > SADD online ada bob            > SINTER online admins
 *     (integer) 2                      1) "ada"
 *
 * The members come in any order. What holds for all collections: see collections.ts.
 *
 * Source: Redis 7.0's t_set.c.
 *
 * Left out: SINTERCARD. SPOP and SRANDMEMBER: see set-random-commands.ts.
 */

import type { RespValue } from "@labs/db-01";
import { NotImplemented } from "@labs/machine";
import type { Definition } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";
import type { MemberSet } from "./member-set.ts";
import { difference, intersection, union } from "./set-algebra.ts";

/** What makes one set of many. */
type Combine = (sets: readonly MemberSet[]) => MemberSet;

type Args = readonly Uint8Array[];

/** The commands of this file. */
export const SET_COMMANDS: readonly Definition[] = [
  { name: "sadd", arity: -3, access: "grow", run: sadd },
  { name: "srem", arity: -3, access: "write", run: srem },
  { name: "sismember", arity: 3, access: "read", run: sismember },
  { name: "smismember", arity: -3, access: "read", run: smismember },
  { name: "smembers", arity: 2, access: "read", run: smembers },
  { name: "scard", arity: 2, access: "read", run: scard },
  { name: "sinter", arity: -2, access: "read", run: by(intersection, combined) },
  { name: "sunion", arity: -2, access: "read", run: by(union, combined) },
  { name: "sdiff", arity: -2, access: "read", run: by(difference, combined) },
  { name: "sinterstore", arity: -3, access: "grow", run: by(intersection, combinedStore) },
  { name: "sunionstore", arity: -3, access: "grow", run: by(union, combinedStore) },
  { name: "sdiffstore", arity: -3, access: "grow", run: by(difference, combinedStore) },
  { name: "smove", arity: 4, access: "write", run: smove },
  { name: "sscan", arity: -3, access: "read", run: sscan },
];

/** A command that is there once for each way to combine sets. */
function by(
  combine: Combine,
  run: (keyspace: Keyspace, args: Args, combine: Combine) => RespValue,
): Definition["run"] {
  return (keyspace, args) => run(keyspace, args, combine);
}

/**
 * SADD key member [member …]: adds the members, and answers how many are new. Each of those is one change.
 *
 * @step 6
 */
export function sadd(keyspace: Keyspace, [key, ...members]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: sadd");
}

/**
 * SREM key member [member …]: removes the members, and answers how many were there. Each of those is one change.
 *
 * @step 6
 */
export function srem(keyspace: Keyspace, [key, ...members]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: srem");
}

/**
 * SISMEMBER key member: 1 if the member is there, else 0.
 *
 * @step 6
 */
export function sismember(keyspace: Keyspace, [key, member]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: sismember");
}

/**
 * SMISMEMBER key member [member …]: an array with 1 for each member that is there, and 0 for each that is not.
 *
 * @step 6
 */
export function smismember(keyspace: Keyspace, [key, ...members]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: smismember");
}

/**
 * SMEMBERS key: all members, as a set.
 *
 * @step 6
 */
export function smembers(keyspace: Keyspace, [key]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: smembers");
}

/**
 * SCARD key: how many members there are.
 *
 * @step 6
 */
export function scard(keyspace: Keyspace, [key]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: scard");
}

/**
 * SINTER, SUNION, SDIFF key [key …]: what `combine` makes of the sets in these keys, as a set. Every key is looked at
 * before, so that one of another kind is an error even where the result is clear without it.
 *
 * @step 6
 */
export function combined(keyspace: Keyspace, keys: Args, combine: Combine): RespValue {
  throw new NotImplemented("db-02 step 6: combined");
}

/**
 * SINTERSTORE, SUNIONSTORE, SDIFFSTORE destination key [key …]: puts the result into `destination`, whatever that held
 * and of whatever kind it was, without a deadline, and answers how many members it has. An empty result removes the
 * destination. One change; none if nothing was there and nothing is put there. The destination may be one of the keys:
 * then it counts as what it was. Errors change nothing.
 *
 * @step 6
 */
export function combinedStore(
  keyspace: Keyspace,
  [destination, ...keys]: Args,
  combine: Combine,
): RespValue {
  throw new NotImplemented("db-02 step 6: combinedStore");
}

/**
 * SMOVE source destination member: takes the member out of the one set and adds it to the other; 1 if it was in the
 * source, else 0, and nothing is changed. To leave is one change, to arrive another, if it is new there. Where source and
 * destination are one key, nothing is changed.
 *
 * If there is no source, the destination is not looked at; else it may be of another kind, and that is an error even
 * if the member is not in the source.
 *
 * @step 6
 */
export function smove(keyspace: Keyspace, [from, to, member]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: smove");
}

/**
 * SSCAN key cursor [MATCH pattern] [COUNT count]: `scanReply` over the set, whose elements are the members. First the
 * cursor is read, then the key looked at; if there is no set, the answer is `nothingScanned()`, and the options are not
 * read.
 *
 * @step 6
 */
export function sscan(keyspace: Keyspace, [key, cursorWord, ...options]: Args): RespValue {
  throw new NotImplemented("db-02 step 6: sscan");
}
