import { encodeInternalKey, MemTable, ValueType } from "@labs/db-05";
import type { TableWriterOptions } from "@labs/db-06";
import { bloomFilterPolicy } from "@labs/db-07";
import { applyBatch, TableOutput, type TablePlace, writeTable } from "@labs/db-08";
import { step, type Trial } from "@labs/grader/testing";
import { watched } from "@labs/grader/testing/promises";
import { DiskError, seededRandom } from "@labs/machine";
import { crashes, type SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { anyChange, batchOf, filled, utf8 } from "./batches.ts";
import { failuresOf } from "./disk-faults.ts";
import { DIRECTORY, diskWithDirectory, refused, settled, turns } from "./logs.ts";
import {
  type Entry,
  entriesOf,
  inOrder,
  isTable,
  LentRun,
  NO_SLICES,
  OPTIONS,
  pausesAfter,
  placeOn,
  sizeOf,
  TABLE,
  tableOf,
} from "./runs.ts";

const law = step("flush");

const TEN = entriesOf(10);
/** A table of 75 entries of 1,017 bytes: two writes. */
const BIG = entriesOf(75, 1000);

/** An output for table 8 with these entries in it. */
function outputOf(disk: SimDisk, entries: readonly Entry[], more: Partial<TablePlace> = {}) {
  const output = new TableOutput(placeOn(disk, more), 8);
  for (const [key, value] of entries) output.add(key, value);
  return output;
}

/** No file but those that were there, and no handle. */
function nothingIsLeft(t: Trial, disk: SimDisk, names: readonly string[] = []): void {
  t.equal(disk.list(DIRECTORY), names, "names in the directory");
  t.equal(disk.openFiles, 0, "open files");
}

law(
  "output",
  "a TableOutput is the file of its number, with what db-06's TableWriter makes of its entries",
  { hint: "A file and a writer" },
  async (t) => {
    const disk = await diskWithDirectory();
    const entries = entriesOf(200);
    const output = new TableOutput(placeOn(disk), 8);
    t.did("made", 'table 8 in "db"');
    t.equal(disk.list(DIRECTORY), ["000008.ldb"], "names in the directory");
    t.equal([output.number, output.count, output.sizeBytes], [8, 0, 0], "number, count, sizeBytes");
    for (const [key, value] of entries.slice(0, 100)) output.add(key, value);
    t.did("added", "100 of 200 entries of 115 bytes");
    t.equal(output.count, 100, "count");
    t.holds(
      output.sizeBytes > 8000,
      `sizeBytes is ${output.sizeBytes}, and two blocks are complete`,
    );
    for (const [key, value] of entries.slice(100)) output.add(key, value);
    const found = await output.finish();
    t.did("added", "the others, and finished");
    const expected = tableOf(entries);
    t.bytes(disk.contents(TABLE), expected);
    t.equal(found, {
      number: 8,
      sizeBytes: expected.length,
      smallest: entries[0]![0],
      largest: entries[199]![0],
    });
    t.equal([output.count, output.sizeBytes], [200, expected.length], "count and sizeBytes");
    t.equal(disk.openFiles, 0, "open files");
  },
);

law(
  "whole-table",
  "writeTable makes a whole table of all entries of its source, from the first to the last, and says what it is",
  { hint: "A walk that fills a table" },
  async (t) => {
    const disk = await diskWithDirectory();
    for (const count of [1, 2, 10, 700]) {
      const entries = entriesOf(count);
      const source = new LentRun(entries);
      t.given("wrote", `${count} entries of 115 bytes`);
      const found = await writeTable(source, placeOn(disk), count);
      isTable(t, disk, `db/${String(count).padStart(6, "0")}.ldb`, found, entries);
      t.holds(source.closes > 0, "the source was not closed");
      t.equal(disk.openFiles, 0, "open files");
    }
  },
);

law(
  "file-names",
  "a table of number n is the file n.ldb, of six digits at least, in the place's directory",
  { hint: "A file and a writer" },
  async (t) => {
    const disk = await diskWithDirectory();
    for (const [directory, number, path] of [
      [DIRECTORY, 1, "db/000001.ldb"],
      [DIRECTORY, 1_234_567, "db/1234567.ldb"],
      ["", 12, "000012.ldb"],
    ] as const) {
      t.given("wrote", `ten entries to table ${number} in "${directory}"`);
      const found = await writeTable(new LentRun(TEN), placeOn(disk, { directory }), number);
      t.equal(found?.number, number, "number");
      t.holds(disk.exists(path), `${path} is not there`);
      isTable(t, disk, path, found, TEN);
    }
  },
);

law(
  "no-entries",
  "where the source has no entries no file is made, nothing is synced, and it is undefined",
  { hint: "Nothing makes no table" },
  async (t) => {
    const disk = await diskWithDirectory();
    const { operations, counts } = disk;
    const source = new LentRun([]);
    t.did("wrote", "no entries");
    t.equal(await writeTable(source, placeOn(disk), 8), undefined);
    nothingIsLeft(t, disk);
    t.equal(disk.operations, operations, "operations of the disk");
    t.equal(disk.counts, counts, "what was asked of the disk");
    t.holds(source.closes > 0, "the source was not closed");
  },
);

law(
  "options",
  "what the place says of tables is what the writer goes by: compression, block size, restarts, filter",
  { hint: "A file and a writer" },
  async (t) => {
    const entries = entriesOf(120);
    const filter = bloomFilterPolicy(10);
    const all: readonly TableWriterOptions[] = [
      { compression: "none" },
      { compression: "snappy" },
      { compression: "none", blockSizeBytes: 500 },
      { compression: "none", restartInterval: 3 },
      { compression: "snappy", blockSizeBytes: 1000, restartInterval: 2, filter },
    ];
    for (const [i, table] of all.entries()) {
      const disk = await diskWithDirectory();
      t.given("wrote", `120 entries, with options ${i + 1} of 5`);
      const found = await writeTable(new LentRun(entries), placeOn(disk, { table }), 8);
      t.bytes(disk.contents(TABLE), tableOf(entries, table));
      isTable(t, disk, TABLE, found, entries, table.filter);
    }
  },
);

law(
  "any-memtable",
  "whatever is in a memtable is in its table, deletions and older versions too",
  { hint: "A walk that fills a table", seconds: 15 },
  async (t) => {
    const changes = fc.array(anyChange, { minLength: 1, maxLength: 16 });
    const sliceBytes = fc.constantFrom(1, 40, 1e9);
    let pauses = 0;
    await t.forAll([changes, sliceBytes], async (given, bytes) => {
      const memtable = new MemTable(seededRandom(1));
      applyBatch(batchOf(given), 1, memtable);
      const disk = await diskWithDirectory();
      const slices = {
        bytes,
        pause: async () => {
          pauses += 1;
        },
      };
      t.did("wrote", `a memtable of ${given.length} changes, in slices of ${bytes} bytes`);
      const found = await writeTable(memtable.iterator(), placeOn(disk, { slices }), 8);
      const entries = given.map(({ key, value }, i): Entry => {
        const type = value === undefined ? ValueType.Deletion : ValueType.Value;
        return [encodeInternalKey(key, i + 1, type), value ?? new Uint8Array()];
      });
      const sorted = inOrder(entries);
      const expected = tableOf(sorted);
      t.bytes(disk.contents(TABLE), expected);
      const [smallest, largest] = [sorted[0]![0], sorted.at(-1)![0]];
      t.equal(found, { number: 8, sizeBytes: expected.length, smallest, largest });
    });
    t.floor("pauses", pauses, 100);
  },
);

law(
  "time-to-pause",
  "add says that it is time when the keys and values since it said so last are the slice's bytes, or more",
  { hint: "Slices of work", seconds: 15 },
  async (t) => {
    const lengths = fc.array(fc.nat(60), { minLength: 1, maxLength: 40 });
    await t.forAll([lengths, fc.integer({ min: 1, max: 300 })], async (given, bytes) => {
      const disk = await diskWithDirectory();
      const output = new TableOutput(placeOn(disk, { slices: { ...NO_SLICES, bytes } }), 8);
      const entries = given.map(
        (length, i): Entry => [
          encodeInternalKey(utf8(`key ${100 + i}`), 1, ValueType.Value),
          filled(length, i),
        ],
      );
      t.did(
        "added",
        `keys of 15 bytes with values of ${given.join(", ")}; slices of ${bytes} bytes`,
      );
      const said = entries.map(([key, value]) => output.add(key, value));
      t.equal(said, pausesAfter(entries.map(sizeOf), bytes), "what add said");
      output.abandon();
    });
  },
);

law(
  "pauses",
  "writeTable pauses between two entries when it is time, and not behind the last; meanwhile it does nothing",
  { hint: "Slices of work" },
  async (t) => {
    const entries = entriesOf(40);
    const sizes = entries.map(sizeOf);
    const all = sizes.reduce((sum, size) => sum + size, 0);
    for (const bytes of [1, sizes[0]!, sizes[0]! + 1, 500, all - 1, all, all + 1]) {
      const disk = await diskWithDirectory();
      const source = new LentRun(entries);
      const pauses: number[] = [];
      let isPaused = false;
      const pause = async () => {
        t.holds(!isPaused, "it pauses while it pauses");
        isPaused = true;
        const { calls } = source;
        const { operations } = disk;
        await turns(2);
        t.equal(source.calls, calls, "what the source was asked, before and behind the pause");
        t.equal(disk.operations, operations, "operations of the disk, before and behind the pause");
        pauses.push(calls);
        isPaused = false;
      };
      t.given("wrote", `40 entries, ${all} bytes in all, in slices of ${bytes} bytes`);
      const found = await writeTable(source, placeOn(disk, { slices: { bytes, pause } }), 8);
      const expected = pausesAfter(sizes, bytes).slice(0, -1).filter(Boolean).length;
      t.equal(pauses.length, expected, "pauses");
      isTable(t, disk, TABLE, found, entries);
    }
  },
);

law(
  "durable-when-finished",
  "finish resolves when the file and its directory are synced, once each, and not before",
  { hint: "First durable, then named" },
  async (t) => {
    for (const what of ["finish", "writeTable"] as const) {
      const disk = await diskWithDirectory({ syncs: "held" });
      const before = disk.counts;
      const end =
        what === "finish"
          ? watched(outputOf(disk, TEN).finish())
          : watched(writeTable(new LentRun(TEN), placeOn(disk), 8));
      t.given("wrote", `ten entries by ${what}, on a disk that takes its time`);
      await turns();
      let ended = 0;
      while (disk.pendingSyncs > 0) {
        t.equal(end.state, "pending", `${what}, with a sync under way`);
        ended += disk.completeSyncs(1);
        await turns();
      }
      t.did("ended", `${ended} syncs of the disk`);
      t.equal(end.state, "resolved", what);
      const left = disk.crash({ mode: "lost" });
      t.holds(left.exists(TABLE), "the table has lost its name in a crash");
      t.bytes(left.contents(TABLE), tableOf(TEN));
      t.equal(disk.counts.syncs - before.syncs, 1, "syncs of files");
      t.equal(disk.counts.directorySyncs - before.directorySyncs, 1, "syncs of directories");
      t.equal(disk.openFiles, 0, "open files");
    }
  },
);

law(
  "every-crash",
  "from the moment at which it resolved a table is whole, whatever crash comes, and whatever else is written",
  { hint: "First durable, then named", seconds: 20 },
  async (t) => {
    const disk = await diskWithDirectory();
    const from = disk.operations;
    const written: { path: string; bytes: Uint8Array; by: number }[] = [];
    const write = async (number: number, entries: readonly Entry[]) => {
      const found = await writeTable(new LentRun(entries), placeOn(disk), number);
      const by = disk.operations;
      const path = `db/${String(number).padStart(6, "0")}.ldb`;
      isTable(t, disk, path, found, entries);
      written.push({ path, bytes: disk.contents(path), by });
    };
    await write(5, entriesOf(20));
    await write(8, entriesOf(130, 1000));
    disk.failSync();
    await t.fails(() => writeTable(new LentRun(TEN), placeOn(disk), 9), "EIO");
    await write(10, entriesOf(3));
    const other = outputOf(disk, entriesOf(70, 1000), { directory: "" });
    await write(11, entriesOf(40));
    other.abandon();
    let [visited, whole] = [0, 0];
    for (const { at, disk: left, replay } of crashes(disk, { seed: t.seed, from, draws: 2 })) {
      visited += 1;
      for (const { path, bytes, by } of written) {
        if (at < by) continue;
        whole += 1;
        const isWhole = left.exists(path) && Buffer.compare(left.contents(path), bytes) === 0;
        t.holds(isWhole, `${replay}: ${path} was written, and is not whole\n${disk.log(at)}`);
      }
    }
    t.floor("crashes", visited, 150);
    t.floor("tables that had to be whole", whole, 300);
  },
);

law(
  "abandoned",
  "abandon gives the handle back and removes the file, whenever it comes",
  { hint: "What is not finished is removed" },
  async (t) => {
    const moments: readonly (readonly [string, (disk: SimDisk) => Promise<TableOutput>])[] = [
      ["no entry was added", async (disk) => outputOf(disk, [])],
      ["ten entries were added", async (disk) => outputOf(disk, TEN)],
      ["75 entries of 1,017 bytes were added", async (disk) => outputOf(disk, entriesOf(75, 1000))],
      [
        "finish has resolved",
        async (disk) => {
          const output = outputOf(disk, TEN);
          await output.finish();
          return output;
        },
      ],
      [
        "the sync of the file has failed",
        async (disk) => {
          const output = outputOf(disk, TEN);
          disk.failSync();
          await t.fails(() => output.finish(), "EIO");
          return output;
        },
      ],
      [
        "the sync of the directory has failed",
        async (disk) => {
          const output = outputOf(disk, TEN);
          disk.failDirectorySync();
          await t.fails(() => output.finish(), "EIO");
          return output;
        },
      ],
      [
        "a write of add has failed",
        async (disk) => {
          const output = outputOf(disk, TEN);
          disk.failWrites();
          const next = encodeInternalKey(utf8("the next"), 1, ValueType.Value);
          t.fails(() => output.add(next, filled(70_000)), "EIO");
          return output;
        },
      ],
    ];
    for (const [what, make] of moments) {
      const disk = await diskWithDirectory();
      t.given("abandoned", `a table when ${what}`);
      const output = await make(disk);
      output.abandon();
      nothingIsLeft(t, disk);
    }
  },
);

law(
  "the-disk-fails",
  "whichever write or sync fails, it rejects with the disk's error, the source is closed, and no file is left",
  { hint: "What is not finished is removed" },
  async (t) => {
    const { length } = tableOf(BIG);
    const room = (bytes: number) => (disk: SimDisk) => {
      disk.capacityBytes = disk.usedBytes + bytes;
    };
    const arms: readonly (readonly [string, string, (disk: SimDisk) => void])[] = [
      ["the first write fails", "EIO", (disk) => disk.failWrites()],
      ["the second write fails", "EIO", (disk) => disk.failWrites({ nth: 2 })],
      ["the file's sync fails", "EIO", (disk) => disk.failSync()],
      ["the file's sync finds no room", "ENOSPC", (disk) => disk.failSync({ code: "ENOSPC" })],
      ["the directory's sync fails", "EIO", (disk) => disk.failDirectorySync()],
      ["there is no room", "ENOSPC", room(0)],
      ["there is room for the first write", "ENOSPC", room(70_000)],
      ["there is room for all but a byte", "ENOSPC", room(length - 1)],
    ];
    let failed = 0;
    for (const [what, code, arm] of arms) {
      const disk = await diskWithDirectory();
      const source = new LentRun(BIG);
      arm(disk);
      t.given("wrote", `75 entries, 76 kB in all, and ${what}`);
      const write = await settled(t, writeTable(source, placeOn(disk), 8));
      refused(t, write, code, "writeTable");
      t.holds(source.closes > 0, "the source was not closed");
      nothingIsLeft(t, disk);
      failed += failuresOf(disk);
      t.did("mended", "the disk, and wrote the same table");
      disk.capacityBytes = Number.POSITIVE_INFINITY;
      isTable(t, disk, TABLE, await writeTable(new LentRun(BIG), placeOn(disk), 8), BIG);
    }
    t.floor("faults", failed, arms.length);
    const disk = await diskWithDirectory();
    room(length)(disk);
    t.given("wrote", "75 entries, and there is room for them, and for no byte more");
    isTable(t, disk, TABLE, await writeTable(new LentRun(BIG), placeOn(disk), 8), BIG);
  },
);

law(
  "nobody-asked-the-disk",
  "where the disk does not let the file be removed, abandon is silent: the error that came before is the one to tell",
  { hint: "What is not finished is removed" },
  async (t) => {
    const refusals = [
      new DiskError("EIO", TABLE, "remove"),
      Object.assign(new Error("EROFS: read-only file system"), { code: "EROFS" }),
    ];
    for (const refusal of refusals) {
      const disk = await diskWithDirectory();
      disk.remove = () => {
        throw refusal;
      };
      t.given("abandoned", `a table, where to remove it is refused with ${refusal.message}`);
      outputOf(disk, TEN).abandon();
      t.equal(disk.openFiles, 0, "open files");
      t.did("wrote", "another one, whose sync failed");
      disk.failSync({ code: "ENOSPC" });
      await t.fails(() => writeTable(new LentRun(TEN), placeOn(disk), 9), "ENOSPC");
      t.equal(disk.openFiles, 0, "open files");
    }
    const disk = await diskWithDirectory();
    const output = outputOf(disk, TEN);
    disk.remove(TABLE);
    t.given("abandoned", "a table whose file somebody has removed");
    output.abandon();
    nothingIsLeft(t, disk);
  },
);

law(
  "a-name-that-is-taken",
  "where a file of its name is there it is EEXIST, and that file stays as it is",
  { hint: "A file and a writer" },
  async (t) => {
    const disk = await diskWithDirectory();
    disk.install(TABLE, utf8("somebody's"));
    t.did("made", "table 8, which is there already");
    t.fails(() => new TableOutput(placeOn(disk), 8), "EEXIST");
    const source = new LentRun(TEN);
    const write = await settled(t, writeTable(source, placeOn(disk), 8));
    refused(t, write, "EEXIST", "writeTable");
    t.bytes(disk.contents(TABLE), "somebody's");
    nothingIsLeft(t, disk, ["000008.ldb"]);
    t.holds(source.closes > 0, "the source was not closed");
  },
);

law(
  "the-source-fails",
  "what the source throws, at whichever entry, it rejects with; the source is closed, and no file is left",
  { hint: "What is not finished is removed" },
  async (t) => {
    for (let failsAt = 1; failsAt <= TEN.length + 1; failsAt++) {
      const disk = await diskWithDirectory();
      const source = new LentRun(TEN);
      source.failsAt = failsAt;
      t.given("wrote", `a source of ten entries whose move ${failsAt} throws`);
      const write = await settled(t, writeTable(source, placeOn(disk), 8));
      t.equal(write.state, "rejected", "writeTable");
      const error = t.fails(() => {
        throw write.error;
      });
      t.holds(error === source.failure, "it rejects with another error than the source's");
      t.holds(source.closes > 0, "the source was not closed");
      nothingIsLeft(t, disk);
    }
  },
);

law(
  "the-pause-rejects",
  "what a pause rejects with it rejects with; the source is closed, and no file is left",
  { hint: "What is not finished is removed" },
  async (t) => {
    for (let nth = 1; nth <= 9; nth++) {
      const disk = await diskWithDirectory();
      const source = new LentRun(TEN);
      const failure = new Error("the store was closed");
      let count = 0;
      const pause = async () => {
        count += 1;
        if (count === nth) throw failure;
      };
      t.given("wrote", `ten entries with a pause behind each, of which number ${nth} rejects`);
      const write = await settled(
        t,
        writeTable(source, placeOn(disk, { slices: { bytes: 1, pause } }), 8),
      );
      t.equal(write.state, "rejected", "writeTable");
      const error = t.fails(() => {
        throw write.error;
      });
      t.holds(error === failure, "it rejects with another error than the pause");
      t.equal(count, nth, "pauses");
      t.holds(source.closes > 0, "the source was not closed");
      nothingIsLeft(t, disk);
    }
  },
);

law(
  "side-by-side",
  "tables that are written at the same time know nothing of each other; if one fails the others are whole",
  { hint: "A walk that fills a table" },
  async (t) => {
    const disk = await diskWithDirectory();
    const place = placeOn(disk, { slices: { bytes: 300, pause: () => turns(1) } });
    const failing = new LentRun(entriesOf(30));
    failing.failsAt = 20;
    t.did("wrote", "three tables side by side, of which the second fails half way");
    const [one, two, three] = await Promise.all([
      settled(t, writeTable(new LentRun(entriesOf(30)), place, 6)),
      settled(t, writeTable(failing, place, 7)),
      settled(t, writeTable(new LentRun(entriesOf(10)), place, 8)),
    ]);
    t.equal([one.state, two.state, three.state], ["resolved", "rejected", "resolved"], "the three");
    nothingIsLeft(t, disk, ["000006.ldb", "000008.ldb"]);
    isTable(t, disk, "db/000006.ldb", one.value, entriesOf(30));
    isTable(t, disk, "db/000008.ldb", three.value, entriesOf(10));
    t.equal(OPTIONS, { compression: "none" }, "the options, which are the caller's");
  },
);
