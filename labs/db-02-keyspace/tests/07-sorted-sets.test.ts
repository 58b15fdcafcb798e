import { type ScoredMember, SortedIndex, SortedSet } from "@labs/db-02";
import { step, type Trial, visible } from "@labs/grader/testing";
import { type Random, seededRandom } from "@labs/machine";
import fc from "fast-check";
import { arrayMoves } from "./array-moves.ts";
import { CountedSortedSet } from "./counted-sets.ts";
import { Shell } from "./shell.ts";
import { bytesOf, flat, type Plain, plain, SortedModel, scoreText } from "./sorted-model.ts";
import { memberTurns, reads, type Turn, writes } from "./sorted-turns.ts";

const law = step("sorted-sets");

const LARGE = 2 ** 17;
const COMPARISONS_PER_LOG2 = 8;
const MOVES = 1_000;

/** Counts comparisons, and breaks the law as soon as there are too many. */
class Meter {
  #count = 0;
  #tooMany: (count: number) => void = () => {};

  readonly compare = (a: number, b: number): number => {
    this.one();
    return a - b;
  };

  one(): void {
    this.#count += 1;
    this.#tooMany(this.#count);
  }

  /** `body` does `count` operations on `size` items within the bound. */
  holds(t: Trial, what: string, count: number, size: number, body: () => void): void {
    const bound = Math.ceil(COMPARISONS_PER_LOG2 * Math.log2(size) * count);
    const shown = `comparisons for ${count} × ${what}, in an index of ${size} items`;
    this.#count = 0;
    this.#tooMany = (compared) => {
      if (compared > bound) t.atMost(compared, bound, shown);
    };
    t.given("ran", `${count} × ${what}, in an index of ${size} items`);
    try {
      body();
    } finally {
      this.#tooMany = () => {};
    }
  }

  /** `body` compares nothing. */
  isIdle(t: Trial, body: () => void): void {
    this.#count = 0;
    body();
    t.atMost(this.#count, 0, "comparisons");
  }
}

type Metered = { readonly index: SortedIndex<number>; readonly meter: Meter };

function ascending(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}

/** The numbers from 0 to `size` - 1, in an order without order; `size` is a power of two. */
function scattered(size: number): number[] {
  return Array.from({ length: size }, (_, i) => Math.imul(i, 0x9e3779b1) & (size - 1));
}

function indexOf(t: Trial, items: readonly number[], random = seededRandom(t.seed)): Metered {
  const meter = new Meter();
  const index = new SortedIndex<number>(meter.compare, random);
  meter.holds(t, "insert", items.length, items.length, () => {
    for (const item of items) index.insert(item);
  });
  return { index, meter };
}

let kept: Metered | undefined;

/** `body` has an index of the numbers below LARGE, and leaves it so. To make one takes a while: it is used again. */
function withLargeIndex(t: Trial, body: (large: Metered) => void): void {
  const large = kept ?? indexOf(t, ascending(LARGE));
  kept = undefined;
  body(large);
  kept = large;
}

/** As t.equal, which takes too long to be called a million times. */
function isSame(t: Trial, actual: number | undefined, expected: number): void {
  if (actual !== expected) t.equal(actual, expected);
}

type Edit = { readonly kind: "insert" | "delete"; readonly item: number };

const edits = fc.array(
  fc.record({
    kind: fc.constantFrom("insert" as const, "insert" as const, "delete" as const),
    item: fc.nat(40),
  }),
  { maxLength: 120 },
);

/** An index does what a sorted array does. */
function agreesWithArray(t: Trial, random: Random, changes: readonly Edit[]): void {
  const index = new SortedIndex<number>((a, b) => a - b, random);
  let items: number[] = [];
  for (const { kind, item } of changes) {
    const wasThere = items.includes(item);
    if (kind === "insert" && !wasThere) items = [...items, item].sort((a, b) => a - b);
    if (kind === "delete") items = items.filter((other) => other !== item);
    t.did(kind, String(item));
    const returned = index[kind](item);
    if (returned !== (kind === "insert" ? !wasThere : wasThere)) {
      t.equal(returned, !returned, `what ${kind} returned`);
    }
  }
  t.equal(index.size, items.length, "size");
  t.equal([...index.forward()], items, "forward()");
  t.equal([...index.backward()], [...items].reverse(), "backward()");
  const all = Array.from({ length: 42 }, (_, item) => item);
  const table = <T>(keys: readonly number[], value: (key: number) => T) =>
    Object.fromEntries(keys.map((key) => [key, value(key)]));
  t.equal(
    table([...items.keys()], (rank) => index.at(rank)),
    { ...items },
    "at(rank) for every rank",
  );
  t.equal(
    table(all, (item) => index.rank(item) ?? -1),
    table(all, (item) => items.indexOf(item)),
    "rank(item) for items from 0 to 41, -1 for undefined",
  );
  t.equal(
    table(all, (item) => index.partitionPoint((other) => other < item)),
    table(all, (item) => items.filter((other) => other < item).length),
    "partitionPoint(other => other < item) for items from 0 to 41",
  );
  const start = Math.floor(items.length / 3);
  const end = items.length - Math.floor(items.length / 4);
  const part = items.slice(start, end);
  t.equal([...index.forward(start, end)], part, `forward(${start}, ${end})`);
  t.equal([...index.backward(start, end)], part.reverse(), `backward(${start}, ${end})`);
}

law(
  "index-and-array",
  "after any inserts and deletes, an index has the order and the ranks of a sorted array",
  { hint: "Spans" },
  (t) =>
    t.forAll([edits, fc.integer()], (changes, seed) =>
      agreesWithArray(t, seededRandom(seed), changes),
    ),
);

law(
  "index-without-equals",
  "an index has no two equal items: the one that was there stays",
  { hint: "Finding a place" },
  (t) => {
    type Item = { readonly key: number; readonly note: string };
    const byKey = (a: Item, b: Item) => a.key - b.key;
    const index = new SortedIndex<Item>(byKey, seededRandom(t.seed));
    for (const key of [5, 1, 3]) index.insert({ key, note: "first" });
    t.did("inserted", "items with the keys 5, 1, 3, and then another with the key 3");
    t.equal(index.insert({ key: 3, note: "second" }), false, "what the last insert returned");
    t.equal(index.size, 3, "size");
    t.equal(index.at(1), { key: 3, note: "first" }, "at(1)");
    t.did("deleted", "an item that equals it, then one that equals none");
    t.equal(index.delete({ key: 3, note: "third" }), true, "what delete returned");
    t.equal(index.delete({ key: 2, note: "" }), false, "what delete returned");
    t.equal(
      [...index.forward()].map(({ key }) => key),
      [1, 5],
      "the keys",
    );
  },
);

