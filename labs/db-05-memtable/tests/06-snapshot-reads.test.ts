/**
 * Step 6, steps/06-snapshot-reads.md: the world at a moment, against a list from which what is not
 * seen was left out.
 */
import {
  MAX_SEQUENCE,
  mergingIterator,
  type Snapshot,
  SnapshotIterator,
  Snapshots,
} from "@labs/db-05";
import { step } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import {
  del,
  type Entry,
  filled,
  histories,
  historyText,
  inOrder,
  put,
  seenAt,
  utf8,
} from "./entries.ts";
import { GivenRun } from "./given-run.ts";
import { addAll, tableOf } from "./tables.ts";
import { isBug, isNowhere } from "./walks.ts";
import { shows, textsBackFrom, textsFrom, walksOverWorld, worldWalks } from "./worlds.ts";

const law = step("snapshot-reads");

/** The entries of the drawing. */
const DRAWN: readonly Entry[] = [
  put("a", 2, "old"),
  put("b", 3, "b"),
  put("a", 4, "new"),
  put("c", 6, "c"),
  del("b", 8),
  put("a", 9, "newest"),
];

const over = (entries: readonly Entry[], sequence: number): SnapshotIterator =>
  new SnapshotIterator(new GivenRun(entries), sequence);

law(
  "newest-visible",
  "of each key its newest version that is not newer than the moment is seen, and no deleted one",
  { hint: "What shows and what does not" },
  (t) => {
    for (let at = 0; at <= 10; at++) {
      t.given("had", historyText(inOrder(DRAWN)));
      t.did("looked at", `the moment ${at}`);
      const iterator = over(DRAWN, at);
      iterator.seekToFirst();
      for (const entry of seenAt(DRAWN, at)) {
        shows(t, iterator, entry);
        iterator.next();
      }
      t.equal(iterator.isValid, false, "isValid, behind the last");
    }
  },
);

law(
  "newest-visible-backwards",
  "on the way back the same is seen",
  { hint: "On the way back" },
  (t) => {
    for (let at = 0; at <= 10; at++) {
      t.given("had", historyText(inOrder(DRAWN)));
      t.did("looked at", `the moment ${at}`);
      const iterator = over(DRAWN, at);
      iterator.seekToLast();
      for (const entry of seenAt(DRAWN, at).toReversed()) {
        shows(t, iterator, entry);
        iterator.prev();
      }
      t.equal(iterator.isValid, false, "isValid, before the first");
    }
  },
);

law(
  "deletions-hide",
  "a deletion hides what is older, of its own key alone, and a later put brings the key back",
  { hint: "What shows and what does not" },
  (t) => {
    const entries = [
      put("a", 1, "x"),
      put("aa", 2, "x"),
      del("a", 3),
      put("b", 4, "x"),
      del("b", 5),
      put("b", 6, "back"),
      del("c", 7),
      put("d", 8, ""),
    ];
    t.did("had", historyText(inOrder(entries)));
    const iterator = over(entries, MAX_SEQUENCE);
    iterator.seekToFirst();
    t.equal(textsFrom(iterator), ["aa", "b", "d"], "forwards");
    iterator.seekToLast();
    t.equal(textsBackFrom(iterator), ["d", "b", "aa"], "backwards");
    iterator.seek(utf8("b"));
    shows(t, iterator, put("b", 6, "back"));
  },
);

law(
  "world-seek",
  "a seek comes to the first key that is seen and is not before the target",
  { hint: "What shows and what does not" },
  (t) => {
    const cases = [
      [9, "", "a"],
      [9, "a", "a"],
      [9, "b", "c"],
      [9, "c", "c"],
      [9, "d", undefined],
      [7, "b", "b"],
      [5, "c", undefined],
      [1, "a", undefined],
    ] as const;
    for (const [at, target, key] of cases) {
      t.given("had", historyText(inOrder(DRAWN)));
      t.did("looked at", `the moment ${at}, and sought "${target}"`);
      const iterator = over(DRAWN, at);
      iterator.seek(utf8(target));
      t.equal(textsFrom(iterator)[0], key, "the key that it comes to");
    }
  },
);

