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
import { type Disk, NotImplemented } from "@labs/machine";
import type { DroppedTail, LoggedTable } from "./logged-table.ts";
import type { Settings } from "./options.ts";
import type { VersionSet } from "./version-set.ts";

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
  throw new NotImplemented("db-08 step 5: recover");
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
  throw new NotImplemented("db-08 step 5: removeObsolete");
}
