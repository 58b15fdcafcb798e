/**
 * What a store should hold, dumber than the store: the list of all changes, in order. And what the files of a
 * directory hold, read without the store: the MANIFEST, its tables with db-06's reader, its logs with step 2's.
 */
import { MemTable, parseInternalKey, ValueType } from "@labs/db-05";
import { Table } from "@labs/db-06";
import {
  applyBatch,
  applyEdit,
  EMPTY_STATE,
  type FileMetadata,
  filePath,
  LoggedTable,
  type LsmStore,
  loopSlices,
  Manifest,
  parseFileName,
  readManifest,
  replayLog,
  type StoreOptions,
  type Version,
  type VersionEdit,
  WriteBatch,
  writeTable,
} from "@labs/db-08";
import type { Trial } from "@labs/grader/testing";
import { type Disk, type Random, seededRandom } from "@labs/machine";
import { SimDisk } from "@labs/machine/sim";

/** A key, and its value; undefined where it was deleted. */
export type Change = readonly [key: string, value: string | undefined];

/** A change, as it was found: under this number. */
export interface Found {
  readonly sequence: number;
  readonly change: Change;
}

export const utf8 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** Options for tables that are quickly written and read. */
export const PLAIN: StoreOptions = { compression: "none", bloomBitsPerKey: 0 };

export const put = (key: string, value: string): Change => [key, value];
export const del = (key: string): Change => [key, undefined];

/** A batch of these changes. */
export function batchOf(changes: readonly Change[]): WriteBatch {
  const batch = new WriteBatch();
  for (const [key, value] of changes) {
    if (value === undefined) batch.delete(utf8(key));
    else batch.put(utf8(key), utf8(value));
  }
  return batch;
}

/** Draws towers of one height: what a memtable takes is the same each time. */
export const lowTowers: Random = { next: () => 0.5, below: (bound) => bound - 1 };

/** The bytes of a memtable that has these changes, of low towers. */
export function memoryOf(changes: readonly Change[]): number {
  const memtable = new MemTable(lowTowers);
  applyBatch(batchOf(changes), 1, memtable);
  return memtable.memoryBytes;
}

/** Keys and values after these changes. */
export function stateAfter(changes: readonly Change[]): Map<string, string> {
  const state = new Map<string, string>();
  for (const [key, value] of changes) {
    if (value === undefined) state.delete(key);
    else state.set(key, value);
  }
  return state;
}

/** The entries of these tables, in the order of their numbers. */
export function tableEntries(disk: Disk, directory: string, numbers: readonly number[]): Found[] {
  const found: Found[] = [];
  for (const number of numbers) {
    const file = disk.open(filePath(directory, "table", number), "existing");
    try {
      const at = Table.open(file).iterator();
      for (at.seekToFirst(); at.isValid; at.next()) {
        const { userKey, sequence, type } = parseInternalKey(at.key)!;
        const value = type === ValueType.Value ? textOf(at.value) : undefined;
        found.push({ sequence, change: [textOf(userKey), value] });
      }
      at.close();
    } finally {
      file.close();
    }
  }
  return inOrder(found);
}

/** The changes in a log. */
export function logEntries(disk: Disk, directory: string, number: number): Found[] {
  return logBatches(disk, directory, number).flat();
}

/** The changes in a log, batch by batch. */
export function logBatches(disk: Disk, directory: string, number: number): Found[][] {
  const file = disk.open(filePath(directory, "log", number), "existing");
  const batches: Found[][] = [];
  try {
    for (const { sequence, batch } of replayLog(file, "torn")) {
      const found: Found[] = [];
      batch.forEach((type, key, value) => {
        const text = type === ValueType.Value ? textOf(value) : undefined;
        found.push({ sequence: sequence + found.length, change: [textOf(key), text] });
      });
      batches.push(found);
    }
  } finally {
    file.close();
  }
  return batches;
}

/** The numbers of the files of a kind in a directory, rising. */
export function numbersOf(disk: Disk, directory: string, kind: string): number[] {
  return disk
    .list(directory)
    .map(parseFileName)
    .filter((file) => file?.kind === kind)
    .map((file) => file!.number)
    .sort((a, b) => a - b);
}

