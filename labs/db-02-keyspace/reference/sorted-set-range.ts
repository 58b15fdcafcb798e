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
import { array, bulkString, CommandError, double, type RespValue, type Session } from "@labs/db-01";
import { indexArgument, syntaxError, wordOf } from "./arguments.ts";
import type { Definition } from "./command.ts";
import type { Keyspace } from "./keyspace.ts";
import type { ScoredMember } from "./sorted-set.ts";
import { byMember, byRank, byScore, limited, type Selection } from "./sorted-set-bounds.ts";

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
  const { kind = "rank", isReverse = false, offset, count, withScores } = rangeOptions(words, name);
  if (kind === "rank" && count !== -1) {
    throw new CommandError(
      "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX",
    );
  }
  if (kind === "member" && withScores) {
    throw new CommandError("ERR syntax error, WITHSCORES not supported in combination with BYLEX");
  }
  const selection = select(kind, isReverse, from!, to!);
  // A LIMIT without a limit is let through for ranks, and its offset is not looked at.
  return { selection, isReverse, offset: kind === "rank" ? 0 : offset, count, withScores };
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
  const set = keyspace.getAs(key, "zset");
  if (set === undefined) return array([]);
  const { start, end } = limited(selection(set), offset, count, isReverse);
  const items = isReverse ? set.backward(start, end) : set.forward(start, end);
  return withScores
    ? scoredReply(items, session.protocol === 3)
    : array(Array.from(items, ({ member }) => bulkString(member)));
}

/**
 * Members with their scores, as doubles: in pairs, an array of two for each, or one after the other in one array.
 *
 * @step 7
 */
export function scoredReply(items: Iterable<ScoredMember>, inPairs: boolean): RespValue {
  const pairs = Array.from(items, ({ member, score }) => [bulkString(member), double(score)]);
  return array(inPairs ? pairs.map(array) : pairs.flat());
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

/** @solution */
type RangeOptions = RangeName & Pick<RangeRequest, "offset" | "count" | "withScores">;

/** @solution */
function rangeOptions(words: readonly Uint8Array[], name: RangeName): RangeOptions {
  let options: RangeOptions = { ...name, offset: 0, count: -1, withScores: false };
  for (let at = 0; at < words.length; at++) {
    const word = wordOf(words[at]!);
    const [offset, count] = [words[at + 1], words[at + 2]];
    if (word === "withscores") {
      options = { ...options, withScores: true };
    } else if (word === "limit" && offset !== undefined && count !== undefined) {
      options = { ...options, offset: indexArgument(offset), count: indexArgument(count) };
      at += 2;
    } else if (word === "rev" && options.isReverse === undefined) {
      options = { ...options, isReverse: true };
    } else if (word === "byscore" && options.kind === undefined) {
      options = { ...options, kind: "score" };
    } else if (word === "bylex" && options.kind === undefined) {
      options = { ...options, kind: "member" };
    } else {
      throw syntaxError();
    }
  }
  return options;
}

/** @solution */
function select(kind: RangeKind, isReverse: boolean, from: Uint8Array, to: Uint8Array): Selection {
  if (kind !== "rank") {
    const read = kind === "score" ? byScore : byMember;
    return isReverse ? read(to, from) : read(from, to);
  }
  const forward = byRank(from, to);
  if (!isReverse) return forward;
  return (set) => {
    const { start, end } = forward(set);
    return { start: set.size - end, end: set.size - start };
  };
}
