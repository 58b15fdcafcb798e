import { DurableFile, IntervalSync } from "@labs/db-03";
import { step, type Trial } from "@labs/grader/testing";
import { watched } from "@labs/grader/testing/promises";
import { crashes, type FailedPages, SimClock, type SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { bytesOf, codeOf, diskWithFile, endSyncs, refused, text, turns } from "./promises.ts";

const law = step("durable");

const FAILED_PAGES: readonly FailedPages[] = ["forgotten", "reverted"];

/** What is there after the power was cut now, with nothing kept that was not synced. */
function durableIn(disk: SimDisk): Uint8Array {
  return disk.crash({ mode: "lost" }).contents("log");
}

law(
  "append",
  "append writes at the file's end and says where; size counts what was appended",
  { hint: "An append, and where it stands" },
  async (t) => {
    const { disk, file } = await diskWithFile();
    t.did("appended", '"one", "three", nothing');
    t.equal(file.size, 0, "size");
    t.equal(file.append(text("one")), 0, "the offset of the first");
    t.equal(file.append(text("three")), 3, "the offset of the second");
    t.equal(file.append(text("")), 8, "the offset of nothing");
    t.equal(file.size, 8, "size");
    t.bytes(disk.contents("log"), "onethree");
  },
);

law(
  "append-goes-on",
  "a file that has bytes is appended to, and as much of it is durable as is said",
  { hint: "An append, and where it stands" },
  async (t) => {
    for (const durableBytes of [undefined, 0, 3, 5]) {
      const { disk, handle } = await diskWithFile();
      handle.append(text("hello"));
      const file =
        durableBytes === undefined
          ? new DurableFile(handle)
          : new DurableFile(handle, durableBytes);
      t.given("made", `a DurableFile of 5 bytes, durableBytes ${durableBytes}`);
      t.equal([file.size, file.durableBytes], [5, durableBytes ?? 0], "size and durableBytes");
      t.equal(file.append(text(" world")), 5, "the offset");
      await file.sync();
      t.equal([file.size, file.durableBytes], [11, 11], "size and durableBytes after a sync");
      t.bytes(durableIn(disk), "hello world");
    }
  },
);

law(
  "sync-waits",
  "a sync resolves when the disk's sync has ended, and not before",
  { hint: "What a sync has saved" },
  async (t) => {
    const { disk, file } = await diskWithFile({ syncs: "held" });
    file.append(text("one"));
    t.did("appended", '"one", and synced on a disk that takes its time');
    const sync = watched(file.sync());
    await turns();
    t.equal(disk.pendingSyncs, 1, "syncs under way");
    t.equal(sync.state, "pending", "the sync");
    t.equal(file.durableBytes, 0, "durableBytes");
    t.did("ended", "the disk's sync");
    disk.completeSyncs();
    await turns();
    t.equal(sync.state, "resolved", "the sync");
    t.equal(file.durableBytes, 3, "durableBytes");
  },
);

law(
  "sync-saves-what-was-there",
  "a sync saves what was written before the disk began it, not what came meanwhile",
  { hint: "What a sync has saved" },
  async (t) => {
    const { disk, file } = await diskWithFile({ syncs: "held" });
    file.append(text("one"));
    void watched(file.sync());
    await turns();
    t.did("appended", '"three", while the sync of "one" was under way');
    file.append(text("three"));
    disk.completeSyncs();
    await turns();
    t.equal([file.durableBytes, file.size], [3, 8], "durableBytes and size");
  },
);

law(
  "sync-of-nothing",
  "a sync that finds everything durable resolves, and the disk is not asked",
  { hint: "What a sync has saved" },
  async (t) => {
    const { disk, file } = await diskWithFile();
    await t.within(1000, file.sync(), "the sync of an empty file");
    t.equal(disk.counts.syncs, 0, "syncs of the disk, with nothing written");
    file.append(text("one"));
    await file.sync();
    await file.sync();
    await file.sync();
    t.equal(disk.counts.syncs, 1, "syncs of the disk, for one append and three syncs");
    const { handle } = await diskWithFile();
    handle.append(text("old"));
    disk.syncs = "held";
    await t.within(1000, new DurableFile(handle, 3).sync(), "the sync of a file that is durable");
  },
);

law(
  "one-sync-at-a-time",
  "the disk has one sync at a time; a later one begins when that has ended, and saves what came meanwhile",
  { hint: "One sync at a time" },
  async (t) => {
    const { disk, file } = await diskWithFile({ syncs: "held" });
    file.append(text("one"));
    const first = watched(file.sync());
    await turns();
    file.append(text("two"));
    const second = watched(file.sync());
    await turns();
    t.did("synced", '"one"; then "two", while the first sync was under way');
    t.equal(disk.pendingSyncs, 1, "syncs that the disk has");
    t.did("ended", "the disk's first sync");
    disk.completeSyncs();
    await turns();
    t.equal([first.state, second.state], ["resolved", "pending"], "the two syncs");
    t.equal(disk.pendingSyncs, 1, "syncs that the disk has");
    t.did("ended", "the disk's second sync");
    disk.completeSyncs();
    await turns();
    t.equal(second.state, "resolved", "the second sync");
    t.bytes(durableIn(disk), "onetwo");
  },
);

const anyDeed = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 700 }).map((append) => ({ append })) },
  { weight: 3, arbitrary: fc.constant("sync" as const) },
  { weight: 3, arbitrary: fc.constant("end" as const) },
);

