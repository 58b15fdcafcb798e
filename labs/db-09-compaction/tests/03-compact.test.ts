import { compareInternalKeys, sequenceOf, userKeyOf } from "@labs/db-05";
import { type LsmStore, TableOutput } from "@labs/db-08";
import {
  type CompactionLimits,
  compact,
  type compactionOf,
  grandparentBytesMax,
  limitsOf,
} from "@labs/db-09";
import { step, type Trial } from "@labs/grader/testing";
import { crashes } from "@labs/machine/sim";
import fc from "fast-check";
import {
  compactAll,
  DIRECTORY,
  keysOf,
  opened,
  SimDisk,
  sameWorld,
  tablesOf,
  tablesOn,
  User,
  worldOf,
} from "./runs.ts";
import {
  allOf,
  compactLevel,
  editText,
  entryText,
  TOY_TABLE,
  type ToyEntry,
  ToyHost,
  type ToyOptions,
  type ToyTable,
  tableTexts,
  toyEntry,
  toyTable,
} from "./toy-host.ts";
import { sketch, utf8 } from "./versions.ts";

const law = step("compact");

const LARGE = { tableBytes: 1e6 };

law(
  "merged",
  "the entries of all inputs become one sorted run, without what nobody reads any more",
  { hint: "Merge, sift, write" },
  async (t) => {
    const host = new ToyHost({
      0: [toyTable(9, ["b 30", "d 31 x", "f 32"]), toyTable(8, ["a 20", "b 21 x", "e 22 x"])],
      1: [toyTable(7, ["a 5", "b 6"]), toyTable(6, ["d 3", "e 4", "g 2"])],
      3: [toyTable(5, ["e 1", "e 0"])],
    });
    t.did("version", sketch(host.version));
    t.did("compacted", "level 0 into level 1; everybody reads the newest");
    await compactLevel(host, 0, LARGE);
    t.equal(host.written(), [["a 20", "b 30", "e 22 x", "f 32", "g 2"]], "what the output has");
    t.equal(host.overlapping, [], "tables that were asked for as one run, and overlap");
  },
);

law(
  "one-edit",
  "one edit deletes all inputs, adds all outputs and sets the pointer of the first level",
  { hint: "One edit" },
  async (t) => {
    const host = new ToyHost({
      0: [toyTable(9, ["b 30", "d 31"]), toyTable(8, ["a 20", "b 21"])],
      1: [toyTable(7, ["a 5", "b 6"]), toyTable(6, ["d 3", "e 4"]), toyTable(5, ["x 1"])],
    });
    t.did("version", sketch(host.version));
    t.did("compacted", "level 0 into level 1");
    await compactLevel(host, 0, LARGE);
    t.equal(
      host.edits.map(editText),
      [
        {
          deleted: ["level 0: 8", "level 0: 9", "level 1: 6", "level 1: 7"],
          added: ["level 1: 101"],
          pointers: ["level 0: d 31"],
        },
      ],
      "the edits",
    );
    const [added] = host.edits[0]!.newFiles!;
    const ends = [added!.file.smallest, added!.file.largest].map(entryText);
    t.equal(ends, ["a 20", "e 4"], "the smallest and the largest key of the output");
    t.equal(host.disk.contents("000101.ldb").length, added!.file.sizeBytes, "the output's size");

    const other = new ToyHost({ 2: [toyTable(9, ["b 3"])], 4: [toyTable(8, ["b 1"])] });
    const compaction = {
      inputs: [2, 4].map((level) => ({ level, files: other.version.levels[level]! })),
      outputLevel: 5,
      grandparents: [],
    };
    t.given("compacted", "a table of level 2 and one of level 4 into level 5, with no pointer");
    await compact(other, compaction, limitsOf(LARGE));
    t.equal(
      other.edits.map(editText),
      [{ deleted: ["level 2: 9", "level 4: 8"], added: ["level 5: 101"], pointers: [] }],
      "the edits",
    );
  },
);

law(
  "moved",
  "a trivial move is an edit and nothing else: no table is read, none is made",
  { hint: "Only a change of level" },
  async (t) => {
    const host = new ToyHost({ 1: [toyTable(7, ["a 5", "d 6 x"])], 3: [toyTable(3, ["b 1"])] });
    t.did("version", sketch(host.version));
    t.did("compacted", "level 1 into level 2, where nothing is");
    const onDisk = host.disk.operations;
    await compactLevel(host, 1, LARGE);
    t.equal(
      host.edits.map(editText),
      [{ deleted: ["level 1: 7"], added: ["level 2: 7"], pointers: ["level 1: d 6 x"] }],
      "the edits",
    );
    t.equal(host.edits[0]!.newFiles![0]!.file, host.version.levels[1]![0], "the table that came");
    t.equal([host.iterators, host.outputs.length], [0, 0], "iterators, and new tables");
    t.equal(host.disk.operations - onDisk, 0, "operations of the disk");

    const heavy = new ToyHost({
      1: [toyTable(7, ["a 5", "d 6"])],
      3: [toyTable(3, ["b 1"], 1001)],
    });
    t.given("compacted", "the same, with more bytes of grandparents than a move may have");
    await compactLevel(heavy, 1, { tableBytes: 100 });
    t.equal(heavy.written(), [["a 5"], ["d 6"]], "what the output has");
  },
);

