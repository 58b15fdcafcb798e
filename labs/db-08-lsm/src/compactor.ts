/**
 * Compactor: what keeps the levels in shape, while the store serves; the next lab makes two.
 *
 *     store      a version has changed ──▶ next(host) ──▶ a job, or nothing to do
 *                                             │
 *     job        host.iterator([7]), host.iterator([9]) ──▶ host.newTable() ──▶ host.install({ − 7, − 9, + 12 })
 *     writer     pressure(version): none, slow, stop
 *
 * A store without one is right as it is; it becomes slower with each table in level 0, since every get may have to
 * ask them all.
 *
 * @given
 */
import type { InternalIterator } from "@labs/db-05";
import type { Slices } from "./pause.ts";
import type { FileMetadata, TableOutput } from "./table-output.ts";
import type { Version } from "./version.ts";
import type { VersionEdit } from "./version-edit.ts";

/**
 * How writers are to be held up: not; each by one pause, so that the work behind gets on; or until the next version.
 */
export type Pressure = "none" | "slow" | "stop";

/** A piece of work on the levels. What it rejects with ends the store (STORE_FAILED), whatever it is. */
export type CompactionJob = (host: CompactionHost) => Promise<void>;

export interface Compactor {
  /** What is to be done next; undefined where nothing is. Asked when a store is opened and after every change of its version, one job at a time. */
  next(host: CompactionHost): CompactionJob | undefined;
  /** Asked before each write that is made; `stop` only where `next` has a job. */
  pressure(version: Version): Pressure;
}

/** What a store lets those do who work on its levels. */
export interface CompactionHost {
  /** The tables there are now. A job's inputs stay: nobody else takes tables away. */
  readonly version: Version;
  /** Of each key, what is older than its newest version at this number is read by nobody any more. */
  readonly oldestReadSequence: number;
  /** By level, up to where it was compacted; an edit sets them. */
  readonly compactPointers: ReadonlyMap<number, Uint8Array>;
  readonly slices: Slices;
  /** The entries of these tables of `version`, which do not overlap, as one run: a LevelIterator. No table is opened yet. */
  iterator(files: readonly FileMetadata[]): InternalIterator;
  /** A table to write. Its file stays until an edit names it or it is abandoned. @throws DiskError; the store's failure, where there is one */
  newTable(): TableOutput;
  /**
   * As `VersionSet.install`; tables that nobody names any more are removed. Refused with the store's failure, where
   * there is one. After a LogError the edit may be found by the next process, so its tables are not abandoned.
   */
  install(edit: VersionEdit): Promise<void>;
}
