/**
 * Size-tiered compaction: runs of similar size become one, and wait until there are more of that size.
 *
 *     level 0   ▪▪▪▪                   every fourth flush: all of level 0 …
 *     level 4   ▪▪▪▪                   … with the runs below, while they are not larger than what is merged already …
 *     level 5   ▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪       … becomes one run, in the level above the next one: here again level 4
 *     level 6   ▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪
 *
 *     writes    a byte is merged once for each size that its run grows through, not ten times a level
 *     reads     more runs to ask
 *     space     up to twice as much again as the last run, until all are merged
 *
 * Here a run is what a level below 0 holds, or one table of level 0: so the directory stays one that LevelDB reads,
 * since in it too what stands in an upper level is newer. That is why the runs that are merged are always neighbours,
 * from the newest on, and why the result never goes to level 0: a flush that ended while the merge went on may have
 * put a table there that is newer, and has a smaller number.
 *
 * Source: RocksDB's universal compaction (https://github.com/facebook/rocksdb/wiki/Universal-Compaction); Cassandra's
 * SizeTieredCompactionStrategy; Bigtable §5.4.
 *
 * Left out: merging runs in the middle; a limit to how much more space is taken while the last run is merged.
 */
import { type Compactor, LEVELS, type Version } from "@labs/db-08";
import { compact } from "./compact.ts";
import { type CompactionLimits, limitsOf } from "./limits.ts";
import type { Compaction, LevelInput } from "./pick.ts";
import { pressureOf } from "./pressure.ts";
import { bytesOf } from "./ranges.ts";

/** How much of the bytes in the last run the other runs may come to, before all are merged: 2 is twice as much. */
const SPACE_RATIO_MAX = 2;

/**
 * The next compaction; undefined where level 0 has fewer than `level0Tables` tables.
 *
 * - It takes all of level 0.
 * - Then the levels that have tables, from 1 downwards, one after the other, each whole: as long as the level has no
 *   more bytes than all that was taken before it. Level 1 is taken whatever it has, since what comes out never goes to
 *   level 0.
 * - All levels, where those that have tables, but for the last of these, level 0 among them, have twice the bytes of
 *   that last one, or more.
 * - The output level is the one above the next level that has tables and was not taken; where there is none, the last
 *   level, 6.
 *
 * Files are in the version's order. There are no grandparents and no pointer.
 *
 * @step 5
 */
export function pickSizeTiered(version: Version, limits: CompactionLimits): Compaction | undefined {
  const [newest, ...older] = version.levels
    .map((files, level): LevelInput => ({ level, files }))
    .filter(({ level, files }) => level === 0 || files.length > 0);
  if (newest!.files.length < limits.level0Tables) return undefined;
  const last = older.at(-1);
  const upperBytes = bytesOf([newest!, ...older.slice(0, -1)].flatMap(({ files }) => files));
  const isAll = last !== undefined && upperBytes >= SPACE_RATIO_MAX * bytesOf(last.files);
  const inputs = [newest!];
  let takenBytes = bytesOf(newest!.files);
  for (const input of older) {
    const inputBytes = bytesOf(input.files);
    if (!isAll && input.level > 1 && inputBytes > takenBytes) break;
    inputs.push(input);
    takenBytes += inputBytes;
  }
  const next = older[inputs.length - 1];
  return { inputs, outputLevel: (next?.level ?? LEVELS) - 1, grandparents: [] };
}

/**
 * A compactor whose next job is `compact` of what `pickSizeTiered` picks, as long as that picks something, and whose
 * pressure is `pressureOf`.
 *
 * @param limits LevelDB's, but for what is said; `level1Bytes` and `factor` mean nothing here
 * @step 5
 */
export function sizeTiered(limits: Partial<CompactionLimits> = {}): Compactor {
  const all = limitsOf(limits);
  return {
    next({ version }) {
      const picked = pickSizeTiered(version, all);
      return picked && ((host) => compact(host, picked, all));
    },
    pressure: (version) => pressureOf(version, all),
  };
}
