/**
 * Write, read and space amplification of both strategies and of none, in the same loads; and how the bytes written grow
 * with the store.
 *
 * Limits are LevelDB's, scaled so that the data is a hundred memtables: level 1 has 2.5 of them, a table a half.
 *
 *     ENTRIES=20000 npx tsx --conditions=reference labs/db-09-compaction/bench/amplifications.ts
 *
 * These are counts: the same on every machine, but for when a flush ends beside a merge.
 *
 * Left out: compression, which would make all of it less by the same factor.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Compactor, LsmStore } from "@labs/db-08";
import { amplification, leveled, limitsOf, meteredDisk, sizeTiered } from "@labs/db-09";
import { line } from "@labs/grader/bench";
import { seededRandom } from "@labs/machine";
import { realDisk } from "@labs/machine/real-disk";
import { ENTRIES, keyOf, shuffled, valueAt } from "./speeds.ts";

const ENTRY_BYTES = 116;
const BUFFER = Math.max(16_384, Math.floor((ENTRIES * ENTRY_BYTES) / 100));
const LIMITS = limitsOf({ level1Bytes: 2.5 * BUFFER, tableBytes: Math.floor(BUFFER / 2) });
const SAMPLES = 20;
const COLUMNS_FOR_ONE = 5;

const STRATEGIES: readonly (readonly [string, Compactor | undefined])[] = [
  ["leveled", leveled(LIMITS)],
  ["size-tiered", sizeTiered(LIMITS)],
  ["none", undefined],
];

/** What is written, by name: numbers of keys, and those of deletions negative. */
function loads(): (readonly [string, readonly number[]])[] {
  const random = seededRandom(7);
  const drawn = (range: number) => Array.from({ length: ENTRIES }, () => random.below(range));
  return [
    ["fill in order", Array.from({ length: ENTRIES }, (_, at) => at)],
    ["fill at random", shuffled(ENTRIES)],
    ["overwrite a quarter", drawn(ENTRIES / 4)],
    [
      "delete-heavy",
      drawn(ENTRIES / 2).map((number) => (random.below(2) === 0 ? number : -1 - number)),
    ],
  ];
}

/** Measures, prints a table and a plot. */
export async function benchAmplifications(): Promise<void> {
  const columns = ["write", "read", "space", "B written/op", "B read/op"];
  console.log(line("Amplification", ...columns));
  const curves: number[][] = [];
  for (const [load, numbers] of loads()) {
    for (const [name, compactor] of STRATEGIES) {
      const { cells, curve } = await measured(numbers, compactor);
      console.log(line(`${load}, ${name}`, ...cells));
      if (load === "fill at random") curves.push(curve);
    }
  }
  plot(curves);
}

async function measured(numbers: readonly number[], compactor: Compactor | undefined) {
  const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "db-09-"));
  const disk = meteredDisk(realDisk(folder));
  const options = { writeBufferBytes: BUFFER, compression: "none" } as const;
  const store = await LsmStore.open(disk, "", compactor ? { ...options, compactor } : options);
  const live = new Set<number>();
  const curve: number[] = [];
  let userBytes = 0;
  const sum = (counts: object) => Object.values(counts).reduce((a, b) => a + b, 0);
  for (const [at, number] of numbers.entries()) {
    const key = keyOf(number < 0 ? -1 - number : number);
    if (number < 0) {
      live.delete(-1 - number);
      await store.delete(key);
    } else {
      live.add(number);
      await store.put(key, valueAt(at));
    }
    userBytes += number < 0 ? 16 : ENTRY_BYTES;
    if ((at + 1) % Math.floor(numbers.length / SAMPLES) === 0)
      curve.push(sum(disk.written) / userBytes);
  }
  await store.flush();
  await store.idle();
  const liveBytes = ENTRY_BYTES * live.size;
  const { write, read, space } = amplification(disk, store.version, { userBytes, liveBytes });
  const perOperation = [sum(disk.written), sum(disk.read)].map((bytes) => bytes / numbers.length);
  await store.close();
  rmSync(folder, { recursive: true });
  const cells = [write.toFixed(2), String(read), space.toFixed(2)];
  return { cells: [...cells, ...perOperation.map((bytes) => bytes.toFixed(0))], curve };
}

/** Bytes written for each of the user's, as the store grows: a fill at random. */
function plot(curves: readonly (readonly number[])[]): void {
  console.log("\n  data   l: leveled   s: size-tiered   n: none\n");
  for (let sample = 0; sample < SAMPLES; sample++) {
    const marks = Array<string>(80).fill(" ");
    for (const [at, curve] of curves.entries()) {
      const column = Math.round((curve[sample] ?? 0) * COLUMNS_FOR_ONE);
      marks[Math.min(79, column)] = "lsn"[at]!;
    }
    const share = `${Math.round((100 * (sample + 1)) / SAMPLES)} %`;
    console.log(`  ${share.padStart(5)} │${marks.join("").trimEnd()}`);
  }
  const scale = [0, 2, 4, 6, 8, 10, 12, 14].map((at) => `↑${at}`.padEnd(2 * COLUMNS_FOR_ONE));
  console.log(`        ${scale.join("")} times\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await benchAmplifications();
