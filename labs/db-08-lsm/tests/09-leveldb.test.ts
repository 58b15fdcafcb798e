import { encodeRecord } from "@labs/db-03";
import { MAX_SEQUENCE } from "@labs/db-05";
import { checkTable, TableWriter } from "@labs/db-06";
import { bloomFilterPolicy } from "@labs/db-07";
import {
  checkStore,
  encodeVersionEdit,
  filePath,
  LsmStore,
  parseFileName,
  type StoreFault,
  WriteBatch,
} from "@labs/db-08";
import { step, type Trial } from "@labs/grader/testing";
import { DiskError, type Random, seededRandom } from "@labs/machine";
import { crashes, SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import {
  batchKey,
  bytesOf,
  type Database,
  letters,
  ourPairs,
  type Pair,
  pairsOf,
  SharedFolder,
  theirPairs,
} from "./leveldb.ts";
import {
  DIRECTORY,
  type Layout,
  layOut,
  nameTables,
  type Placed,
  type Row,
  rowKey,
  rowsOf,
  tablePath,
  utf8,
  writeLayout,
  writeRows,
} from "./places.ts";

const law = step("leveldb");

/** What is told, without the words for people: kind, file and offset, sorted. */
const told = (faults: readonly StoreFault[]): string[] =>
  faults.map(({ kind, path, offset }) => `${kind} ${path} ${offset}`).toSorted();

const check = async (disk: SimDisk): Promise<string[]> => told(await checkStore(disk, DIRECTORY));

/** Tables 1 and 2 in level 2, 3 in level 1, 4 and 5 in level 0; all that is newer is further left. */
const LAYOUT: Layout = [
  [rowsOf("a", 5, 40), rowsOf("b", 5, 50)],
  [rowsOf("a", 20, 30)],
  [rowsOf("a", 20, 10), rowsOf("b", 20, 10)],
];

async function laidOut(): Promise<{ disk: SimDisk; placed: readonly Placed[] }> {
  const disk = new SimDisk();
  return { disk, placed: await layOut(disk, LAYOUT) };
}

/** A log of these batches, each of puts of one key; its name is of this number. */
function writeLog(
  disk: SimDisk,
  number: number,
  batches: readonly (readonly [sequence: number, key: string, value?: string])[],
): number[] {
  const file = disk.open(filePath(DIRECTORY, "log", number), "new");
  const starts = batches.map(([sequence, key, value = `at ${sequence}`]) => {
    const record = new WriteBatch().put(utf8(key), utf8(value)).encode(sequence);
    return file.append(encodeRecord(record, file.size));
  });
  starts.push(file.size);
  file.close();
  return starts;
}

law(
  "nothing-to-tell",
  "of a store that was closed checkStore tells nothing, whatever was done to it, and leaves it as it is",
  { hint: "From CURRENT on", seconds: 20 },
  async (t) => {
    const disk = new SimDisk();
    const look = async (when: string) => {
      t.did("checked", when);
      const { operations, openFiles } = disk;
      t.equal(told(await checkStore(disk, DIRECTORY)), [], "what it tells");
      t.equal(disk.operations, operations, "how many operations there were on the disk");
      t.equal(disk.openFiles, openFiles, "open files");
    };
    const store = await LsmStore.open(disk, DIRECTORY);
    await store.close();
    await look("a store that is new and was closed");
    for (let round = 1; round <= 3; round++) {
      const again = await LsmStore.open(disk, DIRECTORY, { bloomBitsPerKey: 5 * round });
      for (let i = 0; i < 40; i++) await again.put(utf8(`key ${i % (7 * round)}`), utf8(`${i}`));
      for (let i = 0; i < 5; i++) await again.delete(utf8(`key ${i}`));
      await again.close();
      await look(`after round ${round} of puts, deletions and a flush`);
    }
    const laid = await laidOut();
    t.given("checked", "a store of three levels");
    t.equal(await check(laid.disk), [], "what it tells");
  },
);

law(
  "missing",
  "a CURRENT, a table or a log that should be there is missing; a CURRENT that names nothing is damage",
  { hint: "From CURRENT on", seconds: 20 },
  async (t) => {
    t.did("checked", "a directory that is not there");
    t.equal(await check(new SimDisk()), ["missing db/CURRENT 0"], "what it tells");
    const empty = new SimDisk();
    empty.makeDirectory(DIRECTORY);
    t.given("checked", "an empty directory");
    t.equal(await check(empty), ["missing db/CURRENT 0"], "what it tells");
    t.given("checked", "a store of five tables, of which 2 and 4 are gone");
    const { disk } = await laidOut();
    for (const number of [2, 4]) disk.remove(tablePath(number));
    t.equal(
      await check(disk),
      ["missing db/000002.ldb 0", "missing db/000004.ldb 0"],
      "what it tells",
    );
    t.given("checked", "a store whose MANIFEST is gone");
    const headless = await laidOut();
    headless.disk.remove("db/MANIFEST-000006");
    t.equal(await check(headless.disk), ["damage db/CURRENT 0"], "what it tells");
    t.given("checked", "a store whose log is gone");
    const logless = new SimDisk();
    await layOut(logless, LAYOUT, { logNumber: 9, nextFileNumber: 10 });
    t.equal(await check(logless), ["missing db/000009.log 0"], "what it tells");
    writeLog(logless, 9, []);
    t.equal(await check(logless), [], "what it tells when it is there");
  },
);

law(
  "damaged-tables",
  "what checkTable finds in a table is told as damage of that file, at the same offset; the others are looked at",
  { hint: "Each table", seconds: 20 },
  async (t) => {
    const { disk } = await laidOut();
    disk.flipBit(tablePath(1), 20, 4);
    disk.flipBit(tablePath(3), 700, 1);
    disk.flipBit(tablePath(5), disk.contents(tablePath(5)).length - 1, 0);
    t.did("flipped", "a bit in each of tables 1, 3 and 5, of five");
    const expected = [1, 3, 5].flatMap((number) => {
      const file = disk.open(tablePath(number), "existing");
      const faults = checkTable(file, bloomFilterPolicy(10));
      file.close();
      return faults.map(({ offset }) => `damage ${tablePath(number)} ${offset}`);
    });
    t.floor("faults in the tables", expected.length, 3);
    t.equal(await check(disk), expected.toSorted(), "what it tells");
    t.equal(disk.openFiles, 0, "open files");
  },
);

law(
  "lying-filters",
  "a filter that denies a key of its table is damage, though every checksum is right",
  { hint: "Each table" },
  async (t) => {
    const disk = new SimDisk();
    disk.makeDirectory(DIRECTORY);
    const policy = bloomFilterPolicy(10);
    const builder = () => {
      const inner = policy.builder();
      return {
        startBlock: (offset: number) => inner.startBlock(offset),
        addKey: (key: Uint8Array) => {
          if (letters(key) !== "k007") inner.addKey(key);
        },
        finish: () => inner.finish(),
      };
    };
    const file = disk.open(tablePath(1), "new");
    const writer = new TableWriter(file, { compression: "none", filter: { ...policy, builder } });
    const rows = rowsOf("k", 20);
    for (const row of rows) writer.add(rowKey(row), utf8(row[2]!));
    const { sizeBytes, smallest, largest } = writer.finish();
    file.close();
    const placed = [{ level: 1, file: { number: 1, sizeBytes, smallest, largest } }];
    (await nameTables(disk, placed)).close();
    t.did("left", "one of 20 keys out of a table's filter");
    const faults = await check(disk);
    t.holds(faults.length > 0, "nothing is told");
    t.equal(
      faults.filter((fault) => !fault.startsWith("damage db/000001.ldb")),
      [],
      "what it tells beside damage of the table",
    );
  },
);

law(
  "mismatches",
  "a table that is whole and has another length, first or last key than the MANIFEST says is a mismatch, one for each",
  { hint: "The table that is meant", seconds: 20 },
  async (t) => {
    const at = "mismatch db/000001.ldb 0";
    for (const [what, rows, expected] of [
      ["the same", rowsOf("k", 9), []],
      ["one row more at its end", rowsOf("k", 10), [at, at]],
      ["another first key", [["j", 7, ""], ...rowsOf("k", 9).slice(1)] as Row[], [at, at]],
      ["one of other keys", rowsOf("m", 9), [at, at]],
      ["another sequence of the same keys", rowsOf("k", 9, 8), [at, at]],
      ["other keys, and more of them", rowsOf("m", 40), [at, at, at]],
    ] as const) {
      const disk = new SimDisk();
      const placed = writeLayout(disk, [[], [rowsOf("k", 9)]]);
      (await nameTables(disk, placed)).close();
      disk.remove(tablePath(1));
      writeRows(disk, 1, rows);
      t.given("put in a table's place", what);
      t.equal(await check(disk), expected, "what it tells");
    }
  },
);

law(
  "newer-than-the-last",
  "entries above the MANIFEST's last sequence are told once for each table; up to it they are right",
  { hint: "The table that is meant" },
  async (t) => {
    const rows: Row[] = [
      ["a", 3, "x"],
      ["b", 9, "x"],
      ["c", 8, undefined],
      ["d", 1, "x"],
    ];
    for (const [lastSequence, expected] of [
      [9, []],
      [1000, []],
      [8, ["sequence db/000001.ldb 0"]],
      [0, ["sequence db/000001.ldb 0"]],
    ] as const) {
      const disk = new SimDisk();
      await layOut(disk, [[], [rows]], { lastSequence });
      t.given("checked", `writes 1, 3, 8 and 9, where the last is said to be ${lastSequence}`);
      t.equal(await check(disk), expected, "what it tells");
    }
  },
);

law(
  "out-of-order",
  "a table with an entry that is not older than one of its key further left is out of order, and told once",
  { hint: "Left is newer", seconds: 20 },
  async (t) => {
    const one = (sequence: number, value?: string): Row[] => [["k", sequence, value]];
    const cases: readonly (readonly [string, Layout, readonly number[]])[] = [
      ["9 over 5 over 3", [[], [one(9, "x")], [one(5)], [one(3, "x")]], []],
      ["5 over 9", [[], [one(5, "x")], [one(9, "x")]], [1]],
      ["a deletion over a newer value", [[], [one(5)], [], [one(9, "x")]], [1]],
      ["a value over a newer deletion", [[], [one(5, "x")], [], [one(9)]], [1]],
      ["3 over 5 over 9", [[], [one(3, "x")], [one(5)], [one(9, "x")]], [1, 2]],
      ["3 over 9 over 5", [[], [one(3)], [one(9, "x")], [one(5, "x")]], [1, 2]],
      ["9 over 3 over 5", [[], [one(9, "x")], [one(3)], [one(5, "x")]], [1]],
      ["5 over 5", [[], [one(5, "x")], [], [one(5, "x")]], [1]],
      ["in level 0: 9, then 5 newer by its number", [[one(9, "x"), one(5, "x")]], [1]],
      ["in level 0: 5, then 9", [[one(5, "x"), one(9, "x")]], []],
      ["k from 9 to 5 over k from 7 to 3", twice([9, 5], [7, 3]), [1]],
      ["k from 9 to 5 over k from 4 to 3", twice([9, 5], [4, 3]), []],
      ["of two neighbours the second, k 7, over k 6", neighbours(6), []],
      ["of two neighbours the second, k 7, over k 8", neighbours(8), [1]],
    ];
    for (const [what, layout, numbers] of cases) {
      const disk = new SimDisk();
      await layOut(disk, layout);
      t.given("checked", what);
      t.equal(
        await check(disk),
        numbers.map((number) => `order ${tablePath(number)} 0`),
        "what it tells",
      );
    }
    for (const [what, number, sequence] of [
      ["k 90 in level 2", 1, 90],
      ["k 9 in level 1", 2, 9],
    ] as const) {
      const disk = new SimDisk();
      await layOut(disk, [[], [one(50, "x")], [one(10, "x")]]);
      disk.remove(tablePath(number));
      writeRows(disk, number, one(sequence, "x"));
      t.given(
        "checked",
        `k 50 over k 10, and in the place of table ${number} is one that is not meant: ${what}`,
      );
      const faults = await check(disk);
      const others = faults.filter((fault) => !fault.startsWith("mismatch"));
      t.equal(others, [], "what it tells beside the mismatches");
    }
    t.given(
      "checked",
      "a table of 20 keys, all newer than those over it, of which it has two versions",
    );
    const disk = new SimDisk();
    const below = rowsOf("k", 20, 50).flatMap((row): Row[] => [row, [row[0], 45, row[2]]]);
    await layOut(disk, [[rowsOf("k", 20, 40)], [below]]);
    t.equal(await check(disk), ["order db/000001.ldb 0"], "what it tells");
  },
);

/** Two tables over each other, of versions of one key. */
function twice(over: readonly number[], under: readonly number[]): Layout {
  const rows = (sequences: readonly number[]) => [sequences.map((s): Row => ["k", s, "x"])];
  return [[], rows(over), rows(under)];
}

/** Two neighbours in level 1, of which each has a version of k, over one in level 2. */
function neighbours(under: number): Layout {
  const first: Row[] = [
    ["a", 1, "x"],
    ["k", 9, "x"],
  ];
  const second: Row[] = [
    ["k", 7, "x"],
    ["z", 2, "x"],
  ];
  return [[], [first, second], [[["k", under, "x"]]]];
}

law(
  "logs-are-newer",
  "the logs are the first place: a table that has a newer write than they have of a key is out of order",
  { hint: "Left is newer", seconds: 20 },
  async (t) => {
    for (const [sequence, expected] of [
      [60, []],
      [51, []],
      [50, ["order db/000005.ldb 0"]],
      [49, ["order db/000005.ldb 0"]],
    ] as const) {
      const disk = new SimDisk();
      await layOut(disk, LAYOUT, { logNumber: 8, nextFileNumber: 10 });
      writeLog(disk, 8, [[sequence, "b003"]]);
      t.given(
        "checked",
        `a log with the write ${sequence} of b003, over table 5 with the write 50`,
      );
      t.equal(await check(disk), expected, "what it tells");
    }
    const disk = new SimDisk();
    await layOut(disk, LAYOUT, { logNumber: 8, nextFileNumber: 10 });
    const starts = writeLog(disk, 8, [
      [49, "b003"],
      [51, "c", "of more than a block".padEnd(40_000)],
      [52, "d"],
    ]);
    disk.flipBit("db/000008.log", starts[1]! + 12, 2);
    t.given("checked", "such a log with the write 49 of b003, and then a bad place");
    const expected = [`damage db/000008.log ${starts[1]}`, "order db/000005.ldb 0"];
    t.equal(await check(disk), expected, "what it tells");
  },
);

law(
  "strays",
  "a table or log that nobody names is stray, whatever is in it; other files are nobody's business",
  { hint: "From CURRENT on", seconds: 20 },
  async (t) => {
    const disk = new SimDisk();
    await layOut(disk, LAYOUT, { logNumber: 8, prevLogNumber: 4, nextFileNumber: 20 });
    writeLog(disk, 8, [[1001, "z"]]);
    writeLog(disk, 4, [[1000, "y"]]);
    writeLog(disk, 9, []);
    t.did("checked", "a store with logs 4 (its previous), 8 (its first) and 9, which count");
    t.equal(await check(disk), [], "what it tells");
    t.did("put", "tables 17 and 18 there, logs 3 and 7, a note, and what LevelDB leaves");
    writeRows(disk, 17, rowsOf("a", 3, 2000));
    disk.install("db/000018.ldb", utf8("no table"));
    disk.install("db/000003.log", utf8("no log"));
    writeLog(disk, 7, [[2000, "a000"]]);
    for (const name of ["LOCK", "LOG", "LOG.old", "notes.txt", "000019.dbtmp", "MANIFEST-000001"]) {
      disk.install(`db/${name}`, utf8("anything"));
    }
    const strays = ["000003.log", "000007.log", "000017.ldb", "000018.ldb"];
    t.equal(
      await check(disk),
      strays.map((name) => `stray db/${name} 0`),
      "what it tells",
    );
    t.did("renamed", "table 2 to 000002.sst, as LevelDB before 1.14 named it");
    disk.rename(tablePath(2), "db/000002.sst");
    t.equal(
      await check(disk),
      strays.map((name) => `stray db/${name} 0`),
      "what it tells",
    );
  },
);

law(
  "logs",
  "the last log may be torn; a bad place with a whole record behind it is damage, and so is any in another log",
  { hint: "Each log", seconds: 20 },
  async (t) => {
    const make = async () => {
      const disk = new SimDisk();
      await layOut(disk, LAYOUT, { logNumber: 8, nextFileNumber: 20 });
      const first = writeLog(disk, 8, [
        [1001, "u"],
        [1002, "v"],
        [1003, "w"],
      ]);
      const last = writeLog(disk, 9, [
        [1004, "x"],
        [1005, "y"],
        [1006, "z"],
      ]);
      return { disk, first, last };
    };
    const cut = (disk: SimDisk, path: string, size: number) => {
      const file = disk.open(path, "existing");
      file.truncate(size);
      file.close();
    };
    const whole = await make();
    t.did("checked", "logs 8 and 9 of three records each");
    t.equal(await check(whole.disk), [], "what it tells");
    for (let back = 1; back < whole.last[3]! - whole.last[2]!; back++) {
      const { disk, last } = await make();
      cut(disk, "db/000009.log", last[3]! - back);
      t.given("cut", `${back} bytes off the last log`);
      t.equal(await check(disk), [`torn db/000009.log ${last[2]}`], "what it tells");
    }
    const middle = await make();
    const starts = writeLog(middle.disk, 10, [
      [1007, "one"],
      [1008, "two", "of more than a block".padEnd(40_000)],
      [1009, "three"],
    ]);
    middle.disk.flipBit("db/000010.log", 12, 2);
    t.given("flipped", "a bit in the first record of the last log, with a whole one blocks behind");
    t.equal(await check(middle.disk), ["damage db/000010.log 0"], "what it tells");
    cut(middle.disk, "db/000010.log", starts[2]! + 5);
    t.did("cut", "that one too");
    t.equal(await check(middle.disk), ["torn db/000010.log 0"], "what it tells");
    const earlier = await make();
    cut(earlier.disk, "db/000008.log", earlier.first[3]! - 2);
    t.given("cut", "2 bytes off the log before the last");
    t.equal(
      await check(earlier.disk),
      [`damage db/000008.log ${earlier.first[2]}`],
      "what it tells",
    );
    writeLog(earlier.disk, 11, []);
    cut(earlier.disk, "db/000009.log", earlier.last[3]! - 2);
    t.did("cut", "2 bytes off the last log too, behind which there is an empty one");
    t.equal(
      await check(earlier.disk),
      [`damage db/000008.log ${earlier.first[2]}`, `torn db/000009.log ${earlier.last[2]}`],
      "what it tells",
    );
    const back = await make();
    const [start] = writeLog(back.disk, 12, [[1006, "again"]]);
    t.given("written", "a third log, whose first write has the number of one in the second");
    t.equal(await check(back.disk), [`damage db/000012.log ${start}`], "what it tells");
  },
);

law(
  "without-a-manifest",
  "where no MANIFEST can be read, every table and every log is looked at, and nothing is stray or missing",
  { hint: "From CURRENT on" },
  async (t) => {
    const { disk } = await laidOut();
    writeLog(disk, 7, [[1, "a000"]]);
    for (const [number, sequence] of [
      [8, 2],
      [9, 3],
    ] as const) {
      const [, end] = writeLog(disk, number, [[sequence, "b"]]);
      const file = disk.open(filePath(DIRECTORY, "log", number), "existing");
      file.truncate(end! - 1);
      file.close();
    }
    disk.flipBit(tablePath(2), 20, 4);
    const rest = ["damage db/000002.ldb 0", "damage db/000008.log 0", "torn db/000009.log 0"];
    for (const [what, current, first] of [
      ["CURRENT is gone", undefined, "missing db/CURRENT 0"],
      ["CURRENT names none", "MANIFEST", "damage db/CURRENT 0"],
      ["it names one that is not there", "MANIFEST-000099\n", "damage db/CURRENT 0"],
      ["a bit of the MANIFEST flips", "MANIFEST-000006\n", "damage db/MANIFEST-000006 0"],
    ] as const) {
      const harmed = new SimDisk();
      for (const [path, bytes] of disk.files()) {
        if (path !== "db/CURRENT") harmed.install(path, bytes);
      }
      if (current !== undefined) harmed.install("db/CURRENT", utf8(current));
      harmed.flipBit("db/MANIFEST-000006", 9, 1);
      t.given("harmed", `a store: ${what}`);
      t.equal(await check(harmed), [...rest, first].toSorted(), "what it tells");
    }
  },
);

/** A store's files whose MANIFEST says that its keys are in another order. */
function foreign(disk: SimDisk): void {
  const edit = { comparator: "labs.Backwards", logNumber: 0, nextFileNumber: 3, lastSequence: 0 };
  disk.makeDirectory(DIRECTORY);
  disk.install("db/MANIFEST-000002", encodeRecord(encodeVersionEdit(edit), 0));
  disk.install("db/CURRENT", utf8("MANIFEST-000002\n"));
}

law(
  "foreign-order",
  "a store whose keys are in another order is one mismatch; neither we nor LevelDB open it, and both say its name",
  { hint: "From CURRENT on", seconds: 20 },
  async (t) => {
    const disk = new SimDisk();
    foreign(disk);
    disk.install("db/000007.ldb", utf8("no table"));
    t.did("checked", "a store in the order of labs.Backwards, with a bad table");
    t.equal(await check(disk), ["mismatch db/CURRENT 0"], "what it tells");
    const ours = await t.fails(() => LsmStore.open(disk, DIRECTORY), "STORE_COMPARATOR");
    const { message } = ours as Error;
    t.holds(message.includes("labs.Backwards"), `our message does not name it: ${message}`);
    const folder = new SharedFolder(t, disk);
    t.did("opened", "it by LevelDB");
    const refusal = (await folder.theirRefusal()) ?? "";
    t.holds(refusal.includes("labs.Backwards"), `LevelDB says: ${refusal}`);
  },
);

law(
  "never-throws",
  "whatever the bytes are, checkStore answers; and where it tells no fault, the store opens and reads to its end",
  { hint: "An answer for everything", seconds: 30 },
  async (t) => {
    const base = new SimDisk();
    await layOut(base, LAYOUT, { logNumber: 8, nextFileNumber: 20 });
    writeLog(base, 8, [
      [1001, "b003"],
      [1002, "c"],
    ]);
    const files = [...base.files()];
    const log = files.findIndex(([path]) => path.endsWith(".log"));
    const harm = fc.record({
      // A log may be torn without a fault, and is harmed more often: else nearly all stores have one.
      file: fc.oneof(fc.nat(files.length - 1), fc.constant(log)),
      kind: fc.constantFrom("flip", "flip", "cut", "noise", "remove", "swap"),
      at: fc.nat(1_000_000),
      seed: fc.nat(),
    });
    let silent = 0;
    let loud = 0;
    await t.forAll([fc.array(harm, { minLength: 1, maxLength: 3 })], async (harms) => {
      const found = new Map(files);
      for (const { file, kind, at, seed } of harms) {
        const [path] = files[file]!;
        const bytes = found.get(path);
        t.did("harmed", `${path}: ${kind}, ${at}, ${seed}`);
        if (bytes === undefined) continue;
        const random = seededRandom(seed);
        if (kind === "remove") found.delete(path);
        else if (kind === "swap") found.set(path, files[at % files.length]![1]);
        else if (kind === "cut") found.set(path, bytes.subarray(0, at % (bytes.length + 1)));
        else found.set(path, kind === "noise" ? noise(random, bytes.length) : flipped(bytes, at));
      }
      const disk = new SimDisk();
      disk.makeDirectory(DIRECTORY);
      for (const [path, bytes] of found) disk.install(path, bytes);
      const faults = await checkStore(disk, DIRECTORY);
      t.equal(disk.openFiles, 0, "open files");
      for (const { offset } of faults) {
        t.holds(Number.isSafeInteger(offset) && offset >= 0, `offset ${offset}`);
      }
      if (faults.some(({ kind }) => kind !== "torn" && kind !== "stray")) {
        loud += 1;
        return;
      }
      silent += 1;
      t.did("opened", "the store, of which no fault was told");
      const store = await LsmStore.open(disk, DIRECTORY);
      const count = [...store.entries()].length;
      t.holds(count >= 40, `it has ${count} keys`);
      t.equal([...store.entries({ reverse: true })].length, count, "how many it has backwards");
      await store.close();
    });
    t.floor("stores with a fault", loud, 100);
    t.floor("stores without one", silent, 2);
  },
);

const noise = (random: Random, length: number): Uint8Array =>
  Uint8Array.from({ length }, () => random.below(256));

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  if (copy.length > 0) copy[at % copy.length]! ^= 1 << (at % 8);
  return copy;
}

