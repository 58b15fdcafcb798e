/**
 * Commands on a sorted set, drawn at random, each with what the model answers.
 */
import fc from "fast-check";
import {
  flat,
  type ModelBound,
  type Plain,
  type Scored,
  type SortedModel,
  scoreText,
} from "./sorted-model.ts";

/** A request on the key `z`, each character of its words a byte, and what it answers in RESP2. */
export type Turn = {
  readonly words: readonly string[];
  readonly expected: (model: SortedModel) => Plain;
};

const members = fc.constantFrom("", "a", "aa", "ab", "b", "B", "\x00", "\xff", "a\x00", "a\xff");
const scores = fc.constantFrom(-Infinity, -2.5, -1, 0, 0.5, 1, 2, 2.5, 3, 100, Infinity);
const indexes = fc.integer({ min: -7, max: 7 });

function bounds<T>(at: fc.Arbitrary<T>): fc.Arbitrary<ModelBound<T>> {
  return fc.record({ at, isExclusive: fc.boolean() });
}

function scoreWord({ at, isExclusive }: ModelBound<number>): string {
  return `${isExclusive ? "(" : ""}${scoreText(at)}`;
}

function memberWord({ at, isExclusive }: ModelBound<string>): string {
  return `${isExclusive ? "(" : "["}${at}`;
}

/** Options of ZADD that go together. */
const addOptions = fc.constantFrom<readonly string[]>(
  ...[[], [], ["NX"], ["XX"], ["GT"], ["LT"], ["XX", "GT"], ["XX", "LT"]],
);

/** What ZADD with these options makes of one member: its new score, or undefined if it is passed over. */
export function scoreAfter(
  model: SortedModel,
  options: readonly string[],
  member: string,
  score: number,
): number | undefined {
  const before = model.scores.get(member);
  if (before === undefined) return options.includes("XX") ? undefined : score;
  if (options.includes("NX")) return undefined;
  if (options.includes("GT") && !(score > before)) return undefined;
  if (options.includes("LT") && !(score < before)) return undefined;
  return score;
}

const adding: fc.Arbitrary<Turn> = fc
  .tuple(
    addOptions,
    fc.boolean(),
    fc.array(fc.tuple(members, scores), { minLength: 1, maxLength: 4 }),
  )
  .map(([options, changed, pairs]) => ({
    words: [
      ...["ZADD", "z", ...options, ...(changed ? ["CH"] : [])],
      ...pairs.flatMap(([member, score]) => [scoreText(score), member]),
    ],
    expected: (model) => {
      let count = 0;
      for (const [member, score] of pairs) {
        const before = model.scores.get(member);
        const after = scoreAfter(model, options, member, score);
        if (after === undefined || after === before) continue;
        model.scores.set(member, after);
        if (changed || before === undefined) count += 1;
      }
      return count;
    },
  }));

const incrementing: fc.Arbitrary<Turn> = fc
  .tuple(members, fc.constantFrom(-3, -0.5, 0, 1, 2.5))
  .map(([member, by]) => ({
    words: ["ZINCRBY", "z", String(by), member],
    expected: (model) => {
      const sum = (model.scores.get(member) ?? 0) + by;
      model.scores.set(member, sum);
      return scoreText(sum);
    },
  }));

const removing: fc.Arbitrary<Turn> = fc
  .array(members, { minLength: 1, maxLength: 3 })
  .map((gone) => ({
    words: ["ZREM", "z", ...gone],
    expected: (model) => gone.filter((member) => model.scores.delete(member)).length,
  }));

const popping: fc.Arbitrary<Turn> = fc
  .tuple(fc.boolean(), fc.integer({ min: 0, max: 3 }))
  .map(([isHighest, count]) => ({
    words: [isHighest ? "ZPOPMAX" : "ZPOPMIN", "z", String(count)],
    expected: (model) => {
      const entries = isHighest ? model.ordered.reverse() : model.ordered;
      return flat(model.remove(entries.slice(0, count)), true);
    },
  }));

const removingRanges: fc.Arbitrary<Turn> = fc.oneof(
  fc.tuple(indexes, indexes).map(([first, last]) => ({
    words: ["ZREMRANGEBYRANK", "z", String(first), String(last)],
    expected: (model: SortedModel) => model.remove(model.byRank(first, last)).length,
  })),
  fc.tuple(bounds(scores), bounds(scores)).map(([min, max]) => ({
    words: ["ZREMRANGEBYSCORE", "z", scoreWord(min), scoreWord(max)],
    expected: (model: SortedModel) => model.remove(model.byScore(min, max)).length,
  })),
);

/** Turns that change what is under the key `z`, mostly by adding. */
export const writes: fc.Arbitrary<Turn> = fc.oneof(
  { arbitrary: adding, weight: 6 },
  { arbitrary: incrementing, weight: 3 },
  removing,
  popping,
  removingRanges,
);

