import { encodeInternalKey, ValueType } from "@labs/db-05";
import type { FileMetadata, LsmStore } from "@labs/db-08";
import { compactRange, leveled, limitsOf, sizeTiered } from "@labs/db-09";
import { step, type Trial } from "@labs/grader/testing";
import { type Random, seededRandom } from "@labs/machine";
import { crashes, SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { entriesOfTheirs, SharedFolder } from "./leveldb.ts";
import {
  countOf,
  type Deed,
  entriesOf,
  keyOf,
  killedDeeds,
  LOADS,
  modelOf,
  opened,
  runsOf,
  sorted,
  TINY,
  tableBytesOf,
  textAt,
  textOf,
  utf8,
  write,
} from "./loads.ts";

const law = step("leveldb");

const STRATEGIES = [
  ["leveled", leveled],
  ["size-tiered", sizeTiered],
] as const;

/** How many entries the tables have, older versions and deletions too. */
async function entriesInTables(store: LsmStore): Promise<number> {
  let count = 0;
  await store.maintain(async (host) => {
    for (const file of host.version.levels.flat()) count += countOf(host.iterator([file]));
  });
  return count;
}

const numbersOf = (files: readonly FileMetadata[]): number[] => files.map(({ number }) => number);

/** By level, the numbers of the tables. */
const shapeOf = (store: LsmStore): number[][] => store.version.levels.map(numbersOf);

/** Which levels have tables. */
const levelsOf = (store: LsmStore): number[] =>
  store.version.levels.flatMap((files, level) => (files.length > 0 ? level : []));

async function stored(t: Trial, disk: SimDisk = new SimDisk()): Promise<LsmStore> {
  const store = await opened(disk);
  t.cleanup(() => store.close());
  return store;
}

/** Puts the numbers from `from` up to `to`, and makes a table of level 0 of them. */
async function flushed(store: LsmStore, from: number, to: number, at = 0): Promise<void> {
  for (let i = from; i < to; i++) await store.put(utf8(keyOf(i)), utf8(textAt(at)));
  await store.flush();
}

/** A table of these keys, moved down to `level` by compactRange of a lower and lower range. */
async function moveDown(store: LsmStore, file: FileMetadata, level: number): Promise<void> {
  await store.maintain(async (host) => {
    const from = host.version.levels.findIndex((files) =>
      files.some((f) => f.number === file.number),
    );
    await host.install({
      deletedFiles: [{ level: from, number: file.number }],
      newFiles: [{ level, file }],
    });
  });
}

law(
  "one-run",
  "compactRange without bounds flushes, and makes one run of all there is, with nothing in level 0",
  { hint: "Level by level" },
  async (t) => {
    const store = await stored(t);
    await compactRange(store);
    t.equal(levelsOf(store), [], "levels that have tables, of an empty store");
    for (const round of [0, 1, 2]) await flushed(store, 5 * round, 5 * round + 20, round);
    await store.put(utf8("a key"), utf8("not flushed"));
    t.did("flushed", "three tables that overlap, and put one key more");
    await compactRange(store, {}, TINY);
    t.equal(levelsOf(store), [1], "levels that have tables");
    t.equal(store.version.levels[1]!.length, 1, "how many tables");
    t.equal(entriesOf(store).length, 31, "how many keys there are");
    t.equal(await entriesInTables(store), 31, "how many entries the tables have");
  },
);

law(
  "to-the-lowest",
  "what it finds goes down to the lowest level that has keys of the range, however many levels are empty between",
  { hint: "Level by level" },
  async (t) => {
    for (const lowest of [1, 2, 4, 6]) {
      const store = await stored(t);
      await flushed(store, 0, 10, 1);
      await moveDown(store, store.version.levels[0]![0]!, lowest);
      await flushed(store, 5, 15, 2);
      t.given("there are", `a table in level 0, and one in level ${lowest}`);
      await compactRange(store, {}, TINY);
      t.equal(levelsOf(store), [lowest], "levels that have tables");
      t.equal(await entriesInTables(store), 15, "how many entries the tables have");
      t.equal(textOf(store.get(utf8(keyOf(7)))!), textAt(2), "the value of a key that both had");
    }
  },
);

law(
  "its-own-tombstones",
  "a table with values and the deletions that hide them, alone in its store, is merged and not only moved",
  { hint: "What a move leaves" },
  async (t) => {
    const store = await stored(t);
    for (let i = 0; i < 12; i++) await store.put(utf8(keyOf(i)), utf8(textAt(0)));
    for (let i = 0; i < 12; i += 2) await store.delete(utf8(keyOf(i)));
    await store.put(utf8(keyOf(1)), utf8(textAt(1)));
    t.did("wrote", "12 keys, deleted 6, put one again: all in one memtable");
    await compactRange(store);
    t.equal(levelsOf(store), [1], "levels that have tables");
    t.equal(await entriesInTables(store), 6, "how many entries the tables have");
    for (let i = 0; i < 12; i++) await store.delete(utf8(keyOf(i)));
    t.did("deleted", "all");
    await compactRange(store);
    t.equal(levelsOf(store), [], "levels that have tables");
  },
);

law(
  "the-lowest-level-too",
  "tables of the lowest level that nothing above meets are merged as well, once, in their level",
  { hint: "What a move leaves" },
  async (t) => {
    const store = await stored(t);
    for (const lowest of [1, 3]) {
      for (let i = 0; i < 10; i++) {
        await store.put(utf8(keyOf(i)), utf8(textAt(0)));
        await store.delete(utf8(keyOf(i)));
      }
      await store.put(utf8(keyOf(lowest)), utf8("the only one"));
      await store.flush();
      await moveDown(store, store.version.levels[0]![0]!, lowest);
      t.given("in level", `${lowest} is a table of 10 keys with their deletions, and one value`);
      await compactRange(store);
      t.equal(levelsOf(store), [lowest], "levels that have tables");
      t.equal(await entriesInTables(store), 1, "how many entries the tables have");
      await store.delete(utf8(keyOf(lowest)));
      await compactRange(store);
      t.equal(levelsOf(store), [], "levels that have tables, when that is deleted too");
    }
  },
);

law(
  "a-key-in-two-tables",
  "a deletion in the lowest level goes with what it hides in the next table, also where the range ends before it",
  { hint: "What a move leaves" },
  async (t) => {
    const store = await stored(t);
    // Nine writes, of which nothing is left: what is put into level 2 by hand is as old.
    for (let i = 0; i < 9; i++) await store.delete(utf8(keyOf(50)));
    await compactRange(store);
    const entry = (number: number, sequence: number, type: ValueType) =>
      [encodeInternalKey(utf8(keyOf(number)), sequence, type), utf8(textAt(sequence))] as const;
    await store.maintain(async (host) => {
      for (const entries of [
        [entry(10, 1, ValueType.Value), entry(20, 9, ValueType.Deletion)],
        [entry(20, 4, ValueType.Value), entry(30, 2, ValueType.Value)],
      ]) {
        const output = host.newTable();
        for (const [key, value] of entries) output.add(key, value);
        await host.install({ newFiles: [{ level: 2, file: await output.finish() }] });
      }
    });
    t.did("level 2", "10 and the deletion of 20 in one table; an older value of 20 and 30 behind");
    t.equal(store.get(utf8(keyOf(20))), undefined, "the value of 20");
    await compactRange(store, { lte: utf8(keyOf(15)) });
    t.did("compacted", "up to 15");
    t.equal(store.get(utf8(keyOf(20))), undefined, "the value of 20");
    t.equal(
      entriesOf(store).map(([key]) => key),
      [keyOf(10), keyOf(30)],
      "the keys that there are",
    );
  },
);

law(
  "written-once",
  "what a merge on the way down has written is not written again in the lowest level",
  { hint: "What a move leaves" },
  async (t) => {
    const disk = new SimDisk();
    const store = await stored(t, disk);
    for (const round of [1, 2]) await flushed(store, 0, 60, round);
    const before = disk.counts.bytesWritten;
    t.did("compacted", "two tables of level 0, of the same 60 keys");
    await compactRange(store);
    t.equal(await entriesInTables(store), 60, "how many entries the tables have");
    const tables = tableBytesOf(store.version);
    t.floor("bytes of tables", tables, 6000);
    const written = disk.counts.bytesWritten - before;
    t.atMost(written, tables + 1000, `bytes were written, of which ${tables} are the tables'`);
  },
);

law(
  "what-lies-between",
  "between two tables of the lowest level nothing is left out: what has just come there goes with them",
  { hint: "What a move leaves" },
  async (t) => {
    const store = await stored(t);
    for (const from of [0, 40]) {
      await flushed(store, from, from + 5);
      await moveDown(store, store.version.levels[0]![0]!, 1);
    }
    for (const at of [1, 2]) await flushed(store, 20, 25, at);
    t.did("tables", "0 to 4 and 40 to 44 in level 1; 20 to 24 twice in level 0");
    await compactRange(store, {}, TINY);
    t.equal(levelsOf(store), [1], "levels that have tables");
    t.equal(await entriesInTables(store), 15, "how many entries the tables have");
    t.equal(textOf(store.get(utf8(keyOf(22)))!), textAt(2), "the value of 22");
  },
);

law(
  "in-its-place",
  "the merge of the lowest level in its place sets no pointer, and no table of it ends for what lies further down",
  { hint: "What a move leaves" },
  async (t) => {
    const store = await stored(t);
    await flushed(store, 100, 220);
    for (const file of store.version.levels[0]!) await moveDown(store, file, 2);
    for (const number of [0, 500, 900]) await store.put(utf8(keyOf(number)), utf8("short"));
    await store.flush();
    await moveDown(store, store.version.levels[0]![0]!, 1);
    t.did("tables", "one with 0, 500 and 900 in level 1; those with 100 to 219 in level 2");
    const below = store.version.levels[2]!;
    const bytes = below.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    t.floor("bytes of level 2", bytes, 10_001);
    t.did("compacted", "up to 9, with tables of 1,000 bytes");
    const pointers = new Map<number, Uint8Array>();
    await compactRange(store, { lte: utf8(keyOf(9)) }, { tableBytes: 1000 });
    await store.maintain(async ({ compactPointers }) => {
      for (const [level, key] of compactPointers) pointers.set(level, key);
    });
    t.equal(store.version.levels[1]!.length, 1, "tables in level 1");
    t.equal(numbersOf(store.version.levels[2]!), numbersOf(below), "the tables of level 2");
    t.equal([...pointers.keys()], [], "levels that have a pointer");
  },
);

law(
  "limits-are-said",
  "tables end where the limits say that are given, of merged levels and of the lowest one; else where LevelDB's do",
  { hint: "Level by level" },
  async (t) => {
    for (const limits of [{ tableBytes: 500 }, {}]) {
      for (const rounds of [1, 2]) {
        const store = await opened(new SimDisk(), undefined, { blockSizeBytes: 200 });
        t.cleanup(() => store.close());
        for (let round = 1; round <= rounds; round++) await flushed(store, 0, 20, round);
        t.given("flushed", `20 keys, ${rounds === 1 ? "once: they are moved" : "twice"}`);
        t.did("limits", limits);
        await compactRange(store, {}, limits);
        const { length } = store.version.levels[1]!;
        t.equal(levelsOf(store), [1], "levels that have tables");
        if ("tableBytes" in limits) t.holds(length >= 3, `there are ${length} tables`);
        else t.equal(length, 1, "tables");
      }
    }
  },
);

law(
  "bounds",
  "both bounds are included; a table without keys of the range stays as it is, where it is",
  { hint: "Who is in the range" },
  async (t) => {
    const ends = [
      [[25, 25], [2]],
      [
        [29, 31],
        [2, 3],
      ],
      [[19, 19], [1]],
      [
        [20, 20],
        [1, 2],
      ],
      [
        [30, undefined],
        [2, 3],
      ],
      [[undefined, 9], [0]],
      [
        [undefined, 10],
        [0, 1],
      ],
      [[40, 50], []],
      [[31, 39], [3]],
    ] as const;
    for (const [[gte, lte], touched] of ends) {
      const store = await stored(t);
      // What lies deeper is older.
      for (const [from, to, level] of [
        [20, 31, 3],
        [0, 10, 2],
        [10, 21, 2],
        [30, 40, 2],
      ] as const) {
        await flushed(store, from, to, from);
        await moveDown(store, store.version.levels[0]![0]!, level);
      }
      t.given("tables", "0 to 9, 10 to 20 and 30 to 39 in level 2, 20 to 30 in level 3");
      const before = shapeOf(store);
      const bounds = {
        ...(gte === undefined ? {} : { gte: utf8(keyOf(gte)) }),
        ...(lte === undefined ? {} : { lte: utf8(keyOf(lte)) }),
      };
      t.did("compacted", `from ${gte ?? "the first key"} to ${lte ?? "the last"}`);
      // So small that no more of a level is taken than has to be.
      await compactRange(store, bounds, { tableBytes: 40 });
      const inOrder = [before[2]![0]!, before[2]![1]!, before[3]![0]!, before[2]![2]!];
      const after = shapeOf(store);
      for (const [at, number] of inOrder.entries()) {
        const level = at === 2 ? 3 : 2;
        const stays = !(touched as readonly number[]).includes(at);
        if (stays) t.equal(after[level]!.includes(number), true, `whether table ${at} stays`);
      }
      if (touched.length > 0) {
        const all = touched.map((at) => inOrder[at]!);
        const left = after.flat().filter((number) => all.includes(number));
        t.equal(left, [], "tables of the range that are there as they were");
      }
      t.equal(entriesOf(store).length, 40, "how many keys there are");
    }
    const store = await stored(t);
    for (const last of [1, 2]) {
      await store.put(Uint8Array.of(255, 255, 255), utf8(textAt(last)));
      await store.flush();
    }
    t.given("tables", "two in level 0, of one key of three bytes 255");
    await compactRange(store, { gte: utf8("a") });
    t.equal(levelsOf(store), [1], "levels that have tables");
  },
);

law(
  "as-far-as-was-seen",
  "how deep it goes is decided when the flush has ended, also where a table goes deeper meanwhile",
  { hint: "Level by level" },
  async (t) => {
    const store = await stored(t);
    await flushed(store, 0, 10, 1);
    const old = store.version.levels[0]![0]!;
    await moveDown(store, old, 3);
    for (const at of [2, 3]) await flushed(store, 0, 10, at);
    t.did("compacted", "two tables of level 0 over one of level 3");
    let isOver = false;
    const compacting = compactRange(store, {}, TINY).finally(() => {
      isOver = true;
    });
    compacting.catch(() => {});
    let isMoved = false;
    for (let i = 0; i < 400 && !isMoved && !isOver; i++) {
      await store.maintain(async (host) => {
        if (host.version.levels[0]!.length > 0) return;
        await host.install({
          deletedFiles: [{ level: 3, number: old.number }],
          newFiles: [{ level: 6, file: old }],
        });
        isMoved = true;
      });
    }
    await compacting;
    t.did("moved", "the one of level 3 to level 6, when level 0 was empty");
    t.holds(isMoved, "nobody had a turn between the levels");
    t.equal(levelsOf(store), [3, 6], "levels that have tables");
  },
);

law(
  "nothing-in-range",
  "where no table has keys of the range, what is in memory is flushed, and nothing else happens",
  { hint: "Who is in the range" },
  async (t) => {
    const store = await stored(t);
    await flushed(store, 0, 10);
    await flushed(store, 5, 12);
    const before = shapeOf(store);
    await store.put(utf8(keyOf(3)), utf8("new"));
    t.did("compacted", "a range behind all keys");
    await compactRange(store, { gte: utf8("z") });
    const [newest, ...older] = shapeOf(store);
    t.equal([newest!.slice(1), ...older], before, "the tables that were there");
    t.equal(newest!.length, 3, "tables of level 0");
    t.did("compacted", "from 8 to 2: a range that has no key");
    await compactRange(store, { gte: utf8(keyOf(8)), lte: utf8(keyOf(2)) });
    t.equal(shapeOf(store), [newest, ...older], "the tables, when there was nothing to flush");
  },
);

law(
  "space-comes-back",
  "when nine in ten keys were deleted, the tables and the files of the disk come to a tenth, by either strategy",
  { hint: "What a move leaves", seconds: 20 },
  async (t) => {
    for (const [name, make] of STRATEGIES) {
      const disk = new SimDisk();
      const store = await opened(disk, make(TINY));
      for (const deed of LOADS["fill at random"](500, seededRandom(t.seed)))
        await write(store, deed);
      await compactRange(store, {}, TINY);
      const full = tableBytesOf(store.version);
      for (let i = 0; i < 500; i++) if (i % 10 !== 0) await store.delete(utf8(keyOf(i)));
      await compactRange(store, {}, TINY);
      await store.idle();
      t.given("put", `500 keys, deleted 450, ${name}; then compactRange`);
      t.atMost(tableBytesOf(store.version), Math.ceil(full / 8), `bytes of tables, of ${full}`);
      t.equal(await entriesInTables(store), 50, "how many entries the tables have");
      t.atMost(disk.usedBytes, Math.ceil(full / 4), "bytes of all files of the disk");
      t.equal(runsOf(store.version), 1, "runs");
      await store.close();
    }
  },
);

law(
  "readers-go-on",
  "an iterator and a snapshot that were there before read what they read; what a snapshot sees is kept",
  { hint: "What a move leaves" },
  async (t) => {
    const store = await stored(t);
    await flushed(store, 0, 20, 1);
    const snapshot = store.snapshot();
    for (let i = 0; i < 20; i += 2) await store.delete(utf8(keyOf(i)));
    const iterator = store.iterator();
    iterator.seekToFirst();
    const compacting = compactRange(store, {}, TINY);
    await store.put(utf8("zz"), utf8("written meanwhile"));
    await compacting;
    t.did("wrote", "20 keys, a snapshot, deleted 10, an iterator; then compactRange");
    t.equal(countOf(iterator), 10, "how many keys the iterator has");
    const then = Array.from(store.entries({ snapshot }), ([, value]) => textOf(value));
    t.equal(then, Array(20).fill(textAt(1)), "what the snapshot sees");
    store.release(snapshot);
    await compactRange(store, {}, TINY);
    t.did("released", "the snapshot; then compactRange");
    t.equal(await entriesInTables(store), 11, "how many entries the tables have");
  },
);

law(
  "a-job-for-each-level",
  "each level is a job of its own: who asks for one meanwhile has a turn before all is done",
  { hint: "Level by level" },
  async (t) => {
    const store = await stored(t);
    await flushed(store, 0, 10, 1);
    await moveDown(store, store.version.levels[0]![0]!, 5);
    await flushed(store, 0, 10, 2);
    t.did("compacted", "a store with tables in levels 0 and 5");
    const order: string[] = [];
    const compacting = compactRange(store, {}, TINY).then(() => void order.push("all is done"));
    const seen: number[][] = [];
    for (let i = 0; i < 400 && order.length === 0; i++) {
      await store.maintain(async () => void seen.push(levelsOf(store)));
    }
    await compacting;
    const levels = new Set(seen.map((each) => each.join(" ")));
    t.did("saw meanwhile, in turns of one's own, tables in levels", [...levels].join("; "));
    t.holds(levels.size >= 3, "nobody had a turn between the levels");
    t.equal(levelsOf(store), [5], "levels that have tables");
  },
);

law(
  "refused",
  "of a closed store it is refused with STORE_CLOSED, and where the disk fails with STORE_FAILED; no handle is left open",
  { hint: "Level by level" },
  async (t) => {
    const disk = new SimDisk();
    const store = await opened(disk);
    await flushed(store, 0, 20, 1);
    await flushed(store, 0, 20, 2);
    t.did("failed", "the first sync of a table, in a compactRange");
    disk.failSync({ times: Number.POSITIVE_INFINITY });
    await t.fails(() => compactRange(store), "STORE_FAILED");
    t.equal(entriesOf(store).length, 20, "how many keys there are");
    await store.close().catch(() => {});
    t.equal(disk.openFiles, 0, "open files");
    const other = await opened(new SimDisk());
    await other.close();
    await t.fails(() => compactRange(other), "STORE_CLOSED");
  },
);

type Act =
  | { readonly put: number; readonly length: number }
  | { readonly remove: number; readonly length: number }
  | { readonly from: number; readonly to: number };

const anyPlace = fc.integer({ min: 0, max: 20 });
const anyLength = fc.integer({ min: 1, max: 8 });
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ put: anyPlace, length: anyLength }) },
  { weight: 2, arbitrary: fc.record({ remove: anyPlace, length: anyLength }) },
  { weight: 2, arbitrary: fc.record({ from: anyPlace, to: anyPlace }) },
);

