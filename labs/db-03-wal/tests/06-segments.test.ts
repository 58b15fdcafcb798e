import {
  BLOCK_SIZE_BYTES,
  type Cut,
  encodeRecord,
  Log,
  type LogOptions,
  type SyncPolicy,
  segmentPath,
} from "@labs/db-03";
import { step, type Trial } from "@labs/grader/testing";
import { type Watched, watched } from "@labs/grader/testing/promises";
import { type CorruptionError, seededRandom } from "@labs/machine";
import { crashes, type FailedPages, SimClock, SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { badLog, drawnLog } from "./bad-logs.ts";
import { inOrder } from "./log-deeds.ts";
import { DIRECTORY, found, numbered, opened, Run } from "./log-runs.ts";
import { manyWriters, oneWriter, unwaited } from "./log-workloads.ts";
import { bytesOf, codeOf, endSyncs, refused, turns } from "./promises.ts";
import { filled, joined, logOf, modelOutcomes, nextBlock, utf8 } from "./records.ts";

const law = step("segments");

const FAILED_PAGES: readonly FailedPages[] = ["forgotten", "reverted"];
const HEADER_BYTES = 7;
/** More than there is room for on a stack. */
const CROWD = 12_000;

const segment = (firstIndex: number) => segmentPath(DIRECTORY, firstIndex);
const names = (disk: SimDisk) => disk.list(DIRECTORY);
const texts = (records: readonly Uint8Array[]) =>
  records.map((each) => Buffer.from(each).toString());

/** A new log on a new disk. */
async function newLog(options: LogOptions = {}) {
  const disk = new SimDisk();
  const log = await Log.open(disk, DIRECTORY, options);
  return { disk, log };
}

/** Puts durable segments on a new disk: by first index, the records in each. */
function diskWith(segments: ReadonlyMap<number, readonly Uint8Array[]>): SimDisk {
  const disk = new SimDisk();
  for (const [firstIndex, records] of segments) {
    disk.install(segment(firstIndex), logOf(records).bytes);
  }
  return disk;
}

/** A disk whose only segment has these bytes. */
function diskWithBytes(bytes: Uint8Array): SimDisk {
  const disk = new SimDisk();
  disk.install(segment(0), bytes);
  return disk;
}

/** The next call throws what Node throws and no DiskError stands for. @returns that error */
function refuseOnce(disk: SimDisk, deed: "open" | "remove", code: string): Error {
  const error = Object.assign(new Error(`${code}: ${deed}`), { code });
  disk[deed] = () => {
    Reflect.deleteProperty(disk, deed);
    throw error;
  };
  return error;
}

law(
  "new-log",
  "open makes the directory and the first segment where there is none, and begins with record 0",
  { hint: "What a directory holds" },
  async (t) => {
    const { disk, log } = await newLog();
    t.did("opened", "a log on an empty disk");
    t.equal([log.firstIndex, log.nextIndex], [0, 0], "firstIndex and nextIndex");
    t.equal(log.recovered, { records: 0 }, "recovered");
    t.equal(log.failure, undefined, "failure");
    t.equal(names(disk), ["00000000000000000000.log"], "the names in the directory");
    const left = disk.crash({ mode: "lost" });
    t.equal([...left.files().keys()], [segment(0)], "the files after the power was cut");
    const root = new SimDisk();
    t.given("opened", "a log in the root of a disk");
    const atRoot = await Log.open(root, "");
    await atRoot.append(utf8("x"));
    t.equal(root.list(""), ["00000000000000000000.log"], "the names in the root");
    t.equal((await found(root, {}, "")).records.length, 1, "records, opened again");

    const nested = new SimDisk();
    nested.makeDirectory("data");
    await nested.syncDirectory("");
    t.given("opened", 'a log in "data/wal", where "data" is there');
    const inside = await Log.open(nested, "data/wal");
    await inside.append(utf8("x"));
    await inside.close();
    const kept = nested.crash({ mode: "lost" });
    t.equal(
      [...kept.files().keys()],
      [segmentPath("data/wal", 0)],
      "files after the power was cut",
    );
    t.given("opened", 'a log in "mounted/data/wal", where "mounted" is not there');
    await t.fails(() => Log.open(nested, "mounted/data/wal"), "ENOENT");
    t.holds(!nested.exists("mounted"), '"mounted" was made');
    t.equal(nested.openFiles, 0, "open files");
  },
);

law(
  "reads-back",
  "a log opened again hands out what was appended, each record with its index, in order",
  { hint: "What a directory holds" },
  async (t) => {
    const anyRecord = fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 60 }) },
      { weight: 1, arbitrary: fc.integer({ min: 30_000, max: 70_000 }) },
    );
    const anyOptions = fc.record({
      policy: fc.constantFrom("always", "interval", "lazy"),
      segmentSizeBytes: fc.constantFrom(1, 100, 40_000, 1e9),
      unsyncedBytesMax: fc.constantFrom(1, 80, 1e6),
    });
    let [records, segments] = [0, 0];
    await t.forAll(
      [fc.array(fc.array(anyRecord, { maxLength: 6 }), { maxLength: 3 }), anyOptions],
      async (sessions, options) => {
        const disk = new SimDisk();
        const expected: Uint8Array[] = [];
        for (const lengths of [...sessions, []]) {
          const { log, records: got } = await opened(disk, { ...options, clock: new SimClock() });
          t.did("opened", `${got.length} records; then appended ${lengths.join(", ")} bytes`);
          t.equal(got.length, expected.length, "the records that were handed out");
          for (const [i, record] of got.entries()) t.bytes(record, expected[i]!);
          t.equal(log.recovered, { records: expected.length }, "recovered");
          for (const length of lengths) expected.push(filled(length, expected.length));
          await Promise.all(expected.slice(got.length).map((record) => log.append(record)));
          await log.close();
          t.equal(disk.openFiles, 0, "files open after close");
        }
        records += expected.length;
        segments += names(disk).length;
      },
    );
    t.floor("records", records, 500);
    t.floor("segments", segments, 300);
  },
);

law(
  "bytes",
  "a segment is named by its first record's index, and holds LevelDB's format and nothing else",
  { hint: "What a directory holds" },
  async (t) => {
    const { disk, log } = await newLog({ segmentSizeBytes: 50_000 });
    const records = [10, 40_000, 0, 32_754, 3, 60_000, 8].map((length, i) => filled(length, i));
    for (const record of records) await log.append(record);
    t.did(
      "appended",
      "records of 10, 40,000, 0, 32,754, 3, 60,000 and 8 bytes, 50,000 to a segment",
    );
    t.equal(
      names(disk),
      [0, 4, 6].map((first) => segment(first).slice(4)),
      "the names",
    );
    for (const [first, end] of [
      [0, 4],
      [4, 6],
      [6, 7],
    ] as const) {
      t.bytes(disk.contents(segment(first)), logOf(records.slice(first, end)).bytes);
    }
    await log.close();
  },
);

law(
  "other-names",
  "names that are no segment's are left alone",
  { hint: "What a directory holds" },
  async (t) => {
    const disk = diskWith(new Map([[0, [utf8("one")]]]));
    const others = ["LOCK", "00000000000000000001.tmp", "1.log", "0000000000000000000x.log"];
    others.push("0000-before-we-moved.log");
    for (const name of others) disk.install(`${DIRECTORY}/${name}`, utf8(name));
    disk.install(`${DIRECTORY}/99999999999999999999.log`, utf8("beyond every index"));
    t.did("opened", `a log beside ${others.join(", ")} and 99999999999999999999.log`);
    const { log, records } = await opened(disk, { segmentSizeBytes: 1 });
    t.equal(texts(records), ["one"], "the records");
    await log.append(utf8("two"));
    await log.truncateBefore(2);
    t.did("appended", '"two", in a segment of its own; and truncated, so that the first went');
    t.equal(log.firstIndex, 1, "firstIndex");
    await log.close();
    for (const name of others) t.bytes(disk.contents(`${DIRECTORY}/${name}`), name);
  },
);