law(
  "bits",
  "of a bit that flips in a table of the store, in its MANIFEST or CURRENT, something is told",
  { hint: "An answer for everything", seconds: 30 },
  async (t) => {
    const base = new SimDisk();
    await layOut(base, [[], [rowsOf("a", 3)]]);
    const files = [...base.files()];
    let flips = 0;
    for (const [path, bytes] of files) {
      for (let at = 0; at < bytes.length; at++) {
        base.flipBit(path, at, at % 8);
        const faults = await checkStore(base, DIRECTORY);
        base.flipBit(path, at, at % 8);
        flips += 1;
        t.given("flipped", `bit ${at % 8} of byte ${at} of ${path}`);
        t.holds(faults.length > 0, "nothing is told");
        t.equal(base.openFiles, 0, "open files");
      }
    }
    t.floor("bits that were flipped", flips, 300);
  },
);

law(
  "reads-that-fail",
  "a read that fails is no answer: it passes through, whichever it is, and no handle is left",
  { hint: "An answer for everything", seconds: 20 },
  async (t) => {
    const { disk } = await laidOut();
    const before = disk.counts.reads;
    await checkStore(disk, DIRECTORY);
    const reads = disk.counts.reads - before;
    let failed = 0;
    for (let nth = 1; nth <= reads; nth++) {
      disk.failReads({ nth });
      t.given("checked", `a store, and read ${nth} of ${reads} fails`);
      const error = await t.fails(() => checkStore(disk, DIRECTORY), "EIO");
      t.holds(error instanceof DiskError, "a DiskError");
      t.equal(disk.openFiles, 0, "open files");
      failed += 1;
    }
    t.floor("reads that failed", failed, 20);
  },
);

