/**
 * Step 2, steps/02-skip-list.md: by example, against a sorted array, and by counting comparisons.
 */
import { SkipList } from "@labs/db-05";
import { step, type Trial } from "@labs/grader/testing";
import { type Random, seededRandom } from "@labs/machine";
import fc from "fast-check";
import { isBug, isNowhere, type Move, moves, walks } from "./walks.ts";

const law = step("skip-list");

const rising = (a: number, b: number): number => a - b;
/** Seldom more than 20 of a hundred numbers, each once. */
const numbers = fc.uniqueArray(fc.nat({ max: 100 }), { maxLength: 20 });

function listOf(keys: readonly number[], random: Random): SkipList<number> {
  const list = new SkipList(rising, random);
  for (const key of keys) list.insert(key);
  return list;
}

/** Draws always the same share of what there is. */
const always = (share: number): Random => ({
  next: () => share,
  below: (bound) => Math.floor(share * bound),
});

/** What a cursor comes past, from the first to the last. */
function forwards<Key>(list: SkipList<Key>): Key[] {
  const all: Key[] = [];
  const cursor = list.cursor();
  for (cursor.seekToFirst(); cursor.isValid; cursor.next()) all.push(cursor.key);
  return all;
}

function backwards<Key>(list: SkipList<Key>): Key[] {
  const all: Key[] = [];
  const cursor = list.cursor();
  for (cursor.seekToLast(); cursor.isValid; cursor.prev()) all.push(cursor.key);
  return all;
}

/** Holds that a cursor of `list` makes these moves as it would over `keys`. */
function walksOver(
  t: Trial,
  list: SkipList<number>,
  keys: readonly number[],
  all: readonly Move<number>[],
): number {
  const cursor = list.cursor();
  return walks(t, cursor, all, {
    items: keys.toSorted(rising),
    isBefore: (key, target) => key < target,
    holdsAt: (key) => t.equal(cursor.key, key, "key"),
    targetText: String,
  });
}

law("in-order", "keys that come in any order stand in order", { hint: "A chain in order" }, (t) => {
  const list = listOf([30, 7, 41, 25, 12, 38], seededRandom(t.seed));
  t.did("inserted", "30, 7, 41, 25, 12, 38");
  t.equal(list.length, 6, "length");
  t.equal(forwards(list), [7, 12, 25, 30, 38, 41], "from the first to the last");
  t.equal(backwards(list), [41, 38, 30, 25, 12, 7], "from the last to the first");
});

law(
  "seek",
  "a seek comes to the key, or to the first behind where it would stand",
  { hint: "A chain in order" },
  (t) => {
    const cursor = listOf([10, 20, 30], seededRandom(t.seed)).cursor();
    const cases = [
      [5, 10],
      [10, 10],
      [11, 20],
      [20, 20],
      [29, 30],
      [30, 30],
    ] as const;
    for (const [target, key] of cases) {
      t.given("sought", `${target} among 10, 20, 30`);
      cursor.seek(target);
      t.equal(cursor.isValid, true, "isValid");
      t.equal(cursor.key, key, "key");
    }
    t.given("sought", "31 among 10, 20, 30");
    cursor.seek(31);
    t.equal(cursor.isValid, false, "isValid");
  },
);

law("empty", "in an empty list there is no place to stand", { hint: "Both ends" }, (t) => {
  const list = listOf([], seededRandom(t.seed));
  t.equal(list.length, 0, "length");
  const cursor = list.cursor();
  isNowhere(t, "nowhere yet", cursor);
  cursor.seekToFirst();
  isNowhere(t, "at the first of none", cursor);
  cursor.seekToLast();
  isNowhere(t, "at the last of none", cursor);
  cursor.seek(1);
  isNowhere(t, "where 1 would be", cursor);
});

