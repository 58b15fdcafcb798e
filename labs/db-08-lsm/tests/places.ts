/**
 * Stores that are laid out by hand: which entries stand in which table of which level.
 *
 *     layOut(disk, [[[["kiwi", 9, "green"]]], [[["fig", 1, "brown"], ["kiwi", 2, undefined]]]])
 *                    level 0, one table        level 1, one table; undefined is a deletion
 *
 * The tables are numbered from 1 on, the last level first, and in level 0 the newest last: so 000002.ldb is level 0 here.
 */
import {
  encodeInternalKey,
  type InternalIterator,
  internalKeyText,
  seekKey,
  ValueType,
} from "@labs/db-05";
import { type Block, TableWriter } from "@labs/db-06";
import { bloomFilterPolicy, LruCache } from "@labs/db-07";
import {
  applyEdit,
  EMPTY_STATE,
  type FileMetadata,
  filePath,
  Tables,
  type VersionEdit,
  VersionSet,
} from "@labs/db-08";
import type { Disk } from "@labs/machine";

/** An entry of a table; without a value it is a deletion. */
export type Row = readonly [key: string, sequence: number, value: string | undefined];

/** Levels, of tables, of rows. */
export type Layout = readonly (readonly (readonly Row[])[])[];

/** A table that was written, and its level. */
export interface Placed {
  readonly level: number;
  readonly file: FileMetadata;
}

/** Where the stores of the laws are. */
export const DIRECTORY = "db";

export const utf8 = (text: string): Uint8Array => Buffer.from(text);
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** The path of the table of this number. */
export const tablePath = (number: number): string => filePath(DIRECTORY, "table", number);

/** The internal key of a row. */
export function rowKey([key, sequence, value]: Row): Uint8Array {
  const type = value === undefined ? ValueType.Deletion : ValueType.Value;
  return encodeInternalKey(utf8(key), sequence, type);
}

/** Writes a table of these rows, which are in order, under this number. */
export function writeRows(
  disk: Disk,
  number: number,
  rows: readonly Row[],
  blockSizeBytes = 300,
): FileMetadata {
  disk.makeDirectory(DIRECTORY);
  const file = disk.open(tablePath(number), "new");
  const filter = bloomFilterPolicy(10);
  const writer = new TableWriter(file, { compression: "none", blockSizeBytes, filter });
  for (const row of rows) writer.add(rowKey(row), utf8(row[2] ?? ""));
  const { sizeBytes, smallest, largest } = writer.finish();
  file.close();
  return { number, sizeBytes, smallest, largest };
}

/** Writes the tables of a layout, numbered from 1 on. */
export function writeLayout(disk: Disk, layout: Layout): Placed[] {
  let number = 0;
  return layout
    .flatMap((tables, level) => tables.map((rows) => ({ level, rows })))
    .toSorted((a, b) => b.level - a.level)
    .map(({ level, rows }) => ({ level, file: writeRows(disk, ++number, rows) }));
}

/** A MANIFEST that says this of these tables, and whatever `more` says; and the VersionSet that wrote it. */
export function nameTables(
  disk: Disk,
  newFiles: readonly Placed[],
  more: VersionEdit = {},
): Promise<VersionSet> {
  const numbers = newFiles.map(({ file }) => file.number);
  const nextFileNumber = Math.max(0, ...numbers) + 1;
  const edit = { nextFileNumber, lastSequence: 1000, newFiles, ...more };
  disk.makeDirectory(DIRECTORY);
  return VersionSet.create(disk, DIRECTORY, applyEdit(EMPTY_STATE, edit));
}

/** Makes a store with the tables of a layout; its last sequence is 1,000 unless `more` says another. */
export async function layOut(
  disk: Disk,
  layout: Layout,
  more: VersionEdit = {},
): Promise<readonly Placed[]> {
  const placed = writeLayout(disk, layout);
  (await nameTables(disk, placed, more)).close();
  return placed;
}

/** The tables of the laws' directory, through caches that keep nothing, unless said. */
export function tablesIn(disk: Disk, maxOpenFiles = 0, cacheBytes = 0): Tables {
  const blockCache = new LruCache<Block>({ capacity: cacheBytes });
  return new Tables(disk, DIRECTORY, { blockCache, maxOpenFiles, filter: bloomFilterPolicy(10) });
}

/** The row at which an iterator over tables stands, as a text. */
export const rowAt = ({ key, value }: InternalIterator): string =>
  `${internalKeyText(key)} ${textOf(value)}`;

/** The same of a row. */
export const rowText = (row: Row): string => `${internalKeyText(rowKey(row))} ${row[2] ?? ""}`;

/** The internal key by which the newest version of `key` is sought. */
export const wanted = (key: string): Uint8Array => seekKey(utf8(key), 1_000_000);

/** `count` rows, `prefix` and a number, all of one sequence, with values of 40 bytes. */
export const rowsOf = (prefix: string, count: number, sequence = 7): Row[] =>
  Array.from({ length: count }, (_, i) => {
    const key = `${prefix}${String(i).padStart(3, "0")}`;
    return [key, sequence, `${key} at ${sequence} `.padEnd(40, ".")];
  });
