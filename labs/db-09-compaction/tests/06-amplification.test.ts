import { type FileKind, LsmStore, parseFileName, Version } from "@labs/db-08";
import {
  type Amplification,
  amplification,
  levelBytesMax,
  leveled,
  meteredDisk,
  readAmplification,
  sizeTiered,
} from "@labs/db-09";
import { step, type Trial } from "@labs/grader/testing";
import { watched } from "@labs/grader/testing/promises";
import { type Disk, type DiskFile, seededRandom } from "@labs/machine";
import { SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import {
  bytesOfDeeds,
  DIRECTORY,
  entriesOf,
  LOAD_NAMES,
  LOADS,
  type LoadName,
  modelOf,
  optionsOf,
  sorted,
  TINY,
  tableBytesOf,
  unhurried,
  versionOf,
  write,
} from "./loads.ts";

const law = step("amplification");

type Counts = Readonly<Record<FileKind | "other", number>>;

const counts = (some: Partial<Counts> = {}): Counts => ({
  log: 0,
  table: 0,
  manifest: 0,
  temporary: 0,
  other: 0,
  ...some,
});

law(
  "by-kind",
  "every byte that is written or appended is counted once, by the kind of its file",
  { hint: "A disk that counts" },
  (t) => {
    const disk = meteredDisk(new SimDisk());
    t.equal([disk.written, disk.read], [counts(), counts()], "what was written and read at first");
    const deeds = [
      ["000007.log", 10],
      ["000008.ldb", 200],
      ["000009.sst", 3000],
      ["MANIFEST-000004", 40],
      ["000004.dbtmp", 5],
      ["CURRENT", 6],
      ["LOCK", 70],
      ["000010.txt", 800],
    ] as const;
    for (const [name, length] of deeds) {
      const file = disk.open(name, "new");
      file.append(new Uint8Array(length));
      file.write(length, new Uint8Array(1000));
      file.write(0, new Uint8Array(0));
      file.close();
      t.did("appended, then wrote 1,000 bytes", `${name}, ${length} bytes`);
    }
    t.equal(
      disk.written,
      counts({ log: 1010, table: 5200, manifest: 1040, temporary: 1005, other: 3876 }),
      "what was written",
    );
    t.equal(disk.read, counts(), "what was read");
  },
);

law(
  "over-again",
  "a byte that is written over another one counts again: it goes to the device again",
  { hint: "A disk that counts" },
  (t) => {
    const disk = meteredDisk(new SimDisk());
    const file = disk.open("000007.log", "new");
    for (let i = 0; i < 5; i++) file.write(3, new Uint8Array(20));
    t.did("wrote", "20 bytes at 3, five times");
    t.equal(disk.written, counts({ log: 100 }), "what was written");
    t.equal(file.size, 23, "the file's size");
  },
);

law(
  "as-many-as-came",
  "of a read as many bytes count as came, not as many as were asked for",
  { hint: "A disk that counts" },
  (t) => {
    const disk = meteredDisk(new SimDisk());
    const file = disk.open("000008.ldb", "new");
    file.append(new Uint8Array(100).fill(7));
    t.bytes(file.read(90, 50), new Uint8Array(10).fill(7));
    t.did("read", "50 bytes at 90 of a table of 100");
    t.equal(disk.read, counts({ table: 10 }), "what was read");
    t.equal(file.read(100, 50).length, 0, "what comes from behind its end");
    t.bytes(file.readExactly(20, 30), new Uint8Array(30).fill(7));
    t.did("read", "50 bytes at 100; exactly 30 at 20");
    t.equal(disk.read, counts({ table: 40 }), "what was read");
  },
);

law(
  "what-fails-counts-nothing",
  "a call that throws counts nothing, and throws what the disk threw",
  { hint: "What throws" },
  (t) => {
    const sim = new SimDisk();
    const disk = meteredDisk(sim);
    const file = disk.open("000008.ldb", "new");
    file.append(new Uint8Array(100));
    t.given("failed", "a write, an append, a read, a read of more than there is");
    sim.failWrites();
    t.fails(() => file.write(0, new Uint8Array(50)), "EIO");
    sim.failWrites();
    t.fails(() => file.append(new Uint8Array(50)), "EIO");
    sim.capacityBytes = sim.usedBytes + 10;
    t.fails(() => file.append(new Uint8Array(50)), "ENOSPC");
    sim.failReads();
    t.fails(() => file.read(0, 50), "EIO");
    sim.failReads();
    t.fails(() => file.readExactly(0, 50), "EIO");
    t.fails(() => file.readExactly(80, 500), "SHORT_READ");
    t.equal(disk.written, counts({ table: 100 }), "what was written");
    t.equal(disk.read, counts(), "what was read");
    t.fails(() => disk.open("000009.ldb", "existing"), "ENOENT");
  },
);

law(
  "copies",
  "what was handed out does not change any more, and cannot change what is counted",
  { hint: "A disk that counts" },
  (t) => {
    const disk = meteredDisk(new SimDisk());
    const file = disk.open("000008.ldb", "new");
    file.append(new Uint8Array(100));
    file.read(0, 7);
    const [before, readBefore] = [disk.written, disk.read];
    file.append(new Uint8Array(11));
    file.read(0, 5);
    t.did("appended", "100 bytes, then 11; and read 7, then 5");
    t.equal(before, counts({ table: 100 }), "what was written when it was asked for");
    t.equal(readBefore, counts({ table: 7 }), "what was read when it was asked for");
    t.did("changed", "what was handed out");
    try {
      (before as Record<string, number>).table = 5000;
    } catch {
      // Frozen: as good.
    }
    t.equal(disk.written, counts({ table: 111 }), "what was written");
  },
);

law(
  "by-its-name-when-opened",
  "a file counts by the name under which it was opened, in whatever directory",
  { hint: "A disk that counts" },
  (t) => {
    const disk = meteredDisk(new SimDisk());
    disk.makeDirectory("000001.log");
    disk.makeDirectory("000001.log/db");
    const file = disk.open("000001.log/db/000004.dbtmp", "new");
    file.append(new Uint8Array(16));
    disk.rename("000001.log/db/000004.dbtmp", "000001.log/db/000005.ldb");
    file.append(new Uint8Array(3));
    t.did("wrote", "16 bytes to 000001.log/db/000004.dbtmp, renamed it, and 3 bytes more");
    t.equal(disk.written, counts({ temporary: 19 }), "what was written");
    disk.open("000001.log/db/000005.ldb", "existing").append(new Uint8Array(400));
    t.equal(disk.written, counts({ temporary: 19, table: 400 }), "what was written");
  },
);

law(
  "all-else-goes-through",
  "everything else goes through to the disk, and comes back from it: names, sizes, syncs, errors",
  { hint: "What throws" },
  async (t) => {
    const sim = new SimDisk({ syncs: "held" });
    const disk = meteredDisk(sim);
    disk.makeDirectory("db");
    const file = disk.open("db/000008.ldb", "create");
    t.equal(file.path, "db/000008.ldb", "the handle's path");
    file.append(new Uint8Array(100));
    t.equal(file.size, 100, "the handle's size");
    file.truncate(60);
    t.equal([file.size, sim.contents("db/000008.ldb").length], [60, 60], "sizes, when truncated");
    t.equal(disk.written, counts({ table: 100 }), "what was written");
    const sync = watched(file.sync());
    const names = watched(disk.syncDirectory("db"));
    t.equal(sim.pendingSyncs, 2, "syncs under way");
    t.equal([sync.state, names.state], ["pending", "pending"], "the syncs, as long as they last");
    sim.completeSyncs();
    await undefined;
    await new Promise((resolve) => setImmediate(resolve));
    t.equal([sync.state, names.state], ["resolved", "resolved"], "the syncs, when they ended");
    t.equal(sim.crash({ mode: "lost" }).exists("db/000008.ldb"), false, "before the root's sync");
    t.equal([disk.exists("db/000008.ldb"), disk.exists("db/7")], [true, false], "exists");
    t.equal(disk.list("db"), ["000008.ldb"], "list");
    disk.rename("db/000008.ldb", "db/000009.ldb");
    t.equal(sim.list("db"), ["000009.ldb"], "the names, when it was renamed");
    disk.remove("db/000009.ldb");
    t.equal(sim.list("db"), [], "the names, when it was removed");
    file.close();
    t.equal(sim.openFiles, 0, "open files");
    t.isBug(() => file.read(0, 1));
    t.fails(() => disk.remove("db/000009.ldb"), "ENOENT");
    t.fails(() => disk.list("none"), "ENOENT");
    disk.open("twice", "create").close();
    t.fails(() => disk.open("twice", "new"), "EEXIST");
    const other = disk.open("other", "new");
    sim.syncs = "soon";
    sim.failSync();
    await t.fails(() => other.sync(), "EIO");
    sim.failDirectorySync();
    await t.fails(() => disk.syncDirectory("db"), "EIO");
  },
);

type Act = readonly [what: "append" | "write" | "read" | "truncate", name: string, at: number];

const NAMES = ["000001.log", "db/000002.ldb", "db/MANIFEST-000003", "000004.dbtmp", "CURRENT"];
const anyAct: fc.Arbitrary<Act> = fc.tuple(
  fc.constantFrom("append", "write", "read", "truncate"),
  fc.constantFrom(...NAMES),
  fc.integer({ min: 0, max: 60 }),
);

function doOn(disk: Disk, files: Map<string, DiskFile>, [what, name, at]: Act): unknown {
  const file = files.get(name) ?? disk.open(name, "create");
  files.set(name, file);
  if (what === "append") return file.append(new Uint8Array(at).fill(at));
  if (what === "write") return file.write(at, new Uint8Array(at % 17).fill(at));
  if (what === "read") return file.read(at, 20);
  return file.truncate(at);
}

law(
  "any-work",
  "whatever is done, results and files are those of the disk alone, and the counts are the sums by kind",
  { hint: "A disk that counts" },
  async (t) => {
    await t.forAll([fc.array(anyAct, { maxLength: 30 })], (acts) => {
      const [alone, under] = [new SimDisk(), new SimDisk()];
      const disk = meteredDisk(under);
      const [files, metered] = [new Map<string, DiskFile>(), new Map<string, DiskFile>()];
      for (const each of [alone, disk]) each.makeDirectory("db");
      const [written, read] = [counts(), counts()] as Record<string, number>[];
      for (const act of acts) {
        t.did("did", act);
        const kind = parseFileName(act[1].split("/").at(-1)!)?.kind ?? "other";
        const before = alone.counts;
        const result = doOn(alone, files, act);
        t.equal(doOn(disk, metered, act), result, "what it gives");
        written![kind]! += alone.counts.bytesWritten - before.bytesWritten;
        if (act[0] === "read") read![kind]! += (result as Uint8Array).length;
      }
      t.equal(disk.written, written as unknown as Counts, "what was written");
      t.equal(disk.read, read as unknown as Counts, "what was read");
      for (const name of files.keys()) t.bytes(under.contents(name), alone.contents(name));
    });
  },
);

law(
  "tables-a-get-asks",
  "a get asks each table of level 0 at the most, and one of each other level that has any",
  { hint: "Tables a get asks" },
  async (t) => {
    t.equal(readAmplification(Version.empty), 0, "of no tables");
    for (const [tables, expected] of [
      [[5], 5],
      [[0, 9], 1],
      [[3, 9, 100], 5],
      [[0, 0, 0, 0, 0, 0, 4], 1],
      [[1, 1, 1, 1, 1, 1, 1], 7],
      [[2, 0, 0, 7, 0, 8, 9], 5],
    ] as const) {
      t.given("tables by level", tables);
      t.equal(readAmplification(versionOf(tables)), expected, "the tables that a get may ask");
    }
    const anyTables = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 7 });
    await t.forAll([anyTables], (tables) => {
      t.did("tables by level", tables);
      let expected = tables[0] ?? 0;
      for (const each of tables.slice(1)) if (each > 0) expected += 1;
      t.equal(readAmplification(versionOf(tables)), expected, "the tables that a get may ask");
    });
  },
);