law(
  "index-outside",
  "beyond its ends an index has nothing, and an empty one has nothing anywhere",
  { hint: "Finding a place" },
  (t) => {
    const index = new SortedIndex<number>((a, b) => a - b, seededRandom(t.seed));
    t.did("made", "an empty index");
    t.equal(index.at(0), undefined, "at(0)");
    t.equal(index.rank(1), undefined, "rank(1)");
    t.equal(index.delete(1), false, "delete(1)");
    t.equal(
      index.partitionPoint(() => true),
      0,
      "partitionPoint(() => true)",
    );
    t.equal([...index.forward()], [], "forward()");
    t.equal([...index.backward()], [], "backward()");
    t.did("inserted", "10, 20, 30");
    for (const item of [10, 20, 30]) index.insert(item);
    t.equal(index.at(-1), undefined, "at(-1)");
    t.equal(index.at(3), undefined, "at(3)");
    t.equal(index.rank(15), undefined, "rank(15)");
    t.equal(index.rank(35), undefined, "rank(35)");
    t.equal(
      index.partitionPoint(() => true),
      3,
      "partitionPoint(() => true)",
    );
    t.equal(
      index.partitionPoint(() => false),
      0,
      "partitionPoint(() => false)",
    );
    t.equal([...index.forward(2, 2)], [], "forward(2, 2)");
    t.equal([...index.forward(3)], [], "forward(3)");
    t.equal([...index.backward(0, 0)], [], "backward(0, 0)");
    t.equal([...index.backward(1)], [30, 20], "backward(1)");
  },
);

law(
  "index-and-chance",
  "whatever an index draws, its answers are the same: chance decides about its cost",
  { hint: "Heights by chance" },
  async (t) => {
    const drawing = (next: number): Random => ({
      next: () => next,
      below: (bound) => Math.floor(next * bound),
    });
    for (const next of [0, 0.25, 0.5, 1 - 2 ** -32]) {
      t.given("made", `an index whose random numbers are all ${next}`);
      await t.forAll([edits], (changes) => agreesWithArray(t, drawing(next), changes), {
        runs: 20,
      });
    }
  },
);

law(
  "comparisons",
  "an index compares a number of times that grows with the logarithm of its size",
  { hint: "Heights by chance" },
  (t) => {
    const measure = ({ index, meter }: Metered): void => {
      const { size } = index;
      const random = seededRandom(t.seed);
      const some = Array.from({ length: 2 ** 10 }, () => random.below(size));
      const holds = (what: string, operation: (item: number) => unknown): void => {
        meter.holds(t, what, some.length, size, () => some.forEach(operation));
      };
      holds("rank", (item) => isSame(t, index.rank(item), item));
      holds("partitionPoint", (item) => {
        const isBefore = (other: number) => {
          meter.one();
          return other < item;
        };
        isSame(t, index.partitionPoint(isBefore), item);
      });
      holds("insert", (item) => index.insert(item + 0.5));
      holds("delete", (item) => index.delete(item + 0.5));
      t.equal(index.size, size, "size");
    };
    const small = ascending(2 ** 10);
    for (const items of [small, [...small].reverse(), scattered(2 ** 10)]) {
      measure(indexOf(t, items));
    }
    withLargeIndex(t, measure);
  },
);

law(
  "few-are-moved",
  "an insert or a delete moves few of the other items",
  { hint: "Finding a place" },
  (t) => {
    // Before all others: what an array holds moves for each of them.
    const items = Array.from({ length: 2 ** 15 }, (_, i) => -1 - i);
    const bound = MOVES * items.length;
    withLargeIndex(t, ({ index }) => {
      t.did("inserted", `${items.length} items at the front of ${LARGE}`);
      const inserting = arrayMoves(bound, () => {
        for (const item of items) index.insert(item);
      });
      t.atMost(inserting, bound, "elements of arrays moved");
      t.did("deleted", "them again");
      const deleting = arrayMoves(bound, () => {
        for (const item of items) index.delete(item);
      });
      t.atMost(deleting, bound, "elements of arrays moved");
    });
  },
);

law(
  "any-rank",
  "what stands at a rank is found without a comparison, and nobody passes all items to know a rank",
  { hint: "Spans" },
  (t) => {
    const random = seededRandom(t.seed);
    withLargeIndex(t, ({ index, meter }) => {
      t.did("called", `at, forward and backward at random ranks, in an index of ${LARGE} items`);
      meter.isIdle(t, () => {
        for (let i = 0; i < 12_000; i++) {
          const rank = random.below(LARGE);
          isSame(t, index.at(rank), rank);
          isSame(t, index.at(LARGE - 1 - rank), LARGE - 1 - rank);
          // Far from where a walk along all items would begin.
          const near = random.below(LARGE / 4);
          const far = LARGE - 1 - near;
          for (const item of index.forward(far, far + 1)) isSame(t, item, far);
          for (const item of index.backward(near, near + 1)) isSame(t, item, near);
        }
      });
      t.did("called", "rank and partitionPoint, for random items");
      for (let i = 0; i < 12_000; i++) {
        const item = random.below(LARGE);
        isSame(t, index.rank(item), item);
        isSame(
          t,
          index.partitionPoint((other) => other < item),
          item,
        );
      }
    });
  },
);

law(
  "order",
  "members stand by score, and those with equal scores by their bytes",
  { hint: "One order" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > ZADD board 30 kim 10 joe 20 ann 20 al 20 annie
      (integer) 5
      > ZRANGE board 0 -1
      1) "joe"
      2) "al"
      3) "ann"
      4) "annie"
      5) "kim"
      > ZADD bytes 0 "\\xff" 0 b 0 ab 0 a 0 "" 0 "a\\x00" 0 B 0 "\\xf0\\x9f\\x98\\x80" 0 "\\xef\\xbf\\xbd"
      (integer) 9
      > ZRANGE bytes 0 -1
      1) ""
      2) "B"
      3) "a"
      4) "a\\x00"
      5) "ab"
      6) "b"
      7) "\\xef\\xbf\\xbd"
      8) "\\xf0\\x9f\\x98\\x80"
      9) "\\xff"
      > ZADD digits 0 10 0 9 0 1
      (integer) 3
      > ZRANGE digits 0 -1
      1) "1"
      2) "10"
      3) "9"
    `,
    );
  },
);

law(
  "infinities-and-zeros",
  "each infinity equals itself, and -0 equals 0",
  { hint: "One order" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > ZADD ends inf d -inf b 0 c +INF e -Infinity a infinity f
      (integer) 6
      > ZRANGE ends 0 -1
      1) "a"
      2) "b"
      3) "c"
      4) "d"
      5) "e"
      6) "f"
      > ZRANK ends e
      (integer) 4
      > ZREM ends f d a
      (integer) 3
      > ZRANGE ends 0 -1 WITHSCORES
      1) "b"
      2) "-inf"
      3) "c"
      4) "0"
      5) "e"
      6) "inf"
      > ZADD zeros -0 b 0 a -0 d 0 c
      (integer) 4
      > ZRANGE zeros 0 -1
      1) "a"
      2) "b"
      3) "c"
      4) "d"
      > ZADD zeros CH 0 b -0 a
      (integer) 0
      > ZCOUNT zeros 0 0
      (integer) 4
      > ZCOUNT zeros (-0 0
      (integer) 0
      > ZREM zeros b d
      (integer) 2
      > ZRANGE zeros -inf inf BYSCORE
      1) "a"
      2) "c"
    `,
    );
  },
);

