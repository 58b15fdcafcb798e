import {
  type CompactionHost,
  type CompactionJob,
  type Compactor,
  groupLength,
  LsmStore,
  type Pressure,
  readManifest,
  type StoreOptions,
  type Writer,
} from "@labs/db-08";
import { step, type Trial } from "@labs/grader/testing";
import { type Watched, watched } from "@labs/grader/testing/promises";
import { seededRandom } from "@labs/machine";
import { CRASH_MODES, SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { CrowdRun, DIRECTORY } from "./crash-runs.ts";
import { failuresOf } from "./disk-faults.ts";
import {
  batchOf,
  type Change,
  changesOf,
  coded,
  copyOf,
  del,
  inTables,
  logBatches,
  lowTowers,
  memoryOf,
  numbersIn,
  numbersOf,
  onDisk,
  PLAIN,
  put,
  stateAfter,
  tableEntries,
  utf8,
} from "./store-model.ts";
import { Brake, endSyncs, mergeAll, ToyCompactor, turns } from "./toy-compactor.ts";

const law = step("writers");

/** A new store; its disk's syncs are as is said, from when it is open. */
async function newStore(options: StoreOptions = {}, syncs: "soon" | "held" = "soon") {
  const disk = new SimDisk();
  const store = await LsmStore.open(disk, DIRECTORY, { ...PLAIN, ...options });
  disk.syncs = syncs;
  return { disk, store };
}

/** What a get finds, as a text. */
function got(store: LsmStore, key: string): string | undefined {
  const value = store.get(utf8(key));
  return value === undefined ? undefined : Buffer.from(value).toString();
}

/** Ends a store with all that it waits for. */
async function ended(t: Trial, disk: SimDisk, store: LsmStore): Promise<void> {
  disk.syncs = "soon";
  const closing = store.close();
  await endSyncs(disk);
  await t.within(3000, closing, "close");
  t.equal(disk.openFiles, 0, "open files");
}

const states = (all: readonly Watched[]): string[] => all.map(({ state }) => state);

const SMALL = 128 << 10;
const MOST = 1 << 20;
const writer = (sizeBytes: number, sync = false): Writer => ({ sizeBytes, sync });

law(
  "group-sizes",
  "a group has 1 MiB at most, and behind a first batch of 128 KiB or less 128 KiB more than that; a larger one is alone",
  { hint: "Who is written together" },
  (t) => {
    const cases: readonly (readonly [readonly number[], number])[] = [
      [[10], 1],
      [[10, 20, 30], 3],
      [[100, SMALL, 1], 2],
      [[100, SMALL + 1, 1], 1],
      [[100, SMALL - 5, 5, 1], 3],
      [[SMALL, SMALL, 1], 2],
      [[SMALL, SMALL + 1], 1],
      [[SMALL + 1, SMALL + 1, MOST - 2 * SMALL - 2, 1], 3],
      [[SMALL + 1, MOST - SMALL - 1], 2],
      [[SMALL + 1, MOST - SMALL], 1],
      [[MOST, 12], 1],
      [[2 * MOST, 12, 12], 1],
    ];
    for (const [sizes, want] of cases) {
      t.given("waiting", sizes.map((size) => size.toLocaleString("en")).join(", "));
      t.equal(groupLength(sizes.map((size) => writer(size))), want, "groupLength");
    }
  },
);

law(
  "group-syncs",
  "behind one that is not synced, one that is to be begins another group; the other way round it is taken along",
  { hint: "Who is written together" },
  (t) => {
    for (const [syncs, want] of [
      [[false, false, true, false], 2],
      [[false, true], 1],
      [[true, false, true, false], 4],
      [[true, true], 2],
    ] as const) {
      t.given("waiting", syncs.map((sync) => (sync ? "synced" : "not synced")).join(", "));
      t.equal(groupLength(syncs.map((sync) => writer(100, sync))), want, "groupLength");
    }
  },
);

law(
  "group-any",
  "a group is the longest beginning of those who wait that its rules allow",
  { hint: "Who is written together" },
  async (t) => {
    const size = fc.oneof(
      fc.integer({ min: 12, max: 2000 }),
      fc.integer({ min: SMALL - 3, max: SMALL + 3 }),
      fc.integer({ min: MOST / 4, max: MOST + 2 }),
    );
    const anyWriter = fc.record({ sizeBytes: size, sync: fc.boolean() });
    await t.forAll([fc.array(anyWriter, { minLength: 1, maxLength: 12 })], (waiting) => {
      t.did("waiting", waiting);
      const first = waiting[0]!;
      const most = first.sizeBytes > SMALL ? MOST : first.sizeBytes + SMALL;
      const isGroup = (group: readonly Writer[]) =>
        group.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) <= most &&
        (first.sync || group.every(({ sync }) => !sync));
      let want = 1;
      while (want < waiting.length && isGroup(waiting.slice(0, want + 1))) want += 1;
      t.equal(groupLength(waiting), want, "groupLength");
    });
  },
);

law(
  "one-after-the-other",
  "a write may be called for at any moment after another has resolved, and is made",
  { hint: "In the order of the calls" },
  async (t) => {
    const { disk, store } = await newStore();
    for (let ticks = 0; ticks < 12; ticks++) {
      for (const sync of [true, false]) {
        await t.within(2000, store.write(batchOf([put("a", "1")]), { sync: true }), "a write");
        for (let i = 0; i < ticks; i++) await undefined;
        t.given("wrote", `synced; and ${ticks} microtasks after it another, sync: ${sync}`);
        await t.within(2000, store.write(batchOf([put("a", "2")]), { sync }), "the write after it");
      }
    }
    t.equal(store.lastSequence, 48, "lastSequence");
    await ended(t, disk, store);
  },
);

law(
  "at-once",
  "a write that has nothing to wait for is made before the call returns",
  { hint: "In the order of the calls" },
  async (t) => {
    const { disk, store } = await newStore();
    const one = store.write(batchOf([put("a", "1")]));
    t.did("called", "write, and did not wait");
    t.equal(got(store, "a"), "1", "get of a");
    t.equal(store.lastSequence, 1, "lastSequence");
    disk.syncs = "held";
    const before = disk.counts.writes;
    const synced = watched(store.write(batchOf([put("b", "2")]), { sync: true }));
    t.equal(
      disk.counts.writes - before,
      1,
      "writes of the disk, when write with sync has returned",
    );
    await t.within(2000, one, "the write");
    await turns();
    t.equal(synced.state, "pending", "the synced write");
    await ended(t, disk, store);
  },
);

