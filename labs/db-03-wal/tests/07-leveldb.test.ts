import {
  BLOCK_SIZE_BYTES,
  encodeRecord,
  HEADER_SIZE_BYTES,
  Log,
  LogReader,
  salvageLog,
  segmentPath,
} from "@labs/db-03";
import { step, type Trial } from "@labs/grader/testing";
import { emptyFolder } from "@labs/grader/testing/programs";
import { seededRandom } from "@labs/machine";
import { realDisk } from "@labs/machine/real-disk";
import { SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { badLog } from "./bad-logs.ts";
import { LevelDb } from "./leveldb.ts";
import { text } from "./promises.ts";
import { fileOf, filled, joined, logOf, modelOutcomes, outcomesOf, utf8 } from "./records.ts";
import {
  batchesOf,
  type Change,
  decodeBatch,
  del,
  encodeBatch,
  put,
  stateAfter,
  type WriteBatch,
} from "./write-batches.ts";

const law = step("leveldb");

/** Changes of all sizes, so that records begin and end everywhere in their blocks. */
function drawnChanges(seed: number, groups: number): Change[][] {
  const random = seededRandom(seed);
  const size = () =>
    [random.below(30), random.below(5000), 32_700 + random.below(120)][random.below(3)]!;
  const change = () => {
    const key = `key ${random.below(40)}`;
    return random.below(4) === 0 ? del(key) : put(key, filled(size(), random.below(1000)));
  };
  return Array.from({ length: groups }, () =>
    Array.from({ length: 1 + random.below(3) }, () => change()),
  );
}

/** What LogReader makes of a log that must be whole. */
function recordsOf(t: Trial, bytes: Uint8Array): Uint8Array[] {
  const { file } = fileOf(bytes);
  const outcomes = outcomesOf(t, file);
  t.equal(outcomes.at(-1)?.kind, "end", "the last outcome");
  return outcomes.flatMap((outcome) => (outcome.kind === "record" ? [outcome.record] : []));
}

/** The bytes of a log of these records, by the submission's own writer. */
function framed(records: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const record of records) {
    const bytes = encodeRecord(record, size);
    parts.push(bytes);
    size += bytes.length;
  }
  return joined(parts);
}

/** A new database that finds these bytes in its log; what it has then. */
async function stateWithLog(t: Trial, bytes: Uint8Array): Promise<[string, string][]> {
  const database = await LevelDb.make(t);
  database.log = bytes;
  return database.state();
}

law(
  "we-read-leveldb",
  "the records of LevelDB's log are the batches that were written, in order",
  { hint: "Their log, our reader" },
  async (t) => {
    const written = [
      [put("apple", "red")],
      [put("pear", "green")],
      [del("apple")],
      [put("a", "1"), del("b"), put("c", "")],
      [put("large", filled(100_000))],
      [put("last", "one")],
    ];
    const database = await LevelDb.make(t);
    t.did("LevelDB wrote", "two puts, a del, a batch of three, 100,000 bytes, a put");
    await database.write(written);
    const batches = recordsOf(t, database.log).map(decodeBatch);
    t.equal(batches, batchesOf(written), "the batches in its log");
  },
);

law(
  "we-read-and-write-what-leveldb-does",
  "of a hundred batches of all sizes LevelDB's log is, byte for byte, what our writer makes",
  { hint: "Their log, our reader" },
  async (t) => {
    const database = await LevelDb.make(t);
    const written = drawnChanges(t.seed, 100);
    await database.write(written);
    const { log } = database;
    t.did("LevelDB wrote", `100 batches, ${log.length} bytes`);
    const records = recordsOf(t, log);
    t.floor("batches", records.length, 100);
    t.equal(records.map(decodeBatch), batchesOf(written), "the batches in its log");
    t.bytes(framed(records), log);
    t.bytes(framed(batchesOf(written).map(encodeBatch)), log);
  },
);

law(
  "leveldb-reads-ours",
  "LevelDB opens a folder whose log we wrote, and has every key",
  { hint: "Our log, their database" },
  async (t) => {
    const batches = batchesOf(drawnChanges(t.seed, 120));
    const bytes = framed(batches.map(encodeBatch));
    t.did("put in the place of LevelDB's log", `${bytes.length} bytes, 120 batches`);
    t.equal(await stateWithLog(t, bytes), stateAfter(batches), "what LevelDB has");
  },
);