law(
  "sorted-set",
  "a SortedSet says of each change whether there was one, and keeps the scores and the order of its members",
  { hint: "Two structures that agree" },
  (t) => {
    const set = new SortedSet(seededRandom(t.seed));
    const [ann, joe, kim] = bytesOf(["ann", "joe", "kim"]);
    if (ann === undefined || joe === undefined || kim === undefined) return;
    const names = (items: Iterable<ScoredMember>) =>
      Array.from(items, ({ member, score }) => [Buffer.from(member).toString(), score]);
    t.did("set", "kim to 1, joe to 2, ann to 2");
    t.equal([set.set(kim, 1), set.set(joe, 2), set.set(ann, 2)], [true, true, true], "each set");
    t.did("set", "joe to 2 again, kim to 3");
    t.equal([set.set(joe, 2), set.set(kim, 3)], [false, true], "each set");
    t.equal(set.size, 3, "size");
    t.equal([set.score(kim), set.score(ann)], [3, 2], "score of kim and ann");
    t.equal(
      [ann, joe, kim].map((member) => set.rank(member)),
      [0, 1, 2],
      "rank of ann, joe, kim",
    );
    const inOrder = [
      ["ann", 2],
      ["joe", 2],
      ["kim", 3],
    ];
    t.equal(names(set.forward()), inOrder, "forward()");
    t.equal(names(set.backward(0, 2)), [inOrder[1], inOrder[0]], "backward(0, 2)");
    t.equal(
      set.partitionPoint(({ score }) => score < 3),
      2,
      "partitionPoint(score < 3)",
    );
    t.did("deleted", "joe, and joe again");
    t.equal([set.delete(joe), set.delete(joe)], [true, false], "each delete");
    t.equal([set.score(joe), set.rank(joe)], [undefined, undefined], "score and rank of joe");
    t.equal(names(set.forward(1)), [["kim", 3]], "forward(1)");
  },
);

law(
  "a-new-score-is-a-new-place",
  "a member that gets another score is at its new place, and no longer at the old one",
  { hint: "Two structures that agree" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > ZADD board 1 ann 2 joe 3 kim
      (integer) 3
      > ZADD board 5 ann
      (integer) 0
      > ZRANGE board 0 -1 WITHSCORES
      1) "joe"
      2) "2"
      3) "kim"
      4) "3"
      5) "ann"
      6) "5"
      > ZRANK board ann
      (integer) 2
      > ZCOUNT board 1 1
      (integer) 0
      > ZINCRBY board -4.5 kim
      "-1.5"
      > ZRANGE board 0 -1
      1) "kim"
      2) "joe"
      3) "ann"
      > ZREM board joe
      (integer) 1
      > ZRANGE board -inf inf BYSCORE WITHSCORES
      1) "kim"
      2) "-1.5"
      3) "ann"
      4) "5"
      > ZSCORE board joe
      (nil)
      > ZCARD board
      (integer) 2
    `,
    );
  },
);

/** The reply to these words, each character a byte, as plain data. */
function answer(shell: Shell, words: readonly string[]): Plain {
  return plain(shell.received(shell.execute(bytesOf(words))));
}

/** Runs the turn, and holds its reply against the model's. */
function take(t: Trial, shell: Shell, model: SortedModel, { words, expected }: Turn): void {
  t.did(
    "ran",
    bytesOf(words)
      .map((word) => visible(word) || '""')
      .join(" "),
  );
  t.equal(answer(shell, words), expected(model));
}

law(
  "two-structures-agree",
  "after every change, what is asked of a member and what is asked of the order agree",
  { hint: "Two structures that agree" },
  (t) =>
    t.forAll([fc.array(writes, { maxLength: 25 })], (turns) => {
      const shell = new Shell(t);
      const model = new SortedModel();
      const ask = (...words: string[]) => answer(shell, words);
      for (const turn of turns) {
        take(t, shell, model, turn);
        const entries = model.ordered;
        const members = entries.map(([member]) => member);
        t.equal(ask("ZRANGE", "z", "0", "-1", "WITHSCORES"), flat(entries, true), "the order");
        t.equal(
          [ask("ZCARD", "z"), ...members.map((member) => ask("ZSCORE", "z", member))],
          [entries.length, ...entries.map(([, score]) => scoreText(score))],
          "ZCARD, and the ZSCORE of each member in this order",
        );
        t.equal(
          members.map((member) => ask("ZRANK", "z", member)),
          [...entries.keys()],
          "the ZRANK of each member in this order",
        );
      }
    }),
);

law(
  "add",
  "ZADD answers how many members are new; with CH, how many are new or have another score",
  { hint: "What ZADD may change" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > ZADD z 1 a 2 b
      (integer) 2
      > ZADD z 1 a 3 b 4 c
      (integer) 1
      > ZADD z CH 1 a 5 b 4 c 6 d
      (integer) 2
      > ZADD z ch 7 e 8 e 8 e
      (integer) 2
      > ZADD z 7 f 8 f
      (integer) 1
      > ZRANGE z 0 -1 WITHSCORES
      1) "a"
      2) "1"
      3) "c"
      4) "4"
      5) "b"
      6) "5"
      7) "d"
      8) "6"
      9) "e"
      10) "8"
      11) "f"
      12) "8"
    `,
    );
  },
);

law(
  "add-conditions",
  "NX, XX, GT and LT say which members ZADD touches",
  { hint: "What ZADD may change" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > ZADD z 5 a
      (integer) 1
      > ZADD z NX CH 9 a 1 b
      (integer) 1
      > ZADD z XX CH 6 a 1 c
      (integer) 1
      > ZADD z GT CH 6 a 7 b 2 d
      (integer) 2
      > ZADD z GT CH 5 a 6 b
      (integer) 0
      > ZADD z LT CH 6 a 6 b 3 e
      (integer) 2
      > ZADD z xx gt Ch 9 a 1 f 5 b
      (integer) 1
      > ZADD z XX LT XX 1 a 1 g
      (integer) 0
      > ZRANGE z 0 -1 WITHSCORES
      1) "a"
      2) "1"
      3) "d"
      4) "2"
      5) "e"
      6) "3"
      7) "b"
      8) "6"
      > ZADD none XX 1 a
      (integer) 0
      > EXISTS none
      (integer) 0
      > ZADD none GT 1 a
      (integer) 1
    `,
    );
  },
);

law(
  "increment",
  "ZINCRBY and ZADD INCR add to a score, and answer the sum, or nil where a member is passed over",
  { hint: "What ZADD may change" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > ZINCRBY z 2.5 a
      "2.5"
      > ZINCRBY z -1 a
      "1.5"
      > ZINCRBY z 0 a
      "1.5"
      > ZADD z INCR 3 a
      "4.5"
      > ZADD z INCR CH 1 b
      "1"
      > ZADD z NX INCR 1 a
      (nil)
      > ZADD z NX INCR 7 c
      "7"
      > ZADD z XX INCR 1 d
      (nil)
      > ZADD none XX INCR 1 d
      (nil)
      > ZADD z GT INCR -1 a
      (nil)
      > ZADD z GT INCR 0 a
      (nil)
      > ZADD z GT INCR 1 a
      "5.5"
      > ZADD z LT INCR 1 a
      (nil)
      > ZADD z LT INCR -2 a
      "3.5"
      > ZADD z GT INCR -1 e
      "-1"
      > ZADD zero -0 a
      (integer) 1
      > ZINCRBY zero 0 a
      "0"
      > ZSCORE zero a
      "-0"
      > ZRANGE z 0 -1 WITHSCORES
      1) "e"
      2) "-1"
      3) "b"
      4) "1"
      5) "a"
      6) "3.5"
      7) "c"
      8) "7"
      > EXISTS none
      (integer) 0
    `,
    );
    shell.session.protocol = 3;
    shell.script(
      t,
      `
      > ZINCRBY z 1 a
      (double) 4.5
      > ZADD z INCR 1 a
      (double) 5.5
      > ZADD z NX INCR 1 a
      (nil)
    `,
    );
    shell.session.protocol = 2;
    t.did("ran", "ZADD z NX INCR 1 a, in RESP2");
    t.equal(answer(shell, ["ZADD", "z", "NX", "INCR", "1", "a"]), null);
  },
);

