/**
 * Bounds: the two words by which a command names a part of a sorted set.
 *
 *     by rank     0 -1           the first and the last that belong to it; negative ones count from the end
 *     by score    5 (7  -inf inf  "(" before a bound leaves out what equals it
 *     by member   [b (d  - +     "[" takes what equals it; "-" is before all members, "+" behind all
 *
 * Whatever the words are, what they name is one run of ranks:
 *
 *     ZCOUNT scores (2 5
 *
 *     rank     0      1      2      3      4      5
 *     score    1      2      3      5      5      8
 *                        ▲                    ▲
 *                  cut: start = 2        cut: end = 5         3 members
 *
 * A cut lies between two members, or at an end. A bound cuts before all that equal it, or behind them. So counting a
 * part, listing it and removing it are three things to do with one pair of ranks.
 *
 * Source: zslParseRange, zslParseLexRange and genericZrangebyrankCommand in Redis 7.0's t_zset.c.
 *
 * Left out: what strtod(3) takes for a bound and not for a score (an empty word, blanks in front, 1e400 for infinity):
 * here a bound is read as a score is.
 */
import { NotImplemented } from "@labs/machine";
import type { SortedSet } from "./sorted-set.ts";

/** The ranks in [start, end); `end` is at least `start`. */
export type RankRange = { readonly start: number; readonly end: number };

/** What two words name, once there is a sorted set to look at. */
export type Selection = (set: SortedSet) => RankRange;

/** How the two words of a selection are read, and in which order they come: lower and upper bound. */
export type SelectionReader = (lower: Uint8Array, upper: Uint8Array) => Selection;

/**
 * What two ranks name, both included. Negative ones count from the end, -1 being the last. What lies beyond an end of
 * the set is not there; a first one behind the last one names nothing.
 *
 * @throws CommandError as `indexArgument`
 * @step 7
 */
export function byRank(first: Uint8Array, last: Uint8Array): Selection {
  throw new NotImplemented("db-02 step 7: byRank");
}

/**
 * What two scores name, both included, or without what equals them where the word begins with `(`. A bound is read as
 * a score is (`parseDouble`).
 *
 * @throws CommandError `ERR min or max is not a float`
 * @step 7
 */
export function byScore(min: Uint8Array, max: Uint8Array): Selection {
  throw new NotImplemented("db-02 step 7: byScore");
}

/**
 * What two members name: `[` and the bytes of a member that is included, `(` and those of one that is not; or `-`,
 * which is before every member, or `+`, which is behind every one. Looks at members only: it says nothing useful of a
 * set whose scores differ.
 *
 * @throws CommandError `ERR min or max not valid string range item` for any other word, `-a` and `+a` among them
 * @step 7
 */
export function byMember(min: Uint8Array, max: Uint8Array): Selection {
  throw new NotImplemented("db-02 step 7: byMember");
}

/**
 * What is left of `range`, which is gone through from its start, or from its end if `isReverse`: without the first
 * `offset`, and of the others the first `count`; all others if `count` is negative. Nothing if `offset` is negative.
 *
 * @step 7
 */
export function limited(
  { start, end }: RankRange,
  offset: number,
  count: number,
  isReverse: boolean,
): RankRange {
  throw new NotImplemented("db-02 step 7: limited");
}
