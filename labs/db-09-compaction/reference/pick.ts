/**
 * Picking: which tables are merged next, in a store with levels.
 *
 *     score       level 0   5 tables of 4         1.25  ◀ the worst: from 1 on it is compacted
 *                 level 1   11 MiB of 10          1.1
 *                 level 2   30 MiB of 100         0.3
 *
 *     level 1     │ a … d │ e … k │ l … p │ q … t │        the first table behind where the last compaction of this level ended
 *                           └──┬──┘
 *     level 2     │ a … c │ d … g │ h … m │ n … t │        all that hold keys of it
 *                         └───────────────┘
 *     level 3     │ a … b │ c … f │ f … j │ k … z │        grandparents: how much an output will have to be merged with later
 *                         └───────┴───────┴───────┘
 *
 * The pointer goes round the level, so that every key has its turn. Where the tables of the level below hold more
 * keys than ours, more of our level may be taken without taking more below: those are had for nothing.
 *
 * Source: LevelDB db/version_set.cc (Finalize, PickCompaction, SetupOtherInputs), db/version_set.h (Compaction);
 * doc/impl.md, "Compactions".
 *
 * Left out: LevelDB's compactions after many fruitless seeks; RocksDB's other ways to choose a table, by its
 * deletions or by what it overlaps.
 */
import { compareInternalKeys } from "@labs/db-05";
import { type FileMetadata, LEVELS, type Version } from "@labs/db-08";
import {
  type CompactionLimits,
  expandedBytesMax,
  grandparentBytesMax,
  levelBytesMax,
} from "./limits.ts";
import { bytesOf, inKeyOrder, overlapping, rangeOf, withBoundary } from "./ranges.ts";

/** Tables of one level. */
export interface LevelInput {
  readonly level: number;
  readonly files: readonly FileMetadata[];
}

/** What is to be merged, and where it goes. */
export interface Compaction {
  /** By level, rising; each has a file at least. What is in `outputLevel` is among them where it overlaps. */
  readonly inputs: readonly LevelInput[];
  readonly outputLevel: number;
  /** The tables of the level below `outputLevel` that hold keys of the inputs' range; none for the last level. */
  readonly grandparents: readonly FileMetadata[];
  /** Where the next compaction of the first input's level goes on; undefined where it is not to be remembered. */
  readonly pointer?: Uint8Array;
}

/**
 * How full a level is: from 1 on it is to be compacted. Level 0 by its number of tables, to `level0Tables`; the
 * others by their bytes, to `levelBytesMax`. The last level is never full: 0.
 *
 * @step 1
 */
export function levelScore(version: Version, level: number, limits: CompactionLimits): number {
  const files = version.levels[level]!;
  if (level === LEVELS - 1) return 0;
  if (level === 0) return files.length / limits.level0Tables;
  return bytesOf(files) / levelBytesMax(level, limits);
}

/**
 * The compaction of `files`, some of a level above the last, into the level below. To take of a level what some
 * tables ask for is to take all that overlap with their range (`overlapping`), and from level 1 on what is to be
 * taken with those (`withBoundary`).
 *
 * - Of the first level what `files` ask for; of the level below what these ask for.
 * - If there are such below: of the first level what all of these together ask for, instead; but only where the
 *   inputs then have fewer than `expandedBytesMax` bytes in all, and ask for no more tables of the level below than
 *   before.
 * - The grandparents are those that overlap with the range of all inputs, in the level below the output level.
 * - The pointer is the largest internal key of the first level's inputs.
 *
 * @step 1
 */
export function compactionOf(
  version: Version,
  level: number,
  files: readonly FileMetadata[],
  limits: CompactionLimits,
): Compaction {
  const upper = takenOf(version, level, files);
  const lower = takenOf(version, level + 1, upper);
  if (lower.length > 0) {
    const more = takenOf(version, level, [...upper, ...lower]);
    const isSmall = bytesOf(more) + bytesOf(lower) < expandedBytesMax(limits);
    const sameLower = takenOf(version, level + 1, more).length === lower.length;
    if (more.length > upper.length && isSmall && sameLower) {
      return described(version, level, more, lower);
    }
  }
  return described(version, level, upper, lower);
}

/**
 * The next compaction; undefined where no level's score is 1 or more.
 *
 * The level with the greatest score, the upper one of equals. In it the first table, by smallest keys, whose largest
 * internal key is behind the level's pointer; the first of all where there is none, or no pointer.
 *
 * @param pointers by level, internal keys
 * @step 1
 */
export function pickLeveled(
  version: Version,
  pointers: ReadonlyMap<number, Uint8Array>,
  limits: CompactionLimits,
): Compaction | undefined {
  let level = 0;
  for (let other = 1; other < LEVELS; other++) {
    if (levelScore(version, other, limits) > levelScore(version, level, limits)) level = other;
  }
  if (levelScore(version, level, limits) < 1) return undefined;
  const files = inKeyOrder(version.levels[level]!);
  const pointer = pointers.get(level);
  const behind = files.find(
    ({ largest }) => pointer === undefined || compareInternalKeys(largest, pointer) > 0,
  );
  return compactionOf(version, level, [behind ?? files[0]!], limits);
}

/**
 * Whether the compaction is nothing but a change of level: one table, nothing to merge it with, and not more than
 * `grandparentBytesMax` bytes of grandparents (else it would cost too much to merge it later).
 *
 * @step 1
 */
export function isTrivialMove(compaction: Compaction, limits: CompactionLimits): boolean {
  const [input, ...others] = compaction.inputs;
  const isAlone = others.length === 0 && input!.files.length === 1;
  return (
    isAlone &&
    input!.level !== compaction.outputLevel &&
    bytesOf(compaction.grandparents) <= grandparentBytesMax(limits)
  );
}

/**
 * What of a level has to be taken, to have all keys in the range of `files`.
 * @solution
 */
function takenOf(
  version: Version,
  level: number,
  files: readonly FileMetadata[],
): readonly FileMetadata[] {
  const all = version.levels[level]!;
  const found = overlapping(all, level, rangeOf(files));
  return level === 0 ? found : withBoundary(all, found);
}

/** @solution */
function described(
  version: Version,
  level: number,
  upper: readonly FileMetadata[],
  lower: readonly FileMetadata[],
): Compaction {
  const range = rangeOf([...upper, ...lower]);
  const below = version.levels[level + 2] ?? [];
  const largest = upper.map((file) => file.largest).toSorted(compareInternalKeys);
  return {
    inputs: [
      { level, files: upper },
      ...(lower.length === 0 ? [] : [{ level: level + 1, files: lower }]),
    ],
    outputLevel: level + 1,
    grandparents: overlapping(below, level + 2, range),
    pointer: largest.at(-1)!,
  };
}