law(
  "nothing-too-early",
  "whatever happens in whatever order: what is said to be durable is, and one sync is with the disk at a time",
  { hint: "One sync at a time" },
  async (t) => {
    let [syncs, waited] = [0, 0];
    await t.forAll([fc.array(anyDeed, { minLength: 8, maxLength: 30 })], async (deeds) => {
      const { disk, file } = await diskWithFile({ syncs: "held" });
      const check = (due: number, what: string) => {
        const durable = durableIn(disk).length;
        t.holds(durable >= due, `${what}, and ${durable} bytes are durable\n${disk.log()}`);
        t.atMost(disk.pendingSyncs, 1, "syncs with the disk at a time");
      };
      const all: Promise<void>[] = [];
      for (const deed of deeds) {
        t.did("did", typeof deed === "string" ? deed : `append of ${deed.append} bytes`);
        if (deed === "end") disk.completeSyncs();
        else if (deed === "sync") {
          const due = file.size;
          syncs += 1;
          if (disk.pendingSyncs > 0) waited += 1;
          all.push(file.sync().then(() => check(due, `a sync of ${due} bytes resolved`)));
        } else file.append(bytesOf(deed.append));
        await turns(1);
        check(file.durableBytes, `durableBytes is ${file.durableBytes}`);
      }
      await endSyncs(disk);
      await t.within(1000, Promise.all(all), "syncs, when the disk has ended all it was asked for");
      t.equal(disk.pendingSyncs, 0, "syncs with the disk, at the end");
    });
    t.floor("syncs", syncs, 400);
    t.floor("syncs asked for while another was under way", waited, 100);
  },
);

law(
  "every-crash-keeps-what-was-synced",
  "after every crash there is all that a sync had promised by then",
  { hint: "What a sync has saved" },
  async (t) => {
    const { disk, file } = await diskWithFile();
    const promised: { readonly bytes: number; readonly by: number }[] = [];
    const syncs: Promise<void>[] = [];
    for (let i = 0; i < 24; i++) {
      file.append(bytesOf(100 + 40 * i, 0x41 + i));
      const bytes = file.size;
      const sync = file.sync().then(() => void promised.push({ bytes, by: disk.operations }));
      if (i % 3 === 0) await sync;
      else syncs.push(sync);
    }
    await Promise.all(syncs);
    const whole = disk.contents("log");
    let visited = 0;
    for (const { at, disk: found, replay } of crashes(disk, { seed: t.seed })) {
      visited += 1;
      const due = promised.reduce(
        (most, { bytes, by }) => (by <= at ? Math.max(most, bytes) : most),
        0,
      );
      const bytes = found.exists("log") ? found.contents("log").subarray(0, due) : bytesOf(0);
      const isThere = Buffer.compare(bytes, whole.subarray(0, due)) === 0;
      t.holds(isThere, `${replay}: ${due} bytes were promised\n${disk.log(at)}`);
    }
    t.floor("crashes", visited, 200);
  },
);