law(
  "nothing-left",
  "where nobody reads anything of it any more, the inputs go and no table comes",
  { hint: "One edit" },
  async (t) => {
    const host = new ToyHost({
      0: [toyTable(9, ["a 30 x", "b 31 x", "c 32 x"])],
      1: [toyTable(7, ["a 5", "b 6"]), toyTable(6, ["c 3"])],
    });
    t.did("version", sketch(host.version));
    t.did("compacted", "level 0 into level 1: nothing lies below");
    await compactLevel(host, 0, LARGE);
    t.equal(
      host.edits.map(editText),
      [
        {
          deleted: ["level 0: 9", "level 1: 6", "level 1: 7"],
          added: [],
          pointers: ["level 0: c 32 x"],
        },
      ],
      "the edits",
    );
    t.equal(host.disk.list(""), [], "the files that were made");
  },
);

law(
  "oldest-at-the-beginning",
  "what somebody could read when it began stays, also where that reader goes meanwhile",
  { hint: "Merge, sift, write" },
  async (t) => {
    for (const [oldest, kept] of [
      [1000, ["a 9", "b 8"]],
      [6, ["a 9", "a 6", "b 8", "b 7", "b 3 x"]],
      [2, ["a 9", "a 6", "a 4", "b 8", "b 7", "b 3 x", "b 2"]],
    ] as const) {
      const host: ToyHost = new ToyHost(
        {
          0: [
            toyTable(9, ["a 9", "b 8", "b 7"]),
            toyTable(8, ["a 6", "a 4", "b 3 x", "b 2", "b 1"]),
          ],
          4: [toyTable(1, ["b 0"])],
        },
        {
          oldestReadSequence: oldest,
          sliceBytes: 1,
          onPause: () => (host.oldestReadSequence = 2000),
        },
      );
      t.given("compacted", "a 9, b 8, b 7 and a 6, a 4, b 3 x, b 2, b 1, over b 0 in level 4");
      t.did("the oldest reader", `is at ${oldest}, and goes at the first pause`);
      await compactLevel(host, 0, LARGE);
      t.equal(host.written(), [kept], "what the output has");
      t.floor("pauses", host.pauses, 5);
    }
  },
);

law(
  "one-key-one-table",
  "the versions of one user key stay in one table, however long it becomes",
  { hint: "Where a table ends" },
  async (t) => {
    const versions = Array.from({ length: 30 }, (_, i) => `m ${60 - i}`);
    const host = new ToyHost(
      {
        0: [toyTable(9, ["a 70", ...versions.slice(0, 9), "z 71"]), toyTable(8, versions.slice(9))],
      },
      { oldestReadSequence: 0 },
    );
    t.did("compacted", "a, thirty versions of m, and z, which are all held by a snapshot");
    t.did("limits", "a table ends at 1 byte");
    await compactLevel(host, 0, { tableBytes: 1 });
    t.equal(host.written(), [["a 70"], versions, ["z 71"]], "what the outputs have");
  },
);

law(
  "ends",
  "a table ends before the next user key, as soon as it is as long as tableBytes, or longer",
  { hint: "Where a table ends" },
  async (t) => {
    const entries = Array.from({ length: 12 }, (_, i) => toyEntry(`k${10 + i} 5`, 100));
    const first = entries.slice(0, 5).map(growing()).at(-1);
    for (const [tableBytes, lengths] of [
      [first!, [5, 5, 2]],
      [first! + 1, [6, 6]],
      [first! - 1, [5, 5, 2]],
      [1, entries.map(() => 1)],
      [1e6, [12]],
    ] as const) {
      const host = new ToyHost({ 0: [toyTable(9, entries)], 1: [toyTable(1, ["k10 1", "k99 1"])] });
      t.given("compacted", `twelve entries; five of them make a table of exactly ${first}`);
      t.did("limits", `a table ends at ${tableBytes} bytes`);
      await compactLevel(host, 0, { tableBytes });
      const found = host.written();
      // The last one has k99 besides.
      const counts = found.map((texts) => texts.filter((text) => text !== "k99 1").length);
      t.equal(
        counts.filter((count) => count > 0),
        lengths,
        "how many entries the outputs have",
      );
      t.equal(found.flat().length, 13, "entries in all");
      t.equal(host.outputs.length, found.length, "how many tables were made");
    }
  },
);

