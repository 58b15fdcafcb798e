import { encodeInternalKey, type Lookup, seekKey, ValueType } from "@labs/db-05";
import type { Block } from "@labs/db-06";
import { LruCache } from "@labs/db-07";
import {
  type FileMetadata,
  firstNotBefore,
  LsmStore,
  type StoreOptions,
  Version,
} from "@labs/db-08";
import { step, type Trial } from "@labs/grader/testing";
import { watched } from "@labs/grader/testing/promises";
import { type CorruptionError, type DiskError, seededRandom } from "@labs/machine";
import { SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { adding, fileOf, type Key, keyOf } from "./edits.ts";
import {
  anyLevels,
  DRAWN_KEYS,
  gone,
  keyBytes,
  levelsOn,
  modelGet,
  openingsOf,
  placeOn,
  put,
  type ReadersOptions,
  rawTable,
  readersOf,
  storeOn,
  type TableOf,
  textOf,
  toldLevels,
  toldWrites,
  versionOn,
} from "./levels.ts";
import { turns } from "./turns.ts";

const law = step("point-reads");

/** At which everything is seen. */
const NOW = 1_000_000;

/** A lookup as a text. */
const told = (found: Lookup | ReturnType<typeof modelGet>): string => {
  if (found === undefined) return "nothing";
  if (found.kind === "deleted") return "deleted";
  return typeof found.value === "string" ? found.value : textOf(found.value);
};

/** A version of these tables on a disk, what it answers, and which tables it asked for that. */
async function asked(tables: readonly TableOf[], options: ReadersOptions = {}) {
  const disk = new SimDisk();
  const version = await versionOn(disk, tables, options);
  const readers = readersOf(disk, options);
  const openings = openingsOf(disk);
  const get = (key: string, sequence = NOW) => told(version.get(keyBytes(key), sequence, readers));
  const askedFor = (key: string, sequence = NOW): [string, ...number[]] => {
    openings.splice(0);
    const answer = get(key, sequence);
    return [answer, ...openings.splice(0)];
  };
  return { disk, version, readers, get, askedFor };
}

/** A store that is opened on these tables, and closed when the law ends. */
async function opened(
  t: Trial,
  disk: SimDisk,
  tables: readonly TableOf[],
  options: StoreOptions = {},
): Promise<LsmStore> {
  await storeOn(disk, tables);
  const store = await LsmStore.open(disk, "db", { random: seededRandom(1), ...options });
  t.cleanup(async () => {
    disk.syncs = "soon";
    disk.completeSyncs();
    await store.close().catch(() => {});
  });
  return store;
}

/** What a store has of a key, as a text; undefined as "nothing". */
const valueIn = (store: LsmStore, key: string, sequence?: number): string => {
  const options = sequence === undefined ? {} : { snapshot: { sequence } };
  const value = store.get(keyBytes(key), options);
  return value === undefined ? "nothing" : textOf(value);
};

law(
  "first-not-before",
  "in a level the first file counts whose largest internal key is not before the target",
  { hint: "One table of a level" },
  (t) => {
    const files = [
      fileOf(4, ["b", 9], ["d", 5]),
      fileOf(2, ["d", 3], ["h", 7]),
      fileOf(9, ["k", 4], ["k", 2]),
      fileOf(1, ["k", 1], ["z", 8]),
    ];
    const cases: readonly (readonly [Key, number])[] = [
      [["", 9], 0],
      [["b", 9], 0],
      [["c", 1], 0],
      [["d", 6], 0],
      [["d", 5], 0],
      [["d", 4], 1],
      [["d", 3], 1],
      [["d", 1], 1],
      [["h", 7], 1],
      [["h", 6], 2],
      [["i", 1], 2],
      [["k", 2], 2],
      [["k", 1], 3],
      [["z", 8], 3],
      [["z", 7], 4],
      [["zz", 9], 4],
    ];
    t.did("a level of", "b 9 … d 5 │ d 3 … h 7 │ k 4 … k 2 │ k 1 … z 8");
    for (const [[key, sequence], expected] of cases) {
      const found = firstNotBefore(files, seekKey(keyBytes(key), sequence));
      t.equal(found, expected, `the file for "${key}" at ${sequence}`);
    }
    t.given("a level of", "no files");
    t.equal(firstNotBefore([], seekKey(keyBytes("a"), 1)), 0, "the file");
  },
);

law(
  "halving",
  "to find the file of a key among a thousand, a dozen of them are looked at",
  { hint: "One table of a level" },
  (t) => {
    for (const count of [1, 2, 3, 7, 1000]) {
      const seen = new Set<number>();
      const files = Array.from({ length: count }, (_, i): FileMetadata => {
        const name = String(2 * i).padStart(5, "0");
        const file = fileOf(i + 1, [name, 5], [name, 2]);
        return {
          ...file,
          get largest() {
            seen.add(i);
            return file.largest;
          },
          get smallest() {
            seen.add(i);
            return file.smallest;
          },
        };
      });
      for (let i = 0; i <= count; i += Math.max(1, count >> 6)) {
        seen.clear();
        t.given("looked", `for key ${2 * i - 1} among ${count} files of the keys 0, 2, 4, …`);
        const name = i === 0 ? "" : String(2 * i - 1).padStart(5, "0");
        t.equal(firstNotBefore(files, seekKey(keyBytes(name), 9)), i, "the file");
        t.atMost(seen.size, Math.ceil(Math.log2(count + 1)) + 1, "files that were looked at");
      }
    }
  },
);

law(
  "values-and-deletions",
  "a version's get gives the value or the deletion that a table has, and undefined where none knows of the key",
  { hint: "What an entry says" },
  async (t) => {
    for (const level of [0, 1, 3, 6]) {
      const writes = [
        put("a", 3),
        gone("b", 4),
        put("c", 5, ""),
        put("", 6),
        gone("d", 8),
        put("d", 2),
      ];
      const { disk, version, readers, get } = await asked([{ level, number: 7, writes }]);
      t.given("a table in level", `${level}: ${toldWrites(writes)}`);
      t.equal(get("a"), "a@3", 'the answer for "a"');
      t.equal(version.get(keyBytes("b"), NOW, readers), { kind: "deleted" }, 'the answer for "b"');
      const empty = version.get(keyBytes("c"), NOW, readers);
      t.equal(empty?.kind, "value", 'the kind of answer for "c", whose value has no bytes');
      t.equal(get("c"), "", 'the value of "c"');
      t.equal(get(""), "@6", "the answer for the key of no bytes");
      t.equal([get("d"), get("d", 7)], ["deleted", "d@2"], '"d" now, and at 7');
      for (const key of ["aa", "bb", "e", "\0"]) t.equal(get(key), "nothing", `"${key}"`);
      t.equal(disk.openFiles, 0, "open files");
    }
    t.given("asked", "a version without tables");
    const none = await asked([]);
    t.equal(none.get("a"), "nothing", "the answer");
    t.equal(told(Version.empty.get(keyBytes("a"), 9, none.readers)), "nothing", "the answer");
  },
);

law(
  "level-0-newest-first",
  "in level 0 the table of the greatest number that has the key answers, whatever the order they came in",
  { hint: "Left is newer" },
  async (t) => {
    for (const order of [
      [9, 12, 100],
      [100, 12, 9],
      [12, 100, 9],
    ]) {
      const writes = {
        9: [put("a", 1), put("m", 2), put("z", 3)],
        12: [put("a", 11), gone("m", 12)],
        100: [put("a", 21), put("n", 22)],
      };
      const tables = order.map((number) => ({
        level: 0,
        number,
        writes: writes[number as 9 | 12 | 100],
      }));
      const { get } = await asked(tables);
      t.given("added to level 0", `tables ${order}: ${toldLevels(tables)}`);
      t.equal([get("a"), get("m"), get("n"), get("z")], ["a@21", "deleted", "n@22", "z@3"]);
      t.did("asked", '"a" as it was at 20, 11, 10 and 0');
      t.equal(
        [20, 11, 10, 0].map((sequence) => get("a", sequence)),
        ["a@11", "a@11", "a@1", "nothing"],
      );
    }
  },
);

law(
  "further-down-is-older",
  "a level answers before the one below it, a deletion too: what it hides stays hidden",
  { hint: "Left is newer" },
  async (t) => {
    const tables: TableOf[] = [
      { level: 0, number: 3, writes: [put("a", 70), put("z", 71)] },
      { level: 1, number: 20, writes: [put("a", 60), gone("b", 61), put("z", 62)] },
      { level: 2, number: 21, writes: [put("a", 50), put("b", 51), put("c", 52), put("z", 53)] },
      { level: 4, number: 2, writes: [put("a", 40), put("b", 41), gone("c", 42), gone("d", 43)] },
      { level: 6, number: 50, writes: ["a", "b", "c", "d", "e"].map((key, i) => put(key, 30 + i)) },
    ];
    const { get } = await asked(tables);
    t.did("tables", toldLevels(tables));
    const keys = ["a", "b", "c", "d", "e", "f"];
    for (const [sequence, expected] of [
      [NOW, ["a@70", "deleted", "c@52", "deleted", "e@34", "nothing"]],
      [69, ["a@60", "deleted", "c@52", "deleted", "e@34", "nothing"]],
      [60, ["a@60", "b@51", "c@52", "deleted", "e@34", "nothing"]],
      [50, ["a@50", "b@41", "deleted", "deleted", "e@34", "nothing"]],
      [33, ["a@30", "b@31", "c@32", "d@33", "nothing", "nothing"]],
      [29, ["nothing", "nothing", "nothing", "nothing", "nothing", "nothing"]],
    ] as const) {
      t.did("asked", `for ${keys} at ${sequence}`);
      t.equal(
        keys.map((key) => get(key, sequence)),
        [...expected],
      );
    }
  },
);

law(
  "stops",
  "no table is asked any more once one has an entry, and none whose keys do not reach over the key",
  { hint: "Whom to ask" },
  async (t) => {
    const tables: TableOf[] = [
      { level: 0, number: 30, writes: [put("g", 90), put("k", 91)] },
      { level: 0, number: 20, writes: [put("a", 80), put("h", 81)] },
      { level: 0, number: 10, writes: [gone("c", 70), put("p", 71)] },
      { level: 1, number: 41, writes: [put("a", 60), put("e", 61)] },
      { level: 1, number: 40, writes: [put("g", 62), put("m", 63)] },
      { level: 2, number: 5, writes: [put("b", 50), gone("d", 51)] },
      { level: 2, number: 6, writes: [put("e", 52), put("i", 53)] },
      { level: 2, number: 7, writes: [put("q", 54), put("q", 53)] },
      { level: 6, number: 8, writes: [put("a", 40), put("z", 41)] },
    ];
    const { disk, askedFor } = await asked(tables);
    t.did("tables", toldLevels(tables));
    const cases: readonly (readonly [string, string, readonly number[]])[] = [
      ["g", "g@90", [30]],
      ["k", "k@91", [30]],
      ["h", "h@81", [30, 20]],
      ["a", "a@80", [20]],
      ["c", "deleted", [20, 10]],
      ["p", "p@71", [10]],
      ["e", "e@61", [20, 10, 41]],
      ["m", "m@63", [10, 40]],
      ["b", "b@50", [20, 41, 5]],
      ["d", "deleted", [20, 10, 41, 5]],
      ["i", "i@53", [30, 10, 40, 6]],
      ["f", "nothing", [20, 10, 6, 8]],
      ["q", "q@54", [7]],
      ["o", "nothing", [10, 8]],
      ["z", "z@41", [8]],
      ["za", "nothing", []],
      ["A", "nothing", []],
    ];
    for (const [key, answer, numbers] of cases) {
      t.equal(askedFor(key), [answer, ...numbers], `the answer for "${key}", and the tables asked`);
    }
    t.did("asked", '"a" and "q" as they were at 60 and 53');
    t.equal(askedFor("a", 60), ["a@60", 20, 41], 'the answer for "a", and the tables asked');
    t.equal(askedFor("q", 53), ["q@53", 7], 'the answer for "q", and the tables asked');
    t.equal(disk.openFiles, 0, "open files");
  },
);

law(
  "neighbours",
  "where two neighbours hold one key, its newer versions are in the first: which of them is asked depends on the sequence",
  { hint: "One table of a level" },
  async (t) => {
    const tables: TableOf[] = [
      { level: 1, number: 4, writes: [put("a", 3), put("k", 90), put("k", 80)] },
      { level: 1, number: 9, writes: [put("k", 70)] },
      { level: 1, number: 2, writes: [gone("k", 60), put("k", 50)] },
      { level: 1, number: 7, writes: [put("k", 40), put("z", 5)] },
      { level: 2, number: 1, writes: [put("k", 2)] },
    ];
    const { askedFor } = await asked(tables);
    t.did("tables", toldLevels(tables));
    for (const [sequence, answer, ...numbers] of [
      [NOW, "k@90", 4],
      [90, "k@90", 4],
      [89, "k@80", 4],
      [80, "k@80", 4],
      [79, "k@70", 9],
      [70, "k@70", 9],
      [69, "deleted", 2],
      [59, "k@50", 2],
      [50, "k@50", 2],
      [49, "k@40", 7],
      [40, "k@40", 7],
      [39, "k@2", 7, 1],
    ] as const) {
      t.equal(
        askedFor("k", sequence),
        [answer, ...numbers],
        `the answer at ${sequence}, and tables`,
      );
    }
  },
);

law(
  "one-for-each-level",
  "with twenty tables in each level, a key that is nowhere costs one table of each level from 1 on, and no more",
  { hint: "Whom to ask" },
  async (t) => {
    const name = (i: number) => String(i).padStart(4, "0");
    const tables: TableOf[] = [];
    for (let level = 1; level <= 6; level++) {
      for (let i = 0; i < 20; i++) {
        const from = 40 * i + level;
        tables.push({
          level,
          number: 100 * level + i,
          writes: [put(name(from), 5), put(name(from + 30), 5)],
        });
      }
    }
    const { askedFor } = await asked(tables);
    t.did("tables", "20 in each of the levels 1 to 6; each from key 40 i + level, 30 further");
    t.equal(askedFor(name(420)), ["nothing", 110, 210, 310, 410, 510, 610], "the tables asked");
    t.equal(askedFor(`${name(432)}+`), ["nothing", 310, 410, 510, 610], "the tables asked");
    t.equal(askedFor(name(480 - 2)), ["nothing"], "the tables asked between two");
  },
);

law(
  "filters-save-reads",
  "a table whose filter denies the key costs no read: of 2,000 reads of blocks filters leave 60 at most",
  { hint: "Whom to ask" },
  async (t) => {
    const count = 200;
    const name = (i: number) => `key ${String(i).padStart(6, "0")}`;
    const writes = (level: number) =>
      Array.from({ length: count + 1 }, (_, i) => put(name(10 * i + level), 1 + i, "v".repeat(20)));
    const tables: TableOf[] = [0, 0, 1, 2, 3, 4, 5, 6, 0, 0].map((level, at) => ({
      level,
      number: at + 1,
      writes: writes(at),
    }));
    for (const bloomBitsPerKey of [0, 10]) {
      const options = { bloomBitsPerKey, maxOpenFiles: 100 };
      const { disk, get } = await asked(tables, options);
      get(`${name(15)}+`);
      const before = disk.counts;
      t.given("asked", `for 200 keys that are nowhere, ten tables, ${bloomBitsPerKey} bits a key`);
      for (let i = 1; i < count; i++) t.equal(get(`${name(10 * i + 9)}+`), "nothing");
      const reads = disk.counts.reads - before.reads;
      if (bloomBitsPerKey === 0) t.floor("reads without filters", reads, 1900);
      else t.atMost(reads, 60, "reads of the disk");
      t.equal(disk.counts.opens, before.opens, "opens");
    }
  },
);

law(
  "one-read",
  "a key in the first table that is asked costs one read, where the table is open and no block is kept",
  { hint: "Whom to ask" },
  async (t) => {
    const tables: TableOf[] = [
      { level: 0, number: 9, writes: [put("a", 90), put("m", 91), put("z", 92)] },
      { level: 1, number: 2, writes: [put("a", 50), put("m", 51), put("z", 52)] },
      { level: 2, number: 1, writes: [put("a", 40), put("n", 41), put("z", 42)] },
    ];
    const { disk, get } = await asked(tables, { maxOpenFiles: 10 });
    get("n");
    for (const [key, at, reads] of [
      ["m", NOW, 1],
      ["m", 60, 2],
      ["n", NOW, 3],
    ] as const) {
      const before = disk.counts.reads;
      get(key, at);
      t.given("asked", `for "${key}" at ${at}, in three tables that are open`);
      t.equal(disk.counts.reads - before, reads, "reads of the disk");
    }
  },
);

law(
  "any-version",
  "of any tables in levels, a get at any sequence gives what a list of the writes gives",
  { hint: "Left is newer", seconds: 30 },
  async (t) => {
    let [gets, levels] = [0, 0];
    await t.forAll([anyLevels({ most: 24 }), fc.nat({ max: 60 })], async (drawn, at) => {
      const { tables, writes } = drawn;
      t.did("tables", toldLevels(tables));
      const { disk, get } = await asked(tables, { maxOpenFiles: 100, blockBytes: 1 << 20 });
      levels += new Set(tables.map(({ level }) => level)).size;
      for (const key of [...DRAWN_KEYS, "aa", "zz"]) {
        for (const sequence of [NOW, at, 2 * at]) {
          gets += 1;
          const expected = told(modelGet(writes, key, sequence));
          const actual = get(key, sequence);
          if (actual !== expected) t.did("asked", `for ${JSON.stringify(key)} at ${sequence}`);
          t.equal(actual, expected);
        }
      }
      t.atMost(disk.openFiles, tables.length, "open files");
    });
    t.floor("gets", gets, 5000);
    t.floor("levels that had tables", levels, 400);
  },
);

law(
  "no-internal-key",
  "an entry whose key is no internal key is damage of its table, and not an answer; other keys are read on",
  { hint: "What fails passes through" },
  async (t) => {
    const disk = new SimDisk();
    const state = await levelsOn(disk, [
      { level: 2, number: 1, writes: [put("b", 1), put("c", 2)] },
    ]);
    const bad = encodeInternalKey(keyBytes("b"), 20, ValueType.Value);
    bad[1] = 2;
    const good = encodeInternalKey(keyBytes("d"), 21, ValueType.Value);
    const file = await rawTable(placeOn(disk), 7, [
      [bad, keyBytes("bad")],
      [good, keyBytes("good")],
    ]);
    // A MANIFEST names proper keys: what is wrong is in the table alone.
    const version = state.version.apply(
      adding(0, { ...file, smallest: keyOf(["a", 30]), largest: keyOf(["e", 1]) }),
    );
    const readers = readersOf(disk);
    t.did("asked", 'for "b", which stands in a table of level 0 with type 2');
    const error = t.fails(() => version.get(keyBytes("b"), NOW, readers), "CORRUPTION");
    t.equal((error as CorruptionError).path, "db/000007.ldb", "the file that the error names");
    t.did("asked", 'for "b" as it was before that entry, then for "c" and "d"');
    t.equal(told(version.get(keyBytes("b"), 19, readers)), "b@1", "the answer");
    t.equal(told(version.get(keyBytes("c"), NOW, readers)), "c@2", "the answer");
    t.equal(told(version.get(keyBytes("d"), NOW, readers)), "good", "the answer");
    t.equal(disk.openFiles, 0, "open files");
  },
);

law(
  "failures-pass",
  "a table that is damaged, missing or cannot be read is the answer: no older one is asked in its place",
  { hint: "What fails passes through" },
  async (t) => {
    const tables: TableOf[] = [
      { level: 0, number: 9, writes: [put("g", 90), put("k", 91)] },
      { level: 1, number: 8, writes: [put("g", 60), put("k", 61), put("m", 62)] },
      { level: 2, number: 7, writes: [put("a", 10), put("g", 11), put("k", 12), put("m", 13)] },
    ];
    for (const [what, code, spoil] of [
      ["damaged", "CORRUPTION", (disk: SimDisk, path: string) => disk.flipBit(path, 3, 2)],
      ["missing", "ENOENT", (disk: SimDisk, path: string) => disk.remove(path)],
      [
        "unreadable",
        "EIO",
        (disk: SimDisk, path: string) => disk.failReads({ path, times: Number.POSITIVE_INFINITY }),
      ],
    ] as const) {
      for (const [number, key] of [
        [9, "g"],
        [8, "m"],
      ] as const) {
        const { disk, get, version, readers } = await asked(tables);
        const path = `db/${String(number).padStart(6, "0")}.ldb`;
        spoil(disk, path);
        t.given("asked", `for "${key}", where table ${number} is ${what}`);
        for (let again = 0; again < 2; again++) {
          const error = t.fails(() => version.get(keyBytes(key), NOW, readers), code);
          const { path: named } = error as CorruptionError | DiskError;
          t.equal(named, path, "the file that the error names");
        }
        t.did("asked", 'for "a", which needs none of it');
        t.equal(get("a"), "a@10", "the answer");
        t.equal(disk.openFiles, 0, "open files");
      }
    }
  },
);

law(
  "store-get",
  "a store's get looks in the memtable, and then in the tables: what was written last counts, be it a deletion",
  { hint: "First what is in memory" },
  async (t) => {
    const disk = new SimDisk();
    const tables: TableOf[] = [
      { level: 0, number: 9, writes: [put("b", 20), gone("c", 21), put("e", 22, "")] },
      { level: 3, number: 12, writes: ["a", "b", "c", "d"].map((key, i) => put(key, i + 1)) },
    ];
    const store = await opened(t, disk, tables);
    const all = () => ["a", "b", "c", "d", "e", "f"].map((key) => valueIn(store, key));
    t.did("opened", `a store with ${toldLevels(tables)}`);
    t.equal(all(), ["a@1", "b@20", "nothing", "d@4", "", "nothing"], "the values of a to f");
    t.did("wrote", "b, c and f; and deleted a and e");
    await store.put(keyBytes("b"), keyBytes("new b"));
    await store.put(keyBytes("c"), keyBytes("new c"));
    await store.put(keyBytes("f"), keyBytes(""));
    await store.delete(keyBytes("a"));
    await store.delete(keyBytes("e"));
    const now = ["nothing", "new b", "new c", "d@4", "nothing", ""];
    t.equal(all(), now, "the values of a to f");
    const { opens, reads } = disk.counts;
    t.equal([valueIn(store, "b"), valueIn(store, "a")], ["new b", "nothing"], "b and a");
    t.equal([disk.counts.opens, disk.counts.reads], [opens, reads], "opens and reads for that");
    t.did("flushed", "the memtable");
    await store.flush();
    t.equal(all(), now, "the values of a to f");
    t.equal(store.version.levels[0]!.length, 2, "tables in level 0");
  },
);

law(
  "at-a-snapshot",
  "a get at a snapshot sees what was written up to its sequence, in memory and in tables, and nothing newer",
  { hint: "First what is in memory" },
  async (t) => {
    const disk = new SimDisk();
    const tables: TableOf[] = [
      { level: 0, number: 9, writes: [put("b", 20), gone("c", 21)] },
      { level: 1, number: 12, writes: [put("b", 10), put("c", 11), put("d", 12)] },
    ];
    const store = await opened(t, disk, tables);
    await store.put(keyBytes("b"), keyBytes("b@22"));
    await store.delete(keyBytes("d"));
    await store.put(keyBytes("c"), keyBytes("c@24"));
    t.did("opened", `a store with ${toldLevels(tables)}`);
    t.did("wrote", "b as 22, the deletion of d as 23, c as 24");
    t.equal(store.lastSequence, 24, "the last sequence");
    const at = (sequence: number) => ["b", "c", "d"].map((key) => valueIn(store, key, sequence));
    for (const when of ["in memory", "flushed"]) {
      t.did("looked", `at the snapshots, what was written being ${when}`);
      t.equal(at(24), ["b@22", "c@24", "nothing"], "b, c, d at 24");
      t.equal(at(23), ["b@22", "nothing", "nothing"], "b, c, d at 23");
      t.equal(at(22), ["b@22", "nothing", "d@12"], "b, c, d at 22");
      t.equal(at(21), ["b@20", "nothing", "d@12"], "b, c, d at 21");
      t.equal(at(20), ["b@20", "c@11", "d@12"], "b, c, d at 20");
      t.equal(at(11), ["b@10", "c@11", "nothing"], "b, c, d at 11");
      t.equal(at(0), ["nothing", "nothing", "nothing"], "b, c, d at 0");
      await store.flush();
    }
  },
);

law(
  "while-flushing",
  "while a memtable is written to a table it is read, behind the one that is written to",
  { hint: "First what is in memory" },
  async (t) => {
    const disk = new SimDisk();
    const store = await opened(t, disk, [
      { level: 1, number: 3, writes: [put("a", 1), put("b", 2)] },
    ]);
    await store.put(keyBytes("a"), keyBytes("second a"));
    await store.put(keyBytes("c"), keyBytes("first c"));
    await store.delete(keyBytes("b"));
    disk.syncs = "held";
    t.did("flushed", "a and c, and the deletion of b; the disk ends one sync after the other");
    const flush = watched(store.flush());
    const values = () => ["a", "b", "c"].map((key) => valueIn(store, key));
    let looks = 0;
    for (; flush.state === "pending" && looks < 40; looks++) {
      await turns(2);
      t.equal(values(), ["second a", "nothing", "first c"], `a, b and c after ${looks} syncs`);
      disk.completeSyncs(1);
    }
    t.equal(flush.state, "resolved", "the flush");
    t.floor("looks while it was under way", looks, 3);
    t.did("flushed", "b again; and meanwhile wrote a third a");
    disk.syncs = "soon";
    await store.put(keyBytes("a"), keyBytes("a before the flush"));
    disk.syncs = "held";
    const second = watched(store.flush());
    await turns(2);
    disk.completeSyncs(1);
    await turns(2);
    const write = watched(store.put(keyBytes("a"), keyBytes("third a")));
    for (let i = 0; i < 40 && (second.state === "pending" || write.state === "pending"); i++) {
      await turns(2);
      if (write.state === "resolved") {
        t.equal(valueIn(store, "a"), "third a", "a, when its write has resolved");
      }
      disk.completeSyncs(1);
    }
    if (write.state === "rejected") throw write.error;
    t.equal([second.state, write.state], ["resolved", "resolved"], "the flush, and the write");
    t.equal(valueIn(store, "a"), "third a", "a");
  },
);

law(
  "borrowed-and-right",
  "a value that a get gave stays right, whatever is written, flushed and read afterwards",
  { hint: "First what is in memory" },
  async (t) => {
    const disk = new SimDisk();
    const name = (i: number) => `key ${String(i).padStart(3, "0")}`;
    const writes = Array.from({ length: 60 }, (_, i) => put(name(i), i + 1, name(i).repeat(8)));
    const store = await opened(t, disk, [{ level: 2, number: 5, writes }], { maxOpenFiles: 0 });
    await store.put(keyBytes("in memory"), keyBytes("a value in memory"));
    const values = writes.map(({ key }) => store.get(keyBytes(key))!);
    values.push(store.get(keyBytes("in memory"))!);
    t.did("got", "60 values of tables and one of memory; then wrote over all, flushed and read");
    for (const { key } of writes.slice(0, 20)) await store.put(keyBytes(key), keyBytes("another"));
    await store.put(keyBytes("in memory"), keyBytes("another"));
    await store.flush();
    for (const { key } of writes) store.get(keyBytes(key));
    t.equal(
      values.map(textOf),
      [...writes.map(({ value }) => value), "a value in memory"],
      "the values of before",
    );
  },
);

law(
  "caches-as-they-are-told",
  "a store keeps blocks in the cache that it was given, and no more tables open than maxOpenFiles",
  { hint: "First what is in memory" },
  async (t) => {
    const tables: TableOf[] = ["a", "b", "c"].map((key, i) => ({
      level: 0,
      number: 9 + i,
      writes: [put(key, i + 1)],
    }));
    for (const [capacity, maxOpenFiles] of [
      [0, 1],
      [1 << 20, 2],
    ] as const) {
      const disk = new SimDisk();
      const blockCache = new LruCache<Block>({ capacity });
      const store = await opened(t, disk, tables, { blockCache, maxOpenFiles });
      const { openFiles } = disk;
      t.given(
        "asked",
        `for keys of three tables; blocks: ${capacity} bytes, tables: ${maxOpenFiles}`,
      );
      for (const key of ["a", "b", "c"]) {
        t.equal(valueIn(store, key), `${key}@${key.charCodeAt(0) - 96}`, "the value");
        const { reads } = disk.counts;
        valueIn(store, key);
        t.equal(disk.counts.reads - reads, capacity === 0 ? 1 : 0, "reads, for the key again");
      }
      t.equal(disk.openFiles - openFiles, maxOpenFiles, "tables that are open");
    }
  },
);

law(
  "store-goes-on",
  "a get that meets damage or a failing read throws it, and the store goes on: other keys, writes, and that key when it is written",
  { hint: "What fails passes through" },
  async (t) => {
    const disk = new SimDisk();
    const tables: TableOf[] = [
      { level: 0, number: 9, writes: [put("g", 90), put("k", 91)] },
      { level: 1, number: 8, writes: [put("a", 60), put("g", 61), put("m", 62)] },
    ];
    const store = await opened(t, disk, tables);
    disk.failReads({ path: "db/000008.ldb" });
    t.did("got", '"a", and the first read of its table fails');
    t.fails(() => store.get(keyBytes("a")), "EIO");
    t.equal(valueIn(store, "a"), "a@60", "a, asked again");
    disk.flipBit("db/000009.ldb", 3, 2);
    t.did("got", '"g", whose newest table is damaged');
    t.fails(() => store.get(keyBytes("g")), "CORRUPTION");
    t.fails(() => store.get(keyBytes("g")), "CORRUPTION");
    t.equal(store.failure, undefined, "failure");
    t.equal(valueIn(store, "m"), "m@62", "m");
    t.did("wrote", '"g"');
    await store.put(keyBytes("g"), keyBytes("g again"), { sync: true });
    t.equal(valueIn(store, "g"), "g again", "g");
    t.equal(valueIn(store, "a"), "a@60", "a");
  },
);

law(
  "closed",
  "a store that was closed, or is closing, gives no value",
  { hint: "First what is in memory" },
  async (t) => {
    const disk = new SimDisk();
    const store = await opened(t, disk, [{ level: 1, number: 8, writes: [put("a", 60)] }]);
    await store.put(keyBytes("b"), keyBytes("b"));
    t.equal([valueIn(store, "a"), valueIn(store, "b")], ["a@60", "b"], "a and b");
    t.did("called", "close");
    const closing = store.close();
    for (const key of ["a", "b", "c"]) t.fails(() => store.get(keyBytes(key)), "STORE_CLOSED");
    await closing;
    for (const key of ["a", "b", "c"]) t.fails(() => store.get(keyBytes(key)), "STORE_CLOSED");
    t.equal(disk.openFiles, 0, "open files");
  },
);

law(
  "any-store",
  "of any store, with any writes and flushes upon it, a get gives what a list of the writes gives",
  { hint: "First what is in memory", seconds: 30 },
  async (t) => {
    const act = fc.oneof(
      { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...DRAWN_KEYS), fc.boolean()) },
      { weight: 1, arbitrary: fc.constant("flush" as const) },
    );
    let [gets, flushes] = [0, 0];
    await t.forAll(
      [anyLevels({ most: 12 }), fc.array(act, { maxLength: 6 }), fc.nat({ max: 60 })],
      async ({ tables, writes }, acts, at) => {
        t.did("tables", toldLevels(tables));
        const disk = new SimDisk();
        await storeOn(disk, tables);
        const store = await LsmStore.open(disk, "db", { random: seededRandom(at) });
        const list = [...writes];
        for (const each of acts) {
          if (each === "flush") {
            t.did("then", "flushed");
            flushes += 1;
            await store.flush();
            continue;
          }
          const [key, isDeletion] = each;
          const sequence = store.lastSequence + 1;
          list.push(isDeletion ? gone(key, sequence) : put(key, sequence));
          t.did("then", `${isDeletion ? "deleted" : "put"} ${JSON.stringify(key)}`);
          if (isDeletion) await store.delete(keyBytes(key));
          else await store.put(keyBytes(key), keyBytes(`${key}@${sequence}`));
        }
        const shown = (text: string) => (text === "deleted" ? "nothing" : text);
        for (const key of [...DRAWN_KEYS, "aa"]) {
          for (const sequence of [undefined, at]) {
            gets += 1;
            const expected = shown(told(modelGet(list, key, sequence)));
            const actual = valueIn(store, key, sequence);
            if (actual !== expected) t.did("got", `${JSON.stringify(key)} at ${sequence ?? "now"}`);
            t.equal(actual, expected);
          }
        }
        await store.close();
        t.equal(disk.openFiles, 0, "open files");
      },
    );
    t.floor("gets", gets, 3000);
    t.floor("flushes", flushes, 30);
  },
);