law(
  "not-a-number",
  "a sum that is not a number is an error, and the score stays",
  { hint: "What ZADD may change" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > ZADD z inf a 1 b
      (integer) 2
      > ZINCRBY z -inf a
      (error) ERR resulting score is not a number (NaN)
      > ZADD z INCR -inf a
      (error) ERR resulting score is not a number (NaN)
      > ZADD z GT INCR -inf a
      (error) ERR resulting score is not a number (NaN)
      > ZADD z NX INCR -inf a
      (nil)
      > ZINCRBY z inf a
      "inf"
      > ZRANGE z 0 -1 WITHSCORES
      1) "b"
      2) "1"
      3) "a"
      4) "inf"
      > ZINCRBY z -inf b
      "-inf"
      > ZINCRBY none -inf b
      "-inf"
      > ZADD none nan b
      (error) ERR value is not a valid float
    `,
    );
  },
);

law(
  "add-errors",
  "of several mistakes in ZADD the first is told, in the order of the docstring, and nothing is added",
  { hint: "Words before keys" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > SET text hello
      OK
      > ZADD text 1
      (error) ERR wrong number of arguments for 'zadd' command
      > ZADD text NX XX INCR
      (error) ERR syntax error
      > ZADD text NX XX 1
      (error) ERR syntax error
      > ZADD text 1 a 2
      (error) ERR syntax error
      > ZADD text 1 a NX 2 b
      (error) ERR syntax error
      > ZADD text NX XX GT x a
      (error) ERR XX and NX options at the same time are not compatible
      > ZADD text NX GT INCR x a x b
      (error) ERR GT, LT, and/or NX options at the same time are not compatible
      > ZADD text LT NX 1 a
      (error) ERR GT, LT, and/or NX options at the same time are not compatible
      > ZADD text GT LT 1 a
      (error) ERR GT, LT, and/or NX options at the same time are not compatible
      > ZADD text INCR x a 1 b
      (error) ERR INCR option supports a single increment-element pair
      > ZADD text 1 a x b
      (error) ERR value is not a valid float
      > ZADD text FOO a
      (error) ERR value is not a valid float
      > ZINCRBY text x a
      (error) ERR value is not a valid float
      > ZADD text 1 a
      (error) WRONGTYPE Operation against a key holding the wrong kind of value
      > ZADD text XX 1 a
      (error) WRONGTYPE Operation against a key holding the wrong kind of value
      > ZADD z 1 a 2 b x c
      (error) ERR value is not a valid float
      > EXISTS z
      (integer) 0
      > ZADD z 1 nx 2 xx
      (integer) 2
      > ZADD z 3 a 4 nx x b
      (error) ERR value is not a valid float
      > ZRANGE z 0 -1 WITHSCORES
      1) "nx"
      2) "1"
      3) "xx"
      4) "2"
      > ZINCRBY z NX 1
      (error) ERR syntax error
    `,
    );
  },
);

law(
  "scores-as-text",
  "a score is read as strtod does, and written in the fewest digits that read back as it",
  { hint: "What ZADD may change" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > ZADD z 0.1 a 3.0 b 1e3 c -.5 d 0x10 e 1e300 f 0.30000000000000004 g 9007199254740993 h
      (integer) 8
      > ZRANGE z 0 -1 WITHSCORES
      1) "d"
      2) "-0.5"
      3) "a"
      4) "0.1"
      5) "g"
      6) "0.30000000000000004"
      7) "b"
      8) "3"
      9) "e"
      10) "16"
      11) "c"
      12) "1000"
      13) "h"
      14) "9007199254740992"
      15) "f"
      16) "1e+300"
      > ZADD z 1,5 i
      (error) ERR value is not a valid float
      > ZADD z " 1" i
      (error) ERR value is not a valid float
      > ZADD z "" i
      (error) ERR value is not a valid float
      > ZADD z 1e400 i
      (error) ERR value is not a valid float
    `,
    );
    shell.session.protocol = 3;
    shell.script(
      t,
      `
      > ZMSCORE z a b nobody
      1) (double) 0.1
      2) (double) 3
      3) (nil)
    `,
    );
  },
);

law(
  "one-member",
  "ZSCORE, ZMSCORE, ZRANK, ZREVRANK and ZREM are about members; one that is not there is nil",
  { hint: "Two structures that agree" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > ZADD z 10 a 20 b 30 c
      (integer) 3
      > ZSCORE z b
      "20"
      > ZSCORE z B
      (nil)
      > ZMSCORE z c nobody a c
      1) "30"
      2) (nil)
      3) "10"
      4) "30"
      > ZRANK z a
      (integer) 0
      > ZRANK z c
      (integer) 2
      > ZREVRANK z a
      (integer) 2
      > ZREVRANK z c
      (integer) 0
      > ZRANK z nobody
      (nil)
      > ZREVRANK z nobody
      (nil)
      > ZREM z a nobody a c
      (integer) 2
      > ZCARD z
      (integer) 1
    `,
    );
    shell.session.protocol = 3;
    shell.script(
      t,
      `
      > ZSCORE z b
      (double) 20
      > ZSCORE z a
      (nil)
      > ZRANK z b
      (integer) 0
    `,
    );
  },
);