law(
  "replay-throws",
  "what replay throws, open rejects with, and no handle is left open; nor after a file that cannot be read",
  { hint: "What a directory holds" },
  async (t) => {
    for (const at of [0, 3]) {
      const disk = diskWith(
        new Map([
          [0, ["a", "b", "c"].map(utf8)],
          [3, [utf8("d")]],
        ]),
      );
      const error = Object.assign(new Error("not so"), { code: "MINE" });
      const replay = (_: Uint8Array, index: number) => {
        if (index === at) throw error;
      };
      t.given("opened", `with a replay that throws at record ${at}, in a log of two segments`);
      const got = await t.fails(() => Log.open(disk, DIRECTORY, { replay }), "MINE");
      t.holds(got === error, "open rejected with another error");
      t.equal(disk.openFiles, 0, "open files");
    }
    for (const nth of [1, 2]) {
      const disk = diskWith(
        new Map([
          [0, [utf8("a")]],
          [1, [utf8("b")]],
        ]),
      );
      disk.failReads({ nth, times: Number.POSITIVE_INFINITY });
      t.given("opened", `a log of two segments, whose read ${nth} fails`);
      await t.fails(() => Log.open(disk, DIRECTORY), "EIO");
      t.equal(disk.openFiles, 0, "open files");
    }
  },
);

law(
  "numbers",
  "records are numbered and written in the order of the calls, whoever has to wait",
  { hint: "The order of the calls" },
  async (t) => {
    for (const policy of ["always", "interval", "lazy"] as const) {
      const options = {
        policy,
        segmentSizeBytes: 120,
        unsyncedBytesMax: 60,
        clock: new SimClock(),
      };
      const { disk, log } = await newLog(options);
      const appends = Array.from({ length: 40 }, (_, i) => log.append(numbered(i, 5 + (i % 30))));
      t.given("appended", `40 records at once, policy ${policy}, 60 bytes unsynced at most`);
      t.equal(log.nextIndex, 40, "nextIndex, right after the calls");
      t.equal(await Promise.all(appends), [...Array(40).keys()], "the indexes");
      await log.close();
      const { records } = await found(disk, options);
      t.equal(
        texts(records),
        Array.from({ length: 40 }, (_, i) => texts([numbered(i, 5 + (i % 30))])[0]),
      );
    }
    const { disk, log } = await newLog({ policy: "lazy" });
    const appends = [bytesOf(1024 * 1024)];
    for (let i = 0; i < CROWD; i++) appends.push(new Uint8Array());
    t.given("appended", `a record that leaves no room, and ${CROWD} without a byte behind it`);
    const indexes = await Promise.all(appends.map((record) => log.append(record)));
    t.holds(
      indexes.every((index, i) => index === i),
      "they are not numbered in order",
    );
    await log.close();
    t.equal(disk.contents(segment(0)).length, logOf(appends).bytes.length, "bytes in the file");
  },
);

law(
  "borrowed",
  "once append has returned, the caller may change the record's bytes",
  { hint: "The order of the calls" },
  async (t) => {
    for (const bytes of [new Uint8Array(20), Buffer.alloc(20)]) {
      const { disk, log } = await newLog({ unsyncedBytesMax: 1, segmentSizeBytes: 60 });
      const appends = Array.from({ length: 6 }, (_, i) => {
        bytes.fill(0x30 + i);
        return log.append(bytes);
      });
      bytes.fill(0x21);
      const { name } = bytes.constructor;
      t.given("appended", `one ${name} of 20 bytes six times, changed after each call; most wait`);
      await Promise.all(appends);
      await log.close();
      const { records } = await found(disk);
      t.equal(
        texts(records),
        [0, 1, 2, 3, 4, 5].map((digit) => String(digit).repeat(20)),
      );
    }
  },
);

law(
  "written-at-once",
  "a record that has room is in the file when append returns, whatever sync or truncation is under way",
  { hint: "The order of the calls" },
  async (t) => {
    const { disk, log } = await newLog({ policy: "lazy" });
    const appends = [log.append(utf8("one")), log.append(utf8("two"))];
    t.did("appended", '"one" and "two", with nothing to wait for');
    t.bytes(disk.contents(segment(0)), logOf([utf8("one"), utf8("two")]).bytes);
    await Promise.all(appends);
    await log.close();

    const busy = await newLog({ policy: "lazy", segmentSizeBytes: 30 });
    for (let i = 0; i < 3; i++) await busy.log.append(numbered(i, 30));
    await busy.log.append(new Uint8Array());
    busy.disk.syncs = "held";
    for (const deed of ["sync", "truncation"] as const) {
      const before = busy.disk.contents(segment(3)).length;
      const other = watched(deed === "sync" ? busy.log.sync() : busy.log.truncateBefore(2));
      await turns();
      const append = watched(busy.log.append(new Uint8Array()));
      t.given("appended", `a record that has room, while a ${deed} is with the disk, policy lazy`);
      const { length } = busy.disk.contents(segment(3));
      t.equal(length - before, HEADER_BYTES, "bytes that the file grew by, when append returned");
      await turns();
      t.equal([append.state, other.state], ["resolved", "pending"], `the append, and the ${deed}`);
    }
    await endSyncs(busy.disk);
    busy.disk.syncs = "soon";
    await busy.log.close();
  },
);

law(
  "full",
  "a segment of segmentSizeBytes is full, one of a byte less takes another record, of any size",
  { hint: "Full, then the next" },
  async (t) => {
    const size = encodeRecord(bytesOf(93), 0).length;
    for (const [segmentSizeBytes, first] of [
      [size, [0, 1]],
      [size + 1, [0]],
    ] as const) {
      const { disk, log } = await newLog({ segmentSizeBytes });
      await log.append(bytesOf(93));
      await log.append(bytesOf(5000));
      t.given(
        "appended",
        `a record that takes ${size} bytes, then another, at ${segmentSizeBytes}`,
      );
      t.equal(
        names(disk),
        first.map((index) => segment(index).slice(4)),
        "the segments",
      );
      await log.close();
    }
  },
);

law(
  "full-when-opened",
  "a full segment is found full when the log is opened again, an empty one is gone on with",
  { hint: "Full, then the next" },
  async (t) => {
    const options = { segmentSizeBytes: 100 };
    const { disk, log } = await newLog(options);
    await log.append(bytesOf(93));
    await log.close();
    const again = await Log.open(disk, DIRECTORY, options);
    t.did("opened", "a log whose only segment is full");
    t.equal(names(disk).length, 1, "segments before anything was appended");
    await again.append(bytesOf(10));
    t.equal(
      names(disk),
      [segment(0), segment(1)].map((path) => path.slice(4)),
      "segments",
    );
    await again.close();
    const empty = diskWith(
      new Map([
        [3, [utf8("d")]],
        [4, []],
      ]),
    );
    const third = await Log.open(empty, DIRECTORY, options);
    t.given("opened", "a log whose last segment is empty");
    t.equal([third.firstIndex, third.nextIndex], [3, 4], "firstIndex and nextIndex");
    t.equal(await third.append(utf8("e")), 4, "the index of the next record");
    await third.close();
    t.equal(names(empty).length, 2, "segments");
  },
);

law(
  "rotation-in-order",
  "the full segment is synced before the next is made, the directory before a record is written there",
  { hint: "Full, then the next" },
  async (t) => {
    for (const policy of ["always", "interval", "lazy"] as const) {
      const options = { policy, segmentSizeBytes: 100, clock: new SimClock() };
      const { disk, log } = await newLog(options);
      await Promise.all(Array.from({ length: 30 }, (_, i) => log.append(numbered(i, 10 + i))));
      t.given("appended", `30 records at once, policy ${policy}, 100 bytes to a segment`);
      const { rotations } = inOrder(t, disk, 1e6);
      t.floor("rotations", rotations, 5);
      t.equal(disk.openFiles, 1, "open files: the one that is appended to");
      await log.close();
    }
  },
);

law(
  "always",
  "under always an append resolves when a sync has ended that began after it was written",
  { hint: "Acknowledged as promised" },
  async (t) => {
    const { disk, log } = await newLog();
    disk.syncs = "held";
    const first = watched(log.append(utf8("one")));
    await turns();
    const second = watched(log.append(utf8("two")));
    await turns();
    t.did("appended", '"one"; and "two" while the sync of "one" was under way');
    t.equal([first.state, second.state], ["pending", "pending"], "the two appends");
    disk.completeSyncs();
    await turns();
    t.did("ended", "the first sync");
    t.equal([first.state, second.state], ["resolved", "pending"], "the two appends");
    disk.completeSyncs();
    await turns();
    t.equal(second.state, "resolved", "the second append, when the second sync has ended");
    const closed = log.close();
    await endSyncs(disk);
    await closed;
  },
);

