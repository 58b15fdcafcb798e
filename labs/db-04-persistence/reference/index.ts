/**
 * db-04: files that outlive the server. What tests and later labs use.
 *
 * Left out: everything that only these files use among themselves.
 */
export { AofFile, type AofOptions, type FsyncPolicy, SYNC_EVERY_MS } from "./aof-file.ts";
export { AofFormat, ITEMS_PER_COMMAND } from "./aof-format.ts";
export { type AofEnd, readAof } from "./aof-reader.ts";
export { type AofStart, createAof, type RecoveredAof, recoverAof } from "./aof-recovery.ts";
export {
  firstLine,
  groupLine,
  isSummed,
  readSummed,
  SUM_MARK,
  sumLine,
  type WrittenLine,
} from "./aof-sums.ts";
export {
  AppendOnlyDirectory,
  type AppendOnlyNames,
  type Cut,
  type LoadedFiles,
} from "./append-only-directory.ts";
export { encodeRequest, logged, replaying } from "./command-log.ts";
export { crc64 } from "./crc64.ts";
export { IncrementLog } from "./increment-log.ts";
export { intsetMembers } from "./intset.ts";
export { Keeper, type KeeperParts, type Outcome } from "./keeper.ts";
export { listpackElements } from "./listpack.ts";
export {
  type AppendOnly,
  type Loaded,
  type LoadParts,
  loadAppendOnly,
  loadDump,
} from "./load-persistence.ts";
export { LoadingClock } from "./loading-clock.ts";
export { decompressLzf } from "./lzf.ts";
export {
  formatManifest,
  MANIFEST_LINE_BYTES_MAX,
  type Manifest,
  type ManifestFile,
  parseManifest,
} from "./manifest.ts";
export { accessOf, refusing } from "./misconf.ts";
export { observed } from "./observed.ts";
export { openPersistence, type Persistence, type PersistenceOptions } from "./persistence.ts";
export { type LoggedRequest, propagated, removal } from "./propagation.ts";
export {
  type Fail,
  OPCODE,
  RDB_VERSION,
  RDB_VERSION_MAX,
  RDB_VERSION_MIN,
  REDIS_VERSION,
  STRING_ENCODING,
  TYPE,
  UNREAD,
} from "./rdb-format.ts";
export { type RdbContents, type RdbEntry, readRdb } from "./rdb-reader.ts";
export { RdbWriter, type RdbWriterOptions, type SavedEntry } from "./rdb-writer.ts";
export { DEFAULT_SAVE_POINTS } from "./save-points.ts";
export { SYNC_EVERY_BYTES, saveSnapshot } from "./save-snapshot.ts";
export {
  SLICE_BYTES,
  SLICE_LOOKS,
  Snapshot,
  SnapshotError,
  type SnapshotFormat,
} from "./snapshot.ts";
