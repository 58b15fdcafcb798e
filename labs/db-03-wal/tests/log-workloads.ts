/** Lives of a log, each through several openings, to be crashed everywhere. */
import type { LogOptions } from "@labs/db-03";
import type { Trial } from "@labs/grader/testing";
import { type Random, seededRandom } from "@labs/machine";
import { SimClock, SimDisk } from "@labs/machine/sim";
import { numbered, Run } from "./log-runs.ts";
import { turns } from "./promises.ts";

/**
 * One writer that waits for each append; segments fill up and go; two more openings, one after a
 * kill.
 */
export async function oneWriter(t: Trial): Promise<Run> {
  const run = new Run(new SimDisk(), { segmentSizeBytes: 100, unsyncedBytesMax: 60 });
  const append = async (count: number, length: (i: number) => number) => {
    for (let i = 0; i < count; i++) await run.append(numbered(run.log.nextIndex, length(i)));
  };
  await run.open(t);
  await append(8, (i) => 10 + 12 * i);
  await run.truncateBefore(4);
  await append(1, () => 1500);
  await run.log.close();
  await run.open(t);
  await append(2, () => 40);
  await run.truncateBefore(run.log.nextIndex - 1);
  // Killed: the handle is not given back, and nothing is said.
  await run.open(t);
  await append(4, () => 33);
  await run.log.close();
  return run;
}

/** Seven writers at once, each waiting for its own appends alone. */
export async function manyWriters(t: Trial): Promise<Run> {
  const run = new Run(new SimDisk(), { segmentSizeBytes: 900, unsyncedBytesMax: 260 });
  const random = seededRandom(t.seed);
  const write = async (writer: number) => {
    for (let i = 0; i < 4; i++) {
      await turns(random.below(4));
      await run.append(numbered(10 * writer + i, 5 + random.below(120)));
    }
  };
  for (let opening = 0; opening < 2; opening++) {
    await run.open(t);
    await Promise.all(Array.from({ length: 7 }, (_, writer) => write(writer)));
    await run.log.close();
  }
  return run;
}

/**
 * Written and not waited for, in records that are larger than what may be unsynced; a block and
 * more among them.
 */
export async function unwaited(t: Trial, policy: "interval" | "lazy"): Promise<Run> {
  const clock = new SimClock();
  const options: LogOptions = {
    policy,
    clock,
    intervalMilliseconds: 10,
    segmentSizeBytes: 40_000,
    unsyncedBytesMax: 700,
  };
  const run = new Run(new SimDisk(), options);
  const random = seededRandom(t.seed);
  for (let opening = 0; opening < 2; opening++) {
    await run.open(t);
    for (let i = 0; i < 20; i++) {
      void run.append(numbered(i, length(random, i)));
      if (random.below(3) === 0) clock.advance(6);
      if (random.below(3) === 0) await turns(1);
      if (i % 8 === 7) await run.sync();
    }
    if (opening === 0) await run.log.close();
  }
  await run.sync();
  return run;
}

function length(random: Random, i: number): number {
  if (i === 10) return 33_000;
  return i % 3 === 2 ? 500 + random.below(2000) : random.below(150);
}
