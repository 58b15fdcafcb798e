/**
 * LevelDB itself, in a folder of the law's own, by classic-level, which brings its binary along and gives it a Bloom filter
 * of 10 bits a key.
 *
 * What is written is in a log until the folder is opened again: then it becomes a table, with a filter.
 */
import { readdirSync } from "node:fs";
import { compareBytes, compareInternalKeys, type InternalIterator, userKeyOf } from "@labs/db-05";
import { Block, decodeBlockHandle, FOOTER_SIZE_BYTES, readBlock, readFooter } from "@labs/db-06";
import type { Trial } from "@labs/grader/testing";
import { levelDb, withLevelDb } from "@labs/grader/testing/leveldb";
import { emptyFolder } from "@labs/grader/testing/programs";
import type { DiskFile } from "@labs/machine";
import { realDisk } from "@labs/machine/real-disk";
import type { ClassicLevel } from "classic-level";

const PATIENCE_MS = 4000;

type Database = ClassicLevel<string, string>;

/** What a batch does to one key. */
type Operation =
  | { readonly type: "put"; readonly key: string; readonly value: string }
  | { readonly type: "del"; readonly key: string };

/** The name of LevelDB's own filter in a metaindex. */
export const FILTER_ENTRY = "filter.leveldb.BuiltinBloomFilter2";

/** A LevelDB database in a folder that is gone when the law ends. */
export class LevelDb {
  readonly folder: string;
  readonly #t: Trial;

  /** An empty folder: nothing is in it before it is used or repaired. */
  constructor(t: Trial) {
    this.#t = t;
    this.folder = emptyFolder(t);
  }

  /** Opens it, lets `work` work, and closes it. The law is skipped where LevelDB does not load. */
  async use<T>(work: (database: Database) => Promise<T>, compression = false): Promise<T> {
    return withLevelDb(this.#t, this.folder, { compression, patienceMs: PATIENCE_MS }, work);
  }

  /** Writes a batch, and opens it again, so that what was written stands in a table. */
  async write(operations: readonly Operation[], compression = false): Promise<void> {
    await this.use((database) => database.batch([...operations]), compression);
    await this.use(async () => {}, compression);
  }

  /** Makes a MANIFEST for whatever tables are in the folder. */
  async repair(): Promise<void> {
    const ClassicLevel = await levelDb(this.#t);
    await this.#t.within(PATIENCE_MS, ClassicLevel.repair(this.folder), "LevelDB to repair");
  }

  /** A file of the folder, to be written. */
  newFile(name: string): DiskFile {
    return this.#kept(realDisk(this.folder).open(name, "new"));
  }

  /** Its tables, oldest first, to be read. */
  tables(): DiskFile[] {
    const names = readdirSync(this.folder).filter((name) => name.endsWith(".ldb"));
    const disk = realDisk(this.folder);
    return names.toSorted().map((name) => this.#kept(disk.open(name, "existing")));
  }

  #kept(file: DiskFile): DiskFile {
    this.#t.cleanup(() => file.close());
    return file;
  }
}

/** An entry of a data block, as it stands there. */
export interface StoredEntry {
  readonly internalKey: Uint8Array;
  readonly value: Uint8Array;
}

/** What a table is made of. */
export interface TableParts {
  /** By data block: where it begins, and its entries. */
  readonly blocks: readonly { readonly offset: number; readonly entries: readonly StoredEntry[] }[];
  /** Where the data blocks end. */
  readonly dataEnd: number;
  /** The contents of the filter block; undefined where there is none under LevelDB's name. */
  readonly filter: Uint8Array | undefined;
}

/** Takes a table apart. */
export function partsOf(file: DiskFile): TableParts {
  const { metaindex, index } = readFooter(file);
  const place = { path: file.path, offset: 0 };
  const contentsAt = (handle: Uint8Array) =>
    readBlock(file, handleOf(handle), file.size - FOOTER_SIZE_BYTES);
  const blockIn = (contents: Uint8Array) => new Block(contents, place);
  const indexBlock = blockIn(readBlock(file, index));
  const blocks = entriesIn(indexBlock.iterator(compareInternalKeys)).map(({ value }) => ({
    offset: handleOf(value).offset,
    end: handleOf(value).offset + handleOf(value).size + 5,
    entries: entriesIn(blockIn(contentsAt(value)).iterator(compareInternalKeys)),
  }));
  const meta = entriesIn(blockIn(readBlock(file, metaindex)).iterator(compareBytes));
  const filter = meta.find(
    ({ internalKey }) => Buffer.from(internalKey).toString() === FILTER_ENTRY,
  );
  return {
    blocks,
    dataEnd: blocks.at(-1)?.end ?? 0,
    filter: filter && contentsAt(filter.value),
  };
}

/** The user keys of all entries, in order, as texts; a key stands there as often as it has versions. */
export const keysOf = ({ blocks }: TableParts): string[] =>
  blocks.flatMap(({ entries }) =>
    entries.map(({ internalKey }) => Buffer.from(userKeyOf(internalKey)).toString()),
  );

function handleOf(bytes: Uint8Array) {
  const handle = decodeBlockHandle({ bytes, at: 0, end: bytes.length });
  if (handle === undefined) throw new Error("an index entry is no handle");
  return handle;
}

function entriesIn(
  iterator: Pick<InternalIterator, "isValid" | "key" | "value" | "next" | "seekToFirst">,
) {
  const entries: StoredEntry[] = [];
  for (iterator.seekToFirst(); iterator.isValid; iterator.next()) {
    entries.push({
      internalKey: Uint8Array.from(iterator.key),
      value: Uint8Array.from(iterator.value),
    });
  }
  return entries;
}