law(
  "failed-sync",
  "a sync that fails is the last: it and all that wait and come later reject, and the disk is not asked again",
  { hint: "A failure is final" },
  async (t) => {
    for (const pages of FAILED_PAGES) {
      const { disk, file } = await diskWithFile({ syncs: "held" });
      file.append(text("one"));
      const first = watched(file.sync());
      await endSyncs(disk);
      t.given("synced", '"one"');
      t.equal(first.state, "resolved", "the first sync");
      disk.failSync({ pages });
      file.append(text("two"));
      t.did("armed", `a failure of the next sync, pages ${pages}`);
      const failing = watched(file.sync());
      await turns();
      file.append(text("three"));
      const waiting = [watched(file.sync()), watched(file.sync())];
      await endSyncs(disk);
      t.equal(disk.faults.failedSyncs, 1, "syncs that failed");
      const error = refused(t, failing, "LOG_FAILED", "the sync that failed");
      t.equal(codeOf(error.cause), "EIO", "the code of its cause");
      for (const each of waiting) refused(t, each, "LOG_FAILED", "a sync that waited");
      t.equal(disk.counts.syncs, 2, "syncs that the disk was asked for");
      const late = watched(file.sync());
      await endSyncs(disk);
      refused(t, late, "LOG_FAILED", "a sync that was asked for later");
      t.equal(disk.counts.syncs, 2, "syncs that the disk was asked for");
      t.equal(file.durableBytes, 3, "durableBytes");
    }
  },
);

law(
  "nothing-after-a-failure",
  "after a failed sync nothing is written, and a sync rejects even where nothing is to be done",
  { hint: "A failure is final" },
  async (t) => {
    const { disk, file } = await diskWithFile();
    disk.failSync();
    file.append(text("one"));
    t.did("synced", '"one", and the sync failed');
    await t.fails(() => file.sync(), "LOG_FAILED");
    t.fails(() => file.append(text("two")), "LOG_FAILED");
    t.bytes(disk.contents("log"), "one");
    t.equal([file.size, file.durableBytes], [3, 0], "size and durableBytes");
  },
);

law(
  "failed-write",
  "a write that fails is the last as well; what of it came into the file does not count",
  { hint: "A failure is final" },
  async (t) => {
    const arms: readonly [string, string, (disk: SimDisk) => void][] = [
      ["EIO", "a failing write", (disk) => disk.failWrites()],
      [
        "ENOSPC",
        "room for 4 bytes",
        (disk) => {
          disk.capacityBytes = disk.usedBytes + 4;
        },
      ],
    ];
    for (const [code, what, arm] of arms) {
      const { disk, file } = await diskWithFile();
      file.append(text("one"));
      await file.sync();
      arm(disk);
      t.given("appended", `"one"; then 8 bytes with ${what}`);
      const error = t.fails(() => file.append(text("12345678")), "LOG_FAILED");
      t.equal(codeOf((error as Error).cause), code, "the cause's code");
      t.bytes(disk.contents("log"), "one1234");
      t.equal([file.size, file.durableBytes], [3, 3], "size and durableBytes");
      disk.capacityBytes = Number.POSITIVE_INFINITY;
      t.fails(() => file.append(text("two")), "LOG_FAILED");
      await t.fails(() => file.sync(), "LOG_FAILED");
      t.bytes(disk.contents("log"), "one1234");
      t.equal(disk.counts.syncs, 1, "syncs that the disk was asked for");
    }
  },
);