law(
  "three-ratios",
  "write is all that was written, of every kind, to what the user wrote; space is the tables to what can be read",
  { hint: "Three ratios" },
  (t) => {
    const disk = meteredDisk(new SimDisk());
    const names = ["1.log", "2.ldb", "MANIFEST-3", "4.dbtmp", "CURRENT"];
    for (const [at, name] of names.entries())
      disk.open(name, "new").append(new Uint8Array(10 ** at));
    disk.open("2.ldb", "existing").read(0, 10);
    t.did("wrote", "1 byte to a log, 10 to a table, 100, 1,000 and 10,000 to other files");
    const version = versionOf([2, 3], 50);
    t.did("tables", "2 in level 0, 3 in level 1, 50 bytes each");
    t.equal(
      amplification(disk, version, { userBytes: 1000, liveBytes: 125 }),
      { write: 11.111, read: 3, space: 2 },
      "the amplification, for 1,000 bytes of the user's, of which 125 can be read",
    );
    t.equal(
      amplification(disk, Version.empty, { userBytes: 22_222, liveBytes: 1 }),
      { write: 0.5, read: 0, space: 0 },
      "the amplification with no table",
    );
  },
);

const COUNT = 1200;
const STRATEGIES = {
  leveled: () => unhurried(leveled(TINY)),
  "size-tiered": () => unhurried(sizeTiered(TINY)),
  none: () => undefined,
};
type Strategy = keyof typeof STRATEGIES;

