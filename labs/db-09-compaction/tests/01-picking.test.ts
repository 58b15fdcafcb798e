import { compareBytes, compareInternalKeys, userKeyOf } from "@labs/db-05";
import { type FileMetadata, LEVELS, type Version } from "@labs/db-08";
import {
  type Compaction,
  type CompactionLimits,
  compactionOf,
  expandedBytesMax,
  grandparentBytesMax,
  isTrivialMove,
  levelBytesMax,
  levelScore,
  limitsOf,
  overlapping,
  pickLeveled,
  rangeOf,
  withBoundary,
} from "@labs/db-09";
import { step, type Trial } from "@labs/grader/testing";
import fc from "fast-check";
import {
  anyLimits,
  anyVersion,
  type Drawn,
  keyOf,
  numbersOf,
  outline,
  overlap,
  sketch,
  table,
  utf8,
  versionOf,
} from "./versions.ts";

const law = step("picking");

const NO_POINTERS: ReadonlyMap<number, Uint8Array> = new Map();

const range = (from: string, to: string) => ({ from: utf8(from), to: utf8(to) });
const textsOf = ({ from, to }: { from: Uint8Array; to: Uint8Array }) =>
  [from, to].map((key) => Buffer.from(key).toString());
const bytesOf = (files: readonly FileMetadata[]) =>
  files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
const inputsOf = ({ inputs }: Compaction) => inputs.flatMap(({ files }) => files);
const isIn = (compaction: Compaction, { number }: FileMetadata) =>
  inputsOf(compaction).some((file) => file.number === number);

law(
  "range-of",
  "the range of some tables goes from the least of their user keys to the greatest, in whatever order they come",
  { hint: "User keys, as bytes" },
  (t) => {
    const files = [table(3, "f", "h"), table(2, "b", "z 9"), table(1, "c", "zz")];
    t.did("tables", "f … h, b … z, c … zz");
    t.equal(textsOf(rangeOf(files)), ["b", "zz"], "its range");
    t.equal(textsOf(rangeOf(files.toReversed())), ["b", "zz"], "its range, the other way round");
    t.equal(textsOf(rangeOf(files.slice(0, 1))), ["f", "h"], "the range of the first alone");
  },
);

law(
  "overlapping",
  "a table is taken where it shares one key with the range, and both ends belong to both",
  { hint: "Two ranges meet" },
  (t) => {
    const files = [table(1, "a", "c"), table(2, "e", "h"), table(3, "k", "k"), table(4, "p", "t")];
    for (const [from, to, taken] of [
      ["f", "i", [2]],
      ["f", "k", [2, 3]],
      ["c", "e", [1, 2]],
      ["f", "g", [2]],
      ["d", "z", [2, 3, 4]],
      ["a", "a", [1]],
      ["t", "x", [4]],
      ["i", "j", []],
      ["", "Z", []],
      ["tt", "z", []],
      ["", "z", [1, 2, 3, 4]],
    ] as const) {
      t.given("asked", `level 1, a … c, e … h, k … k, p … t, for ${from} … ${to}`);
      t.equal(numbersOf(overlapping(files, 1, range(from, to))), taken, "the tables");
      t.equal(numbersOf(overlapping([], 1, range(from, to))), [], "those of an empty level");
    }
  },
);

law(
  "user-keys",
  "versions play no part in a range: a table whose end is an older version of the key is taken all the same",
  { hint: "User keys, as bytes" },
  (t) => {
    const files = [table(1, "a", "c 9"), table(2, "c 3", "g 1"), table(3, "g", "\u00e9 5")];
    files[2] = { ...files[2]!, smallest: keyOf("gg 1") };
    t.did("asked", "level 2, a 1 … c 9, c 3 … g 1, gg 1 … é 5");
    for (const [from, to, taken] of [
      ["c", "c", [1, 2]],
      ["g", "g", [2]],
      ["b", "g", [1, 2]],
      ["c\u0000", "ca", [2]],
      ["h", "z", [3]],
      ["é", "é", [3]],
    ] as const) {
      t.did("for", `${from} … ${to}`);
      t.equal(numbersOf(overlapping(files, 2, range(from, to))), taken, "the tables");
    }
  },
);

