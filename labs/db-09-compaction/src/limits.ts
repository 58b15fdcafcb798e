/**
 * Limits: how large levels and tables become, and when writers are held up.
 *
 *     level 0     4 tables: it is compacted     8: writers are slowed     12: they wait
 *     level 1     10 MiB
 *     level 2     100 MiB
 *     level 3     1 GiB …                       ten times as much on each
 *
 * Source: LevelDB db/dbformat.h (config::kL0_CompactionTrigger and its neighbours), db/version_set.cc (MaxBytesForLevel,
 * MaxGrandParentOverlapBytes, ExpandedCompactionByteSizeLimit).
 *
 * @given
 */

export interface CompactionLimits {
  /** With so many tables in level 0 it is compacted. */
  readonly level0Tables: number;
  /** With so many in level 0 each write waits for a pause. */
  readonly level0Slow: number;
  /** With so many in level 0 no further table is put there: who writes into a full memtable waits. */
  readonly level0Stop: number;
  /** What level 1 holds before it is compacted. */
  readonly level1Bytes: number;
  /** How many times as much as a level the one below it holds. */
  readonly factor: number;
  /** A table that is this long, or longer, is ended. */
  readonly tableBytes: number;
}

/** LevelDB's. */
export const LEVELDB_LIMITS: CompactionLimits = {
  level0Tables: 4,
  level0Slow: 8,
  level0Stop: 12,
  level1Bytes: 10 * 1_048_576,
  factor: 10,
  tableBytes: 2 * 1_048_576,
};

/** LevelDB's limits, but for what is said. */
export function limitsOf(limits: Partial<CompactionLimits> = {}): CompactionLimits {
  return { ...LEVELDB_LIMITS, ...limits };
}

/** What a level from 1 on holds before it is compacted. */
export function levelBytesMax(level: number, { level1Bytes, factor }: CompactionLimits): number {
  return level1Bytes * factor ** (level - 1);
}

/** How many bytes of the level after next one output may overlap: when it is compacted in turn, they are all read. */
export function grandparentBytesMax({ tableBytes }: CompactionLimits): number {
  return 10 * tableBytes;
}

/** Up to how many bytes of inputs a compaction grows, where it can take more of its own level for nothing. */
export function expandedBytesMax({ tableBytes }: CompactionLimits): number {
  return 25 * tableBytes;
}
