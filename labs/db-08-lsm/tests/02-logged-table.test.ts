import { encodeRecord } from "@labs/db-03";
import { type Lookup, MemTable } from "@labs/db-05";
import { applyBatch, type LogEnd, LoggedTable, replayLog } from "@labs/db-08";
import { step } from "@labs/grader/testing";
import { watched } from "@labs/grader/testing/promises";
import { seededRandom } from "@labs/machine";
import { crashes, type SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import {
  anyChange,
  batchOf,
  type Change,
  deleted,
  filled,
  put,
  recordOf,
  utf8,
} from "./batches.ts";
import {
  causeOf,
  DIRECTORY,
  diskWithDirectory,
  diskWithLog,
  ENDS,
  fileOf,
  heldBy,
  heldOf,
  Journal,
  LOG,
  logOf,
  logOfWrites,
  modelReplay,
  newTable,
  numbered,
  refused,
  replayed,
  replayedOn,
  settled,
  turns,
  type Written,
} from "./logs.ts";

const law = step("logged-table");

const PEAR = [put("pear", "green")];
const LEEK = [deleted("leek"), put("fig", "blue")];
/** Four writes, of one to three changes. */
const FOUR = numbered([PEAR, LEEK, [put("pear", "yellow"), deleted("fig")], [put("plum", "red")]]);

const textOf = (found: Lookup | undefined) =>
  found?.kind === "value" ? Buffer.from(found.value).toString() : found?.kind;

/** A value of so many bytes under a key of its own. */
const large = (length: number, seed: number): Change => ({
  key: utf8(`key ${seed}`),
  value: filled(length, seed),
});

/** The record of a write. */
const recordOfWrite = ({ sequence, changes }: Written) => recordOf(sequence, changes);

/** The ends of the records of a log of these writes. */
function endsOf(writes: readonly Written[]): number[] {
  return writes.map((_, i) => logOfWrites(writes.slice(0, i + 1)).length);
}

law(
  "apply",
  "applyBatch adds each change to the memtable under its own number: the first one's, and one more for each",
  { hint: "A number for each change" },
  (t) => {
    const memtable = new MemTable(seededRandom(1));
    t.did("applied", 'put "pear" "green", delete "pear", put "pear" "yellow" from sequence 10 on');
    const batch = batchOf([put("pear", "green"), deleted("pear"), put("pear", "yellow")]);
    applyBatch(batch, 10, memtable);
    t.equal(memtable.count, 3, "entries");
    const seen = [9, 10, 11, 12, 13].map((at) => textOf(memtable.get(utf8("pear"), at)));
    t.equal(seen, [undefined, "green", "deleted", "yellow", "yellow"], '"pear" at 9, 10 … 13');
    t.did("applied", "no changes from sequence 13 on");
    applyBatch(batchOf([]), 13, memtable);
    t.equal(memtable.count, 3, "entries");
  },
);

law(
  "create",
  "create makes the empty log of its number, and a memtable with nothing in it",
  { hint: "A file with a name" },
  async (t) => {
    const { disk, table } = await newTable();
    t.did("created", 'log 7 in "db"');
    t.equal(disk.list(DIRECTORY), ["000007.log"], "names in the directory");
    t.equal(disk.contents(LOG).length, 0, "bytes in the log");
    t.equal([table.number, table.memtable.count], [7, 0], "number, and entries of the memtable");
    t.equal(disk.openFiles, 1, "open files");
    t.given("created", "log 1234567 in the root of the disk");
    const other = await LoggedTable.create(disk, "", 1_234_567, seededRandom(1));
    t.equal(disk.list(""), ["1234567.log", "db"], "names in the root");
    t.equal(other.number, 1_234_567, "number");
  },
);

law(
  "the-name-is-durable",
  "create resolves when the log's name is durable: a synced write into a file without one is lost with it",
  { hint: "A file with a name" },
  async (t) => {
    const disk = await diskWithDirectory({ syncs: "held" });
    const create = watched(LoggedTable.create(disk, DIRECTORY, 7, seededRandom(1)));
    await turns();
    t.did("created", "a log, on a disk that takes its time");
    t.equal(create.state, "pending", "create, before the directory is synced");
    disk.completeSyncs();
    await turns();
    t.equal(create.state, "resolved", "create, when the directory is synced");
    t.holds(disk.crash({ mode: "lost" }).exists(LOG), "the log has lost its name in a crash");
    t.equal(disk.counts.directorySyncs, 2, "syncs of directories, with one before");
  },
);

law(
  "create-fails",
  "where create fails it rejects with the disk's error, and leaves no handle open and no other's log changed",
  { hint: "A file with a name" },
  async (t) => {
    const disk = diskWithLog(logOfWrites(FOUR));
    const refuse = async (directory: string, code: string) => {
      const create = await settled(t, LoggedTable.create(disk, directory, 7, seededRandom(1)));
      refused(t, create, code, "create");
      t.equal(disk.openFiles, 0, "open files");
    };
    t.given("created", "log 7, which is there already");
    await refuse(DIRECTORY, "EEXIST");
    t.bytes(disk.contents(LOG), logOfWrites(FOUR));
    t.given("created", "log 7 in a directory that is not there");
    await refuse("nowhere", "ENOENT");
    t.given("created", "log 7, and the sync of its directory failed");
    disk.failDirectorySync();
    await refuse("", "EIO");
    t.floor("directory syncs that failed", disk.faults.failedDirectorySyncs, 1);
  },
);

law(
  "log-first",
  "a write is one record of the log, the batch's own bytes, and is in the memtable when write returns",
  { hint: "First the log" },
  async (t) => {
    const { disk, table } = await newTable();
    for (const [i, { sequence, changes }] of FOUR.entries()) {
      table.write(batchOf(changes), sequence);
      t.did("wrote", `${changes.length} changes from sequence ${sequence} on`);
      t.bytes(disk.contents(LOG), logOfWrites(FOUR.slice(0, i + 1)));
      t.equal(heldBy(table.memtable), heldOf(FOUR.slice(0, i + 1)), "what the memtable holds");
    }
    t.equal(disk.counts.syncs, 0, "syncs of the disk: write makes none");
    t.did("wrote", "a batch without changes");
    table.write(batchOf([]), 20);
    t.bytes(disk.contents(LOG), logOf([...FOUR.map(recordOfWrite), recordOf(20, [])]));
    t.equal(table.memtable.count, 6, "entries of the memtable");
  },
);

law(
  "blocks",
  "records are cut where blocks of the log end, and begin where the one before ended",
  { hint: "First the log" },
  async (t) => {
    const { disk, table } = await newTable();
    const sizes = [32_700, 10, 100, 70_000, 28_000, 40];
    const writes = numbered(sizes.map((size, i) => [large(size, i)]));
    t.did("wrote", `values of ${sizes.join(", ")} bytes`);
    for (const [i, { sequence, changes }] of writes.entries()) {
      if (i % 2 === 0) table.write(batchOf(changes), sequence);
      else await table.writeSynced(batchOf(changes), sequence);
    }
    t.bytes(disk.contents(LOG), logOfWrites(writes));
  },
);

law(
  "borrowed",
  "a batch that was written is the caller's again: what becomes of it changes neither log nor memtable",
  { hint: "First the log" },
  async (t) => {
    const { disk, table } = await newTable();
    const batch = batchOf(PEAR);
    table.write(batch, 1);
    batch.clear();
    batch.put(utf8("kiwi"), utf8("brown"));
    await table.writeSynced(batch, 2);
    batch.clear();
    t.did(
      "wrote",
      'put "pear" "green", and in the same batch, cleared, put "kiwi" "brown", synced',
    );
    const writes = numbered([PEAR, [put("kiwi", "brown")]]);
    t.equal(heldBy(table.memtable), heldOf(writes), "what the memtable holds");
    t.bytes(disk.contents(LOG), logOfWrites(writes));
  },
);

law(
  "synced-first",
  "writeSynced shows nothing to anybody before the disk's sync has ended; then it resolves",
  { hint: "Durable, then visible" },
  async (t) => {
    const { disk, table } = await newTable();
    table.write(batchOf(PEAR), 1);
    disk.syncs = "held";
    const write = watched(table.writeSynced(batchOf(LEEK), 2));
    t.did(
      "wrote",
      'a pear; then synced: delete "leek", put "fig" "blue", on a disk that takes its time',
    );
    await turns();
    t.equal(disk.pendingSyncs, 1, "syncs under way");
    t.equal(write.state, "pending", "the write");
    t.equal(heldBy(table.memtable), heldOf(FOUR.slice(0, 1)), "what the memtable holds");
    t.did("ended", "the disk's sync");
    disk.completeSyncs();
    await turns();
    t.equal(write.state, "resolved", "the write");
    t.equal(heldBy(table.memtable), heldOf(FOUR.slice(0, 2)), "what the memtable holds");
    t.equal(disk.counts.syncs, 1, "syncs of the disk");
  },
);

law(
  "synced-is-durable",
  "what writeSynced has resolved for is there after the power was cut, with all that was written before",
  { hint: "Durable, then visible" },
  async (t) => {
    const { disk, table } = await newTable();
    table.write(batchOf(PEAR), 1);
    await table.writeSynced(batchOf(LEEK), 2);
    table.write(batchOf(FOUR[2]!.changes), 4);
    t.did(
      "wrote",
      "a pear; then two changes, synced; then two more, not synced; then the power was cut",
    );
    const { writes, dropped } = replayedOn(disk.crash({ mode: "lost" }), "torn");
    t.equal(writes, FOUR.slice(0, 2), "what is replayed");
    t.equal(dropped, undefined, "what is dropped");
  },
);

law(
  "sync",
  "sync resolves when all that was written is durable: one sync of the disk for many writes, none for nothing",
  { hint: "Durable, then visible" },
  async (t) => {
    const { disk, table } = await newTable();
    await table.sync();
    t.equal(disk.counts.syncs, 0, "syncs of the disk, with nothing written");
    for (const { sequence, changes } of FOUR) table.write(batchOf(changes), sequence);
    disk.syncs = "held";
    const sync = watched(table.sync());
    await turns();
    t.did("wrote", "four batches, and synced on a disk that takes its time");
    t.equal(sync.state, "pending", "the sync");
    disk.completeSyncs();
    await turns();
    t.equal(sync.state, "resolved", "the sync, when the disk's has ended");
    t.equal(disk.counts.syncs, 1, "syncs of the disk");
    t.equal(
      replayedOn(disk.crash({ mode: "lost" }), "whole").writes,
      FOUR,
      "after the power was cut",
    );
  },
);

/** Ways in which a write fails, and the code of the cause. */
const BAD_WRITES: readonly (readonly [what: string, code: string, arm: (disk: SimDisk) => void])[] =
  [
    ["a write that fails", "EIO", (disk) => disk.failWrites()],
    [
      "room for 9 bytes",
      "ENOSPC",
      (disk) => {
        disk.capacityBytes = disk.usedBytes + 9;
      },
    ],
  ];

law(
  "a-write-that-fails",
  "a write that fails is refused with LOG_FAILED, the memtable stays as it was, and so it is with all later ones",
  { hint: "First the log" },
  async (t) => {
    for (const [what, code, arm] of BAD_WRITES) {
      for (const isSynced of [false, true]) {
        const { disk, table } = await newTable();
        await table.writeSynced(batchOf(PEAR), 1);
        arm(disk);
        t.given("wrote", `a pear; then two changes, ${isSynced ? "synced, " : ""}with ${what}`);
        const write = () => table.write(batchOf(LEEK), 2);
        const synced = () => table.writeSynced(batchOf(LEEK), 2);
        const error = isSynced ? await t.fails(synced, "LOG_FAILED") : t.fails(write, "LOG_FAILED");
        t.equal(causeOf(error), code, "the cause's code");
        disk.capacityBytes = Number.POSITIVE_INFINITY;
        t.did("mended", "the disk");
        t.fails(write, "LOG_FAILED");
        await t.fails(synced, "LOG_FAILED");
        await t.fails(() => table.sync(), "LOG_FAILED");
        t.equal(heldBy(table.memtable), heldOf(FOUR.slice(0, 1)), "what the memtable holds");
        const { writes, dropped } = replayedOn(disk, "torn");
        t.equal(writes, FOUR.slice(0, 1), "what is replayed");
        t.equal(dropped?.offset, logOfWrites(FOUR.slice(0, 1)).length, "where the rest is dropped");
      }
    }
  },
);

law(
  "a-sync-that-fails",
  "where the sync fails writeSynced rejects, and what it wrote is never in the memtable; nor is any later write",
  { hint: "Durable, then visible" },
  async (t) => {
    for (const pages of ["forgotten", "reverted"] as const) {
      const { disk, table } = await newTable();
      await table.writeSynced(batchOf(PEAR), 1);
      disk.failSync({ pages });
      t.given("wrote", `a pear; then two changes, and their sync failed, pages ${pages}`);
      const error = await t.fails(() => table.writeSynced(batchOf(LEEK), 2), "LOG_FAILED");
      t.equal(causeOf(error), "EIO", "the cause's code");
      t.equal(heldBy(table.memtable), heldOf(FOUR.slice(0, 1)), "what the memtable holds");
      t.did("wrote", "on");
      t.fails(() => table.write(batchOf([put("kiwi", "brown")]), 4), "LOG_FAILED");
      await t.fails(() => table.writeSynced(batchOf([put("kiwi", "brown")]), 4), "LOG_FAILED");
      await t.fails(() => table.sync(), "LOG_FAILED");
      t.equal(heldBy(table.memtable), heldOf(FOUR.slice(0, 1)), "what the memtable holds");
      t.equal(disk.counts.syncs, 2, "syncs of the disk");
    }
  },
);

law(
  "close",
  "close gives the handle back and syncs nothing; the memtable can be read, and no write reaches it any more",
  { hint: "A file with a name" },
  async (t) => {
    const { disk, table } = await newTable();
    table.write(batchOf(PEAR), 1);
    table.close();
    table.close();
    t.did("closed", "twice, a log with a pear");
    t.equal([disk.openFiles, disk.counts.syncs], [0, 0], "open files, and syncs of the disk");
    t.fails(() => table.write(batchOf(LEEK), 2), "LOG_CLOSED");
    await t.fails(() => table.writeSynced(batchOf(LEEK), 2), "LOG_CLOSED");
    await t.fails(() => table.sync(), "LOG_CLOSED");
    t.equal(heldBy(table.memtable), heldOf(FOUR.slice(0, 1)), "what the memtable holds");
    t.bytes(disk.contents(LOG), logOfWrites(FOUR.slice(0, 1)));
  },
);

law(
  "replayed",
  "a log gives its batches in their order, each with its number; of a whole one nothing is dropped, whatever its end may be",
  { hint: "Record by record" },
  (t) => {
    const sizes = [32_720, 3, 0, 50_000, 12];
    const logs: readonly (readonly [string, readonly Written[]])[] = [
      ["no batches", []],
      ["four batches", FOUR],
      ["batches without changes", numbered([[], PEAR, [], LEEK, []])],
      ["values of 32,720 to 50,000 bytes", numbered(sizes.map((size, i) => [large(size, i)]))],
    ];
    for (const [what, writes] of logs) {
      for (const end of ENDS) {
        const disk = diskWithLog(logOfWrites(writes));
        const file = disk.open(LOG, "existing");
        t.given("replayed", `a log of ${what}, whose end may be ${end}`);
        t.equal(replayed(file, end), { writes, dropped: undefined, error: undefined });
        t.equal(disk.openFiles, 1, "open files: the log is borrowed, and stays open");
        t.bytes(disk.contents(LOG), logOfWrites(writes));
        t.equal(disk.operations, 0, "operations that changed the disk");
      }
    }
  },
);

law(
  "the-same-memtable",
  "what was written in one process and replayed in the next is the same memtable",
  { hint: "Record by record", seconds: 15 },
  async (t) => {
    const batches = fc.array(fc.array(anyChange, { maxLength: 4 }), { maxLength: 6 });
    await t.forAll([batches, fc.array(fc.boolean())], async (given, synced) => {
      const { disk, table } = await newTable();
      const journal = new Journal(disk, table);
      for (const [i, changes] of given.entries()) {
        if (synced[i]) await journal.writeSynced(changes);
        else journal.write(changes);
      }
      table.close();
      t.did(
        "wrote",
        `batches of ${given.map(({ length }) => length).join(", ")} changes; and replayed`,
      );
      const file = disk.open(LOG, "existing");
      const memtable = new MemTable(seededRandom(2));
      for (const { sequence, batch } of replayLog(file, "whole")) {
        applyBatch(batch, sequence, memtable);
      }
      t.equal(heldBy(table.memtable), heldOf(journal.writes), "the memtable of the one");
      t.equal(heldBy(memtable), heldOf(journal.writes), "the memtable of the next");
    });
  },
);

law(
  "a-log-that-is-cut",
  "a torn log ends with its last whole record: what is behind is dropped, and told; a whole one is damaged there",
  { hint: "Where it ends" },
  (t) => {
    const bytes = logOfWrites(FOUR);
    const ends = endsOf(FOUR);
    for (let length = 0; length <= bytes.length; length++) {
      const count = ends.filter((each) => each <= length).length;
      const writes = FOUR.slice(0, count);
      const offset = ends[count - 1] ?? 0;
      const tail = { path: LOG, offset, sizeBytes: length - offset, reason: "cut" };
      const dropped = length === offset ? undefined : tail;
      for (const end of ["torn", "paranoid"] as const) {
        t.given("replayed", `the first ${length} of ${bytes.length} bytes of a log, ${end}`);
        const got = replayed(fileOf(bytes.subarray(0, length)), end);
        t.equal(got, { writes, dropped, error: undefined });
      }
      t.given(
        "replayed",
        `the first ${length} of ${bytes.length} bytes of a log that was to be whole`,
      );
      const got = replayed(fileOf(bytes.subarray(0, length)), "whole");
      t.equal(got, modelReplay(bytes.subarray(0, length), "whole"));
      t.equal(got.error === undefined, dropped === undefined, "whether all was well");
    }
  },
);

/** A log of three blocks: two small writes, one of 80,000 bytes, and two small ones. */
const THREE_BLOCKS = numbered([PEAR, LEEK, [large(80_000, 1)], PEAR, LEEK]);

law(
  "what-comes-behind",
  "whole records behind a bad place are dropped with it where the log may be torn, and are damage where it is paranoid",
  { hint: "Where it ends" },
  (t) => {
    const ends = endsOf(THREE_BLOCKS);
    const damage: Record<LogEnd, boolean> = { whole: true, torn: false, paranoid: true };
    for (const at of [0, 9, ends[0]! + 7, ends[1]! + 60_000]) {
      const bytes = logOfWrites(THREE_BLOCKS);
      bytes[at] = bytes[at]! ^ 1;
      const count = ends.filter((each) => each <= at).length;
      for (const end of ENDS) {
        t.given("flipped", `a bit of byte ${at} of ${bytes.length}, and replayed it as ${end}`);
        const got = replayed(fileOf(bytes), end);
        t.equal(got.writes, THREE_BLOCKS.slice(0, count), "the batches");
        t.equal(got.error !== undefined, damage[end], "whether it is damage");
        const offset = ends[count - 1] ?? 0;
        const sizeBytes = bytes.length - offset;
        const dropped = damage[end]
          ? undefined
          : { path: LOG, offset, sizeBytes, reason: "checksum" };
        t.equal(got.dropped, dropped, "what was dropped");
        t.equal(got, modelReplay(bytes, end));
      }
    }
  },
);

law(
  "every-bit",
  "with any bit flipped a log gives the batches before it and ends, or is damage at the path and an offset",
  { hint: "Where it ends" },
  (t) => {
    const bytes = logOfWrites(FOUR);
    let [told, thrown] = [0, 0];
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        bytes[at] = bytes[at]! ^ (1 << bit);
        const end = ENDS[(at + bit) % 3]!;
        t.given(
          "flipped",
          `bit ${bit} of byte ${at} of a log of four batches, and replayed it as ${end}`,
        );
        const got = replayed(fileOf(bytes), end);
        t.equal(got, modelReplay(bytes, end));
        if (got.error === undefined) told += 1;
        else thrown += 1;
        bytes[at] = bytes[at]! ^ (1 << bit);
      }
    }
    t.floor("logs of which the end was dropped", told, 100);
    t.floor("logs that were damage", thrown, 100);
  },
);