law(
  "both-ends",
  "behind the last and before the first a cursor is not valid, until it seeks again",
  { hint: "Both ends" },
  (t) => {
    const cursor = listOf([10, 20], seededRandom(t.seed)).cursor();
    isNowhere(t, "nowhere yet", cursor);
    cursor.seekToLast();
    cursor.next();
    isNowhere(t, "behind the last", cursor);
    cursor.seekToFirst();
    t.equal(cursor.key, 10, "key, after seekToFirst");
    cursor.prev();
    isNowhere(t, "before the first", cursor);
    cursor.seek(15);
    t.equal(cursor.key, 20, "key, after seek(15)");
  },
);

law(
  "any-walk",
  "whatever was inserted, every walk goes as over a sorted array, both ways and turning anywhere",
  { hint: "A step back" },
  async (t) => {
    let made = 0;
    await t.forAll([numbers, moves(fc.nat({ max: 101 })), fc.nat()], (keys, all, seed) => {
      t.did("inserted", keys.join(", "));
      made += walksOver(t, listOf(keys, seededRandom(seed)), keys, all);
    });
    t.floor("moves", made, 1000);
  },
);

law(
  "a-thousand",
  "a thousand keys stand in order, in whatever order they came, and each is found",
  { hint: "A chain in order" },
  (t) => {
    const random = seededRandom(t.seed);
    const all = Array.from({ length: 1000 }, (_, i) => i);
    const orders: readonly (readonly [string, readonly number[]])[] = [
      ["rising", all],
      ["falling", all.toReversed()],
      ["in no order", all.toSorted((a, b) => ((a * 619) % 1000) - ((b * 619) % 1000))],
    ];
    for (const [how, keys] of orders) {
      t.given("inserted", `0 to 999, ${how}`);
      const list = listOf(keys, random);
      t.equal(list.length, 1000, "length");
      t.equal(forwards(list), all, "from the first to the last");
      t.equal(backwards(list), all.toReversed(), "from the last to the first");
      const cursor = list.cursor();
      const missed = all.filter((key) => {
        cursor.seek(key);
        return !cursor.isValid || cursor.key !== key;
      });
      t.equal(missed, [], "keys that a seek did not come to");
    }
  },
);

law(
  "equal-keys",
  "a key that is there already is a bug, wherever it stands",
  { hint: "A key that is there" },
  (t) => {
    for (const key of [10, 20, 30]) {
      const list = listOf([20, 10, 30], seededRandom(t.seed));
      isBug(t, `inserted 10, 20, 30, and ${key} again`, () => list.insert(key));
    }
  },
);

law(
  "whatever-is-drawn",
  "every answer is right whatever the generator draws, also if it is always the same",
  { hint: "How high a tower is" },
  async (t) => {
    const shares = fc.constantFrom(0, 0.2, 0.3, 0.5, 0.99);
    await t.forAll([shares, numbers, moves(fc.nat({ max: 101 }))], (share, keys, all) => {
      t.did("drew", `always ${share} of what there is`);
      t.did("inserted", keys.join(", "));
      walksOver(t, listOf(keys, always(share)), keys, all);
    });
  },
);

law(
  "other-orders",
  "keys may be anything, and the order is what compare says",
  { hint: "A chain in order" },
  (t) => {
    type Word = { readonly text: string };
    const byLength = new SkipList<Word>((a, b) => b.text.length - a.text.length, seededRandom(1));
    const words = ["fig", "banana", "", "pear"].map((text) => ({ text }));
    for (const word of words) byLength.insert(word);
    t.did("inserted", "objects, the longest text first");
    const [fig, banana, none, pear] = words;
    t.equal(forwards(byLength), [banana, pear, fig, none], "from the first to the last");
    t.holds(forwards(byLength)[0] === banana, "the list gives a copy of the key");
    const signs = new SkipList<number>((a, b) => Math.sign(a - b) * 1e9, seededRandom(1));
    for (const key of [0, -1, 1]) signs.insert(key);
    t.given("inserted", "0, -1 and 1, compared by ±1,000,000,000");
    t.equal(forwards(signs), [-1, 0, 1], "from the first to the last");
    for (const scale of [0.001, 2 ** 32]) {
      const scaled = new SkipList<number>((a, b) => (a - b) * scale, seededRandom(1));
      for (const key of [0, -1, 2, 1]) scaled.insert(key);
      t.given("inserted", `0, -1, 2 and 1, compared by their difference times ${scale}`);
      t.equal(forwards(scaled), [-1, 0, 1, 2], "from the first to the last");
    }
  },
);