law(
  "grandparents",
  "a table ends when it has passed more bytes of grandparents than it may have",
  { hint: "What it will cost later" },
  async (t) => {
    const texts = ["a 90", "b 90", "c 90", "d 90", "e 90", "f 90", "g 90", "h 90"];
    const merged = async (sizes: readonly number[], shift = "") => {
      const host = new ToyHost({
        0: [toyTable(20, texts), toyTable(19, ["a 80", "h 80"])],
        2: [..."abcdefgh"].map((key, i) => toyTable(1 + i, [`${key}${shift} 7`], sizes[i])),
      });
      t.given("compacted", "a, b, c, d, e, f, g, h into level 1");
      t.did("grandparents", `a table for each of these keys, of ${sizes.join(", ")} bytes`);
      t.did("limits", `${grandparentBytesMax(limitsOf({ tableBytes: 1000 }))} bytes may be passed`);
      await compactLevel(host, 0, { tableBytes: 1000 });
      return host.written().map((each) => each.map((text) => text[0]).join(""));
    };
    const even = new Array(8).fill(4000);
    // d is the first key that stands behind a, b and c: 12,000 bytes.
    t.equal(await merged(even, "a"), ["abc", "def", "gh"], "the keys of the outputs");
    t.equal(await merged([1, 1, 1, 1, 1, 1, 1, 1]), ["abcdefgh"], "the keys of the outputs");
    t.equal(
      await merged([10_000, 0, 0, 0, 0, 0, 0, 0], "a"),
      ["abcdefgh"],
      "the keys of the outputs",
    );
    t.equal(
      await merged([10_001, 0, 0, 0, 0, 0, 0, 0], "a"),
      ["a", "bcdefgh"],
      "the keys of the outputs",
    );
    t.equal(
      await merged([0, 6000, 6000, 0, 0, 0, 0, 9999], "a"),
      ["abc", "defgh"],
      "the keys of the outputs",
    );
    t.equal(
      await merged([0, 0, 0, 20_000, 20_000, 0, 0, 0], "a"),
      ["abcd", "e", "fgh"],
      "the keys of the outputs",
    );
  },
);

law(
  "passed-before",
  "grandparents that were passed before a table began do not count for it",
  { hint: "What it will cost later" },
  async (t) => {
    const far = [
      toyTable(1, ["b 1"], 9000),
      toyTable(2, ["c 1"], 9000),
      toyTable(3, ["y 1"], 1000),
    ];
    const last = new ToyHost({
      0: [toyTable(20, ["x 90", "z 90"]), toyTable(19, ["a 80", "a 79 x", "w 80 x"])],
      1: [toyTable(9, ["w 1"])],
      2: far,
    });
    t.did("compacted", "x, z and w, a deleted, into level 1; a is hidden until level 2");
    t.did("grandparents", "b and c of 9,000 bytes, y of 1,000; 10,000 may be passed");
    await compactLevel(last, 0, { tableBytes: 1000 });
    t.equal(last.written(), [["a 80"], ["x 90", "z 90"]], "what the outputs have");
    const again = new ToyHost({
      0: [toyTable(20, ["d 90", "e 90", "f 90"]), toyTable(19, ["a 80 x", "f 70"])],
      1: [toyTable(9, ["a 1"])],
      2: far,
    });
    t.given(
      "compacted",
      "a deletion that goes, then d, e, f; b and c lie before the first that stays",
    );
    await compactLevel(again, 0, { tableBytes: 1000 });
    t.equal(again.written(), [["d 90", "e 90", "f 90"]], "what the outputs have");
  },
);

law(
  "pauses",
  "after each slice of what was read, kept or not, the others get a turn; not after the last entry",
  { hint: "Slices" },
  async (t) => {
    // A user key of two bytes with its tag, and a value: 20 bytes an entry.
    const run = (from: number, sequence: number) =>
      Array.from({ length: 20 }, (_, i) => toyEntry(`${from + i} ${sequence}`, 10));
    for (const [sliceBytes, pauses] of [
      [1, 39],
      [20, 39],
      [21, 19],
      [40, 19],
      [41, 13],
      [200, 3],
      [799, 0],
      [400, 1],
      [399, 1],
      [1e9, 0],
    ] as const) {
      const host = new ToyHost(
        { 0: [toyTable(9, run(10, 90)), toyTable(8, run(10, 80))] },
        { sliceBytes },
      );
      t.given("compacted", "twenty keys and as many older versions, which go: each entry 20 bytes");
      t.did("slices", `of ${sliceBytes} bytes`);
      await compactLevel(host, 0, LARGE);
      t.equal(host.pauses, pauses, "pauses");
      t.equal(host.written()[0]!.length, 20, "how many entries stay");
    }
  },
);

law(
  "durable-first",
  "when the edit is installed, every output is on the device, whole and with its name",
  { hint: "One edit" },
  async (t) => {
    const keys = Array.from({ length: 40 }, (_, i) => toyEntry(`k${10 + i} 9`, 50));
    const host = new ToyHost({ 0: [toyTable(9, keys), toyTable(8, ["k10 3"])] });
    t.did("compacted", "forty entries, into several tables");
    await compactLevel(host, 0, { tableBytes: 400 });
    t.floor("outputs", host.outputs.length, 4);
    checkDurable(t, host);
    t.equal(host.disk.openFiles, 0, "open files");
  },
);

