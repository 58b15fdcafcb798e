/**
 * Recovery: a directory, in whatever state the last process left it, becomes a store that can be written to.
 *
 *     CURRENT ──▶ MANIFEST ──▶ version, log number 5
 *                                            │
 *     000005.log │ … whole … │  ──replay──▶ memtable ──full──▶ 000008.ldb ┐
 *     000007.log │ … │ ? ? ? │  ──replay──▶ memtable ──end───▶ 000009.ldb ┤
 *     000010.log   made, empty ──────────────────────────────────────────┤
 *                                                                        ▼
 *                             MANIFEST-000011: all tables, log number 10 ──▶ CURRENT ──▶ what is superfluous is removed
 *
 * Nothing that was there is changed or removed before the new CURRENT is durable. So a crash at any moment of a
 * recovery finds the old store, or the new one; and a recovery that fails can be tried again.
 *
 * What the logs hold may be in the page cache alone: the process before died, or its sync failed. It is written
 * again, into tables that are synced, and so is all that the MANIFEST says.
 *
 * Source: LevelDB db/db_impl.cc (Recover, RecoverLogFile, RemoveObsoleteFiles).
 *
 * Left out: a lock, so that two processes do not open one store; LevelDB has its LOCK for that.
 */
import { MemTable } from "@labs/db-05";
import { CorruptionError, type Disk, InvariantError } from "@labs/machine";
import { StoreError } from "./errors.ts";
import { currentPath, filePath, parseFileName, pathOf } from "./file-names.ts";
import { applyBatch, type DroppedTail, LoggedTable, replayLog } from "./logged-table.ts";
import { applyEdit, EMPTY_STATE, type ManifestState, readManifest } from "./manifest.ts";
import type { Settings } from "./options.ts";
import { type FileMetadata, writeTable } from "./table-output.ts";
import { VersionSet } from "./version-set.ts";

/** A store that was opened. */
export interface Recovered {
  readonly versions: VersionSet;
  /** The new log, and its memtable, both empty. */
  readonly active: LoggedTable;
  /** The end of the last log, where it was not believed. */
  readonly dropped: DroppedTail | undefined;
}

/**
 * Opens the store in `directory`, or makes one: the directory too, if only its parent is there ("" is the disk's root).
 * Its name is durable before anything is made in it, also where it was there: a process that was killed may have made
 * it, and not synced its parent.
 *
 * - The logs that count are those with a number that is not less than the MANIFEST's log number, and its previous
 *   log. They are replayed in the order of their numbers, each to the end that `replayLog` has for it: the last one
 *   that is not empty is `torn`, or `paranoid` where that is an option; those before it are `whole`.
 * - What they hold goes to tables of level 0: one whenever the memtable has `writeBufferBytes` or more, between two
 *   records, and one in the end. Nothing, where they hold nothing. A later log's writes are never in a table of a
 *   smaller number than an earlier one's.
 * - No number of any file in the directory is used for a new one.
 * - The last sequence is that of the MANIFEST or of the logs, whichever is greater.
 * - When it resolves: a new log, a new MANIFEST and CURRENT are there, durable, and name everything. Of the old
 *   files, those that are superfluous were removed as far as the disk let it: see `removeObsolete`. The new MANIFEST's
 *   previous log is 0: what it held is in tables.
 *
 * @throws StoreError STORE_MISSING, STORE_EXISTS, STORE_COMPARATOR. CorruptionError as `readManifest` and
 * `replayLog`; where a table of the version is not there (its path, 0), or the log of the MANIFEST's log number is
 * not, if that is not 0; where CURRENT is not there, but a table is, or a log that is not empty (CURRENT, 0).
 * DiskError, LogError. As a rejection, with no handle left open and no old file changed; nothing at all is made where
 * it is a StoreError. Where several of these are true, it may be any of them
 * @step 5
 */
export async function recover(
  disk: Disk,
  directory: string,
  settings: Settings,
): Promise<Recovered> {
  const found = readManifest(disk, directory);
  checkWanted(found !== undefined, directory, settings);
  await makeDirectory(disk, directory);
  if (found === undefined) checkUnused(disk, directory);
  const old = found ?? EMPTY_STATE;
  checkComplete(disk, directory, old);
  let nextFileNumber = Math.max(old.nextFileNumber, freeNumber(disk, directory));
  const replayed = await replayLogs(disk, directory, old, settings, () => nextFileNumber++);
  const active = await LoggedTable.create(disk, directory, nextFileNumber++, settings.random);
  let versions: VersionSet | undefined;
  try {
    const state = applyEdit(old, {
      logNumber: active.number,
      prevLogNumber: 0,
      nextFileNumber,
      lastSequence: Math.max(old.lastSequence, replayed.lastSequence),
      newFiles: replayed.files.map((file) => ({ level: 0, file })),
    });
    versions = await VersionSet.create(disk, directory, state);
    removeObsolete(disk, directory, versions, new Set());
    return { versions, active, dropped: replayed.dropped };
  } catch (error) {
    active.close();
    versions?.close();
    throw error;
  }
}

/**
 * Removes what no process will need any more: tables that are neither live nor in `pending`, logs before the log
 * number, MANIFESTs other than the current one, and every CURRENT in the making. Files that are not a store's stay.
 * What the disk refuses to remove, whatever it throws, is left to the next time. Where the directory cannot be listed,
 * that error passes.
 *
 * @returns the numbers of the tables that were to be removed
 * @step 5
 */