law(
  "level-0-grows",
  "in level 0 the range grows by every table that is taken, to both sides, until no other one reaches into it",
  { hint: "Level 0 grows" },
  (t) => {
    // In the level's order: the newest first.
    const files = [
      table(9, "g", "n"),
      table(8, "x", "z"),
      table(7, "f", "h"),
      table(6, "p", "q"),
      table(5, "a", "g"),
      table(4, "n", "o"),
    ];
    t.did("asked", "for f … i, of g … n, x … z, f … h, p … q, a … g, n … o");
    t.equal(numbersOf(overlapping(files, 0, range("f", "i"))), [9, 7, 5, 4], "in level 0");
    t.equal(numbersOf(overlapping(files, 1, range("f", "i"))), [9, 7, 5], "in any other level");
    t.given("asked", "level 0, for o … p: each end reaches one more, and these reach others");
    t.equal(numbersOf(overlapping(files, 0, range("o", "p"))), [9, 7, 6, 5, 4], "the tables");
    t.given("asked", "level 0, for r … w, where there is nothing");
    t.equal(numbersOf(overlapping(files, 0, range("r", "w"))), [], "the tables");
    t.given("asked", "level 0, for s … x: the range asked for reaches further than what is found");
    t.equal(numbersOf(overlapping(files, 0, range("s", "x"))), [8], "the tables");
    const steps = Array.from({ length: 20 }, (_, i) =>
      table(20 - i, `k${String(i).padStart(2, "0")}`, `k${String(i + 1).padStart(2, "0")}`),
    );
    t.given("asked", "level 0, for k00, of k00 … k01, k01 … k02, and so on, twenty of them");
    t.equal(overlapping(steps, 0, range("k00", "k00")).length, 20, "how many are taken");
  },
);

law(
  "boundary",
  "with a table goes the one behind it, where that begins with the user key with which this one ends",
  { hint: "One user key in two tables" },
  (t) => {
    const files = [
      table(1, "a", "k 9"),
      table(2, "k 7", "k 5"),
      table(3, "k 4", "p 8"),
      table(4, "p 2", "s 1"),
      table(5, "t 1", "w"),
    ];
    const names = "a … k 9, k 7 … k 5, k 4 … p 8, p 2 … s 1, t 1 … w";
    for (const [taken, expected] of [
      [[1], [1, 2, 3, 4]],
      [[2], [2, 3, 4]],
      [[3], [3, 4]],
      [[4], [4]],
      [[5], [5]],
      [
        [1, 5],
        [1, 2, 3, 4, 5],
      ],
      [
        [3, 5],
        [3, 4, 5],
      ],
      [[], []],
    ] as const) {
      t.given("took", `${taken.length === 0 ? "none" : taken.join(" and ")} of ${names}`);
      const some = files.filter(({ number }) => taken.some((each) => each === number));
      t.equal(numbersOf(withBoundary(files, some)), expected, "what is to be taken");
    }
    const alike = [table(1, "a", "k 9"), table(2, "kk 5", "m")];
    t.given("took", "a … k 9, behind which kk 5 … m begins");
    t.equal(numbersOf(withBoundary(alike, [alike[0]!])), [1], "what is to be taken");
  },
);

law(
  "ranges-by-pairs",
  "of any tables what is taken is what two by two touch each other, and it is in the level's order",
  { hint: "Level 0 grows", seconds: 15 },
  async (t) => {
    const anyKeys = fc.tuple(fc.constantFrom(..."abcdefghijkl"), fc.constantFrom(..."abdfhkm"));
    let [grown, bound] = [0, 0];
    await t.forAll([anyVersion, anyKeys], ({ version }, keys) => {
      const [from, to] = keys.toSorted() as [string, string];
      t.did("version", sketch(version));
      for (const [level, files] of version.levels.entries()) {
        if (files.length === 0) continue;
        t.did("asked", `level ${level}, for ${from} … ${to}`);
        const found = overlapping(files, level, range(from, to));
        const model = level === 0 ? touching(files, from, to) : reached(files, from, to);
        t.equal(numbersOf(found), numbersOf(model), "the tables");
        if (level === 0) grown += model.length - reached(files, from, to).length;
        if (level === 0) continue;
        t.did("asked", "what has to be taken with these");
        const all = boundTo(files, model);
        t.equal(numbersOf(withBoundary(files, model)), numbersOf(all), "the tables");
        bound += all.length - model.length;
      }
    });
    t.floor("tables of level 0 that are reached by others", grown, 20);
    t.floor("tables that go with their neighbours", bound, 20);
  },
);