const anyToy = fc.record({
  newest: fc.array(fc.array(anyToyKey(), { minLength: 1, maxLength: 8 }), {
    minLength: 1,
    maxLength: 3,
  }),
  level1: fc.array(anyToyKey(), { maxLength: 10 }),
  level2: fc.array(anyToyKey(), { maxLength: 14 }),
  /** How long its tables are. */
  level2Bytes: fc.constantFrom(100, 1000, 4000),
  deepest: fc.array(anyToyKey(), { maxLength: 3 }),
  /** Level 0 into 1, level 1 into 2, or all three into level 4. */
  outputLevel: fc.constantFrom(1, 1, 1, 2, 4),
  oldest: fc.integer({ min: 0, max: 50 }),
  tableBytes: fc.constantFrom(1, 60, 100, 150, 300, 1000),
  sliceBytes: fc.constantFrom(1, 30, 100, 1e9),
});

interface ToyKey {
  readonly key: string;
  readonly isDeletion: boolean;
  readonly valueBytes: number;
  readonly isEnd: boolean;
}

function anyToyKey(): fc.Arbitrary<ToyKey> {
  return fc.record({
    key: fc.constantFrom(..."abcdefghij"),
    isDeletion: fc.boolean(),
    valueBytes: fc.integer({ min: 0, max: 60 }),
    isEnd: fc.boolean(),
  });
}

/** Tables of these keys; sequences rise from the lowest level to the newest table. */
function drawnHost(drawn: typeof anyToy extends fc.Arbitrary<infer T> ? T : never) {
  let sequence = 0;
  let number = 1;
  const entry = ({ key, isDeletion, valueBytes }: ToyKey): ToyEntry => {
    sequence += 1;
    return toyEntry(`${key} ${sequence}${isDeletion ? " x" : ""}`, valueBytes);
  };
  const level = (keys: readonly ToyKey[], sizeBytes = 100): ToyTable[] => {
    const tables: ToyTable[] = [];
    let run: ToyEntry[] = [];
    // From the last key to the first, so that of one key the later ones are behind.
    for (const key of keys.toSorted((a, b) => (a.key < b.key ? 1 : a.key > b.key ? -1 : 0))) {
      run.push(entry(key));
      if (!key.isEnd) continue;
      tables.push(toyTable(number++, run, sizeBytes));
      run = [];
    }
    if (run.length > 0) tables.push(toyTable(number++, run, sizeBytes));
    return tables;
  };
  const deepest = level(drawn.deepest);
  const level2 = level(drawn.level2, drawn.level2Bytes);
  const level1 = level(drawn.level1);
  const newest = drawn.newest.map((keys) => toyTable(number++, keys.map(entry)));
  const options: ToyOptions = {
    oldestReadSequence: drawn.oldest,
    sliceBytes: drawn.sliceBytes,
  };
  return new ToyHost({ 0: newest, 1: level1, 2: level2, 5: deepest }, options);
}

law(
  "as-the-rules-say",
  "of any inputs the outputs have what stays, in order, and each ends where the rules say",
  { hint: "Where a table ends", seconds: 15 },
  async (t) => {
    let [tables, dropped, byGrandparents, below0] = [0, 0, 0, 0];
    await t.forAll([anyToy], async (drawn) => {
      const host = drawnHost(drawn);
      const limits = limitsOf({ tableBytes: drawn.tableBytes });
      const { outputLevel } = drawn;
      const levels = host.version.levels.map((files, level) => ({ level, files }));
      const runs = levels.filter(({ level, files }) => level < outputLevel && files.length > 0);
      if (outputLevel === 2 && host.version.levels[1]!.length === 0) return;
      const compaction =
        outputLevel === 4
          ? { inputs: runs, outputLevel, grandparents: [] }
          : allOf(host, outputLevel - 1, limits);
      t.did("version", sketch(host.version));
      t.did("compacted into", `level ${outputLevel}`);
      const inputs = compaction.inputs.flatMap(({ files }) =>
        files.flatMap(({ number }) => host.entriesOf(number)),
      );
      inputs.sort((a, b) => compareInternalKeys(a.key, b.key));
      t.did("merged", inputs.map(({ text }) => text).join(", "));
      t.did("the oldest reader", `is at ${drawn.oldest}`);
      t.did("limits", `tables end at ${limits.tableBytes} bytes`);
      const below = host.version.levels.slice(outputLevel + 1).flat();
      const kept = stays(inputs, drawn.oldest, (key) =>
        below.every(({ smallest, largest }) => {
          const ends = [smallest, largest].map((end) => Buffer.from(userKeyOf(end)).toString());
          return key < ends[0]! || key > ends[1]!;
        }),
      );
      const expected = ended(kept, limits, compaction.grandparents);
      await compact(host, compaction, limits);
      const isMove = compaction.inputs.length === 1 && compaction.inputs[0]!.files.length === 1;
      if (isMove && host.iterators === 0) return;
      t.equal(
        host.written().map((texts) => texts.join(", ")),
        expected.map((each) => each.map(({ text }) => text).join(", ")),
        "the outputs",
      );
      t.equal(host.overlapping, [], "tables that were asked for as one run, and overlap");
      t.equal(host.openIterators, 0, "iterators that were not closed");
      t.equal(host.disk.openFiles, 0, "open files");
      t.atMost(host.reads, inputs.length, "entries were read");
      tables += expected.length;
      dropped += inputs.length - kept.length;
      byGrandparents += ended(kept, limits, []).length < expected.length ? 1 : 0;
      below0 += compaction.inputs.filter(({ level }) => level > 0).length > 1 ? 1 : 0;
    });
    t.floor("outputs", tables, 150);
    t.floor("entries that were dropped", dropped, 100);
    t.floor("merges in which grandparents ended a table", byGrandparents, 2);
    t.floor("merges of two levels below level 0", below0, 10);
  },
);

