import type { SnapshotIterator } from "@labs/db-05";
import { TableWriter } from "@labs/db-06";
import {
  EMPTY_STATE,
  type FileMetadata,
  LevelIterator,
  LsmStore,
  type RangeOptions,
  type StoreOptions,
  type VersionLease,
  VersionSet,
} from "@labs/db-08";
import { step, type Trial } from "@labs/grader/testing";
import { CorruptionError } from "@labs/machine";
import { SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import {
  DIRECTORY,
  type Layout,
  layOut,
  type Row,
  rowAt,
  rowKey,
  rowsOf,
  rowText,
  tablePath,
  tablesIn,
  textOf,
  utf8,
  wanted,
  writeLayout,
} from "./places.ts";
import { type Act, actsUpTo, allOf, walk } from "./store-walks.ts";

const law = step("iterators");

/** Three tables of a level, each of 30 rows in five blocks. */
const LEVEL: readonly (readonly Row[])[] = ["a", "g", "n"].map((name) => rowsOf(name, 30));
const ALL = LEVEL.flat();

/** The tables of `LEVEL` on a disk, numbered from 1 on, and an iterator over them that keeps nothing open. */
function level(tables: readonly (readonly Row[])[] = LEVEL, maxOpenFiles = 0) {
  const disk = new SimDisk();
  const files = writeLayout(disk, [[], tables]).map(({ file }) => file);
  return { disk, files, iterator: new LevelIterator(files, tablesIn(disk, maxOpenFiles)) };
}

/** How many files `body` opens. */
function opens(disk: SimDisk, body: () => unknown): number {
  const before = disk.counts.opens;
  body();
  return disk.counts.opens - before;
}

law(
  "level-in-order",
  "a level's tables are one run, from the first entry of the first to the last of the last, and back",
  { hint: "One table behind the other" },
  (t) => {
    const { disk, iterator } = level();
    t.did("made", "a LevelIterator over three tables of 30 entries: a…, g…, n…");
    t.equal(iterator.isValid, false, "whether it stands at an entry before it was sought");
    const at = () => rowAt(iterator);
    t.did("walked", "from the first to the last");
    t.equal(allOf(iterator, at), ALL.map(rowText), "what it stood at");
    t.did("walked", "from the last to the first");
    t.equal(allOf(iterator, at, true), ALL.map(rowText).toReversed(), "what it stood at");
    iterator.close();
    t.equal(disk.openFiles, 0, "open files");
    const none = new LevelIterator([], tablesIn(disk));
    t.given("made", "a LevelIterator over no tables");
    for (const move of ["seekToFirst", "seekToLast"] as const) {
      none[move]();
      t.equal(none.isValid, false, `whether it stands at an entry after ${move}`);
    }
    none.seek(wanted("g"));
    t.equal(none.isValid, false, "whether it stands at an entry after a seek");
    none.close();
  },
);

law(
  "level-seeks",
  "a seek comes to the first entry that is not before its target, in whichever table that is",
  { hint: "Which table it would be in" },
  (t) => {
    const { iterator } = level();
    for (const [target, place] of [
      ["", 0],
      ["a000", 0],
      ["a0005", 1],
      ["a029", 29],
      ["a029x", 30],
      ["c", 30],
      ["g000", 30],
      ["g015", 45],
      ["gzz", 60],
      ["n029", 89],
      ["n029x", 90],
      ["z", 90],
    ] as const) {
      t.given("sought", `"${target}"`);
      iterator.seek(wanted(target));
      t.equal(iterator.isValid, place < 90, "whether it stands at an entry");
      if (place < 90) t.equal(rowAt(iterator), rowText(ALL[place]!), "where it stands");
    }
    iterator.close();
  },
);

law(
  "level-versions-in-two",
  "the versions of one key may lie in two neighbours, the newer in the first, and are found in either",
  { hint: "Which table it would be in" },
  (t) => {
    const tables: Row[][] = [
      [
        ["a", 3, "one"],
        ["k", 9, "newest"],
        ["k", 7, "newer"],
      ],
      [
        ["k", 5, "older"],
        ["k", 2, undefined],
        ["m", 4, "two"],
      ],
    ];
    const { disk, iterator } = level(tables);
    const rows = tables.flat();
    t.did("tables", "a 3, k 9, k 7 and k 5, k 2 (a deletion), m 4");
    for (const [i, row] of rows.entries()) {
      t.did("sought", rowText(row));
      t.atMost(
        opens(disk, () => iterator.seek(rowKey(row))),
        1,
        "files opened",
      );
      t.equal(rowAt(iterator), rowText(row), "where it stands");
      if (i + 1 < rows.length) {
        iterator.next();
        t.equal(rowAt(iterator), rowText(rows[i + 1]!), "where it stands after next");
        iterator.prev();
        t.equal(rowAt(iterator), rowText(row), "where it stands after prev");
      }
    }
    iterator.close();
  },
);

law(
  "level-opens-one",
  "no table is opened before it is stepped into: a seek opens one at most, behind the last key none",
  { hint: "Nothing is opened ahead" },
  (t) => {
    const tables = Array.from({ length: 40 }, (_, i) => rowsOf(String.fromCharCode(60 + i), 10));
    const { disk, files, iterator } = level(tables);
    t.did("tables", "40 of a level, of 10 entries each");
    const made = opens(disk, () => new LevelIterator(files, tablesIn(disk)).close());
    t.equal(made, 0, "files opened to make an iterator and close it");
    for (const [what, most, move] of [
      ["seekToFirst", 1, () => iterator.seekToFirst()],
      ["seekToLast", 1, () => iterator.seekToLast()],
      ["a seek into the 20th", 1, () => iterator.seek(wanted("O005"))],
      ["a seek between the 20th and the next", 1, () => iterator.seek(wanted("O999"))],
      ["a seek before the first", 1, () => iterator.seek(wanted("!"))],
      ["a seek behind the last", 0, () => iterator.seek(wanted("~"))],
    ] as const) {
      t.given("did", what);
      t.atMost(opens(disk, move), most, "files opened");
      t.atMost(disk.openFiles, 1, "open files");
    }
    iterator.close();
  },
);

law(
  "level-closes-behind",
  "a walk opens each table once, and closes it when it is left: one is open at a time, behind the ends none",
  { hint: "Nothing is opened ahead" },
  (t) => {
    const { disk, iterator } = level();
    for (const isReverse of [false, true]) {
      t.given("walked", isReverse ? "backwards" : "forwards");
      const opened = opens(disk, () =>
        allOf(iterator, () => t.equal(disk.openFiles, 1, "open files"), isReverse),
      );
      t.equal(opened, 3, "files opened");
      t.equal(disk.openFiles, 0, "open files when the walk is over");
    }
    t.given("walked", "to and fro over the end of a table, five times");
    iterator.seek(wanted("g000"));
    for (let i = 0; i < 5; i++) {
      iterator.prev();
      t.equal(rowAt(iterator), rowText(ALL[29]!), "where it stands after prev");
      iterator.next();
      t.equal(rowAt(iterator), rowText(ALL[30]!), "where it stands after next");
      t.equal(disk.openFiles, 1, "open files");
    }
    t.did("closed", "it, twice");
    iterator.close();
    iterator.close();
    t.equal(iterator.isValid, false, "whether it stands at an entry");
    t.equal(disk.openFiles, 0, "open files");
  },
);

law(
  "level-ends-early",
  "where a table ends before the largest key that its metadata names, a seek goes on to the next table",
  { hint: "Which table it would be in" },
  (t) => {
    const { disk, files } = level();
    const largest = rowKey(["a9", 1, "x"]);
    const lying: FileMetadata[] = [{ ...files[0]!, largest }, ...files.slice(1)];
    const iterator = new LevelIterator(lying, tablesIn(disk));
    t.did("sought", "a5, in a table that ends with a029 and says a9");
    iterator.seek(wanted("a5"));
    t.equal(iterator.isValid, true, "whether it stands at an entry");
    t.equal(rowAt(iterator), rowText(ALL[30]!), "where it stands");
    iterator.close();
    t.equal(disk.openFiles, 0, "open files");
  },
);

law(
  "level-any-walk",
  "over any tables, a walk with seeks and turns goes as over one sorted list",
  { hint: "One table behind the other", seconds: 30 },
  async (t) => {
    const rows = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.nat(5)), {
      minLength: 1,
      maxLength: 30,
      selector: ([key, sequence]) => `${key} ${sequence}`,
    });
    const cuts = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 });
    await t.forAll([rows, cuts, actsUpTo(31)], (drawn, sizes, acts) => {
      const sorted = drawn
        .toSorted(([a, s], [b, z]) => a - b || z - s)
        .map(([key, sequence]): Row => [`k${String(key).padStart(2, "0")}`, sequence, `${key}`]);
      const tables: Row[][] = [];
      for (let from = 0, i = 0; from < sorted.length; i++) {
        const size = sizes[i % sizes.length]!;
        tables.push(sorted.slice(from, from + size));
        from += size;
      }
      t.did(
        "tables",
        tables.map((table) => table.map(([key, sequence]) => `${key} ${sequence}`)),
      );
      const { disk, iterator } = level(tables);
      const name = (act: number) => `k${String(act).padStart(2, "0")}`;
      walk(t, iterator, acts, {
        list: sorted.map(rowText),
        target: (act) => wanted(name(act)),
        place: (act) => {
          const found = sorted.findIndex(([key]) => key >= name(act));
          return found === -1 ? sorted.length : found;
        },
        at: () => rowAt(iterator),
      });
      t.atMost(disk.openFiles, 1, "open files");
      iterator.close();
      t.equal(disk.openFiles, 0, "open files when it is closed");
    });
  },
);

