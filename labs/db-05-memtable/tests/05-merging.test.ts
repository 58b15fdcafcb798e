/**
 * Step 5, steps/05-merging.md: several runs against one sorted array; what is asked of each run is
 * counted.
 */
import { mergingIterator } from "@labs/db-05";
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
  internalKeyOf,
  put,
  utf8,
} from "./entries.ts";
import { GivenRun, sumOf } from "./given-run.ts";
import {
  addAll,
  internalWalks,
  keysBackFrom,
  keysFrom,
  standsAt,
  tableOf,
  walksOverEntries,
} from "./tables.ts";
import { isBug, isNowhere } from "./walks.ts";

const law = step("merging");

const LEFT: readonly Entry[] = [put("a", 1, "1"), put("d", 4, "4"), put("e", 5, "5")];
const RIGHT: readonly Entry[] = [put("b", 2, "2"), put("c", 3, "3"), put("f", 6, "6")];
const BOTH = inOrder([...LEFT, ...RIGHT]);

/** The entries, dealt out to `count` runs. */
function dealt(entries: readonly Entry[], count: number, seed: number): Entry[][] {
  const random = seededRandom(seed);
  const runs: Entry[][] = Array.from({ length: count }, () => []);
  for (const entry of entries) runs[random.below(count)]!.push(entry);
  return runs;
}

const given = (runs: readonly (readonly Entry[])[]): GivenRun[] =>
  runs.map((entries) => new GivenRun(entries));

const runsText = (runs: readonly (readonly Entry[])[]): string =>
  runs.map((entries, i) => `run ${i}: ${historyText(inOrder(entries))}`).join("\n");

law("forwards", "two runs are one in order", { hint: "The least of those that wait" }, (t) => {
  t.did("merged", runsText([LEFT, RIGHT]));
  const runs = given([LEFT, RIGHT]);
  const merged = mergingIterator(runs);
  // The array is the caller's, who uses it again.
  runs.length = 0;
  merged.seekToFirst();
  for (const entry of BOTH) {
    standsAt(t, merged, entry);
    merged.next();
  }
  t.equal(merged.isValid, false, "isValid, behind the last");
});

law(
  "merged-backwards",
  "on the way back the greatest comes first, from the last of all to the first",
  { hint: "The least of those that wait" },
  (t) => {
    t.did("merged", runsText([LEFT, RIGHT]));
    const merged = mergingIterator(given([LEFT, RIGHT]));
    merged.seekToLast();
    for (const entry of BOTH.toReversed()) {
      standsAt(t, merged, entry);
      merged.prev();
    }
    t.equal(merged.isValid, false, "isValid, before the first");
  },
);

law(
  "merged-seek",
  "a seek comes to the first of all entries that is not before the target",
  { hint: "The least of those that wait" },
  (t) => {
    const merged = mergingIterator(given([LEFT, RIGHT]));
    for (const [i, entry] of BOTH.entries()) {
      t.given("sought", historyText([entry]));
      merged.seek(internalKeyOf(entry));
      standsAt(t, merged, entry);
      const behind = { ...entry, sequence: entry.sequence - 1 };
      t.given("sought", historyText([behind]));
      merged.seek(internalKeyOf(behind));
      if (i === BOTH.length - 1) t.equal(merged.isValid, false, "isValid");
      else standsAt(t, merged, BOTH[i + 1]!);
    }
  },
);

law(
  "turning",
  "at each entry a walk may turn round, and turn again",
  { hint: "Turning round" },
  (t) => {
    for (const [i, entry] of BOTH.entries()) {
      const [before, behind] = [BOTH[i - 1], BOTH[i + 1]];
      t.given("merged", runsText([LEFT, RIGHT]));
      t.did("sought", historyText([entry]));
      const merged = mergingIterator(given([LEFT, RIGHT]));
      merged.seek(internalKeyOf(entry));
      if (before !== undefined) {
        t.did("moved", "prev, and next again");
        merged.prev();
        standsAt(t, merged, before);
        merged.next();
        standsAt(t, merged, entry);
      }
      if (behind !== undefined) {
        t.did("moved", "next, and prev again");
        merged.next();
        standsAt(t, merged, behind);
        merged.prev();
        standsAt(t, merged, entry);
      }
      t.did("moved", "on, back to the first");
      t.equal(
        keysBackFrom(merged).toReversed(),
        BOTH.slice(0, i + 1).map(internalKeyOf),
        "the entries on the way back",
      );
    }
  },
);