law(
  "failures",
  "whatever fails before the edit, its error is passed on, every output is abandoned, every iterator closed",
  { hint: "When it fails", seconds: 15 },
  async (t) => {
    const keys = Array.from({ length: 30 }, (_, i) => toyEntry(`k${10 + i} 9`, 50));
    const older = Array.from({ length: 30 }, (_, i) => `k${10 + i} 3`);
    const failed = new Error("it failed");
    let count = 0;
    const after = (nth: number) => {
      let left = nth;
      return () => {
        left -= 1;
        if (left === 0) throw failed;
      };
    };
    const cases: (readonly [
      string,
      (nth: number) => ToyOptions,
      (host: ToyHost, nth: number) => void,
    ])[] = [
      ["read", (nth) => ({ onRead: after(nth) }), () => {}],
      ["pause", (nth) => ({ onPause: after(nth), sliceBytes: 60 }), () => {}],
      ["call for a new table", (nth) => ({ onNewTable: after(nth) }), () => {}],
      ["write", () => ({}), (host, nth) => host.disk.failWrites({ nth })],
      ["sync", () => ({}), (host, nth) => host.disk.failSync({ nth })],
      ["sync of the directory", () => ({}), (host, nth) => host.disk.failDirectorySync({ nth })],
    ];
    for (const [what, optionsOf, arm] of cases) {
      for (let nth = 1; ; nth++) {
        const host = new ToyHost(
          {
            0: [toyTable(9, keys)],
            1: [toyTable(8, older.slice(0, 15)), toyTable(7, older.slice(15))],
          },
          optionsOf(nth),
        );
        arm(host, nth);
        t.given("compacted", "thirty keys and their older versions");
        t.did("failed", `${what} ${nth}`);
        const limits = limitsOf({ tableBytes: 400 });
        const done = compact(host, allOf(host, 0, limits), limits);
        if (await succeeds(done)) {
          checkDurable(t, host);
          t.equal(host.written().flat().length, 30, "entries of the outputs, where nothing failed");
          break;
        }
        const error = await t.fails(() => done);
        t.holds(
          error === failed || (error as { code?: string }).code === "EIO",
          "another error came",
        );
        t.equal(host.edits.length, 0, "edits");
        t.equal(host.disk.list(""), [], "files that are left");
        t.equal(host.openIterators, 0, "iterators that were not closed");
        t.equal(host.disk.openFiles, 0, "open files");
        count += 1;
      }
    }
    t.floor("failures", count, 80);
  },
);

law(
  "install-fails",
  "where the edit fails the outputs stay: it may be durable, and then they are the data",
  { hint: "When it fails" },
  async (t) => {
    const failed = new Error("the MANIFEST failed");
    const keys = Array.from({ length: 30 }, (_, i) => toyEntry(`k${10 + i} 9`, 50));
    const host = new ToyHost(
      { 0: [toyTable(9, keys), toyTable(8, ["k10 3"])] },
      {
        onInstall: () => {
          throw failed;
        },
      },
    );
    t.did("compacted", "thirty keys; install rejects");
    const error = await t.fails(() => compactLevel(host, 0, { tableBytes: 400 }));
    t.holds(error === failed, "another error came");
    t.floor("outputs", host.outputs.length, 3);
    t.equal(host.disk.list("").length, host.outputs.length, "files that are left");
    const left = host.outputs.flatMap((number) => tableTexts(host.disk, number));
    t.equal(left.length, 30, "entries in them");
    t.equal([host.openIterators, host.disk.openFiles], [0, 0], "iterators, and files, left open");
  },
);