law(
  "level-bugs",
  "to ask or to move an iterator that stands nowhere is a bug",
  { hint: "Valid, or not" },
  (t) => {
    const { iterator } = level();
    const check = (when: string) => {
      t.given("asked and moved", `a LevelIterator ${when}`);
      t.isBug(() => iterator.key);
      t.isBug(() => iterator.value);
      t.isBug(() => iterator.next());
      t.isBug(() => iterator.prev());
    };
    check("that was not sought");
    iterator.seekToLast();
    iterator.next();
    check("behind the last entry");
    iterator.seekToFirst();
    iterator.prev();
    check("before the first entry");
    iterator.seek(wanted("z"));
    check("that sought what is behind all");
    iterator.close();
  },
);

/** An internal key with this tag, lowest byte first: the type, then the sequence. */
const taggedKey = (key: string, tag: readonly number[]): Uint8Array =>
  Uint8Array.from([...utf8(key), ...tag]);

law(
  "level-bad-keys",
  "a key of a table that is no internal key is damage of that table, whichever way one comes to it",
  { hint: "Every key that leaves a table" },
  (t) => {
    for (const [what, tag] of [
      ["type 2", [2, 5, 0, 0, 0, 0, 0, 0]],
      ["type 255", [255, 5, 0, 0, 0, 0, 0, 0]],
      ["sequence 2^53", [1, 0, 0, 0, 0, 0, 0, 32]],
    ] as const) {
      const { disk, files } = level();
      const file = disk.open(tablePath(9), "new");
      const writer = new TableWriter(file, { compression: "none" });
      const before = rowsOf("c", 5);
      for (const row of before) writer.add(rowKey(row), utf8(row[2] ?? ""));
      writer.add(taggedKey("c9", tag), utf8("bad"));
      for (const row of rowsOf("d", 5)) writer.add(rowKey(row), utf8(row[2] ?? ""));
      const { sizeBytes, smallest, largest } = writer.finish();
      file.close();
      const bad = { number: 9, sizeBytes, smallest, largest };
      const [first, ...others] = files;
      const iterator = new LevelIterator([first!, bad, ...others], tablesIn(disk));
      const told = (how: string, move: () => void) => {
        t.did("came", `to it by ${how}`);
        const error = t.fails(move, "CORRUPTION");
        t.holds(error instanceof CorruptionError, "a CorruptionError");
        t.equal((error as CorruptionError).path, tablePath(9), "the file that it names");
        t.equal(iterator.isValid, false, "whether it stands at an entry");
      };
      t.given("in the second of four tables", `a key with ${what}`);
      iterator.seek(wanted("c004"));
      told("next", () => iterator.next());
      iterator.seek(wanted("d000"));
      told("prev", () => iterator.prev());
      told("a seek", () => iterator.seek(wanted("c5")));
      t.did("sought", "another table");
      iterator.seek(wanted("g000"));
      t.equal(rowAt(iterator), rowText(ALL[30]!), "where it stands");
      iterator.close();
      t.equal(disk.openFiles, 0, "open files");
    }
  },
);