const ofOneMember: fc.Arbitrary<Turn> = members.chain((member) =>
  fc.constantFrom<Turn>(
    {
      words: ["ZSCORE", "z", member],
      expected: (model) => textOrNull(model.scores.get(member)),
    },
    {
      words: ["ZMSCORE", "z", member, "none", member],
      expected: (model) => {
        const score = textOrNull(model.scores.get(member));
        return [score, null, score];
      },
    },
    { words: ["ZRANK", "z", member], expected: (model) => rankOf(model.ordered, member) },
    {
      words: ["ZREVRANK", "z", member],
      expected: (model) => rankOf(model.ordered.reverse(), member),
    },
    { words: ["ZCARD", "z"], expected: (model) => model.scores.size },
  ),
);

function textOrNull(score: number | undefined): string | null {
  return score === undefined ? null : scoreText(score);
}

function rankOf(entries: readonly Scored[], wanted: string): number | null {
  const rank = entries.findIndex(([member]) => member === wanted);
  return rank < 0 ? null : rank;
}

const ranges: fc.Arbitrary<Turn> = fc
  .tuple(indexes, indexes, fc.boolean(), fc.boolean())
  .map(([first, last, isReverse, withScores]) => ({
    words: [
      ...["ZRANGE", "z", String(first), String(last)],
      ...[...(isReverse ? ["REV"] : []), ...(withScores ? ["WITHSCORES"] : [])],
    ],
    expected: (model) => flat(model.byRank(first, last, isReverse), withScores),
  }));

/** REV and LIMIT, and which of the entries they leave, in which order. */
const directions = fc
  .tuple(fc.boolean(), fc.option(fc.tuple(fc.nat(4), fc.integer({ min: -1, max: 4 }))))
  .map(([isReverse, limit]) => ({
    isReverse,
    words: limit === null ? [] : ["LIMIT", ...limit.map(String)],
    of: (entries: Scored[]): Scored[] => {
      const inOrder = isReverse ? entries.reverse() : entries;
      if (limit === null) return inOrder;
      const [offset, count] = limit;
      return inOrder.slice(offset, count < 0 ? undefined : offset + count);
    },
  }));

const scoreRanges: fc.Arbitrary<Turn> = fc
  .tuple(bounds(scores), bounds(scores), directions, fc.boolean())
  .map(([min, max, direction, withScores]) => {
    const { isReverse, words } = direction;
    const [from, to] = isReverse ? [max, min] : [min, max];
    const name = isReverse ? "ZREVRANGEBYSCORE" : "ZRANGEBYSCORE";
    return {
      words: [
        name,
        "z",
        scoreWord(from),
        scoreWord(to),
        ...(withScores ? ["WITHSCORES"] : []),
        ...words,
      ],
      expected: (model) => flat(direction.of(model.byScore(min, max)), withScores),
    };
  });

const counts: fc.Arbitrary<Turn> = fc.tuple(bounds(scores), bounds(scores)).map(([min, max]) => ({
  words: ["ZCOUNT", "z", scoreWord(min), scoreWord(max)],
  expected: (model) => model.byScore(min, max).length,
}));

/** Turns that ask about the key `z`. */
export const reads: fc.Arbitrary<Turn> = fc.oneof(ofOneMember, ranges, scoreRanges, counts);

const memberBounds = bounds(members);

/** Turns on a key whose members have one score. */
export const memberTurns: fc.Arbitrary<Turn> = fc.oneof(
  fc.array(members, { minLength: 1, maxLength: 4 }).map((added) => ({
    words: ["ZADD", "z", ...added.flatMap((member) => ["0", member])],
    expected: (model: SortedModel) => {
      const before = model.scores.size;
      for (const member of added) model.scores.set(member, 0);
      return model.scores.size - before;
    },
  })),
  fc.tuple(memberBounds, memberBounds, directions).map(([min, max, direction]) => {
    const { isReverse, words } = direction;
    const [from, to] = isReverse ? [max, min] : [min, max];
    return {
      words: [
        ...["ZRANGE", "z", memberWord(from), memberWord(to), "BYLEX"],
        ...[...(isReverse ? ["REV"] : []), ...words],
      ],
      expected: (model: SortedModel) => flat(direction.of(model.byMember(min, max)), false),
    };
  }),
  fc.tuple(memberBounds, memberBounds).map(([min, max]) => ({
    words: ["ZLEXCOUNT", "z", memberWord(min), memberWord(max)],
    expected: (model: SortedModel) => model.byMember(min, max).length,
  })),
  fc.tuple(memberBounds, memberBounds).map(([min, max]) => ({
    words: ["ZREMRANGEBYLEX", "z", memberWord(min), memberWord(max)],
    expected: (model: SortedModel) => model.remove(model.byMember(min, max)).length,
  })),
);