law(
  "written-is-enough",
  "under interval and lazy an append resolves when its record is written; sync makes all durable",
  { hint: "Acknowledged as promised" },
  async (t) => {
    for (const policy of ["interval", "lazy"] as const) {
      const clock = new SimClock();
      const { disk, log } = await newLog({ policy, clock });
      disk.syncs = "held";
      t.given("appended", `"one", policy ${policy}`);
      t.equal(await t.within(1000, log.append(utf8("one")), "append to resolve"), 0, "the index");
      t.equal(disk.pendingSyncs, 0, "syncs under way");
      const durable = async () => (await found(disk.crash({ mode: "lost" }))).records.length;
      const sync = watched(log.sync());
      await turns();
      t.equal([sync.state, disk.pendingSyncs], ["pending", 1], "sync, and syncs under way");
      t.did("appended", '"two", while that sync was under way');
      await log.append(utf8("two"));
      disk.completeSyncs();
      await turns();
      t.equal(sync.state, "resolved", "sync");
      t.holds((await durable()) > 0, "after a crash, the record that was synced is gone");
      const again = watched(log.sync());
      await turns();
      t.did("synced", "again");
      t.equal([again.state, disk.pendingSyncs], ["pending", 1], "sync, and syncs under way");
      disk.completeSyncs();
      await turns();
      t.equal(again.state, "resolved", "the second sync");
      t.equal(await durable(), 2, "records after a crash");
      const closed = log.close();
      await endSyncs(disk);
      await closed;
    }
  },
);

law(
  "interval",
  "under interval what was written is durable an interval later, in each segment; without writes nothing is synced",
  { hint: "Acknowledged as promised" },
  async (t) => {
    const clock = new SimClock();
    const options = {
      policy: "interval",
      clock,
      intervalMilliseconds: 50,
      segmentSizeBytes: 60,
    } as const;
    const { disk, log } = await newLog(options);
    for (let i = 0; i < 8; i++) {
      await log.append(numbered(i));
      const before = disk.counts.syncs;
      clock.advance(49);
      await turns();
      t.given("appended", `record ${i}, and waited 49 ms of 50`);
      t.equal(disk.counts.syncs, before, "syncs of files");
      clock.advance(1);
      await turns();
      t.did("waited", "1 ms more");
      const { records } = await found(disk.crash({ mode: "lost" }), options);
      t.equal(records.length, i + 1, "records after the power was cut");
      const after = disk.counts.syncs;
      clock.advance(60_000);
      await turns();
      t.equal(disk.counts.syncs, after, "syncs of files, after a minute without a write");
    }
    await log.append(numbered(9));
    await log.close();
    t.equal(clock.pending, 0, "timers after close");

    const full = await newLog({ ...options, segmentSizeBytes: 1e6, unsyncedBytesMax: 100 });
    await full.log.append(bytesOf(200));
    clock.advance(50);
    full.disk.syncs = "held";
    const waited = full.log.append(utf8("waited"));
    await endSyncs(full.disk);
    await waited;
    t.given("appended", "200 bytes, and a record that had to wait for room; then waited 50 ms");
    full.disk.syncs = "soon";
    clock.advance(50);
    await turns();
    const left = await found(full.disk.crash({ mode: "lost" }), options);
    t.equal(left.records.length, 2, "records after the power was cut");
    await full.log.close();
  },
);

law(
  "defaults",
  "without options the policy is always, 1 MiB may be unsynced, and the interval is a second",
  { hint: "Acknowledged as promised" },
  async (t) => {
    const always = await newLog();
    await always.log.append(utf8("one"));
    const left = await found(always.disk.crash({ mode: "lost" }));
    t.equal(left.records.length, 1, "records after the power was cut");
    await always.log.close();

    const clock = new SimClock();
    const { disk, log } = await newLog({ policy: "interval", clock });
    const { syncs } = disk.counts;
    const almost = bytesOf(1024 * 1024 - 1 - 32 * HEADER_BYTES);
    for (const record of [almost, utf8("two")]) await log.append(record);
    await turns();
    t.given("appended", "1 MiB less one byte, then a small record, policy interval");
    t.equal(disk.counts.syncs - syncs, 0, "syncs");
    clock.advance(999);
    await turns();
    t.equal(disk.counts.syncs - syncs, 0, "syncs after 999 ms");
    clock.advance(1);
    await turns();
    t.equal(disk.counts.syncs - syncs, 1, "syncs after 1000 ms");
    for (const record of [almost, utf8("two"), utf8("three")]) await log.append(record);
    t.did("appended", "the same once more, then another small record");
    t.equal(disk.counts.syncs - syncs, 2, "syncs");
    await log.close();
  },
);

law(
  "group-commit",
  "n appends at once cost at most 2 syncs; 64 writers that append 10 times each, at most 20",
  { hint: "Acknowledged as promised" },
  async (t) => {
    for (const count of [2, 5, 300]) {
      const { disk, log } = await newLog();
      const { syncs } = disk.counts;
      await Promise.all(Array.from({ length: count }, (_, i) => log.append(numbered(i))));
      t.given("appended", `${count} records at once`);
      t.atMost(disk.counts.syncs - syncs, 2, "syncs");
      await log.close();
    }
    const { disk, log } = await newLog();
    const { syncs } = disk.counts;
    const write = async (writer: number) => {
      for (let i = 0; i < 10; i++) await log.append(numbered(writer));
    };
    await Promise.all(Array.from({ length: 64 }, (_, writer) => write(writer)));
    t.given("appended", "10 times by each of 64 writers, who wait for each");
    t.atMost(disk.counts.syncs - syncs, 20, "syncs");
    await log.close();
  },
);

law(
  "not-too-much-unsynced",
  "a record is written only while fewer than unsyncedBytesMax bytes are unsynced, whatever the policy",
  { hint: "No more than so much unsynced" },
  async (t) => {
    for (const policy of ["always", "interval", "lazy"] as const) {
      for (const unsyncedBytesMax of [1, 27, 28, 200]) {
        const options = { policy, unsyncedBytesMax, segmentSizeBytes: 700, clock: new SimClock() };
        const { disk, log } = await newLog(options);
        const appends = Array.from({ length: 25 }, (_, i) =>
          log.append(numbered(i, i % 7 === 6 ? 300 : 20)),
        );
        t.given("appended", `25 records at once, policy ${policy}, max ${unsyncedBytesMax}`);
        await t.within(2000, Promise.all(appends), "the appends");
        inOrder(t, disk, unsyncedBytesMax);
        await log.close();
      }
    }
  },
);

law(
  "room-is-used",
  "below unsyncedBytesMax nobody waits, and nobody is synced for",
  { hint: "No more than so much unsynced" },
  async (t) => {
    const encoded = encodeRecord(bytesOf(20), 0).length;
    const { disk, log } = await newLog({ policy: "lazy", unsyncedBytesMax: 2 * encoded });
    disk.syncs = "held";
    const appends = [0, 1, 2, 3].map((i) => watched(log.append(numbered(i))));
    await turns();
    t.did("appended", "four records, policy lazy, with room for two");
    t.equal(
      appends.map(({ state }) => state),
      ["resolved", "resolved", "pending", "pending"],
    );
    t.equal(disk.pendingSyncs, 1, "syncs under way");
    t.equal(disk.contents(segment(0)).length, 2 * encoded, "bytes in the file");
    disk.completeSyncs();
    await turns();
    t.equal(
      appends.map(({ state }) => state),
      new Array(4).fill("resolved"),
      "the appends, then",
    );
    t.equal(disk.pendingSyncs, 0, "syncs under way, then");
    const closed = log.close();
    await endSyncs(disk);
    await closed;
  },
);

law(
  "sync-waits-for-all",
  "sync and close wait also for records that are not written yet",
  { hint: "No more than so much unsynced" },
  async (t) => {
    for (const deed of ["sync", "close"] as const) {
      const { disk, log } = await newLog({ policy: "lazy", unsyncedBytesMax: 1 });
      const appends = [0, 1, 2, 3].map((i) => watched(log.append(numbered(i))));
      t.given("appended", `four records, of which three wait; then ${deed}`);
      await t.within(2000, log[deed](), `${deed} to resolve`);
      await turns();
      t.equal(
        appends.map(({ state }) => state),
        new Array(4).fill("resolved"),
        "the appends",
      );
      t.equal(
        (await found(disk.crash({ mode: "lost" }))).records.length,
        4,
        "records after a crash",
      );
      if (deed === "sync") await log.close();
    }
  },
);