law(
  "range-by-rank",
  "ZRANGE by rank takes both ends in, counts negative ranks from the end, and REV from the highest",
  { hint: "From either end" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > ZADD z 1 a 2 b 3 c 4 d
      (integer) 4
      > ZRANGE z 0 1
      1) "a"
      2) "b"
      > ZRANGE z 1 1
      1) "b"
      > ZRANGE z -2 -1
      1) "c"
      2) "d"
      > ZRANGE z -100 100
      1) "a"
      2) "b"
      3) "c"
      4) "d"
      > ZRANGE z 2 1
      (empty array)
      > ZRANGE z 4 9
      (empty array)
      > ZRANGE z -9 -5
      (empty array)
      > ZRANGE z 0 1 REV
      1) "d"
      2) "c"
      > ZRANGE z -2 -1 REV
      1) "b"
      2) "a"
      > ZRANGE z -100 0 REV
      1) "d"
      > ZRANGE z -1 0 REV
      (empty array)
      > ZRANGE z -9223372036854775808 9223372036854775807 rev
      1) "d"
      2) "c"
      3) "b"
      4) "a"
    `,
    );
  },
);

law(
  "range-by-score",
  "ZRANGE BYSCORE takes bounds in, leaves them out after a parenthesis, and with REV wants the upper one first",
  { hint: "A part is two cuts" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > ZADD z 1 a 2 b 2 bb 2.5 c 3 d
      (integer) 5
      > ZRANGE z 2 3 BYSCORE
      1) "b"
      2) "bb"
      3) "c"
      4) "d"
      > ZRANGE z (2 3 BYSCORE
      1) "c"
      2) "d"
      > ZRANGE z 2 (3 BYSCORE
      1) "b"
      2) "bb"
      3) "c"
      > ZRANGE z (2 (2.5 BYSCORE
      (empty array)
      > ZRANGE z 2 (2 BYSCORE
      (empty array)
      > ZRANGE z (2 2 BYSCORE
      (empty array)
      > ZRANGE z 3 2 BYSCORE
      (empty array)
      > ZRANGE z -inf (2 BYSCORE
      1) "a"
      > ZRANGE z (2.5 +inf BYSCORE
      1) "d"
      > ZRANGE z 2.5 (-inf BYSCORE REV
      1) "c"
      2) "bb"
      3) "b"
      4) "a"
      > ZRANGE z (3 2 rev byscore
      1) "c"
      2) "bb"
      3) "b"
      > ZRANGE z 2 3 BYSCORE REV
      (empty array)
      > ZRANGE z 1.9999 2.4999 BYSCORE
      1) "b"
      2) "bb"
    `,
    );
  },
);

law(
  "range-by-member",
  "ZRANGE BYLEX compares bytes: [ takes a member in, ( leaves it out, - and + are beyond all members",
  { hint: "A part is two cuts" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > ZADD z 0 a 0 aa 0 b 0 c 0 "\\xff" 0 ""
      (integer) 6
      > ZRANGE z - + BYLEX
      1) ""
      2) "a"
      3) "aa"
      4) "b"
      5) "c"
      6) "\\xff"
      > ZRANGE z [a [b BYLEX
      1) "a"
      2) "aa"
      3) "b"
      > ZRANGE z (a (b BYLEX
      1) "aa"
      > ZRANGE z [aa (aa BYLEX
      (empty array)
      > ZRANGE z [ab [bb BYLEX
      1) "b"
      > ZRANGE z - (a BYLEX
      1) ""
      > ZRANGE z ( [a BYLEX
      1) "a"
      > ZRANGE z [ [ BYLEX
      1) ""
      > ZRANGE z (c + BYLEX
      1) "\\xff"
      > ZRANGE z + - BYLEX
      (empty array)
      > ZRANGE z + - BYLEX REV
      1) "\\xff"
      2) "c"
      3) "b"
      4) "aa"
      5) "a"
      6) ""
      > ZRANGE z (b [a REV BYLEX
      1) "aa"
      2) "a"
      > ZRANGE z - - BYLEX
      (empty array)
      > ZRANGE z + + BYLEX
      (empty array)
    `,
    );
  },
);

law(
  "limit",
  "LIMIT leaves out offset members from the end that comes first, and takes at most count of the others",
  { hint: "From either end" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > ZADD z 0 a 0 b 0 c 0 d 0 e
      (integer) 5
      > ZRANGE z 0 0 BYSCORE LIMIT 1 2
      1) "b"
      2) "c"
      > ZRANGE z 0 0 BYSCORE REV LIMIT 1 2
      1) "d"
      2) "c"
      > ZRANGE z [b + BYLEX limit 0 1
      1) "b"
      > ZRANGE z + [b BYLEX LIMIT 3 9 REV
      1) "b"
      > ZRANGE z - + BYLEX LIMIT 3 -1
      1) "d"
      2) "e"
      > ZRANGE z - + BYLEX LIMIT 3 -7
      1) "d"
      2) "e"
      > ZRANGE z - + BYLEX LIMIT 1 0
      (empty array)
      > ZRANGE z - + BYLEX LIMIT 5 1
      (empty array)
      > ZRANGE z - + BYLEX LIMIT -1 2
      (empty array)
      > ZRANGE z - + BYLEX LIMIT 9223372036854775807 9223372036854775807
      (empty array)
      > ZRANGE z - + BYLEX LIMIT 0 9 LIMIT 1 1
      1) "b"
      > ZRANGE z 0 1 LIMIT 1 -1
      1) "a"
      2) "b"
    `,
    );
  },
);