law(
  "scores",
  "level 0 is as full as it has tables, the others as they have bytes; the last one never is",
  { hint: "How full is full" },
  (t) => {
    const limits = limitsOf({ level0Tables: 4, level1Bytes: 1000, factor: 10 });
    const five = [1, 2, 3, 4, 5].map((number) => table(number, "a", "z", number * 1e6));
    const version = versionOf({
      0: five,
      1: [table(11, "a", "f", 700), table(12, "g", "k", 400)],
      2: [table(21, "a", "f", 2500)],
      3: [table(31, "b", "c", 100_000)],
      6: [table(61, "b", "c", 1e15)],
    });
    t.did("version", sketch(version));
    t.did("limits", "4 tables; 1,000 bytes in level 1, ten times as much in each below");
    const scores = [1.25, 1.1, 0.25, 1, 0, 0, 0];
    for (const [level, expected] of scores.entries()) {
      t.equal(levelScore(version, level, limits), expected, `the score of level ${level}`);
    }
  },
);

law(
  "the-worst",
  "the level with the greatest score is compacted, the upper one of equals; none where all are below 1",
  { hint: "How full is full" },
  (t) => {
    const limits = limitsOf({ level0Tables: 2, level1Bytes: 100, factor: 2, tableBytes: 1000 });
    const picked = (sizes: readonly number[]): number | undefined => {
      const levels: Record<number, FileMetadata[]> = {};
      for (const [level, size] of sizes.entries()) {
        if (level > 0 && size > 0) levels[level] = [table(100 + level, "a", "z", size)];
      }
      levels[0] = Array.from({ length: sizes[0]! }, (_, i) => table(i + 1, "a", "z"));
      t.given("level 0 has", `${sizes[0]} tables of 2`);
      t.did("the levels below have", `${sizes.slice(1).join(", ")} bytes of 100, 200, 400, …`);
      const found = pickLeveled(versionOf(levels), NO_POINTERS, limits);
      return found?.inputs[0]?.level;
    };
    t.equal(picked([0]), undefined, "the level");
    t.equal(picked([1, 99, 199, 399]), undefined, "the level");
    t.equal(picked([2, 99]), 0, "the level");
    t.equal(picked([1, 100, 199]), 1, "the level");
    t.equal(picked([1, 99, 200]), 2, "the level");
    t.equal(picked([3, 151, 300]), 1, "the level");
    t.equal(picked([3, 150, 300]), 0, "the level");
    t.equal(picked([1, 150, 300]), 1, "the level");
    t.equal(picked([1, 150, 301]), 2, "the level");
    t.equal(picked([2, 100, 200, 400, 800, 1601]), 5, "the level");
    t.equal(picked([1, 0, 0, 0, 0, 0, 1e9]), undefined, "the level");
  },
);

law(
  "first-behind",
  "of the level that table comes first whose last internal key is behind the pointer; behind the last, the first again",
  { hint: "Round and round" },
  (t) => {
    const limits = limitsOf({ level1Bytes: 100, tableBytes: 1 });
    const version = versionOf({
      2: [table(4, "p", "t 4", 4000), table(2, "e", "k 5"), table(3, "l", "n"), table(1, "a", "d")],
    });
    const first = (pointer?: string) => {
      t.given("version", sketch(version));
      t.did("pointer of level 2", pointer ?? "none");
      const pointers = new Map(pointer === undefined ? [] : [[2, keyOf(pointer)]]);
      pointers.set(1, keyOf("b"));
      pointers.set(3, keyOf("b"));
      const found = pickLeveled(version, pointers, limits);
      return found && outline(found).inputs;
    };
    t.equal(first(), ["level 2: 1"], "what is taken");
    t.equal(first("d"), ["level 2: 2"], "what is taken");
    t.equal(first("c"), ["level 2: 1"], "what is taken");
    t.equal(first("f"), ["level 2: 2"], "what is taken");
    t.equal(first("k 6"), ["level 2: 2"], "what is taken");
    t.equal(first("k 5"), ["level 2: 3"], "what is taken");
    t.equal(first("k 4"), ["level 2: 3"], "what is taken");
    t.equal(first("n"), ["level 2: 4"], "what is taken");
    t.equal(first("t 4"), ["level 2: 1"], "what is taken");
    t.equal(first("z"), ["level 2: 1"], "what is taken");
  },
);