/** What a load came to. */
interface Row extends Amplification {
  readonly tables: number;
  readonly tableBytes: number;
  readonly liveBytes: number;
  /** How many tables were flushed. */
  readonly flushes: number;
}

const rows = new Map<string, Promise<Row>>();

/** The load under a strategy; run once, whoever asks. Always the same. */
function rowOf(load: LoadName, strategy: Strategy): Promise<Row> {
  const name = `${load}, ${strategy}`;
  const row = rows.get(name) ?? run(load, strategy);
  rows.set(name, row);
  // What one law met is not what the next one meets.
  row.catch(() => rows.delete(name));
  return row;
}

async function run(load: LoadName, strategy: Strategy): Promise<Row> {
  const disk = meteredDisk(new SimDisk());
  const store = await LsmStore.open(disk, DIRECTORY, optionsOf(STRATEGIES[strategy]()));
  const deeds = LOADS[load](COUNT, seededRandom(5));
  let flushes = 0;
  for (const [at, deed] of deeds.entries()) {
    await write(store, deed);
    if (at % 20 === 19) await store.idle();
  }
  await store.flush();
  await store.idle();
  const live = [...modelOf(deeds)].map(([key, value]) => ({ key, value }));
  const liveBytes = bytesOfDeeds(live);
  const found = amplification(disk, store.version, { userBytes: bytesOfDeeds(deeds), liveBytes });
  const { levels } = store.version;
  flushes = strategy === "none" ? levels[0]!.length : (await rowOf(load, "none")).flushes;
  const tables = levels.flat().length;
  const tableBytes = tableBytesOf(store.version);
  await store.close();
  return { ...found, tables, tableBytes, liveBytes, flushes };
}