law(
  "others-have-a-turn",
  "a store is checked in pieces: before each table and each log there is a pause in which others work",
  { hint: "An answer for everything", seconds: 20 },
  async (t) => {
    for (const what of ["a store", "a store without CURRENT"]) {
      const disk = new SimDisk();
      const tables = Array.from({ length: 20 }, (_, i) => rowsOf(String.fromCharCode(65 + i), 2));
      await layOut(disk, [[], tables], { logNumber: 40, nextFileNumber: 70 });
      for (let i = 0; i < 20; i++) writeLog(disk, 40 + i, [[1001 + i, "z"]]);
      if (what !== "a store") disk.remove("db/CURRENT");
      let turns = 0;
      let isDone = false;
      const others = () => {
        turns += 1;
        if (!isDone) setImmediate(others);
      };
      setImmediate(others);
      t.given("checked", `${what} with 20 tables and 20 logs, while others count their turns`);
      const expected = what === "a store" ? [] : ["missing db/CURRENT 0"];
      t.equal(await check(disk), expected, "what it tells");
      isDone = true;
      t.holds(turns >= 39, `the others had ${turns} turns`);
    }
  },
);

law(
  "after-any-crash",
  "after a crash at any moment of any work nothing is told but what a crash leaves, and when the store was opened again nothing",
  { hint: "Each log", seconds: 60 },
  async (t) => {
    const disk = new SimDisk();
    disk.makeDirectory(DIRECTORY);
    await disk.syncDirectory("");
    const store = await LsmStore.open(disk, DIRECTORY, { compression: "none" });
    const from = disk.operations;
    for (let i = 0; i < 3; i++) {
      await store.put(utf8(`key ${i}`), utf8("first"), { sync: i === 1 });
    }
    await store.flush();
    await store.delete(utf8("key 1"));
    await store.put(utf8("key 2"), utf8("second"));
    await store.close();
    let points = 0;
    for (const crash of crashes(disk, { from, seed: t.seed })) {
      points += 1;
      t.given("crashed", crash.replay);
      const faults = await checkStore(crash.disk, DIRECTORY);
      const others = faults.filter(({ kind, path }) => {
        // Unsynced bytes reach the device in any order: see LogEnd.
        return kind !== "torn" && kind !== "stray" && !(kind === "damage" && path.endsWith(".log"));
      });
      t.equal(told(others), [], "what is told that no crash leaves");
      if (points % 4 !== 0) continue;
      const again = await LsmStore.open(crash.disk, DIRECTORY);
      await again.close();
      t.equal(await check(crash.disk), [], "what is told when it was opened and closed");
    }
    t.floor("crashes", points, 100);
  },
);