law(
  "level-0-by-key",
  "in level 0 too the turn goes by smallest keys, not by age, and what overlaps goes with it",
  { hint: "Round and round" },
  (t) => {
    const limits = limitsOf({ level0Tables: 4 });
    const version = versionOf({
      0: [table(9, "s", "t"), table(8, "f", "h"), table(7, "a", "c"), table(6, "g", "m")],
    });
    const first = (pointer?: string) => {
      t.given("version", sketch(version));
      t.did("pointer of level 0", pointer ?? "none");
      const pointers = new Map(pointer === undefined ? [] : [[0, keyOf(pointer)]]);
      const found = pickLeveled(version, pointers, limits);
      return found && outline(found).inputs;
    };
    t.equal(first(), ["level 0: 7"], "what is taken");
    t.equal(first("c"), ["level 0: 8 6"], "what is taken");
    t.equal(first("m"), ["level 0: 9"], "what is taken");
    t.equal(first("t"), ["level 0: 7"], "what is taken");
  },
);

law(
  "what-lies-below",
  "of the level below all tables go with it that hold keys of its range; the output goes there",
  { hint: "What a compaction takes" },
  (t) => {
    const limits = limitsOf({ tableBytes: 10 });
    const version = versionOf({
      1: [table(1, "a", "d"), table(2, "e", "k"), table(3, "l", "p")],
      2: [table(4, "a", "c"), table(5, "d", "g"), table(6, "h", "m"), table(7, "n", "t")],
      3: [table(8, "a", "b"), table(9, "c", "f"), table(10, "f 0", "j"), table(11, "o", "z")],
    });
    t.did("version", sketch(version));
    t.did("compacted", "table 2 of level 1, with limits that let nothing grow");
    t.equal(
      outline(compactionOf(version, 1, [version.levels[1]![1]!], limits)),
      {
        inputs: ["level 1: 2", "level 2: 5 6"],
        outputLevel: 2,
        grandparents: [9, 10],
        pointer: "k 1",
      },
      "the compaction",
    );
    t.did("compacted", "table 1 and table 3 of level 1: all in their range goes with them");
    const both = [version.levels[1]![0]!, version.levels[1]![2]!];
    t.equal(
      outline(compactionOf(version, 1, both, limits)),
      {
        inputs: ["level 1: 1 2 3", "level 2: 4 5 6 7"],
        outputLevel: 2,
        grandparents: [8, 9, 10, 11],
        pointer: "p 1",
      },
      "the compaction",
    );
    t.given("compacted", "a table above an empty level");
    const alone = versionOf({
      4: [table(1, "a", "d")],
      6: [table(2, "c", "d"), table(3, "e", "f")],
    });
    t.equal(
      outline(compactionOf(alone, 4, alone.levels[4]!, limits)),
      { inputs: ["level 4: 1"], outputLevel: 5, grandparents: [2], pointer: "d 1" },
      "the compaction",
    );
    t.given("compacted", "a table of level 5: below the last level there is nothing");
    const last = versionOf({ 5: [table(1, "a", "d")], 6: [table(2, "c", "d")] });
    t.equal(
      outline(compactionOf(last, 5, last.levels[5]!, limits)),
      {
        inputs: ["level 5: 1", "level 6: 2"],
        outputLevel: 6,
        grandparents: [],
        pointer: "d 1",
      },
      "the compaction",
    );
  },
);

law(
  "boundaries-of-both",
  "of both levels a user key is taken whole: also where its older versions lie in the next table",
  { hint: "One user key in two tables" },
  (t) => {
    const limits = limitsOf({ tableBytes: 1 });
    const version = versionOf({
      1: [table(1, "a 90", "d 90"), table(2, "d 80", "f 80"), table(3, "g 80", "h 80")],
      2: [
        table(4, "b 9", "e 9"),
        table(5, "f 9", "k 9"),
        table(6, "k 5", "p 5"),
        table(7, "q 1", "r 1"),
      ],
    });
    t.did("version", sketch(version));
    t.did("compacted", "table 1 of level 1");
    t.equal(
      outline(compactionOf(version, 1, [version.levels[1]![0]!], limits)),
      {
        inputs: ["level 1: 1 2", "level 2: 4 5 6"],
        outputLevel: 2,
        grandparents: [],
        pointer: "f 80",
      },
      "the compaction",
    );
  },
);

law(
  "grandparents",
  "grandparents are what overlaps with all inputs, those of the lower level too",
  { hint: "What a compaction takes" },
  (t) => {
    const version = versionOf({
      0: [table(1, "f", "g")],
      1: [table(2, "d", "k")],
      2: [table(3, "a", "d"), table(4, "e", "h"), table(5, "k", "p"), table(6, "q", "r")],
    });
    t.did("version", sketch(version));
    t.did("compacted", "level 0");
    const { grandparents } = compactionOf(version, 0, version.levels[0]!, limitsOf());
    t.equal(numbersOf(grandparents), [3, 4, 5], "the grandparents");
  },
);

