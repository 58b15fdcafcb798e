/**
 * Shrinking: of a plan that breaks a law, the small plan that still does.
 *
 *     faults  ●●●●●●●●●●●●●●●●        without the first half, the second, a quarter … one
 *             ········●●●●●●●●        still broken: go on with these
 *             ············●·●·        no single one can be left out
 *             ············●·●·        and each as short, as mild as can be
 *
 * Faults first, then acts, again until nothing changes. Because the nth message of a link stays the nth, faults can
 * be taken away one by one.
 *
 * Invariant: what is returned was run, and is broken.
 *
 * Source: Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input" (IEEE TSE 28(2), 2002), §3, the
 * minimizing delta debugging algorithm, without its testing of subsets alone.
 *
 * Left out: other seeds for what the processes draw, which may need fewer faults still.
 */
import type { Fault, Plan } from "./plan.ts";

/** Whether a plan still breaks the law. */
export type IsBroken<What> = (plan: Plan<What>) => boolean | Promise<boolean>;

/** The small plan, and how many were run to find it. */
export interface Shrunk<What> {
  readonly plan: Plan<What>;
  readonly runs: number;
}

/** How many plans are run at most, unless said. */
const RUNS_MAX = 2_000;

/**
 * Makes `plan`, which is broken, smaller.
 *
 * @param plan its faults as data, without weather: see `Simulation.faults`
 * @param runsMax how many plans may be run
 */
export async function shrink<What>(
  plan: Plan<What>,
  isBroken: IsBroken<What>,
  runsMax = RUNS_MAX,
): Promise<Shrunk<What>> {
  let [best, runs] = [plan, 0];
  const tries = async (candidate: Plan<What>): Promise<boolean> => {
    if (runs >= runsMax) return false;
    runs += 1;
    if (!(await isBroken(candidate))) return false;
    best = candidate;
    return true;
  };
  for (let before = ""; before !== JSON.stringify(best) && runs < runsMax; ) {
    before = JSON.stringify(best);
    await without(best.faults, (faults) => tries({ ...best, faults }));
    await without(best.acts, (acts) => tries({ ...best, acts }));
    await milder(() => best, tries);
  }
  return { plan: best, runs };
}

/** Leaves out as many of `all` as `tries` accepts: runs of half of them first, single ones last. */
async function without<Element>(
  all: readonly Element[],
  tries: (left: readonly Element[]) => Promise<boolean>,
): Promise<void> {
  let left = all;
  if (left.length > 0 && (await tries([]))) return;
  for (
    let size = Math.ceil(left.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    // From the end: what is last is needed least to get where the first ones lead.
    for (let end = left.length; end > 0; end -= size) {
      const fewer = [...left.slice(0, Math.max(0, end - size)), ...left.slice(end)];
      if (await tries(fewer)) left = fewer;
    }
  }
}

/** Makes each fault as mild as can be. */
async function milder<What>(
  best: () => Plan<What>,
  tries: (plan: Plan<What>) => Promise<boolean>,
): Promise<void> {
  for (let i = 0; i < best().faults.length; i++) {
    for (let changed = true; changed; ) {
      changed = false;
      for (const fault of milderThan(best().faults[i]!)) {
        const faults = best().faults.map((each, j) => (j === i ? fault : each));
        if (!(await tries({ ...best(), faults }))) continue;
        changed = true;
        break;
      }
    }
  }
}

/** Faults that are milder than this one, the mildest first. */
function milderThan(fault: Fault): readonly Fault[] {
  switch (fault.kind) {
    case "delay":
    case "repeat":
      return smaller(fault.ms).map((ms) => ({ ...fault, ms }));
    case "slow":
      return [
        ...smaller(fault.forMs).map((forMs) => ({ ...fault, forMs })),
        ...smaller(fault.ms).map((ms) => ({ ...fault, ms })),
      ];
    case "cut":
      return [
        ...fewer(fault.from).map((from) => ({ ...fault, from })),
        ...fewer(fault.to).map((to) => ({ ...fault, to })),
        ...smaller(fault.forMs).map((forMs) => ({ ...fault, forMs })),
      ];
    case "pause":
      return smaller(fault.forMs).map((forMs) => ({ ...fault, forMs }));
    case "crash":
      return [
        ...(fault.disk === "kept" ? [] : [{ ...fault, disk: "kept" } as const]),
        ...(fault.disk === "kept" || fault.disk === "lost"
          ? []
          : [{ ...fault, disk: "lost" } as const]),
        ...smaller(fault.downMs).map((downMs) => ({ ...fault, downMs })),
      ];
    default:
      return [];
  }
}

/** A count that is smaller: one, then half. */
function smaller(ms: number): readonly number[] {
  if (!Number.isFinite(ms) || ms <= 1) return [];
  return ms <= 3 ? [1] : [1, Math.floor(ms / 2)];
}

function fewer<Element>(all: readonly Element[]): readonly (readonly Element[])[] {
  return all.length <= 1 ? [] : all.map((_, i) => all.filter((__, j) => j !== i));
}
