/**
 * LevelDB itself, in folders of a law's own, by classic-level, which brings its binary along.
 *
 *     its tables    a database is filled and closed; opened again, it makes a table of its log
 *     our tables    put into an empty folder as NNNNNN.ldb; its repair makes the manifest, and it opens the folder
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeInternalKey, MAX_SEQUENCE, seekKey, userKeyOf, ValueType } from "@labs/db-05";
import { type FilterPolicy, Table, TableWriter, type TableWriterOptions } from "@labs/db-06";
import type { Trial } from "@labs/grader/testing";
import { levelDb, withLevelDb } from "@labs/grader/testing/leveldb";
import { emptyFolder } from "@labs/grader/testing/programs";
import { seededRandom } from "@labs/machine";
import type { ClassicLevel, DatabaseOptions } from "classic-level";
import { type Entry, emptyFile, fileOf, filled, joined, utf8 } from "./model.ts";

const PATIENCE_MS = 3000;
const BYTES = { keyEncoding: "view", valueEncoding: "view", patienceMs: PATIENCE_MS } as const;

type Database = ClassicLevel<Uint8Array, Uint8Array>;
type Options = Omit<DatabaseOptions<Uint8Array, Uint8Array>, "keyEncoding" | "valueEncoding">;

/** A put, or a deletion where there is no value. */
export interface Change {
  readonly key: Uint8Array;
  readonly value: Uint8Array | undefined;
}

/** The table that LevelDB makes of these changes, in one batch, and what it has then. */
export async function theirTable(
  t: Trial,
  changes: readonly Change[],
  options: Options,
): Promise<{ readonly table: Uint8Array; readonly state: readonly Entry[] }> {
  const folder = emptyFolder(t);
  await withLevelDb(t, folder, { ...BYTES, ...options }, (database: Database) =>
    database.batch(
      changes.map(({ key, value }) =>
        value === undefined ? { type: "del", key } : { type: "put", key, value },
      ),
    ),
  );
  const state = await withLevelDb(t, folder, { ...BYTES, ...options }, stateOf);
  const names = readdirSync(folder).filter((name) => name.endsWith(".ldb"));
  t.equal(names.length, 1, "tables in LevelDB's folder");
  return { table: Uint8Array.from(readFileSync(join(folder, names[0]!))), state };
}

/** What LevelDB has when these tables are all that it finds: forwards, and backwards. */
export async function stateWith(
  t: Trial,
  tables: readonly Uint8Array[],
): Promise<{ readonly forwards: readonly Entry[]; readonly backwards: readonly Entry[] }> {
  const ClassicLevel = await levelDb(t);
  const folder = emptyFolder(t);
  for (const [at, bytes] of tables.entries()) {
    writeFileSync(join(folder, `${String(at + 5).padStart(6, "0")}.ldb`), bytes);
  }
  await t.within(PATIENCE_MS, ClassicLevel.repair(folder), "LevelDB to repair the folder");
  return withLevelDb(t, folder, BYTES, async (database: Database) => {
    const forwards = await stateOf(database);
    for (const { key, value } of forwards) {
      t.bytes((await database.get(key)) ?? utf8("nothing"), value);
    }
    const reverse = await database.iterator({ reverse: true }).all();
    return { forwards, backwards: reverse.map(([key, value]) => ({ key, value })) };
  });
}

async function stateOf(database: Database): Promise<readonly Entry[]> {
  return (await database.iterator().all()).map(([key, value]) => ({ key, value }));
}

/** Changes of keys that are near each other; every key has one byte at least. */
export function drawnChanges(seed: number, count: number): Change[] {
  const random = seededRandom(seed);
  const words = ["green ", "red ", "blue ", "yellow "].map(utf8);
  return Array.from({ length: count }, () => {
    const length = 1 + random.below(5);
    const key = Uint8Array.from({ length }, () => [97, 98, 99, 0, 254, 255][random.below(6)]!);
    if (random.below(5) === 0) return { key, value: undefined };
    const parts = Array.from({ length: random.below(12) }, () => words[random.below(4)]!);
    return { key, value: joined(...parts, filled(random.below(30), random.below(1000))) };
  });
}

/** The entries that LevelDB makes of changes that are its first: the sequence is 1, 2, 3 … */
export function entriesOf(changes: readonly Change[]): Entry[] {
  return changes.map(({ key, value }, at) => ({
    key: encodeInternalKey(key, at + 1, value === undefined ? ValueType.Deletion : ValueType.Value),
    value: value ?? new Uint8Array(),
  }));
}

/** A file of these entries, which rise. */
export function ourTable(entries: readonly Entry[], options: TableWriterOptions): Uint8Array {
  const { disk, file } = emptyFile();
  const writer = new TableWriter(file, options);
  for (const { key, value } of entries) writer.add(key, value);
  writer.finish();
  return disk.contents(file.path);
}

/**
 * A policy under the name of LevelDB's that says always perhaps, and writes the filter block that is in `table`: what is in it
 * is db-07's.
 */
export function copiedFilter(table: Uint8Array): FilterPolicy {
  let contents = new Uint8Array();
  const policy: FilterPolicy = {
    name: "leveldb.BuiltinBloomFilter2",
    builder: () => ({ startBlock() {}, addKey() {}, finish: () => contents }),
    reader: (found) => {
      contents = Uint8Array.from(found);
      return { mayContain: () => true };
    },
  };
  Table.open(fileOf(table).file, { filter: policy });
  return policy;
}

/** What a table has of these user keys, the newest of each. */
export function newestOf(table: Table, keys: readonly Uint8Array[]): (Entry | undefined)[] {
  return keys.map((key) => {
    const found = table.get(seekKey(key, MAX_SEQUENCE));
    if (found === undefined || found.key[found.key.length - 8] === ValueType.Deletion) {
      return undefined;
    }
    return { key: userKeyOf(found.key), value: found.value };
  });
}