law(
  "for-nothing",
  "more of the upper level is taken where that asks for nothing more of the lower; else nothing more at all",
  { hint: "More for nothing" },
  (t) => {
    const limits = limitsOf({ tableBytes: 1000 });
    const upper = [
      table(1, "a", "c"),
      table(2, "d", "f"),
      table(3, "g", "k"),
      table(4, "l", "n"),
      table(5, "x", "z"),
    ];
    const of = (lower: readonly FileMetadata[], second: FileMetadata = upper[1]!) => {
      const version = versionOf({ 1: upper, 2: lower });
      t.given("version", sketch(version));
      t.did("compacted", `table ${second.number} of level 1`);
      return outline(compactionOf(version, 1, [second], limits));
    };
    t.equal(
      of([table(11, "b", "h")]),
      {
        inputs: ["level 1: 1 2 3", "level 2: 11"],
        outputLevel: 2,
        grandparents: [],
        pointer: "k 1",
      },
      "the compaction: 1 and 3 reach into table 11 as well, and into no other",
    );
    t.equal(
      of([table(11, "b", "h"), table(12, "k", "p")]).inputs,
      ["level 1: 2", "level 2: 11"],
      "the inputs: 3 would ask for table 12",
    );
    t.equal(
      of([table(10, "a", "a"), table(11, "e", "h"), table(12, "p", "q")]).inputs,
      ["level 1: 2 3", "level 2: 11"],
      "the inputs",
    );
    t.equal(
      of([table(11, "b", "h 9"), table(12, "h 3", "m")]).inputs,
      ["level 1: 1 2 3 4", "level 2: 11 12"],
      "the inputs: table 12 has the older versions of what table 11 ends with",
    );
    t.equal(of([table(11, "p", "q")]).inputs, ["level 1: 2"], "the inputs: nothing lies below");
    const version = versionOf({
      0: [table(4, "a", "b"), table(3, "e", "f"), table(2, "b", "c"), table(1, "m", "n")],
      1: [table(5, "b", "f")],
    });
    t.given("version", sketch(version));
    t.did("compacted", "table 3 of level 0");
    t.equal(
      outline(compactionOf(version, 0, [version.levels[0]![1]!], limits)).inputs,
      ["level 0: 4 3 2", "level 1: 5"],
      "the inputs: 2 reaches into table 5, and 4 into 2",
    );
    const several = versionOf({ 1: upper, 2: [table(11, "b", "h")] });
    t.given("version", sketch(several));
    t.did("compacted", "tables 3 and 4 of level 1");
    t.equal(
      outline(compactionOf(several, 1, upper.slice(2, 4), limits)).inputs,
      ["level 1: 1 2 3 4", "level 2: 11"],
      "the inputs: 4 was asked for, though table 11 does not reach into it",
    );
  },
);

law(
  "not-too-much",
  "nothing more is taken where the inputs would come to the most that they may have",
  { hint: "More for nothing" },
  (t) => {
    const limits = limitsOf({ tableBytes: 100 });
    t.equal(expandedBytesMax(limits), 2500, "the most they may have");
    for (const [lowerBytes, expected] of [
      [1499, ["level 1: 1 2", "level 2: 3"]],
      [1500, ["level 1: 1", "level 2: 3"]],
      [1501, ["level 1: 1", "level 2: 3"]],
      [90_000, ["level 1: 1", "level 2: 3"]],
    ] as const) {
      const version = versionOf({
        1: [table(1, "a", "c", 400), table(2, "d", "f", 600)],
        2: [table(3, "b", "e", lowerBytes)],
        3: [table(4, "e", "f"), table(5, "f 0", "g")],
      });
      t.given("version", sketch(version));
      t.did("compacted", "table 1 of level 1; 2,500 bytes of inputs are too many");
      const found = compactionOf(version, 1, [version.levels[1]![0]!], limits);
      t.equal(outline(found).inputs, expected, "the inputs");
      const isMore = expected[0] === "level 1: 1 2";
      t.equal(numbersOf(found.grandparents), isMore ? [4, 5] : [4], "the grandparents");
      t.equal(outline(found).pointer, isMore ? "f 1" : "c 1", "the pointer");
    }
  },
);