law(
  "while-others-insert",
  "a cursor stays where it is while keys are inserted, and comes past them before and behind it",
  { hint: "A place that stays" },
  async (t) => {
    await t.forAll([numbers, numbers, fc.nat({ max: 19 }), fc.nat()], (some, more, at, seed) => {
      const late = more.filter((key) => !some.includes(key));
      const list = listOf(some, seededRandom(seed));
      const key = some.toSorted(rising)[at];
      if (key === undefined) return;
      const [ahead, back] = [list.cursor(), list.cursor()];
      ahead.seek(key);
      back.seek(key);
      for (const each of late) list.insert(each);
      t.did("inserted", some.join(", "));
      t.did("sought", key);
      t.did("inserted", late.join(", "));
      t.equal([ahead.isValid, ahead.key], [true, key], "the key that it stands at");
      const all = [...some, ...late].toSorted(rising);
      const behind: number[] = [];
      for (ahead.next(); ahead.isValid; ahead.next()) behind.push(ahead.key);
      const before: number[] = [];
      for (back.prev(); back.isValid; back.prev()) before.push(back.key);
      t.equal(
        behind,
        all.filter((each) => each > key),
        "what is behind it",
      );
      t.equal(
        before.toReversed(),
        all.filter((each) => each < key),
        "what is before it",
      );
    });
  },
);

law(
  "between-two-steps",
  "what is inserted between two steps is come past, and a cursor behind the last key stays nowhere",
  { hint: "A place that stays" },
  (t) => {
    const list = listOf([10, 20, 30], seededRandom(t.seed));
    const cursor = list.cursor();
    cursor.seek(10);
    cursor.next();
    list.insert(15);
    cursor.prev();
    t.did("went", "from 10 to 20, where 15 was inserted then, and back");
    t.equal(cursor.key, 15, "key");
    cursor.seek(20);
    cursor.prev();
    list.insert(17);
    cursor.next();
    t.given("went", "from 20 to 15, behind which 17 was inserted then, and on");
    t.equal(cursor.key, 17, "key");
    cursor.seekToLast();
    cursor.next();
    list.insert(40);
    t.given("went", "behind the last key, behind which 40 was inserted then");
    t.equal(cursor.isValid, false, "isValid");
  },
);

law(
  "a-place-in-a-growing-list",
  "a cursor keeps its place while ten thousand keys are inserted",
  { hint: "A place that stays" },
  (t) => {
    const list = listOf([500.5], seededRandom(t.seed));
    const cursor = list.cursor();
    cursor.seekToFirst();
    for (let i = 0; i < 10_000; i++) list.insert((i * 7919) % 10_007);
    t.did("inserted", "500.5, sought it, and inserted 10,000 others");
    t.equal(cursor.key, 500.5, "the key that it stands at");
    cursor.next();
    t.equal(cursor.key, forwards(list)[forwards(list).indexOf(500.5) + 1], "the key behind it");
  },
);

/** How many comparisons `work` makes on average over `times` calls. */
class Counted {
  comparisons = 0;
  readonly list: SkipList<number>;

  constructor(seed: number) {
    const compare = (a: number, b: number) => {
      this.comparisons += 1;
      return a - b;
    };
    this.list = new SkipList(compare, seededRandom(seed));
  }

  mean(times: number, work: (i: number) => void): number {
    const before = this.comparisons;
    for (let i = 0; i < times; i++) work(i);
    return Math.ceil((this.comparisons - before) / times);
  }
}