law(
  "records-that-are-no-batches",
  "a whole record that is no batch is damage at its start, whatever the log's end may be; those before it are given",
  { hint: "A record is not yet a write" },
  (t) => {
    const good = FOUR.map(recordOfWrite);
    const bad = [
      utf8("not a batch"),
      new Uint8Array(),
      new Uint8Array(5000),
      recordOf(9, PEAR).subarray(0, 20),
      Uint8Array.from([...recordOf(9, PEAR), 7]),
    ];
    for (const record of bad) {
      for (const at of [0, 2, 4]) {
        const records = [...good.slice(0, at), record, ...good.slice(at)];
        const bytes = logOf(records);
        const error = { path: LOG, offset: logOf(records.slice(0, at)).length };
        for (const end of ENDS) {
          t.given("replayed", `${at} batches and ${record.length} bytes that are none, as ${end}`);
          const got = replayed(fileOf(bytes), end);
          t.equal(got, { writes: FOUR.slice(0, at), dropped: undefined, error });
        }
      }
    }
    const first = numbered([[large(32_768 - 35, 1)]]);
    const bytes = logOf([...first.map(recordOfWrite), utf8("not a batch")]);
    const { length } = logOfWrites(first);
    t.given("replayed", `a batch that ends at ${length}, a trailer, and a record that is none`);
    t.holds(length > 32_768 - 7 && length < 32_768, "there is a trailer");
    t.equal(replayed(fileOf(bytes), "torn").error, { path: LOG, offset: length });
  },
);