law(
  "trivial-move",
  "one table with nothing to merge it with is only moved, unless too much lies below where it would go",
  { hint: "Only a change of level" },
  (t) => {
    const limits = limitsOf({ tableBytes: 100 });
    const max = grandparentBytesMax(limits);
    const moved = (compaction: Compaction, what: string) => {
      t.given("asked", what);
      return isTrivialMove(compaction, limits);
    };
    const one: Compaction = {
      inputs: [{ level: 1, files: [table(1, "a", "f")] }],
      outputLevel: 2,
      grandparents: [],
    };
    const far = [table(7, "a", "b", max - 100), table(8, "c", "d", 100)];
    const tooFar = [table(7, "a", "b", max - 100), table(8, "c", "d", 101)];
    const two = [{ level: 0, files: [table(2, "a", "f"), table(1, "a", "f")] }];
    const merged = [...one.inputs, { level: 2, files: [table(3, "b", "c")] }];
    const newest = [{ level: 0, files: [table(1, "a", "f")] }];
    t.equal(moved(one, "one table, nothing below"), true);
    t.equal(moved({ ...one, inputs: newest, outputLevel: 1 }, "one table of level 0"), true);
    t.equal(moved({ ...one, outputLevel: 5 }, "one table, four levels down"), true);
    t.equal(moved({ ...one, grandparents: far }, `${max} bytes of grandparents`), true);
    t.equal(moved({ ...one, grandparents: tooFar }, `${max + 1} bytes of grandparents`), false);
    t.equal(moved({ ...one, inputs: two }, "two tables of one level"), false);
    t.equal(moved({ ...one, inputs: merged }, "a table and one below it"), false);
    t.equal(moved({ ...one, outputLevel: 1 }, "one table, and it stays in its level"), false);
  },
);

law(
  "compaction-by-pairs",
  "of any version a compaction takes what its rules say, and nothing of the version is changed by it",
  { hint: "What a compaction takes", seconds: 15 },
  async (t) => {
    let [grown, kept] = [0, 0];
    // Mostly one table; and often limits under which much may be taken, so that something is had for nothing.
    const some = fc.array(fc.boolean(), { maxLength: 4 });
    const anyOthers = fc.oneof(fc.constant<boolean[]>([]), fc.constant<boolean[]>([]), some);
    const larger = anyLimits.map((limits) => ({ ...limits, tableBytes: 200 }));
    const draws = [anyVersion, fc.oneof(anyLimits, larger), fc.nat(), anyOthers] as const;
    await t.forAll([...draws], (drawn, limits, which, others) => {
      const { version } = drawn;
      const above = version.levels.slice(0, LEVELS - 1);
      const tables = above.flatMap((files, level) => files.map((file) => ({ level, file })));
      const chosen = tables[which % tables.length];
      if (chosen === undefined) return;
      const { level, file } = chosen;
      const files = version.levels[level]!.filter((each, at) => each === file || others[at]);
      const before = sketch(version);
      t.did("version", before);
      t.did("limits", `expandedBytesMax is ${expandedBytesMax(limits)}`);
      t.did("compacted", `${numbersOf(files).join(", ")} of level ${level}`);
      const found = compactionOf(version, level, files, limits);
      const { model, wouldGrow } = modelOf(version, level, files, limits);
      t.equal(outline(found), outline(model), "the compaction");
      t.equal(sketch(version), before, "the version afterwards");
      if (!wouldGrow) return;
      if (model.inputs[0]!.files.length > askedOf(version, level, files).length) grown += 1;
      else kept += 1;
    });
    t.floor("compactions that grew for nothing", grown, 2);
    t.floor("compactions that might have grown", kept, 2);
  },
);

law(
  "safe",
  "of no user key anything older stays above what goes down, nor anything newer below",
  { hint: "What must not be left behind", seconds: 15 },
  async (t) => {
    let [above, below] = [0, 0];
    await t.forAll([anyVersion, anyLimits, fc.nat()], (drawn, limits, which) => {
      const { version } = drawn;
      const level = which % (LEVELS - 1);
      const files = version.levels[level]!;
      if (files.length === 0) return;
      const begin = which % files.length;
      const some = files.slice(begin, begin + 1 + (which % 2));
      t.did("version", textOf(drawn));
      t.did("compacted", `${numbersOf(some).join(" and ")} of level ${level}`);
      const compaction = compactionOf(version, level, some, limits);
      t.did("inputs", outline(compaction).inputs);
      const [older, newer] = checkSafe(t, drawn, compaction);
      above += newer;
      below += older;
    });
    t.floor("newer entries that stayed above", above, 20);
    t.floor("older entries that stayed below", below, 20);
  },
);