law(
  "world-walks",
  "at any moment of any history every walk goes as over a sorted array of what is seen",
  { hint: "Turning in the middle of a key", seconds: 10 },
  async (t) => {
    let made = 0;
    await t.forAll([histories(), fc.nat({ max: 42 }), worldWalks], (history, at, all) => {
      t.did("had", historyText(inOrder(history)));
      t.did("looked at", `the moment ${at}`);
      made += walksOverWorld(t, over(history, at), seenAt(history, at), all);
    });
    t.floor("moves", made, 1500);
  },
);

law(
  "world-turns",
  "at each key a walk may turn round, with versions before and behind that are not seen",
  { hint: "Turning in the middle of a key" },
  (t) => {
    const keys = ["a", "b", "c", "d"];
    const entries = keys.flatMap((key, i) => [
      put(key, i + 1, "old"),
      put(key, i + 11, `${key} as it was`),
      put(key, i + 21, "too new"),
      del(key, i + 31),
    ]);
    const seen = seenAt(entries, 20);
    for (const [i, entry] of seen.entries()) {
      t.given("had", historyText(inOrder(entries)));
      t.did("looked at", `the moment 20, and sought "${keys[i]}"`);
      const iterator = over(entries, 20);
      iterator.seek(entry.userKey);
      for (const [first, second, neighbour] of [
        ["next", "prev", seen[i + 1]],
        ["prev", "next", seen[i - 1]],
      ] as const) {
        if (neighbour === undefined) continue;
        t.did("moved", `${first}, and ${second} again`);
        iterator[first]();
        shows(t, iterator, neighbour);
        iterator[second]();
        shows(t, iterator, entry);
      }
    }
  },
);

law(
  "many-versions",
  "over many versions of a key a step in either direction steps over each of them once",
  { hint: "On the way back", seconds: 10 },
  (t) => {
    const versions = 1000;
    const entries = Array.from({ length: 3 * versions }, (_, i) =>
      put("abc"[i % 3]!, i + 1, `version ${i}`),
    );
    const inner = new GivenRun(entries);
    const iterator = new SnapshotIterator(inner, 2 * versions);
    const costs = (what: string, deed: () => void, keys: number): void => {
      const before = { ...inner.calls };
      deed();
      t.given("had", "1,000 versions of each of three keys");
      t.did("did", what);
      const { steps, seeks } = inner.calls;
      t.atMost(steps - before.steps, keys * versions + 10, "steps of the inner iterator");
      t.atMost(seeks - before.seeks, 1, "seeks of the inner iterator");
    };
    costs("seekToFirst", () => iterator.seekToFirst(), 1);
    costs("next", () => iterator.next(), 2);
    costs("prev, after next", () => iterator.prev(), 2);
    costs("next, after prev", () => iterator.next(), 3);
    costs("seek", () => iterator.seek(utf8("b")), 0);
    const { seeks } = inner.calls;
    iterator.seek(utf8("b"));
    t.given("sought", "the key at which it stands already");
    t.equal(inner.calls.seeks - seeks, 1, "seeks of the inner iterator");
    costs("seekToLast", () => iterator.seekToLast(), 2);
    costs("prev", () => iterator.prev(), 2);
    shows(t, iterator, seenAt(entries, 2 * versions)[1]!);
  },
);

law(
  "off-the-world",
  "where nothing is seen, and beyond either end, all but the seeks are bugs",
  { hint: "Both ends" },
  (t) => {
    const cases = [
      ["no entries", [], 9],
      ["deletions alone", [del("a", 1), del("b", 2)], 9],
      ["entries that are too new", [put("a", 5, "x"), del("b", 6)], 4],
    ] as const;
    for (const [what, entries, at] of cases) {
      const iterator = over(entries, at);
      isNowhere(t, `nowhere yet, over ${what}`, iterator);
      iterator.seekToFirst();
      isNowhere(t, `at the first of ${what}`, iterator);
      iterator.seekToLast();
      isNowhere(t, `at the last of ${what}`, iterator);
      iterator.seek(utf8("a"));
      isNowhere(t, `where "a" would be in ${what}`, iterator);
    }
    const iterator = over(DRAWN, 7);
    iterator.seekToLast();
    iterator.next();
    isNowhere(t, "behind the last", iterator);
    isBug(t, "read value", () => iterator.value);
    iterator.seekToFirst();
    iterator.prev();
    isNowhere(t, "before the first", iterator);
    isBug(t, "read value", () => iterator.value);
    iterator.seekToFirst();
    shows(t, iterator, seenAt(DRAWN, 7)[0]!);
  },
);