law(
  "as-a-map",
  "whatever ranges are compacted the store has what a Map has; and compacted as a whole its tables have nothing else",
  { hint: "What a move leaves", seconds: 60 },
  async (t) => {
    const limits = limitsOf({ tableBytes: 200 });
    await t.forAll([fc.array(anyAct, { maxLength: 6 })], async (acts) => {
      const disk = new SimDisk();
      const store = await opened(disk, undefined, { blockSizeBytes: 64 });
      const model = new Map<string, string>();
      for (const [at, act] of acts.entries()) {
        t.did("did", act);
        if ("from" in act) {
          const [gte, lte] = [utf8(keyOf(act.from)), utf8(keyOf(act.to))];
          await compactRange(store, { gte, lte }, limits);
        } else {
          const first = "put" in act ? act.put : act.remove;
          for (let i = first; i < first + act.length; i++) {
            if ("put" in act) model.set(keyOf(i), `${at}`);
            else model.delete(keyOf(i));
            await write(
              store,
              "put" in act ? { key: keyOf(i), value: `${at}` } : { key: keyOf(i) },
            );
          }
          if (at % 3 !== 0) await store.flush();
        }
        t.equal(entriesOf(store), sorted(model), "what it has");
      }
      await compactRange(store, {}, limits);
      t.did("did", "compactRange of everything");
      t.equal(entriesOf(store), sorted(model), "what it has");
      t.equal(await entriesInTables(store), model.size, "how many entries the tables have");
      await store.close();
      t.equal(disk.openFiles, 0, "open files");
    });
  },
);

