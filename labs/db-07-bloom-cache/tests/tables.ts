/**
 * Tables on a simulated disk, and a cache over them: what the laws of step 5 read from, and count.
 */
import {
  encodeInternalKey,
  type InternalIterator,
  seekKey,
  userKeyOf,
  ValueType,
} from "@labs/db-05";
import { type Block, type FilterPolicy, TableWriter } from "@labs/db-06";
import { bloomFilterPolicy, LruCache, TableCache } from "@labs/db-07";
import type { Trial } from "@labs/grader/testing";
import type { DiskFile } from "@labs/machine";
import { SimDisk } from "@labs/machine/sim";
import { utf8 } from "./keys.ts";

/** An entry of a table, as texts. */
export type Entry = readonly [key: string, value: string];

/** Made when it is asked for: a stub has none. */
export const policy = (): FilterPolicy => bloomFilterPolicy(10);

/** Where the table of this number is. */
export const pathOf = (number: number): string => `${String(number).padStart(6, "0")}.ldb`;

/** So many entries, `prefix` and a number, with values of 100 bytes: about 36 in a block. */
export function entriesOf(count: number, prefix = "key"): Entry[] {
  return Array.from({ length: count }, (_, i) => {
    const name = `${prefix} ${String(i).padStart(6, "0")}`;
    return [name, `${name} is the key of this value `.padEnd(100, ".")] as const;
  });
}

/** The internal key by which a get asks for `key`, whatever its version. */
export const wanted = (key: string): Uint8Array => seekKey(utf8(key), 1000);

export interface TableOf {
  /** Without one the table has no filter. */
  readonly hasFilter?: boolean;
  readonly blockSizeBytes?: number;
}

/** Writes a table of these entries (sorted here) under this number; what was there is gone. */
export function writeTable(
  disk: SimDisk,
  number: number,
  entries: readonly Entry[],
  { hasFilter = true, blockSizeBytes = 4096 }: TableOf = {},
): void {
  if (disk.exists(pathOf(number))) disk.remove(pathOf(number));
  const file = disk.open(pathOf(number), "new");
  const filter = hasFilter ? { filter: policy() } : {};
  const writer = new TableWriter(file, { compression: "none", blockSizeBytes, ...filter });
  for (const [key, value] of entries.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    writer.add(encodeInternalKey(utf8(key), 7, ValueType.Value), utf8(value));
  }
  writer.finish();
  file.close();
}

export interface RigOptions {
  readonly maxOpenFiles?: number;
  readonly blockBytes?: number;
  readonly hasFilter?: boolean;
  /** Shared with another rig. */
  readonly blocks?: LruCache<Block>;
}

/** A disk with tables on it, a cache of blocks, and a table cache over both. */
export class Rig {
  readonly disk = new SimDisk();
  readonly blocks: LruCache<Block>;
  readonly tables: TableCache;
  /** The numbers of the tables that were opened, in order. */
  readonly opened: number[] = [];

  constructor({
    maxOpenFiles = 100,
    blockBytes = 1 << 20,
    hasFilter = true,
    blocks = new LruCache<Block>({ capacity: blockBytes }),
  }: RigOptions = {}) {
    this.blocks = blocks;
    this.tables = new TableCache({
      openFile: (number) => this.#open(number),
      maxOpenFiles,
      blockCache: blocks,
      ...(hasFilter ? { filter: policy() } : {}),
    });
  }

  /** What a get of this key finds in table `number`, as a text. */
  get(number: number, key: string): string | undefined {
    const found = this.tables.get(number, wanted(key));
    return found === undefined ? undefined : Buffer.from(found.value).toString();
  }

  /** How many reads of the disk `body` costs. */
  reads(body: () => unknown): number {
    const before = this.disk.counts.reads;
    body();
    return this.disk.counts.reads - before;
  }

  #open(number: number): DiskFile {
    this.opened.push(number);
    return this.disk.open(pathOf(number), "existing");
  }
}

/** The entry at which an iterator stands, as texts. */
export function entryAt(iterator: InternalIterator): Entry {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
  return [text(userKeyOf(iterator.key)), text(iterator.value)];
}

/** All entries from the first to the last. */
export function allOf(iterator: InternalIterator): Entry[] {
  const entries: Entry[] = [];
  for (iterator.seekToFirst(); iterator.isValid; iterator.next()) entries.push(entryAt(iterator));
  return entries;
}

/** Nobody has a block or, beside the cache itself, more than `files` files. */
export function nothingIsHeld(t: Trial, rig: Rig, files: number): void {
  t.equal(rig.blocks.pinned, 0, "the bytes of blocks that are leased");
  t.atMost(rig.disk.openFiles, files, "open files");
}