law(
  "range-errors",
  "what is wrong with the words of a range is told in the order of the docstring, before the key is looked at",
  { hint: "Words before keys" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > SET text hello
      OK
      > ZRANGE text x y FOO
      (error) ERR syntax error
      > ZRANGE text x y BYSCORE LIMIT 1
      (error) ERR syntax error
      > ZRANGE text x y BYSCORE LIMIT a 1 FOO
      (error) ERR value is not an integer or out of range
      > ZRANGE text x y BYSCORE LIMIT 1 1.0
      (error) ERR value is not an integer or out of range
      > ZRANGE text x y BYSCORE BYLEX
      (error) ERR syntax error
      > ZRANGE text x y BYSCORE BYSCORE
      (error) ERR syntax error
      > ZRANGE text x y REV REV
      (error) ERR syntax error
      > ZRANGE text x y LIMIT 0 0
      (error) ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX
      > ZRANGE text x y WITHSCORES LIMIT 0 0 BYLEX
      (error) ERR syntax error, WITHSCORES not supported in combination with BYLEX
      > ZRANGE text 0 y
      (error) ERR value is not an integer or out of range
      > ZRANGE text 0 9223372036854775808
      (error) ERR value is not an integer or out of range
      > ZRANGE text +1 2
      (error) ERR value is not an integer or out of range
      > ZRANGE text 1 y BYSCORE
      (error) ERR min or max is not a float
      > ZRANGE text (x 1 BYSCORE
      (error) ERR min or max is not a float
      > ZRANGE text ((1 2 BYSCORE
      (error) ERR min or max is not a float
      > ZRANGE text [1 2 BYSCORE
      (error) ERR min or max is not a float
      > ZRANGE text nan 2 BYSCORE
      (error) ERR min or max is not a float
      > ZRANGE text [a b BYLEX
      (error) ERR min or max not valid string range item
      > ZRANGE text "" [b BYLEX
      (error) ERR min or max not valid string range item
      > ZRANGE text -a + BYLEX
      (error) ERR min or max not valid string range item
      > ZRANGE text - +a BYLEX
      (error) ERR min or max not valid string range item
      > ZCOUNT text x 1
      (error) ERR min or max is not a float
      > ZLEXCOUNT text x [b
      (error) ERR min or max not valid string range item
      > ZREMRANGEBYRANK text x 1
      (error) ERR value is not an integer or out of range
      > ZREMRANGEBYSCORE text 1 x
      (error) ERR min or max is not a float
      > ZREMRANGEBYLEX text [a x
      (error) ERR min or max not valid string range item
      > ZCOUNT none x 1
      (error) ERR min or max is not a float
    `,
    );
  },
);

law(
  "older-names",
  "ZREVRANGE, Z(REV)RANGEBYSCORE and Z(REV)RANGEBYLEX are ZRANGE with options that they no longer take",
  { hint: "Words before keys" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > ZADD z 0 a 0 b 0 c 0 d
      (integer) 4
      > ZREVRANGE z 0 1
      1) "d"
      2) "c"
      > ZREVRANGE z 0 0 WITHSCORES
      1) "d"
      2) "0"
      > ZRANGEBYSCORE z -1 (1 LIMIT 1 2
      1) "b"
      2) "c"
      > ZREVRANGEBYSCORE z 1 -1 WITHSCORES LIMIT 1 1
      1) "c"
      2) "0"
      > ZRANGEBYLEX z (a [c
      1) "b"
      2) "c"
      > ZREVRANGEBYLEX z [c (a LIMIT 1 1
      1) "b"
      > ZREVRANGEBYSCORE z -1 1
      (empty array)
      > ZREVRANGE z 0 1 REV
      (error) ERR syntax error
      > ZREVRANGE z 0 1 BYSCORE
      (error) ERR syntax error
      > ZREVRANGE z 0 1 LIMIT 0 1
      (error) ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX
      > ZRANGEBYSCORE z 0 1 BYSCORE
      (error) ERR syntax error
      > ZRANGEBYSCORE z 0 1 REV
      (error) ERR syntax error
      > ZREVRANGEBYSCORE z x 1
      (error) ERR min or max is not a float
      > ZRANGEBYLEX z [a [b BYLEX
      (error) ERR syntax error
      > ZRANGEBYLEX z [a [b WITHSCORES
      (error) ERR syntax error, WITHSCORES not supported in combination with BYLEX
      > ZREVRANGEBYLEX z a [b
      (error) ERR min or max not valid string range item
      > ZREVRANGEBYLEX none a [b
      (error) ERR min or max not valid string range item
    `,
    );
  },
);

law(
  "with-scores",
  "WITHSCORES puts each score behind its member in RESP2, and both in a pair of their own in RESP3",
  { hint: "Pairs and doubles" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > ZADD z 1 a 2.5 b
      (integer) 2
      > ZRANGE z 0 -1 WITHSCORES withscores
      1) "a"
      2) "1"
      3) "b"
      4) "2.5"
    `,
    );
    shell.session.protocol = 3;
    t.did("said", "HELLO 3");
    shell.script(
      t,
      `
      > ZRANGE z 0 -1 WITHSCORES
      1) 1) "a"
      2) (double) 1
      2) 1) "b"
      2) (double) 2.5
      > ZRANGE z 0 -1
      1) "a"
      2) "b"
      > ZREVRANGEBYSCORE z inf 2 WITHSCORES
      1) 1) "b"
      2) (double) 2.5
      > ZRANGEBYSCORE z 7 8 WITHSCORES
      (empty array)
    `,
    );
  },
);

law(
  "counts",
  "ZCOUNT and ZLEXCOUNT answer how many members a range would have",
  { hint: "A part is two cuts" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > ZADD z 1 a 2 b 3 c
      (integer) 3
      > ZCOUNT z -inf +inf
      (integer) 3
      > ZCOUNT z (1 3
      (integer) 2
      > ZCOUNT z (1 (3
      (integer) 1
      > ZCOUNT z 3 1
      (integer) 0
      > ZCOUNT z 4 9
      (integer) 0
      > ZADD names 0 ann 0 joe 0 kim
      (integer) 3
      > ZLEXCOUNT names - +
      (integer) 3
      > ZLEXCOUNT names [b [kim
      (integer) 2
      > ZLEXCOUNT names (ann (kim
      (integer) 1
      > ZLEXCOUNT names + -
      (integer) 0
    `,
    );
  },
);

law(
  "pop",
  "ZPOPMIN and ZPOPMAX take members away from an end, and answer them with their scores",
  { hint: "Taking away" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > ZADD z 1 a 2 b 3 c 3 d 4 e 5 f 6 g
      (integer) 7
      > ZPOPMIN z
      1) "a"
      2) "1"
      > ZPOPMAX z 2
      1) "g"
      2) "6"
      3) "f"
      4) "5"
      > ZPOPMIN z 0
      (empty array)
      > ZPOPMAX z
      1) "e"
      2) "4"
      > ZCARD z
      (integer) 3
      > ZPOPMAX z 1000
      1) "d"
      2) "3"
      3) "c"
      4) "3"
      5) "b"
      6) "2"
      > EXISTS z
      (integer) 0
      > ZPOPMIN z
      (empty array)
      > ZPOPMIN z 5
      (empty array)
      > ZADD z 1 a 2 b
      (integer) 2
      > ZPOPMIN z 9223372036854775807
      1) "a"
      2) "1"
      3) "b"
      4) "2"
      > SET text hello
      OK
      > ZPOPMIN text 1 2
      (error) ERR syntax error
      > ZPOPMAX text -1
      (error) ERR value is out of range, must be positive
      > ZPOPMIN text x
      (error) ERR value is out of range, must be positive
      > ZPOPMIN text 0
      (error) WRONGTYPE Operation against a key holding the wrong kind of value
      > ZPOPMAX none x
      (error) ERR value is out of range, must be positive
    `,
    );
  },
);

law(
  "pop-in-pairs",
  "in RESP3 what was popped comes in pairs if a count was given, and else as one member and its score",
  { hint: "Pairs and doubles" },
  (t) => {
    const shell = new Shell(t);
    shell.session.protocol = 3;
    t.did("said", "HELLO 3");
    shell.script(
      t,
      `
      > ZADD z 1 a 2 b 3 c 4 d
      (integer) 4
      > ZPOPMIN z
      1) "a"
      2) (double) 1
      > ZPOPMIN z 1
      1) 1) "b"
      2) (double) 2
      > ZPOPMAX z 5
      1) 1) "d"
      2) (double) 4
      2) 1) "c"
      2) (double) 3
      > ZPOPMAX z
      (empty array)
      > ZPOPMAX z 1
      (empty array)
    `,
    );
  },
);

law(
  "remove-ranges",
  "ZREMRANGEBYRANK, BYSCORE and BYLEX remove exactly what a range would list, and answer how many",
  { hint: "Taking away" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > ZADD z 1 a 2 b 3 c 4 d 5 e 6 f
      (integer) 6
      > ZREMRANGEBYRANK z 1 2
      (integer) 2
      > ZREMRANGEBYRANK z -1 -1
      (integer) 1
      > ZREMRANGEBYRANK z 2 1
      (integer) 0
      > ZRANGE z 0 -1
      1) "a"
      2) "d"
      3) "e"
      > ZREMRANGEBYSCORE z (1 4
      (integer) 1
      > ZREMRANGEBYSCORE z 7 inf
      (integer) 0
      > ZRANGE z 0 -1
      1) "a"
      2) "e"
      > ZREMRANGEBYSCORE z -inf inf
      (integer) 2
      > EXISTS z
      (integer) 0
      > ZADD z 0 a 0 b 0 c 0 d
      (integer) 4
      > ZREMRANGEBYLEX z (a [c
      (integer) 2
      > ZREMRANGEBYLEX z - +
      (integer) 2
      > EXISTS z
      (integer) 0
    `,
    );
  },
);