law(
  "held-tables",
  "tables that an iterator holds are stray while it reads them, and are removed when it is closed",
  { hint: "Who still reads it", seconds: 20 },
  async (t) => {
    const disk = new SimDisk();
    await layOut(disk, [[], [rowsOf("a", 9), rowsOf("b", 9)]]);
    const store = await LsmStore.open(disk, DIRECTORY, { maxOpenFiles: 0 });
    await store.idle();
    const strays = async () => (await check(disk)).filter((fault) => fault.startsWith("stray"));
    const [one, two] = [store.iterator(), store.iterator()];
    t.did("made", "two iterators; then a job wrote tables 1 and 2 into a new one");
    await store.maintain(async (host) => {
      const output = host.newTable();
      const [files = []] = [host.version.levels[1]];
      const entries = host.iterator(files);
      for (entries.seekToFirst(); entries.isValid; entries.next()) {
        output.add(entries.key, entries.value);
      }
      entries.close();
      const file = await output.finish();
      const deletedFiles = files.map(({ number }) => ({ level: 1, number }));
      await host.install({ deletedFiles, newFiles: [{ level: 2, file }] });
    });
    const both = ["stray db/000001.ldb 0", "stray db/000002.ldb 0"];
    t.equal(await strays(), both, "the strays");
    t.equal(allKeys(one), 18, "how many keys the first iterator shows");
    one.close();
    t.did("closed", "the first one, twice");
    one.close();
    t.equal(await strays(), both, "the strays");
    t.equal(allKeys(two), 18, "how many keys the second iterator shows");
    two.close();
    t.did("closed", "the second one");
    t.equal(await strays(), [], "the strays");
    t.equal([...store.entries()].length, 18, "how many keys there are");
    await store.close();
    t.equal(await check(disk), [], "what is told when the store was closed");
  },
);