law(
  "truncate",
  "truncateBefore removes the segments of which every record is below the index, and never the last",
  { hint: "Oldest first" },
  async (t) => {
    const made = async () => {
      const { disk, log } = await newLog({ segmentSizeBytes: 60 });
      for (let i = 0; i < 10; i++) await log.append(numbered(i, 30));
      return { disk, log };
    };
    const expected = [
      [0, 0],
      [1, 0],
      [2, 2],
      [3, 2],
      [4, 4],
      [7, 6],
      [8, 8],
      [10, 8],
      [1000, 8],
    ] as const;
    for (const [index, first] of expected) {
      const { disk, log } = await made();
      await log.truncateBefore(index);
      t.given("removed", `what is below ${index}, of five segments with two records each`);
      t.equal([log.firstIndex, log.nextIndex], [first, 10], "firstIndex and nextIndex");
      t.equal(names(disk).length, (10 - first) / 2, "segments");
      const left = await found(disk.crash({ mode: "lost" }));
      t.equal(left.firstIndex, first, "firstIndex after the power was cut");
      t.equal(left.records.length, 10 - first, "records after the power was cut");
      t.equal(left.recovered, { records: 10 - first }, "recovered");
      t.equal(await log.append(numbered(10)), 10, "the index of the next record");
      await log.close();
    }
  },
);

law(
  "truncate-in-order",
  "the oldest segment is removed first, and the directory is synced before the next is, and before any truncation resolves",
  { hint: "Oldest first" },
  async (t) => {
    const { disk, log } = await newLog({ segmentSizeBytes: 30 });
    for (let i = 0; i < 12; i++) await log.append(numbered(i, 30));
    const deeds = [3, 9, 5].map((index) => log.truncateBefore(index));
    deeds.push(log.append(numbered(12, 30)).then(() => log.truncateBefore(12)));
    await Promise.all(deeds);
    t.did("truncated", "before 3, 9, 5 at once and 12 a little later, one record to a segment");
    t.equal(inOrder(t, disk, 1e9).removals, 12, "segments removed");
    t.equal([log.firstIndex, log.nextIndex], [12, 13], "firstIndex and nextIndex");
    await log.close();

    const slow = await newLog({ segmentSizeBytes: 30 });
    for (let i = 0; i < 3; i++) await slow.log.append(numbered(i, 30));
    slow.disk.syncs = "held";
    const first = watched(slow.log.truncateBefore(2));
    await turns();
    slow.disk.completeSyncs(1);
    await turns();
    const second = watched(slow.log.truncateBefore(2));
    await turns();
    t.given("truncated", "before 2, and once more while the second removal was with the disk");
    t.equal([first.state, second.state], ["pending", "pending"], "the truncations");
    await endSyncs(slow.disk);
    t.equal([first.state, second.state], ["resolved", "resolved"], "the truncations, then");
    slow.disk.syncs = "soon";
    await slow.log.close();
  },
);

law(
  "close",
  "close ends when all that was called before has ended, durable, with the handle back; twice is once",
  { hint: "The end" },
  async (t) => {
    for (const policy of ["always", "interval", "lazy"] as const) {
      const clock = new SimClock();
      const { disk, log } = await newLog({ policy, clock, segmentSizeBytes: 60 });
      const appends = [0, 1, 2].map((i) => watched(log.append(numbered(i, 60))));
      const truncation = watched(log.truncateBefore(1));
      const closes = [log.close(), log.close()];
      const late = watched(log.append(utf8("late")));
      t.given("closed", `twice, right after three appends and a truncation, policy ${policy}`);
      await t.within(2000, Promise.all(closes), "close to resolve");
      await turns();
      t.equal(
        appends.map(({ value }) => value),
        [0, 1, 2],
        "the appends before it",
      );
      t.equal(truncation.state, "resolved", "the truncation before it");
      refused(t, late, "LOG_CLOSED", "an append after it");
      await t.fails(() => log.append(utf8("x")), "LOG_CLOSED");
      await t.fails(() => log.sync(), "LOG_CLOSED");
      await t.fails(() => log.truncateBefore(1), "LOG_CLOSED");
      await log.close();
      t.equal(disk.openFiles, 0, "open files");
      t.equal(clock.pending, 0, "timers");
      const { records, firstIndex } = await found(disk.crash({ mode: "lost" }));
      t.equal(firstIndex + records.length, 3, "nextIndex after the power was cut");
    }
    for (const end of ["resolved", "rejected"] as const) {
      const { disk, log } = await newLog({ policy: "lazy", segmentSizeBytes: 30 });
      for (let i = 0; i < 5; i++) await log.append(numbered(i, i < 4 ? 30 : 1));
      disk.syncs = "held";
      if (end === "rejected") disk.failDirectorySync({ nth: 3 });
      const truncation = watched(log.truncateBefore(3));
      const closes = [watched(log.close()), watched(log.close())];
      t.given("closed", `twice, while three segments are removed; all that is to be ${end}`);
      await turns(8);
      while (disk.pendingSyncs > 0) {
        const early = closes.filter(({ state }) => state === "resolved");
        t.equal(early.length, 0, "closes that resolved while the disk had not ended");
        disk.completeSyncs(1);
        await turns(8);
      }
      t.equal(
        [...closes, truncation].map(({ state }) => state),
        [end, end, end],
        "closes, removal",
      );
      for (const each of closes) if (end === "rejected") refused(t, each, "LOG_FAILED", "a close");
      t.equal(disk.openFiles, 0, "open files");
    }
  },
);

/** Ways in which a log fails: what is armed, and what makes it happen. */
const FAILURES: readonly (readonly [what: string, code: string, arm: (disk: SimDisk) => void])[] = [
  ["a write that fails", "EIO", (disk) => disk.failWrites({ nth: 3 })],
  [
    "a full disk",
    "ENOSPC",
    (disk) => {
      disk.capacityBytes = disk.usedBytes + 100;
    },
  ],
  ["a failed sync", "EIO", (disk) => disk.failSync({ nth: 2 })],
  ["a failed sync of the directory", "EIO", (disk) => disk.failDirectorySync()],
  ["a segment that cannot be made", "EEXIST", (disk) => disk.install(segment(4), utf8("x"))],
  ["too many open files", "EMFILE", (disk) => refuseOnce(disk, "open", "EMFILE")],
];

law(
  "failed",
  "after any failure all that waits and all that comes rejects with LOG_FAILED and its cause, and nothing is written",
  { hint: "A failure is final" },
  async (t) => {
    for (const policy of ["always", "interval", "lazy"] as const) {
      for (const [what, code, arm] of FAILURES) {
        const clock = new SimClock();
        const { disk, log } = await newLog({ policy, clock, segmentSizeBytes: 140 });
        await log.append(numbered(0, 30));
        arm(disk);
        const appends = Array.from({ length: 12 }, (_, i) => watched(log.append(numbered(i, 30))));
        const sync = watched(log.sync());
        await turns(40);
        t.given("appended", `12 records at once, policy ${policy}, with ${what}`);
        const rejected = appends.filter(({ state }) => state === "rejected");
        t.equal(appends.filter(({ state }) => state === "pending").length, 0, "appends that wait");
        t.atMost(12 - rejected.length, 11, "appends that were acknowledged");
        for (const each of rejected) {
          const error = refused(t, each, "LOG_FAILED", "an append");
          t.equal(codeOf(error.cause), code, "the cause of its error");
        }
        refused(t, sync, "LOG_FAILED", "the sync that was asked for behind them");
        t.equal(log.failure?.code, "LOG_FAILED", "failure");
        t.equal(codeOf(log.failure?.cause), code, "the cause of the failure");
        disk.capacityBytes = Number.POSITIVE_INFINITY;
        const { operations } = disk;
        await t.fails(() => log.append(utf8("x")), "LOG_FAILED");
        await t.fails(() => log.sync(), "LOG_FAILED");
        await t.fails(() => log.truncateBefore(1), "LOG_FAILED");
        await t.fails(() => log.close(), "LOG_FAILED");
        clock.advance(10_000);
        await turns();
        t.holds(disk.operations === operations, `the disk was changed after it\n${disk.log()}`);
        await t.fails(() => log.append(utf8("x")), "LOG_FAILED");
        t.equal(disk.openFiles, 0, "open files, after close");
        t.equal(clock.pending, 0, "timers, after close");
      }
    }
  },
);

