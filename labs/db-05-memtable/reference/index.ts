/**
 * db-05: the memtable. What tests and later labs use.
 *
 *     internal-key.ts    a key and which write it was      internal-iterator.ts   a place among entries
 *     skip-list.ts       keys in order                     memtable.ts            the newest writes
 *     merging-iterator.ts, snapshot-iterator.ts            many runs as one, and as it was at a moment
 *     snapshots.ts                                         which moments are held
 *     memory-store.ts                                      all of it in one
 *
 * Left out: everything that only these files use among themselves.
 */
export type { InternalIterator } from "./internal-iterator.ts";
export {
  bytesText,
  compareBytes,
  compareInternalKeys,
  compareInternalKeysAt,
  encodeInternalKey,
  internalKeyText,
  MAX_SEQUENCE,
  type ParsedInternalKey,
  parseInternalKey,
  seekKey,
  sequenceOf,
  TAG_SIZE_BYTES,
  userKeyOf,
  ValueType,
  writeTag,
} from "./internal-key.ts";
export { type Change, MemoryStore } from "./memory-store.ts";
export { type Lookup, MemTable } from "./memtable.ts";
export { mergingIterator } from "./merging-iterator.ts";
export { SkipList, type SkipListCursor } from "./skip-list.ts";
export { SnapshotIterator } from "./snapshot-iterator.ts";
export { type Snapshot, Snapshots } from "./snapshots.ts";