law(
  "any-error",
  "any error of the disk is a failure, also one that is no DiskError; it is the failure's cause",
  { hint: "A failure is final" },
  async (t) => {
    const error = Object.assign(new Error("EROFS: read-only file system"), { code: "EROFS" });
    for (const failing of ["write", "sync"] as const) {
      const { disk, handle, file } = await diskWithFile();
      file.append(text("one"));
      let isFailing = true;
      const write = handle.write.bind(handle);
      const sync = handle.sync.bind(handle);
      handle.write = (offset, bytes) => {
        if (isFailing && failing === "write") throw error;
        write(offset, bytes);
      };
      handle.sync = () => (isFailing && failing === "sync" ? Promise.reject(error) : sync());
      t.given("appended", `"one"; then a ${failing} failed with EROFS, as Node throws it`);
      if (failing === "write") t.fails(() => file.append(text("two")), "LOG_FAILED");
      else await t.fails(() => file.sync(), "LOG_FAILED");
      t.holds(file.failure?.cause === error, "the cause of failure is another than the disk's");
      t.did("mended", "the disk");
      isFailing = false;
      t.fails(() => file.append(text("three")), "LOG_FAILED");
      await t.fails(() => file.sync(), "LOG_FAILED");
      t.bytes(disk.contents("log"), "one");
      t.equal(disk.counts.syncs, 0, "syncs that the disk was asked for afterwards");
      t.equal(file.durableBytes, 0, "durableBytes");
    }
  },
);

law(
  "write-fails-during-a-sync",
  "a sync that is under way when a write fails rejects, whatever the disk says; one that waits never begins",
  { hint: "A failure is final" },
  async (t) => {
    const { disk, file } = await diskWithFile({ syncs: "held" });
    file.append(text("one"));
    const sync = watched(file.sync());
    await turns();
    file.append(text("two"));
    const waiting = watched(file.sync());
    await turns();
    disk.failWrites();
    t.did("appended", "with a failing write, while a sync was under way and another one waited");
    t.fails(() => file.append(text("three")), "LOG_FAILED");
    await endSyncs(disk);
    refused(t, sync, "LOG_FAILED", "the sync that was under way");
    refused(t, waiting, "LOG_FAILED", "the sync that waited");
    t.equal(disk.counts.syncs, 1, "syncs that the disk was asked for");
    t.equal(file.durableBytes, 0, "durableBytes");
  },
);

law(
  "failure",
  "failure is undefined, then the error that came first, for ever",
  { hint: "A failure is final" },
  async (t) => {
    const { disk, file } = await diskWithFile({ syncs: "held" });
    file.append(text("one"));
    t.equal(file.failure, undefined, "failure");
    disk.failSync();
    const sync = watched(file.sync());
    await turns();
    disk.failWrites();
    t.did("failed", "a write; then the sync that was under way");
    const error = t.fails(() => file.append(text("two")), "LOG_FAILED");
    await endSyncs(disk);
    refused(t, sync, "LOG_FAILED", "the sync");
    t.holds(file.failure === error, "failure is not the error that append threw first");
    const { cause } = file.failure as { cause?: { message?: string } };
    t.holds(cause?.message?.includes("write") === true, "its cause is not that of the write");
  },
);

law(
  "close",
  "close gives the handle back; appends and syncs say LOG_CLOSED then, but a sync under way ends as it ends",
  { hint: "The handle is given back" },
  async (t) => {
    const { disk, file } = await diskWithFile({ syncs: "held" });
    file.append(text("one"));
    const first = watched(file.sync());
    await turns();
    file.append(text("two"));
    const waiting = watched(file.sync());
    await turns();
    t.equal(disk.openFiles, 1, "open files");
    file.close();
    file.close();
    t.did("closed", "twice, with a sync under way and one that waits");
    t.equal(disk.openFiles, 0, "open files");
    await endSyncs(disk);
    t.equal(first.state, "resolved", "the sync that was under way");
    t.equal(file.durableBytes, 3, "durableBytes");
    refused(t, waiting, "LOG_CLOSED", "the sync that waited");
    t.fails(() => file.append(text("x")), "LOG_CLOSED");
    await t.fails(() => file.sync(), "LOG_CLOSED");
    t.equal(disk.counts.syncs, 1, "syncs that the disk was asked for");
    for (const moment of ["has failed", "has a sync under way that fails"]) {
      const other = await diskWithFile({ syncs: "held" });
      other.disk.failSync();
      other.file.append(text("one"));
      const failing = watched(other.file.sync());
      await turns();
      if (moment === "has failed") await endSyncs(other.disk);
      other.file.close();
      await endSyncs(other.disk);
      t.given("closed", `a file that ${moment}`);
      const error = refused(t, failing, "LOG_FAILED", "the sync that failed");
      t.equal(codeOf(error.cause), "EIO", "the code of its cause");
      t.holds(other.file.failure === error, "failure is not that error");
      t.fails(() => other.file.append(text("x")), "LOG_FAILED");
      await t.fails(() => other.file.sync(), "LOG_FAILED");
      t.equal(other.file.durableBytes, 0, "durableBytes");
    }
  },
);

