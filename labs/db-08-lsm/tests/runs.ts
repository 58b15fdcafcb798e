/**
 * What tables are written from, and what they have to be: runs that are watched and fail, places, and the bytes that
 * db-06's writer makes of the same entries.
 */
import {
  compareInternalKeys,
  encodeInternalKey,
  type InternalIterator,
  ValueType,
} from "@labs/db-05";
import {
  checkTable,
  type FilterPolicy,
  Table,
  TableWriter,
  type TableWriterOptions,
} from "@labs/db-06";
import type { FileMetadata, Slices, TablePlace } from "@labs/db-08";
import type { Trial } from "@labs/grader/testing";
import { SimDisk } from "@labs/machine/sim";
import { utf8 } from "./batches.ts";
import { DIRECTORY } from "./logs.ts";

/** An internal key and its value. */
export type Entry = readonly [key: Uint8Array, value: Uint8Array];

export const TABLE = "db/000008.ldb";
export const OPTIONS: TableWriterOptions = { compression: "none" };
/** Never pauses. */
export const NO_SLICES: Slices = { bytes: Number.POSITIVE_INFINITY, pause: async () => {} };

/** Where tables are written in the laws, unless they say otherwise. */
export function placeOn(disk: SimDisk, more: Partial<TablePlace> = {}): TablePlace {
  return { disk, directory: DIRECTORY, table: OPTIONS, slices: NO_SLICES, ...more };
}

/** So many puts in order, of values of so many bytes. */
export function entriesOf(count: number, valueBytes = 100, prefix = "key"): Entry[] {
  return Array.from({ length: count }, (_, i) => {
    const name = `${prefix} ${String(i).padStart(5, "0")}`;
    const key = encodeInternalKey(utf8(name), i + 1, ValueType.Value);
    return [key, utf8(`${name} is the key of this value `.padEnd(valueBytes, "."))] as const;
  });
}

/** The bytes of the table of these entries. */
export function tableOf(entries: readonly Entry[], options = OPTIONS): Uint8Array {
  const disk = new SimDisk();
  const file = disk.open("table", "new");
  const writer = new TableWriter(file, options);
  for (const [key, value] of entries) writer.add(key, value);
  writer.finish();
  return disk.contents("table");
}

/** Entries in the order of their keys. */
export function inOrder(entries: readonly Entry[]): Entry[] {
  return entries.toSorted(([a], [b]) => compareInternalKeys(a, b));
}

/** All entries of an iterator, copied. */
export function allOf(at: InternalIterator): Entry[] {
  const entries: Entry[] = [];
  for (at.seekToFirst(); at.isValid; at.next()) {
    entries.push([Uint8Array.from(at.key), Uint8Array.from(at.value)]);
  }
  at.close();
  return entries;
}

/** The file is a table without a fault, of these entries, and the metadata are its. */
export function isTable(
  t: Trial,
  disk: SimDisk,
  path: string,
  found: FileMetadata | undefined,
  entries: readonly Entry[],
  filter?: FilterPolicy,
): void {
  const file = disk.open(path, "existing");
  try {
    t.equal(checkTable(file, filter), [], `what is wrong with ${path}`);
    t.equal(allOf(Table.open(file).iterator()), entries, `the entries of ${path}`);
    t.equal(found?.sizeBytes, file.size, "sizeBytes");
    const [smallest, largest] = [found?.smallest, found?.largest];
    t.bytes(smallest, entries[0]![0]);
    t.bytes(largest, entries.at(-1)![0]);
  } finally {
    file.close();
  }
}

/**
 * A run of entries that counts what is asked of it. What it lends is lent until the next call and no longer: then it
 * is written over.
 */
export class LentRun implements InternalIterator {
  readonly #entries: readonly Entry[];
  #at = -1;
  #lent: Uint8Array[] = [];
  /** Moves, and questions for keys and values. */
  calls = 0;
  closes = 0;
  /** The move that throws `failure`, counted from 1; none unless said. */
  failsAt = 0;
  readonly failure = new Error("the source failed");
  #moves = 0;

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
  }

  get isValid(): boolean {
    return this.#at >= 0 && this.#at < this.#entries.length;
  }

  get key(): Uint8Array {
    return this.#lend(0);
  }

  get value(): Uint8Array {
    return this.#lend(1);
  }

  seekToFirst(): void {
    this.#move(0);
  }

  seekToLast(): void {
    this.#move(this.#entries.length - 1);
  }

  seek(target: Uint8Array): void {
    this.#move(this.#entries.findIndex(([key]) => compareInternalKeys(key, target) >= 0));
  }

  next(): void {
    this.#check();
    this.#move(this.#at + 1);
  }

  prev(): void {
    this.#check();
    this.#move(this.#at - 1);
  }

  close(): void {
    this.#takeBack();
    this.closes += 1;
  }

  #move(to: number): void {
    this.calls += 1;
    this.#moves += 1;
    if (this.closes > 0) throw new Error("the source was closed, and is moved");
    this.#takeBack();
    if (this.#moves === this.failsAt) throw this.failure;
    this.#at = to;
  }

  #lend(part: 0 | 1): Uint8Array {
    this.calls += 1;
    this.#check();
    const bytes = Uint8Array.from(this.#entries[this.#at]![part]);
    this.#lent.push(bytes);
    return bytes;
  }

  #check(): void {
    if (!this.isValid) throw new Error("the source stands at no entry, and is asked for one");
  }

  #takeBack(): void {
    for (const bytes of this.#lent) bytes.fill(0x21);
    this.#lent = [];
  }
}

/** After which of these sizes it is time to pause, by the rule. */
export function pausesAfter(sizes: readonly number[], sliceBytes: number): boolean[] {
  let since = 0;
  return sizes.map((size) => {
    since += size;
    const isTime = since >= sliceBytes;
    if (isTime) since = 0;
    return isTime;
  });
}

export const sizeOf = ([key, value]: Entry): number => key.length + value.length;