law(
  "failed-at-close",
  "where the last sync fails close rejects, and the handle is given back all the same",
  { hint: "A failure is final" },
  async (t) => {
    for (const policy of ["interval", "lazy"] as const) {
      const clock = new SimClock();
      const { disk, log } = await newLog({ policy, clock });
      await log.append(utf8("one"));
      disk.failSync();
      t.given("closed", `with a sync that fails, policy ${policy}`);
      const error = await t.fails(() => log.close(), "LOG_FAILED");
      t.equal(codeOf((error as Error).cause), "EIO", "the code of its cause");
      t.equal(log.failure?.code, "LOG_FAILED", "failure");
      await t.fails(() => log.close(), "LOG_FAILED");
      t.equal([disk.openFiles, clock.pending], [0, 0], "open files, and timers");
    }
  },
);

law(
  "failed-in-the-background",
  "a sync that fails in the background, and a removal that fails, fail the log, and what it is doing just then",
  { hint: "A failure is final" },
  async (t) => {
    const clock = new SimClock();
    const { disk, log } = await newLog({ policy: "interval", clock });
    disk.failSync();
    await log.append(utf8("one"));
    clock.advance(1000);
    await turns();
    t.did("failed", "the sync of an interval");
    t.equal(log.failure?.code, "LOG_FAILED", "failure");
    t.equal(codeOf(log.failure?.cause), "EIO", "the code of its cause");
    await t.fails(() => log.append(utf8("two")), "LOG_FAILED");
    await t.fails(() => log.close(), "LOG_FAILED");
    t.equal(disk.openFiles, 0, "open files, after close");

    const other = await newLog({ segmentSizeBytes: 30 });
    for (let i = 0; i < 4; i++) await other.log.append(numbered(i, 30));
    other.disk.failDirectorySync({ nth: 2 });
    t.given(
      "truncated",
      "three segments, with a sync of the directory that fails after the second",
    );
    const first = watched(other.log.truncateBefore(3));
    const second = watched(other.log.truncateBefore(1));
    await turns(12);
    const error = refused(t, first, "LOG_FAILED", "the truncation");
    refused(t, second, "LOG_FAILED", "a truncation that waited for it, with nothing to remove");
    t.equal(codeOf(error.cause), "EIO", "the code of the cause");
    t.equal(names(other.disk).length, 2, "segments that are left");
    await t.fails(() => other.log.append(utf8("x")), "LOG_FAILED");
    await t.fails(() => other.log.close(), "LOG_FAILED");
    t.equal(other.disk.openFiles, 0, "open files, after close");

    const refusing = await newLog({ segmentSizeBytes: 30 });
    for (let i = 0; i < 4; i++) await refusing.log.append(numbered(i, 30));
    const refusal = refuseOnce(refusing.disk, "remove", "EACCES");
    t.given("truncated", "three segments, of which the first cannot be removed");
    const removed = watched(refusing.log.truncateBefore(3));
    await turns(12);
    t.holds(refused(t, removed, "LOG_FAILED", "it").cause === refusal, "it has another cause");
    t.equal(names(refusing.disk).length, 4, "segments that are left");
    await t.fails(() => refusing.log.append(utf8("x")), "LOG_FAILED");
    await t.fails(() => refusing.log.close(), "LOG_FAILED");
    t.equal((await found(refusing.disk)).records.length, 4, "records, opened again");

    const both = await newLog({ segmentSizeBytes: 30 });
    for (let i = 0; i < 3; i++) await both.log.append(numbered(i, 30));
    both.disk.syncs = "held";
    both.disk.failDirectorySync();
    t.given("truncated", "with a failing sync of the directory, while an append made a segment");
    const removal = watched(both.log.truncateBefore(2));
    await turns();
    const append = watched(both.log.append(numbered(3, 30)));
    await turns();
    await endSyncs(both.disk);
    refused(t, removal, "LOG_FAILED", "the truncation");
    refused(t, append, "LOG_FAILED", "the append");
    const made = both.disk.files().get(segment(3)) ?? "";
    t.equal(made.length, 0, "bytes in the new segment, where it was made");
    await t.fails(() => both.log.close(), "LOG_FAILED");
  },
);

law(
  "failed-meanwhile",
  "once the log has failed nothing is acknowledged, whatever is under way, no timer syncs it, and the first failure stays",
  { hint: "A failure is final" },
  async (t) => {
    const full = async (policy: SyncPolicy, clock: SimClock) => {
      const made = await newLog({ policy, clock, segmentSizeBytes: 60 });
      for (let i = 0; i < 3; i++) await made.log.append(bytesOf(53));
      await made.log.append(utf8("one"));
      return made;
    };
    for (const policy of ["always", "interval", "lazy"] as const) {
      const clock = new SimClock();
      const { disk, log } = await full(policy, clock);
      disk.syncs = "held";
      disk.failDirectorySync();
      const all: Watched[] = [watched(log.truncateBefore(2))];
      await turns();
      for (const text of ["two", "three"]) {
        all.push(watched(log.append(utf8(text))));
        if (text === "two" || policy !== "interval") all.push(watched(log.sync()));
        await turns();
      }
      t.given("failed", `the sync of the directory of a truncation, policy ${policy}`);
      t.did("meanwhile", "a sync was under way for some, and others waited for the next");
      const waiting = all.filter(({ state }) => state === "pending");
      disk.completeSyncs(1);
      await turns();
      t.equal(log.failure?.code, "LOG_FAILED", "failure");
      await endSyncs(disk);
      for (const each of waiting) refused(t, each, "LOG_FAILED", "what waited");
      const { syncs } = disk.counts;
      clock.advance(10_000);
      await turns();
      t.equal(disk.counts.syncs, syncs, "syncs of files, ten seconds later");
      await t.fails(() => log.close(), "LOG_FAILED");
      t.equal([disk.openFiles, clock.pending], [0, 0], "open files, and timers");
    }

    const clock = new SimClock();
    const { disk, log } = await full("interval", clock);
    disk.syncs = "held";
    disk.failSync({ code: "ENOSPC" });
    disk.failDirectorySync();
    clock.advance(1000);
    await turns();
    const truncation = watched(log.truncateBefore(2));
    await turns();
    disk.completeSyncs(1);
    await turns();
    t.given("failed", "the sync of an interval (ENOSPC), then that of a truncation (EIO)");
    t.equal(codeOf(log.failure?.cause), "ENOSPC", "the code of the failure's cause");
    await endSyncs(disk);
    refused(t, truncation, "LOG_FAILED", "the truncation");
    t.equal(codeOf(log.failure?.cause), "ENOSPC", "the code of the failure's cause, later");
    const error = await t.fails(() => log.append(utf8("x")), "LOG_FAILED");
    t.equal(codeOf((error as Error).cause), "ENOSPC", "the code of a later append's cause");
    await t.fails(() => log.close(), "LOG_FAILED");
  },
);

type Judgement =
  | { readonly rot: number }
  | {
      readonly records: readonly Uint8Array[];
      readonly size: number;
      readonly cut: Cut | undefined;
    };

/** What the rules say of a last segment, number 2, of these bytes. */
function judged(bytes: Uint8Array, unsyncedBytesMax: number): Judgement {
  const outcomes = modelOutcomes(bytes);
  const at = outcomes.findIndex(({ kind }) => kind !== "record");
  const first = outcomes[at]!;
  const records = outcomes
    .slice(0, at)
    .map((outcome) => (outcome as { record: Uint8Array }).record);
  const whole = { records, size: bytes.length, cut: undefined };
  if (first.kind === "end" || first.kind === "record") return whole;
  const { offset, start, reason } = first;
  const wholeStarts = outcomes.slice(at).flatMap((outcome) => {
    if (outcome.kind === "damaged") return [outcome.resumesAt];
    return outcome.kind === "record" ? [outcome.start] : [];
  });
  if (wholeStarts.some((begin) => begin >= offset + unsyncedBytesMax + 6)) return { rot: offset };
  const cut = { path: segment(2), offset: start, bytes: bytes.length - start, reason };
  return { records, size: start, cut };
}

