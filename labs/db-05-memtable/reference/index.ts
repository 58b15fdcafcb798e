/**
 * db-05: the memtable. What tests and later labs use.
 *
 *     internal-key.ts   a key and which write it was      internal-iterator.ts   a place among entries
 *
 * Left out: everything that only these files use among themselves.
 */
export type { InternalIterator } from "./internal-iterator.ts";
export {
  bytesText,
  compareBytes,
  compareInternalKeys,
  encodeInternalKey,
  internalKeyText,
  MAX_SEQUENCE,
  type ParsedInternalKey,
  parseInternalKey,
  seekKey,
  TAG_SIZE_BYTES,
  userKeyOf,
  ValueType,
  writeTag,
} from "./internal-key.ts";