/** The numbers of all tables of a version. */
export function numbersIn(version: Version): number[] {
  return version.levels.flat().map(({ number }) => number);
}

/** All changes in an open store's tables, in the order of the writes. */
export function inTables(disk: Disk, directory: string, store: LsmStore): Found[] {
  return tableEntries(disk, directory, numbersIn(store.version));
}

/** All changes that the files of a directory hold, as the next process would find them. */
export function onDisk(disk: Disk, directory: string): Found[] {
  const { version, logNumber } = readManifest(disk, directory)!;
  const logs = numbersOf(disk, directory, "log").filter((number) => number >= logNumber);
  return inOrder([
    ...tableEntries(disk, directory, numbersIn(version)),
    ...logs.flatMap((number) => logEntries(disk, directory, number)),
  ]);
}

/** The changes alone. */
export const changesOf = (found: readonly Found[]): Change[] => found.map(({ change }) => change);

/** A copy of a disk, with all that is in its cache, and none of its history. */
export const copyOf = (disk: SimDisk): SimDisk => disk.crash({ mode: "kept" });

/** What a directory is made of, file by file, without a store. */
export interface Made {
  /** The state that the MANIFEST tells; its tables are those of `tables`, in level 0. */
  readonly state: VersionEdit;
  /** By number; each batch with the sequence of its first change. */
  readonly logs?: Readonly<Record<number, readonly (readonly [number, readonly Change[]])[]>>;
  /** By number: changes, and the sequence of the first. */
  readonly tables?: Readonly<Record<number, readonly [number, readonly Change[]]>>;
}

/** A disk that has these files, all durable, in `directory`; its MANIFEST has the number 2. */
export async function diskOf(directory: string, { state, logs, tables }: Made): Promise<SimDisk> {
  const disk = new SimDisk();
  if (directory !== "") disk.makeDirectory(directory);
  for (const [number, batches] of Object.entries(logs ?? {})) {
    const log = await LoggedTable.create(disk, directory, Number(number), seededRandom(1));
    for (const [sequence, changes] of batches) log.write(batchOf(changes), sequence);
    log.close();
  }
  const newFiles: { level: number; file: FileMetadata }[] = [];
  for (const [number, [sequence, changes]] of Object.entries(tables ?? {})) {
    const memtable = new MemTable(seededRandom(1));
    applyBatch(batchOf(changes), sequence, memtable);
    const table = { compression: "none" } as const;
    const place = { disk, directory, table, slices: loopSlices };
    const file = (await writeTable(memtable.iterator(), place, Number(number)))!;
    newFiles.push({ level: 0, file });
  }
  const whole = applyEdit(EMPTY_STATE, { ...state, newFiles });
  (await Manifest.create(disk, directory, 2, whole)).close();
  return withFiles(disk.files());
}

/** A disk that has had these files for ever. */
export function withFiles(files: ReadonlyMap<string, Uint8Array>): SimDisk {
  const disk = new SimDisk();
  for (const [path, bytes] of files) disk.install(path, bytes);
  return disk;
}

/** Cuts the last `count` bytes off a file. */
export function cut(disk: SimDisk, path: string, count: number): void {
  const file = disk.open(path, "existing");
  file.truncate(file.size - count);
  file.close();
}

/** Checks that `error` has this code, and lets what is not written pass. */
export function coded(t: Trial, error: unknown, code: string): Error {
  t.fails(() => {
    throw error;
  }, code);
  return error as Error;
}

/** What `body` rejects with; undefined where it does not. What is not written passes. */
export async function errorOf(body: () => Promise<unknown>): Promise<Error | undefined> {
  try {
    await body();
    return undefined;
  } catch (error) {
    if ((error as Error)?.name === "NotImplemented") throw error;
    return error as Error;
  }
}

function inOrder(found: Found[]): Found[] {
  return found.sort((a, b) => a.sequence - b.sequence);
}
