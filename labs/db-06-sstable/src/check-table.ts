/**
 * checkTable: whether all that a table says of itself agrees.
 *
 *     0                                                                            file's end
 *     │ data │ data │ data │ filter │ metaindex │ index │ footer │     every byte belongs to one block, and to one only
 *
 *     separator 0 < first key of block 1 <= last key of block 1 <= separator 1 < …
 *
 * A checksum tells that a block is what was written. It does not tell that it is the right block, that the writer was right, or
 * that a filter does not deny what is there. Here all of it is looked at, at the price of reading all of it once.
 *
 * Source: the invariants of LevelDB doc/table_format.md. LevelDB has no such check.
 *
 * Left out: compression that could be better, restarts at other intervals, separators that could be shorter: not
 * wrong.
 */
import { type DiskFile, NotImplemented } from "@labs/machine";
import type { FilterPolicy } from "./filter-policy.ts";

/** Something in a table that is not as it should be. */
export interface TableFault {
  /** Where in the file the structure begins that is at fault. */
  readonly offset: number;
  /** What is wrong with it, for people. */
  readonly what: string;
}

/**
 * All that is wrong with a table, in the order in which it was met; none for every table that `TableWriter` wrote, and for
 * every one of LevelDB's. Never throws for what the bytes are, and ends whatever they are.
 *
 * A fault is each of these, at the offset of the block, or the footer's, unless it says otherwise:
 *
 * - the footer: what `readFooter` throws, at its offset; bytes that another than `encodeFooter` of the two handles would have written.
 *   Without its handles nothing more is looked at;
 * - the index, the metaindex: what reading it throws. Without the index nothing else is looked at but the metaindex;
 * - a data block: what reading it throws, or going through it; a block that the metaindex names: what reading it throws. The
 *   others are looked at all the same;
 * - a data block without entries; a key that is no internal key (at its block); a key that is not behind the one before it in the
 *   table; a key behind its block's separator; a first key that is not behind the separator before it;
 * - a block that does not begin where the one before it ended: first the data blocks in the order of the index, from 0 on, then
 *   those of the metaindex, the metaindex, the index, the footer. So bytes that belong to none, or to two, are told;
 * - with a policy: a user key that the table's filter of that name denies in its block.
 *
 * @param filter as for `Table.open`
 * @throws DiskError
 * @step 6
 */
export function checkTable(file: DiskFile, filter?: FilterPolicy): readonly TableFault[] {
  throw new NotImplemented("db-06 step 6: checkTable");
}