law(
  "numbers-rise",
  "the first number of a batch is above all numbers before it, also of the logs before: else it is damage at its start",
  { hint: "A record is not yet a write" },
  (t) => {
    const writes: Written[] = [
      { sequence: 10, changes: LEEK },
      { sequence: 12, changes: PEAR },
    ];
    const cases: readonly (readonly [
      Written[],
      after: number | undefined,
      count: number | undefined,
    ])[] = [
      [writes, undefined, undefined],
      [writes, 9, undefined],
      [writes, 10, 0],
      [writes, 11, 0],
      [[writes[0]!, { sequence: 11, changes: PEAR }], undefined, 1],
      [[writes[0]!, { sequence: 10, changes: PEAR }], undefined, 1],
      [[...writes, { sequence: 3, changes: PEAR }], 1, 2],
      [[writes[0]!, { sequence: 900, changes: PEAR }], 3, undefined],
      [[{ sequence: 0, changes: PEAR }], undefined, 0],
      [[{ sequence: 1, changes: PEAR }], undefined, undefined],
    ];
    for (const [given, after, count] of cases) {
      const numbers = given.map(({ sequence, changes }) => `${changes.length} from ${sequence} on`);
      for (const end of ENDS) {
        t.given(
          "replayed",
          `batches of ${numbers.join(", ")}; after ${after ?? "nothing"}; as ${end}`,
        );
        const got = replayed(fileOf(logOfWrites(given)), end, after);
        t.equal(got.writes, given.slice(0, count), "the batches");
        const offset = logOfWrites(given.slice(0, count)).length;
        t.equal(got.error, count === undefined ? undefined : { path: LOG, offset }, "the damage");
      }
    }
  },
);