law(
  "level-failures",
  "whatever read fails on a walk, the iterator stands nowhere then, holds nothing twice, and may seek again",
  { hint: "Valid, or not", seconds: 20 },
  (t) => {
    let failed = 0;
    for (const isReverse of [false, true]) {
      const whole = level();
      const before = whole.disk.counts.reads;
      allOf(whole.iterator, () => {}, isReverse);
      const reads = whole.disk.counts.reads - before;
      whole.iterator.close();
      for (let nth = 1; nth <= reads; nth++) {
        const { disk, iterator } = level();
        disk.failReads({ nth });
        t.given(
          "walked",
          `${isReverse ? "backwards" : "forwards"}, and read ${nth} of ${reads} fails`,
        );
        t.fails(() => allOf(iterator, () => {}, isReverse), "EIO");
        failed += disk.faults.failedReads;
        t.equal(iterator.isValid, false, "whether it stands at an entry");
        t.isBug(() => iterator.key);
        t.atMost(disk.openFiles, 1, "open files");
        t.did("walked", "again");
        const found = allOf(iterator, () => rowAt(iterator));
        t.equal(found, ALL.map(rowText), "what it stood at");
        iterator.close();
        t.equal(disk.openFiles, 0, "open files when it is closed");
      }
    }
    t.floor("reads that failed", failed, 40);
    const { disk, iterator } = level();
    t.given("walked", "towards a table whose file is gone");
    disk.remove(tablePath(2));
    iterator.seek(wanted("a029"));
    t.fails(() => iterator.next(), "ENOENT");
    t.equal(iterator.isValid, false, "whether it stands at an entry");
    t.equal(disk.openFiles, 0, "open files");
    iterator.seek(wanted("n000"));
    t.equal(rowAt(iterator), rowText(ALL[60]!), "where it stands after a seek behind it");
    iterator.close();
  },
);

/** Metadata of a table that nobody reads. */
const named = (number: number): FileMetadata => ({
  number,
  sizeBytes: 1,
  smallest: rowKey([`${number}`, 1, ""]),
  largest: rowKey([`${number}`, 1, ""]),
});

/** Some in each level. */
const levelOf = (number: number): number => number % 7;

const added = (number: number) => ({
  newFiles: [{ level: levelOf(number), file: named(number) }],
});
const removed = (number: number) => ({ deletedFiles: [{ level: levelOf(number), number }] });