law(
  "crash-or-rot",
  "of the last segment a torn end is cut and said; with a whole record far enough behind it is an error",
  { hint: "A crash, or rot?" },
  async (t) => {
    const counts = { whole: 0, cut: 0, rot: 0 };
    const anyMax = fc.oneof(fc.integer({ min: 1, max: 70_000 }), fc.constantFrom(1, 100, 1 << 20));
    const anySeed = fc.nat({ max: 2 ** 31 - 1 });
    await t.forAll([anySeed, anyMax], async (seed, unsyncedBytesMax) => {
      const { bytes, story } =
        seed % 8 === 0
          ? { bytes: drawnLog(seededRandom(seed)).bytes, story: "nothing is wrong" }
          : badLog(seed);
      t.did("the last segment", story);
      t.did("unsyncedBytesMax", unsyncedBytesMax);
      const disk = diskWith(new Map([[0, [utf8("zero"), utf8("one")]]]));
      disk.install(segment(2), bytes);
      const expected = judged(bytes, unsyncedBytesMax);
      if ("rot" in expected) {
        counts.rot += 1;
        const error = await t.fails(() => found(disk, { unsyncedBytesMax }), "CORRUPTION");
        const { path, offset } = error as CorruptionError;
        t.equal({ path, offset }, { path: segment(2), offset: expected.rot }, "the error");
        t.bytes(disk.contents(segment(2)), bytes);
      } else {
        counts[expected.cut === undefined ? "whole" : "cut"] += 1;
        const { records, recovered } = await found(disk, { unsyncedBytesMax });
        t.equal(records.length, 2 + expected.records.length, "records");
        for (const [i, record] of expected.records.entries()) t.bytes(records[i + 2]!, record);
        const { cut } = expected;
        t.equal(recovered, { records: records.length, ...(cut && { cut }) }, "recovered");
        t.bytes(disk.contents(segment(2)), bytes.subarray(0, expected.size));
      }
      t.equal(disk.openFiles, 0, "open files");
    });
    t.floor("logs that were whole", counts.whole, 8);
    t.floor("logs that were cut", counts.cut, 50);
    t.floor("logs with rot", counts.rot, 8);
  },
);

/** A log that is damaged at `bad`, behind `records` whole ones; its last whole one is at `begin`. */
interface DamagedLog {
  readonly what: string;
  readonly bytes: Uint8Array;
  readonly bad: number;
  readonly begin: number;
  readonly records: number;
}

function damagedLogs(): DamagedLog[] {
  // The second record is damaged. The third reaches into the next block, where the fourth can be found.
  const log = logOf([100, 2000, 31_000, 500, 40_000, 10].map((length, i) => filled(length, i)));
  const bad = log.records[1]!.start;
  const bytes = Uint8Array.from(log.bytes);
  bytes[bad + 20]! ^= 1;
  const one = { what: "one bad fragment", bytes, bad, begin: log.records[5]!.start, records: 1 };
  const near = {
    ...one,
    bytes: bytes.subarray(0, log.records[3]!.end),
    begin: log.records[3]!.start,
  };
  // The second record reaches into the second block, and is damaged there alone.
  const long = logOf([100, 50_000, 20_000, 10].map((length, i) => filled(length, i)));
  const part = long.records[1]!.fragments[1]!.offset;
  const broken = Uint8Array.from(long.bytes);
  broken[part + 20]! ^= 1;
  const second = {
    what: "a bad fragment that is the second of its record",
    bytes: broken,
    bad: part,
    begin: long.records[3]!.start,
    records: 1,
  };
  return [one, near, second, manyDamages(), hole()];
}

/** In every block but the last a bit is flipped, with whole records before it and behind. */
function manyDamages(): DamagedLog {
  const log = logOf(Array.from({ length: 80 }, (_, i) => filled(4000, i)));
  const bytes = Uint8Array.from(log.bytes);
  const last = nextBlock(bytes.length) - BLOCK_SIZE_BYTES;
  for (let at = 20_000; at < last; at += BLOCK_SIZE_BYTES) bytes[at]! ^= 1;
  const records = log.records.findIndex(({ end }) => end > 20_000);
  const what = `a bad fragment in each of ${last / BLOCK_SIZE_BYTES} blocks`;
  return { what, bytes, bad: log.records[records]!.start, begin: log.records[79]!.start, records };
}

/** Megabytes that read as zeros, and behind them a block that is right. */
function hole(): DamagedLog {
  const before = logOf([100, 2000].map((length, i) => filled(length, i))).bytes;
  const begin = 160 * BLOCK_SIZE_BYTES;
  const behind = logOf([filled(3000, 2)], begin).bytes;
  const bytes = joined([before, bytesOf(begin - before.length, 0), behind]);
  return { what: "5 MiB of zeros in it", bytes, bad: before.length, begin, records: 2 };
}

law(
  "the-bound",
  "a whole record that begins unsyncedBytesMax + 6 bytes behind the bad fragment is rot, whatever lies between, one byte less is a crash",
  { hint: "A crash, or rot?" },
  async (t) => {
    for (const { what, bytes, bad, begin, records } of damagedLogs()) {
      for (const [unsyncedBytesMax, isRot] of [
        [begin - bad - 6, true],
        [begin - bad - 5, false],
      ] as const) {
        const disk = diskWithBytes(bytes);
        t.given("opened", `a log with ${what}`);
        t.did("its last whole record", `begins ${begin - bad} bytes behind the bad fragment`);
        t.did("unsyncedBytesMax", unsyncedBytesMax);
        if (isRot) {
          const error = await t.fails(() => found(disk, { unsyncedBytesMax }), "CORRUPTION");
          t.equal((error as CorruptionError).offset, bad, "the offset of the error");
        } else {
          const { length } = (await found(disk, { unsyncedBytesMax })).records;
          t.equal(length, records, "records");
        }
      }
    }
  },
);

law(
  "cut-ends-there",
  "what is appended after a cut stands where the cut was, and nothing that was cut comes back",
  { hint: "A crash, or rot?" },
  async (t) => {
    const records = [0, 1, 2, 3, 4].map((i) => numbered(i, 93));
    const log = logOf(records);
    const bytes = Uint8Array.from(log.bytes);
    bytes[log.records[2]!.fragments[0]!.offset + 50]! ^= 4;
    const disk = diskWithBytes(bytes);
    t.did("opened", "five records of 93 bytes, the third damaged; appended another of 93 bytes");
    const opening = await opened(disk);
    t.equal(opening.log.recovered.cut?.reason, "checksum", "the reason of the cut");
    t.equal(await opening.log.append(numbered(7, 93)), 2, "its index");
    await opening.log.close();
    const { records: left } = await found(disk.crash({ mode: "lost" }));
    t.equal(texts(left), texts([records[0]!, records[1]!, numbered(7, 93)]), "records, later");
  },
);

law(
  "cut-again",
  "a cut is made again where the file seems cut already: a sync that failed may have forgotten it",
  { hint: "Written again" },
  async (t) => {
    for (const pages of FAILED_PAGES) {
      for (const bad of [0, 2]) {
        const records = [0, 1, 2, 3, 4].map((i) => numbered(i, 93));
        const log = logOf(records);
        const bytes = Uint8Array.from(log.bytes);
        bytes[log.records[bad]!.fragments[0]!.offset + 50]! ^= 4;
        const disk = diskWithBytes(bytes);
        disk.failSync({ pages });
        t.given(
          "opened",
          `five records of 93 bytes, number ${bad} damaged; the sync fails, ${pages}`,
        );
        await t.fails(() => found(disk), "EIO");
        t.did("opened", "again, and appended another of 93 bytes");
        const { log: again } = await opened(disk);
        t.equal(await again.append(numbered(7, 93)), bad, "its index");
        const { records: left } = await found(disk.crash({ mode: "lost" }));
        const expected = [...records.slice(0, bad), numbered(7, 93)];
        t.equal(texts(left), texts(expected), "records after the power was cut");
        await again.close();
      }
    }
  },
);