law(
  "long-keys-and-values",
  "keys and values of every length come whole, both ways",
  { hint: "On the way back" },
  (t) => {
    const lengths = [0, 1, 63, 64, 65, 300, 7, 70_000, 2];
    const entries = lengths.flatMap((length, i) =>
      [1, 2].map((version) => ({
        userKey: Uint8Array.of(i, ...filled(length)),
        sequence: 10 * version + i,
        type: 1 as const,
        value: filled(lengths[(i + version) % lengths.length]!, version),
      })),
    );
    const iterator = over(entries, 99);
    const seen = seenAt(entries, 99);
    t.did("had", "two versions each of nine keys, keys and values of 0 to 70,000 bytes");
    iterator.seekToFirst();
    for (const entry of seen) {
      shows(t, iterator, entry);
      iterator.next();
    }
    iterator.seekToLast();
    for (const entry of seen.toReversed()) {
      shows(t, iterator, entry);
      iterator.prev();
    }
    const alike = [1, 2, 3].map((first) => ({
      userKey: Uint8Array.of(first, ...filled(99)),
      sequence: first,
      type: 1 as const,
      value: utf8(`${first}`),
    }));
    t.given("had", "three keys of 100 bytes that differ in the first one alone");
    const world = over(alike, 99);
    world.seekToFirst();
    for (const entry of alike) {
      shows(t, world, entry);
      world.next();
    }
    world.seekToLast();
    for (const entry of alike.toReversed()) {
      shows(t, world, entry);
      world.prev();
    }
  },
);

law(
  "while-others-write",
  "who reads at a moment sees the same whatever is written meanwhile, in all tables together",
  { hint: "What shows and what does not", seconds: 10 },
  async (t) => {
    await t.forAll(
      [histories(), fc.nat({ max: 39 }), fc.nat(), worldWalks],
      (all, at, seed, walk) => {
        const before = all.filter(({ sequence }) => sequence <= at);
        const later = all.filter(({ sequence }) => sequence > at);
        const tables = [0, 1, 2].map((i) =>
          tableOf(
            before.filter((_, j) => j % 3 === i),
            seed + i,
          ),
        );
        const merged = mergingIterator(tables.map((table) => table.iterator()));
        const iterator = new SnapshotIterator(merged, at);
        t.did("had", historyText(before));
        walksOverWorld(t, iterator, seenAt(before, at), walk);
        addAll(tables[2]!, later);
        t.did("added", historyText(later));
        walksOverWorld(t, iterator, seenAt(before, at), walk);
        const now = new SnapshotIterator(
          mergingIterator(tables.map((table) => table.iterator())),
          MAX_SEQUENCE,
        );
        t.did("looked at", "what there is now");
        walksOverWorld(t, now, seenAt(all, MAX_SEQUENCE), walk);
      },
    );
  },
);

law(
  "far-moments",
  "the first moment sees what was written at 0, the last one everything, beyond 32 bits too",
  { hint: "What shows and what does not" },
  (t) => {
    const entries = [
      put("a", 0, "at 0"),
      put("b", 2 ** 32, "at 2^32"),
      put("b", 2 ** 32 + 1, "later"),
      put("c", MAX_SEQUENCE, "at the last"),
    ];
    for (const at of [0, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, MAX_SEQUENCE - 1, MAX_SEQUENCE]) {
      t.given("had", historyText(entries));
      t.did("looked at", `the moment ${at}`);
      const iterator = over(entries, at);
      const seen = seenAt(entries, at);
      iterator.seekToFirst();
      t.equal(
        textsFrom(iterator),
        seen.map(({ userKey }) => Buffer.from(userKey).toString()),
      );
      iterator.seekToLast();
      shows(t, iterator, seen.at(-1)!);
    }
  },
);

