/**
 * compactRange: a part of the store, or all of it, moved down by hand.
 *
 *     flush ──▶ level 0 ──▶ 1 ──▶ 2 ──▶ … ──▶ the lowest level that had keys of the range ──▶ and that one in its place
 *
 * Who has deleted half of the data wants the space back now, and who is done loading wants one run to read from. Level
 * by level everything of the range is merged with what lies below, down to the last level that has any: there every
 * tombstone meets what it hides, and both go.
 *
 * A table that comes to the lowest level by a trivial move, or was there before and was met by nothing, may still have
 * both in it: a value and the tombstone that hides it, written into one memtable. So those are merged once more, with
 * nothing but themselves.
 *
 * Source: LevelDB db/db_impl.cc (CompactRange, TEST_CompactRange), db/version_set.cc (VersionSet::CompactRange), which
 * leaves out the last part; RocksDB's `bottommost_level_compaction`, which has it.
 *
 * Left out: cutting a large range into several compactions, with an eye to space (LevelDB does, from level 1 on).
 */

import type { LsmStore } from "@labs/db-08";
import { NotImplemented } from "@labs/machine";
import type { CompactionLimits } from "./limits.ts";

/** User keys from `gte` on, and up to `lte`, both included; without a bound where one is absent. None, where `gte` is behind `lte`. */
export interface KeyBounds {
  readonly gte?: Uint8Array;
  readonly lte?: Uint8Array;
}

/**
 * Flushes, and then compacts by hand; each compaction is a job of the store (`maintain`), one after the other.
 *
 * - A table has keys of the range, where it neither ends before `gte` nor begins behind `lte`.
 * - The lowest level is the last one that has such tables when the flush has ended; 1, where that is level 0 or none.
 * - For each level above it, from 0 on: all such tables of that level go down one level, by `compactionOf`. A level that
 *   has none then is passed over.
 * - Then, in the lowest level: of such tables there that were in the version, in any level, when the flush had ended,
 *   the first and the last, with what lies between them and their boundary (`withBoundary`), are compacted into the
 *   same level, without grandparents or a pointer. Where there are none, nothing is done.
 *
 * So where nobody writes meanwhile, or holds a snapshot, the tables have nothing of a range of all keys but the newest
 * value of each key that is there.
 *
 * @param limits LevelDB's, but for what is said
 * @throws as `LsmStore.flush` and `maintain`, as a rejection
 * @step 8
 */
export async function compactRange(
  store: LsmStore,
  bounds: KeyBounds = {},
  limits: Partial<CompactionLimits> = {},
): Promise<void> {
  throw new NotImplemented("db-09 step 8: compactRange");
}
