/**
 * Pressure: who writes faster than tables can be merged has to wait, a little at first.
 *
 *     tables in level 0     0 … 7 none       8 … 11 slow       12 stop
 *
 * Without it level 0 grows without bound, and every get asks every table of it. To stop at once would let nothing
 * through for seconds; so first each writer gives a turn of the loop to the work behind.
 *
 * Source: LevelDB db/db_impl.cc (MakeRoomForWrite).
 */

import type { Pressure, Version } from "@labs/db-08";
import { NotImplemented } from "@labs/machine";
import type { CompactionLimits } from "./limits.ts";

/**
 * `stop` with `level0Stop` tables in level 0, or more; `slow` with `level0Slow`, or more; else `none`. Only level 0
 * counts, and only the number of its tables.
 *
 * @step 7
 */
export function pressureOf(version: Version, limits: CompactionLimits): Pressure {
  throw new NotImplemented("db-09 step 7: pressureOf");
}