law(
  "in-a-store",
  "a store finds the same before and after, and has the new tables in place of the old",
  { hint: "In a store", seconds: 15 },
  async (t) => {
    const disk = new SimDisk();
    const user = await filled(disk);
    t.did("store", sketch(user.store.version));
    t.did("compacted", "level 0, and then level 1");
    await compactAll(user.store, 0, SMALL);
    sameWorld(t, worldOf(user.store), user.world, "after level 0");
    t.equal(user.store.version.levels[0]!.length, 0, "tables in level 0");
    await compactAll(user.store, 1, SMALL);
    sameWorld(t, worldOf(user.store), user.world, "after level 1");
    t.equal(
      user.store.version.levels.map((files) => files.length > 0),
      [false, false, true, false, false, false, false],
      "the levels that have tables",
    );
    t.equal(tablesOn(disk), tablesOf(user.store), "the tables on the disk");
    for (const [key, value] of user.world) t.bytes(user.store.get(utf8(key)), value);
    t.equal(user.store.get(utf8("k004")), undefined, "a key that was deleted");
    await user.store.close();
    t.equal(disk.openFiles, 0, "open files");
    const again = await opened(disk);
    sameWorld(t, worldOf(again), user.world, "opened again");
    await again.close();
  },
);

law(
  "read-once",
  "a compaction reads no more bytes than its inputs have, and writes no more than it must",
  { hint: "Merge, sift, write" },
  async (t) => {
    const disk = new SimDisk();
    const first = await filled(disk);
    await first.store.close();
    const { world } = first;
    const store = await opened(disk);
    const inputs = store.version.levels.slice(0, 2).flat();
    const bytes = inputs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const before = disk.counts;
    t.did("compacted", `level 0 into level 1: ${inputs.length} tables of ${bytes} bytes in all`);
    await compactAll(store, 0, SMALL);
    const { counts } = disk;
    // The footer and the index are read to open a table; of what is merged each block once.
    t.atMost(counts.bytesRead - before.bytesRead, bytes, "bytes were read");
    t.atMost(counts.opens - before.opens, 2 * inputs.length, "files were opened");
    const outputs = store.version.levels[1]!;
    const written = outputs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const edit = 100 * (inputs.length + outputs.length) + 200;
    t.atMost(counts.bytesWritten - before.bytesWritten, written + edit, "bytes were written");
    t.atMost(counts.syncs - before.syncs, outputs.length + 1, "files were synced");
    sameWorld(t, worldOf(store), world, "afterwards");
    await store.close();
  },
);

law(
  "moves-cost-nothing",
  "to move a table reads nothing and writes one record of the MANIFEST",
  { hint: "Only a change of level" },
  async (t) => {
    const disk = new SimDisk();
    const user = new User(await opened(disk));
    await user.flushed(keysOf(40));
    const tables = tablesOf(user.store);
    const before = disk.counts;
    t.did("compacted", "one table of forty entries from level 0 to level 1, to 2, to 3");
    for (let level = 0; level < 3; level++) await compactAll(user.store, level);
    const { counts } = disk;
    t.equal(tablesOf(user.store), tables, "the tables");
    t.equal(user.store.version.levels[3]!.length, 1, "tables in level 3");
    t.equal(counts.bytesRead - before.bytesRead, 0, "bytes that were read");
    t.equal(counts.opens - before.opens, 0, "files that were opened");
    t.atMost(counts.writes - before.writes, 3, "writes");
    sameWorld(t, worldOf(user.store), user.world, "afterwards");
    await user.store.close();
  },
);

law(
  "readers",
  "iterators and snapshots that were there before see their world until they go, and their files stay as long",
  { hint: "In a store", seconds: 15 },
  async (t) => {
    const disk = new SimDisk();
    const user = await filled(disk);
    const { store } = user;
    const then = new Map(user.world);
    const snapshot = store.snapshot();
    const iterator = store.iterator();
    const half = store.iterator();
    half.seek(utf8("k010"));
    const oldTables = tablesOf(store);
    t.did("opened", "two iterators, one of which stands at k010, and a snapshot");
    await user.flushed([...keysOf(20).map((key) => `-${key}`), ...keysOf(10, 30)]);
    t.did("deleted", "k000 to k019, wrote k030 to k039, compacted level 0 and then level 1");
    await compactAll(store, 0, SMALL);
    await compactAll(store, 1, SMALL);
    sameWorld(t, worldOf(store), user.world, "now");
    sameWorld(t, worldOf(store, { snapshot }), then, "at the snapshot");
    const seen = new Map<string, string>();
    for (iterator.seekToFirst(); iterator.isValid; iterator.next()) {
      seen.set(Buffer.from(iterator.key).toString(), Buffer.from(iterator.value).toString());
    }
    sameWorld(t, seen, then, "of the iterator that was opened before");
    t.equal(Buffer.from(half.key).toString(), "k010", "where the other one stands");
    const left = new Set(tablesOn(disk));
    t.equal(
      oldTables.filter((number) => !left.has(number)),
      [],
      "old tables that were removed",
    );
    iterator.close();
    t.floor("old tables", oldTables.length, 4);
    t.equal(tablesOn(disk).length >= oldTables.length, true, "old tables stay for the other one");
    half.close();
    t.equal(tablesOn(disk), tablesOf(store), "tables on the disk, when both are closed");
    sameWorld(t, worldOf(store, { snapshot }), then, "at the snapshot");
    store.release(snapshot);
    await user.flushed(["k050"]);
    await compactAll(store, 0, { tableBytes: 1e6 });
    await compactAll(store, 1, { tableBytes: 1e6 });
    sameWorld(t, worldOf(store), user.world, "afterwards");
    await store.close();
    t.equal(disk.openFiles, 0, "open files");
  },
);