law(
  "rot-in-a-sealed-segment",
  "in any segment but the last, whatever is not a whole record is an error that names path and offset",
  { hint: "A crash, or rot?" },
  async (t) => {
    const records = [0, 1, 2].map((i) => numbered(i, 50));
    const log = logOf(records);
    const bad: readonly [what: string, bytes: Uint8Array, offset: number][] = [
      ["cut within its last record", log.bytes.subarray(0, -1), log.records[2]!.start],
      ["with a byte of zeros behind", joined([log.bytes, bytesOf(1, 0)]), log.bytes.length],
      ["with a block of zeros behind", joined([log.bytes, bytesOf(40_000, 0)]), log.bytes.length],
      ["with text behind", joined([log.bytes, utf8("what is this?")]), log.bytes.length],
    ];
    const others: readonly [string, ReadonlyMap<number, readonly Uint8Array[]>][] = [
      [
        "two whole ones",
        new Map([
          [3, [utf8("three")]],
          [4, [utf8("four")]],
        ]),
      ],
      ["an empty one", new Map([[3, []]])],
    ];
    const cases = others.flatMap(([behind, segments]) =>
      bad.map((each) => [behind, segments, ...each] as const),
    );
    for (const [behind, segments, what, bytes, offset] of cases) {
      const disk = diskWith(segments);
      disk.install(segment(0), bytes);
      t.given("opened", `a segment ${what}, and behind it ${behind}`);
      const error = await t.fails(() => found(disk), "CORRUPTION");
      const { path, offset: at } = error as CorruptionError;
      t.equal({ path, at }, { path: segment(0), at: offset }, "the error");
      t.bytes(disk.contents(segment(0)), bytes);
      t.equal(names(disk).length, 1 + segments.size, "segments");
      t.equal(disk.openFiles, 0, "open files");
    }
  },
);

law(
  "missing-segment",
  "a segment whose name is not the index that comes next is an error that names it",
  { hint: "A crash, or rot?" },
  async (t) => {
    const whole = new Map([0, 2, 4, 6].map((i) => [i, [numbered(i), numbered(i + 1)]]));
    t.equal((await found(diskWith(whole))).records.length, 8, "records where none is missing");
    const missing: readonly [
      what: string,
      change: (segments: typeof whole) => void,
      path: string,
    ][] = [
      ["without segment 2", (segments) => segments.delete(2), segment(4)],
      ["without segment 4", (segments) => segments.delete(4), segment(6)],
      ["without 2 and 4", (segments) => segments.delete(2) && segments.delete(4), segment(6)],
      ["whose segment 2 lacks a record", (segments) => segments.set(2, [numbered(2)]), segment(4)],
      ["whose segment 2 is empty", (segments) => segments.set(2, []), segment(4)],
      ["with an empty segment 9", (segments) => segments.set(9, []), segment(9)],
      ["with a segment 3 as well", (segments) => segments.set(3, [numbered(3)]), segment(3)],
    ];
    for (const [what, change, path] of missing) {
      const segments = new Map(whole);
      change(segments);
      const disk = diskWith(segments);
      const before = disk.files();
      t.given("opened", `segments of two records each, ${what}`);
      const error = await t.fails(() => found(disk), "CORRUPTION");
      const { path: at, offset } = error as CorruptionError;
      t.equal({ at, offset }, { at: path, offset: 0 }, "the error");
      t.equal(disk.files(), before, "the files");
      t.equal(disk.openFiles, 0, "open files");
    }
    const later = new Map([...whole].slice(1));
    t.given("opened", "the same, without segment 0: it may have been truncated");
    t.equal((await found(diskWith(later))).firstIndex, 2, "firstIndex");
  },
);

law(
  "any-flipped-bit",
  "a bit that flips anywhere is an error that names its fragment, or costs no more than the last unsyncedBytesMax",
  { hint: "A crash, or rot?" },
  async (t) => {
    const unsyncedBytesMax = 5000;
    const random = seededRandom(t.seed);
    const counts = { errors: 0, cuts: 0, harmless: 0 };
    const segments = [0, 1, 2].map((number) => {
      const lengths = Array.from({ length: 12 }, () =>
        random.below(random.below(3) ? 3000 : 25_000),
      );
      return logOf(
        [...lengths, 30_000, ...new Array(6).fill(1000)].map((length, i) =>
          filled(length, 20 * number + i),
        ),
      );
    });
    const all = segments.flatMap((log) => log.records.map(({ record }) => record));
    for (let flip = 0; flip < 240; flip++) {
      const disk = new SimDisk();
      for (const [i, log] of segments.entries()) disk.install(segment(19 * i), log.bytes);
      const number = flip % 2 === 0 ? 2 : random.below(2);
      const { bytes, records } = segments[number]!;
      const end = flip % 4 === 0 ? 8000 : 0;
      const at = bytes.length - 1 - random.below(end || bytes.length);
      disk.flipBit(segment(19 * number), at, random.below(8));
      const fragments = records.flatMap((placed, index) =>
        placed.fragments.map((fragment) => ({ ...fragment, index })),
      );
      const hit = fragments.find(({ offset, end: behind }) => offset <= at && at < behind);
      t.given("flipped", `a bit of byte ${at} of ${segment(19 * number)}`);
      t.did("its fragment", hit ?? "none: a trailer");
      try {
        const { records: got, recovered } = await found(disk, { unsyncedBytesMax });
        const whole = hit === undefined ? 57 : 38 + hit.index;
        t.equal(got.length, whole, "records");
        t.holds(Buffer.compare(joined(got), joined(all.slice(0, whole))) === 0, "other records");
        t.equal(recovered.cut?.offset, hit && records[hit.index]!.start, "where it was cut");
        if (hit === undefined) counts.harmless += 1;
        else {
          counts.cuts += 1;
          t.equal(number, 2, "the segment that was cut, of 0 to 2");
          // What a search can find begins in a later block.
          const findable = records.filter(
            ({ fragments: [first] }) => first!.offset >= nextBlock(hit.offset),
          );
          const begin = findable.at(-1)?.fragments[0]?.offset ?? 0;
          t.atMost(begin - hit.offset, unsyncedBytesMax + 5, "bytes to the last whole record");
        }
      } catch (error) {
        if (codeOf(error) !== "CORRUPTION") throw error;
        counts.errors += 1;
        const { path, offset } = error as CorruptionError;
        t.equal({ path, offset }, { path: segment(19 * number), offset: hit?.offset }, "the error");
      }
    }
    t.floor("errors", counts.errors, 100);
    t.floor("cuts", counts.cuts, 20);
  },
);

law(
  "written-again",
  "what recovery hands out survives the next power cut, also where the process before had a sync that failed",
  { hint: "Written again" },
  async (t) => {
    let faults = 0;
    const options = { policy: "lazy", unsyncedBytesMax: 250 } as const;
    const survives = async (disk: SimDisk) => {
      const first = await found(disk, options);
      t.did("opened", `again: ${first.records.length} records`);
      t.holds(first.records.length >= 3, "a record that was synced is gone");
      const second = await found(disk.crash({ mode: "lost" }), options);
      t.did("cut", "the power, and opened again");
      t.equal(second.records.length, first.records.length, "records");
      t.equal(second.recovered.cut, undefined, "what was cut");
    };
    for (const pages of FAILED_PAGES) {
      for (const lengths of [[20], [3000], [20, 20, 20, 20], [20, 20, 40_000], [90, 90, 90]]) {
        const { disk, log } = await newLog(options);
        for (let i = 0; i < 3; i++) await log.append(numbered(i));
        await log.sync();
        disk.failSync({ pages });
        t.given(
          "failed",
          `the sync of records of ${lengths} bytes, pages ${pages}, at most 250 unsynced`,
        );
        for (const length of lengths) await log.append(filled(length));
        await t.fails(() => log.sync(), "LOG_FAILED");
        faults += disk.faults.failedSyncs;
        await survives(disk);
      }
      const { disk, log } = await newLog(options);
      for (let i = 0; i < 3; i++) await log.append(numbered(i));
      await log.sync();
      disk.syncs = "held";
      disk.failSync({ pages });
      await log.append(numbered(3));
      const sync = watched(log.sync());
      await turns();
      disk.failWrites();
      const append = watched(log.append(filled(40)));
      await endSyncs(disk);
      t.given("failed", `a sync, pages ${pages}, and while it was under way a write, after a half`);
      refused(t, sync, "LOG_FAILED", "the sync");
      refused(t, append, "LOG_FAILED", "the append");
      disk.syncs = "soon";
      faults += disk.faults.failedSyncs;
      await survives(disk);
    }
    t.floor("failed syncs", faults, 12);
  },
);