law(
  "one-sync-for-many",
  "a hundred synced writes at once cost two syncs and two records, and none resolves before its own sync",
  { hint: "One record, one sync" },
  async (t) => {
    const { disk, store } = await newStore({}, "held");
    const before = disk.counts.syncs;
    const batches = Array.from({ length: 100 }, (_, i) =>
      batchOf([put(`key ${i}`, `${i}`), put("last", `${i}`)]),
    );
    const all = batches.map((batch) => watched(store.write(batch, { sync: true })));
    t.did("called", "100 writes, synced, on a disk whose syncs are held");
    await turns();
    t.equal([disk.pendingSyncs, store.lastSequence], [1, 0], "syncs under way, and lastSequence");
    t.equal(got(store, "key 0"), undefined, "get of the first key");
    t.equal(new Set(states(all)).size, 1, "different states of the 100 promises");
    disk.completeSyncs();
    await turns();
    t.did("ended", "the first sync");
    t.equal(states(all.slice(0, 2)), ["resolved", "pending"], "the first two writes");
    t.equal([got(store, "key 0"), got(store, "key 1")], ["0", undefined], "gets of their keys");
    disk.completeSyncs();
    await turns();
    t.did("ended", "the second sync");
    t.equal([...new Set(states(all))], ["resolved"], "all the writes");
    t.equal([got(store, "key 99"), got(store, "last")], ["99", "99"], "gets of the last keys");
    t.equal(disk.counts.syncs - before, 2, "syncs");
    const [number] = numbersOf(disk, DIRECTORY, "log");
    const records = logBatches(disk, DIRECTORY, number!).map(({ length }) => length);
    t.equal(records, [2, 198], "changes by record of the log");
    t.equal(
      [...new Set(batches.map(({ count }) => count))],
      [2],
      "changes of the callers' batches",
    );
    await ended(t, disk, store);
  },
);

law(
  "groups-have-a-limit",
  "what waits is written in as many groups as groupLength makes of it, each a record and a sync",
  { hint: "One record, one sync" },
  async (t) => {
    const { disk, store } = await newStore({}, "held");
    const large = "x".repeat(100 << 10);
    const before = disk.counts.syncs;
    const all = ["0", ...Array.from({ length: 5 }, () => large), "1", "2"].map((value, i) =>
      watched(store.write(batchOf([put(`${i}`, value)]), { sync: true })),
    );
    t.did("called", "8 synced writes: small, five of 100 KiB, small, small");
    await endSyncs(disk);
    t.equal([...new Set(states(all))], ["resolved"], "the writes");
    t.equal(disk.counts.syncs - before, 4, "syncs");
    const [number] = numbersOf(disk, DIRECTORY, "log");
    const records = logBatches(disk, DIRECTORY, number!).map((found) => found.length);
    t.equal(records, [1, 2, 2, 3], "changes by record of the log");
    await ended(t, disk, store);
  },
);

law(
  "order-of-the-calls",
  "whoever is written together, the writes are in the order of the calls, and resolve in it",
  { hint: "In the order of the calls" },
  async (t) => {
    const random = seededRandom(t.seed);
    for (const syncs of ["soon", "held"] as const) {
      const { disk, store } = await newStore({}, syncs);
      const resolved: number[] = [];
      const want: Change[] = [];
      for (let i = 0; i < 60; i++) {
        const change = random.below(4) === 0 ? del("k") : put("k", `${i}`);
        want.push(change);
        const sync = random.below(3) === 0;
        void store.write(batchOf([change]), { sync }).then(() => resolved.push(i));
        if (random.below(8) === 0) await turns(1);
        if (random.below(8) === 0) disk.completeSyncs(1);
      }
      await endSyncs(disk);
      t.given("called", `60 writes of one key, one in three synced, on a disk with ${syncs} syncs`);
      t.equal(
        resolved,
        Array.from({ length: 60 }, (_, i) => i),
        "in which order they resolved",
      );
      const [number] = numbersOf(disk, DIRECTORY, "log");
      const found = logBatches(disk, DIRECTORY, number!).flat();
      t.equal(changesOf(found), want, "the log");
      t.equal(
        found.map(({ sequence }) => sequence),
        want.map((_, i) => i + 1),
        "their numbers",
      );
      t.equal(got(store, "k"), want.at(-1)![1], "get");
      await ended(t, disk, store);
    }
  },
);

law(
  "no-wait-for-later-syncs",
  "a write that is not synced does not wait for a sync that begins after it; one that is, is seen by nobody before",
  { hint: "One record, one sync" },
  async (t) => {
    const { disk, store } = await newStore({}, "held");
    const write = (key: string, sync: boolean) =>
      watched(store.write(batchOf([put(key, key)]), { sync }));
    const all = [write("a", true), write("b", false), write("c", true), write("d", false)];
    await turns();
    t.did("called", "a synced, b not, c synced, d not");
    t.equal(states(all), ["pending", "pending", "pending", "pending"], "while a is synced");
    disk.completeSyncs();
    await turns();
    t.did("ended", "the sync of a");
    t.equal(states(all), ["resolved", "resolved", "pending", "pending"], "while c is synced");
    const seen = ["a", "b", "c", "d"].map((key) => got(store, key));
    t.equal(seen, ["a", "b", undefined, undefined], "gets, while c is synced");
    disk.completeSyncs();
    await turns();
    t.did("ended", "the sync of c");
    t.equal([...new Set(states(all))], ["resolved"], "all");
    await ended(t, disk, store);
  },
);

law(
  "a-failed-group",
  "a sync that fails refuses all that wait, and none of their changes is ever seen; reads go on",
  { hint: "When the disk refuses" },
  async (t) => {
    for (const what of ["sync", "write"] as const) {
      const { disk, store } = await newStore({}, "held");
      await store.write(batchOf([put("old", "1")]));
      if (what === "sync") disk.failSync();
      const first = watched(store.write(batchOf([put("a", "1")]), { sync: true }));
      const waiting = ["b", "c", "d"].map((key, i) =>
        watched(store.write(batchOf([put(key, "1"), del("old")]), { sync: i === 1 })),
      );
      waiting.push(watched(store.flush()));
      await turns();
      if (what === "write") {
        disk.completeSyncs();
        disk.failWrites();
      }
      await endSyncs(disk);
      t.given("failed", `the ${what} of a group, with three writes and a flush behind it`);
      const failing = what === "sync" ? [first, ...waiting] : waiting;
      if (what === "write") t.equal(first.state, "resolved", "the write before");
      for (const each of failing) {
        t.equal(each.state, "rejected", "one that waits");
        const error = coded(t, each.error, "STORE_FAILED");
        t.equal((error.cause as { code?: string })?.code, "EIO", "the code of its cause");
      }
      t.equal(
        ["b", "c", "d"].map((key) => got(store, key)),
        [undefined, undefined, undefined],
        "gets",
      );
      t.equal(got(store, "old"), "1", "get of what was there before");
      t.equal(store.lastSequence, what === "sync" ? 1 : 2, "lastSequence");
      const before = disk.operations;
      await t.fails(() => store.put(utf8("e"), utf8("1")), "STORE_FAILED");
      await t.fails(() => store.flush(), "STORE_FAILED");
      await t.fails(() => store.idle(), "STORE_FAILED");
      await t.fails(() => store.close(), "STORE_FAILED");
      t.equal(disk.operations, before, "operations on the disk after the failure");
      t.equal(disk.openFiles, 0, "open files");
    }
  },
);