law(
  "picks",
  "of any version the fullest level is picked, its next table is among the inputs, and the pick is safe",
  { hint: "What must not be left behind", seconds: 15 },
  async (t) => {
    const anyPointer = fc.option(
      fc.tuple(fc.constantFrom(..."acefhkmp"), fc.integer({ min: 1, max: 90 })),
    );
    let [picks, nothing] = [0, 0];
    await t.forAll([anyVersion, anyLimits, anyPointer], (drawn, limits, drawnPointer) => {
      const { version } = drawn;
      const pointer = drawnPointer === null ? undefined : keyOf(drawnPointer.join(" "));
      t.did("version", textOf(drawn));
      t.did("limits", limitsText(limits));
      t.did("pointer of each level", drawnPointer === null ? "none" : drawnPointer.join(" "));
      const pointers = new Map(
        pointer === undefined ? [] : version.levels.map((_, level) => [level, pointer] as const),
      );
      const worst = worstOf(version, limits);
      const before = numbersOf(version.levels[0]!);
      const found = pickLeveled(version, pointers, limits);
      t.equal(numbersOf(version.levels[0]!), before, "level 0 of the version afterwards");
      if (worst === undefined) {
        t.equal(found && outline(found), undefined, "the pick");
        nothing += 1;
        return;
      }
      picks += 1;
      t.holds(found !== undefined, `level ${worst} is full, and nothing was picked`);
      t.equal(found?.inputs[0]?.level, worst, "the level that is compacted");
      const files = byKey(version.levels[worst]!);
      const isBehind = ({ largest }: FileMetadata) =>
        pointer === undefined || compareInternalKeys(largest, pointer) > 0;
      const next = files.filter(isBehind)[0] ?? files[0]!;
      t.equal(
        outline(found!),
        outline(compactionOf(version, worst, [next], limits)),
        `the pick: the compaction of table ${next.number}`,
      );
      checkSafe(t, drawn, found!);
    });
    t.floor("picks", picks, 60);
    t.floor("versions in which nothing is to be done", nothing, 3);
  },
);

law(
  "round",
  "who goes on where the pointer says has had every table of a level once it has gone round",
  { hint: "Round and round", seconds: 15 },
  async (t) => {
    let rounds = 0;
    await t.forAll([anyVersion, anyLimits], ({ version }, limits) => {
      const worst = worstOf(version, limits);
      if (worst === undefined) return;
      const files = version.levels[worst]!;
      t.did("version", sketch(version));
      const pointers = new Map<number, Uint8Array>();
      const had = new Set<number>();
      for (let turn = 0; turn < files.length; turn++) {
        const found = pickLeveled(version, pointers, limits)!;
        t.did("picked", outline(found).inputs);
        for (const { number } of found.inputs[0]!.files) had.add(number);
        pointers.set(worst, found.pointer!);
      }
      t.equal([...had].sort(), numbersOf(files).sort(), "the tables that had their turn");
      if (files.length > 2) rounds += 1;
    });
    t.floor("levels of three tables and more", rounds, 30);
  },
);

function limitsText({ level0Tables, level1Bytes, factor, tableBytes }: CompactionLimits): string {
  const levels = `${level0Tables} tables in level 0, ${level1Bytes} bytes in level 1`;
  return `${levels}, ${factor} times as many below; tables of ${tableBytes} bytes`;
}

/** The level that is to be compacted. */
function worstOf(version: Version, limits: CompactionLimits): number | undefined {
  const scores = version.levels.slice(0, LEVELS - 1).map((files, level) => ({
    level,
    score:
      level === 0
        ? files.length / limits.level0Tables
        : bytesOf(files) / levelBytesMax(level, limits),
  }));
  const most = Math.max(...scores.map(({ score }) => score));
  return most < 1 ? undefined : scores.find(({ score }) => score === most)!.level;
}

const byKey = (files: readonly FileMetadata[]) =>
  files.toSorted((a, b) => compareInternalKeys(a.smallest, b.smallest));

/** What two by two overlap, beginning with one; by asking every pair until nothing changes. */
function closed(
  files: readonly FileMetadata[],
  first: readonly FileMetadata[],
  joins: (taken: FileMetadata, other: FileMetadata) => boolean,
): FileMetadata[] {
  const taken = new Set(first);
  for (let size = -1; size !== taken.size; ) {
    size = taken.size;
    for (const one of [...taken]) for (const file of files) if (joins(one, file)) taken.add(file);
  }
  return files.filter((file) => taken.has(file));
}