law(
  "back-from-the-last",
  "runs that have come to their end are there again when the walk turns round",
  { hint: "Turning round" },
  (t) => {
    const runs = [[put("a", 1, "1")], [put("b", 2, "2")], [put("c", 3, "3")], [put("d", 4, "4")]];
    t.did("merged", runsText(runs));
    const merged = mergingIterator(given(runs));
    merged.seekToFirst();
    for (let i = 0; i < 3; i++) merged.next();
    t.did("moved", "from the first to the last, and back");
    t.equal(keysBackFrom(merged), runs.flat().toReversed().map(internalKeyOf), "the way back");
    merged.seekToLast();
    for (let i = 0; i < 3; i++) merged.prev();
    t.did("moved", "from the last to the first, and forwards");
    t.equal(keysFrom(merged), runs.flat().map(internalKeyOf), "the way forwards");
  },
);

law(
  "merged-any-walk",
  "whatever lies in whichever of up to twelve runs, every walk goes as over one sorted array",
  { hint: "Turning round", seconds: 10 },
  async (t) => {
    let made = 0;
    const counts = fc.integer({ min: 1, max: 12 });
    await t.forAll([histories(), counts, fc.nat(), internalWalks], (history, count, seed, all) => {
      const runs = dealt(history, count, seed);
      t.did("merged", runsText(runs));
      made += walksOverEntries(t, mergingIterator(given(runs)), inOrder(history), all);
    });
    t.floor("moves", made, 1500);
  },
);

law(
  "versions",
  "versions of one key that lie in several runs come the newest first",
  { hint: "The least of those that wait" },
  (t) => {
    const runs = [
      [put("k", 9, "nine"), put("k", 2, "two"), put("l", 1, "one")],
      [del("k", 7), put("j", 8, "eight")],
      [put("k", 4, "four"), put("k", 5, "five")],
    ];
    const all = inOrder(runs.flat());
    t.did("merged", runsText(runs));
    const merged = mergingIterator(given(runs));
    merged.seekToFirst();
    t.equal(keysFrom(merged), all.map(internalKeyOf), "forwards");
    merged.seekToLast();
    t.equal(keysBackFrom(merged), all.toReversed().map(internalKeyOf), "backwards");
  },
);

law(
  "merged-nowhere",
  "over no runs, over empty ones and beyond either end all but the seeks are bugs",
  { hint: "Both ends" },
  (t) => {
    const cases = [
      ["no runs", []],
      ["one empty run", [[]]],
      ["three empty runs", [[], [], []]],
    ] as const;
    for (const [what, runs] of cases) {
      const merged = mergingIterator(given(runs));
      isNowhere(t, `nowhere yet, over ${what}`, merged);
      merged.seekToFirst();
      isNowhere(t, `at the first of ${what}`, merged);
      merged.seekToLast();
      isNowhere(t, `at the last of ${what}`, merged);
      merged.seek(internalKeyOf(LEFT[0]!));
      isNowhere(t, `where a key would be in ${what}`, merged);
    }
    const merged = mergingIterator(given([LEFT, [], RIGHT]));
    isNowhere(t, "nowhere yet, over two runs", merged);
    merged.seekToLast();
    merged.next();
    isNowhere(t, "behind the last", merged);
    isBug(t, "read value", () => merged.value);
    merged.seekToFirst();
    merged.prev();
    isNowhere(t, "before the first", merged);
    merged.seek(internalKeyOf(BOTH[2]!));
    standsAt(t, merged, BOTH[2]!);
  },
);