async function versionSet(t: Trial): Promise<VersionSet> {
  const disk = new SimDisk();
  disk.makeDirectory(DIRECTORY);
  const state = { ...EMPTY_STATE, nextFileNumber: 100 };
  const versions = await VersionSet.create(disk, DIRECTORY, state);
  t.cleanup(() => versions.close());
  return versions;
}

const liveIn = (versions: VersionSet): number[] =>
  [...versions.liveTables()].toSorted((a, b) => a - b);

law(
  "lease-keeps",
  "a lease is of the version that was current, and its tables are live until it is given back",
  { hint: "Who still reads it" },
  async (t) => {
    const versions = await versionSet(t);
    await versions.install(added(7));
    const lease = versions.acquire();
    t.did("acquired", "the version with table 7; then 8 came, and 7 went");
    t.holds(lease.version === versions.current, "the lease is of another version than the current");
    await versions.install(added(8));
    await versions.install(removed(7));
    const held = lease.version.levels.flat().map(({ number }) => number);
    t.equal(held, [7], "the tables of the lease");
    t.equal(liveIn(versions), [7, 8], "the live tables");
    lease.release();
    t.did("released", "it");
    t.equal(liveIn(versions), [8], "the live tables");
  },
);

law(
  "leases-count",
  "a version that two have leased is live until both have given it back, in whichever order; twice is a bug",
  { hint: "Who still reads it" },
  async (t) => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const versions = await versionSet(t);
      await versions.install(added(7));
      const leases = [versions.acquire(), versions.acquire()];
      await versions.install(removed(7));
      t.given("leased", "a version twice; gave them back in the order");
      t.did("order", order);
      leases[order[0]!]!.release();
      t.equal(liveIn(versions), [7], "the live tables after the first");
      t.isBug(() => leases[order[0]!]!.release());
      t.equal(liveIn(versions), [7], "the live tables after the first was given back again");
      leases[order[1]!]!.release();
      t.equal(liveIn(versions), [], "the live tables after both");
      t.isBug(() => leases[order[1]!]!.release());
    }
  },
);

law(
  "leases-any",
  "whatever is installed, leased and given back: live are the tables of the current version and of all leased",
  { hint: "Who still reads it", seconds: 30 },
  async (t) => {
    const act = fc.oneof(
      fc.record({ kind: fc.constant("add" as const) }),
      fc.record({ kind: fc.constant("remove" as const), which: fc.nat(9) }),
      fc.record({ kind: fc.constant("acquire" as const) }),
      fc.record({ kind: fc.constant("release" as const), which: fc.nat(9) }),
    );
    await t.forAll([fc.array(act, { maxLength: 25 })], async (acts) => {
      const versions = await versionSet(t);
      let number = 1;
      let current: number[] = [];
      const leases: { lease: VersionLease; tables: readonly number[] }[] = [];
      for (const each of acts) {
        t.did("did", each.kind);
        if (each.kind === "add") {
          await versions.install(added(number));
          current = [...current, number++];
        } else if (each.kind === "remove" && current.length > 0) {
          const gone = current[each.which % current.length]!;
          await versions.install(removed(gone));
          current = current.filter((other) => other !== gone);
        } else if (each.kind === "acquire") {
          leases.push({ lease: versions.acquire(), tables: current });
        } else if (each.kind === "release" && leases.length > 0) {
          leases.splice(each.which % leases.length, 1)[0]!.lease.release();
        }
        const live = new Set([...current, ...leases.flatMap(({ tables }) => tables)]);
        t.equal(
          liveIn(versions),
          [...live].toSorted((a, b) => a - b),
          "the live tables",
        );
      }
    });
  },
);

/** Options that keep no file open that nobody uses. */
const BARE: StoreOptions = { maxOpenFiles: 0, compression: "none" };

async function open(t: Trial, disk: SimDisk, options: StoreOptions = BARE): Promise<LsmStore> {
  const store = await LsmStore.open(disk, DIRECTORY, options);
  t.cleanup(() => store.close());
  return store;
}

/** What an iterator stands at, as a text. */
const entryAt = ({ key, value }: SnapshotIterator): string => `${textOf(key)}=${textOf(value)}`;

/** All that an iterator shows. */
const shown = (iterator: SnapshotIterator, isReverse = false): string[] =>
  allOf(iterator, () => entryAt(iterator), isReverse);

const put = (store: LsmStore, key: string, value: string): Promise<void> =>
  store.put(utf8(key), utf8(value));

/** Levels 0 (two tables, the older first), 1 and 3; of each key the newest is furthest left. */
const STORE: Layout = [
  [
    [
      ["b", 41, "b in the older table"],
      ["c", 42, undefined],
    ],
    [
      ["b", 51, "b in the newer table"],
      ["f", 52, undefined],
      ["g", 53, "g"],
    ],
  ],
  [
    [
      ["a", 31, "a in level 1"],
      ["c", 32, "c in level 1"],
    ],
    [
      ["d", 33, undefined],
      ["e", 34, "e in level 1"],
    ],
  ],
  [],
  [
    [
      ["a", 11, "a in level 3"],
      ["b", 12, "b in level 3"],
    ],
    [
      ["d", 13, "d in level 3"],
      ["f", 14, "f in level 3"],
      ["h", 15, "h in level 3"],
    ],
  ],
];