/** 3 log2(n) + 6. */
const bound = (count: number): number => Math.floor(3 * Math.log2(count) + 6);

law(
  "few-comparisons",
  "of n keys an insert, a seek and a step back cost at most 3 log2(n) + 6 comparisons on average",
  { hint: "How high a tower is" },
  (t) => {
    const orders: readonly (readonly [string, (i: number) => number])[] = [
      ["in no order", (i) => (i * 7919) % 20_011],
      ["rising", (i) => i],
      ["falling", (i) => -i],
    ];
    for (const [how, keyOf] of orders) {
      for (const count of [100, 20_000]) {
        const counted = new Counted(t.seed);
        const { list } = counted;
        t.given("inserted", `${count.toLocaleString("en")} keys, ${how}`);
        const last = counted.mean(count, (i) => list.insert(keyOf(i)));
        t.atMost(last, bound(count), "comparisons an insert");
        const cursor = list.cursor();
        const seeks = counted.mean(2000, (i) => cursor.seek(keyOf((i * 31) % count)));
        t.atMost(seeks, bound(count), "comparisons a seek");
        cursor.seekToLast();
        const steps = counted.mean(Math.min(2000, count), () => cursor.prev());
        t.atMost(steps, bound(count), "comparisons a step back");
      }
    }
  },
);

law(
  "free-steps",
  "a step forwards, and a seek to either end, cost no comparison",
  { hint: "Both ends" },
  (t) => {
    const counted = new Counted(t.seed);
    const { list } = counted;
    for (let i = 0; i < 1000; i++) list.insert(i);
    const { comparisons } = counted;
    const cursor = list.cursor();
    cursor.seekToLast();
    for (cursor.seekToFirst(); cursor.isValid; cursor.next());
    t.did("walked", "over 1,000 keys, from the first to behind the last");
    t.equal(counted.comparisons - comparisons, 0, "comparisons");
  },
);

law(
  "walk-back",
  "over two hundred thousand keys no step back, and no look at memoryBytes, goes over the whole list",
  { hint: "A step back", seconds: 10 },
  (t) => {
    const count = 200_000;
    t.did("inserted", `${count.toLocaleString("en")} keys, rising, and walked back over them`);
    const list = listOf([], seededRandom(t.seed));
    let memoryBytes = 0;
    for (let i = 0; i < count; i++) {
      list.insert(i);
      memoryBytes = list.memoryBytes;
    }
    t.holds(memoryBytes >= 4 * count, `memoryBytes is ${memoryBytes}, and less than 4 a key`);
    const cursor = list.cursor();
    let walked = 0;
    for (cursor.seekToLast(); cursor.isValid; cursor.prev()) walked += 1;
    t.equal(walked, count, "keys that it came past");
  },
);

law(
  "copies",
  "the links of twenty thousand keys are copied four times at most while they grow",
  { hint: "An array that grows" },
  (t) => {
    const list = listOf([], seededRandom(t.seed));
    const count = 20_000;
    const copied = t.copies(100 * 72 * count, () => {
      for (let i = 0; i < count; i++) list.insert(i);
    });
    t.did("inserted", `${count.toLocaleString("en")} keys`);
    t.atMost(copied, 4 * list.memoryBytes, "bytes copied");
  },
);

law(
  "memory",
  "links take 4 to 72 bytes a key, and 1,024 for the list, whatever is drawn",
  { hint: "How high a tower is" },
  (t) => {
    for (const random of [seededRandom(t.seed), always(0), always(0.99)]) {
      const list = listOf([], random);
      t.atMost(list.memoryBytes, 1024, "bytes of an empty list");
      for (let count = 1; count <= 3000; count++) {
        list.insert(count);
        t.given("inserted", `${count} keys`);
        const { memoryBytes } = list;
        t.atMost(memoryBytes, 1024 + 72 * count, "bytes");
        t.holds(memoryBytes >= 4 * count, `memoryBytes is ${memoryBytes}, and less than 4 a key`);
      }
    }
  },
);