law(
  "never-empty",
  "the command that takes the last member removes the key",
  { hint: "Taking away" },
  (t) => {
    for (const last of [
      "ZREM z a b",
      "ZPOPMIN z 2",
      "ZPOPMAX z 9",
      "ZREMRANGEBYRANK z 0 -1",
      "ZREMRANGEBYSCORE z 1 1",
      "ZREMRANGEBYLEX z - +",
    ]) {
      const shell = new Shell(t);
      t.given("ran", "ZADD z 1 a 1 b");
      shell.ask("ZADD z 1 a 1 b");
      shell.script(t, `> PEXPIRE z 100000\n(integer) 1`);
      t.did("ran", last);
      shell.ask(last);
      shell.script(
        t,
        `
        > EXISTS z
        (integer) 0
        > TYPE z
        none
        > DBSIZE
        (integer) 0
        > RPUSH z x
        (integer) 1
      `,
      );
    }
  },
);

const WORDS_AFTER_THE_KEY: readonly (readonly [name: string, rest: string, withoutKey: string])[] =
  [
    ["ZREM", "a", "(integer) 0"],
    ["ZCARD", "", "(integer) 0"],
    ["ZSCORE", "a", "(nil)"],
    ["ZMSCORE", "a b", "1) (nil)\n2) (nil)"],
    ["ZRANK", "a", "(nil)"],
    ["ZREVRANK", "a", "(nil)"],
    ["ZRANGE", "0 -1", "(empty array)"],
    ["ZRANGE", "0 -1 WITHSCORES", "(empty array)"],
    ["ZRANGE", "0 1 BYSCORE LIMIT 0 1", "(empty array)"],
    ["ZRANGE", "- + BYLEX", "(empty array)"],
    ["ZREVRANGE", "0 -1", "(empty array)"],
    ["ZRANGEBYSCORE", "0 1", "(empty array)"],
    ["ZREVRANGEBYSCORE", "1 0", "(empty array)"],
    ["ZRANGEBYLEX", "- +", "(empty array)"],
    ["ZREVRANGEBYLEX", "+ -", "(empty array)"],
    ["ZCOUNT", "0 1", "(integer) 0"],
    ["ZLEXCOUNT", "- +", "(integer) 0"],
    ["ZPOPMIN", "", "(empty array)"],
    ["ZPOPMAX", "2", "(empty array)"],
    ["ZREMRANGEBYRANK", "0 -1", "(integer) 0"],
    ["ZREMRANGEBYSCORE", "0 1", "(integer) 0"],
    ["ZREMRANGEBYLEX", "- +", "(integer) 0"],
    ["ZSCAN", "0", '1) "0"\n2) (empty array)'],
  ];

law(
  "no-key",
  "a key that is not there is an empty sorted set, and asking does not make one",
  { hint: "Taking away" },
  (t) => {
    const shell = new Shell(t);
    for (const [name, rest, withoutKey] of WORDS_AFTER_THE_KEY) {
      shell.script(t, `> ${name} none ${rest}\n${withoutKey}`);
    }
    t.equal(shell.ask("DBSIZE"), "(integer) 0", "DBSIZE");
    t.equal(shell.keyspace.changes, 0, "keyspace.changes");
  },
);

law(
  "wrong-type",
  "a command for sorted sets refuses what is none, and other commands refuse a sorted set",
  { hint: "Words before keys" },
  (t) => {
    const shell = new Shell(t);
    const wrong = "(error) WRONGTYPE Operation against a key holding the wrong kind of value";
    shell.script(t, "> RPUSH list a\n(integer) 1\n> ZADD z 1 a\n(integer) 1\n> TYPE z\nzset");
    for (const [name, rest] of WORDS_AFTER_THE_KEY) {
      shell.script(t, `> ${name} list ${rest}\n${wrong}`);
    }
    for (const line of ["ZADD list 1 a", "ZINCRBY list 1 a", "GET z", "LPUSH z a", "HGET z a"]) {
      shell.script(t, `> ${line}\n${wrong}`);
    }
    t.equal(shell.keyspace.changes, 2, "keyspace.changes");
  },
);

law(
  "arguments",
  "each command counts its words before anything else",
  { hint: "Words before keys" },
  (t) => {
    const shell = new Shell(t);
    shell.script(t, "> ZADD z 1 a\n(integer) 1");
    for (const line of [
      ...["ZADD z", "ZADD z 1", "ZINCRBY z 1", "ZINCRBY z 1 a 2", "ZREM z", "ZCARD", "ZCARD z y"],
      ...["ZSCORE z", "ZSCORE z a b", "ZMSCORE z", "ZRANK z", "ZRANK z a b", "ZREVRANK z"],
      ...["ZRANGE z 0", "ZREVRANGE z 0", "ZRANGEBYSCORE z 0", "ZREVRANGEBYSCORE z 0"],
      ...["ZRANGEBYLEX z -", "ZREVRANGEBYLEX z +", "ZCOUNT z 0", "ZCOUNT z 0 1 2"],
      ...["ZLEXCOUNT z -", "ZLEXCOUNT z - + x", "ZPOPMIN", "ZPOPMAX", "ZREMRANGEBYRANK z 0"],
      ...["ZREMRANGEBYSCORE z 0 1 2", "ZREMRANGEBYLEX z -", "ZSCAN z"],
    ]) {
      const name = line.split(" ")[0]?.toLowerCase();
      shell.script(t, `> ${line}\n(error) ERR wrong number of arguments for '${name}' command`);
    }
  },
);

/** One call of ZSCAN: the next cursor, and members with their scores. */
function scanned(t: Trial, shell: Shell, ...words: string[]): [string, Map<string, string>] {
  t.did("ran", ["ZSCAN", "z", ...words].join(" "));
  const [cursor, items] = answer(shell, ["ZSCAN", "z", ...words]) as [string, string[]];
  const found = new Map<string, string>();
  for (let i = 0; i < items.length; i += 2) found.set(items[i] ?? "", items[i + 1] ?? "");
  return [cursor, found];
}

/** Members with their scores as texts: member:0 to member:299, each with half its number, and two infinite ones. */
function manyMembers(t: Trial, shell: Shell): Map<string, string> {
  const scores = new Map<string, string>([
    ["highest", "inf"],
    ["lowest", "-inf"],
  ]);
  for (let i = 0; i < 300; i++) scores.set(`member:${i}`, String(i / 2));
  t.did("added", "302 members: highest with inf, lowest with -inf, member:0 with 0 to member:299");
  const words = [...scores].flatMap(([member, score]) => [score, member]);
  shell.execute(bytesOf(["ZADD", "z", ...words]));
  return scores;
}

law(
  "scan",
  "ZSCAN finds every member with its score, a part at each call, as MATCH and COUNT say",
  { hint: "ZSCAN" },
  (t) => {
    const shell = new Shell(t);
    const scores = manyMembers(t, shell);
    const patterns: [string, RegExp][] = [
      ["*", /./],
      ["*:1?", /:1.$/],
      ["nothing", /^nothing$/],
    ];
    for (const protocol of [2, 3] as const) {
      shell.session.protocol = protocol;
      for (const [pattern, meaning] of patterns) {
        const all = new Map<string, string>();
        let cursor = "0";
        let calls = 0;
        do {
          const [next, found] = scanned(t, shell, cursor, "MATCH", pattern, "COUNT", "20");
          t.atMost(found.size, scores.size / 2, "members in one call with COUNT 20");
          for (const [member, score] of found) all.set(member, score);
          cursor = next;
          calls += 1;
        } while (cursor !== "0" && calls < 100);
        t.equal(cursor, "0", "the cursor after 100 calls");
        const expected = [...scores].filter(([member]) => meaning.test(member));
        t.equal([...all].sort(), expected.sort(), "what was found");
      }
    }
  },
);