law(
  "whole-store",
  "an iterator shows each key once, with its newest value, from wherever it stands; what is deleted further left is hidden",
  { hint: "All places as one" },
  async (t) => {
    const disk = new SimDisk();
    await layOut(disk, STORE, { lastSequence: 60 });
    const store = await open(t, disk);
    t.did("store", "a memtable over two tables of level 0, two of level 1, two of level 3");
    await put(store, "i", "i in memory");
    await store.delete(utf8("h"));
    const expected = [
      "a=a in level 1",
      "b=b in the newer table",
      "e=e in level 1",
      "g=g",
      "i=i in memory",
    ];
    const iterator = store.iterator();
    t.cleanup(() => iterator.close());
    t.equal(iterator.isValid, false, "whether it stands at an entry before it was sought");
    t.equal(shown(iterator), expected, "what it shows forwards");
    t.equal(shown(iterator, true), expected.toReversed(), "what it shows backwards");
    t.did("wrote", "d, which is deleted in level 1; deleted a; flushed");
    await put(store, "d", "d again");
    await store.delete(utf8("a"));
    await store.flush();
    const after = [expected[1], "d=d again", ...expected.slice(2)];
    const another = store.iterator();
    t.cleanup(() => another.close());
    t.equal(shown(another), after, "what another shows forwards");
    t.equal(shown(another, true), after.toReversed(), "what another shows backwards");
  },
);

law(
  "own-world",
  "what is written and flushed after an iterator was made changes nothing of what it shows",
  { hint: "What was there when it was made" },
  async (t) => {
    const disk = new SimDisk();
    await layOut(disk, STORE, { lastSequence: 60 });
    const store = await open(t, disk);
    await put(store, "m", "old");
    const iterator = store.iterator();
    const expected = shown(store.iterator());
    const check = (when: string) => {
      t.did("then", when);
      t.equal(shown(iterator), expected, "what it shows forwards");
      t.equal(shown(iterator, true), expected.toReversed(), "what it shows backwards");
    };
    t.did("made", "an iterator, and has not sought");
    await put(store, "m", "new");
    await put(store, "n", "new");
    await store.delete(utf8("a"));
    check("m and n were put, and a deleted");
    await store.flush();
    check("the store was flushed");
    await put(store, "b", "newer still");
    await store.flush();
    check("b was put, and the store flushed again");
    t.equal(textOf(store.get(utf8("m"))!), "new", "what a get of m finds");
    iterator.close();
  },
);