law(
  "full-memtable",
  "a full memtable is replaced, and the write that finds it full does not wait for its table; reads see both",
  { hint: "A full memtable" },
  async (t) => {
    const brake = new Brake(1);
    const { disk, store } = await newStore({ writeBufferBytes: 1, slices: brake });
    brake.hold();
    await store.write(batchOf([put("a", "1"), put("b", "1"), put("c", "1")]));
    t.equal(numbersOf(disk, DIRECTORY, "log").length, 1, "logs after the first write");
    await t.within(2000, store.write(batchOf([put("b", "2")])), "a write that finds it full");
    await turns();
    t.did("wrote", "twice; the first table is being written, and pauses");
    t.equal(numbersOf(disk, DIRECTORY, "log").length, 2, "logs");
    t.equal(
      ["a", "b", "c"].map((key) => got(store, key)),
      ["1", "2", "1"],
      "gets",
    );
    t.holds(brake.pauses > 0, "the table is being written, and did not pause");
    const waiting = [put("c", "3"), put("d", "3")].map((change) =>
      watched(store.write(batchOf([change]))),
    );
    await turns();
    t.did("called", "two more writes: the second memtable is full too");
    t.equal(states(waiting), ["pending", "pending"], "the writes, with two memtables full");
    t.equal(numbersOf(disk, DIRECTORY, "log").length, 2, "logs");
    t.equal([got(store, "c"), got(store, "d")], ["1", undefined], "gets");
    brake.release();
    await t.within(3000, store.idle(), "idle");
    t.equal(states(waiting), ["resolved", "resolved"], "the writes, when there was room");
    const last = numbersOf(disk, DIRECTORY, "log").at(-1)!;
    const records = logBatches(disk, DIRECTORY, last).map(({ length }) => length);
    t.equal(records, [2], "changes by record: who waits for room is written with those behind");
    t.equal(
      ["a", "b", "c", "d"].map((key) => got(store, key)),
      ["1", "2", "3", "3"],
      "gets",
    );
    const all = [...store.entries()].map(([key]) => Buffer.from(key).toString());
    t.equal(all, ["a", "b", "c", "d"], "the keys of entries()");
    t.holds(brake.pauses >= 2, `a table of 3 entries, slices of 1 byte: ${brake.pauses} pauses`);
    t.equal(numbersOf(disk, DIRECTORY, "log").length, 1, "logs");
    await ended(t, disk, store);
  },
);

law(
  "a-large-batch-fits",
  "an empty memtable is never replaced, however small writeBufferBytes is; nor is one that has room",
  { hint: "A full memtable" },
  async (t) => {
    const { disk, store } = await newStore({ writeBufferBytes: 1 });
    const before = disk.counts.opens;
    await store.write(batchOf([put("a", "x".repeat(100_000))]));
    await store.idle();
    t.did("wrote", "a batch of 100,000 bytes into an empty memtable; writeBufferBytes is 1");
    t.equal(disk.counts.opens - before, 0, "files that were opened");
    t.equal(store.version.levels[0]!.length, 0, "tables");
    await ended(t, disk, store);
    const large = await newStore({ writeBufferBytes: 1 << 20 });
    const opens = large.disk.counts.opens;
    for (let i = 0; i < 50; i++) await large.store.put(utf8(`${i}`), utf8("1"));
    t.given("wrote", "50 small keys, with 1 MiB for the memtable");
    t.equal(large.disk.counts.opens - opens, 0, "files that were opened");
    await ended(t, large.disk, large.store);
    const bytes = memoryOf([put("a", "1")]);
    for (const [more, tables] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const writeBufferBytes = bytes + more;
      const exact = await newStore({ writeBufferBytes, random: lowTowers });
      for (const key of ["a", "b"]) await exact.store.put(utf8(key), utf8("1"));
      await exact.store.idle();
      t.given("wrote", `two keys; writeBufferBytes is what one takes, and ${more} more`);
      t.equal(exact.store.version.levels[0]!.length, tables, "tables");
      await ended(t, exact.disk, exact.store);
    }
  },
);

law(
  "log-synced-before-the-next",
  "the log of a full memtable is durable before the next log has a record, though nobody asked for a sync",
  { hint: "A full memtable" },
  async (t) => {
    const { disk, store } = await newStore({ writeBufferBytes: 1 }, "held");
    await store.write(batchOf([put("a", "1")]));
    const next = watched(store.write(batchOf([put("b", "2")])));
    let syncs = 0;
    for (await turns(); next.state === "pending" && disk.pendingSyncs > 0; await turns()) {
      syncs += disk.completeSyncs(1);
      t.did("ended", "a sync");
    }
    t.equal(next.state, "resolved", "the write that found the memtable full");
    t.holds(syncs > 0, "it was made without a sync");
    const left = onDisk(disk.crash({ mode: "lost" }), DIRECTORY);
    t.equal(changesOf(left), [put("a", "1")], "what is left when the power is cut now");
    await ended(t, disk, store);
  },
);

law(
  "log-goes-after-the-edit",
  "the log of a full memtable is there until the edit with its table is durable, and is then removed",
  { hint: "A full memtable" },
  async (t) => {
    const { disk, store } = await newStore({ writeBufferBytes: 1 }, "held");
    const [first] = numbersOf(disk, DIRECTORY, "log");
    await store.write(batchOf([put("a", "1")]));
    const flushing = watched(store.flush());
    let moments = 0;
    for (await turns(); flushing.state === "pending" && moments < 50; await turns()) {
      moments += 1;
      const state = readManifest(disk.crash({ mode: "lost" }), DIRECTORY)!;
      const isNeeded = state.logNumber <= first!;
      const isThere = numbersOf(disk, DIRECTORY, "log").includes(first!);
      t.holds(isThere || !isNeeded, "the log is gone, and the durable MANIFEST needs it");
      t.equal(got(store, "a"), "1", "get, meanwhile");
      disk.completeSyncs(1);
    }
    t.equal(flushing.state, "resolved", "flush");
    t.floor("moments", moments, 4);
    t.holds(!numbersOf(disk, DIRECTORY, "log").includes(first!), "the log is still there");
    t.equal(numbersIn(store.version).length, 1, "tables");
    await ended(t, disk, store);
  },
);

