/**
 * The commands on sets that leave it to chance which member it is.
 *
 *     > SPOP lottery 2                 > SRANDMEMBER dice -3
 *     1) "17"                          1) "6"
 *     2) "4"                           2) "1"
 *     gone from the set                3) "6"
 *
 * Chance is the keyspace's (`keyspace.random`), so that a test can have it again. Whoever repeats these commands on
 * another machine gets other members: what is to be repeated there is what happened, not what was asked.
 *
 * Source: Redis 7.0's spopWithCountCommand and srandmemberWithCountCommand in t_set.c; CVE-2023-22458 for the bound
 * on a negative count.
 *
 * Left out: the fairness of Redis 6.2 and later, which draws until no bucket is favoured; see Dict.sample.
 */

import type { RespValue } from "@labs/db-01";
import { NotImplemented } from "@labs/machine";
import type { Definition } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";

type Args = readonly Uint8Array[];

/** The commands of this file. */
export const SET_RANDOM_COMMANDS: readonly Definition[] = [
  { name: "spop", arity: -2, access: "write", run: spop },
  { name: "srandmember", arity: -2, access: "read", run: srandmember },
];

/**
 * SPOP key: removes a member drawn at random and answers it, or null without such a key.
 *
 * SPOP key count: removes as many different members, all of them if there are fewer, and answers them as a set; an
 * empty one without such a key. Each is one change.
 *
 * Errors, in this order: more than two arguments: `ERR syntax error`; a count that is no integer, or below 0: `ERR
 * value is out of range, must be positive`; another kind of key.
 *
 * @step 9
 */
export function spop(keyspace: Keyspace, [key, count, ...more]: Args): RespValue {
  throw new NotImplemented("db-02 step 9: spop");
}

/**
 * SRANDMEMBER key: a member drawn at random, or null without such a key.
 *
 * SRANDMEMBER key count: an array of as many different members, all of them if there are fewer; with a count below 0 of
 * exactly that many, each drawn from all. An empty array without such a key.
 *
 * Errors, in this order: more than two arguments: `ERR syntax error`; a count that is no integer: `ERR value is not an
 * integer or out of range`; one below -MAX_ELEMENTS, which nobody could be sent: `ERR value is out of range`; another
 * kind of key.
 *
 * @step 9
 */
export function srandmember(keyspace: Keyspace, [key, count, ...more]: Args): RespValue {
  throw new NotImplemented("db-02 step 9: srandmember");
}