function allKeys(iterator: ReturnType<LsmStore["iterator"]>): number {
  let count = 0;
  for (iterator.seekToFirst(); iterator.isValid; iterator.next()) count += 1;
  return count;
}

/** Makes changes by LevelDB, of a map too: puts and deletions, drawn, in batches. */
async function change(
  database: Database,
  model: Map<string, string>,
  random: Random,
  count: number,
): Promise<void> {
  for (let left = count; left > 0; left -= 50) {
    const batch = database.batch();
    for (let i = 0; i < Math.min(50, left); i++) {
      const [key, value] = drawn(random);
      if (value === undefined) batch.del(bytesOf(key));
      else batch.put(bytesOf(key), bytesOf(value));
      apply(model, key, value);
    }
    await batch.write();
  }
}

function apply(model: Map<string, string>, key: string, value: string | undefined): void {
  if (value === undefined) model.delete(key);
  else model.set(key, value);
}

/** One of 500 keys, and a value: mostly short, sometimes empty, sometimes none. */
function drawn(random: Random): readonly [key: string, value: string | undefined] {
  const i = random.below(500);
  const key = i === 0 ? "" : `key ${i * i}${i % 10 === 0 ? "\xff\x00" : ""}`;
  const kind = random.below(10);
  if (kind === 0) return [key, undefined];
  return [key, kind === 1 ? "" : `value ${random.below(1000)} `.padEnd(random.below(300), ".")];
}