law(
  "no-changes-no-numbers",
  "a batch without changes has no number: whatever it says is passed over, and the next one need not be above it",
  { hint: "A record is not yet a write" },
  (t) => {
    const given: Written[] = [
      { sequence: 0, changes: [] },
      { sequence: 10, changes: LEEK },
      { sequence: 12, changes: [] },
      { sequence: 12, changes: PEAR },
      { sequence: 5, changes: [] },
      { sequence: 13, changes: PEAR },
    ];
    t.did(
      "replayed",
      "batches from 10, 12 and 13 on, and among them some without changes, of 0, 12 and 5",
    );
    const got = replayed(fileOf(logOfWrites(given)), "whole", 3);
    t.equal(got, { writes: given, dropped: undefined, error: undefined });
    const behind: Written[] = [...given, { sequence: 13, changes: PEAR }];
    t.did("replayed", "the same, and another one from 13 on");
    const error = { path: LOG, offset: logOfWrites(given).length };
    t.equal(replayed(fileOf(logOfWrites(behind)), "whole", 3).error, error, "the damage");
  },
);

law(
  "met-by-next",
  "an error comes from the call that meets it: all batches before it are given; one of the disk passes through",
  { hint: "Record by record" },
  (t) => {
    const writes = numbered(Array.from({ length: 6 }, (_, i) => [large(30_000, i)]));
    const bytes = logOf([...writes.map(recordOfWrite), utf8("not a batch")]);
    const file = diskWithLog(bytes).open(LOG, "existing");
    t.did("replayed", "six batches of 30,000 bytes, and a record that is none");
    const batches = replayLog(file, "torn");
    const given = writes.map(() => (batches.next().value as { sequence: number }).sequence);
    t.equal(given, [1, 2, 3, 4, 5, 6], "the numbers of the batches");
    t.fails(() => batches.next(), "CORRUPTION");

    const disk = diskWithLog(logOfWrites(writes));
    disk.failReads({ nth: 4 });
    const failing = replayLog(disk.open(LOG, "existing"), "torn");
    t.given("replayed", "six batches of 30,000 bytes, and the fourth read fails");
    let count = 0;
    t.fails(() => {
      while (!failing.next().done) count += 1;
    }, "EIO");
    t.holds(count > 0, "not one batch was given before the fourth read");
    t.floor("reads that failed", disk.faults.failedReads, 1);
  },
);