law(
  "leveldb-reads-our-torn-log",
  "of a log that is cut anywhere LevelDB has what stands whole before the cut",
  { hint: "Our log, their database" },
  async (t) => {
    const batches = batchesOf(drawnChanges(t.seed, 14));
    const log = logOf(batches.map(encodeBatch));
    const bytes = framed(batches.map(encodeBatch));
    const random = seededRandom(t.seed);
    for (let i = 0; i < 8; i++) {
      const { start, end } = log.records[2 + random.below(12)]!;
      const size = [start, start + 1, start + 6, end - 1, start + random.below(end - start)][
        i % 5
      ]!;
      const whole = log.records.filter((each) => each.end <= size).length;
      t.given("cut", `a log of ${bytes.length} bytes at ${size}, behind ${whole} whole batches`);
      const state = await stateWithLog(t, bytes.subarray(0, size));
      t.equal(state, stateAfter(batches.slice(0, whole)), "what LevelDB has");
    }
  },
);

law(
  "leveldb-reads-a-segment",
  "a segment of Log, on the real disk, is a log that LevelDB opens",
  { hint: "Our log, their database" },
  async (t) => {
    const batches: WriteBatch[] = batchesOf(drawnChanges(t.seed, 60));
    const disk = realDisk(emptyFolder(t));
    t.did("appended", "60 batches to a Log on the real disk, by four writers, in two openings");
    for (const half of [batches.slice(0, 30), batches.slice(30)]) {
      const log = await Log.open(disk, "wal");
      await Promise.all(half.map((batch) => log.append(encodeBatch(batch))));
      await log.close();
    }
    const file = disk.open(segmentPath("wal", 0), "existing");
    t.cleanup(() => file.close());
    const bytes = file.readExactly(0, file.size);
    t.equal(await stateWithLog(t, bytes), stateAfter(batches), "what LevelDB has");
  },
);

law(
  "log-opens-leveldbs",
  "Log opens a log that LevelDB wrote, and goes on with it",
  { hint: "Their log, our reader" },
  async (t) => {
    const written = drawnChanges(t.seed, 40);
    const database = await LevelDb.make(t);
    await database.write(written);
    const disk = new SimDisk();
    disk.install(segmentPath("wal", 0), database.log);
    const records: Uint8Array[] = [];
    t.did("opened", "the log that LevelDB wrote for 40 batches, as segment 0");
    const log = await Log.open(disk, "wal", { replay: (record) => void records.push(record) });
    t.equal(log.recovered, { records: 40 }, "recovered");
    t.equal(records.map(decodeBatch), batchesOf(written), "what was handed out");
    const more = batchesOf([...written, [put("more", "of it")]]).slice(-1);
    for (const batch of more) await log.append(encodeBatch(batch));
    await log.close();
    const all = [...batchesOf(written), ...more];
    const state = await stateWithLog(t, disk.contents(segmentPath("wal", 0)));
    t.equal(state, stateAfter(all), "what LevelDB has of it, with one batch more");
  },
);

law(
  "salvage-of-a-whole-log",
  "from a log without damage salvage makes the same log, LevelDB's or ours, and has lost nothing",
  { hint: "Every whole record, framed anew" },
  async (t) => {
    const lengths = [0, 10, 32_000, 750, 3, 70_000, 32_754, 1];
    const { bytes } = logOf(lengths.map((length, i) => filled(length, i)));
    const { file } = fileOf(bytes);
    const disk = new SimDisk();
    const to = disk.open("new", "new");
    t.did("salvaged", `a log of ${lengths.length} records`);
    t.equal(salvageLog(file, to), { records: lengths.length, lost: [] });
    t.bytes(disk.contents("new"), bytes);
    t.equal(disk.counts.syncs, 0, "syncs");
    t.equal(disk.openFiles, 1, "open files: it is the caller who closes them");
    const database = await LevelDb.make(t);
    await database.write(drawnChanges(t.seed, 60));
    const { log } = database;
    t.given("salvaged", `LevelDB's log of 60 batches, ${log.length} bytes`);
    const target = new SimDisk();
    t.equal(salvageLog(fileOf(log).file, target.open("new", "new")), { records: 60, lost: [] });
    t.bytes(target.contents("new"), log);
  },
);

law(
  "salvage",
  "from any log salvage takes every whole record, in order, and tells each stretch that is lost",
  { hint: "Every whole record, framed anew" },
  async (t) => {
    let [damaged, torn] = [0, 0];
    await t.forAll([fc.nat({ max: 2 ** 31 - 1 })], (seed) => {
      const { bytes, story } = badLog(seed);
      t.did("the log", story);
      const outcomes = modelOutcomes(bytes);
      const records = outcomes.flatMap((each) => (each.kind === "record" ? [each.record] : []));
      const lost = outcomes.flatMap((each) => {
        if (each.kind === "record" || each.kind === "end") return [];
        const end = each.kind === "damaged" ? each.resumesAt : bytes.length;
        return [{ start: each.start, end, reason: each.reason }];
      });
      for (const { kind } of outcomes) {
        if (kind === "damaged") damaged += 1;
        if (kind === "torn") torn += 1;
      }
      const { disk: source, file } = fileOf(bytes);
      const disk = new SimDisk();
      const to = disk.open("new", "new");
      t.equal(salvageLog(file, to), { records: records.length, lost });
      t.bytes(disk.contents("new"), logOf(records).bytes);
      t.bytes(source.contents("log"), bytes);
    });
    t.floor("stretches of damage", damaged, 30);
    t.floor("torn ends", torn, 50);
  },
);