law(
  "one-moves",
  "a step in the direction of the last moves one run by one entry, and seeks none",
  { hint: "What a step may cost", seconds: 10 },
  async (t) => {
    const counts = fc.integer({ min: 1, max: 12 });
    await t.forAll([histories(), counts, fc.nat()], (history, count, seed) => {
      const runs = given(dealt(history, count, seed));
      const merged = mergingIterator(runs);
      for (const way of ["next", "prev"] as const) {
        t.given("merged", runsText(dealt(history, count, seed)));
        merged[way === "next" ? "seekToFirst" : "seekToLast"]();
        for (let made = 1; merged.isValid; made++) {
          const before = [sumOf(runs, "steps"), sumOf(runs, "seeks")];
          merged[way]();
          t.did(way, `step ${made} of this walk`);
          const after = [sumOf(runs, "steps"), sumOf(runs, "seeks")];
          t.equal(after, [before[0]! + 1, before[1]], "steps and seeks of all runs");
        }
      }
    });
  },
);

law(
  "asked",
  "a step asks no run more than four times in all whether it is valid and for its key",
  { hint: "What a step may cost" },
  (t) => {
    const entries = Array.from({ length: 480 }, (_, i) => put(`key ${1000 + i}`, i + 1, "x"));
    const runs = given(dealt(entries, 12, t.seed));
    const merged = mergingIterator(runs);
    for (const way of ["next", "prev"] as const) {
      merged[way === "next" ? "seekToFirst" : "seekToLast"]();
      for (let made = 1; made < 480; made++) {
        const before = runs.map(({ calls }) => calls.asked);
        const values = sumOf(runs, "values");
        merged[way]();
        t.given(way, `step ${made} of a walk over 12 runs`);
        for (const [i, { calls }] of runs.entries()) {
          t.atMost(calls.asked - before[i]!, 4, `times that run ${i} was asked`);
        }
        t.equal(sumOf(runs, "values") - values, 0, "times that any was asked for its value");
      }
    }
  },
);

law(
  "at-their-end",
  "a run that is at its end is left in peace until a seek or a turn",
  { hint: "What a step may cost" },
  (t) => {
    const short = given([[put("a", 1, "x")], [], [put("b", 2, "x")]]);
    const long = new GivenRun(Array.from({ length: 50 }, (_, i) => put(`c${100 + i}`, i + 3, "x")));
    const merged = mergingIterator([...short, long]);
    merged.seekToFirst();
    merged.next();
    merged.next();
    merged.next();
    const before = short.map(({ calls }) => ({ ...calls }));
    for (let i = 0; i < 40; i++) {
      merged.next();
      t.holds(merged.isValid, "it came to its end too early");
    }
    t.did("stepped", "40 times, while three of four runs were at their end");
    t.equal(
      short.map(({ calls }) => calls),
      before,
      "what was called of the three",
    );
  },
);

law(
  "seeks-once",
  "a seek seeks each run once; a turn seeks each run twice and steps it once at most",
  { hint: "What a step may cost" },
  (t) => {
    const runs = given(dealt(BOTH, 4, t.seed));
    const merged = mergingIterator(runs);
    const holds = (what: string, deed: () => void, seeks: number, steps: number): void => {
      const before = runs.map(({ calls }) => ({ ...calls }));
      deed();
      t.given("did", what);
      for (const [i, { calls }] of runs.entries()) {
        t.atMost(calls.seeks - before[i]!.seeks, seeks, `seeks of run ${i}`);
        t.atMost(calls.steps - before[i]!.steps, steps, `steps of run ${i}`);
      }
    };
    holds("seekToFirst", () => merged.seekToFirst(), 1, 0);
    holds("seekToLast", () => merged.seekToLast(), 1, 0);
    holds("seek", () => merged.seek(internalKeyOf(BOTH[3]!)), 1, 0);
    const sought = sumOf(runs, "seeks");
    merged.seek(internalKeyOf(BOTH[3]!));
    t.given("sought", "where it stands already");
    t.equal(sumOf(runs, "seeks") - sought, runs.length, "seeks of all four runs");
    holds("prev, after a seek", () => merged.prev(), 2, 1);
    holds("next, after prev", () => merged.next(), 2, 1);
    standsAt(t, merged, BOTH[3]!);
    merged.prev();
    merged.seek(internalKeyOf(BOTH[1]!));
    holds("next, after prev and seek", () => merged.next(), 0, 1);
    standsAt(t, merged, BOTH[2]!);
    merged.seekToLast();
    holds("prev, after next and seekToLast", () => merged.prev(), 0, 1);
    merged.seekToFirst();
    holds("next, after prev and seekToFirst", () => merged.next(), 0, 1);
    standsAt(t, merged, BOTH[1]!);
  },
);

