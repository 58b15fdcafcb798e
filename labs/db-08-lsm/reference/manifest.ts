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
import { DurableFile, encodeRecord, LogReader } from "@labs/db-03";
import { assert, CorruptionError, type Disk, type DiskFile } from "@labs/machine";
import { StoreError, VersionConflict } from "./errors.ts";
import { currentPath, fileName, filePath, parseFileName, pathOf } from "./file-names.ts";
import { Version } from "./version.ts";
import {
  COMPARATOR,
  decodeVersionEdit,
  encodeVersionEdit,
  type VersionEdit,
} from "./version-edit.ts";

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
  const compactPointers = new Map(state.compactPointers);
  for (const { level, key } of edit.compactPointers ?? []) compactPointers.set(level, key);
  return {
    version: state.version.apply(edit),
    logNumber: edit.logNumber ?? state.logNumber,
    prevLogNumber: edit.prevLogNumber ?? state.prevLogNumber,
    nextFileNumber: edit.nextFileNumber ?? state.nextFileNumber,
    lastSequence: edit.lastSequence ?? state.lastSequence,
    compactPointers,
  };
}

/**
 * The one edit that makes this state of an empty one. It names everything: the comparator, the four numbers, also
 * those that are 0, every pointer (by level), every file (by level, in the version's order).
 *
 * @step 4
 */
export function snapshotEdit(state: ManifestState): VersionEdit {
  const { logNumber, prevLogNumber, nextFileNumber, lastSequence } = state;
  const pointers = [...state.compactPointers].sort(([a], [b]) => a - b);
  return {
    comparator: COMPARATOR,
    logNumber,
    prevLogNumber,
    nextFileNumber,
    lastSequence,
    compactPointers: pointers.map(([level, key]) => ({ level, key })),
    newFiles: state.version.levels.flatMap((files, level) =>
      files.map((file) => ({ level, file })),
    ),
  };
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
  const current = currentPath(directory);
  if (!disk.exists(current)) return undefined;
  const name = readText(disk, current);
  const isName = name.endsWith("\n") && parseFileName(name.slice(0, -1))?.kind === "manifest";
  if (!isName) throw new CorruptionError(current, 0, "it does not name a MANIFEST");
  const path = pathOf(directory, name.slice(0, -1));
  if (!disk.exists(path)) throw new CorruptionError(current, 0, `${path} is not there`);
  const file = disk.open(path, "existing");
  try {
    return readEdits(file);
  } finally {
    file.close();
  }
}

/** @solution */
function readText(disk: Disk, path: string): string {
  const file = disk.open(path, "existing");
  try {
    return Buffer.from(file.readExactly(0, file.size)).toString("latin1");
  } finally {
    file.close();
  }
}

/** @solution */
function readEdits(file: DiskFile): ManifestState {
  const reader = new LogReader(file);
  let state = EMPTY_STATE;
  let told: VersionEdit = {};
  for (let found = reader.next(); found.kind !== "end" && found.kind !== "torn"; ) {
    if (found.kind === "damaged") {
      const what = `the manifest is damaged: ${found.reason}`;
      throw new CorruptionError(file.path, found.offset, what);
    }
    const edit = decodeVersionEdit(found.record, file.path, found.start);
    checkComparator(edit, file.path);
    try {
      state = applyEdit(state, edit);
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      throw new CorruptionError(file.path, found.start, error.message);
    }
    told = { ...told, ...edit };
    found = reader.next();
  }
  const isWhole =
    told.logNumber !== undefined &&
    told.nextFileNumber !== undefined &&
    told.lastSequence !== undefined;
  if (!isWhole) throw new CorruptionError(file.path, 0, "the manifest has no whole beginning");
  return state;
}

/** @solution */
function checkComparator({ comparator }: VersionEdit, path: string): void {
  if (comparator === undefined || comparator === COMPARATOR) return;
  const what = `${path}: its keys are in the order of ${comparator}, not of ${COMPARATOR}`;
  throw new StoreError("STORE_COMPARATOR", what);
}

/** A MANIFEST that is written to. */
export class Manifest {
  // @solution
  readonly #number: number;
  // @solution
  readonly #file: DurableFile;

  /** @solution */
  private constructor(number: number, file: DurableFile) {
    this.#number = number;
    this.#file = file;
  }

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
    const file = new DurableFile(disk.open(filePath(directory, "manifest", number), "new"));
    const manifest = new Manifest(number, file);
    try {
      await manifest.append(snapshotEdit(state));
      await disk.syncDirectory(directory);
      await setCurrent(disk, directory, number);
    } catch (error) {
      manifest.close();
      throw error;
    }
    return manifest;
  }

  /**
   * That of its name.
   * @step 4
   */
  get number(): number {
    return this.#number;
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
    const file = this.#file;
    const isFree = file.durableBytes === file.size || file.failure !== undefined;
    assert(isFree, "one edit is written at a time");
    file.append(encodeRecord(encodeVersionEdit(edit), file.size));
    await file.sync();
  }

  /**
   * Gives the handle back. Twice is once.
   * @step 4
   */
  close(): void {
    this.#file.close();
  }
}

/** @solution */
async function setCurrent(disk: Disk, directory: string, number: number): Promise<void> {
  const temporary = filePath(directory, "temporary", number);
  const file = disk.open(temporary, "new");
  try {
    file.write(0, Buffer.from(`${fileName({ kind: "manifest", number })}\n`));
    await file.sync();
  } finally {
    file.close();
  }
  disk.rename(temporary, currentPath(directory));
  await disk.syncDirectory(directory);
}
