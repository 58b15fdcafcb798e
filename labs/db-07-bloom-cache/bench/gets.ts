/**
 * Gets beside LevelDB's: one table of 100,000 entries on the real disk, which both have open.
 *
 *     ours       TableCache.get, a block cache of 8 MiB, a filter of 10 bits a key
 *     LevelDB    classic-level's getSync, with the same cache and filter, on the same file
 *
 * Keys have 16 bytes and values 100. LevelDB looks into its memtable first, which is empty, and goes from JavaScript to C++
 * and back for each get; ours knows which table to ask. LevelDB does not look at checksums unless it is told to; ours does, of each block
 * that it reads.
 *
 *     npx tsx --conditions=reference labs/db-07-bloom-cache/bench/gets.ts
 *
 * Left out: reads of a device. All of the file is in the kernel's cache.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { encodeInternalKey, seekKey, ValueType } from "@labs/db-05";
import { type Block, TableWriter } from "@labs/db-06";
import { bloomFilterPolicy, LruCache, TableCache } from "@labs/db-07";
import { type Figure, line, spread, takeTurns } from "@labs/grader/bench";
import { seededRandom } from "@labs/machine";
import { realDisk } from "@labs/machine/real-disk";
import { ClassicLevel } from "classic-level";

const ENTRIES = 100_000;
const GETS = 20_000;
const TURNS = 9;
const CACHE_BYTES = 8 * 1024 * 1024;
const FILTER = bloomFilterPolicy(10);
const TABLE = "000005.ldb";

/** Measures keys that are there, in a small range and in all, and keys that are not; prints a table. */
export async function benchGets(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "db-07-"));
  writeTable(folder);
  await ClassicLevel.repair(folder);
  const level = new ClassicLevel<Uint8Array, Uint8Array>(folder, {
    keyEncoding: "view",
    valueEncoding: "view",
    cacheSize: CACHE_BYTES,
    compression: false,
  });
  await level.open();
  const disk = realDisk(folder);
  const tables = new TableCache({
    openFile: () => disk.open(TABLE, "existing"),
    maxOpenFiles: 10,
    blockCache: new LruCache<Block>({ capacity: CACHE_BYTES }),
    filter: FILTER,
  });
  const figures: Figure[] = [];
  console.log(line("Gets", "ours, a second", "LevelDB", "ratio"));
  for (const [what, keys] of workloads()) {
    const rows = await takeTurns(
      [
        { name: "ours", run: over(keys, (key) => tables.get(5, seekKey(key, ENTRIES))) },
        { name: "LevelDB", run: over(keys, (key) => level.getSync(key)) },
      ],
      TURNS,
    );
    const ratio = spread(rows.map(([ours, theirs]) => theirs! / ours!)).median;
    const speed = (i: number) => spread(rows.map((row) => (1000 * GETS) / row[i]!)).median;
    console.log(line(what, speed(0).toFixed(0), speed(1).toFixed(0), ratio.toFixed(2)));
    figures.push({ name: `gets of ${what}, to LevelDB`, ratio });
  }
  console.log("");
  tables.close();
  await level.close();
  rmSync(folder, { recursive: true, force: true });
  return figures;
}

const over = (keys: readonly Uint8Array[], get: (key: Uint8Array) => unknown) => () => {
  for (const key of keys) get(key);
};

/** Even numbers are there, odd ones are not. */
const keyOf = (i: number): Uint8Array => Buffer.from(`key ${String(i).padStart(12, "0")}`);

function writeTable(folder: string): void {
  const file = realDisk(folder).open(TABLE, "new");
  const writer = new TableWriter(file, { compression: "none", filter: FILTER });
  for (let i = 0; i < ENTRIES; i++) {
    const value = new Uint8Array(100).fill(i);
    writer.add(encodeInternalKey(keyOf(2 * i), i + 1, ValueType.Value), value);
  }
  writer.finish();
  file.close();
}

function workloads(): (readonly [what: string, keys: readonly Uint8Array[]])[] {
  const random = seededRandom(7);
  const drawn = (range: number, odd: number) =>
    Array.from({ length: GETS }, () => keyOf(2 * random.below(range) + odd));
  return [
    ["keys whose blocks are cached", drawn(ENTRIES / 10, 0)],
    ["keys, half of whose blocks are cached", drawn(ENTRIES, 0)],
    ["keys that are not there", drawn(ENTRIES, 1)],
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await benchGets();
}