/** Both ways, and by gets, the store has what the map has. */
function same(t: Trial, store: LsmStore, model: ReadonlyMap<string, string>): void {
  const expected = pairsOf(model);
  t.equal(ourPairs(store), expected, "what ours has, forwards");
  t.equal(ourPairs(store, true), expected.toReversed(), "what ours has, backwards");
  for (const [key, value] of expected) {
    const found = store.get(bytesOf(key));
    t.equal(found && letters(found), value, `what ours has for ${JSON.stringify(key)}`);
  }
  t.equal(store.get(bytesOf("nowhere")), undefined, "what ours has for a key that is not there");
}

/** Both ways, and by gets, LevelDB has what the map has. */
async function theSame(
  t: Trial,
  database: Database,
  model: ReadonlyMap<string, string>,
): Promise<void> {
  const expected = pairsOf(model);
  t.equal(await theirPairs(database), expected, "what LevelDB has, forwards");
  t.equal(await theirPairs(database, true), expected.toReversed(), "what LevelDB has, backwards");
  const values = await database.getMany(expected.map(([key]) => bytesOf(key)));
  t.equal(
    values.map((value) => value && letters(value)),
    expected.map(([, value]) => value),
    "what LevelDB's gets find",
  );
}

law(
  "their-store",
  "what LevelDB wrote, compressed or not, ours reads whole and in order: deletions, large values, no key and no value",
  { hint: "Their directories", seconds: 60 },
  async (t) => {
    const random = seededRandom(t.seed);
    for (const compression of [true, false]) {
      const model = new Map<string, string>();
      const folder = new SharedFolder(t);
      t.given("LevelDB wrote", `2,000 changes, ${compression ? "compressed" : "not compressed"}`);
      const options = { compression, writeBufferSize: 100_000 };
      await folder.theirs(async (database) => {
        await change(database, model, random, 2000);
        for (const [key, value] of [
          ["", "no key"],
          ["no value", ""],
          ["large", "large ".repeat(50_000)],
          ["noise", letters(noise(random, 70_000))],
        ] as const) {
          await database.put(bytesOf(key), bytesOf(value));
          model.set(key, value);
        }
        t.equal((await theirPairs(database)).length, model.size, "how many keys LevelDB has");
      }, options);
      t.equal(told(await folder.faults()), [], "what checkStore tells");
      await folder.ours((store) => {
        same(t, store, model);
        t.equal(store.dropped, undefined, "what was dropped");
      });
      t.equal(told(await folder.check()), [], "what checkStore tells when ours has closed it");
    }
  },
);

