/**
 * How often a filter says yes to a key that is not there, measured and in theory, from 4 to 20 bits a key.
 *
 *     30 keys        what shares a filter in a table: the entries of 2 to 4 KiB
 *     10,000 keys    one filter for a small table
 *     1,000,000      one filter for a large one: 32 bits of hash are not enough for it
 *
 * The rate of small filters varies from one to the next, so many are made.
 *
 *     npx tsx --conditions=reference labs/db-07-bloom-cache/bench/false-positives.ts
 *
 * Left out: other hashes than LevelDB's.
 */
import { pathToFileURL } from "node:url";
import { bloomFalsePositiveRate, bloomMayContain, createBloomFilter } from "@labs/db-07";
import { line } from "@labs/grader/bench";
import { seededRandom } from "@labs/machine";
import { randomKeys } from "./keys.ts";

const BITS_PER_KEY = Array.from({ length: 17 }, (_, i) => 4 + i);
const SIZES = [30, 10_000, 1_000_000];
const KEYS = 1_000_000;
const WIDTH = 60;

/** Measures all of them, prints a table and a plot. */
export function benchFalsePositives(): void {
  const random = seededRandom(7);
  const keys = randomKeys(random, KEYS);
  const others = randomKeys(random, KEYS);
  console.log(line("False positives, %", "theory", ...SIZES.map((n) => n.toLocaleString("en"))));
  const plot: string[] = [];
  for (const bitsPerKey of BITS_PER_KEY) {
    const probes = createBloomFilter([], bitsPerKey).at(-1)!;
    const theory = bloomFalsePositiveRate(1000, { bits: 1000 * bitsPerKey, hashes: probes });
    const rates = SIZES.map((size) => measured(keys, others, size, bitsPerKey));
    const cells = [theory, ...rates].map((rate) => (100 * rate).toPrecision(3));
    console.log(line(`${bitsPerKey} bits a key, ${probes} probes`, ...cells));
    plot.push(plotLine(bitsPerKey, theory, rates));
  }
  console.log(
    `\n  bits   t: theory   a, b, c: ${SIZES.map((n) => n.toLocaleString("en")).join(", ")} keys\n`,
  );
  for (const each of plot) console.log(each);
  console.log(`       ${scale()}\n`);
}

/** The share of `others` to which filters of `size` keys each say yes. */
function measured(
  keys: readonly Uint8Array[],
  others: readonly Uint8Array[],
  size: number,
  bitsPerKey: number,
): number {
  let wrong = 0;
  for (let from = 0; from < KEYS; from += size) {
    const to = Math.min(from + size, KEYS);
    const filter = createBloomFilter(keys.slice(from, to), bitsPerKey);
    for (let i = from; i < to; i++) if (bloomMayContain(filter, others[i]!)) wrong += 1;
  }
  return wrong / KEYS;
}

/** Where a rate is on the scale, which goes from 0.001 % to 100 % by its logarithm. */
const column = (rate: number): number =>
  Math.max(0, Math.round((WIDTH * (5 + Math.log10(Math.max(rate, 1e-5)))) / 5));

function plotLine(bitsPerKey: number, theory: number, rates: readonly number[]): string {
  const marks = Array<string>(WIDTH + 1).fill(" ");
  for (const [i, rate] of rates.entries()) marks[column(rate)] = "abc"[i]!;
  marks[column(theory)] = "t";
  return `  ${String(bitsPerKey).padStart(4)} │${marks.join("").trimEnd()}`;
}

function scale(): string {
  const marks = Array<string>(WIDTH + 8).fill(" ");
  for (const rate of ["0.001 %", "0.01 %", "0.1 %", "1 %", "10 %", "100 %"]) {
    const at = column(Number.parseFloat(rate) / 100);
    for (const [i, letter] of [..."↑", ...rate].entries()) marks[at + i] = letter;
  }
  return marks.join("").trimEnd();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) benchFalsePositives();