function reached(files: readonly FileMetadata[], from: string, to: string): FileMetadata[] {
  const asked = table(0, from, to);
  return files.filter((file) => overlap(file, asked));
}

function touching(files: readonly FileMetadata[], from: string, to: string): FileMetadata[] {
  return closed(files, reached(files, from, to), overlap);
}

function boundTo(files: readonly FileMetadata[], taken: readonly FileMetadata[]): FileMetadata[] {
  return closed(
    files,
    taken,
    (one, other) =>
      compareBytes(userKeyOf(one.largest), userKeyOf(other.smallest)) === 0 &&
      compareInternalKeys(one.largest, other.smallest) < 0,
  );
}

/** What some tables ask for of a level. */
function askedOf(version: Version, level: number, files: readonly FileMetadata[]): FileMetadata[] {
  const all = version.levels[level]!;
  const sorted = files.flatMap(({ smallest, largest }) => [
    userKeyOf(smallest),
    userKeyOf(largest),
  ]);
  sorted.sort(compareBytes);
  const [from, to] = [sorted[0]!, sorted.at(-1)!].map((key) => Buffer.from(key).toString());
  return level === 0 ? touching(all, from!, to!) : boundTo(all, reached(all, from!, to!));
}

function modelOf(
  version: Version,
  level: number,
  files: readonly FileMetadata[],
  limits: CompactionLimits,
): { readonly model: Compaction; readonly wouldGrow: boolean } {
  const first = askedOf(version, level, files);
  const lower = askedOf(version, level + 1, first);
  const more = lower.length === 0 ? first : askedOf(version, level, [...first, ...lower]);
  const isFree = askedOf(version, level + 1, more).length === lower.length;
  const isSmall = bytesOf([...more, ...lower]) < expandedBytesMax(limits);
  const upper = isFree && isSmall ? more : first;
  const inputs = [
    { level, files: upper },
    ...(lower.length > 0 ? [{ level: level + 1, files: lower }] : []),
  ];
  const all = [...upper, ...lower];
  const keys = all.flatMap(({ smallest, largest }) => [userKeyOf(smallest), userKeyOf(largest)]);
  const [from, to] = [keys.toSorted(compareBytes)[0]!, keys.toSorted(compareBytes).at(-1)!];
  const grandparents = reached(
    version.levels[level + 2] ?? [],
    Buffer.from(from).toString(),
    Buffer.from(to).toString(),
  );
  const ends = upper.map(({ largest }) => largest).sort(compareInternalKeys);
  const model = { inputs, outputLevel: level + 1, grandparents, pointer: ends.at(-1)! };
  return { model, wouldGrow: more.length > first.length };
}

/** Checks it entry by entry. @returns how many older and newer entries of the keys that move stayed where they were */
function checkSafe(t: Trial, { version, entries }: Drawn, compaction: Compaction) {
  const moved = new Map<string, number[]>();
  for (const { number } of inputsOf(compaction)) {
    for (const { key, sequence } of entries.get(number)!) {
      moved.set(key, [...(moved.get(key) ?? []), sequence]);
    }
  }
  let [older, newer] = [0, 0];
  for (const [level, files] of version.levels.entries()) {
    for (const file of files) {
      if (isIn(compaction, file)) continue;
      for (const { key, sequence } of entries.get(file.number)!) {
        const others = moved.get(key);
        if (others === undefined) continue;
        const entry = `"${key}" ${sequence} in table ${file.number} of level ${level}`;
        const isNewer = others.every((other) => other < sequence);
        if (level < compaction.outputLevel) {
          t.holds(isNewer, `${entry} stays above a newer one`);
          newer += 1;
        } else if (level > compaction.outputLevel) {
          t.holds(!isNewer, `${entry} stays below an older one`);
          older += 1;
        } else {
          t.holds(isNewer, `${entry} stays beside a newer one, which may be a tombstone that goes`);
        }
      }
    }
  }
  return [older, newer] as const;
}

function textOf({ version, entries }: Drawn): string {
  const lines = version.levels.flatMap((files, level) =>
    files.map(({ number, sizeBytes }) => {
      const keys = entries.get(number)!.map(({ key, sequence }) => `${key} ${sequence}`);
      return `level ${level}, table ${number}, ${sizeBytes} bytes: ${keys.join(", ")}`;
    }),
  );
  return lines.join("\n");
}