law(
  "every-crash",
  "a crash at any operation of a compactRange, in any mode, leaves all that was flushed",
  { hint: "Level by level", seconds: 30 },
  async (t) => {
    const disk = new SimDisk();
    const store = await opened(disk, undefined, { blockSizeBytes: 128 });
    await flushed(store, 0, 6, 1);
    await moveDown(store, store.version.levels[0]![0]!, 2);
    await flushed(store, 3, 9, 2);
    for (let i = 0; i < 5; i++) await store.delete(utf8(keyOf(i)));
    await store.flush();
    const expected = entriesOf(store);
    const from = disk.operations;
    await compactRange(store, {}, limitsOf({ tableBytes: 300 }));
    t.did("compacted", "three tables, in levels 0 and 2");
    const to = disk.operations;
    await store.close();
    let visited = 0;
    for (const { disk: found, replay } of crashes(disk, { seed: t.seed, from, to })) {
      visited += 1;
      const again = await opened(found);
      const entries = entriesOf(again);
      const isSame = JSON.stringify(entries) === JSON.stringify(expected);
      t.holds(isSame, `${replay}: the store has ${entries.length} keys, and not those from before`);
    }
    t.floor("crashes", visited, 100);
  },
);

/** What a state of the load comes to, as LevelDB tells it. */
const stateOf = (deeds: readonly Deed[]): string => JSON.stringify(sorted(modelOf(deeds)));

