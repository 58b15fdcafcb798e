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
import { compareInternalKeys, parseInternalKey } from "@labs/db-05";
import {
  type Cursor,
  decodeVarint32,
  decodeVarint64,
  encodeVarint32,
  encodeVarint64,
  GrowingBytes,
} from "@labs/db-06";
import { assert, CorruptionError } from "@labs/machine";
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
  const target = new GrowingBytes();
  const number = (tag: number, value: number | undefined) => {
    if (value === undefined) return;
    target.byte(tag);
    encodeVarint64(target, value);
  };
  const level = (tag: number, value: number) => {
    assert(Number.isInteger(value) && value >= 0 && value < LEVELS, "a level from 0 to 6");
    target.byte(tag);
    encodeVarint32(target, value);
  };
  if (edit.comparator !== undefined) {
    target.byte(EditTag.Comparator);
    appendPrefixed(target, Buffer.from(edit.comparator));
  }
  number(EditTag.LogNumber, edit.logNumber);
  number(EditTag.PrevLogNumber, edit.prevLogNumber);
  number(EditTag.NextFileNumber, edit.nextFileNumber);
  number(EditTag.LastSequence, edit.lastSequence);
  for (const pointer of edit.compactPointers ?? []) {
    level(EditTag.CompactPointer, pointer.level);
    appendPrefixed(target, pointer.key);
  }
  for (const deleted of edit.deletedFiles ?? []) {
    level(EditTag.DeletedFile, deleted.level);
    encodeVarint64(target, deleted.number);
  }
  for (const { level: to, file } of edit.newFiles ?? []) {
    level(EditTag.NewFile, to);
    encodeVarint64(target, file.number);
    encodeVarint64(target, file.sizeBytes);
    appendPrefixed(target, file.smallest);
    appendPrefixed(target, file.largest);
  }
  return Uint8Array.from(target.contents());
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
  const fields = new EditReader(record);
  const lists: EditLists = { compactPointers: [], deletedFiles: [], newFiles: [] };
  let edit: VersionEdit = {};
  try {
    while (!fields.isAtEnd) edit = { ...edit, ...nextField(fields, lists) };
  } catch (error) {
    if (!(error instanceof NoEdit)) throw error;
    throw new CorruptionError(path, offset, `no version edit: ${error.message}`);
  }
  const { compactPointers, deletedFiles, newFiles } = lists;
  return {
    ...edit,
    ...(compactPointers.length > 0 && { compactPointers }),
    ...(deletedFiles.length > 0 && { deletedFiles }),
    ...(newFiles.length > 0 && { newFiles }),
  };
}

/**
 * The lists of an edit that is being read.
 * @solution
 */
interface EditLists {
  readonly compactPointers: CompactPointer[];
  readonly deletedFiles: { readonly level: number; readonly number: number }[];
  readonly newFiles: { readonly level: number; readonly file: FileMetadata }[];
}

/**
 * What the next field says, unless it belongs in a list: then it is put there.
 * @solution
 */
function nextField(fields: EditReader, lists: EditLists): VersionEdit {
  const tag = fields.varint32("a tag");
  switch (tag) {
    case EditTag.Comparator:
      return { comparator: Buffer.from(fields.prefixed("the comparator's name")).toString() };
    case EditTag.LogNumber:
      return { logNumber: fields.varint64("the log's number") };
    case EditTag.PrevLogNumber:
      return { prevLogNumber: fields.varint64("the previous log's number") };
    case EditTag.NextFileNumber:
      return { nextFileNumber: fields.varint64("the next file's number") };
    case EditTag.LastSequence:
      return { lastSequence: fields.varint64("the last sequence") };
    case EditTag.CompactPointer:
      lists.compactPointers.push({
        level: fields.level(),
        key: fields.internalKey("a compact pointer"),
      });
      return {};
    case EditTag.DeletedFile:
      lists.deletedFiles.push({ level: fields.level(), number: fields.varint64("a deleted file") });
      return {};
    case EditTag.NewFile:
      lists.newFiles.push({ level: fields.level(), file: fileOf(fields) });
      return {};
    default:
      throw new NoEdit(`a field of tag ${tag}`);
  }
}

/** @solution */
function fileOf(fields: EditReader): FileMetadata {
  const number = fields.varint64("a new file's number");
  const sizeBytes = fields.varint64("a new file's size");
  const smallest = fields.internalKey("a new file's smallest key");
  const largest = fields.internalKey("a new file's largest key");
  if (compareInternalKeys(smallest, largest) > 0) {
    throw new NoEdit(`file ${number} ends before it begins`);
  }
  return { number, sizeBytes, smallest, largest };
}

/**
 * What is wrong with a record; `decodeVersionEdit` says where it is.
 * @solution
 */
class NoEdit extends Error {}

/**
 * The parts of fields, one after the other.
 * @solution
 */
class EditReader {
  readonly #cursor: Cursor;

  constructor(record: Uint8Array) {
    this.#cursor = { bytes: record, at: 0, end: record.length };
  }

  get isAtEnd(): boolean {
    return this.#cursor.at === this.#cursor.end;
  }

  varint32(what: string): number {
    return present(decodeVarint32(this.#cursor), what);
  }

  varint64(what: string): number {
    return present(decodeVarint64(this.#cursor), what);
  }

  level(): number {
    const level = this.varint32("a level");
    if (level >= LEVELS) throw new NoEdit(`level ${level}`);
    return level;
  }

  /** The caller's own. */
  prefixed(what: string): Uint8Array {
    const length = this.varint32(what);
    const { bytes, at, end } = this.#cursor;
    if (length > end - at) throw new NoEdit(`${what} reaches beyond its end`);
    this.#cursor.at += length;
    return Uint8Array.from(bytes.subarray(at, at + length));
  }

  internalKey(what: string): Uint8Array {
    const key = this.prefixed(what);
    if (parseInternalKey(key) === undefined) throw new NoEdit(`${what} is no internal key`);
    return key;
  }
}

/** @solution */
function present(value: number | undefined, what: string): number {
  if (value === undefined) throw new NoEdit(`${what} is no number`);
  return value;
}

/** @solution */
function appendPrefixed(target: GrowingBytes, bytes: Uint8Array): void {
  encodeVarint32(target, bytes.length);
  target.append(bytes);
}