law(
  "during-flush",
  "at every moment of a flush an iterator that is made shows everything, and once",
  { hint: "All places as one", seconds: 15 },
  async (t) => {
    const disk = new SimDisk();
    const slices = { bytes: 20, pause: async () => {} };
    const store = await open(t, disk, { ...BARE, slices });
    for (let i = 10; i < 20; i++) await put(store, `k${i}`, `value ${i}`);
    const expected = Array.from({ length: 10 }, (_, i) => `k${i + 10}=value ${i + 10}`);
    let isDone = false;
    const flushed = store.flush().finally(() => {
      isDone = true;
    });
    const made: SnapshotIterator[] = [];
    for (let turn = 1; !isDone; turn++) {
      t.given("flushing", `a store of 10 keys; made an iterator after ${turn} turns`);
      made.push(store.iterator());
      t.equal(shown(made.at(-1)!), expected, "what it shows");
      if (turn % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
      else await undefined;
    }
    await flushed;
    t.floor("iterators made during the flush", made.length, 5);
    t.given("flushed", "a store of 10 keys; looked at the iterators that were made meanwhile");
    for (const iterator of made) {
      t.equal(shown(iterator, true), expected.toReversed(), "what it shows");
      iterator.close();
    }
  },
);

/** A change of one of 16 keys; without a value it is a deletion. */
type Change = readonly [key: number, value: string | undefined];

const nameOf = (key: number): string => `k${String(key).padStart(2, "0")}`;

/** The entries of `rows`, which are by their sequence, in the order of a table; tables of three, no key in two. */
function inTables(rows: readonly Row[], size: number): Row[][] {
  const sorted = rows.toSorted(([a, s], [b, z]) => (a === b ? z - s : a < b ? -1 : 1));
  const tables: Row[][] = [];
  for (const row of sorted) {
    const last = tables.at(-1);
    if (last === undefined || last.length >= size) tables.push([row]);
    else last.push(row);
  }
  return tables;
}

/** The changes, some in tables of levels 3, 1 and 0, the rest in memory and flushed: the newer, the further left. */
async function storeOf(t: Trial, disk: SimDisk, changes: readonly Change[]): Promise<LsmStore> {
  const rows = changes.map(([key, value], i): Row => [nameOf(key), i + 1, value]);
  const part = Math.ceil(rows.length / 6);
  const chunk = (i: number) => rows.slice(i * part, (i + 1) * part);
  const newest = [chunk(2), chunk(3)].flatMap((each) => inTables(each, 100));
  const layout = [newest, inTables(chunk(1), 3), [], inTables(chunk(0), 2)];
  const laid = Math.min(rows.length, 4 * part);
  await layOut(disk, layout, { lastSequence: laid });
  const store = await open(t, disk);
  for (const [i, [key, , value]] of rows.entries()) {
    if (i < laid) continue;
    if (value === undefined) await store.delete(utf8(key));
    else await put(store, key, value);
    if (i === 5 * part) await store.flush();
  }
  return store;
}

/** What is left of some changes, in order. */
function leftOf(changes: readonly Change[]): string[] {
  const left = new Map(changes.map(([key, value]) => [nameOf(key), value]));
  return [...left]
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${value}`)
    .toSorted();
}

const changesUpTo = (maxLength: number): fc.Arbitrary<Change[]> =>
  fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 15 }),
      fc.option(
        fc.integer({ min: 0, max: 99 }).map((i) => `value ${i}`),
        { nil: undefined, freq: 2 },
      ),
    ),
    { maxLength },
  );

law(
  "any-store",
  "whatever stands in whichever level, walks with seeks and turns show what a sorted list of the last values shows",
  { hint: "All places as one", seconds: 30 },
  async (t) => {
    await t.forAll(
      [changesUpTo(40), actsUpTo(16), changesUpTo(5)],
      async (changes, acts, later) => {
        const disk = new SimDisk();
        t.did("changes", changes);
        const store = await storeOf(t, disk, changes);
        const list = leftOf(changes);
        const iterator = store.iterator();
        const beside = (at: SnapshotIterator) => ({
          list,
          target: (act: number) => utf8(nameOf(act)),
          place: (act: number) => {
            const found = list.findIndex((entry) => entry >= nameOf(act));
            return found === -1 ? list.length : found;
          },
          at: () => entryAt(at),
        });
        walk(t, iterator, acts, beside(iterator));
        t.did("then", later);
        for (const [key, value] of later) {
          if (value === undefined) await store.delete(utf8(nameOf(key)));
          else await put(store, nameOf(key), value);
        }
        const again: Act[] = ["first", ...acts, "last", "prev"];
        walk(t, iterator, again, beside(iterator));
        iterator.close();
        t.equal(
          [...store.entries()].map(([key, value]) => `${textOf(key)}=${textOf(value)}`),
          leftOf([...changes, ...later]),
          "what entries() gives afterwards",
        );
      },
    );
  },
);

law(
  "snapshots",
  "a snapshot that is held shows what there was, to gets, iterators and entries, however much is written and flushed",
  { hint: "A snapshot is a number" },
  async (t) => {
    const disk = new SimDisk();
    const store = await open(t, disk);
    const held: { readonly snapshot: ReturnType<LsmStore["snapshot"]>; readonly what: string[] }[] =
      [];
    const all = (options: RangeOptions = {}) =>
      [...store.entries(options)].map(([key, value]) => `${textOf(key)}=${textOf(value)}`);
    for (let round = 0; round < 6; round++) {
      held.push({ snapshot: store.snapshot(), what: all() });
      await put(store, `only in round ${round}`, "x");
      await put(store, "changed", `in round ${round}`);
      await store.delete(utf8(`only in round ${round - 1}`));
      if (round % 2 === 1) await store.flush();
    }
    for (const [i, { snapshot, what }] of held.entries()) {
      t.given("looked", `at the snapshot of round ${i}, of 6 rounds with three writes each`);
      t.equal(snapshot.sequence, 3 * i, "its sequence");
      t.equal(all({ snapshot }), what, "what entries gives");
      t.equal(all({ snapshot, reverse: true }), what.toReversed(), "what entries gives in reverse");
      const iterator = store.iterator({ snapshot });
      t.equal(shown(iterator), what, "what an iterator shows");
      iterator.close();
      const found = store.get(utf8("changed"), { snapshot });
      const wantedValue = i === 0 ? undefined : `in round ${i - 1}`;
      t.equal(found && textOf(found), wantedValue, "what a get finds");
    }
    for (const i of [3, 0, 5]) {
      t.given("released", `the snapshot of round ${i}, and then again`);
      store.release(held[i]!.snapshot);
      t.isBug(() => store.release(held[i]!.snapshot));
    }
    t.isBug(() => store.release({ sequence: 3 }));
    t.given("looked", "at a snapshot that is still held, when others were released");
    t.equal(all({ snapshot: held[4]!.snapshot }), held[4]!.what, "what entries gives");
  },
);

law(
  "entries-ranges",
  "entries gives the keys from gte on, up to lt and without it, either way, and no more than limit",
  { hint: "Where a range begins, and where it ends", seconds: 20 },
  async (t) => {
    const changes: Change[] = [];
    for (let i = 0; i < 48; i++) {
      changes.push([(i * 7) % 16, i % 5 === 4 ? undefined : `value ${i}`]);
    }
    const store = await storeOf(t, new SimDisk(), changes);
    const list = leftOf(changes);
    const bound = fc.option(
      fc.oneof(
        fc.integer({ min: 0, max: 16 }).map(nameOf),
        fc.integer({ min: 0, max: 16 }).map((key) => `${nameOf(key)}x`),
        fc.constantFrom("", "a", "z"),
      ),
      { nil: undefined },
    );
    const limit = fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined });
    await t.forAll([bound, bound, fc.boolean(), limit], (gte, lt, reverse, most) => {
      const options = {
        ...(gte === undefined ? {} : { gte: utf8(gte) }),
        ...(lt === undefined ? {} : { lt: utf8(lt) }),
        ...(most === undefined ? {} : { limit: most }),
        ...(reverse ? { reverse } : {}),
      };
      t.did("range", { gte, lt, reverse, limit: most });
      const found = [...store.entries(options)].map(([key, value]) => {
        return `${textOf(key)}=${textOf(value)}`;
      });
      const keyOf = (entry: string) => entry.slice(0, entry.indexOf("="));
      const inRange = list.filter((entry) => {
        const key = keyOf(entry);
        return (gte === undefined || key >= gte) && (lt === undefined || key < lt);
      });
      const expected = reverse ? inRange.toReversed() : inRange;
      t.equal(found, expected.slice(0, most ?? 99), "what it gives");
    });
  },
);

law(
  "entries-close",
  "entries makes its iterator when the first entry is asked for, and closes it at the end, at a break, at a throw",
  { hint: "A generator that closes" },
  async (t) => {
    const disk = new SimDisk();
    await layOut(disk, STORE, { lastSequence: 60 });
    const store = await open(t, disk);
    const before = disk.openFiles;
    const range = store.entries();
    t.did("called", "entries(), and wrote a key before the first entry was asked for");
    t.equal(disk.openFiles, before, "open files");
    await put(store, "a", "written before the first");
    const [firstKey, firstValue] = range.next().value!;
    t.holds(disk.openFiles > before, "no table is open while it is walked over");
    await put(store, "b", "written behind the first");
    const [, secondValue] = range.next().value!;
    t.equal(textOf(firstValue), "written before the first", "the first value");
    t.equal(textOf(secondValue), "b in the newer table", "the second value");
    t.equal(textOf(firstKey), "a", "the first key, after the second was asked for");
    range.return();
    t.did("ended", "the generator");
    t.equal(disk.openFiles, before, "open files");
    for (const reverse of [false, true]) {
      t.given("left", `a loop by break, ${reverse ? "in reverse" : "forwards"}`);
      for (const _ of store.entries({ reverse })) break;
      t.equal(disk.openFiles, before, "open files");
      t.did("left", "a loop by a throw");
      t.fails(() => {
        for (const _ of store.entries({ reverse })) throw new Error("enough");
      });
      t.equal(disk.openFiles, before, "open files");
      t.did("went", "to the end, and to a limit");
      t.equal([...store.entries({ reverse })].length, 5, "how many there are");
      t.equal(disk.openFiles, before, "open files");
      t.equal([...store.entries({ reverse, limit: 2 })].length, 2, "how many there are");
      t.equal(disk.openFiles, before, "open files");
    }
    t.given("kept", "all keys and values, and changed the bytes of the first");
    const kept = [...store.entries()];
    kept[0]![0].fill(0);
    kept[0]![1].fill(0);
    t.equal(textOf([...store.entries()][0]![0]), "a", "the first key, asked for again");
  },
);

law(
  "opens-counted",
  "of a store of a hundred tables a seek opens one in each level, and a short range no more than it needs",
  { hint: "Nothing is opened ahead" },
  async (t) => {
    const disk = new SimDisk();
    const levelOf = (sequence: number): Row[][] =>
      Array.from({ length: 25 }, (_, i) => rowsOf(String.fromCharCode(65 + i), 6, sequence));
    const layout = [
      [rowsOf("C", 3, 40), rowsOf("D", 3, 50)],
      levelOf(30),
      levelOf(20),
      levelOf(10),
    ];
    await layOut(disk, layout, { lastSequence: 60 });
    const store = await open(t, disk);
    t.did("store", "two tables in level 0, 25 in each of levels 1, 2 and 3");
    let iterator: SnapshotIterator | undefined;
    const made = opens(disk, () => {
      iterator = store.iterator();
    });
    t.equal(made, 0, "files opened to make an iterator");
    for (const key of ["D001", "A000", "Y003", "M002"]) {
      t.given("sought", key);
      t.atMost(
        opens(disk, () => iterator!.seek(utf8(key))),
        5,
        "files opened",
      );
      t.equal(textOf(iterator!.key), key, "where it stands");
    }
    iterator!.close();
    t.given("asked", "for the entries from M001 to M004, which stand in one table of each level");
    const ranged = opens(disk, () => {
      const range = store.entries({ gte: utf8("M001"), lt: utf8("M004") });
      t.equal([...range].length, 3, "how many there are");
    });
    t.atMost(ranged, 5, "files opened");
    t.given("asked", "for all entries");
    const all = opens(disk, () => t.equal([...store.entries()].length, 150, "how many there are"));
    t.atMost(all, 77, "files opened");
  },
);

law(
  "damage-is-thrown",
  "damage is thrown by the call that meets it; gets and other iterators go on, and so does this one, after a seek",
  { hint: "Valid, or not" },
  async (t) => {
    const disk = new SimDisk();
    const rows = ["a", "g", "n"].map((name) => rowsOf(name, 30));
    await layOut(disk, [[], rows], { lastSequence: 60 });
    const store = await open(t, disk);
    const before = disk.openFiles;
    disk.flipBit(tablePath(2), 700, 3);
    t.did("flipped", "a bit in the third block of the second of three tables");
    for (const isReverse of [false, true]) {
      const iterator = store.iterator();
      t.did("walked", isReverse ? "backwards" : "forwards");
      const seen: string[] = [];
      const error = t.fails(
        () => allOf(iterator, () => seen.push(textOf(iterator.key)), isReverse),
        "CORRUPTION",
      );
      t.equal((error as CorruptionError).path, tablePath(2), "the file that the error names");
      const last = isReverse ? "g" : "a";
      t.holds(seen.length > 30, `it ended after ${seen.length} entries`);
      t.equal(seen.includes(`${last}000`) || seen.includes("n000"), true, "whether it began");
      t.did("sought", "n000, and a000");
      for (const key of ["n000", "a000"]) {
        iterator.seek(utf8(key));
        t.equal(textOf(iterator.key), key, "where it stands");
      }
      iterator.close();
      t.equal(disk.openFiles, before, "open files");
    }
    t.given("asked", "for entries, over the damage");
    t.fails(() => [...store.entries()], "CORRUPTION");
    t.equal(disk.openFiles, before, "open files");
    t.equal([...store.entries({ gte: utf8("n") })].length, 30, "how many there are behind it");
    t.equal(store.failure, undefined, "the store's failure");
    await put(store, "z", "still written");
    t.equal(textOf(store.get(utf8("z"))!), "still written", "what a get finds");
  },
);

law(
  "closing",
  "an iterator is closed once, however often; a store that was closed refuses new ones, and old ones give back what they hold",
  { hint: "A generator that closes" },
  async (t) => {
    const disk = new SimDisk();
    await layOut(disk, STORE, { lastSequence: 60 });
    const store = await open(t, disk);
    const before = disk.openFiles;
    const [one, two, three] = [store.iterator(), store.iterator(), store.iterator()];
    for (const each of [one, two, three]) each.seekToFirst();
    t.did("closed", "one of three iterators, three times");
    for (let i = 0; i < 3; i++) one.close();
    t.equal(one.isValid, false, "whether it stands at an entry");
    t.equal(shown(two).length, 5, "how many entries another shows");
    await store.flush();
    two.close();
    const snapshot = store.snapshot();
    const range = store.entries();
    t.did("closed", "the second one, and the store");
    await store.close();
    three.close();
    three.close();
    t.equal(disk.openFiles, 0, `open files, of which there were ${before} before`);
    t.fails(() => store.iterator(), "STORE_CLOSED");
    t.fails(() => store.iterator({ snapshot }), "STORE_CLOSED");
    t.fails(() => range.next(), "STORE_CLOSED");
    t.fails(() => store.entries().next(), "STORE_CLOSED");
    t.fails(() => store.snapshot(), "STORE_CLOSED");
    t.fails(() => store.release(snapshot), "STORE_CLOSED");
    t.given(
      "opened",
      "the store again, while an iterator is left of one that was written to and closed",
    );
    const first = await open(t, disk);
    const left = first.iterator();
    await first.put(utf8("z"), utf8("new"));
    await first.flush();
    await first.close();
    const next = await open(t, disk);
    const names = disk.list(DIRECTORY);
    left.close();
    t.did("closed", "that iterator");
    t.equal(disk.list(DIRECTORY), names, "the files of the store that is open");
    await next.close();
  },
);

law(
  "bad-keys-in-a-store",
  "a key that is none is damage for who walks over the store too, and names its table",
  { hint: "Every key that leaves a table" },
  async (t) => {
    const disk = new SimDisk();
    await layOut(disk, STORE, { lastSequence: 60 });
    // In the place of a table of level 1: as long a walk, and then what is no key.
    disk.remove(tablePath(3));
    const writer = new TableWriter(disk.open(tablePath(3), "new"), { compression: "none" });
    writer.add(rowKey(["a", 31, "a in level 1"]), utf8("a in level 1"));
    writer.add(taggedKey("b", [7, 1, 0, 0, 0, 0, 0, 0]), utf8("bad"));
    writer.finish();
    const store = await open(t, disk);
    const iterator = store.iterator();
    t.did("walked", "over a store in which a table has a key of type 7");
    const error = t.fails(() => shown(iterator), "CORRUPTION");
    t.equal((error as CorruptionError).path, tablePath(3), "the file that the error names");
    iterator.seek(utf8("e"));
    t.equal(entryAt(iterator), "e=e in level 1", "where it stands after a seek behind it");
    iterator.close();
  },
);