law(
  "scan-misses-nothing",
  "ZSCAN finds every member that is there all the time, whatever is removed and moved between two calls",
  { hint: "ZSCAN" },
  (t) => {
    const shell = new Shell(t);
    const missing = new Set(manyMembers(t, shell).keys());
    let cursor = "0";
    let calls = 0;
    do {
      const [next, found] = scanned(t, shell, cursor);
      for (const member of found.keys()) {
        missing.delete(member);
        const line = calls % 2 === 0 ? ["ZREM", "z", member] : ["ZINCRBY", "z", "1000", member];
        answer(shell, line);
      }
      t.did("ran", `${calls % 2 === 0 ? "ZREM z" : "ZINCRBY z 1000"}, for each that was found`);
      cursor = next;
      calls += 1;
    } while (cursor !== "0" && calls < 1000);
    t.equal([...missing], [], "members that were not found");
  },
);

law(
  "scan-errors",
  "ZSCAN reads its cursor before it looks for the key, and its options after it",
  { hint: "ZSCAN" },
  (t) => {
    new Shell(t).script(
      t,
      `
      > ZADD z 1.5 a
      (integer) 1
      > SET text hello
      OK
      > ZSCAN z 0
      1) "0"
      2) 1) "a"
      2) "1.5"
      > ZSCAN z x
      (error) ERR invalid cursor
      > ZSCAN none x
      (error) ERR invalid cursor
      > ZSCAN text x
      (error) ERR invalid cursor
      > ZSCAN z 0 COUNT 0
      (error) ERR syntax error
      > ZSCAN z 0 COUNT x
      (error) ERR value is not an integer or out of range
      > ZSCAN z 0 TYPE zset
      (error) ERR syntax error
      > ZSCAN text 0 FOO
      (error) WRONGTYPE Operation against a key holding the wrong kind of value
      > ZSCAN none 0 FOO
      1) "0"
      2) (empty array)
    `,
    );
  },
);

law(
  "changes",
  "keyspace.changes grows if a command changed something, by one for each member, and else it stays",
  { hint: "Taking away" },
  (t) => {
    const shell = new Shell(t);
    for (const [line, count] of [
      ["ZADD z 1 a 2 b 3 c", 3],
      ["ZADD z 1 a 2 b", 0],
      ["ZADD z 1 a 5 b 6 d", 2],
      ["ZADD z NX 9 a", 0],
      ["ZADD z XX 9 q", 0],
      ["ZADD none XX 9 q", 0],
      ["ZADD z GT 0 a 1 b", 0],
      ["ZADD z LT 9 a", 0],
      ["ZADD z x a", 0],
      ["ZADD z INCR 1 a", 1],
      ["ZADD z INCR 0 a", 0],
      ["ZADD z XX INCR 1 q", 0],
      ["ZINCRBY z 0 a", 0],
      ["ZINCRBY z 1 e", 1],
      ["ZADD w 7 a", 1],
      ["ZREM z q", 0],
      ["ZREM z e q e", 1],
      ["ZPOPMIN z", 1],
      ["ZPOPMIN z 0", 0],
      ["ZPOPMAX z 2", 2],
      ["ZPOPMAX none", 0],
      ["ZRANGE z 0 -1", 0],
      ["ZREMRANGEBYRANK z 5 9", 0],
      ["ZREMRANGEBYSCORE z 100 200", 0],
      ["ZREMRANGEBYLEX z (z +", 0],
      ["ZREMRANGEBYRANK z 0 -1", 1],
      ["ZREMRANGEBYSCORE w 7 7", 1],
      ["ZADD w inf a", 1],
      ["ZINCRBY w -inf a", 0],
      ["ZREMRANGEBYLEX w - +", 1],
    ] as const) {
      const before = shell.keyspace.changes;
      t.did("ran", line);
      shell.ask(line);
      t.equal(shell.keyspace.changes - before, count, "by how much keyspace.changes grew");
    }
  },
);

law(
  "deadlines-stay",
  "a change to a sorted set leaves its deadline as it is, and one that is dead is begun anew",
  { hint: "Taking away" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > ZADD z 1 a
      (integer) 1
      > PEXPIRE z 1000
      (integer) 1
      > ZADD z 2 b 3 a
      (integer) 1
      > ZINCRBY z 1 b
      "3"
      > ZREM z a
      (integer) 1
      > PTTL z
      (integer) 1000
    `,
    );
    shell.clock.advance(1001);
    t.did("passed", "1,001 ms");
    shell.script(
      t,
      `
      > ZINCRBY z 5 b
      "5"
      > PTTL z
      (integer) -1
      > ZCARD z
      (integer) 1
    `,
    );
  },
);

law(
  "any-commands",
  "any commands on a sorted set answer as they would of a list that is sorted anew each time",
  { hint: "A part is two cuts" },
  (t) =>
    t.forAll(
      [
        fc.array(fc.oneof({ arbitrary: writes, weight: 1 }, { arbitrary: reads, weight: 2 }), {
          maxLength: 40,
        }),
      ],
      (turns) => {
        const shell = new Shell(t);
        const model = new SortedModel();
        for (const turn of turns) take(t, shell, model, turn);
      },
    ),
);

law(
  "any-members",
  "any commands by member answer as they would of a list that is sorted anew each time",
  { hint: "A part is two cuts" },
  (t) =>
    t.forAll([fc.array(memberTurns, { maxLength: 30 })], (turns) => {
      const shell = new Shell(t);
      const model = new SortedModel();
      for (const turn of turns) take(t, shell, model, turn);
    }),
);

law(
  "parts-cost-little",
  "to count a part, or to begin anywhere in it, nobody passes all that is before or inside",
  { hint: "A part is two cuts" },
  (t) => {
    const size = 2 ** 16;
    const shell = new Shell(t);
    const set = new CountedSortedSet(seededRandom(t.seed));
    const text = (rank: number) => String(rank).padStart(5, "0");
    for (const member of bytesOf(Array.from({ length: size }, (_, rank) => text(rank)))) {
      set.set(member, 0);
    }
    for (const key of bytesOf(["z"])) shell.keyspace.put(key, set);
    t.did("made", `a sorted set z of ${size} members, 00000 to ${size - 1}, all with the score 0`);
    for (const [line, expected] of [
      ["ZCOUNT z 0 0", size],
      ["ZLEXCOUNT z - +", size],
      [`ZRANK z ${text(size - 1)}`, size - 1],
      [`ZRANGE z 0 0 BYSCORE LIMIT ${size - 1} 1`, [text(size - 1)]],
    ] as const) {
      t.did("ran", line);
      const words = bytesOf(line.split(" "));
      set.passed = 0;
      t.equal(answer(shell, line.split(" ")), expected);
      t.atMost(set.passed, MOVES, "members passed or compared");
      t.did("ran", `${line}, five thousand times`);
      for (let i = 0; i < 5_000; i++) shell.execute(words);
    }
  },
);
