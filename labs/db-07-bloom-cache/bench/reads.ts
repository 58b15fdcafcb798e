/**
 * Reads of the disk for a get, counted: keys that are there, keys that are not, in a store of several tables.
 *
 * Ten tables of 5,000 entries, all of the same range of keys, as the files of level 0 are: a get asks one after the other
 * until it finds the key. Keys are drawn; the block cache is a share of all blocks.
 *
 *     npx tsx --conditions=reference labs/db-07-bloom-cache/bench/reads.ts
 *
 * Left out: the reads that open the tables.
 */
import { pathToFileURL } from "node:url";
import { encodeInternalKey, seekKey, ValueType } from "@labs/db-05";
import { type Block, type FilterPolicy, TableWriter } from "@labs/db-06";
import { bloomFilterPolicy, LruCache, TableCache } from "@labs/db-07";
import { line } from "@labs/grader/bench";
import { type Random, seededRandom } from "@labs/machine";
import { SimDisk } from "@labs/machine/sim";

const TABLES = 10;
const PER_TABLE = 5000;
const GETS = 20_000;
const VALUE = new Uint8Array(100).fill(7);
const CACHED = [0, 0.1, 0.5, 1];
const BITS_PER_KEY = [0, 5, 10, 15, 20];

/** Counts for every filter and cache, prints a table for each kind of key. */
export function benchReads(): void {
  for (const isThere of [true, false]) {
    const shares = CACHED.map((share) => `cached ${100 * share} %`);
    console.log(line(`Reads for a key that is ${isThere ? "" : "not "}there`, ...shares));
    for (const bitsPerKey of BITS_PER_KEY) {
      const filter = bitsPerKey === 0 ? undefined : bloomFilterPolicy(bitsPerKey);
      const disk = diskOf(filter);
      const cells = CACHED.map((share) => readsOf(disk, filter, share, isThere).toFixed(3));
      console.log(line(bitsPerKey === 0 ? "no filter" : `${bitsPerKey} bits a key`, ...cells));
    }
    console.log("");
  }
}

/** Even numbers are keys of the store, each in one of the tables; odd numbers are missing. */
const keyOf = (i: number): Uint8Array => Buffer.from(`key ${String(i).padStart(8, "0")}`);

const pathOf = (number: number): string => `${number}.ldb`;

function diskOf(filter: FilterPolicy | undefined): SimDisk {
  const disk = new SimDisk();
  for (let number = 0; number < TABLES; number++) {
    const file = disk.open(pathOf(number), "new");
    const options = filter === undefined ? {} : { filter };
    const writer = new TableWriter(file, { compression: "none", ...options });
    for (let i = 0; i < PER_TABLE; i++) {
      const key = keyOf(2 * (i * TABLES + number));
      writer.add(encodeInternalKey(key, 1, ValueType.Value), VALUE);
    }
    writer.finish();
    file.close();
  }
  return disk;
}

function readsOf(
  disk: SimDisk,
  filter: FilterPolicy | undefined,
  share: number,
  isThere: boolean,
): number {
  const sizes = Array.from({ length: TABLES }, (_, i) => disk.contents(pathOf(i)).length);
  const capacity = share * sizes.reduce((a, b) => a + b, 0);
  const tables = new TableCache({
    openFile: (number) => disk.open(pathOf(number), "existing"),
    maxOpenFiles: TABLES,
    blockCache: new LruCache<Block>({ capacity }),
    ...(filter === undefined ? {} : { filter }),
  });
  const random = seededRandom(7);
  getAll(tables, random, isThere);
  const before = disk.counts.reads;
  getAll(tables, random, isThere);
  tables.close();
  return (disk.counts.reads - before) / GETS;
}

function getAll(tables: TableCache, random: Random, isThere: boolean): void {
  for (let i = 0; i < GETS; i++) {
    const target = seekKey(keyOf(2 * random.below(TABLES * PER_TABLE) + (isThere ? 0 : 1)), 9);
    for (let number = 0; number < TABLES; number++) {
      if (tables.get(number, target) !== undefined) break;
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) benchReads();
