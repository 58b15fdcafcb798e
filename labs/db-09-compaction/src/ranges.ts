/**
 * Ranges: which tables of a level hold keys from here to there.
 *
 *     level 1         │ a … c │ e … h │ h … k │ p … t │
 *     from f to i             └───────────────┘              two tables
 *
 *     level 0         │ a ────── g │                          1. from f to i: the second and the third
 *                        │ f ─ h │                            2. from f to n, with what they hold besides …
 *                            │ g ───────── n │                3. from a to n: all three
 *
 * In level 0 tables overlap. To compact one without an older one beside it would put newer entries of a key below
 * older ones, and a get would find the wrong one first. So the range grows by every table that is taken, until it
 * does not grow any more.
 *
 *     level 2         │ … k 9 │ k 4 … │        one user key in two tables: boundary
 *
 * In the levels below, a user key's versions may lie in two neighbours. To compact the one with the newer versions
 * alone is the same mistake. So whoever takes a table takes the one behind it too, where that begins with the user
 * key with which this one ends.
 *
 * Source: LevelDB db/version_set.cc (GetOverlappingInputs, AddBoundaryInputs, FindSmallestBoundaryFile).
 *
 * Left out: halving; a level is gone through from end to end, once for each compaction.
 */

import { compareInternalKeys } from "@labs/db-05";
import type { FileMetadata } from "@labs/db-08";
import { NotImplemented } from "@labs/machine";

/** User keys from `from` to `to`, both included. */
export interface KeyRange {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
}

/**
 * From the least user key of these tables, of which there is one at least, to the greatest. Borrowed from them.
 * @step 1
 */
export function rangeOf(files: readonly FileMetadata[]): KeyRange {
  throw new NotImplemented("db-09 step 1: rangeOf");
}

/**
 * The tables of a level that hold user keys of the range, as far as their smallest and largest keys tell; in the
 * level's order. In level 0 the range grows by each of them until no other one reaches into it.
 *
 * @param files all of the level
 * @step 1
 */
export function overlapping(
  files: readonly FileMetadata[],
  level: number,
  range: KeyRange,
): readonly FileMetadata[] {
  throw new NotImplemented("db-09 step 1: overlapping");
}

/**
 * `taken`, and what must be taken with it: the table behind one that is taken is taken too, where it begins with the
 * user key with which that one ends; and so on. In the level's order.
 *
 * @param files all of a level from 1 on
 * @param taken some of them
 * @step 1
 */
export function withBoundary(
  files: readonly FileMetadata[],
  taken: readonly FileMetadata[],
): readonly FileMetadata[] {
  throw new NotImplemented("db-09 step 1: withBoundary");
}

/** How many bytes these tables have. */
export function bytesOf(files: readonly FileMetadata[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** By their smallest keys. */
export function inKeyOrder(files: readonly FileMetadata[]): readonly FileMetadata[] {
  return files.toSorted((a, b) => compareInternalKeys(a.smallest, b.smallest));
}
