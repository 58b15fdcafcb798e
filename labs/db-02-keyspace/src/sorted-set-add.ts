/**
 * ZADD and ZINCRBY: the commands that give members their scores.
 *
 *     ZADD key [NX | XX] [GT | LT] [CH] [INCR] score member [score member …]
 *
 *     NX  only members that are not there      GT  only to a higher score      CH    count the changed ones too
 *     XX  only members that are there          LT  only to a lower score       INCR  add the score to what there is
 *
 * GT and LT keep nobody out who is new. So XX GT CH is "who was overtaken", and ZADD board GT 120 kim keeps the best of
 * kim's results without a look at the one before.
 *
 * Source: zaddGenericCommand and zsetAdd in Redis 7.0's t_zset.c.
 *
 * Left out: nothing that ZADD does in 7.0.
 */

import type { RespValue } from "@labs/db-01";
import { NotImplemented } from "@labs/machine";
import type { Keyspace } from "./keyspace.ts";
import type { ScoredMember } from "./sorted-set.ts";

/** The options of ZADD, as `wordOf` gives them. */
export type AddOption = "nx" | "xx" | "gt" | "lt" | "ch" | "incr";

/** What the words after the key ask for. */
export type AddRequest = {
  readonly options: ReadonlySet<AddOption>;
  /** At least one, in the order they were sent. */
  readonly items: readonly ScoredMember[];
};

/**
 * Reads the words after the key. They begin with any number of options, in any case and any order, the same one perhaps
 * twice; the first word that is none begins the scores and members. `always` are options that count as given.
 *
 * @throws CommandError the first of these that fits:
 *   - no score and member left, or a score without a member: `ERR syntax error`
 *   - NX and XX: `ERR XX and NX options at the same time are not compatible`
 *   - two of GT, LT and NX: `ERR GT, LT, and/or NX options at the same time are not compatible`
 *   - INCR and more than one member: `ERR INCR option supports a single increment-element pair`
 *   - a score that is none: `ERR value is not a valid float`
 * @step 7
 */
export function addRequest(words: readonly Uint8Array[], always: readonly AddOption[]): AddRequest {
  throw new NotImplemented("db-02 step 7: addRequest");
}

/** ZADD key options … score member …: see `addAll`. */
export function zadd(keyspace: Keyspace, [key, ...words]: readonly Uint8Array[]): RespValue {
  return addAll(keyspace, key!, addRequest(words, []));
}

/** ZINCRBY key increment member: ZADD key INCR increment member, options before the increment not kept out. */
export function zincrby(keyspace: Keyspace, [key, ...words]: readonly Uint8Array[]): RespValue {
  return addAll(keyspace, key!, addRequest(words, ["incr"]));
}

/**
 * Gives the members of the request their scores, one after the other: the same member may come twice.
 *
 * - NX passes over a member that is there, XX over one that is not. A key that is not there is made, but not by XX.
 * - INCR adds to the score that is there, to 0 if none is. A sum that is NaN (inf and -inf) changes nothing: `ERR
 *   resulting score is not a number (NaN)`.
 * - GT and LT pass over a member that is there and whose new score, the sum if INCR is given, is not higher or lower.
 * - The score of a member that is there changes only if the new one does not equal it: 0 does not replace -0.
 *
 * The reply is the number of members that were added; with CH, added or changed; with INCR, the new score as a double,
 * or null if the member was passed over. (-0 stays when 0 is added, and the reply is the sum: 0.)
 *
 * Each member that was added or changed is one change.
 *
 * @throws CommandError WRONGTYPE
 * @step 7
 */
export function addAll(
  keyspace: Keyspace,
  key: Uint8Array,
  { options, items }: AddRequest,
): RespValue {
  throw new NotImplemented("db-02 step 7: addAll");
}