/** Holds one of the three, in every load, to a bound. */
async function bounded(
  t: Trial,
  strategy: Strategy,
  what: "write" | "read" | "space",
  boundOf: (row: Row, load: LoadName) => number,
): Promise<void> {
  for (const load of LOAD_NAMES) {
    const row = await rowOf(load, strategy);
    t.given("did", `${COUNT} writes: ${load}, ${strategy}`);
    const bound = boundOf(row, load);
    t.did("flushed", `${row.flushes} tables; ${row.tables} are left, ${row.tableBytes} bytes`);
    t.did(`${what} amplification`, row[what].toFixed(2));
    t.holds(row[what] <= bound, `it is to be ${bound.toFixed(2)} at the most`);
    if (what !== "space") t.holds(row[what] >= 1, "it is less than 1: something is not counted");
  }
}

/** What frames keys and values, in logs and tables, costs a quarter more; a third where half of the writes are deletions. */
const framed = (load: LoadName): number => (load === "delete-heavy" ? 1.35 : 1.25);

/** How many levels hold so many bytes. */
function levelsFor(bytes: number): number {
  let level = 1;
  for (let room = 0; level < 6; level++) {
    room += levelBytesMax(level, TINY);
    if (room >= bytes) break;
  }
  return level;
}

law(
  "write-none",
  "without compaction a byte is written twice: to the log, and to a table",
  { hint: "Bounds that follow from the limits", seconds: 30 },
  (t) => bounded(t, "none", "write", (_, load) => 2 * framed(load)),
);

law(
  "write-leveled",
  "leveled writes a byte at most once more for level 1 with what is there, and factor + 1 times for each level below",
  { hint: "Bounds that follow from the limits", seconds: 30 },
  (t) =>
    bounded(t, "leveled", "write", ({ flushes, tableBytes }, load) => {
      const mergedBytes = (TINY.level0Tables * tableBytes) / Math.max(1, flushes);
      const toLevel1 = 2 + TINY.level1Bytes / Math.min(mergedBytes, TINY.level1Bytes);
      const below = (levelsFor(tableBytes) - 1) * (TINY.factor + 1);
      return framed(load) * (2 + toLevel1 + below);
    }),
);

law(
  "write-tiered",
  "size-tiered merges a byte once from level 0, and then half as often, on the average, as one can double up to all",
  { hint: "Bounds that follow from the limits", seconds: 30 },
  (t) =>
    bounded(t, "size-tiered", "write", ({ flushes }, load) => {
      const merges = flushes / TINY.level0Tables;
      return framed(load) * (3 + 0.5 * Math.log2(Math.max(2, merges)));
    }),
);

