/**
 * Dead keys: how much memory they hold, against how many keys are looked at to find them.
 *
 *     every simulated second   1,000 keys are written that live for 5 s, and 1,000 that live for 30 s
 *                              4,000 names are read: of the last 10,000 written half of the time, else of all
 *                              10 cycles run, where there are cycles
 *     measured                 in the second half of 80 s
 *
 * Passive alone removes a dead key when somebody reads its name. The rows below it add the cycle, with a budget a cycle
 * and a share of dead keys that is left alone. Time is simulated, so the table is the same on every machine, but for the
 * chance in it; last comes what one look costs on this one.
 *
 *     npx tsx --conditions=reference labs/db-02-keyspace/bench/expiry.ts
 *
 * Left out: what the dicts' own tables take.
 */
import { pathToFileURL } from "node:url";
import { type Entry, expireCycle, Keyspace, stringValue } from "@labs/db-02";
import { seededRandom } from "@labs/machine";
import { SimClock } from "@labs/machine/sim";

const SECONDS = 80;
const CYCLES_PER_SECOND = 10;
const WRITES_PER_SECOND = 2_000;
const READS_PER_SECOND = 4_000;
const RECENT_NAMES = 10_000;
const LIFETIMES_MS = [5_000, 30_000];
const VALUE = stringValue(Buffer.alloc(100));
/** What memory.ts counts for an entry with a key of 10 bytes and this value. */
const BYTES_PER_KEY = 96 + 10 + 16 + 100;

/** A way to expire keys: passive alone where there is no budget. */
type Way = { readonly name: string; readonly budget?: number; readonly acceptable?: number };

const WAYS: readonly Way[] = [
  { name: "passive only" },
  { name: "budget 20, 10 %", budget: 20, acceptable: 10 },
  { name: "budget 200, 10 %", budget: 200, acceptable: 10 },
  { name: "budget 2,000, 25 %", budget: 2_000, acceptable: 25 },
  { name: "budget 2,000, 10 %", budget: 2_000, acceptable: 10 },
  { name: "budget 2,000, 5 %", budget: 2_000, acceptable: 5 },
  { name: "budget 2,000, 0 %", budget: 2_000, acceptable: 0 },
];

/** A line of the table. */
export type ExpiryFigure = {
  readonly name: string;
  /** Dead keys for each one that lives, on average. */
  readonly deadPerLiving: number;
  readonly deadMegabytes: number;
  /** Keys that the cycles looked at for each one that they removed. */
  readonly looksPerRemoval: number;
  readonly looksPerSecond: number;
};

/** Runs every way for 80 simulated seconds and prints the table. Takes half a minute. */
export function benchExpiry(): readonly ExpiryFigure[] {
  console.log("Dead keys\n");
  console.log(row("", "dead : living", "MB dead", "looks/removal", "looks/s"));
  const figures = WAYS.map(measured);
  for (const { name, deadPerLiving, deadMegabytes, looksPerRemoval, looksPerSecond } of figures) {
    const cells = [deadPerLiving.toFixed(3), deadMegabytes.toFixed(2)];
    const looks = looksPerSecond === 0 ? "none" : looksPerRemoval.toFixed(2);
    console.log(row(name, ...cells, looks, Math.round(looksPerSecond).toLocaleString("en")));
  }
  console.log(`\nOne look: ${lookNanoseconds().toFixed(0)} ns\n`);
  return figures;
}

function row(name: string, ...cells: string[]): string {
  return `  ${name.padEnd(20)}${cells.map((cell) => cell.padStart(15)).join("")}`;
}

function measured({ name, budget, acceptable }: Way): ExpiryFigure {
  const clock = new SimClock();
  const random = seededRandom(1);
  const keyspace = new Keyspace({ clock, random });
  let written = 0;
  let looks = 0;
  let removed = 0;
  const ratios: number[] = [];
  const deadCounts: number[] = [];
  for (let tick = 0; tick < SECONDS * CYCLES_PER_SECOND; tick++) {
    clock.advance(1000 / CYCLES_PER_SECOND);
    keyspace.beginCommand();
    for (let i = 0; i < WRITES_PER_SECOND / CYCLES_PER_SECOND; i++) {
      const lifetime = LIFETIMES_MS[written % LIFETIMES_MS.length]!;
      keyspace.put(nameOf(written), VALUE, clock.now() + lifetime);
      written += 1;
    }
    for (let i = 0; i < READS_PER_SECOND / CYCLES_PER_SECOND; i++) {
      const from = random.next() < 0.5 ? Math.max(0, written - RECENT_NAMES) : 0;
      keyspace.get(nameOf(from + random.below(written - from)));
    }
    const isCounted = tick >= (SECONDS * CYCLES_PER_SECOND) / 2;
    if (budget !== undefined) {
      const report = expireCycle(keyspace, budget, acceptable);
      if (isCounted) looks += report.looked;
      if (isCounted) removed += report.removed;
    }
    if (!isCounted || tick % CYCLES_PER_SECOND !== 0) continue;
    const dead = countDead(keyspace.entries(), clock.now());
    deadCounts.push(dead);
    ratios.push(dead / (keyspace.size - dead));
  }
  return {
    name,
    deadPerLiving: mean(ratios),
    deadMegabytes: (mean(deadCounts) * BYTES_PER_KEY) / 1e6,
    looksPerRemoval: looks / removed,
    looksPerSecond: looks / (SECONDS / 2),
  };
}

function nameOf(i: number): Uint8Array {
  return Buffer.from(`k${String(i).padStart(9, "0")}`, "latin1");
}

function countDead(entries: Iterable<Entry>, now: number): number {
  let dead = 0;
  for (const { deadline } of entries) if (deadline !== undefined && deadline < now) dead += 1;
  return dead;
}

/** What a look costs that finds a living key, in a keyspace of 200,000. */
function lookNanoseconds(): number {
  const keyspace = new Keyspace({ clock: new SimClock(), random: seededRandom(1) });
  for (let i = 0; i < 200_000; i++) keyspace.put(nameOf(i), VALUE, 1e12);
  const turns = Array.from({ length: 7 }, () => {
    const startedAt = performance.now();
    // A share below 0 is never reached: the cycle ends with its budget.
    const { looked } = expireCycle(keyspace, 200_000, -1);
    return ((performance.now() - startedAt) * 1e6) / looked;
  });
  return turns.sort((a, b) => a - b)[3]!;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) benchExpiry();