/** A file with an IntervalSync of `milliseconds`. */
async function onInterval(milliseconds: number, syncs: "soon" | "held" = "soon") {
  const { disk, file } = await diskWithFile({ syncs });
  const clock = new SimClock();
  const interval = new IntervalSync(file, clock, milliseconds);
  const write = (bytes = 10) => {
    file.append(bytesOf(bytes));
    interval.wrote();
  };
  return { disk, file, clock, interval, write };
}

law(
  "interval",
  "however often it was written to, a file is synced once an interval, when it ends",
  { hint: "A timer while something is unsynced" },
  async (t) => {
    const { disk, file, clock, write } = await onInterval(100);
    for (let i = 0; i < 5; i++) {
      write();
      clock.advance(i === 4 ? 19 : 20);
      await turns(1);
    }
    t.did("wrote", "five times in 99 ms, with an interval of 100 ms");
    t.equal(disk.counts.syncs, 0, "syncs of the disk");
    t.equal(clock.pending, 1, "timers");
    clock.advance(1);
    await turns();
    t.did("waited", "1 ms more");
    t.equal(disk.counts.syncs, 1, "syncs of the disk");
    t.equal(clock.pending, 0, "timers");
    t.equal(file.durableBytes, 50, "durableBytes");
  },
);

law(
  "interval-idle",
  "while nothing is unsynced no timer waits and nothing is synced",
  { hint: "A timer while something is unsynced" },
  async (t) => {
    const { disk, clock, write } = await onInterval(100);
    t.equal(clock.pending, 0, "timers before anything was written");
    for (let round = 1; round <= 3; round++) {
      write();
      t.equal(clock.pending, 1, "timers once it was written to");
      clock.advance(100);
      await turns();
      t.given("wrote", `and waited an interval, ${round} times`);
      t.equal(clock.pending, 0, "timers");
      clock.advance(3_600_000);
      await turns();
      t.equal(disk.counts.syncs, round, "syncs of the disk, an hour later");
    }
  },
);

law(
  "interval-during-a-sync",
  "what is written while the sync is under way has an interval of its own, and no sync is piled on another",
  { hint: "A timer while something is unsynced" },
  async (t) => {
    const { disk, file, clock, write } = await onInterval(100, "held");
    write();
    clock.advance(100);
    await turns();
    t.equal(disk.pendingSyncs, 1, "syncs under way after the first interval");
    for (let i = 0; i < 5; i++) {
      write();
      clock.advance(100);
      await turns();
    }
    t.did("wrote", "through five more intervals, while the sync of the first was under way");
    disk.completeSyncs();
    await turns();
    t.equal(disk.pendingSyncs, 1, "syncs under way when that one has ended");
    disk.completeSyncs();
    await turns();
    t.equal(file.durableBytes, 60, "durableBytes");
    t.equal([disk.pendingSyncs, clock.pending], [0, 0], "syncs under way, and timers");
    t.atMost(disk.counts.syncs, 2, "syncs of the disk, when one was slow");
  },
);

law(
  "interval-stop",
  "stop calls the timer off, makes none any more, and begins no sync that is due",
  { hint: "A timer while something is unsynced" },
  async (t) => {
    const { disk, clock, interval, write } = await onInterval(100);
    write();
    clock.advance(99);
    interval.stop();
    interval.stop();
    t.did("stopped", "twice, 1 ms before the interval's end");
    t.equal(clock.pending, 0, "timers");
    write();
    t.equal(clock.pending, 0, "timers, after another write");
    clock.advance(1000);
    await turns();
    t.equal(disk.counts.syncs, 0, "syncs of the disk");
    const slow = await onInterval(100, "held");
    slow.write();
    slow.clock.advance(100);
    await turns();
    slow.write();
    slow.clock.advance(100);
    slow.interval.stop();
    t.did("stopped", "with a sync under way and another one due");
    await endSyncs(slow.disk);
    t.equal([slow.disk.counts.syncs, slow.clock.pending], [1, 0], "syncs of the disk, and timers");
  },
);

