/**
 * Tables: the same entries in ours and in LevelDB's; sizes, and walking and asking.
 *
 *     ours      TableWriter, Table over the real disk, with no cache of blocks, or with one that keeps all
 *     LevelDB   classic-level, filled and closed, opened again: what it has is then one table
 *
 * Entries have keys of 16 bytes and values of 100, half of them the same byte, as LevelDB's own bench has them.
 *
 *     npx tsx --conditions=reference labs/db-06-sstable/bench/tables.ts
 *
 * Left out: a cache with an end, which LevelDB has (8 MiB) and we get in db-07; how fast LevelDB writes a table, which nobody can ask
 * of it alone.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { crc32c } from "@labs/db-03";
import { encodeInternalKey, MAX_SEQUENCE, seekKey, ValueType } from "@labs/db-05";
import { type Block, Table, TableWriter } from "@labs/db-06";
import { type Figure, line, spread, takeTurns } from "@labs/grader/bench";
import { type DiskFile, seededRandom } from "@labs/machine";
import { realDisk } from "@labs/machine/real-disk";
import { ClassicLevel } from "classic-level";

const TURNS = 9;
/** As many as LevelDB keeps in one table, when it makes one of its log. */
const ENTRIES = 25_000;
const GETS = 5_000;

type Database = ClassicLevel<Uint8Array, Uint8Array>;

const key = (at: number) => Buffer.from(String(at).padStart(16, "0"));

function values(): readonly Uint8Array[] {
  const random = seededRandom(3);
  return Array.from({ length: ENTRIES }, () =>
    Uint8Array.from({ length: 100 }, (_, at) => (at < 50 ? random.below(256) : 46)),
  );
}

/** Writes ours; how long it is. */
function write(
  file: DiskFile,
  entries: readonly Uint8Array[],
  compression: "none" | "snappy",
): number {
  file.truncate(0);
  const writer = new TableWriter(file, { compression });
  for (const [at, value] of entries.entries()) {
    writer.add(encodeInternalKey(key(at), at + 1, ValueType.Value), value);
  }
  return writer.finish().sizeBytes;
}

async function leveldb(folder: string, entries: readonly Uint8Array[]): Promise<Database> {
  const options = {
    keyEncoding: "view",
    valueEncoding: "view",
    writeBufferSize: 64 << 20,
  } as const;
  const database: Database = new ClassicLevel(folder, options);
  await database.open();
  await database.batch(entries.map((value, at) => ({ type: "put", key: key(at), value })));
  await database.close();
  await database.open();
  return database;
}

