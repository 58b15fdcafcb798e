/**
 * Partitions, one after the other: so that leaders are cut off, and come back, again and again.
 *
 *     0 ms          70        140     190            270
 *     ├─ a b | c d e ─┼─ a c e | b d ─┼─ all ─┼─ c | a b d e ─┼ …      each machine on a side by chance
 */
import { seededRandom } from "@labs/machine";
import { drawStorm, type NodeId, type PlannedFault, type StormOptions } from "@labs/machine/sim";

export interface PartitionsOptions {
  readonly untilMs: number;
  /** How long each is at least, and how much longer it may be. */
  readonly leastMs: number;
  readonly moreMs: number;
}

/** The storm of a seed, and its partitions besides, where there are to be some. */
export function drawPartedStorm(
  seed: number,
  nodes: readonly NodeId[],
  storm: StormOptions,
  partitions?: Omit<PartitionsOptions, "untilMs">,
): ReturnType<typeof drawStorm> {
  const { faults, ...rest } = drawStorm(seed, nodes, storm);
  if (partitions === undefined) return { ...rest, faults };
  const cuts = drawPartitions(seed, nodes, { ...partitions, untilMs: storm.untilMs });
  return { ...rest, faults: [...faults, ...cuts] };
}

/** The partitions of a seed. */
function drawPartitions(
  seed: number,
  nodes: readonly NodeId[],
  { untilMs, leastMs, moreMs }: PartitionsOptions,
): readonly PlannedFault[] {
  const random = seededRandom(seed ^ 0x70617274);
  const faults: PlannedFault[] = [];
  for (let atMs = 0, forMs = 0; atMs < untilMs; atMs += forMs) {
    forMs = Math.min(leastMs + random.below(moreMs), untilMs - atMs);
    const side = nodes.filter(() => random.below(2) === 0);
    const rest = nodes.filter((node) => !side.includes(node));
    if (side.length === 0 || rest.length === 0) continue;
    faults.push({ kind: "cut", atMs, forMs, from: side, to: rest });
    faults.push({ kind: "cut", atMs, forMs, from: rest, to: side });
  }
  return faults;
}