law(
  "every-crash",
  "after a crash at any moment, what is replayed is a beginning of what was written, with all that was synced",
  { hint: "Durable, then visible", seconds: 20 },
  async (t) => {
    const disk = await diskWithDirectory();
    const from = disk.operations;
    const table = await LoggedTable.create(disk, DIRECTORY, 7, seededRandom(1));
    const createdBy = disk.operations;
    const journal = new Journal(disk, table);
    const random = seededRandom(t.seed);
    for (let i = 0; i < 16; i++) {
      const length = i === 9 ? 33_000 : random.below(i % 3 === 0 ? 1500 : 120);
      const changes = [large(length, i), deleted(`key ${random.below(16)}`)];
      if (i % 4 === 2) await journal.writeSynced(changes);
      else journal.write(changes);
      if (i % 7 === 5) await journal.sync();
    }
    const records = journal.writes.map(recordOfWrite);
    let [visited, dropping, alarms] = [0, 0, 0];
    for (const { at, mode, torn, disk: left, replay } of crashes(disk, { seed: t.seed, from })) {
      visited += 1;
      const fails = (what: string) => t.holds(false, `${replay}: ${what}\n${disk.log(at)}`);
      if (!left.exists(LOG)) {
        if (at >= createdBy) fails("create had resolved, and the log is not there");
        continue;
      }
      const file = left.open(LOG, "existing");
      const batches = replayLog(file, "torn");
      let [count, end] = [0, 0];
      let step = batches.next();
      for (; !step.done; step = batches.next()) {
        const { sequence, batch } = step.value;
        const expected = records[count];
        if (expected === undefined || Buffer.compare(batch.encode(sequence), expected) !== 0) {
          fails(`batch ${count} is not the one that was written`);
        }
        count += 1;
      }
      const due = journal.due(at, mode === "kept");
      if (count < due) fails(`${due} batches were promised, and ${count} are there`);
      for (const record of records.slice(0, count)) end += encodeRecord(record, end).length;
      const isDropped = step.value !== undefined;
      if (isDropped !== file.size > end || (step.value?.offset ?? end) !== end) {
        fails(`${file.size} bytes, the last whole record ends at ${end}, and dropped is wrong`);
      }
      if (isDropped) dropping += 1;
      // In doubt, paranoid refuses what torn takes; it finds nothing else.
      const paranoid = replayed(file, "paranoid");
      if (paranoid.writes.length !== count) fails("paranoid gives other batches than torn");
      if (paranoid.error !== undefined) alarms += 1;
      if (torn && mode === "kept" && paranoid.error !== undefined) fails("a kill is no damage");
      file.close();
    }
    t.floor("crashes", visited, 150);
    t.floor("crashes with an end that was dropped", dropping, 20);
    t.atMost(alarms, dropping, "false alarms");
  },
);