law(
  "their-levels",
  "a LevelDB of several levels is read whole, its tables where its own MANIFEST says they are",
  { hint: "Their directories", seconds: 60 },
  async (t) => {
    const random = seededRandom(t.seed);
    const model = new Map<string, string>();
    const folder = new SharedFolder(t);
    const options = { writeBufferSize: 70_000, maxFileSize: 1 << 20, compression: false };
    await folder.theirs(async (database) => {
      for (let round = 0; round < 3; round++) {
        await change(database, model, random, 1500);
        const [from, to] = [bytesOf("key 1"), bytesOf(round === 0 ? "z" : "key 4")];
        await database.compactRange(from, to);
      }
      await change(database, model, random, 700);
    }, options);
    t.did("LevelDB did", "three rounds of 1,500 changes and a compaction, and then 700 changes");
    t.equal(told(await folder.faults()), [], "what checkStore tells");
    await folder.ours((store) => {
      const deep = store.version.levels.slice(1).flat().length;
      t.did("tables", store.dump());
      t.floor("tables below level 0", deep, 1);
      same(t, store, model);
    });
  },
);

law(
  "their-log-alone",
  "what LevelDB has in its log alone ours reads, and goes on behind its last sequence",
  { hint: "Their directories", seconds: 40 },
  async (t) => {
    const folder = new SharedFolder(t);
    t.did("LevelDB wrote", "three puts and a deletion, in four writes, and was closed");
    await folder.theirs(async (database) => {
      for (const key of ["a", "b", "c"]) await database.put(bytesOf(key), bytesOf(`${key}!`));
      await database.del(bytesOf("b"));
    });
    t.equal(folder.sizes(".ldb").size, 0, "how many tables there are");
    t.equal(told(await folder.check()), [], "what checkStore tells");
    await folder.ours(async (store) => {
      t.equal(store.lastSequence, 4, "the last sequence");
      t.equal(
        ourPairs(store),
        [
          ["a", "a!"],
          ["c", "c!"],
        ],
        "what ours has",
      );
      await store.put(bytesOf("b"), bytesOf("again"));
      t.equal(store.lastSequence, 5, "the last sequence after a put");
    });
    t.did("LevelDB opened", "it again, when ours had put b and was closed");
    await folder.theirs(async (database) => {
      t.equal(
        await theirPairs(database),
        [
          ["a", "a!"],
          ["b", "again"],
          ["c", "c!"],
        ],
        "what LevelDB has",
      );
      await database.del(bytesOf("a"));
    });
    await folder.ours((store) => {
      t.equal(store.lastSequence, 6, "the last sequence after a deletion by LevelDB");
      t.equal(
        ourPairs(store),
        [
          ["b", "again"],
          ["c", "c!"],
        ],
        "what ours has",
      );
    });
  },
);

law(
  "their-crash",
  "a LevelDB that was killed in the midst of its writes is read: a beginning of them, each batch whole or not at all",
  { hint: "Their directories", seconds: 60 },
  async (t) => {
    const folder = new SharedFolder(t);
    t.did("killed", "by kill -9, a process that was writing batches of three keys by LevelDB");
    await folder.killedWriter(30_000);
    t.equal(told(await folder.faults()), [], "what checkStore tells");
    await folder.ours((store) => {
      const pairs = ourPairs(store);
      const count = Math.floor(pairs.length / 3);
      t.floor("batches that were written", count, 100);
      const expected = ["a", "b", "c"].flatMap((letter) =>
        Array.from({ length: count }, (_, i): Pair => [batchKey(letter, i), `${i}`]),
      );
      t.equal(pairs, expected, "what ours has");
    });
    t.equal(told(await folder.check()), [], "what checkStore tells when ours has closed it");
  },
);

/** A store of ours on a simulated disk: levels by hand, then changes, drawn, some of them flushed. */
async function ourStore(
  random: Random,
  model: Map<string, string>,
): Promise<{ disk: SimDisk; store: LsmStore }> {
  const disk = new SimDisk();
  const layout: Layout = [[], [rowsOf("m", 40, 20)], [rowsOf("m", 60, 10), rowsOf("n", 300, 10)]];
  await layOut(disk, layout, { lastSequence: 30 });
  for (const [key, , value] of [...rowsOf("m", 60, 10), ...rowsOf("n", 300, 10)]) {
    model.set(key, value!);
  }
  for (const [key, , value] of rowsOf("m", 40, 20)) model.set(key, value!);
  const store = await LsmStore.open(disk, DIRECTORY);
  for (let i = 0; i < 600; i++) {
    const [key, value] = drawn(random);
    const name = i % 7 === 0 ? `m${String(i % 60).padStart(3, "0")}` : key;
    if (value === undefined) await store.delete(bytesOf(name));
    else await store.put(bytesOf(name), bytesOf(value));
    apply(model, name, value);
    if (i % 200 === 150) await store.flush();
  }
  const large = letters(noise(random, 100_000));
  await store.put(bytesOf("large"), bytesOf(large));
  model.set("large", large);
  return { disk, store };
}