law(
  "writers",
  "what is written and flushed while it goes on stays, above it",
  { hint: "In a store", seconds: 15 },
  async (t) => {
    const disk = new SimDisk();
    let turn: (() => Promise<void>) | undefined;
    const slices = { bytes: 100, pause: () => turn?.() ?? Promise.resolve() };
    const user = await filled(disk, slices);
    let pauses = 0;
    turn = async () => {
      pauses += 1;
      const now = turn;
      turn = undefined;
      await user.put(`k${String(pauses % 40).padStart(3, "0")}`);
      await user.delete(`k${String((pauses * 7) % 40).padStart(3, "0")}`);
      if (pauses % 4 === 0) await user.store.flush();
      turn = now;
      sameWorld(t, worldOf(user.store), user.world, `at pause ${pauses}`);
    };
    t.did("compacted", "level 0; at each pause wrote, deleted, and sometimes flushed");
    await compactAll(user.store, 0, SMALL);
    turn = undefined;
    t.floor("pauses", pauses, 8);
    t.holds(
      user.store.version.levels[0]!.length >= 2,
      "what was flushed meanwhile is not in level 0",
    );
    sameWorld(t, worldOf(user.store), user.world, "afterwards");
    await user.store.close();
    const again = await opened(disk);
    sameWorld(t, worldOf(again), user.world, "opened again");
    await again.close();
  },
);

law(
  "crashes",
  "a crash at any operation of a compaction, in any way, loses nothing that was acknowledged",
  { hint: "One edit", seconds: 60 },
  async (t) => {
    const disk = new SimDisk();
    let turn: (() => Promise<void>) | undefined;
    const slices = { bytes: 700, pause: () => turn?.() ?? Promise.resolve() };
    const user = await filled(disk, slices);
    const states: { readonly at: number; readonly world: ReadonlyMap<string, string> }[] = [];
    const acknowledged = () => states.push({ at: disk.operations, world: new Map(user.world) });
    acknowledged();
    const from = disk.operations;
    let writes = 0;
    turn = async () => {
      const now = turn;
      turn = undefined;
      writes += 1;
      await user.put(`w${writes}`, { sync: true });
      acknowledged();
      turn = now;
    };
    await compactAll(user.store, 0, SMALL);
    await compactAll(user.store, 1, SMALL);
    turn = undefined;
    const to = disk.operations;
    t.did("compacted", `level 0 and level 1, with ${writes} synced writes meanwhile`);
    let count = 0;
    for (const { at, disk: found, replay } of crashes(disk, { seed: t.seed, from, to })) {
      const store = await openedAfter(t, found, replay);
      const sure = states.findLast((state) => state.at <= at)!.world;
      const next = states.find((state) => state.at > at)?.world ?? sure;
      const got = worldOf(store);
      for (const key of new Set([...sure.keys(), ...got.keys()])) {
        const value = got.get(key);
        if (value === sure.get(key) || value === next.get(key)) continue;
        t.given("crashed", replay);
        t.equal(value, sure.get(key), `the value of "${key}"`);
      }
      count += 1;
      if (count % 50 === 0) {
        await compactAll(store, 0, SMALL);
        sameWorld(t, worldOf(store), got, `compacted after ${replay}`);
      }
      await store.close();
      if (found.openFiles !== 0) t.equal(found.openFiles, 0, `files left open after ${replay}`);
    }
    t.floor("crashes", count, 200);
  },
);

law(
  "faults",
  "a write or sync that fails ends the writing and loses nothing: the store serves, and so does the next process",
  { hint: "When it fails", seconds: 30 },
  async (t) => {
    const disk = new SimDisk();
    const first = await filled(disk);
    const { world } = first;
    await first.store.close();
    const kinds = ["failWrites", "failSync", "failDirectorySync"] as const;
    const counts = { failWrites: 0, failSync: 0, failDirectorySync: 0 };
    for (const kind of kinds) {
      for (let nth = 1; ; nth++) {
        const here = disk.crash({ mode: "kept" });
        const store = await opened(here);
        here[kind]({ nth });
        const job = compactAll(store, 0, SMALL);
        if (await succeeds(job)) {
          await store.close();
          break;
        }
        t.given("compacted", `level 0; ${kind} for the ${nth}th`);
        await t.fails(() => job, "STORE_FAILED");
        t.holds(store.failure !== undefined, "the store does not say that it has failed");
        await t.fails(() => store.put(utf8("k000"), utf8("refused")), "STORE_FAILED");
        sameWorld(t, worldOf(store), world, "while the store refuses to write");
        await t.fails(() => store.close(), "STORE_FAILED");
        t.equal(here.openFiles, 0, "open files");
        for (const mode of ["kept", "lost", "scattered"] as const) {
          const left = here.crash({ mode, seed: t.seed });
          const again = await openedAfter(t, left, `crash ${mode}`);
          sameWorld(t, worldOf(again), world, `opened again after a crash, ${mode}`);
          t.equal(tablesOn(left), tablesOf(again), "the tables on the disk");
          await again.close();
        }
        counts[kind] += 1;
      }
    }
    t.floor("writes that failed", counts.failWrites, 3);
    t.floor("syncs that failed", counts.failSync, 3);
    t.floor("directory syncs that failed", counts.failDirectorySync, 2);
  },
);