law(
  "interval-failure",
  "where the sync of an interval fails, the file has failed, and nothing else is told; after any failure no timer is made",
  { hint: "A timer while something is unsynced" },
  async (t) => {
    const { disk, file, clock, interval, write } = await onInterval(100);
    disk.failSync();
    write();
    clock.advance(100);
    await turns();
    t.did("failed", "the sync at the interval's end");
    t.fails(() => {
      throw file.failure;
    }, "LOG_FAILED");
    t.fails(() => file.append(text("x")), "LOG_FAILED");
    interval.wrote();
    t.equal(clock.pending, 0, "timers");
    for (const failing of ["a write", "somebody else's sync"]) {
      const other = await onInterval(100);
      other.file.append(text("one"));
      t.given("failed", failing);
      if (failing === "a write") {
        other.disk.failWrites();
        t.fails(() => other.file.append(text("two")), "LOG_FAILED");
      } else {
        other.disk.failSync();
        await t.fails(() => other.file.sync(), "LOG_FAILED");
      }
      other.interval.wrote();
      t.equal(other.clock.pending, 0, "timers");
    }
  },
);

law(
  "interval-of-a-closed-file",
  "an interval that ends after the file was closed does nothing, and nothing rejects",
  { hint: "A timer while something is unsynced" },
  async (t) => {
    const { disk, file, clock, write } = await onInterval(100);
    write();
    file.close();
    t.did("closed", "the file, and waited for the interval to end");
    clock.advance(100);
    await turns();
    t.equal(disk.counts.syncs, 0, "syncs of the disk");
    const slow = await onInterval(100, "held");
    slow.write();
    void watched(slow.file.sync());
    await turns();
    slow.write();
    slow.clock.advance(100);
    await turns();
    slow.file.close();
    t.did("closed", "the file, while the interval's sync waited for somebody else's to end");
    await endSyncs(slow.disk);
    t.equal(slow.disk.counts.syncs, 1, "syncs of the disk");
  },
);

law(
  "interval-at-stake",
  "when the power goes, what is lost was written within the last interval, whoever else syncs the file",
  { hint: "A timer while something is unsynced" },
  async (t) => {
    const anyWrite = fc.record({
      wait: fc.integer({ min: 0, max: 7 }),
      bytes: fc.integer({ min: 1, max: 50 }),
      isSynced: fc.integer({ min: 0, max: 3 }).map((drawn) => drawn === 3),
    });
    type AnyWrite = { readonly wait: number; readonly bytes: number; readonly isSynced: boolean };
    let [lost, synced] = [0, 0];
    const cut = async (trial: Trial, writes: readonly AnyWrite[]) => {
      const { disk, file, clock, write } = await onInterval(4);
      const pass = async (milliseconds: number) => {
        for (let ms = 0; ms < milliseconds; ms++) {
          clock.advance(1);
          await turns(1);
        }
      };
      const written: { readonly end: number; readonly ms: number }[] = [];
      for (const { wait, bytes, isSynced } of writes) {
        await pass(wait);
        write(bytes);
        written.push({ end: file.size, ms: clock.now() });
        trial.did("wrote", `${bytes} bytes at ${clock.now()} ms`);
        if (isSynced) {
          synced += 1;
          await file.sync();
          trial.did("synced", "by somebody else");
        }
        const durable = durableIn(disk).length;
        const first = written.find(({ end }) => end > durable);
        if (first === undefined) continue;
        lost += 1;
        trial.atMost(clock.now() - first.ms, 4, "ms since the first write that is lost");
      }
      await pass(4);
      await turns();
      trial.did("waited", "an interval more");
      trial.equal(durableIn(disk).length, file.size, "bytes that are durable");
    };
    await t.forAll([fc.array(anyWrite, { maxLength: 8 })], (writes) => cut(t, writes), {
      runs: 200,
    });
    t.floor("power cuts that lost something", lost, 200);
    t.floor("syncs by somebody else", synced, 50);
  },
);
