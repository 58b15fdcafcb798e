/**
 * Denied keys: does a table's filter say no to a key that the table has?
 *
 *     entries     ──▶ iterator, which asks no filter    "kiwi" 7 ──┐
 *     the filter  ──▶ get, which asks it first          not there ◀┘    denied: every get loses it
 *
 * Such a table is whole by every checksum, and loses keys without an error: a get is told "no" and reads nothing, an
 * iterator finds them. It comes of a builder with a bug, of another hash under the same name, of blocks that begin elsewhere than
 * the filter was told. Nothing but a comparison of the two finds it.
 *
 * Both go through one cache of capacity 0: it keeps what is leased, and the iterator has a lease of the very block that
 * each get needs. So the table is read once.
 *
 * Source: LevelDB doc/table_format.md, "filter" Meta Block: what a filter is asked for.
 *
 * Left out: mending it; to write the entries into a new table is all there is to do.
 */
import type { FilterPolicy } from "@labs/db-06";
import { type DiskFile, NotImplemented } from "@labs/machine";

/**
 * The internal keys of all entries of a table that `get` does not find through its filter, in order: none where filter and
 * table agree, or where the table has no filter of this name. The caller's own memory.
 *
 * Each data block is read once, and besides only what it takes to open the table twice at the most. The file is borrowed for the
 * call.
 *
 * @throws CorruptionError, DiskError as `Table` does
 *
 * @step 6
 */
export function deniedKeys(file: DiskFile, filter: FilterPolicy): Uint8Array[] {
  throw new NotImplemented("db-07 step 6: deniedKeys");
}