law(
  "leveldb-reads-it",
  "LevelDB opens a directory that we filled and compacted, by either strategy, and reads everything in order",
  { hint: "LevelDB in our directory", seconds: 30 },
  async (t) => {
    for (const [name, make] of STRATEGIES) {
      const folder = new SharedFolder(t);
      const deeds = LOADS["delete-heavy"](800, seededRandom(t.seed));
      await folder.ours(make(TINY), async (store) => {
        for (const deed of deeds) await write(store, deed);
        await store.flush();
        await store.idle();
        t.given("filled", `a directory by 800 writes, half of them deletions, ${name}`);
        t.floor(
          "levels below level 0 with tables",
          levelsOf(store).filter((level) => level > 0).length,
          1,
        );
      });
      await folder.theirs(async (database) => {
        const entries = await entriesOfTheirs(database);
        t.equal(entries, sorted(modelOf(deeds)), "what LevelDB has");
        const keys = entries.slice(0, 100).map(([key]) => key);
        t.equal(
          await database.getMany(keys),
          entries.slice(0, 100).map(([, value]) => value),
          "its gets",
        );
      });
    }
  },
);

law(
  "the-same-levels",
  "LevelDB sees the tables of a compactRange in the levels, with the numbers and the sizes, in which we have them",
  { hint: "LevelDB in our directory", seconds: 20 },
  async (t) => {
    const folder = new SharedFolder(t);
    let ours: string[] = [];
    await folder.ours(leveled(TINY), async (store) => {
      for (const deed of LOADS["fill at random"](400, seededRandom(t.seed)))
        await write(store, deed);
      await compactRange(store, {}, { ...TINY, tableBytes: 1000 });
      await store.idle();
      ours = store.version.levels.flatMap((files, level) =>
        files.map(({ number, sizeBytes }) => `${level} ${number}:${sizeBytes}`),
      );
    });
    t.did("put", "400 keys at random, compactRange, closed");
    await folder.theirs(async (database) => {
      let level = -1;
      const theirs: string[] = [];
      for (const line of database.getProperty("leveldb.sstables").split("\n")) {
        const [, next] = /--- level (\d+) ---/.exec(line) ?? [];
        if (next !== undefined) level = Number(next);
        const [, table] = /^\s*(\d+:\d+)\[/.exec(line) ?? [];
        if (table !== undefined) theirs.push(`${level} ${table}`);
      }
      t.floor("tables", ours.length, 3);
      t.equal(theirs, ours, "level, number and size of each table");
    });
  },
);

law(
  "in-the-middle",
  "at any moment of a load the directory is one that LevelDB opens, with all that was acknowledged",
  { hint: "LevelDB in our directory", seconds: 30 },
  async (t) => {
    for (const [name, make] of STRATEGIES) {
      const disk = new SimDisk();
      const store = await opened(disk, make(TINY));
      const deeds = LOADS["delete-heavy"](500, seededRandom(t.seed));
      const after: number[] = [];
      for (const deed of deeds) {
        await write(store, deed);
        after.push(disk.operations);
      }
      await store.idle();
      const random = seededRandom(t.seed + 1);
      for (let i = 0; i < 5; i++) {
        const at = Math.floor(disk.operations / 2) + random.below(Math.floor(disk.operations / 2));
        const folder = new SharedFolder(t);
        folder.fill(disk.crash({ at, mode: "kept" }));
        const written = after.filter((operations) => operations <= at).length;
        t.given("killed", `our process after operation ${at}, ${name}, ${written} writes`);
        const found = await folder.theirs(async (database) =>
          JSON.stringify(await entriesOfTheirs(database)),
        );
        const isState = [0, 1].some((more) => found === stateOf(deeds.slice(0, written + more)));
        t.holds(isState, "what LevelDB has is not what had been written by then");
      }
      await store.close();
    }
  },
);

law(
  "kill-9",
  "after kill -9 of a process that loads it LevelDB opens the directory and has every acknowledged write; and we go on",
  { hint: "LevelDB in our directory", seconds: 60 },
  async (t) => {
    const deeds = killedDeeds();
    for (const [name, make] of STRATEGIES) {
      // Made before the other process is, so that an unwritten one is met here.
      const compactor = make(TINY);
      const folder = new SharedFolder(t);
      const acknowledged = await folder.loadAndKill(name, 600);
      t.given(
        "killed",
        `a process that loads, ${name}, when ${acknowledged} writes were acknowledged`,
      );
      t.floor("tables in the directory", folder.tables, 1);
      const found = await folder.theirs(async (database) =>
        JSON.stringify(await entriesOfTheirs(database)),
      );
      // What it wrote before the signal came it did not all tell.
      const model = modelOf(deeds.slice(0, acknowledged));
      let isState = false;
      for (let at = acknowledged; at <= acknowledged + 2000 && !isState; at++) {
        isState = JSON.stringify(sorted(model)) === found;
        const { key, value } = deeds[at]!;
        if (value === undefined) model.delete(key);
        else model.set(key, value);
      }
      t.holds(isState, "what LevelDB has is not what had been written by then, or a bit later");
      await folder.ours(compactor, async (store) => {
        t.equal(JSON.stringify(entriesOf(store)), found, "what our store has, after LevelDB");
        await compactRange(store, {}, TINY);
        t.equal(JSON.stringify(entriesOf(store)), found, "what our store has, after compactRange");
      });
    }
  },
);

/** Some writes to a few keys, and to the model. */
function drawn(random: Random, count: number, model: Map<string, string>): Deed[] {
  return Array.from({ length: count }, (_, at) => {
    const key = keyOf(random.below(200));
    const isPut = random.below(3) > 0;
    if (isPut) model.set(key, textAt(at));
    else model.delete(key);
    return isPut ? { key, value: textAt(at) } : { key };
  });
}

law(
  "ping-pong",
  "we write and compact, LevelDB writes and compacts, in turns: each finds what a Map has",
  { hint: "And back again", seconds: 60 },
  async (t) => {
    for (const [name, make] of STRATEGIES) {
      const folder = new SharedFolder(t);
      const random = seededRandom(t.seed);
      const model = new Map<string, string>();
      for (let round = 1; round <= 4; round++) {
        t.given("round", `${round}, ${name}`);
        await folder.ours(make(TINY), async (store) => {
          t.equal(entriesOf(store), sorted(model), "what we find");
          for (const deed of drawn(random, 250, model)) await write(store, deed);
          if (round % 2 === 0) await compactRange(store, {}, TINY);
          await store.idle();
          t.equal(entriesOf(store), sorted(model), "what we have");
        });
        await folder.theirs(async (database) => {
          t.equal(await entriesOfTheirs(database), sorted(model), "what LevelDB finds");
          await database.batch(
            drawn(random, 250, model).map(({ key, value }) =>
              value === undefined ? { type: "del", key } : { type: "put", key, value },
            ),
          );
          if (round % 2 === 1) await database.compactRange(keyOf(0), keyOf(1000));
          t.equal(await entriesOfTheirs(database), sorted(model), "what LevelDB has");
        });
      }
    }
  },
);

law(
  "their-compaction",
  "LevelDB compacts what we wrote, by either strategy, and we what LevelDB wrote: nothing superfluous is left",
  { hint: "And back again", seconds: 30 },
  async (t) => {
    for (const [name, make] of STRATEGIES) {
      const folder = new SharedFolder(t);
      const model = new Map<string, string>();
      const random = seededRandom(t.seed);
      const written = drawn(random, 600, model);
      await folder.ours(make(TINY), async (store) => {
        for (const deed of written) await write(store, deed);
        await store.flush();
        await store.idle();
      });
      t.given("wrote", `600 times, ${name}; LevelDB compacted all and wrote 200 times`);
      await folder.theirs(async (database) => {
        await database.compactRange(keyOf(0), keyOf(1000));
        t.equal(await entriesOfTheirs(database), sorted(model), "what LevelDB has");
        await database.batch(
          drawn(random, 200, model).map(({ key, value }) =>
            value === undefined ? { type: "del", key } : { type: "put", key, value },
          ),
        );
      });
      await folder.ours(make(TINY), async (store) => {
        t.equal(entriesOf(store), sorted(model), "what we find");
        await compactRange(store, {}, TINY);
        await store.idle();
        t.equal(entriesOf(store), sorted(model), "what we have");
        t.equal(await entriesInTables(store), model.size, "how many entries the tables have");
      });
    }
  },
);