/** Measures all of it, prints tables. */
export async function benchTables(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "tables-"));
  try {
    return await measured(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measured(folder: string): Promise<readonly Figure[]> {
  const entries = values();
  const disk = realDisk(folder);
  const [plain, snappy] = ["plain", "snappy"].map((name) => disk.open(name, "create"));
  disk.makeDirectory("leveldb");
  const database = await leveldb(join(folder, "leveldb"), entries);
  const sizes = [write(plain!, entries, "none"), write(snappy!, entries, "snappy"), theirs(folder)];
  console.log(`${ENTRIES.toLocaleString("en")} entries of 116 bytes\n`);
  console.log(line("Size", "none", "snappy", "LevelDB"));
  console.log(line("bytes", ...sizes.map((size) => size.toLocaleString("en"))));
  const figures: Figure[] = [
    { name: "size of LevelDB's table to ours", ratio: sizes[2]! / sizes[1]! },
  ];
  figures.push(
    ...(await reading(snappy!, database)),
    ...(await writing(disk.open("w", "create"), entries)),
  );
  await database.close();
  for (const file of [plain!, snappy!]) file.close();
  checksums(folder);
  return figures;
}

function theirs(folder: string): number {
  const at = join(folder, "leveldb");
  const names = readdirSync(at).filter((name) => name.endsWith(".ldb"));
  return names.reduce((sum, name) => sum + statSync(join(at, name)).size, 0);
}

async function reading(file: DiskFile, database: Database): Promise<readonly Figure[]> {
  const table = Table.open(file);
  const blocks = new Map<number, Block>();
  const kept = Table.open(file, {
    blocks: (offset, load) => {
      const block = blocks.get(offset) ?? load();
      blocks.set(offset, block);
      return { block, release() {} };
    },
  });
  const random = seededRandom(11);
  const asked = Array.from({ length: GETS }, () => key(random.below(ENTRIES)));
  const walk = await takeTurns(
    [
      { name: "ours", run: () => walkOurs(table) },
      { name: "LevelDB", run: () => walkTheirs(database) },
    ],
    TURNS,
  );
  const gets = (from: Table) => () => {
    for (const each of asked) from.get(seekKey(each, MAX_SEQUENCE));
  };
  const theirGets = () => {
    for (const each of asked) database.getSync(each);
  };
  const rows = await takeTurns(
    [
      { name: "ours, every block kept", run: gets(kept) },
      { name: "LevelDB", run: theirGets },
      { name: "ours", run: gets(table) },
    ],
    TURNS,
  );
  console.log(line("Reading", "ours, 1000/s", "LevelDB", "ours is"));
  return [
    told("walked, no cache of blocks", ENTRIES, walk),
    told("get, every block kept", GETS, rows),
    told(
      "get, no cache of blocks",
      GETS,
      rows.map(([, other, ours]) => [ours!, other!]),
    ),
  ];
}

/** Prints a line; what it says. */
function told(name: string, count: number, rows: readonly (readonly number[])[]): Figure {
  const speed = (at: number) => spread(rows.map((row) => count / row[at]!)).median.toFixed(0);
  const ratio = spread(rows.map(([ours, other]) => other! / ours!)).median;
  console.log(line(name, speed(0), speed(1), ratio.toFixed(2)));
  return { name: `${name}, to LevelDB`, ratio };
}

function walkOurs(table: Table): void {
  const iterator = table.iterator();
  let bytes = 0;
  for (iterator.seekToFirst(); iterator.isValid; iterator.next()) {
    bytes += iterator.key.length + iterator.value.length;
  }
  iterator.close();
  if (bytes === 0) throw new Error("nothing was walked");
}

async function walkTheirs(database: Database): Promise<void> {
  const iterator = database.iterator();
  let bytes = 0;
  for (;;) {
    const some = await iterator.nextv(1000);
    if (some.length === 0) break;
    for (const [found, value] of some) bytes += found.length + value.length;
  }
  await iterator.close();
  if (bytes === 0) throw new Error("nothing was walked");
}

async function writing(file: DiskFile, entries: readonly Uint8Array[]): Promise<readonly Figure[]> {
  const rows = await takeTurns(
    [
      { name: "none", run: () => void write(file, entries, "none") },
      { name: "snappy", run: () => void write(file, entries, "snappy") },
    ],
    TURNS,
  );
  file.close();
  const speed = (at: number) => spread(rows.map((row) => ENTRIES / row[at]!)).median.toFixed(0);
  const ratio = spread(rows.map(([none, compressed]) => none! / compressed!)).median;
  console.log(line("Writing", "none, 1000/s", "snappy", "snappy is"));
  console.log(line("entries", speed(0), speed(1), ratio.toFixed(2)));
  return [{ name: "writing with Snappy to writing without", ratio }];
}

/** What the checksums of a whole table take. */
function checksums(folder: string): void {
  const bytes = Uint8Array.from(readFileSync(join(folder, "plain")));
  const from = performance.now();
  for (let at = 0; at < bytes.length; at += 4096) crc32c(bytes.subarray(at, at + 4096));
  const took = performance.now() - from;
  console.log(
    line(
      "Checksums of a table",
      `${((1000 * took) / (bytes.length / 4096)).toFixed(1)} µs a block`,
    ),
  );
  console.log("");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await benchTables();