law(
  "rotated-memtables",
  "memtables that were filled one after the other are one, while the last of them is being filled",
  { hint: "The least of those that wait", seconds: 10 },
  async (t) => {
    await t.forAll([histories(), fc.nat(), internalWalks], (history, seed, all) => {
      const size = 1 + (seed % 9);
      const parts = history
        .map((_, i) => history.slice(i, i + size))
        .filter((_, i) => i % size === 0);
      const tables = parts.map((part, i) => tableOf(part, seed + i));
      const merged = mergingIterator(tables.map((table) => table.iterator()));
      t.did("merged", runsText(parts));
      walksOverEntries(t, merged, inOrder(history), all);
      const last = tables.at(-1);
      if (last === undefined) return;
      const late = [put("late", 1000, "x"), del("a", 1001)];
      addAll(last, late);
      t.did("added to the last", historyText(late));
      walksOverEntries(t, merged, inOrder([...history, ...late]), all);
    });
  },
);

law(
  "merged-close",
  "close closes every run, and nothing before it does",
  { hint: "Both ends" },
  (t) => {
    const runs = given([LEFT, [], RIGHT]);
    const merged = mergingIterator(runs);
    merged.seekToFirst();
    t.equal(keysFrom(merged).length, BOTH.length, "entries");
    t.equal(sumOf(runs, "closes"), 0, "runs that were closed by a walk over all");
    merged.seek(internalKeyOf(BOTH[1]!));
    merged.close();
    t.did("closed", "the merging iterator");
    t.equal(
      runs.every(({ calls }) => calls.closes >= 1),
      true,
      "whether each run was closed",
    );
    merged.close();
    t.equal(merged.isValid, false, "isValid, when closed twice");
    const one = mergingIterator(given([LEFT]));
    one.seekToLast();
    one.close();
    t.given("closed", "a merging iterator over one run");
    t.equal(one.isValid, false, "isValid");
    isBug(t, "read key", () => one.key);
  },
);

law(
  "run-that-throws",
  "what a run throws is thrown, and a seek begins afresh",
  { hint: "Both ends" },
  (t) => {
    const failure = new Error("damaged");
    for (const way of ["next", "prev"] as const) {
      const runs = given([LEFT, RIGHT]);
      const merged = mergingIterator(runs);
      merged.seek(internalKeyOf(BOTH[2]!));
      merged[way]();
      for (const run of runs) run.failure = failure;
      t.given("stepped", `${way}, of runs that throw`);
      t.holds(t.fails(() => merged[way]()) === failure, "another error than the run's");
      for (const run of runs) run.failure = undefined;
      merged.seekToFirst();
      t.equal(keysFrom(merged), BOTH.map(internalKeyOf), "the entries, after a seek");
    }
    const [left, right] = given([LEFT, RIGHT]) as [GivenRun, GivenRun];
    const merged = mergingIterator([left, right]);
    right.failure = failure;
    t.given("sought", "the first, of a run that throws");
    t.holds(t.fails(() => merged.seekToFirst()) === failure, "another error than the run's");
    merged.seekToLast();
    t.equal(
      keysBackFrom(merged).toReversed(),
      BOTH.map(internalKeyOf),
      "the entries, after a seek",
    );
  },
);

law(
  "long-runs",
  "a thousand entries in forty runs are in order both ways, with long keys and values whole",
  { hint: "The least of those that wait" },
  (t) => {
    const entries = Array.from({ length: 1000 }, (_, i) => ({
      userKey: Uint8Array.of(...utf8(`${(i * 379) % 1000}`), ...filled(i % 120)),
      sequence: i + 1,
      type: 1 as const,
      value: filled(i % 200, i),
    }));
    const all = inOrder(entries);
    const merged = mergingIterator(given(dealt(entries, 40, t.seed)));
    t.did("merged", "1,000 entries in 40 runs");
    merged.seekToFirst();
    for (const entry of all) {
      standsAt(t, merged, entry);
      merged.next();
    }
    merged.seekToLast();
    t.equal(keysBackFrom(merged).toReversed(), all.map(internalKeyOf), "the way back");
  },
);
