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
import { array, bulkString, integer, type RespValue, set } from "@labs/db-01";
// @solution
import { equalBytes } from "./bytes.ts";
import { keep } from "./collections.ts";
import type { Definition } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";
import { MemberSet } from "./member-set.ts";
import { nothingScanned, scanCursor, scanOptions, scanReply } from "./scan-commands.ts";
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
  const target = keyspace.getAs(key!, "set") ?? new MemberSet();
  const added = members.filter((member) => target.add(member)).length;
  keep(keyspace, key!, target, added);
  return integer(added);
}

/**
 * SREM key member [member …]: removes the members, and answers how many were there. Each of those is one change.
 *
 * @step 6
 */
export function srem(keyspace: Keyspace, [key, ...members]: Args): RespValue {
  const source = keyspace.getAs(key!, "set");
  if (source === undefined) return integer(0);
  const removed = members.filter((member) => source.delete(member)).length;
  keyspace.touched(key!, removed);
  return integer(removed);
}

/**
 * SISMEMBER key member: 1 if the member is there, else 0.
 *
 * @step 6
 */
export function sismember(keyspace: Keyspace, [key, member]: Args): RespValue {
  return oneOrZero(keyspace.getAs(key!, "set")?.has(member!));
}

/**
 * SMISMEMBER key member [member …]: an array with 1 for each member that is there, and 0 for each that is not.
 *
 * @step 6
 */
export function smismember(keyspace: Keyspace, [key, ...members]: Args): RespValue {
  const source = keyspace.getAs(key!, "set");
  return array(members.map((member) => oneOrZero(source?.has(member))));
}

/**
 * SMEMBERS key: all members, as a set.
 *
 * @step 6
 */
export function smembers(keyspace: Keyspace, [key]: Args): RespValue {
  return setOf(keyspace.getAs(key!, "set") ?? []);
}

/**
 * SCARD key: how many members there are.
 *
 * @step 6
 */
export function scard(keyspace: Keyspace, [key]: Args): RespValue {
  return integer(keyspace.getAs(key!, "set")?.size ?? 0);
}

/**
 * SINTER, SUNION, SDIFF key [key …]: what `combine` makes of the sets in these keys, as a set. Every key is looked at
 * before, so that one of another kind is an error even where the result is clear without it.
 *
 * @step 6
 */
export function combined(keyspace: Keyspace, keys: Args, combine: Combine): RespValue {
  return setOf(combine(setsIn(keyspace, keys)));
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
  const result = combine(setsIn(keyspace, keys));
  if (result.size === 0) keyspace.remove(destination!);
  else keyspace.put(destination!, result);
  return integer(result.size);
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
  const source = keyspace.getAs(from!, "set");
  if (source === undefined) return integer(0);
  const target = keyspace.getAs(to!, "set") ?? new MemberSet();
  if (equalBytes(from!, to!)) return oneOrZero(source.has(member!));
  if (!source.delete(member!)) return integer(0);
  keyspace.touched(from!, 1);
  keep(keyspace, to!, target, target.add(member!) ? 1 : 0);
  return integer(1);
}

/**
 * SSCAN key cursor [MATCH pattern] [COUNT count]: `scanReply` over the set, whose elements are the members. First the
 * cursor is read, then the key looked at; if there is no set, the answer is `nothingScanned()`, and the options are not
 * read.
 *
 * @step 6
 */
export function sscan(keyspace: Keyspace, [key, cursorWord, ...options]: Args): RespValue {
  const cursor = scanCursor(cursorWord!);
  const source = keyspace.getAs(key!, "set");
  if (source === undefined) return nothingScanned();
  return scanReply(cursor, scanOptions(options, false), (part, visit) =>
    source.scan(part, (name) => visit({ name })),
  );
}

/** @solution */
function setsIn(keyspace: Keyspace, keys: Args): readonly MemberSet[] {
  return keys.map((key) => keyspace.getAs(key, "set") ?? new MemberSet());
}

/** @solution */
function setOf(members: Iterable<Uint8Array>): RespValue {
  return set(Array.from(members, bulkString));
}

/** @solution */
function oneOrZero(condition: boolean | undefined): RespValue {
  return integer(condition === true ? 1 : 0);
}
