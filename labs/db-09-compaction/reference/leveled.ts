/**
 * Leveled compaction: LevelDB's. Each level is one sorted run, ten times as large as the one above.
 *
 *     level 0   ▪▪▪▪            reads      a get asks one table of each level, and all of level 0
 *     level 1   ▪▪▪▪▪▪▪▪▪▪      writes     on its way down a byte is written about ten times on each level, since a table of
 *     level 2   ▪▪▪▪▪▪▪▪▪▪▪ …              one level is merged with ten of the next
 *                               space      a tenth more than the data: what is superfluous is in the upper levels
 *
 * Source: LevelDB doc/impl.md, "Compactions"; O'Neil et al., "The Log-Structured Merge-Tree" (1996) for the ratio
 * between levels.
 */
import type { Compactor } from "@labs/db-08";
import { compact } from "./compact.ts";
import { type CompactionLimits, limitsOf } from "./limits.ts";
import { pickLeveled } from "./pick.ts";
import { pressureOf } from "./pressure.ts";

/**
 * A compactor whose next job is `compact` of what `pickLeveled` picks, as long as that picks something, and whose
 * pressure is `pressureOf`.
 *
 * @param limits LevelDB's, but for what is said
 * @step 4
 */
export function leveled(limits: Partial<CompactionLimits> = {}): Compactor {
  const all = limitsOf(limits);
  return {
    next({ version, compactPointers }) {
      const picked = pickLeveled(version, compactPointers, all);
      return picked && ((host) => compact(host, picked, all));
    },
    pressure: (version) => pressureOf(version, all),
  };
}
