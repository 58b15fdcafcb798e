/**
 * The three policies: how fast one writer appends on the real disk, and how much a power cut takes
 * on the simulated one.
 *
 *     speed   one writer that waits for each append of 100 bytes
 *     loss    an append each simulated millisecond, for ten seconds; the power is cut after each 37 of them, with nothing
 *             left that was not synced
 *
 * The loss is a count and the same on every machine.
 *
 *     npx tsx --conditions=reference labs/db-03-wal/bench/policies.ts
 *
 * Left out: the other kinds of crash, which keep more.
 */
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { encodeRecord, Log, type LogOptions, segmentPath } from "@labs/db-03";
import { type Figure, line, spread, takeTurns } from "@labs/grader/bench";
import { realDisk } from "@labs/machine/real-disk";
import { SimClock, SimDisk } from "@labs/machine/sim";
import { inFolder } from "./folder.ts";

const TURNS = 5;
const APPENDS = 400;
const SIMULATED_MS = 10_000;
const BETWEEN_CUTS_MS = 37;
const RECORD = new Uint8Array(100).fill(7);

const WAYS: readonly (readonly [name: string, options: LogOptions])[] = [
  ["always", { policy: "always" }],
  ["interval, 1 s", { policy: "interval" }],
  ["interval, 100 ms", { policy: "interval", intervalMilliseconds: 100 }],
  ["lazy, 64 KiB", { policy: "lazy", unsyncedBytesMax: 64 * 1024 }],
  ["lazy, 1 MiB", { policy: "lazy" }],
];

/** Measures all ways, prints a table. */
export async function benchPolicies(): Promise<readonly Figure[]> {
  const speeds = await inFolder(speedsOf);
  console.log(line("Policies", "appends/s", "to always", "lost, mean", "lost, most"));
  const figures: Figure[] = [];
  for (const [i, [name, options]] of WAYS.entries()) {
    const { perSecond, ratio } = speeds[i]!;
    const { mean, most } = await lossOf(options);
    const cells = [perSecond.toFixed(0), ratio.toFixed(2), mean.toFixed(0), most.toFixed(0)];
    console.log(line(name, ...cells));
    if (i > 0) figures.push({ name: `${name} to always, one writer`, ratio });
  }
  console.log("\n  lost: records, of a thousand a second\n");
  return figures;
}

async function speedsOf(folder: string) {
  const disk = realDisk(folder);
  const logs: Log[] = [];
  for (const [i, [, options]] of WAYS.entries()) {
    logs.push(await Log.open(disk, `wal-${i}`, options));
  }
  const contenders = logs.map((log, i) => ({
    name: WAYS[i]![0],
    run: async () => {
      for (let count = 0; count < APPENDS; count++) await log.append(RECORD);
    },
  }));
  const rows = await takeTurns(contenders, TURNS);
  for (const log of logs) await log.close();
  return logs.map((_, i) => ({
    perSecond: spread(rows.map((row) => (1000 * APPENDS) / row[i]!)).median,
    ratio: spread(rows.map((row) => row[0]! / row[i]!)).median,
  }));
}

/** How many acknowledged records a power cut takes. */
async function lossOf(options: LogOptions): Promise<{ mean: number; most: number }> {
  const clock = new SimClock();
  const disk = new SimDisk();
  const log = await Log.open(disk, "wal", { ...options, clock });
  const losses: number[] = [];
  /** By record: where it ends in the file. */
  const ends: number[] = [];
  for (let ms = 1; ms <= SIMULATED_MS; ms++) {
    await log.append(RECORD);
    ends.push((ends.at(-1) ?? 0) + encodeRecord(RECORD, ends.at(-1) ?? 0).length);
    clock.advance(1);
    await setImmediate();
    if (ms % BETWEEN_CUTS_MS !== 0) continue;
    const left = disk.crash({ mode: "lost" }).contents(segmentPath("wal", 0)).length;
    losses.push(ends.filter((end) => end > left).length);
  }
  await log.close();
  return { mean: losses.reduce((a, b) => a + b, 0) / losses.length, most: Math.max(...losses) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await benchPolicies();
