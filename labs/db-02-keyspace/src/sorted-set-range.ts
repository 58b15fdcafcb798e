/**
 * ZRANGE, and the five commands that it replaced in Redis 6.2.
 *
 *     ZRANGE key from to [BYSCORE | BYLEX] [REV] [LIMIT offset count] [WITHSCORES]
 *
 *     words  ──▶  RangeRequest: a Selection, a direction, a limit  ──▶  ranks  ──▶  members
 *     (errors of the words come before anything is known of the key)
 *
 *     ZREVRANGE         is  ZRANGE REV            ZREVRANGEBYSCORE  is  ZRANGE BYSCORE REV
 *     ZRANGEBYSCORE     is  ZRANGE BYSCORE        ZREVRANGEBYLEX    is  ZRANGE BYLEX REV
 *     ZRANGEBYLEX       is  ZRANGE BYLEX
 *
 * Source: zrangeGenericCommand in Redis 7.0's t_zset.c.
 *
 * Left out: ZRANGESTORE.
 */

import type { RespValue, Session } from "@labs/db-01";
import { NotImplemented } from "@labs/machine";
import type { Definition } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";
import type { ScoredMember } from "./sorted-set.ts";
import type { Selection } from "./sorted-set-bounds.ts";

/** What the words `from` and `to` are. */
export type RangeKind = "rank" | "score" | "member";

/** What the words after the key ask for. */
export type RangeRequest = {
  readonly selection: Selection;
  /** From the highest to the lowest. */
  readonly isReverse: boolean;
  readonly offset: number;
  /** Negative: no limit. */
  readonly count: number;
  readonly withScores: boolean;
};

/** What a command's name says already. */
export type RangeName = { readonly kind?: RangeKind; readonly isReverse?: boolean };

/** The commands of this file. */
export const SORTED_SET_RANGE_COMMANDS: readonly Definition[] = [
  definition("zrange", {}),
  definition("zrevrange", { kind: "rank", isReverse: true }),
  definition("zrangebyscore", { kind: "score", isReverse: false }),
  definition("zrevrangebyscore", { kind: "score", isReverse: true }),
  definition("zrangebylex", { kind: "member", isReverse: false }),
  definition("zrevrangebylex", { kind: "member", isReverse: true }),
];

/**
 * Reads the words after the key: `from`, `to`, and then options in any case and any order. `name` is what the command's
 * name has said: a kind or a direction that is said there is no option any more.
 *
 * - BYSCORE, BYLEX: what `from` and `to` are, in place of ranks. REV: from the highest to the lowest. Each of these only
 *   where nothing has said so yet: a second one, or one that the name has said, is a syntax error.
 * - LIMIT offset count, both integers of 64 bits, and WITHSCORES; each as often as one likes, the last LIMIT counts.
 *
 * With ranks, REV counts them from the highest. With scores or members `from` is the upper bound then, and `to` the
 * lower one.
 *
 * @throws CommandError the first of these that fits:
 *   - at the first option that is wrong: `ERR syntax error` (not known; LIMIT without two words after it), or, for an
 *     offset or count that is no integer, `ERR value is not an integer or out of range`
 *   - LIMIT with ranks, the count not being -1 (then it is let through, and does nothing): `ERR syntax error, LIMIT is
 *     only supported in combination with either BYSCORE or BYLEX`
 *   - WITHSCORES with members: `ERR syntax error, WITHSCORES not supported in combination with BYLEX`
 *   - what is wrong with `from` or `to`
 * @step 7
 */
export function rangeRequest(
  [from, to, ...words]: readonly Uint8Array[],
  name: RangeName,
): RangeRequest {
  throw new NotImplemented("db-02 step 7: rangeRequest");
}

/**
 * What ZRANGE and the others answer: an array of the members that the request names, from the lowest to the highest or
 * the other way round, without a key an empty one.
 *
 * @throws CommandError WRONGTYPE
 * @step 7
 */
export function rangeReply(
  keyspace: Keyspace,
  key: Uint8Array,
  { selection, isReverse, offset, count, withScores }: RangeRequest,
  session: Session,
): RespValue {
  throw new NotImplemented("db-02 step 7: rangeReply");
}

/**
 * Members with their scores, as doubles: in pairs, an array of two for each, or one after the other in one array.
 *
 * @step 7
 */
export function scoredReply(items: Iterable<ScoredMember>, inPairs: boolean): RespValue {
  throw new NotImplemented("db-02 step 7: scoredReply");
}

function definition(name: string, says: RangeName): Definition {
  return {
    name,
    arity: -4,
    access: "read",
    run: (keyspace, [key, ...words], session) =>
      rangeReply(keyspace, key!, rangeRequest(words, says), session),
  };
}