law(
  "opening-costs",
  "opening a large segment reads it about once, a block at a time while it hands out, and writes again its last unsyncedBytesMax and last record",
  { hint: "Written again" },
  async (t) => {
    const records = Array.from({ length: 300 }, (_, i) => filled(4000, i));
    const { bytes } = logOf(records);
    const disk = diskWithBytes(bytes);
    t.did("opened", `a segment of ${bytes.length} bytes, at most 20,000 of them unsynced`);
    const readAt: number[] = [];
    const replay = () => void readAt.push(disk.counts.bytesRead);
    const options = { unsyncedBytesMax: 20_000, policy: "lazy", replay } as const;
    const log = await Log.open(disk, DIRECTORY, options);
    t.equal(readAt.length, 300, "records that were handed out");
    t.atMost(
      bytes.length - (readAt[299]! - readAt[0]!),
      4 * BLOCK_SIZE_BYTES,
      "bytes that were not read between the first record that was handed out and the last",
    );
    t.atMost(disk.counts.bytesWritten, 20_000 + 4000 + 2 * HEADER_BYTES + 4096, "bytes written");
    t.atMost(disk.counts.bytesRead, 2 * bytes.length + 100_000, "bytes read");
    const { syncs } = disk.counts;
    t.atMost(syncs, 2, "syncs");
    await log.append(filled(4000));
    t.did("appended", "a record, policy lazy");
    t.equal(disk.counts.syncs, syncs, "syncs, since nothing is unsynced after opening");
    await log.close();
  },
);

law(
  "fault-while-opening",
  "an open that meets a fault rejects with the disk's error and leaves no handle; the next one finds everything",
  { hint: "Written again" },
  async (t) => {
    const faults: readonly [string, (disk: SimDisk) => void][] = [
      ["write", (disk) => disk.failWrites()],
      ["sync", (disk) => disk.failSync()],
      ["sync of a directory", (disk) => disk.failDirectorySync()],
      ["second sync of a directory", (disk) => disk.failDirectorySync({ nth: 2 })],
    ];
    for (const [what, arm] of faults) {
      const disk = diskWith(
        new Map([
          [0, [numbered(0)]],
          [1, [numbered(1), numbered(2)]],
        ]),
      );
      arm(disk);
      t.given("opened", `a log, with a ${what} that fails`);
      await t.fails(() => found(disk), "EIO");
      t.equal(disk.openFiles, 0, "open files");
      t.equal((await found(disk)).records.length, 3, "records, when it was opened again");
      const left = await found(disk.crash({ mode: "lost" }));
      t.equal(left.records.length, 3, "records after the power was cut");
    }
    const { bytes, begin, bad } = manyDamages();
    const options = { unsyncedBytesMax: begin - bad - 6 };
    const rotten = diskWithBytes(bytes);
    t.given("opened", "a log with rot");
    await t.fails(() => found(rotten, options), "CORRUPTION");
    for (let nth = 1; nth <= rotten.counts.reads; nth++) {
      const disk = diskWithBytes(bytes);
      disk.failReads({ nth });
      t.given("opened", `a log with rot, on a disk of which read ${nth} fails`);
      const error = await t.fails(() => found(disk, options));
      const code = codeOf(error) ?? "";
      t.holds(["EIO", "CORRUPTION"].includes(code), `it rejected with ${error}`);
      t.equal(disk.openFiles, 0, "open files");
      t.bytes(disk.contents(segment(0)), bytes);
    }
  },
);

law(
  "crashes-of-one-writer",
  "after every crash, there is all that one writer had acknowledged, and what is there is a prefix",
  { hint: "Written again" },
  async (t) => {
    const run = await oneWriter(t);
    const { rotations, removals } = inOrder(t, run.disk, 60);
    t.floor("rotations", rotations, 5);
    t.floor("removals", removals, 4);
    t.floor("crashes", await run.survives(t), 300);
  },
);

law(
  "crashes-of-many-writers",
  "after every crash, there is all that seven writers had acknowledged, and what is there is a prefix",
  { hint: "Written again" },
  async (t) => {
    const run = await manyWriters(t);
    const { rotations } = inOrder(t, run.disk, 260);
    t.floor("rotations", rotations, 3);
    t.floor("acknowledged records", run.acknowledged.length, 56);
    t.floor("crashes", await run.survives(t), 400);
  },
);

law(
  "crashes-under-interval",
  "after every crash under interval, there is all that was synced, and no damage is an error",
  { hint: "A crash, or rot?" },
  async (t) => {
    const run = await unwaited(t, "interval");
    inOrder(t, run.disk, 700);
    t.floor("crashes", await run.survives(t), 300);
  },
);

law(
  "crashes-under-lazy",
  "after every crash under lazy, there is all that was synced, and no damage is an error",
  { hint: "A crash, or rot?" },
  async (t) => {
    const run = await unwaited(t, "lazy");
    inOrder(t, run.disk, 700);
    t.floor("crashes", await run.survives(t), 300);
  },
);

law(
  "crashes-of-recovery",
  "a crash during recovery takes nothing: of 30 crashes the recovery, at each of its operations",
  { hint: "Written again" },
  async (t) => {
    const random = seededRandom(t.seed);
    let visited = 0;
    for (const run of [await oneWriter(t), await manyWriters(t), await unwaited(t, "lazy")]) {
      const all = [...crashes(run.disk, { seed: t.seed })];
      for (let i = 0; i < 10; i++) {
        const { at, disk, replay } = all[random.below(all.length)]!;
        await found(disk, run.options);
        for (const crash of crashes(disk, { seed: t.seed + i })) {
          visited += 1;
          const where = () =>
            `${replay}, and during recovery\n${crash.replay}\n${disk.log(crash.at)}`;
          run.holds(t, await found(crash.disk, run.options), at, where);
        }
      }
    }
    t.floor("crashes during recovery", visited, 500);
  },
);

/** Appends through a fault; where the log fails it is opened again on the same disk. */
async function throughFault(t: Trial, arm: (disk: SimDisk) => void): Promise<Run> {
  const run = new Run(new SimDisk(), { segmentSizeBytes: 250, unsyncedBytesMax: 120 });
  await run.open(t);
  for (let i = 0; i < 3; i++) await run.append(numbered(i, 30));
  arm(run.disk);
  const tried = Array.from({ length: 9 }, (_, i) => run.tryAppend(numbered(10 + i, 20 + 25 * i)));
  await Promise.all(tried);
  if (run.log.failure === undefined) await run.log.close();
  else await run.log.close().catch(() => {});
  run.disk.capacityBytes = Number.POSITIVE_INFINITY;
  return run;
}

law(
  "faults",
  "after any fault the log, opened again on that disk, has all that was acknowledged, and so after the power cut that follows",
  { hint: "A failure is final" },
  async (t) => {
    const arms: [string, (disk: SimDisk) => void][] = [];
    for (const pages of FAILED_PAGES) {
      for (let nth = 1; nth <= 7; nth++) {
        arms.push([`sync ${nth} fails, ${pages}`, (disk) => disk.failSync({ nth, pages })]);
      }
    }
    for (let nth = 1; nth <= 6; nth++) {
      arms.push([`write ${nth} fails`, (disk) => disk.failWrites({ nth })]);
      const room = 90 * nth;
      arms.push([
        `there is room for ${room} bytes more`,
        (disk) => {
          disk.capacityBytes = disk.usedBytes + room;
        },
      ]);
    }
    for (let nth = 1; nth <= 3; nth++) {
      arms.push([`directory sync ${nth} fails`, (disk) => disk.failDirectorySync({ nth })]);
    }
    let [visited, faults, rejected] = [0, 0, 0];
    for (const [what, arm] of arms) {
      t.given("appended", `nine records at once; ${what}; then opened again and went on`);
      const run = await throughFault(t, arm);
      faults += Object.values(run.disk.faults).reduce((sum, each) => sum + each, 0);
      rejected += run.rejected;
      // A fault that still waits meets the opening.
      await run.open(t).catch((error) => {
        if (codeOf(error) === "EIO") return run.open(t);
        throw error;
      });
      const from = run.disk.operations;
      await run.append(numbered(50, 30));
      await run.append(numbered(51, 200));
      await run.log.close();
      visited += await run.survives(t, { from });
    }
    t.floor("faults", faults, 24);
    t.floor("appends that were rejected", rejected, 60);
    t.floor("crashes", visited, 600);
  },
);
