/**
 * VersionSet: the version that counts, the ones that somebody still reads, and the MANIFEST that remembers.
 *
 *     install(edit) ──▶ MANIFEST, synced ──▶ current
 *                                               │
 *     versions     │ 3: an iterator reads it │ 5: current │        4: nobody's any more, forgotten
 *     files        │ 7 · 8 · 9               │ 8 · 9 · 12 │       live: 7 8 9 12; every other table can be removed
 *
 * A version names files, and files are removed when nobody names them: so who reads for longer than a call holds a
 * lease of the version.
 *
 * Invariants: `current` is never ahead of the MANIFEST. Edits are installed one after the other, each on the version
 * that the one before has made.
 *
 * Source: LevelDB db/version_set.cc (VersionSet::LogAndApply, AddLiveFiles), Version::Ref.
 *
 * Left out: reading while an edit is written, which needs a lock there and nothing here.
 */
import { type Disk, NotImplemented } from "@labs/machine";
import type { ManifestState } from "./manifest.ts";
import type { Version } from "./version.ts";
import type { VersionEdit } from "./version-edit.ts";

/** The right to read the tables of a version. */
export interface VersionLease {
  readonly version: Version;
  /** Gives it back. Twice is a bug (InvariantError). */
  release(): void;
}

/** The versions of an open store. */
export class VersionSet {
  /**
   * Makes a new MANIFEST of this state, numbered `state.nextFileNumber`, as `Manifest.create` does; the file numbers
   * go on behind it: the MANIFEST itself says so.
   *
   * @throws as `Manifest.create` does
   * @step 4
   */
  static async create(disk: Disk, directory: string, state: ManifestState): Promise<VersionSet> {
    throw new NotImplemented("db-08 step 4: VersionSet.create");
  }

  /**
   * What the tables are now.
   * @step 4
   */
  get current(): Version {
    throw new NotImplemented("db-08 step 4: VersionSet.current");
  }

  /**
   * That of the last write that can be read; at first the state's. Whoever writes sets it, and never back
   * (InvariantError).
   * @step 4
   */
  get lastSequence(): number {
    throw new NotImplemented("db-08 step 4: VersionSet.lastSequence");
  }

  /** @step 4 */
  set lastSequence(sequence: number) {
    throw new NotImplemented("db-08 step 4: VersionSet.lastSequence");
  }

  /**
   * The log from which on writes are not in tables.
   * @step 4
   */
  get logNumber(): number {
    throw new NotImplemented("db-08 step 4: VersionSet.logNumber");
  }

  /**
   * By level, up to where it was compacted.
   * @step 4
   */
  get compactPointers(): ReadonlyMap<number, Uint8Array> {
    throw new NotImplemented("db-08 step 4: VersionSet.compactPointers");
  }

  /**
   * The number of the MANIFEST.
   * @step 4
   */
  get manifestNumber(): number {
    throw new NotImplemented("db-08 step 4: VersionSet.manifestNumber");
  }

  /**
   * A number for a new file; no other file has it or will have it.
   * @step 4
   */
  newFileNumber(): number {
    throw new NotImplemented("db-08 step 4: VersionSet.newFileNumber");
  }

  /**
   * Makes `edit` durable in the MANIFEST, and then `current` the version with it. What it names is durable already.
   * Edits that are installed at once are installed one after the other, in the order of the calls.
   *
   * What is written has also the next file's number and the last sequence, as they are when its turn comes, instead of
   * what `edit` says of them.
   *
   * @throws LogError as `Manifest.append`; VersionConflict, where it does not fit the version when its turn comes:
   * then nothing is written. As a rejection, and `current` stays
   * @step 4
   */
  install(edit: VersionEdit): Promise<void> {
    throw new NotImplemented("db-08 step 4: VersionSet.install");
  }

  /**
   * A lease of `current`.
   * @step 7
   */
  acquire(): VersionLease {
    throw new NotImplemented("db-08 step 7: VersionSet.acquire");
  }

  /**
   * The numbers of the tables in `current`, and in all versions that are leased.
   * @step 5
   */
  liveTables(): ReadonlySet<number> {
    throw new NotImplemented("db-08 step 5: VersionSet.liveTables");
  }

  /**
   * Gives the MANIFEST's handle back. Twice is once.
   * @step 4
   */
  close(): void {
    throw new NotImplemented("db-08 step 4: VersionSet.close");
  }
}
