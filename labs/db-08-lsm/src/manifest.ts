/**
 * The MANIFEST: a log of edits, and CURRENT, which says which MANIFEST counts.
 *
 *     CURRENT           "MANIFEST-000004\n"
 *                              │
 *     MANIFEST-000004   │ edit: all there was │ edit │ edit │ ? ?       the sum of the edits is the store
 *                         from version "none"                └─ was never acknowledged
 *
 *     create     000005.log made ─▶ MANIFEST-000006 ─▶ sync ─▶ directory ─▶ 000006.dbtmp ─▶ sync ─▶ rename to CURRENT ─▶ directory
 *
 * An edit is written when all that it names is durable, and what it makes superfluous is removed when it is durable
 * itself. So after a crash either the store before it is found, whole, or the one after it.
 *
 * Each edit is durable before the next is written. So in the bytes of a MANIFEST a bad place with a whole record
 * behind it is no crash's work. A bad end is, or looks like it: the edit in it was acknowledged to nobody, or else
 * the files that it replaced are gone and missed at once.
 *
 * Source: LevelDB db/version_set.cc (LogAndApply, Recover), db/filename.cc (SetCurrentFile); doc/impl.md, "Manifest".
 *
 * Left out: a new MANIFEST when the old one is long; there is one whenever a store is opened.
 */
import { type Disk, NotImplemented } from "@labs/machine";
import { Version } from "./version.ts";
import type { VersionEdit } from "./version-edit.ts";

/** All that the edits of a MANIFEST come to. */
export interface ManifestState {
  readonly version: Version;
  /** Logs with smaller numbers are in tables. 0: none is. */
  readonly logNumber: number;
  /** A log that counts though its number is smaller; 0: none. Only stores from before LevelDB 1.0 have one. */
  readonly prevLogNumber: number;
  /** This number and greater ones are free, as far as the edits know. */
  readonly nextFileNumber: number;
  /** Of all writes that are in tables; those in logs may have greater ones. */
  readonly lastSequence: number;
  /** By level, the internal key up to which it was compacted. */
  readonly compactPointers: ReadonlyMap<number, Uint8Array>;
}

/** What a store begins with. */
export const EMPTY_STATE: ManifestState = {
  version: Version.empty,
  logNumber: 0,
  prevLogNumber: 0,
  nextFileNumber: 1,
  lastSequence: 0,
  compactPointers: new Map(),
};

/**
 * The state after `edit`.
 *
 * @throws VersionConflict as `Version.apply` does
 * @step 4
 */
export function applyEdit(state: ManifestState, edit: VersionEdit): ManifestState {
  throw new NotImplemented("db-08 step 4: applyEdit");
}

/**
 * The one edit that makes this state of an empty one. It names everything: the comparator, the four numbers, also
 * those that are 0, every pointer (by level), every file (by level, in the version's order).
 *
 * @step 4
 */
export function snapshotEdit(state: ManifestState): VersionEdit {
  throw new NotImplemented("db-08 step 4: snapshotEdit");
}

/**
 * The state of the store in `directory`, by CURRENT and the MANIFEST that it names. Undefined where there is no
 * CURRENT, or no directory. Changes nothing.
 *
 * An end of the MANIFEST that is torn, as `LogReader` says it, is no error: the edits before it count.
 *
 * @throws CorruptionError: of CURRENT, at 0, where it is not the name of a MANIFEST and a line feed, or that file is
 * not there. Of the MANIFEST: at a bad fragment with a whole record behind it; at the record's start, where it is no
 * edit, or one that does not fit; at 0, where it has no whole record, or none that tells the log's number, the next
 * file's or the last sequence. StoreError STORE_COMPARATOR, with the name, where an edit has another comparator than
 * `leveldb.BytewiseComparator`. DiskError
 * @step 4
 */
export function readManifest(disk: Disk, directory: string): ManifestState | undefined {
  throw new NotImplemented("db-08 step 4: readManifest");
}

/** A MANIFEST that is written to. */
export class Manifest {
  /**
   * Makes `MANIFEST-NNNNNN`, where no file has its name, with one edit, `snapshotEdit(state)`, and then CURRENT,
   * which names it from now on: by way of `NNNNNN.dbtmp`, which is renamed. When it resolves all of it is durable; a
   * crash on the way leaves the CURRENT of before, whole, or the new one with its MANIFEST, whole.
   *
   * @throws DiskError, LogError, as a rejection, with no handle left open. CURRENT may name either then
   * @step 4
   */
  static async create(
    disk: Disk,
    directory: string,
    number: number,
    state: ManifestState,
  ): Promise<Manifest> {
    throw new NotImplemented("db-08 step 4: Manifest.create");
  }

  /**
   * That of its name.
   * @step 4
   */
  get number(): number {
    throw new NotImplemented("db-08 step 4: Manifest.number");
  }

  /**
   * Writes an edit at the end, and resolves when it is durable, by one sync. One at a time: the next is called for
   * when the one before has ended (InvariantError).
   *
   * @throws LogError as `DurableFile`, as a rejection: after a failure every later one rejects too, nothing more is
   * written, and whether the edit will be found is not known
   * @step 4
   */
  async append(edit: VersionEdit): Promise<void> {
    throw new NotImplemented("db-08 step 4: Manifest.append");
  }

  /**
   * Gives the handle back. Twice is once.
   * @step 4
   */
  close(): void {
    throw new NotImplemented("db-08 step 4: Manifest.close");
  }
}
