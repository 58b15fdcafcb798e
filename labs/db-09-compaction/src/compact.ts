/**
 * compact: tables become other tables, and nobody notices.
 *
 *     inputs   ──▶ merge ──▶ drop ──▶ 000021.ldb │ 000022.ldb │ …      each synced, with its name
 *                     │                                │
 *                     └── 64 KiB of entries, pause     ▼
 *                                     one edit: − inputs, + outputs, pointer        before it: the old tables. After it: the new ones
 *
 * Until the edit is durable the outputs are files that nobody knows, and a crash costs the work alone. From then on
 * the inputs are files that no version names but those that somebody still reads. There is no moment at which a key
 * is in neither.
 *
 * A user key's versions stay in one table: so in what we write no two tables share a key. LevelDB's outputs may, and
 * whoever picks from a directory that it wrote looks for the boundary.
 *
 * Invariant: what a get or an iterator finds is the same before and after, for everybody who reads at the oldest read
 * sequence or later.
 *
 * Source: LevelDB db/db_impl.cc (BackgroundCompaction, DoCompactionWork, InstallCompactionResults), db/version_set.cc
 * (ShouldStopBefore).
 *
 * Left out: several compactions at once, of ranges that do not overlap.
 */

import type { CompactionHost } from "@labs/db-08";
import { NotImplemented } from "@labs/machine";
import type { CompactionLimits } from "./limits.ts";
import type { Compaction } from "./pick.ts";

/**
 * Does a compaction. When it resolves, the version has the outputs in place of the inputs.
 *
 * - A trivial move installs one edit: the table leaves its level and comes into the output level, and the pointer is
 *   set as below. No table is read or written.
 * - Else the entries of all inputs are merged; what `DropRule` keeps, by the host's oldest read sequence at the
 *   beginning, is written to new tables, in order. A table ends before a kept entry of another user key than the one
 *   kept before, where one of two is true. No table is empty; where nothing is kept, there is none.
 *     - It is long: its `sizeBytes` is `tableBytes` or more.
 *     - It has passed more than `grandparentBytesMax` bytes of grandparents: of those whose largest internal key is
 *       before the entry, and was not before the table's first.
 * - Each input is read once, from its first entry to its last. `slices.pause` is called between two entries as soon as
 *   the internal keys and values that were read since the last pause, kept or not, are `slices.bytes` or more.
 * - One edit deletes all inputs, adds all outputs, and sets the pointer for the first input's level, if there is one.
 *   It is installed when all outputs are durable.
 *
 * @throws what `host` and `pause` throw or reject with, as a rejection. Where that was before the edit was to be
 * installed, every output was abandoned; afterwards none is: the edit may be durable. Iterators are closed in any
 * case
 * @step 3
 */
export async function compact(
  host: CompactionHost,
  compaction: Compaction,
  limits: CompactionLimits,
): Promise<void> {
  throw new NotImplemented("db-09 step 3: compact");
}
