/**
 * compactRange: a part of the store, or all of it, moved down by hand.
 *
 *     flush ──▶ level 0 ──▶ 1 ──▶ 2 ──▶ … ──▶ the lowest level that had keys of the range
 *
 * Who has deleted half of the data wants the space back now, and who is done loading wants one run to read from. Level by level everything of the range is merged
 * with what lies below, down to the last level that has any: there every tombstone meets what it hides, and both go.
 *
 * Source: LevelDB db/db_impl.cc (CompactRange, TEST_CompactRange), db/version_set.cc (VersionSet::CompactRange).
 *
 * Left out: cutting a large range into several compactions, with an eye to space (LevelDB does, from level 1 on).
 */

import type { LsmStore } from "@labs/db-08";
import { NotImplemented } from "@labs/machine";
import type { CompactionLimits } from "./limits.ts";

/** User keys from `gte` on, and up to `lte`, both included; without a bound where one is absent. */
export interface KeyBounds {
  readonly gte?: Uint8Array;
  readonly lte?: Uint8Array;
}

/**
 * Flushes, and then, for each level from 0 to the one above the lowest that has tables with keys of the range when it begins (to level 0 at least), compacts all tables of the level that have such keys,
 * by `compactionOf`: one job of the store (`maintain`) for each level.
 *
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