law(
  "salvage-behind-others",
  "what is salvaged goes behind the records that are there, so that two logs become one",
  { hint: "Every whole record, framed anew" },
  (t) => {
    const [first, second] = [
      [utf8("one"), filled(20_000)],
      [filled(30_000, 1), utf8("two"), filled(5, 2)],
    ];
    const disk = new SimDisk();
    const to = disk.open("new", "new");
    t.did("salvaged", "a log of two records and one of three, into the same file");
    salvageLog(fileOf(logOf(first).bytes).file, to);
    t.equal(salvageLog(fileOf(logOf(second).bytes).file, to), { records: 3, lost: [] });
    t.bytes(disk.contents("new"), logOf([...first, ...second]).bytes);
    const reader = new LogReader(to);
    for (const record of [...first, ...second]) {
      const found = reader.next();
      t.equal(found.kind, "record", "the next outcome");
      if (found.kind === "record") t.bytes(found.record, record);
    }
    t.equal(reader.next().kind, "end", "the last outcome");
  },
);

law(
  "salvage-fault",
  "what a disk refuses salvage throws, a read as a write; what was saved before it is there, record by record",
  { hint: "Every whole record, framed anew" },
  (t) => {
    const records = Array.from({ length: 90 }, (_, i) => filled(4000, i));
    const { bytes } = logOf(records);
    const salvaged = (arm: (from: SimDisk, to: SimDisk) => void) => {
      const { disk: from, file } = fileOf(bytes);
      const to = new SimDisk();
      arm(from, to);
      return { from, to, salvage: () => salvageLog(file, to.open("new", "new")) };
    };
    const clean = salvaged(() => {});
    clean.salvage();
    const { reads } = clean.from.counts;
    t.floor("reads of a log of 11 blocks", reads, 2);
    for (let nth = 1; nth <= reads; nth++) {
      const { to, salvage } = salvaged((from) =>
        from.failReads({ nth, times: Number.POSITIVE_INFINITY }),
      );
      t.given("salvaged", `a log of ${bytes.length} bytes, of which read ${nth} fails`);
      t.fails(salvage, "EIO");
      const saved = to.contents("new");
      t.bytes(saved, bytes.subarray(0, saved.length));
    }
    for (const room of [0, 10_000, 200_000]) {
      const { from, to, salvage } = salvaged((_, disk) => {
        disk.capacityBytes = room;
      });
      t.given("salvaged", `a log of ${bytes.length} bytes, with room for ${room}`);
      t.fails(salvage, "ENOSPC");
      const saved = to.contents("new");
      t.bytes(saved, bytes.subarray(0, saved.length));
      t.atMost(room - saved.length, records[0]!.length + 2 * HEADER_SIZE_BYTES, "bytes not used");
      t.atMost(from.counts.bytesRead, room + 4 * BLOCK_SIZE_BYTES, "bytes read by then");
    }
  },
);

law(
  "leveldb-reads-what-was-salvaged",
  "LevelDB opens what was salvaged of its own damaged log, and lacks the damaged batch and what none could find",
  { hint: "Every whole record, framed anew" },
  async (t) => {
    const database = await LevelDb.make(t);
    const written = Array.from({ length: 20 }, (_, i) => [put(`key ${i}`, filled(9000, i))]);
    await database.write(written);
    const bytes = database.log;
    bytes[bytes.length >> 1]! ^= 16;
    t.did("flipped", `a bit in the middle of LevelDB's log of ${bytes.length} bytes`);
    const disk = new SimDisk();
    const { records, lost } = salvageLog(fileOf(bytes).file, disk.open("new", "new"));
    t.equal(lost.length, 1, "stretches that were lost");
    t.holds(records >= 15 && records < 20, `${records} of 20 batches were saved`);
    const batches = recordsOf(t, disk.contents("new")).map(decodeBatch);
    t.equal(await stateWithLog(t, disk.contents("new")), stateAfter(batches), "what LevelDB has");
    t.bytes(text(batches[0]!.changes[0]!.key), "key 0");
    t.bytes(text(batches.at(-1)!.changes[0]!.key), "key 19");
  },
);