law(
  "flush-waits-for-its-writes",
  "flush resolves when all that was called for before it is in tables, be it made or waiting",
  { hint: "A full memtable" },
  async (t) => {
    const { disk, store } = await newStore({}, "held");
    const calls = [
      store.write(batchOf([put("a", "1")]), { sync: true }),
      store.write(batchOf([put("b", "2")])),
      store.write(batchOf([put("c", "3")]), { sync: true }),
    ];
    const first = store.flush();
    calls.push(store.write(batchOf([put("d", "4")])));
    const second = store.flush();
    const want = ["a", "b", "c", "d"];
    const keys = () => changesOf(inTables(disk, DIRECTORY, store)).map(([key]) => key);
    const held: string[][] = [];
    const both = Promise.all([
      first.then(() => held.push(keys().slice(0, 3))),
      second.then(() => held.push(keys())),
    ]);
    t.did("called", "write a, b, c; flush; write d; flush");
    await endSyncs(disk);
    await t.within(2000, Promise.all(calls), "the writes");
    await t.within(2000, both, "the flushes");
    t.equal(held, [want.slice(0, 3), want], "keys in tables when each flush resolved");
    const byTable = numbersIn(store.version)
      .sort((a, b) => a - b)
      .map((number) => tableEntries(disk, DIRECTORY, [number]).length);
    t.equal(byTable, [3, 1], "entries of each table: a flush takes its turn in the queue");
    t.equal(numbersOf(disk, DIRECTORY, "log").length, 1, "logs");
    await ended(t, disk, store);
  },
);

law(
  "close-while-they-wait",
  "close lets what was called before go on to its end, and refuses what comes after",
  { hint: "The end" },
  async (t) => {
    const { disk, store } = await newStore({ writeBufferBytes: 1 }, "held");
    const all = ["a", "b", "c", "d"].map((key, i) =>
      watched(store.write(batchOf([put(key, key)]), { sync: i % 2 === 0 })),
    );
    all.push(watched(store.flush()));
    const closing = [watched(store.close()), watched(store.close())];
    t.did("called", "write a, b, c, d; flush; close; close; write e");
    await t.fails(() => store.put(utf8("e"), utf8("5")), "STORE_CLOSED");
    t.fails(() => store.get(utf8("a")), "STORE_CLOSED");
    await t.fails(() => store.idle(), "STORE_CLOSED");
    await t.fails(() => store.maintain(async () => {}), "STORE_CLOSED");
    t.equal(states(closing), ["pending", "pending"], "the closes, while syncs are under way");
    await endSyncs(disk);
    t.equal([...new Set(states([...all, ...closing]))], ["resolved"], "all that was called before");
    t.equal(disk.openFiles, 0, "open files");
    const left = onDisk(disk.crash({ mode: "lost" }), DIRECTORY);
    t.equal(
      changesOf(left).map(([key]) => key),
      ["a", "b", "c", "d"],
      "what a crash leaves",
    );
    const { logNumber } = readManifest(disk, DIRECTORY)!;
    t.equal(logBatches(disk, DIRECTORY, logNumber), [], "what is in the log");
    const { mood, compactor } = moody();
    const other = await newStore({ compactor });
    await other.store.put(utf8("a"), utf8("1"));
    await other.store.idle();
    let begun = 0;
    mood.job = async () => void begun++;
    t.given("closed", "a store with a write in memory, and a compactor that would have a job");
    await t.within(2000, other.store.close(), "close");
    t.equal(begun, 0, "jobs that began for what close has flushed");
    t.equal(other.disk.openFiles, 0, "open files");
    const held = moody();
    const third = await newStore({ compactor: held.compactor, writeBufferBytes: 1 });
    await third.store.put(utf8("a"), utf8("1"));
    await third.store.flush();
    await third.store.put(utf8("a"), utf8("2"));
    held.mood.pressure = "stop";
    const waiting = watched(third.store.put(utf8("a"), utf8("3")));
    const { promise: go, resolve: release } = promised();
    const running = watched(third.store.maintain((host) => go.then(() => mergeAll(host))));
    await turns();
    held.mood.job = async (host) => {
      held.mood.pressure = "none";
      await mergeAll(host);
    };
    const last = third.store.close();
    release();
    t.given("closed", "a store in which a write waits, by stop, for the second of two jobs");
    await t.within(2000, last, "close, which the background's work goes before");
    t.equal(states([waiting, running]), ["resolved", "resolved"], "the write, and the first job");
  },
);

