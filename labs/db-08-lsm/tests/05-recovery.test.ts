import { encodeRecord } from "@labs/db-03";
import { encodeInternalKey, internalKeyText, MemTable, ValueType } from "@labs/db-05";
import { bloomFilterPolicy } from "@labs/db-07";
import {
  applyBatch,
  COMPARATOR,
  encodeVersionEdit,
  filePath,
  LsmStore,
  readManifest,
  type StoreOptions,
  type TablePlace,
  VersionSet,
  writeTable,
} from "@labs/db-08";
import { step, type Trial } from "@labs/grader/testing";
import { type CorruptionError, type Disk, DiskError, seededRandom } from "@labs/machine";
import { CRASH_MODES, SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { DIRECTORY, StoreRun } from "./crash-runs.ts";
import { failuresOf } from "./disk-faults.ts";
import {
  batchOf,
  type Change,
  changesOf,
  coded,
  copyOf,
  cut,
  del,
  diskOf,
  errorOf,
  inTables,
  logBatches,
  logEntries,
  lowTowers,
  memoryOf,
  numbersIn,
  numbersOf,
  onDisk,
  PLAIN,
  put,
  utf8,
  withFiles,
} from "./store-model.ts";

const law = step("recovery");

const openStore = (disk: Disk, options: StoreOptions = {}): Promise<LsmStore> =>
  LsmStore.open(disk, DIRECTORY, { ...PLAIN, ...options });

/** A disk that knows of the directory's parent alone, and a new store on it. */
async function newStore(options: StoreOptions = {}) {
  const disk = new SimDisk();
  return { disk, store: await openStore(disk, options) };
}

const pathOf = (kind: "log" | "table" | "manifest", number: number) =>
  filePath(DIRECTORY, kind, number);

law(
  "new-store",
  "where there is none a store is made, directory and all, and when open resolves no crash takes it",
  { hint: "A directory without a store" },
  async (t) => {
    const { disk, store } = await newStore();
    t.did("opened", "a store in a directory that is not there");
    t.equal(store.version.levels.flat(), [], "version: its tables");
    t.equal(store.lastSequence, 0, "lastSequence");
    t.equal(store.failure, undefined, "failure");
    t.equal(store.dropped, undefined, "dropped");
    t.equal(numbersOf(disk, DIRECTORY, "log").length, 1, "logs that were made");
    t.did("cut", "the power, with nothing kept that was not synced");
    const left = disk.crash({ mode: "lost" });
    t.holds(left.exists(DIRECTORY), "the directory is gone: its name is in its parent");
    const state = readManifest(left, DIRECTORY);
    t.holds(state !== undefined, "CURRENT is gone");
    const log = pathOf("log", state!.logNumber);
    t.holds(left.exists(log), `${log}, of the MANIFEST's log number, is not there`);
    const again = await openStore(left, { createIfMissing: false });
    t.equal(again.lastSequence, 0, "lastSequence");
    await again.close();
    await store.close();
    t.equal([disk.openFiles, left.openFiles], [0, 0], "open files");
    const deep = new SimDisk();
    for (const each of ["srv", "srv/data"]) deep.makeDirectory(each);
    for (const each of ["", "srv"]) await deep.syncDirectory(each);
    t.given("opened", "a store in srv/data/db, where srv/data is there; and cut the power");
    await (await LsmStore.open(deep, "srv/data/db", PLAIN)).close();
    t.holds(deep.crash({ mode: "lost" }).exists("srv/data/db/CURRENT"), "the store is gone");
  },
);

law(
  "directory-of-the-dead",
  "a directory that a process made before it was killed has its name synced by the next one",
  { hint: "A directory without a store" },
  async (t) => {
    const disk = new SimDisk();
    disk.makeDirectory(DIRECTORY);
    t.did("killed", "a process that had made the directory, and not synced its parent");
    const store = await openStore(disk);
    await store.put(utf8("a"), utf8("1"), { sync: true });
    const left = disk.crash({ mode: "lost" });
    t.holds(
      left.exists(DIRECTORY),
      "after a crash the directory is gone, and a synced write in it",
    );
    t.equal(changesOf(onDisk(left, DIRECTORY)), [put("a", "1")], "what the crash has left");
    await store.close();
  },
);

law(
  "wanted-or-not",
  "STORE_MISSING where there is none and none is to be made, STORE_EXISTS where there is one; nothing is touched",
  { hint: "A directory without a store" },
  async (t) => {
    const disk = new SimDisk();
    t.did("opened", "with createIfMissing: false, where nothing is");
    await t.fails(() => openStore(disk, { createIfMissing: false }), "STORE_MISSING");
    t.equal(disk.operations, 0, "operations on the disk");
    const store = await openStore(disk, { errorIfExists: true });
    await store.close();
    const before = disk.operations;
    t.did("opened", "with errorIfExists: true, where a store is");
    await t.fails(() => openStore(disk, { errorIfExists: true }), "STORE_EXISTS");
    t.equal([disk.operations, disk.openFiles], [before, 0], "operations, and open files");
    const other = new SimDisk();
    t.did("opened", "in a directory whose parent is not there");
    await t.fails(() => LsmStore.open(other, "no/db", PLAIN), "ENOENT");
  },
);

law(
  "writes-are-logged",
  "put, delete and write go to the log, one record each, under numbers that go on behind the last",
  { hint: "One write at a time" },
  async (t) => {
    const { disk, store } = await newStore();
    await store.put(utf8("a"), utf8("1"));
    t.equal(store.lastSequence, 1, "lastSequence after a put");
    await store.delete(utf8("b"));
    await store.write(batchOf([put("c", "3"), del("a"), put("", "")]));
    t.did("wrote", "put a; delete b; and a batch of three changes");
    t.equal(store.lastSequence, 5, "lastSequence");
    const [number] = numbersOf(disk, DIRECTORY, "log");
    const batches = logBatches(disk, DIRECTORY, number!);
    t.equal(
      batches,
      [
        [{ sequence: 1, change: put("a", "1") }],
        [{ sequence: 2, change: del("b") }],
        [
          { sequence: 3, change: put("c", "3") },
          { sequence: 4, change: del("a") },
          { sequence: 5, change: put("", "") },
        ],
      ],
      "the log, record by record",
    );
    t.equal(store.version.levels.flat(), [], "version: its tables");
    await store.write(batchOf([]));
    t.equal(store.lastSequence, 5, "lastSequence after a batch without changes");
    await store.close();
  },
);

law(
  "sync-is-one-sync",
  "a write costs no sync; a synced one costs one, and takes along what was written before",
  { hint: "One write at a time" },
  async (t) => {
    const { disk, store } = await newStore();
    const syncs = () => disk.counts.syncs + disk.counts.directorySyncs;
    const before = syncs();
    for (const key of ["a", "b", "c"]) await store.write(batchOf([put(key, "x")]));
    t.equal(syncs() - before, 0, "syncs of three writes");
    for (const key of ["d", "e"]) {
      await store.write(batchOf([put(key, "y")]), { sync: true });
      t.did("wrote", `${key}, with sync: true; then the power was cut`);
      const left = onDisk(disk.crash({ mode: "lost" }), DIRECTORY);
      t.equal(left.length, store.lastSequence, "changes that are left");
    }
    t.equal(syncs() - before, 2, "syncs of two synced writes");
    await store.delete(utf8("a"), { sync: true });
    t.equal(syncs() - before, 3, "syncs, after a synced delete");
    await store.put(utf8("f"), utf8("z"));
    await store.write(batchOf([]), { sync: true });
    t.did("wrote", "f; and a batch without changes, with sync: true; then the power was cut");
    const left = onDisk(disk.crash({ mode: "lost" }), DIRECTORY);
    t.equal(left.length, store.lastSequence, "changes that are left");
    t.equal(syncs() - before, 4, "syncs");
    await store.close();
  },
);

law(
  "flush",
  "flush makes a table of what was written, and the log goes; where nothing was, it does nothing",
  { hint: "Flush and close" },
  async (t) => {
    const { disk, store } = await newStore();
    const [first] = numbersOf(disk, DIRECTORY, "log");
    await store.put(utf8("a"), utf8("1"));
    await store.put(utf8("a"), utf8("2"));
    await store.flush();
    t.did("wrote", "a twice, and flushed");
    t.equal(
      store.version.levels.map((files) => files.length),
      [1, 0, 0, 0, 0, 0, 0],
      "tables",
    );
    t.equal(
      inTables(disk, DIRECTORY, store),
      [1, 2].map((sequence) => ({ sequence, change: put("a", `${sequence}`) })),
      "entries of the tables",
    );
    t.holds(!disk.exists(pathOf("log", first!)), "the log is still there");
    const state = readManifest(disk.crash({ mode: "lost" }), DIRECTORY);
    t.equal(numbersIn(state!.version), numbersIn(store.version), "tables that the MANIFEST names");
    t.equal(numbersOf(disk, DIRECTORY, "log"), [state!.logNumber], "logs that are there");
    const before = disk.operations;
    await store.flush();
    t.did("flushed", "again");
    t.equal(disk.operations - before, 0, "operations on the disk");
    await store.put(utf8("b"), utf8("3"));
    await store.flush();
    t.equal(store.version.levels[0]!.length, 2, "tables of level 0 after another write and flush");
    t.equal(store.lastSequence, 3, "lastSequence");
    await store.close();
  },
);

law(
  "close",
  "close writes all of it to tables and gives every handle back; afterwards calls are refused with STORE_CLOSED",
  { hint: "Flush and close" },
  async (t) => {
    const { disk, store } = await newStore();
    await store.put(utf8("a"), utf8("1"));
    await store.close();
    t.did("wrote", "a, and closed the store");
    t.equal(disk.openFiles, 0, "open files");
    const left = disk.crash({ mode: "lost" });
    const state = readManifest(left, DIRECTORY)!;
    t.equal(changesOf(onDisk(left, DIRECTORY)), [put("a", "1")], "what a crash leaves of it");
    t.equal(logEntries(left, DIRECTORY, state.logNumber), [], "what is in the log");
    const before = disk.operations;
    await t.fails(() => store.put(utf8("b"), utf8("2")), "STORE_CLOSED");
    await t.fails(() => store.delete(utf8("a")), "STORE_CLOSED");
    await t.fails(() => store.write(batchOf([])), "STORE_CLOSED");
    await t.fails(() => store.flush(), "STORE_CLOSED");
    await store.close();
    t.equal(disk.operations, before, "operations on the disk, after calls that were refused");
    t.equal(store.failure, undefined, "failure: that it was closed is none");
  },
);

law(
  "killed",
  "what a process wrote that was killed is found in its log, goes to a table, and is durable when open resolves",
  { hint: "From logs to tables" },
  async (t) => {
    const { disk, store } = await newStore();
    const changes = [put("b", "1"), put("a", "2"), del("b"), put("c", "4")];
    for (const change of changes) await store.write(batchOf([change]));
    t.did("wrote", "four changes, none synced; then the process was killed");
    const logs = numbersOf(disk, DIRECTORY, "log");
    const next = await openStore(disk);
    t.equal(changesOf(inTables(disk, DIRECTORY, next)), changes, "changes in the tables");
    t.equal(next.version.levels[0]!.length, 1, "tables of level 0");
    t.equal(next.lastSequence, 4, "lastSequence");
    t.equal(next.dropped, undefined, "dropped");
    t.holds(!disk.exists(pathOf("log", logs[0]!)), "the old log is still there");
    t.did("cut", "the power");
    const left = onDisk(disk.crash({ mode: "lost" }), DIRECTORY);
    t.equal(changesOf(left), changes, "what is left");
    await next.put(utf8("d"), utf8("5"));
    await next.close();
    const last = await openStore(disk);
    t.equal(
      inTables(disk, DIRECTORY, last).map(({ sequence }) => sequence),
      [1, 2, 3, 4, 5],
      "sequence numbers after one more write",
    );
    await last.close();
  },
);

law(
  "logs-in-order",
  "logs are replayed in the order of their numbers, from the MANIFEST's log number on, and its previous log",
  { hint: "Which logs, and in which order" },
  async (t) => {
    const disk = await diskOf(DIRECTORY, {
      state: { logNumber: 999_999, prevLogNumber: 7, nextFileNumber: 9, lastSequence: 2 },
      tables: { 4: [1, [put("k", "in the table")]] },
      logs: {
        7: [[10, [put("k", "previous")]]],
        8: [[11, [put("k", "of an old log")]]],
        999999: [[12, [put("k", "first")]]],
        1000000: [
          [13, [put("k", "second"), put("l", "second")]],
          [15, [del("k")]],
        ],
      },
    });
    t.did("opened", "log number 999999, previous log 7; logs 7, 8, 999999 and 1000000 are there");
    const store = await openStore(disk);
    t.equal(
      changesOf(inTables(disk, DIRECTORY, store)),
      [
        put("k", "in the table"),
        put("k", "previous"),
        put("k", "first"),
        put("k", "second"),
        put("l", "second"),
        del("k"),
      ],
      "changes in the tables, by their numbers",
    );
    t.equal(store.lastSequence, 15, "lastSequence");
    t.equal(readManifest(disk, DIRECTORY)!.prevLogNumber, 0, "previous log, from now on");
    const left = ["CURRENT", ...numbersIn(store.version).map((number) => pathOf("table", number))];
    t.equal(disk.list(DIRECTORY).length, left.length + 2, "files: those, a MANIFEST and a log");
    await store.close();
  },
);

law(
  "torn-end",
  "the last log that is not empty may be torn: what was whole before is there, what was dropped is told",
  { hint: "To which end" },
  async (t) => {
    for (const empties of [[], [9], [9, 11]]) {
      const disk = await diskOf(DIRECTORY, {
        state: { logNumber: 5, prevLogNumber: 0, nextFileNumber: 6, lastSequence: 0 },
        logs: {
          5: [[1, [put("a", "1")]]],
          7: [
            [2, [put("b", "2")]],
            [3, [put("c", "3")]],
          ],
          ...Object.fromEntries(empties.map((number) => [number, []])),
        },
      });
      cut(disk, pathOf("log", 7), 3);
      t.given("cut", `the end of 000007.log; behind it, empty: ${empties.join(", ") || "none"}`);
      const sizeBytes = disk.contents(pathOf("log", 7)).length;
      const store = await openStore(disk);
      t.equal(
        changesOf(inTables(disk, DIRECTORY, store)),
        [put("a", "1"), put("b", "2")],
        "changes in the tables",
      );
      const { dropped } = store;
      t.holds(dropped !== undefined, "dropped is undefined");
      const { path, offset } = dropped!;
      t.equal(path, pathOf("log", 7), "dropped: path");
      t.equal(offset + dropped!.sizeBytes, sizeBytes, "dropped: offset + sizeBytes");
      t.equal(store.lastSequence, 2, "lastSequence");
      await store.close();
    }
  },
);

law(
  "torn-before-the-last",
  "a log with a log behind it that is not empty was synced to its end: where it is not whole it is damage",
  { hint: "To which end" },
  async (t) => {
    const made = await diskOf(DIRECTORY, {
      state: { logNumber: 5, prevLogNumber: 0, nextFileNumber: 6, lastSequence: 0 },
      logs: { 5: [[1, [put("a", "1")]]], 7: [[2, [put("b", "2")]]] },
    });
    cut(made, pathOf("log", 5), 2);
    const before = made.files();
    for (const paranoid of [false, true]) {
      t.given("cut", `the end of 000005.log, and 000007.log has writes; paranoid: ${paranoid}`);
      const error = await t.fails(() => openStore(made, { paranoid }), "CORRUPTION");
      t.equal((error as CorruptionError).path, pathOf("log", 5), "path");
    }
    for (const [path, bytes] of before) t.bytes(made.contents(path), bytes);
    t.equal(made.openFiles, 0, "open files");
    const order = await diskOf(DIRECTORY, {
      state: { logNumber: 5, prevLogNumber: 0, nextFileNumber: 6, lastSequence: 0 },
      logs: { 5: [[8, [put("a", "1")]]], 7: [[8, [put("b", "2")]]] },
    });
    t.given("opened", "000005.log has write 8, and so has 000007.log");
    const other = await t.fails(() => openStore(order), "CORRUPTION");
    t.equal((other as CorruptionError).path, pathOf("log", 7), "path");
    t.equal(order.openFiles, 0, "open files");
  },
);

law(
  "paranoid",
  "a bad place with a whole record behind it ends the last log; with paranoid it is damage",
  { hint: "To which end" },
  async (t) => {
    const made = await diskOf(DIRECTORY, {
      state: { logNumber: 5, prevLogNumber: 0, nextFileNumber: 6, lastSequence: 0 },
      logs: {
        5: [
          [1, [put("a", "1")]],
          [2, [put("a", "2".repeat(40_000))]],
          [3, [put("a", "3")]],
        ],
      },
    });
    made.flipBit(pathOf("log", 5), 10_000, 3);
    t.did(
      "flipped",
      "a bit of the second of three records in the last log, which is 40,000 bytes long",
    );
    const disk = copyOf(made);
    const error = await t.fails(() => openStore(made, { paranoid: true }), "CORRUPTION");
    t.equal((error as CorruptionError).path, pathOf("log", 5), "path");
    t.equal(made.openFiles, 0, "open files");
    const store = await openStore(disk);
    t.equal(changesOf(inTables(disk, DIRECTORY, store)), [put("a", "1")], "changes in the tables");
    t.equal(store.dropped?.path, pathOf("log", 5), "dropped: path");
    await store.close();
  },
);

law(
  "replayed-in-pieces",
  "a replay makes a table whenever the memtable is full, between two records, and a later log's are of greater numbers",
  { hint: "From logs to tables" },
  async (t) => {
    const made = await diskOf(DIRECTORY, {
      state: { logNumber: 5, prevLogNumber: 0, nextFileNumber: 6, lastSequence: 0 },
      logs: {
        5: [
          [1, [put("a", "1"), put("b", "2"), put("a", "3")]],
          [4, [put("a", "4")]],
        ],
        7: [
          [5, [put("a", "5")]],
          [6, []],
          [6, [del("b")]],
        ],
      },
    });
    const exact = memoryOf([put("a", "1"), put("b", "2"), put("a", "3")]);
    for (const [writeBufferBytes, want] of [
      [1, [[1, 2, 3], [4], [5], [6]]],
      [
        exact,
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ],
      [1 << 20, [[1, 2, 3, 4, 5, 6]]],
    ] as const) {
      const disk = copyOf(made);
      t.given(
        "opened",
        `two logs of two records with changes, writeBufferBytes ${writeBufferBytes}`,
      );
      const store = await openStore(disk, { writeBufferBytes, random: lowTowers });
      const files = store.version.levels[0]!.toReversed();
      const found = files.map(({ number }) => inTablesOf(disk, number));
      t.equal(found, want, "sequence numbers by table, in the order of the tables' numbers");
      await store.close();
    }
  },
);

law(
  "nothing-is-forgotten",
  "what a MANIFEST says and no log changes, the next one says too: each table in its level, and compact pointers",
  { hint: "Nothing old goes before the new is certain" },
  async (t) => {
    const key = (text: string) => encodeInternalKey(utf8(text), 1, ValueType.Value);
    const compactPointers = [
      { level: 1, key: key("kiwi") },
      { level: 4, key: key("fig") },
    ];
    const made = await diskOf(DIRECTORY, {
      state: { logNumber: 5, prevLogNumber: 0, nextFileNumber: 6, lastSequence: 4 },
      tables: { 3: [1, [put("a", "1")]], 4: [3, [put("b", "3")]] },
      logs: { 5: [[5, [put("c", "5")]]] },
    });
    const versions = await VersionSet.create(made, DIRECTORY, {
      ...readManifest(made, DIRECTORY)!,
    });
    const file = versions.current.levels[0]!.find(({ number }) => number === 3)!;
    const newFiles = [{ level: 2, file }];
    await versions.install({ compactPointers, deletedFiles: [{ level: 0, number: 3 }], newFiles });
    versions.close();
    for (const round of ["first", "second"]) {
      await (await openStore(made)).close();
      const state = readManifest(made.crash({ mode: "lost" }), DIRECTORY)!;
      t.did("opened", `the store for the ${round} time, closed it, and read its MANIFEST`);
      const levels = state.version.levels.map((files) => files.map(({ number }) => number));
      t.equal(levels[0]!.includes(4), true, "table 4 is in level 0");
      t.equal(levels[2], [3], "tables of level 2");
      const pointers = [...state.compactPointers].map(([level, at]) => [
        level,
        internalKeyText(at),
      ]);
      t.equal(
        pointers,
        [
          [1, '"kiwi" 1 value'],
          [4, '"fig" 1 value'],
        ],
        "compact pointers",
      );
    }
    made.remove(pathOf("table", 3));
    t.did("removed", "table 3, and opened the store");
    const error = await t.fails(() => openStore(made), "CORRUPTION");
    t.equal((error as CorruptionError).path, pathOf("table", 3), "the file that the error names");
  },
);

law(
  "as-the-options-say",
  "a replay and a flush make the tables that the options say: compression, blocks, restarts, filter; and pause in between",
  { hint: "From logs to tables" },
  async (t) => {
    const changes = Array.from({ length: 200 }, (_, i) => put(`key ${i}`, "v".repeat(i)));
    const options: StoreOptions = {
      ...{ compression: "snappy", blockSizeBytes: 700, restartInterval: 3, bloomBitsPerKey: 7 },
      slices: { bytes: 1000, pause: async () => void pauses++ },
    };
    let pauses = 0;
    const { compression, blockSizeBytes, restartInterval } = options;
    const table = { compression, blockSizeBytes, restartInterval, filter: bloomFilterPolicy(7) };
    const other = new SimDisk();
    const memtable = new MemTable(seededRandom(1));
    applyBatch(batchOf(changes), 1, memtable);
    const place = { disk: other, directory: "", table, slices: options.slices! };
    await writeTable(memtable.iterator(), place as TablePlace, 1);
    const due = pauses;
    const expected = other.contents(filePath("", "table", 1));
    const { disk, store } = await newStore(options);
    await store.write(batchOf(changes));
    const killed = copyOf(disk);
    for (const [what, at, make] of [
      ["flushed", disk, () => store.flush().then(() => store)],
      ["replayed", killed, () => openStore(killed, options)],
    ] as const) {
      pauses = 0;
      const of = await make();
      t.given(what, "200 changes, by options that are not those unless said");
      const [number] = numbersIn(of.version);
      t.bytes(at.contents(pathOf("table", number!)), expected);
      t.holds(pauses >= due, `${pauses} pauses, and there is time for ${due}`);
      await of.close();
    }
  },
);

/** The numbers of the writes in one table. */
function inTablesOf(disk: Disk, number: number): number[] {
  const levels = [[{ number }]];
  const store = { version: { levels } } as unknown as LsmStore;
  return inTables(disk, DIRECTORY, store).map(({ sequence }) => sequence);
}

law(
  "sequences-go-on",
  "the next write comes behind all that the MANIFEST and the logs know of",
  { hint: "Numbers" },
  async (t) => {
    for (const [lastSequence, first] of [
      [40, 7],
      [7, 40],
      [40, undefined],
    ] as const) {
      const disk = await diskOf(DIRECTORY, {
        state: { logNumber: 5, prevLogNumber: 0, nextFileNumber: 6, lastSequence },
        logs: { 5: first === undefined ? [] : [[first, [put("a", "1")]]] },
      });
      const log = first === undefined ? "nothing" : `the write ${first}`;
      t.given("opened", `the MANIFEST's last sequence is ${lastSequence}, the log has ${log}`);
      const store = await openStore(disk);
      t.equal(store.lastSequence, 40, "lastSequence");
      await store.put(utf8("b"), utf8("2"));
      await store.close();
      const again = await openStore(disk);
      t.equal(again.lastSequence, 41, "lastSequence after one write, closed and opened");
      t.equal(inTables(disk, DIRECTORY, again).at(-1)!.sequence, 41, "the number of that write");
      await again.close();
    }
  },
);

law(
  "numbers-name-one-file",
  "no number of a file that is there is used for a new one, whatever the MANIFEST says is free",
  { hint: "Numbers" },
  async (t) => {
    for (const [kind, name] of [
      ["a table that no edit names", "000009.ldb"],
      ["an old table that no edit names", "000009.sst"],
      ["an empty log", "000009.log"],
      ["a MANIFEST that CURRENT does not name", "MANIFEST-000009"],
      ["a CURRENT in the making", "000009.dbtmp"],
    ] as const) {
      const disk = await diskOf(DIRECTORY, {
        state: { logNumber: 5, prevLogNumber: 0, nextFileNumber: 8, lastSequence: 0 },
        logs: { 5: [[1, [put("a", "1")]]] },
      });
      disk.install(`${DIRECTORY}/${name}`, new Uint8Array(0));
      t.given("opened", `next file number 8; there is ${kind}, ${name}`);
      const store = await openStore(disk);
      await store.put(utf8("b"), utf8("2"));
      await store.flush();
      await store.close();
      const made = created(disk);
      t.holds(!made.includes(9), `a new file has the number 9: ${made.join(", ")}`);
      t.floor("files that were made", made.length, 4);
    }
    const { disk, store } = await newStore();
    await store.close();
    for (let i = 0; i < 4; i++) {
      const next = await openStore(disk);
      await next.put(utf8("a"), utf8("1"));
      if (i % 2 === 0) await next.close();
    }
    t.given("opened", "a store five times, closed or killed, and looked at all files ever made");
    const made = disk
      .log()
      .match(/create +\S+/g)!
      .map((line) => line.replace(/create +/, ""));
    t.equal(made.length, new Set(made).size, "names of files, and different names");
  },
);

/** The numbers of the files that were made on a disk, but for what was installed. */
function created(disk: SimDisk): number[] {
  const lines = disk.log().match(/create +\S+/g) ?? [];
  return lines.map((line) => Number(/(\d{6,})[^/]*$/.exec(line)?.[1]));
}

law(
  "something-is-missing",
  "where CURRENT, a table or the log is missing, open says which, and touches nothing",
  { hint: "What is missing" },
  async (t) => {
    const whole = {
      state: { logNumber: 5, prevLogNumber: 0, nextFileNumber: 6, lastSequence: 1 },
      tables: { 4: [1, [put("a", "1")]] },
      logs: { 5: [[2, [put("b", "2")]]] },
    } as const;
    const current = `${DIRECTORY}/CURRENT`;
    const cases: readonly [string, readonly string[], string][] = [
      ["CURRENT, and a table and a log are there", [current], current],
      ["CURRENT, and a table is there", [current, pathOf("log", 5)], current],
      ["CURRENT, and a log is there", [current, pathOf("table", 4)], current],
      ["a table of the version", [pathOf("table", 4)], pathOf("table", 4)],
      ["the log of the MANIFEST's log number", [pathOf("log", 5)], pathOf("log", 5)],
      ["the MANIFEST", [pathOf("manifest", 2)], current],
    ];
    for (const [what, lost, path] of cases) {
      const files = new Map((await diskOf(DIRECTORY, whole)).files());
      for (const each of lost) files.delete(each);
      const disk = withFiles(files);
      t.given("lost", what);
      const error = await t.fails(() => openStore(disk), "CORRUPTION");
      t.equal([(error as CorruptionError).path, (error as CorruptionError).offset], [path, 0]);
      t.equal(disk.files(), files, "the files, afterwards");
      t.equal(disk.openFiles, 0, "open files");
    }
    const files = new Map(
      (await diskOf(DIRECTORY, { ...whole, tables: {}, logs: { 5: [] } })).files(),
    );
    files.delete(current);
    t.given("lost", "CURRENT, and there is an empty log alone: a first opening that was cut short");
    const store = await openStore(withFiles(files));
    t.equal(store.lastSequence, 0, "lastSequence");
    await store.close();
    const old = await diskOf(DIRECTORY, {
      ...whole,
      tables: {},
      logs: {},
      state: { ...whole.state, logNumber: 0 },
    });
    t.given("opened", "a store whose log number is 0, which has no log");
    await (await openStore(old)).close();
    const sst = new Map((await diskOf(DIRECTORY, whole)).files());
    const oldPath = pathOf("table", 4).replace("ldb", "sst");
    sst.set(oldPath, sst.get(pathOf("table", 4))!);
    sst.delete(pathOf("table", 4));
    t.given("opened", "a store whose table has the name that LevelDB gave before 1.14, 000004.sst");
    const found = withFiles(sst);
    const opened = await openStore(found);
    t.holds(numbersIn(opened.version).includes(4), "the table is not in the version");
    t.holds(found.exists(oldPath), "the table was removed");
    await opened.close();
  },
);

law(
  "comparator",
  "a store with another order of keys is refused with STORE_COMPARATOR, and stays as it was",
  { hint: "What is missing" },
  async (t) => {
    const edit = { logNumber: 0, nextFileNumber: 9, lastSequence: 0, comparator: "people.ByAge" };
    const files = new Map([
      [`${DIRECTORY}/CURRENT`, utf8("MANIFEST-000002\n")],
      [pathOf("manifest", 2), encodeRecord(encodeVersionEdit(edit), 0)],
    ]);
    const disk = withFiles(files);
    t.did("opened", `a store whose comparator is people.ByAge, not ${COMPARATOR}`);
    const error = await t.fails(() => openStore(disk), "STORE_COMPARATOR");
    t.holds(
      String((error as Error).message).includes("people.ByAge"),
      "the message lacks the name",
    );
    t.equal(disk.files(), files, "the files, afterwards");
    t.equal(disk.openFiles, 0, "open files");
  },
);

law(
  "obsolete-files",
  "files that no process needs are removed; files that are not a store's stay, and so does what cannot be removed",
  { hint: "What nobody needs" },
  async (t) => {
    const disk = await diskOf(DIRECTORY, {
      state: { logNumber: 5, prevLogNumber: 0, nextFileNumber: 6, lastSequence: 1 },
      tables: { 4: [1, [put("a", "1")]] },
      logs: { 5: [[2, [put("b", "2")]]] },
    });
    const foreign = ["LOCK", "LOG", "000003.ldb.bak", "MANIFEST-old", "notes.txt", "x.log"];
    const useless = ["000001.log", "000003.ldb", "000090.sst", "MANIFEST-000001", "000007.dbtmp"];
    for (const name of [...foreign, ...useless]) {
      disk.install(`${DIRECTORY}/${name}`, utf8("whatever"));
    }
    t.did("opened", `a store beside which there are ${[...foreign, ...useless].join(", ")}`);
    const spared = pathOf("table", 3);
    const old = `${DIRECTORY}/000090.sst`;
    const unknown = Object.assign(new Error("a read-only file system"), { code: "EROFS" });
    const stubborn = refusing(disk, (call, path) => {
      if (call !== "remove") return;
      if (path === spared) throw new DiskError("EIO", path, "remove");
      if (path === old) throw unknown;
    });
    const store = await openStore(stubborn);
    const numbered = (kind: string) => numbersOf(disk, DIRECTORY, kind);
    const left = disk.list(DIRECTORY).filter((name) => foreign.includes(name));
    t.equal(left, foreign.toSorted(), "files of others that are left");
    t.equal(
      numbered("table"),
      [3, ...numbersIn(store.version), 90].sort((a, b) => a - b),
      "tables (3 and 90 could not be removed)",
    );
    t.equal(numbered("log").length, 1, "logs");
    t.equal(numbered("manifest").length, 1, "MANIFESTs");
    t.equal(numbered("temporary"), [], "CURRENTs in the making");
    t.equal(changesOf(inTables(disk, DIRECTORY, store)), [put("a", "1"), put("b", "2")], "changes");
    await store.close();
    await (await openStore(disk)).close();
    t.did("opened", "again, on a disk that removes both");
    t.equal([disk.exists(spared), disk.exists(old)], [false, false], "whether 3 and 90 are there");
  },
);

/** What is asked of a disk by the name of a file or directory. */
type Call = "open" | "list" | "makeDirectory" | "rename" | "remove" | "syncDirectory";

/** The same disk, which does not do what `refuse` throws for. */
function refusing(disk: SimDisk, refuse: (call: Call, path: string) => void): Disk {
  return {
    open: (path, mode) => {
      refuse("open", path);
      return disk.open(path, mode);
    },
    exists: (path) => disk.exists(path),
    list: (directory) => {
      refuse("list", directory);
      return disk.list(directory);
    },
    makeDirectory: (path) => {
      refuse("makeDirectory", path);
      disk.makeDirectory(path);
    },
    rename: (from, to) => {
      refuse("rename", from);
      disk.rename(from, to);
    },
    remove: (path) => {
      refuse("remove", path);
      disk.remove(path);
    },
    syncDirectory: async (path) => {
      refuse("syncDirectory", path);
      await disk.syncDirectory(path);
    },
  };
}

law(
  "an-opening-that-fails",
  "whatever the disk refuses while a store is opened, open rejects with its error, leaves no handle, and can be tried again",
  { hint: "When the disk refuses" },
  async (t) => {
    const made = await diskOf(DIRECTORY, {
      state: { logNumber: 5, prevLogNumber: 0, nextFileNumber: 6, lastSequence: 1 },
      tables: { 4: [1, [put("a", "1")]] },
      logs: { 5: [[2, [put("b", "2")]]], 7: [[3, [put("c", "3")]]] },
    });
    let refusals = 0;
    for (let nth = 1, isOver = false; !isOver; nth++) {
      const disk = copyOf(made);
      let [calls, refused] = [0, ""];
      const refuse = (call: Call, path: string) => {
        if (call === "remove" || ++calls !== nth) return;
        refused = `${call} of ${path}`;
        throw new DiskError("EIO", path, call);
      };
      const error = await errorOf(async () => {
        await (await openStore(refusing(disk, refuse))).close();
      });
      isOver = refused === "";
      t.given("refused", isOver ? "nothing" : refused);
      if (error !== undefined) {
        refusals += 1;
        t.equal(diskCode(error), "EIO", "the disk's code");
      }
      t.equal(disk.openFiles, 0, "open files");
      const store = await openStore(disk);
      const expected = [put("a", "1"), put("b", "2"), put("c", "3")];
      t.equal(changesOf(inTables(disk, DIRECTORY, store)), expected, "changes, opened again");
      await store.close();
    }
    t.floor("openings that were refused", refusals, 8);
  },
);

law(
  "every-crash-of-an-opening",
  "a crash at any moment of a recovery, or of the recovery from that, leaves all that was there before it",
  { hint: "Nothing old goes before the new is certain", seconds: 60 },
  async (t) => {
    const disk = await diskOf(DIRECTORY, {
      state: { logNumber: 5, prevLogNumber: 0, nextFileNumber: 6, lastSequence: 1 },
      tables: { 4: [1, [put("k", "0")]] },
      logs: {
        5: [
          [2, [put("k", "1")]],
          [3, [put("l", "2"), del("k")]],
        ],
        7: [
          [5, [put("k", "3")]],
          [6, [put("l", "4")]],
        ],
      },
    });
    cut(disk, pathOf("log", 7), 1);
    const run = new StoreRun({ writeBufferBytes: 1 }, withFiles(disk.files()));
    run.begin([put("k", "0"), put("k", "1"), put("l", "2"), del("k"), put("k", "3")]);
    await run.open(t);
    t.did("opened", "a store with a table, a whole log and a torn one");
    const { crashes, recoveries } = await run.survives(t, { again: 90 });
    t.floor("crashes", crashes, 150);
    t.floor("crashes of the recovery after one", recoveries, 100);
  },
);

law(
  "every-crash-of-a-life",
  "after a crash at any moment there is a beginning of all writes, with every one that was synced, flushed or closed",
  { hint: "Nothing old goes before the new is certain", seconds: 60 },
  async (t) => {
    const run = new StoreRun();
    await run.open(t);
    let number = 0;
    const write = (sync = false) => {
      number += 1;
      return run.write([put(`key ${number % 3}`, `${number}`)], sync);
    };
    await write();
    await write(true);
    await run.write([put("key 0", "of a batch"), del("key 1"), put("key 2", "too")]);
    await run.flush();
    await write();
    await write(true);
    await write();
    await run.close();
    await run.open(t);
    await write();
    await run.write([del("key 0"), del("key 2")], true);
    await write();
    t.did("wrote", "12 times or so, flushed, closed; killed once, and opened again");
    await run.open(t);
    await write();
    const { crashes, recoveries } = await run.survives(t, { again: 250 });
    t.floor("crashes", crashes, 600);
    t.floor("crashes of the recovery after one", recoveries, 100);
  },
);

/** What ended a call: the disk's own code, whoever has wrapped it. */
function diskCode(error: unknown): string | undefined {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return code === "LOG_FAILED" || code === "STORE_FAILED" ? cause?.code : code;
}

/**
 * A short life of a store that a killed one has left, on a disk that fails in it; then another life on what it leaves.
 * @returns whether the disk failed
 */
async function failingLife(t: Trial, disk: SimDisk, code: string, before: readonly Change[]) {
  const written = [...before];
  let acknowledged = written.length;
  let synced = written.length;
  let store: LsmStore | undefined;
  let flushed: unknown;
  const deeds: readonly (() => Promise<void>)[] = [
    async () => {
      store = await openStore(disk);
    },
    async () => {
      written.push(put("c", "3"));
      await store!.write(batchOf(written.slice(-1)));
      acknowledged = written.length;
    },
    async () => {
      written.push(put("a", "4"));
      await store!.write(batchOf(written.slice(-1)), { sync: true });
      acknowledged = synced = written.length;
    },
    async () => {
      await store!.flush();
      flushed = changesOf(inTables(disk, DIRECTORY, store!));
    },
    () => store!.close(),
  ];
  let failed: Error | undefined;
  for (const deed of deeds) {
    failed = await errorOf(deed);
    if (failed !== undefined) break;
  }
  if (flushed !== undefined) t.equal(flushed, written, "what is in tables when flush resolves");
  const hasFailed = failuresOf(disk) > 0;
  t.holds(!hasFailed || failed !== undefined, "the disk failed, and no call said so");
  if (failed !== undefined) {
    t.equal(diskCode(failed), code, "the disk's code, of the call that failed");
    if (store !== undefined) await refusedForGood(t, disk, store, failed);
  }
  t.equal(disk.openFiles, 0, "open files");
  for (const [mode, due] of [
    ["kept", acknowledged],
    ["lost", synced],
  ] as const) {
    const left = disk.crash({ mode });
    left.capacityBytes = Number.POSITIVE_INFINITY;
    t.did("opened", mode === "kept" ? "by the next process" : "after the power was cut");
    const again = await openStore(left);
    const found = changesOf(inTables(left, DIRECTORY, again));
    t.equal(found, written.slice(0, Math.max(due, found.length)), "what is there");
    await again.close();
    t.equal(left.openFiles, 0, "open files");
  }
  return hasFailed;
}

async function refusedForGood(t: Trial, disk: SimDisk, store: LsmStore, failed: Error) {
  coded(t, failed, "STORE_FAILED");
  coded(t, store.failure, "STORE_FAILED");
  t.holds(store.failure!.cause === failed.cause, "failure has another cause than the call's error");
  disk.capacityBytes = Number.POSITIVE_INFINITY;
  const before = disk.operations;
  await t.fails(() => store.put(utf8("z"), utf8("9")), "STORE_FAILED");
  await t.fails(() => store.put(utf8("z"), utf8("9"), { sync: true }), "STORE_FAILED");
  await t.fails(() => store.flush(), "STORE_FAILED");
  t.equal(disk.operations, before, "operations on the disk, after calls that were refused");
  await t.fails(() => store.close(), "STORE_FAILED");
  t.equal(disk.operations, before, "operations on the disk, after close");
}

/** A disk that a process was killed on, and what it had written. */
async function killedStore() {
  const disk = new SimDisk();
  const store = await openStore(disk);
  const changes = [put("a", "1"), put("b", "2")];
  for (const change of changes) await store.write(batchOf([change]), { sync: true });
  return { disk: withFiles(disk.files()), changes };
}

law(
  "every-failure",
  "each write or sync that fails ends the store: STORE_FAILED with the disk's error, for good; and it opens again whole",
  { hint: "When the disk refuses", seconds: 60 },
  async (t) => {
    const { disk: made, changes } = await killedStore();
    let failures = 0;
    for (const what of ["write", "sync", "sync of the directory"] as const) {
      for (let nth = 1, isFailing = true; isFailing; nth++) {
        const disk = copyOf(made);
        if (what === "write") disk.failWrites({ nth });
        else if (what === "sync") disk.failSync({ nth });
        else disk.failDirectorySync({ nth });
        t.given("failed", `${what} ${nth}, from the opening on`);
        isFailing = await failingLife(t, disk, "EIO", changes);
        failures += isFailing ? 1 : 0;
      }
    }
    t.floor("failures", failures, 16);
  },
);

law(
  "disk-full",
  "whatever room is left on the disk, a store that finds it full says so, and opens again whole",
  { hint: "When the disk refuses", seconds: 60 },
  async (t) => {
    const { disk: made, changes } = await killedStore();
    let failures = 0;
    for (let room = t.seed % 3, isFailing = true; isFailing; room += 3) {
      const disk = copyOf(made);
      disk.capacityBytes = disk.usedBytes + room;
      t.given("left", `${room} bytes free on the disk`);
      isFailing = await failingLife(t, disk, "ENOSPC", changes);
      failures += isFailing ? 1 : 0;
    }
    t.floor("failures", failures, 80);
  },
);

law(
  "a-bad-byte",
  "whatever bit is flipped, wherever a file ends: all is there, or the log's beginning, or damage is told by its place",
  { hint: "What is missing", seconds: 60 },
  async (t) => {
    const disk = new SimDisk();
    const store = await openStore(disk);
    const changes = ["1", "2", "3", "4"].map((value) => put("k", value));
    for (const [i, change] of changes.entries()) {
      await store.write(batchOf([change]));
      if (i < 2) await store.flush();
    }
    const files = disk.files();
    let damaged = 0;
    const look = async (path: string, bytes: Uint8Array) => {
      const bad = withFiles(new Map([...files, [path, bytes]]));
      const error = await errorOf(async () => {
        const next = await openStore(bad);
        const found = changesOf(inTables(bad, DIRECTORY, next));
        const least = path.endsWith(".log") ? 2 : 4;
        t.equal(found, changes.slice(0, Math.max(least, found.length)), "what is there");
        await next.close();
      });
      t.equal(bad.openFiles, 0, "open files");
      if (error === undefined) return;
      damaged += 1;
      coded(t, error, "CORRUPTION");
      const { path: named, offset } = error as CorruptionError;
      t.holds(named.startsWith(`${DIRECTORY}/`) && offset >= 0, "no file and offset are named");
    };
    for (const [path, bytes] of files) {
      if (path.endsWith(".ldb")) continue;
      for (let bit = 0; bit < 8 * bytes.length; bit++) {
        const bad = Uint8Array.from(bytes);
        bad[bit >> 3]! ^= 1 << (bit & 7);
        t.given("flipped", `bit ${bit & 7} of byte ${bit >> 3} of ${path}`);
        await look(path, bad);
      }
      for (let length = 0; length < bytes.length; length++) {
        t.given("cut", `${path} after ${length} bytes`);
        await look(path, bytes.subarray(0, length));
      }
    }
    t.floor("files with damage that was told", damaged, 500);
    await store.close();
  },
);

const anyKey = fc.constantFrom("a", "b", "c");
const anyValue = fc.string({ maxLength: 12 });
const anyChange = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(anyKey, anyValue) },
  { weight: 1, arbitrary: fc.tuple(anyKey, fc.constant(undefined)) },
);
const anyDeed = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      changes: fc.array(anyChange, { minLength: 1, maxLength: 3 }),
      sync: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom("flush", "close", "kill") },
  {
    weight: 2,
    arbitrary: fc.record({ mode: fc.constantFrom(...CRASH_MODES), seed: fc.nat() }),
  },
);