law(
  "inner-that-throws",
  "what the inner iterator throws is thrown, a seek begins afresh, and close closes it",
  { hint: "Both ends" },
  (t) => {
    const failure = new Error("damaged");
    for (const deed of ["next", "prev", "seekToFirst", "seekToLast"] as const) {
      const inner = new GivenRun(DRAWN);
      const iterator = new SnapshotIterator(inner, 7);
      iterator.seek(utf8("b"));
      inner.failure = failure;
      t.given("did", `${deed}, of an inner iterator that throws`);
      t.holds(t.fails(() => iterator[deed]()) === failure, "another error than the inner one's");
      iterator.seekToFirst();
      t.equal(textsFrom(iterator), ["a", "b", "c"], "the keys, after a seek");
      t.equal(inner.calls.closes, 0, "how often the inner iterator was closed");
      iterator.close();
      t.equal(inner.calls.closes, 1, "how often the inner iterator was closed, after close");
      iterator.close();
      t.equal(iterator.isValid, false, "isValid, when closed twice");
    }
    for (const way of ["seekToFirst", "seekToLast"] as const) {
      const iterator = over(DRAWN, 7);
      iterator[way]();
      iterator.close();
      t.given("closed", `an iterator that stood at a key, after ${way}`);
      t.equal(iterator.isValid, false, "isValid");
    }
  },
);

law(
  "oldest",
  "the oldest snapshot is the least number that is held, whatever is released in whatever order",
  { hint: "Who is the oldest" },
  async (t) => {
    const deeds = fc.array(
      fc.record({ takes: fc.boolean(), by: fc.nat({ max: 2 }), which: fc.nat({ max: 999 }) }),
      { maxLength: 40, size: "max" },
    );
    let released = 0;
    await t.forAll([deeds], (all) => {
      const snapshots = new Snapshots();
      const held: Snapshot[] = [];
      let last = 0;
      t.equal(snapshots.oldest(), undefined, "oldest, where none is held");
      for (const { takes, by, which } of all) {
        if (takes || held.length === 0) {
          last += by;
          const snapshot = snapshots.take(last);
          t.did("took", `a snapshot at ${last}`);
          t.equal(snapshot.sequence, last, "its sequence");
          held.push(snapshot);
        } else {
          const [snapshot] = held.splice(which % held.length, 1);
          t.did("released", `one at ${snapshot!.sequence}`);
          snapshots.release(snapshot!);
          released += 1;
        }
        const least =
          held.length === 0 ? undefined : Math.min(...held.map((each) => each.sequence));
        t.equal(snapshots.oldest(), least, "oldest");
      }
    });
    t.floor("releases", released, 500);
  },
);

law(
  "two-of-one-moment",
  "two snapshots of the same moment are two",
  { hint: "Who is the oldest" },
  (t) => {
    const snapshots = new Snapshots();
    const [first, second] = [snapshots.take(5), snapshots.take(5)];
    snapshots.take(9);
    snapshots.release(first);
    t.did("took", "5, 5 and 9, and released one 5");
    t.equal(snapshots.oldest(), 5, "oldest");
    snapshots.release(second);
    t.did("released", "the other 5");
    t.equal(snapshots.oldest(), 9, "oldest");
  },
);

law(
  "snapshot-bugs",
  "to release a snapshot twice, or another store's, or to take one in the past, is a bug",
  { hint: "Who is the oldest" },
  (t) => {
    const snapshots = new Snapshots();
    const snapshot = snapshots.take(5);
    isBug(t, "took 4 while 5 was held", () => snapshots.take(4));
    isBug(t, "released one of another store", () => snapshots.release(new Snapshots().take(5)));
    isBug(t, "released one that was made by hand", () => snapshots.release({ sequence: 5 }));
    const other = snapshots.take(5);
    snapshots.release(snapshot);
    isBug(t, "released one a second time, while another of its moment is held", () =>
      snapshots.release(snapshot),
    );
    snapshots.release(other);
    isBug(t, "released one a second time", () => snapshots.release(snapshot));
    t.equal(snapshots.take(3).sequence, 3, "a snapshot before those that were released");
    t.equal(snapshots.oldest(), 3, "oldest");
  },
);

law(
  "many-snapshots",
  "a hundred thousand snapshots are taken and released in no order, each at once",
  { hint: "Who is the oldest", seconds: 10 },
  (t) => {
    const random = seededRandom(t.seed);
    const snapshots = new Snapshots();
    const held = Array.from({ length: 100_000 }, (_, i) => snapshots.take(i));
    for (let left = held.length; left > 1; left--) {
      const at = 1 + random.below(left - 1);
      const snapshot = held[at]!;
      held[at] = held[left - 1]!;
      snapshots.release(snapshot);
      if (snapshots.oldest() !== 0) t.equal(snapshots.oldest(), 0, "oldest");
    }
    snapshots.release(held[0]!);
    t.equal(snapshots.oldest(), undefined, "oldest, when all were released");
  },
);