/** A promise, and what resolves it. */
function promised() {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

law(
  "idle-means-idle",
  "idle resolves when no write waits, no flush is under way and no job is left, also of what was called for meanwhile",
  { hint: "Work on the levels" },
  async (t) => {
    const brake = new Brake(1);
    const { disk, store } = await newStore({ writeBufferBytes: 1, slices: brake });
    const { promise: go, resolve: release } = promised();
    const job = watched(store.maintain(() => go));
    await turns();
    const idle = watched(store.idle());
    brake.hold();
    await store.write(batchOf([put("a", "1"), put("b", "1")]));
    await store.put(utf8("a"), utf8("2"));
    release();
    await turns(10);
    t.did("ended", "a job that changed nothing; a table is being written since");
    t.equal([job.state, idle.state], ["resolved", "pending"], "the job, and idle");
    brake.release();
    await turns(20);
    t.did("written", "the table");
    t.equal(idle.state, "resolved", "idle");
    t.equal(store.version.levels[0]!.length, 1, "tables");
    await ended(t, disk, store);
  },
);

law(
  "no-job-after-a-failure",
  "after a failure the job that runs goes on to its end, and none begins: those that wait are refused",
  { hint: "When the disk refuses" },
  async (t) => {
    const { mood, compactor } = moody();
    const { disk, store } = await newStore({ compactor });
    const { promise: go, resolve: release } = promised();
    let begun = 0;
    const running = watched(store.maintain(() => go));
    const waiting = watched(store.maintain(async () => void begun++));
    await turns();
    mood.job = async () => void begun++;
    disk.failSync();
    await t.fails(() => store.put(utf8("a"), utf8("1"), { sync: true }), "STORE_FAILED");
    release();
    await turns();
    t.did("failed", "a write, while a job runs and another one waits; then the first one ended");
    t.equal(states([running, waiting]), ["resolved", "rejected"], "the two jobs");
    coded(t, waiting.error, "STORE_FAILED");
    t.equal(begun, 0, "jobs that began after the failure");
    await t.fails(() => store.close(), "STORE_FAILED");
    t.equal(disk.openFiles, 0, "open files");
  },
);

law(
  "compactor-is-asked",
  "the compactor is asked when the store is opened and after every change; one job at a time, and idle waits for it",
  { hint: "Work on the levels" },
  async (t) => {
    const { disk, store } = await newStore();
    for (const key of ["a", "b", "c"]) {
      await store.put(utf8(key), utf8("1"));
      await store.flush();
    }
    await store.close();
    const toy = new ToyCompactor({ merge: 2 });
    const next = await LsmStore.open(disk, DIRECTORY, { ...PLAIN, compactor: toy });
    t.did("opened", "a store with three tables in level 0; the compactor merges from two on");
    await t.within(2000, next.idle(), "idle");
    t.equal(toy.jobs, 1, "jobs after the opening");
    t.equal(
      next.version.levels.map((files) => files.length).slice(0, 2),
      [0, 1],
      "tables by level",
    );
    for (let i = 0; i < 6; i++) {
      await next.put(utf8("b"), utf8(`${i}`));
      await next.flush();
    }
    await t.within(2000, next.idle(), "idle");
    t.did("flushed", "six times, and waited for idle");
    t.holds(next.version.levels[0]!.length < 2, "idle has resolved, and there is work to be done");
    t.equal(toy.most, 1, "jobs that ran at a time");
    t.equal(
      ["a", "b", "c"].map((key) => got(next, key)),
      ["1", "5", "1"],
      "gets",
    );
    t.equal(
      numbersOf(disk, DIRECTORY, "table"),
      numbersIn(next.version).sort((a, b) => a - b),
    );
    await ended(t, disk, next);
  },
);

law(
  "maintain",
  "a job that somebody asks for runs when those before it have ended, and before the compactor's",
  { hint: "Work on the levels" },
  async (t) => {
    const told: string[] = [];
    let running = 0;
    const job = (name: string) => async () => {
      t.equal(running, 0, "jobs that run already");
      running += 1;
      await turns(2);
      told.push(name);
      running -= 1;
    };
    let due = 2;
    const compactor: Compactor = {
      next: () => (due-- > 0 ? job("the compactor's") : undefined),
      pressure: () => "none",
    };
    const { disk, store } = await newStore({ compactor });
    await turns(1);
    const jobs = ["first", "second"].map((name) =>
      store.maintain(job(name)).then(() => told.push(`${name} resolved`)),
    );
    await t.within(2000, Promise.all(jobs), "maintain");
    await t.within(2000, store.idle(), "idle");
    t.did("asked", "for two jobs, while the first of two of the compactor's runs");
    t.equal(
      told,
      [
        "the compactor's",
        "first",
        "first resolved",
        "second",
        "second resolved",
        "the compactor's",
      ],
      "what happened",
    );
    for (let ticks = 0; ticks < 16; ticks++) {
      await t.within(
        2000,
        store.maintain(async () => {}),
        "a job",
      );
      for (let i = 0; i < ticks; i++) await undefined;
      t.given("asked", `for a job ${ticks} microtasks after another had ended`);
      await t.within(
        2000,
        store.maintain(async () => {}),
        "the job after it",
      );
    }
    await ended(t, disk, store);
  },
);

/** A compactor that says what it is told to say. */
function moody() {
  const mood: { pressure: Pressure; job: CompactionJob | undefined } = {
    pressure: "none",
    job: undefined,
  };
  const compactor: Compactor = {
    next: () => {
      const { job } = mood;
      mood.job = undefined;
      return job;
    },
    pressure: () => mood.pressure,
  };
  return { mood, compactor };
}

law(
  "pressure-slow",
  "by slow, and by stop, each write waits for one pause, and whoever comes behind it waits too",
  { hint: "When the work behind falls back" },
  async (t) => {
    const brake = new Brake();
    const { mood, compactor } = moody();
    const { disk, store } = await newStore({ compactor, slices: brake });
    for (const [pressure, pauses] of [
      ["none", 0],
      ["slow", 1],
      ["stop", 1],
      ["none", 0],
    ] as const) {
      mood.pressure = pressure;
      for (const sync of [false, true]) {
        const before = brake.pauses;
        await t.within(2000, store.write(batchOf([put("a", pressure)]), { sync }), "a write");
        t.given("wrote", `while pressure is ${pressure}, sync: ${sync}; the memtable has room`);
        t.equal(brake.pauses - before, pauses, "pauses");
      }
    }
    for (const pressure of ["slow", "stop"] as const) {
      mood.pressure = "none";
      await store.write(batchOf([put("a", pressure)]));
      mood.pressure = pressure;
      const before = brake.pauses;
      t.given("flushed", `while pressure is ${pressure}`);
      await t.within(2000, store.flush(), "flush, which does not ask");
      t.equal(brake.pauses - before, 0, "pauses");
    }
    mood.pressure = "slow";
    brake.hold();
    const first = watched(store.write(batchOf([put("a", "1")])));
    await turns();
    mood.pressure = "none";
    const second = watched(store.write(batchOf([put("a", "2")])));
    await turns();
    t.given("wrote", "while pressure is slow; and, during the pause, when it is none");
    t.equal([states([first, second]), got(store, "a")], [["pending", "pending"], "stop"]);
    brake.release();
    await turns();
    t.equal([states([first, second]), got(store, "a")], [["resolved", "resolved"], "2"]);
    await ended(t, disk, store);
  },
);

law(
  "pressure-stop",
  "while pressure is stop a full memtable is not replaced; the next version lets the writers go on",
  { hint: "When the work behind falls back" },
  async (t) => {
    const { mood, compactor } = moody();
    const { disk, store } = await newStore({ compactor, writeBufferBytes: 1 });
    await store.put(utf8("a"), utf8("1"));
    await store.flush();
    await store.put(utf8("a"), utf8("2"));
    mood.pressure = "stop";
    const files = () => disk.list(DIRECTORY).length;
    const before = files();
    const waiting = ["3", "4"].map((value) => watched(store.write(batchOf([put("a", value)]))));
    await turns(10);
    t.did("called", "two writes; the memtable is full, and pressure is stop");
    t.equal(states(waiting), ["pending", "pending"], "the writes");
    t.equal([files() - before, got(store, "a")], [0, "2"], "new files, and a get");
    const merging = store.maintain(async (host) => {
      await mergeAll(host);
    });
    await merging;
    await turns(10);
    t.did("ended", "a job that changes the version; pressure is stop still");
    t.equal(states(waiting), ["pending", "pending"], "the writes");
    await store.maintain(async (host) => {
      mood.pressure = "none";
      await mergeAll(host);
    });
    await t.within(2000, store.idle(), "idle, when pressure is none and there is a new version");
    t.equal([states(waiting), got(store, "a")], [["resolved", "resolved"], "4"], "the writes");
    await ended(t, disk, store);
  },
);

law(
  "jobs-and-their-tables",
  "a job's tables stay while it runs, though no edit names them; what its edit replaces goes, when nobody reads it",
  { hint: "Work on the levels" },
  async (t) => {
    const { disk, store } = await newStore();
    const { openFiles } = disk;
    for (const value of ["1", "2"]) {
      await store.put(utf8("a"), utf8(value));
      await store.flush();
      t.equal(got(store, "a"), value, "get, which opens a table");
    }
    const old = numbersIn(store.version);
    const reading = store.iterator();
    let made = 0;
    await store.maintain(async (host: CompactionHost) => {
      const output = host.newTable();
      made = output.number;
      const [newest] = tableEntries(disk, DIRECTORY, old).slice(-1);
      t.equal(newest!.change, put("a", "2"), "the newest entry of the inputs");
      const source = host.iterator([host.version.levels[0]![0]!]);
      source.seekToFirst();
      output.add(source.key, source.value);
      source.close();
      await store.put(utf8("b"), utf8("3"));
      await store.flush();
      const file = await output.finish();
      await store.put(utf8("c"), utf8("4"));
      await store.flush();
      t.did("ran", "a job that makes a table; two flushes came meanwhile");
      t.holds(numbersOf(disk, DIRECTORY, "table").includes(made), "the job's table is gone");
      await host.install({
        deletedFiles: old.map((number) => ({ level: 0, number })),
        newFiles: [{ level: 1, file }],
      });
    });
    t.did("installed", "its edit, while an iterator reads the old tables");
    const there = () => numbersOf(disk, DIRECTORY, "table");
    t.holds(
      old.every((number) => there().includes(number)),
      "tables that are read are gone",
    );
    reading.seekToFirst();
    t.bytes(reading.value, "2");
    reading.close();
    t.did("closed", "the iterator");
    t.equal(
      there(),
      numbersIn(store.version).sort((a, b) => a - b),
      "tables that are there",
    );
    t.holds(numbersIn(store.version).includes(made), "the version lacks the job's table");
    t.equal(
      ["a", "b", "c"].map((key) => got(store, key)),
      ["2", "3", "4"],
      "gets",
    );
    const most = numbersIn(store.version).length;
    const open = disk.openFiles - openFiles;
    t.holds(open <= most, `${open} tables are open, and there are ${most}`);
    await ended(t, disk, store);
  },
);

law(
  "named-or-pending",
  "while an edit is being written its tables stay, whoever lets go of an old version meanwhile",
  { hint: "Work on the levels" },
  async (t) => {
    const { disk, store } = await newStore();
    await store.put(utf8("a"), utf8("1"));
    await store.flush();
    const readers = Array.from({ length: 20 }, () => store.iterator());
    await store.put(utf8("b"), utf8("2"));
    await store.flush();
    for (const what of ["a flush", "a job"] as const) {
      await store.put(utf8("c"), utf8(what));
      disk.syncs = "held";
      const working = watched(what === "a flush" ? store.flush() : store.maintain(mergeAll));
      let moments = 0;
      for (await turns(); working.state === "pending"; await turns()) {
        moments += 1;
        readers.pop()?.close();
        disk.completeSyncs(1);
      }
      disk.syncs = "soon";
      t.given("closed", `iterators over an old version before each sync of ${what}`);
      t.equal(working.state, "resolved", what);
      t.floor("moments", moments, 3);
      const there = numbersOf(disk, DIRECTORY, "table");
      const lost = numbersIn(store.version).filter((number) => !there.includes(number));
      t.equal(lost, [], "tables that the version names, and that are gone");
    }
    for (const each of readers) each.close();
    await ended(t, disk, store);
  },
);

law(
  "a-job-that-fails",
  "a job that rejects ends the store: its error is the cause, whoever waits is refused, reads go on, nothing is removed",
  { hint: "When the disk refuses" },
  async (t) => {
    const brake = new Brake();
    const { mood, compactor } = moody();
    const { disk, store } = await newStore({ compactor, slices: brake });
    await store.put(utf8("a"), utf8("1"));
    await store.flush();
    mood.pressure = "slow";
    brake.hold();
    const before = store.version;
    const slowed = watched(store.write(batchOf([put("a", "2")])));
    const behind = watched(store.write(batchOf([put("a", "3")]), { sync: true }));
    const why = new Error("the job's own");
    const second = watched(
      store.maintain(async () => {
        await turns(1);
        throw why;
      }),
    );
    const third = watched(store.maintain(async () => {}));
    await turns();
    brake.release();
    await turns();
    t.did("failed", "a job, while a write waits for a pause, and another one and a job behind it");
    const { failure } = store;
    t.holds(failure !== undefined && failure.cause === why, "the failure's cause is another");
    for (const each of [second, third, slowed, behind]) {
      t.equal(
        each.state,
        "rejected",
        "the job; the job, the slowed write, and the write behind it",
      );
      coded(t, each.error, "STORE_FAILED");
    }
    t.equal(got(store, "a"), "1", "get");
    t.holds(store.version === before, "the version is another one");
    await t.fails(() => store.maintain(async () => {}), "STORE_FAILED");
    await t.fails(() => store.close(), "STORE_FAILED");
    t.equal(disk.openFiles, 0, "open files");
    const again = await LsmStore.open(copyOf(disk), DIRECTORY, PLAIN);
    t.equal(got(again, "a"), "1", "get, after it was opened again");
    await again.close();
    const other = await newStore();
    t.given("rejected", "a job, with what is no Error: a text");
    await t.fails(() => other.store.maintain(() => Promise.reject("a text")), "STORE_FAILED");
    t.equal(other.store.failure?.cause, "a text", "the failure's cause");
    await t.fails(() => other.store.close(), "STORE_FAILED");
  },
);

law(
  "stopped-and-failed",
  "a write that waits for room is refused when the store fails, be it for a flush or for the compactor",
  { hint: "When the disk refuses" },
  async (t) => {
    const { mood, compactor } = moody();
    const { disk, store } = await newStore({ compactor, writeBufferBytes: 1 });
    await store.put(utf8("a"), utf8("1"));
    mood.pressure = "stop";
    const stopped = watched(store.write(batchOf([put("a", "2")])));
    const closing = watched(store.close());
    await turns();
    t.did("closed", "a store in which a write waits, because pressure is stop");
    t.equal([stopped.state, closing.state], ["pending", "pending"], "the write, and close");
    mood.pressure = "none";
    const brake = new Brake(1);
    const other = await newStore({ writeBufferBytes: 1, slices: brake });
    brake.hold();
    await other.store.write(batchOf([put("a", "1"), put("b", "1")]));
    await other.store.write(batchOf([put("a", "2")]));
    const waiting = watched(other.store.write(batchOf([put("a", "3")])));
    const flushing = watched(other.store.flush());
    await turns();
    t.given("failed", "the write of a table, while a write waits for room, and a flush behind it");
    t.equal(waiting.state, "pending", "the write, before");
    other.disk.failWrites();
    brake.release();
    await turns(20);
    for (const each of [waiting, flushing]) {
      t.equal(each.state, "rejected", "the write that waits, and the flush");
      const error = coded(t, each.error, "STORE_FAILED");
      t.equal((error.cause as { code?: string }).code, "EIO", "the code of its cause");
    }
    t.equal([got(other.store, "a"), got(other.store, "b")], ["2", "1"], "gets");
    await t.fails(() => other.store.close(), "STORE_FAILED");
    t.equal(other.disk.openFiles, 0, "open files");
    t.equal(changesOf(onDisk(other.disk, DIRECTORY)).length, 3, "changes that the files hold");
    const third = moody();
    const stuck = await newStore({ compactor: third.compactor, writeBufferBytes: 1 });
    await stuck.store.put(utf8("a"), utf8("1"));
    third.mood.pressure = "stop";
    const last = watched(stuck.store.write(batchOf([put("a", "2")])));
    await turns();
    const why = new Error("the job's own");
    await t.fails(() => stuck.store.maintain(() => Promise.reject(why)), "STORE_FAILED");
    await turns();
    t.given("failed", "a job, while a write waits because pressure is stop");
    t.equal(last.state, "rejected", "the write that waits");
    t.holds(coded(t, last.error, "STORE_FAILED").cause === why, "its cause is another");
    await t.fails(() => stuck.store.close(), "STORE_FAILED");
    t.equal([disk.openFiles > 0, stuck.disk.openFiles], [true, 0], "open files");
  },
);

law(
  "nothing-after-a-failure",
  "after a failure a flush or a job that is under way changes the version no more, and nothing is removed",
  { hint: "When the disk refuses" },
  async (t) => {
    const brake = new Brake(1);
    const { disk, store } = await newStore({ slices: brake });
    await store.put(utf8("a"), utf8("1"));
    await store.flush();
    const reading = store.iterator();
    await store.maintain(mergeAll);
    await store.put(utf8("b"), utf8("1"));
    await store.flush();
    t.floor("tables, one of which is only read", numbersOf(disk, DIRECTORY, "table").length, 3);
    brake.hold();
    const made: string[] = [];
    const merging = watched(
      store.maintain(async (host) => {
        await mergeAll(host).catch(() => made.push("refused"));
        made.push(`table ${host.newTable().number}`);
      }),
    );
    await turns();
    await store.write(batchOf([put("c", "1"), put("d", "1")]));
    const flushing = watched(store.flush());
    await turns();
    t.floor("pauses", brake.pauses, 2);
    disk.failSync();
    await t.fails(() => store.put(utf8("e"), utf8("2"), { sync: true }), "STORE_FAILED");
    t.did("failed", "the sync of a write, while a flush and a job pause");
    const tables = numbersIn(store.version);
    const logs = numbersOf(disk, DIRECTORY, "log");
    brake.release();
    await turns(20);
    for (const each of [merging, flushing]) {
      t.equal(each.state, "rejected", "the job, and the flush");
      coded(t, each.error, "STORE_FAILED");
    }
    t.equal(made, ["refused"], "what the job was let do: install an edit, and then make a table");
    t.equal(numbersIn(store.version), tables, "tables of the version");
    t.equal(numbersIn(readManifest(disk, DIRECTORY)!.version), tables, "tables of the MANIFEST");
    t.equal(numbersOf(disk, DIRECTORY, "log"), logs, "logs");
    const before = disk.list(DIRECTORY);
    reading.close();
    t.equal(disk.list(DIRECTORY), before, "files, when an iterator over old tables was closed");
    t.equal(
      ["a", "b", "c", "d"].map((key) => got(store, key)),
      ["1", "1", "1", "1"],
      "gets",
    );
    await t.fails(() => store.close(), "STORE_FAILED");
    t.equal(disk.openFiles, 0, "open files");
    for (const ended of [0, 1]) {
      const other = await newStore({ writeBufferBytes: 1 });
      await other.store.put(utf8("a"), utf8("1"));
      other.disk.syncs = "held";
      const write = watched(other.store.put(utf8("a"), utf8("2")));
      for (let i = 0; i < ended; i++) {
        await turns();
        other.disk.completeSyncs(1);
      }
      await turns();
      t.given(
        "failed",
        `a job, while a full memtable is replaced; ${ended} of its syncs had ended`,
      );
      const failing = () => Promise.reject(new Error("the job's own"));
      await t.fails(() => other.store.maintain(failing), "STORE_FAILED");
      const names = other.disk.list(DIRECTORY);
      await endSyncs(other.disk);
      t.equal(other.disk.list(DIRECTORY), names, "files, when the syncs have ended");
      t.equal(write.state, "rejected", "the write that found it full");
      await t.fails(() => other.store.close(), "STORE_FAILED");
      t.equal(other.disk.openFiles, 0, "open files");
    }
  },
);

law(
  "every-crash-of-a-crowd",
  "after a crash at any moment, with writers, flushes and merges at once, there is a beginning of the writes",
  { hint: "A full memtable", seconds: 60 },
  async (t) => {
    const random = seededRandom(t.seed);
    const run = new CrowdRun(() => ({
      writeBufferBytes: 400,
      compactor: new ToyCompactor({ merge: 2, slow: 2, stop: 3 }),
      slices: new Brake(200),
    }));
    for (let life = 0; life < 2; life++) {
      await run.open(t);
      const all: Promise<unknown>[] = [];
      for (let i = 0; i < 8; i++) {
        const key = `key ${random.below(4)}`;
        const change = random.below(4) === 0 ? del(key) : put(key, `${i}`.repeat(30));
        all.push(run.write([change], random.below(3) === 0));
        if (random.below(3) === 0) await turns(1 + random.below(4));
        if (i === 5) all.push(run.flush());
      }
      if (life === 1) all.push(run.close());
      await t.within(5000, Promise.all(all), "the writes");
      // A process that is killed does nothing any more; this one has nothing to do.
      if (life === 0) await t.within(5000, run.store.idle(), "idle");
    }
    t.did("wrote", "16 times, in two lives, not waiting for each other");
    t.floor("removed files", run.disk.counts.removes, 6);
    const visited = await run.survives(t);
    t.floor("crashes", visited, 500);
  },
);

law(
  "every-failure-of-a-crowd",
  "whichever write or sync fails, every call ends, refused or not, and what was acknowledged is there afterwards",
  { hint: "When the disk refuses", seconds: 60 },
  async (t) => {
    let failures = 0;
    for (const what of ["write", "sync", "sync of the directory"] as const) {
      for (let nth = 1, isFailing = true; isFailing; nth++) {
        const run = new CrowdRun(() => ({
          writeBufferBytes: 400,
          compactor: new ToyCompactor({ merge: 2, slow: 2, stop: 3 }),
          slices: new Brake(300),
        }));
        await run.open(t);
        const { disk } = run;
        if (what === "write") disk.failWrites({ nth });
        else if (what === "sync") disk.failSync({ nth });
        else disk.failDirectorySync({ nth });
        t.given("failed", `${what} ${nth}, of 10 writes at once, a flush and close`);
        const all: Promise<void>[] = [];
        for (let i = 0; i < 10; i++) {
          const change = put(`key ${i % 3}`, `${i}`.repeat(40));
          all.push(run.write([change], i % 4 === 3));
          all.at(-1)!.catch(() => {});
          if (i % 3 === 2) await turns(2);
        }
        all.push(run.flush(), run.close());
        const results = await t.within(5000, Promise.allSettled(all), "all that was called");
        const refused = results.filter((result) => result.status === "rejected");
        for (const { reason } of refused) {
          const { cause } = coded(t, reason, "STORE_FAILED");
          t.equal((cause as { code?: string }).code, "EIO", "the code of its cause");
        }
        isFailing = failuresOf(disk) > 0;
        failures += isFailing ? 1 : 0;
        t.equal(refused.length > 0, isFailing, "whether a call was refused");
        t.equal(disk.openFiles, 0, "open files");
        await run.holdsAfterwards(t);
      }
    }
    t.floor("failures", failures, 15);
  },
);

const anyKey = fc.constantFrom("a", "b", "c", "d", "");
const anyChange = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(anyKey, fc.string({ maxLength: 20 })) },
  { weight: 1, arbitrary: fc.tuple(anyKey, fc.constant(undefined)) },
);
const anyBatch = fc.record({
  changes: fc.array(anyChange, { minLength: 1, maxLength: 3 }),
  sync: fc.boolean(),
});
const anyDeed = fc.oneof(
  { weight: 6, arbitrary: anyBatch },
  {
    weight: 3,
    arbitrary: fc.record({ crowd: fc.array(anyBatch, { minLength: 2, maxLength: 4 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.constantFrom("flush", "idle", "snapshot", "release", "iterate", "reopen"),
  },
  {
    weight: 1,
    arbitrary: fc.record({ mode: fc.constantFrom(...CRASH_MODES), seed: fc.nat() }),
  },
);

law(
  "any-life",
  "whatever is done, a store is the map that its writes make; a snapshot and an iterator are what it was",
  { hint: "In the order of the calls", seconds: 60 },
  async (t) => {
    let [cuts, merges, held] = [0, 0, 0];
    const deeds = fc.array(anyDeed, { minLength: 4, maxLength: 12 });
    await t.forAll([deeds, fc.constantFrom(1, 600, 100_000)], async (life, writeBufferBytes) => {
      let disk = new SimDisk();
      const toys: ToyCompactor[] = [];
      const options = () => {
        const compactor = new ToyCompactor({ merge: 2, slow: 3, stop: 5 });
        toys.push(compactor);
        return { ...PLAIN, writeBufferBytes, slices: new Brake(64), compactor };
      };
      t.did("opened", `a store, writeBufferBytes ${writeBufferBytes}`);
      let store = await LsmStore.open(disk, DIRECTORY, options());
      const written: Change[] = [];
      const ends = new Set([0]);
      let durable = 0;
      const write = (changes: readonly Change[], sync: boolean) => {
        written.push(...changes);
        ends.add(written.length);
        if (sync) durable = written.length;
        return store.write(batchOf(changes), { sync });
      };
      let snapshots: { at: ReturnType<LsmStore["snapshot"]>; count: number }[] = [];
      let iterators: { at: ReturnType<LsmStore["iterator"]>; count: number }[] = [];
      const letGo = () => {
        for (const { at, count } of iterators)
          checkIterator(t, at, stateAfter(written.slice(0, count)));
        for (const { at } of iterators) at.close();
        for (const { at } of snapshots) store.release(at);
        held += iterators.length + snapshots.length;
        [iterators, snapshots] = [[], []];
      };
      for (const [number, deed] of life.entries()) {
        t.did("did", deed);
        if (deed === "flush") {
          await store.flush();
          durable = written.length;
        } else if (deed === "idle") await store.idle();
        else if (deed === "snapshot")
          snapshots.push({ at: store.snapshot(), count: written.length });
        else if (deed === "release") letGo();
        else if (deed === "iterate")
          iterators.push({ at: store.iterator(), count: written.length });
        else if (deed === "reopen") {
          letGo();
          await store.close();
          store = await LsmStore.open(disk, DIRECTORY, options());
          durable = written.length;
        } else if ("crowd" in deed) {
          await Promise.all(deed.crowd.map(({ changes, sync }) => write(changes, sync)));
        } else if ("changes" in deed) await write(deed.changes, deed.sync);
        else {
          cuts += 1;
          [iterators, snapshots] = [[], []];
          disk = disk.crash(deed);
          store = await LsmStore.open(disk, DIRECTORY, options());
          const count = [...ends]
            .filter((end) => end >= durable && isLike(store, written, end))
            .at(0);
          t.holds(
            count !== undefined,
            "what is there is no beginning of the writes that holds all that is durable",
          );
          written.length = count!;
          for (const end of ends) if (end > count!) ends.delete(end);
          durable = count!;
        }
        checkState(t, store, stateAfter(written), number % 3 === 2);
        for (const { at, count } of snapshots) {
          for (const key of ["a", "b"]) {
            const value = store.get(utf8(key), { snapshot: at });
            const want = stateAfter(written.slice(0, count)).get(key);
            t.equal(value && Buffer.from(value).toString(), want, `get of ${key}, at a snapshot`);
          }
        }
      }
      letGo();
      merges += toys.reduce((sum, { jobs }) => sum + jobs, 0);
      t.did("closed", "it");
      await store.close();
      t.equal(disk.openFiles, 0, "open files");
    });
    t.floor("power cuts", cuts, 40);
    t.floor("merges", merges, 40);
    t.floor("snapshots and iterators", held, 60);
  },
);

function isLike(store: LsmStore, written: readonly Change[], count: number): boolean {
  const want = stateAfter(written.slice(0, count));
  const found = [...store.entries()].map(([key, value]) => [
    Buffer.from(key).toString(),
    Buffer.from(value).toString(),
  ]);
  return found.length === want.size && found.every(([key, value]) => want.get(key!) === value);
}

/** Gets agree with the map, and an iterator too. */
function checkState(
  t: Trial,
  store: LsmStore,
  want: ReadonlyMap<string, string>,
  isThorough: boolean,
): void {
  for (const key of ["a", "b", "c", "d", ""])
    t.equal(got(store, key), want.get(key), `get of "${key}"`);
  if (!isThorough) return;
  const at = store.iterator();
  checkIterator(t, at, want);
  at.close();
}

function checkIterator(
  t: Trial,
  at: ReturnType<LsmStore["iterator"]>,
  want: ReadonlyMap<string, string>,
): void {
  const sorted = [...want].sort(([a], [b]) => (a < b ? -1 : 1));
  const entry = () => [Buffer.from(at.key).toString(), Buffer.from(at.value).toString()];
  const forwards: string[][] = [];
  for (at.seekToFirst(); at.isValid; at.next()) forwards.push(entry());
  t.equal(forwards, sorted, "an iterator, forwards");
  const backwards: string[][] = [];
  for (at.seekToLast(); at.isValid; at.prev()) backwards.push(entry());
  t.equal(backwards, sorted.toReversed(), "an iterator, backwards");
  at.seek(utf8("bb"));
  const next = sorted.find(([key]) => key >= "bb");
  t.equal(at.isValid ? entry() : undefined, next && [...next], 'an iterator, seek to "bb"');
}