law(
  "our-store",
  "what we wrote LevelDB opens, reads both ways, writes to, compacts and closes; and we open it again",
  { hint: "Our directories", seconds: 60 },
  async (t) => {
    const random = seededRandom(t.seed);
    const model = new Map<string, string>();
    const { disk, store } = await ourStore(random, model);
    await store.close();
    const folder = new SharedFolder(t, disk);
    t.did("LevelDB opened", "a store of ours of several levels, with 600 changes, that was closed");
    await folder.theirs(async (database) => {
      await theSame(t, database, model);
      t.did("LevelDB did", "500 changes, and a compaction of everything");
      await change(database, model, random, 500);
      await database.compactRange(bytesOf(""), bytesOf("\xff"));
      await theSame(t, database, model);
    });
    t.equal(told(await folder.faults()), [], "what checkStore tells");
    await folder.ours((again) => same(t, again, model));
    t.equal(told(await folder.check()), [], "what checkStore tells when ours has closed it");
  },
);

law(
  "our-crash",
  "a store of ours that was not closed is opened by LevelDB with all that its log has",
  { hint: "Our directories", seconds: 60 },
  async (t) => {
    const model = new Map<string, string>();
    const { disk, store } = await ourStore(seededRandom(t.seed), model);
    const folder = new SharedFolder(t, disk.crash({ mode: "kept" }));
    await store.close();
    const log = Math.max(...folder.sizes(".log").values());
    t.did("LevelDB opened", `a store of ours whose process was killed; its log has ${log} bytes`);
    t.floor("bytes in the log", log, 100_000);
    t.equal(told(await folder.faults()), [], "what checkStore tells");
    await folder.theirs((database) => theSame(t, database, model));
    await folder.ours((again) => same(t, again, model));
  },
);

law(
  "our-torn-log",
  "where our log is torn LevelDB takes what is before, as we do",
  { hint: "Our directories", seconds: 60 },
  async (t) => {
    const disk = new SimDisk();
    const store = await LsmStore.open(disk, DIRECTORY);
    for (let i = 0; i < 30; i++) {
      const batch = new WriteBatch().put(utf8(`a ${i + 10}`), utf8("x".repeat(7 * i)));
      await store.write(batch.put(utf8(`b ${i + 10}`), utf8("y")));
    }
    const left = disk.crash({ mode: "kept" });
    await store.close();
    const log = left.list(DIRECTORY).find((name) => parseFileName(name)?.kind === "log")!;
    const { length } = left.contents(`db/${log}`);
    for (const size of [length - 1, length - 8, Math.floor(length / 2), 13, 5]) {
      const torn = left.crash({ mode: "kept" });
      const file = torn.open(`db/${log}`, "existing");
      file.truncate(size);
      file.close();
      const folder = new SharedFolder(t, torn);
      t.given("cut", `our log of ${length} bytes to ${size}`);
      const theirs = await folder.theirs((database) => theirPairs(database));
      const again = await LsmStore.open(torn, DIRECTORY);
      t.equal(ourPairs(again), theirs, "what ours has, against what LevelDB has");
      t.equal(theirs.length % 2, 0, "keys without the other of their batch");
      await again.close();
    }
  },
);

law(
  "ping-pong",
  "a directory that goes from one to the other, round by round, has at every turn what was written to it",
  { hint: "Our directories", seconds: 90 },
  async (t) => {
    const random = seededRandom(t.seed);
    const model = new Map<string, string>();
    const folder = new SharedFolder(t);
    for (let round = 1; round <= 4; round++) {
      t.given("round", `${round} of 4: LevelDB changes 200 keys, then ours does`);
      const compression = round % 2 === 0;
      await folder.theirs(
        async (database) => {
          if (round > 1) await theSame(t, database, model);
          await change(database, model, random, 200);
          if (round === 3) await database.compactRange(bytesOf(""), bytesOf("key 5"));
        },
        { compression, writeBufferSize: 70_000 },
      );
      t.equal(told(await folder.faults()), [], "what checkStore tells of LevelDB's");
      await folder.ours(
        async (store) => {
          same(t, store, model);
          for (let i = 0; i < 200; i++) {
            const [key, value] = drawn(random);
            if (value === undefined) await store.delete(bytesOf(key));
            else await store.put(bytesOf(key), bytesOf(value), { sync: i % 100 === 0 });
            apply(model, key, value);
          }
        },
        { compression: compression ? "none" : "snappy", writeBufferBytes: 20_000 },
      );
      t.equal(told(await folder.check()), [], "what checkStore tells of ours");
    }
  },
);

law(
  "greatest-sequence",
  "sequences up to 2^53 - 1 are the same number to both",
  { hint: "Our directories", seconds: 30 },
  async (t) => {
    const disk = new SimDisk();
    const last = MAX_SEQUENCE - 1000;
    await layOut(disk, [[], [[["k", last, "ours"]]]], { lastSequence: last });
    t.did("LevelDB opened", `a store of ours whose last write is number ${last}`);
    const folder = new SharedFolder(t, disk);
    await folder.theirs(async (database) => {
      t.equal(await theirPairs(database), [["k", "ours"]], "what LevelDB has");
      await database.put(bytesOf("k"), bytesOf("theirs"));
    });
    await folder.ours((store) => {
      t.equal(store.lastSequence, last + 1, "the last sequence");
      t.equal(ourPairs(store), [["k", "theirs"]], "what ours has");
    });
  },
);
