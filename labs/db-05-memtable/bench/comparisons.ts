/**
 * What a search, a merge and an entry cost, counted: the same on every machine.
 *
 *     npx tsx --conditions=reference labs/db-05-memtable/bench/comparisons.ts
 */
import { pathToFileURL } from "node:url";
import { MemTable, SkipList, ValueType } from "@labs/db-05";
import { line } from "@labs/grader/bench";
import { seededRandom } from "@labs/machine";

const SEEKS = 10_000;

/** Prints what a seek compares, and what an entry takes of memory. */
export function benchComparisons(): void {
  console.log(line("Skip list", "a seek", "2 log2(n)", "log2(n)"));
  for (const count of [1000, 30_000, 1_000_000]) {
    let comparisons = 0;
    const list = new SkipList<number>((a, b) => {
      comparisons += 1;
      return a - b;
    }, seededRandom(1));
    for (let i = 0; i < count; i++) list.insert((i * 7919) % 1_000_003);
    const cursor = list.cursor();
    comparisons = 0;
    for (let i = 0; i < SEEKS; i++) cursor.seek((i * 104_729) % 1_000_003);
    const log = Math.log2(count);
    const figures = [comparisons / SEEKS, 2 * log, log].map((figure) => figure.toFixed(1));
    console.log(line(`${count.toLocaleString("en")} keys`, ...figures));
  }
  console.log("");
  console.log(line("An entry, key of 16 bytes", "bytes in use", "beside key and value"));
  for (const valueLength of [1, 100, 1000]) {
    const table = new MemTable(seededRandom(1));
    const value = new Uint8Array(valueLength);
    for (let i = 0; i < 20_000; i++) {
      const key = Buffer.from(String(i).padStart(16, "0"));
      table.add(i + 1, ValueType.Value, key, value);
    }
    const bytes = table.memoryBytes / table.count;
    const beside = bytes - 16 - valueLength;
    console.log(line(`value of ${valueLength}`, bytes.toFixed(1), beside.toFixed(1)));
  }
  console.log("");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) benchComparisons();
