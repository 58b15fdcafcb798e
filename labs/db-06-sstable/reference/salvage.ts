/**
 * Salvage: what can be saved of a damaged table.
 *
 *     from    │ block │ block ✗ │ block │ block │ … │ index │ footer │
 *                 │                 │       │
 *     to          └─ add, add, add ─┴───────┘               the block that is lost: where, how long, why
 *
 * A block counts whole or not at all: where one entry cannot be trusted, nobody knows which of the others can.
 *
 * Source: LevelDB db/repair.cc (RepairTable), which copies entries up to the first that cannot be read, and loses all behind it.
 *
 * Left out: tables whose footer or index is damaged. Where blocks begin stands there and nowhere else.
 */
import { compareInternalKeys, parseInternalKey, TAG_SIZE_BYTES } from "@labs/db-05";
import { CorruptionError, type DiskFile } from "@labs/machine";
// @solution
import { BlockSource } from "./block-source.ts";
// @solution
import { type BlockHandle, FOOTER_SIZE_BYTES, readFooter } from "./format.ts";
// @solution
import { handleAt } from "./table-iterator.ts";
import type { TableWriter } from "./table-writer.ts";

/** A data block that could not be saved. */
export interface LostBlock {
  readonly offset: number;
  /** Of its contents, as they are stored. */
  readonly size: number;
  /** Why, for people. */
  readonly what: string;
}

/** What became of a table. */
export interface SalvagedTable {
  /** Entries that were saved. */
  readonly count: number;
  /** In the order of the index. */
  readonly lost: readonly LostBlock[];
}

/**
 * Adds the entries of each data block of `from` that is whole to `to`, which has none yet, in order. Finishes, syncs and closes
 * nothing.
 *
 * A block is lost, with all of its entries, where reading it or going through it throws a CorruptionError, and where one of
 * its keys is no internal key or not behind the last that was saved: what `to` gets can be a table. Every other block is
 * saved. Holds one block at a time.
 *
 * @throws CorruptionError for a footer, an index or an entry of it that is damaged: then nothing was added, but by the entries
 * of the index before that one. DiskError
 * @step 7
 */
export function salvageTable(from: DiskFile, to: TableWriter): SalvagedTable {
  const source = new BlockSource(from, from.size - FOOTER_SIZE_BYTES);
  const index = source.read(readFooter(from).index);
  const lost: LostBlock[] = [];
  let count = 0;
  let last: Uint8Array | undefined;
  const place = index.iterator(compareInternalKeys, TAG_SIZE_BYTES);
  for (place.seekToFirst(); place.isValid; place.next()) {
    const handle = handleAt(index, place);
    const found = entriesOf(source, handle, last);
    if (typeof found === "string") {
      lost.push({ ...handle, what: found });
      continue;
    }
    for (const { key, value } of found) to.add(key, value);
    count += found.length;
    last = found.at(-1)?.key ?? last;
  }
  return { count, lost };
}

/** @solution */
interface Entry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/**
 * The entries of a block, or why it is lost.
 * @solution
 */
function entriesOf(
  source: BlockSource,
  handle: BlockHandle,
  before: Uint8Array | undefined,
): readonly Entry[] | string {
  const entries: Entry[] = [];
  try {
    const place = source.read(handle).iterator(compareInternalKeys, TAG_SIZE_BYTES);
    let last = before;
    for (place.seekToFirst(); place.isValid; place.next()) {
      const key = Uint8Array.from(place.key);
      if (parseInternalKey(key) === undefined) return "a key that is no internal key";
      if (last !== undefined && compareInternalKeys(last, key) >= 0) return "keys out of order";
      entries.push({ key, value: place.value });
      last = key;
    }
    return entries;
  } catch (error) {
    if (!(error instanceof CorruptionError)) throw error;
    return error.message;
  }
}