export function removeObsolete(
  disk: Disk,
  directory: string,
  versions: VersionSet,
  pending: ReadonlySet<number>,
): readonly number[] {
  const live = versions.liveTables();
  const isNeeded = {
    table: (number: number) => live.has(number) || pending.has(number),
    log: (number: number) => number >= versions.logNumber,
    manifest: (number: number) => number === versions.manifestNumber,
    temporary: () => false,
  };
  const tables: number[] = [];
  for (const name of disk.list(directory)) {
    const file = parseFileName(name);
    if (file === undefined || isNeeded[file.kind](file.number)) continue;
    if (file.kind === "table") tables.push(file.number);
    try {
      disk.remove(pathOf(directory, name));
    } catch (error) {
      if (error instanceof InvariantError) throw error;
    }
  }
  return tables;
}

/** @solution */
async function makeDirectory(disk: Disk, directory: string): Promise<void> {
  if (directory === "") return;
  disk.makeDirectory(directory);
  const parentEnd = directory.lastIndexOf("/");
  await disk.syncDirectory(directory.slice(0, Math.max(0, parentEnd)));
}

/** @solution */
function checkWanted(isThere: boolean, directory: string, settings: Settings): void {
  if (isThere && settings.errorIfExists) {
    throw new StoreError("STORE_EXISTS", `there is a store in "${directory}"`);
  }
  if (!isThere && !settings.createIfMissing) {
    throw new StoreError("STORE_MISSING", `there is no store in "${directory}"`);
  }
}

/**
 * To make a store where one has lost its CURRENT would remove what is left of it.
 * @solution
 */
function checkUnused(disk: Disk, directory: string): void {
  const hasData = numbersOf(disk, directory, "table").length > 0;
  const hasWrites = numbersOf(disk, directory, "log").some(
    (number) => sizeOf(disk, filePath(directory, "log", number)) > 0,
  );
  if (!hasData && !hasWrites) return;
  const what = "it is not there, and tables or logs are";
  throw new CorruptionError(currentPath(directory), 0, what);
}

/** @solution */
function checkComplete(disk: Disk, directory: string, { version, logNumber }: ManifestState): void {
  const tables = new Set(numbersOf(disk, directory, "table"));
  const lost = version.levels.flat().find(({ number }) => !tables.has(number));
  if (lost !== undefined) {
    const path = filePath(directory, "table", lost.number);
    throw new CorruptionError(path, 0, "the table is not there");
  }
  const log = filePath(directory, "log", logNumber);
  // An edit that was torn off and had been acknowledged shows here: the log that was current before it is gone.
  if (logNumber !== 0 && !disk.exists(log)) {
    throw new CorruptionError(log, 0, "the log is not there");
  }
}

/**
 * The numbers of all files of a kind, rising.
 * @solution
 */
function numbersOf(disk: Disk, directory: string, kind: string): number[] {
  return disk
    .list(directory)
    .map(parseFileName)
    .filter((file) => file !== undefined)
    .filter((file) => file.kind === kind)
    .map(({ number }) => number)
    .sort((a, b) => a - b);
}

/** @solution */
function freeNumber(disk: Disk, directory: string): number {
  const numbers = disk.list(directory).map((name) => parseFileName(name)?.number ?? 0);
  return 1 + numbers.reduce((most, number) => Math.max(most, number), 0);
}

/** @solution */
function sizeOf(disk: Disk, path: string): number {
  const file = disk.open(path, "existing");
  const { size } = file;
  file.close();
  return size;
}

/** @solution */
interface Replayed {
  readonly files: readonly FileMetadata[];
  /** 0 where there was no write. */
  readonly lastSequence: number;
  readonly dropped: DroppedTail | undefined;
}

/** @solution */
async function replayLogs(
  disk: Disk,
  directory: string,
  { logNumber, prevLogNumber }: ManifestState,
  settings: Settings,
  newNumber: () => number,
): Promise<Replayed> {
  const paths = numbersOf(disk, directory, "log")
    .filter((number) => number >= logNumber || number === prevLogNumber)
    .map((number) => filePath(directory, "log", number));
  // A recovery that did not come to its end has left an empty log behind the one that the crash tore.
  const last = paths.findLastIndex((path) => sizeOf(disk, path) > 0);
  const { table, slices, random, writeBufferBytes } = settings;
  const files: FileMetadata[] = [];
  let memtable = new MemTable(random);
  let lastSequence = 0;
  let dropped: DroppedTail | undefined;
  const flush = async () => {
    const full = memtable;
    memtable = new MemTable(random);
    if (full.count === 0) return;
    const place = { disk, directory, table, slices };
    files.push((await writeTable(full.iterator(), place, newNumber()))!);
  };
  for (const [at, path] of paths.slice(0, last + 1).entries()) {
    const file = disk.open(path, "existing");
    try {
      const end = at < last ? "whole" : settings.paranoid ? "paranoid" : "torn";
      const batches = replayLog(file, end, lastSequence);
      let step = batches.next();
      for (; !step.done; step = batches.next()) {
        const { sequence, batch } = step.value;
        applyBatch(batch, sequence, memtable);
        if (batch.count > 0) lastSequence = sequence + batch.count - 1;
        if (memtable.memoryBytes >= writeBufferBytes) await flush();
      }
      dropped = step.value;
    } finally {
      file.close();
    }
  }
  await flush();
  return { files, lastSequence, dropped };
}
