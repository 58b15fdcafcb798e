/**
 * The adversary's own examination: logs that are wrong in ways in which real programs were, and one
 * that is right. It must reject every wrong one and pass the right one.
 */
import { CRASH_MODES, type FailedPages, type SimDisk } from "@labs/machine/sim";
import { expect, test } from "vitest";
import { type Examined, examine, plainWorkload, type Workload } from "./crash-harness.ts";
import {
  logThatAcknowledgesEarly,
  logThatGoesOn,
  logThatRetriesSync,
  logWithoutChecksum,
  logWithoutDirectorySync,
  logWithoutSync,
  type OpenLog,
  rightLog,
} from "./wrong-logs.ts";

/** Another one every time: what is said here holds for any. */
const seed = Math.floor(Math.random() * 2 ** 32);
const replay = `seed ${seed}`;

/**
 * The crashes of each log, and the modes that catch it whatever the seed. A log with fewer operations
 * has fewer crashes; the one without checksums is caught by `names` and `scattered`, about twenty
 * times in a run.
 */
const WRONG: readonly (readonly [
  what: string,
  open: OpenLog,
  visited: number,
  caughtBy: readonly string[],
])[] = [
  ["that does not sync", logWithoutSync, 314, CRASH_MODES],
  ["that renames and does not sync the directory", logWithoutDirectorySync, 434, ["lost", "bytes"]],
  ["without checksums", logWithoutChecksum, 458, []],
  ["that acknowledges before its sync has ended", logThatAcknowledgesEarly, 440, ["lost"]],
];

test.each(WRONG)("a log %s is caught", async (_what, open, visited, caughtBy) => {
  const examined = await examine(open, seed);
  expect(examined.visited).toBe(visited);
  expect(examined.failures.length, replay).toBeGreaterThan(0);
  for (const mode of caughtBy) expect(examined.modes, replay).toContain(mode);
});

test("a log that is right passes 458 crashes", async () => {
  const { visited, failures } = await examine(rightLog, seed);
  expect(failures, replay).toEqual([]);
  expect(visited).toBe(458);
});

test("a log that is right leaves no handle open", async () => {
  let open = -1;
  await examine(rightLog, seed, async (run, disk) => {
    await plainWorkload(run, disk);
    open = run.close();
  });
  expect(open).toBe(0);
});

/** Appends while a fault waits; where something is refused, the process is started anew. */
function faulty(arm: (disk: SimDisk) => void): Workload {
  return async (run, disk) => {
    await run.append("before");
    arm(disk);
    for (let i = 0; i < 6; i++) {
      const record = String.fromCharCode(97 + i).repeat(i === 2 ? 700 : 9);
      const isDone = i === 3 ? await run.rewrite() : await run.append(record);
      if (isDone) continue;
      disk.capacityBytes = Number.POSITIVE_INFINITY;
      await run.open();
    }
    // A disk that a crash leaves is as large as the disk was.
    disk.capacityBytes = Number.POSITIVE_INFINITY;
    await run.append("after");
  };
}

/** The workload with every fault of a kind in turn. */
async function examineEach(
  open: OpenLog,
  count: number,
  arm: (disk: SimDisk, nth: number) => void,
): Promise<Examined & { readonly faults: number }> {
  let [visited, faults] = [0, 0];
  const failures: string[] = [];
  const modes = new Set<string>();
  for (let nth = 1; nth <= count; nth++) {
    const workload = faulty((disk) => arm(disk, nth));
    const examined = await examine(open, seed, async (run, disk) => {
      await workload(run, disk);
      faults += Object.values(disk.faults).reduce((sum, each) => sum + each, 0);
    });
    visited += examined.visited;
    failures.push(...examined.failures);
    for (const mode of examined.modes) modes.add(mode);
  }
  return { visited, failures, modes, faults };
}

test.each(["forgotten", "reverted"] satisfies FailedPages[])(
  "a log that is right survives a failed sync, whichever it is, pages %s",
  async (pages) => {
    const examined = await examineEach(rightLog, 7, (disk, nth) => disk.failSync({ nth, pages }));
    expect(examined.failures, replay).toEqual([]);
    expect(examined.faults).toBe(7);
    expect(examined.visited).toBeGreaterThan(2_000);
  },
);

test("a log that is right survives a failed sync of the directory", async () => {
  const examined = await examineEach(rightLog, 1, (disk) => disk.failDirectorySync());
  expect(examined.failures, replay).toEqual([]);
  expect(examined.faults).toBe(1);
});

test("a log that is right survives a full disk, wherever it becomes full", async () => {
  const examined = await examineEach(rightLog, 20, (disk, nth) => {
    disk.capacityBytes = disk.usedBytes + 80 * (nth - 1);
  });
  expect(examined.failures, replay).toEqual([]);
  expect(examined.faults).toBeGreaterThan(15);
});

test("a log that is right survives a write that fails half-way", async () => {
  const examined = await examineEach(rightLog, 6, (disk, nth) => disk.failWrites({ nth }));
  expect(examined.failures, replay).toEqual([]);
  expect(examined.faults).toBe(6);
});

test("a log that tries a failed sync again is caught", async () => {
  const examined = await examineEach(logThatRetriesSync, 2, (disk, nth) => disk.failSync({ nth }));
  expect(examined.failures.length, replay).toBeGreaterThan(0);
});

test("a log that goes on behind a record whose sync failed is caught", async () => {
  const { failures } = await examine(logThatGoesOn, seed, async (run, disk) => {
    await run.append("one");
    disk.failSync();
    await run.append("two");
    await run.append("three");
  });
  expect(failures.length, replay).toBeGreaterThan(0);
});
