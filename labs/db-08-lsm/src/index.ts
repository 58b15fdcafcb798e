/**
 * db-08: the engine. What tests and later labs use.
 *
 *     write-batch.ts     changes as one record        logged-table.ts   a log, and the memtable of it
 *     table-output.ts    a memtable becomes a file    version-edit.ts   what changed, as a record
 *     version.ts         which tables there are       manifest.ts       and how it is remembered
 *     version-set.ts     who reads which version      recovery.ts       what a crash left becomes a store
 *     level-iterator.ts  a level as one run           write-group.ts    who is written together
 *     store.ts           all of it in one             compactor.ts      what works on its levels
 *     dump.ts            seeing it                check-store.ts    is all of it whole?
 *
 * Left out: everything that only these files use among themselves.
 */
export { checkStore, type StoreFault, type StoreFaultKind } from "./check-store.ts";
export type { CompactionHost, CompactionJob, Compactor, Pressure } from "./compactor.ts";
export { dumpStore } from "./dump.ts";
export { StoreError, type StoreErrorCode, VersionConflict } from "./errors.ts";
export { type FileKind, filePath, type NumberedFile, parseFileName } from "./file-names.ts";
export { LevelIterator } from "./level-iterator.ts";
export {
  applyBatch,
  type DroppedTail,
  type LogEnd,
  LoggedTable,
  replayLog,
} from "./logged-table.ts";
export {
  applyEdit,
  EMPTY_STATE,
  Manifest,
  type ManifestState,
  readManifest,
  snapshotEdit,
} from "./manifest.ts";
export type { RangeOptions, ReadOptions, StoreOptions, WriteOptions } from "./options.ts";
export { loopSlices, type Slices } from "./pause.ts";
export { type Entry, LsmStore } from "./store.ts";
export { type FileMetadata, TableOutput, type TablePlace, writeTable } from "./table-output.ts";
export { Tables, type TablesOptions } from "./tables.ts";
export { firstNotBefore, Version } from "./version.ts";
export {
  COMPARATOR,
  type CompactPointer,
  decodeVersionEdit,
  encodeVersionEdit,
  LEVELS,
  type VersionEdit,
} from "./version-edit.ts";
export { type VersionLease, VersionSet } from "./version-set.ts";
export { type DecodedBatch, decodeWriteBatch, WriteBatch } from "./write-batch.ts";
export { groupLength, type Writer } from "./write-group.ts";
