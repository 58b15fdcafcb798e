/**
 * db-09: compaction. What tests and later labs use.
 *
 *     limits.ts       how large, how many          ranges.ts          which tables hold which keys
 *     pick.ts         what is merged next          drop-rule.ts       what of it nobody reads any more
 *     compact.ts      how it is merged             pressure.ts        who waits meanwhile
 *     leveled.ts, size-tiered.ts                   two ways to keep a store in shape
 *     amplification.ts                             and what each costs
 *     compact-range.ts                             by hand
 *
 * Left out: everything that only these files use among themselves.
 */
export {
  type Amplification,
  amplification,
  type ByteCounts,
  type MeteredDisk,
  meteredDisk,
  readAmplification,
} from "./amplification.ts";
export { compact } from "./compact.ts";
export { compactRange, type KeyBounds } from "./compact-range.ts";
export { bottomBelow, type DropContext, DropRule } from "./drop-rule.ts";
export { leveled } from "./leveled.ts";
export {
  type CompactionLimits,
  expandedBytesMax,
  grandparentBytesMax,
  LEVELDB_LIMITS,
  levelBytesMax,
  limitsOf,
} from "./limits.ts";
export {
  type Compaction,
  compactionOf,
  isTrivialMove,
  type LevelInput,
  levelScore,
  pickLeveled,
} from "./pick.ts";
export { pressureOf } from "./pressure.ts";
export { type KeyRange, overlapping, rangeOf, withBoundary } from "./ranges.ts";
export { pickSizeTiered, sizeTiered } from "./size-tiered.ts";