const SMALL = { tableBytes: 600 };

/** A store with tables in level 1, and three in level 0 over them; k004 and k013 are deleted there. */
async function filled(
  disk: SimDisk,
  slices?: NonNullable<Parameters<typeof opened>[1]>["slices"],
): Promise<User> {
  const user = new User(await opened(disk, slices === undefined ? {} : { slices }));
  await user.flushed(keysOf(14, 0, 2));
  await user.flushed(keysOf(6, 1, 4));
  await compactAll(user.store, 0, SMALL);
  await user.flushed(["k003", "-k004", "k008", "k020", "k021"]);
  await user.flushed([...keysOf(6, 2, 3), "-k013"]);
  await user.flushed(["k000", "k005", "-k030", "k040"]);
  return user;
}

/** Holds that all outputs of the edit were on the device, whole, when it was installed, and nothing else was. */
function checkDurable(t: Trial, host: ToyHost): void {
  const durable = host.disk.crash({ at: host.installedAt, mode: "lost" }).files();
  const files = host.edits[0]!.newFiles!.map(({ file }) => file);
  t.equal(
    [...durable.keys()],
    files.map(({ number }) => `000${number}.ldb`).sort(),
    "the files that a crash leaves when the edit is installed",
  );
  for (const { number, sizeBytes } of files) {
    const bytes = durable.get(`000${number}.ldb`)!;
    t.equal(bytes.length, sizeBytes, `the length that table ${number} has then`);
  }
}

/** Opens what a crash has left; it must open. */
async function openedAfter(t: Trial, disk: SimDisk, replay: string): Promise<LsmStore> {
  try {
    return await opened(disk);
  } catch (error) {
    t.given("crashed", replay);
    t.did("files", disk.list(DIRECTORY).join(" "));
    throw error;
  }
}

/** Whether the promise resolves. What is not written is told. */
async function succeeds(promise: Promise<unknown>): Promise<boolean> {
  try {
    await promise;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "NotImplemented") throw error;
    return false;
  }
}

const userKeyText = ({ text }: ToyEntry): string => text.split(" ")[0]!;

/** What of a sorted merge stays, by asking all of it for each. */
function stays(
  inputs: readonly ToyEntry[],
  oldest: number,
  isBottom: (key: string) => boolean,
): ToyEntry[] {
  const known = inputs.map((entry) => ({
    entry,
    key: userKeyText(entry),
    sequence: sequenceOf(entry.key),
  }));
  const left = known.filter(({ entry, key, sequence }) => {
    const isHidden = known.some(
      (other) => other.key === key && other.sequence > sequence && other.sequence <= oldest,
    );
    const isDeletion = entry.text.endsWith(" x");
    return !isHidden && !(isDeletion && sequence <= oldest && isBottom(key));
  });
  return left.map(({ entry }) => entry);
}

/** How long a table becomes with each entry that it is given. */
function growing(): (entry: ToyEntry) => number {
  const slices = { bytes: 1e9, pause: async () => {} };
  const place = { disk: new SimDisk(), directory: "", table: TOY_TABLE, slices };
  const output = new TableOutput(place, 1);
  return ({ key, value }) => {
    output.add(key, value);
    return output.sizeBytes;
  };
}

/** These entries in tables, each ended where the rules say. */
function ended(
  entries: readonly ToyEntry[],
  limits: CompactionLimits,
  grandparents: ReturnType<typeof compactionOf>["grandparents"],
): ToyEntry[][] {
  const tables: ToyEntry[][] = [];
  let table: ToyEntry[] = [];
  let grow = growing();
  let sizeBytes = 0;
  for (const entry of entries) {
    const [first, last] = [table[0], table.at(-1)];
    if (first !== undefined && last !== undefined) {
      const isBefore = (end: Uint8Array, { key }: ToyEntry) => compareInternalKeys(end, key) < 0;
      const passed = grandparents
        .filter(({ largest }) => isBefore(largest, entry) && !isBefore(largest, first))
        .reduce((sum, each) => sum + each.sizeBytes, 0);
      const isNew = userKeyText(last) !== userKeyText(entry);
      if (isNew && (sizeBytes >= limits.tableBytes || passed > grandparentBytesMax(limits))) {
        tables.push(table);
        table = [];
        grow = growing();
      }
    }
    table.push(entry);
    sizeBytes = grow(entry);
  }
  return table.length > 0 ? [...tables, table] : tables;
}
