/**
 * Every crash of a run, one after the other.
 *
 *     at   0     1     2     3  …  n      × lost, kept, names, bytes, prefix, scattered
 *             └ a write: while it is under way   × kept, bytes
 *
 * The history is walked once, and the disks share their pages, so that a thousand of them cost
 * about as much as the run.
 *
 * A write is torn in `kept` and `bytes` alone: `prefix` and `scattered` tear it anyway, and in the
 * others it makes no difference.
 *
 * Left out: crashes during recovery. A crash is a SimDisk: run the recovery on it, and visit its
 * crashes.
 */
import { seededRandom } from "../random.ts";
import { afterCrash, CRASH_MODES, type CrashMode } from "./crash.ts";
import type { SimDisk } from "./sim-disk.ts";

const TORN_MODES: readonly CrashMode[] = ["kept", "bytes"];
/** The modes in which a seed makes a difference. */
const DRAWING_MODES: readonly CrashMode[] = ["names", "prefix", "scattered"];

/** A crash that was visited. Its four first fields, given to `disk.crash`, give the same disk. */
export interface Crash {
  /** The number of operations that had happened, whole. What was acknowledged by then counts. */
  readonly at: number;
  readonly mode: CrashMode;
  readonly seed: number;
  /** Whether the next operation was under way. */
  readonly torn: boolean;
  /** What the machine finds. */
  readonly disk: SimDisk;
  /** The call that gives it again, for a message: `disk.crash({ at: 17, … })`. */
  readonly replay: string;
}

/** Which crashes are visited; all, unless said. */
export interface CrashesOptions {
  readonly modes?: readonly CrashMode[];
  /** Of the seeds that are drawn for each; 0 unless said. */
  readonly seed?: number;
  /** How often each point is visited in a mode that draws; 1 unless said. */
  readonly draws?: number;
  /** The first and the last number of operations after which the crash comes. */
  readonly from?: number;
  readonly to?: number;
}

/** The crashes of `disk`, in the order of time; of each point in the order of `modes`. */
export function* crashes(disk: SimDisk, options: CrashesOptions = {}): Generator<Crash> {
  const { modes = CRASH_MODES, draws = 1, from = 0, to = disk.operations } = options;
  const whole = modes.flatMap((mode) =>
    new Array<CrashMode>(DRAWING_MODES.includes(mode) ? draws : 1).fill(mode),
  );
  const torn = modes.filter((mode) => TORN_MODES.includes(mode));
  const seeds = seededRandom(options.seed ?? 0);
  const { history } = disk;
  for (const { at, volume } of history.walk(from, to)) {
    for (const mode of whole) {
      const seed = seeds.below(2 ** 32);
      const left = afterCrash(volume, at, mode, seededRandom(seed));
      yield crash({ at, mode, seed, torn: false }, disk.restarted(left));
    }
    if (at === to || history.operation(at + 1).kind !== "write") continue;
    for (const mode of torn) {
      const seed = seeds.below(2 ** 32);
      const random = seededRandom(seed);
      const left = afterCrash(history.torn(volume, at + 1, random), at + 1, mode, random);
      yield crash({ at, mode, seed, torn: true }, disk.restarted(left));
    }
  }
}

function crash(point: Pick<Crash, "at" | "mode" | "seed" | "torn">, disk: SimDisk): Crash {
  const { at, mode, seed, torn } = point;
  const words = `at: ${at}, mode: "${mode}", seed: ${seed}${torn ? ", torn: true" : ""}`;
  return { ...point, disk, replay: `disk.crash({ ${words} })` };
}