law(
  "read-bounds",
  "tables a get asks: level0Tables - 1 and the levels that hold the data; or the runs of doubled sizes; or all there are",
  { hint: "Bounds that follow from the limits", seconds: 30 },
  async (t) => {
    await bounded(
      t,
      "leveled",
      "read",
      ({ tableBytes }) => TINY.level0Tables - 1 + levelsFor(tableBytes),
    );
    await bounded(t, "size-tiered", "read", ({ flushes }) => {
      const merges = flushes / TINY.level0Tables;
      return TINY.level0Tables - 1 + Math.ceil(Math.log2(merges + 1));
    });
    await bounded(t, "none", "read", ({ flushes }) => flushes);
  },
);

law(
  "space-bounds",
  "what is superfluous is what lies above the last run, and what it hides: little where levels grow tenfold, twice the data where runs wait",
  { hint: "Bounds that follow from the limits", seconds: 30 },
  async (t) => {
    const isFill = (load: LoadName) => load.startsWith("fill");
    await bounded(t, "leveled", "space", ({ liveBytes, flushes, tableBytes }, load) => {
      if (isFill(load)) return framed(load);
      let above = (TINY.level0Tables * tableBytes) / flushes;
      const levels = levelsFor(tableBytes);
      for (let level = 1; level < levels; level++) above += levelBytesMax(level, TINY);
      const hides = load === "delete-heavy" ? 2.7 : 1;
      return framed(load) * (1 + (hides * above) / liveBytes);
    });
    await bounded(t, "size-tiered", "space", (_, load) => {
      const last = load === "delete-heavy" ? 2 : 1;
      return isFill(load) ? framed(load) : framed(load) * 3 * last + 0.5;
    });
    await bounded(t, "none", "space", ({ flushes }, load) => {
      if (isFill(load)) return framed(load);
      return load === "overwrite" ? framed(load) * 4 : framed(load) * flushes;
    });
  },
);

law(
  "no-strategy-is-best",
  "of a fill at random leveled writes the most and has the fewest tables to ask; nobody's work writes the least, and asks the most",
  { hint: "Bounds that follow from the limits", seconds: 30 },
  async (t) => {
    const names = ["leveled", "size-tiered", "none"] as const;
    const random = await Promise.all(names.map((name) => rowOf("fill at random", name)));
    t.given("a fill at random", "by leveled, size-tiered, none");
    const [leveledRow, tieredRow, noneRow] = random as [Row, Row, Row];
    const [byLeveled, byTiered, byNone] = [leveledRow.write, tieredRow.write, noneRow.write];
    t.did(
      "write amplification",
      `${byLeveled.toFixed(2)}, ${byTiered.toFixed(2)}, ${byNone.toFixed(2)}`,
    );
    t.holds(byLeveled > byTiered && byTiered > byNone, "they do not fall in this order");
    t.did("tables a get asks", random.map(({ read }) => read).join(", "));
    t.holds(leveledRow.read < noneRow.read / 2, "leveled does not ask half as many as none");
    t.holds(tieredRow.read < noneRow.read / 2, "size-tiered does not ask half as many as none");
    const over = await Promise.all(names.map((name) => rowOf("overwrite", name)));
    t.given("an overwrite", "by leveled, size-tiered, none");
    t.did("space amplification", over.map(({ space }) => space.toFixed(2)).join(", "));
    t.holds(over[0]!.space < over[2]!.space, "leveled takes as much space as none");
    t.holds(over[1]!.space < over[2]!.space, "size-tiered takes as much space as none");
  },
);

law(
  "the-store-is-the-same",
  "a store on a disk that counts writes the same files as on the disk alone, and every byte of them was counted",
  { hint: "A disk that counts" },
  async (t) => {
    const disks = [new SimDisk(), new SimDisk()] as const;
    const metered = meteredDisk(disks[1]);
    const deeds = LOADS.overwrite(300, seededRandom(t.seed));
    for (const disk of [disks[0], metered]) {
      const store = await LsmStore.open(disk, DIRECTORY, optionsOf(unhurried(leveled(TINY))));
      for (const deed of deeds) await write(store, deed);
      await store.flush();
      await store.idle();
      t.equal(entriesOf(store), sorted(modelOf(deeds)), "what it has");
      await store.close();
    }
    t.did("did", "300 writes to a store on either disk");
    const [alone, under] = disks;
    t.equal([...under.files().keys()], [...alone.files().keys()], "the files");
    for (const [path, bytes] of alone.files()) t.bytes(under.contents(path), bytes);
    const sum = Object.values(metered.written).reduce((a, b) => a + b, 0);
    t.equal(sum, under.counts.bytesWritten, "all that was written");
    t.equal(under.openFiles, 0, "open files");
  },
);
