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
import { type DiskFile, NotImplemented } from "@labs/machine";
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
  throw new NotImplemented("db-06 step 7: salvageTable");
}
