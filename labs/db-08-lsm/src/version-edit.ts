/**
 * VersionEdit: what a change of the store's tables says of itself, in the bytes of a MANIFEST's record.
 *
 *     tag  1 comparator       its name in UTF-8, with a length before it
 *          2 log              number: older logs are in tables
 *          9 previous log     number; 0, or absent
 *          3 next file        number: this one and greater ones are free
 *          4 last sequence    of all writes
 *          5 compact pointer  level, internal key: up to where the level was compacted
 *          6 deleted file     level, number
 *          7 new file         level, number, size, smallest and largest internal key
 *
 *     01 1a "leveldb.BytewiseComparator" │ 02 07 │ 09 00 │ 03 09 │ 04 2a │ 07 00 08 b2 03 0c "apple"… 0b "pear"…
 *
 * Numbers are varints (tags, levels and lengths varint32, the rest varint64); keys have their length before them.
 * Fields are in the order above when they are written, and in any order when they are read.
 *
 * Source: LevelDB db/version_edit.cc; doc/impl.md, "Manifest".
 *
 * Left out: tag 8, which was used for large values before LevelDB was published, and is refused by it too.
 */
import { NotImplemented } from "@labs/machine";
import type { FileMetadata } from "./table-output.ts";

/** How many levels a store has: 0 to 6. */
export const LEVELS = 7;

/** The order of keys that this store has, by LevelDB's name for it. */
export const COMPARATOR = "leveldb.BytewiseComparator";

/** In an edit, a field's tag. */
export const EditTag = {
  Comparator: 1,
  LogNumber: 2,
  NextFileNumber: 3,
  LastSequence: 4,
  CompactPointer: 5,
  DeletedFile: 6,
  NewFile: 7,
  PrevLogNumber: 9,
} as const;

/** Up to where a level was compacted, the last time. */
export interface CompactPointer {
  readonly level: number;
  /** The internal key. */
  readonly key: Uint8Array;
}

/** What changes; what is absent stays as it was. */
export interface VersionEdit {
  readonly comparator?: string;
  readonly logNumber?: number;
  readonly prevLogNumber?: number;
  readonly nextFileNumber?: number;
  readonly lastSequence?: number;
  readonly compactPointers?: readonly CompactPointer[];
  readonly deletedFiles?: readonly { readonly level: number; readonly number: number }[];
  readonly newFiles?: readonly { readonly level: number; readonly file: FileMetadata }[];
}

/**
 * The record of an edit. Levels are whole numbers from 0 to 6, other numbers from 0 to 2^53 - 1 (else InvariantError).
 * @step 4
 */
export function encodeVersionEdit(edit: VersionEdit): Uint8Array {
  throw new NotImplemented("db-08 step 4: encodeVersionEdit");
}

/**
 * What a record says. A number that stands in it twice counts the last time; the lists have what is in the record in
 * its order, and are absent where nothing is. Bytes are copied. It takes a time that grows with the record's length,
 * and no faster.
 *
 * @param path the MANIFEST's, for the error
 * @param offset where the record begins in it
 * @throws CorruptionError at `offset` for what is no edit: a tag that there is not; a field that reaches beyond the
 * end; a level above 6; a number above 2^53 - 1; a key that is no internal key; a file whose largest key is before
 * its smallest
 * @step 4
 */
export function decodeVersionEdit(record: Uint8Array, path: string, offset: number): VersionEdit {
  throw new NotImplemented("db-08 step 4: decodeVersionEdit");
}