law(
  "any-life",
  "whatever is done, and however often the power is cut, the store is the list of its writes, less an unsynced end",
  { hint: "Nothing old goes before the new is certain", seconds: 60 },
  async (t) => {
    let [cuts, lost] = [0, 0];
    await t.forAll([fc.array(anyDeed, { minLength: 4, maxLength: 14 })], async (deeds) => {
      let disk = new SimDisk();
      let store = await openStore(disk);
      const written: Change[] = [];
      let durable = 0;
      for (const deed of deeds) {
        t.did("did", deed);
        if (typeof deed === "object" && "changes" in deed) {
          written.push(...deed.changes);
          await store.write(batchOf(deed.changes), { sync: deed.sync });
          if (deed.sync) durable = written.length;
        } else if (deed === "flush") {
          await store.flush();
          durable = written.length;
        } else {
          if (deed === "close") await store.close();
          if (typeof deed === "object") {
            disk = disk.crash(deed);
            cuts += 1;
          } else {
            if (deed === "kill") disk = copyOf(disk);
            durable = written.length;
          }
          store = await openStore(disk);
          const found = changesOf(inTables(disk, DIRECTORY, store));
          t.equal(found, written.slice(0, Math.max(durable, found.length)), "what is there");
          lost += written.length - found.length;
          written.length = found.length;
          durable = found.length;
        }
      }
      await store.close();
      t.equal(disk.openFiles, 0, "open files");
      t.equal(changesOf(onDisk(disk, DIRECTORY)), written, "what is there, in the end");
    });
    t.floor("power cuts", cuts, 100);
    t.floor("writes that a power cut took", lost, 20);
  },
);
