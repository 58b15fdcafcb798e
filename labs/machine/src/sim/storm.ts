/**
 * Storms: faults drawn from a seed, until a time; then all is calm again.
 *
 *     0 ─────────────── storm ─────────────── untilMs ──────── calm ────────▶
 *       lost, late and repeated messages              every machine is up,
 *       cuts, crashes, pauses, slow machines          every way is open
 *
 * Each storm leaves out some kinds of faults, by chance: with all of them at once nothing ever gets far enough to go
 * wrong in an interesting way, and one kind can hide what another would show.
 *
 * Source: Groce et al., "Swarm Testing" (ISSTA 2012), for leaving out; Alquraan et al., "An Analysis of
 * Network-Partitioning Failures in Cloud Systems" (OSDI 2018), for the shapes of cuts: most failures need one machine
 * cut off, or a cut that only some notice.
 */
import { type Random, seededRandom } from "../random.ts";
import { CRASH_MODES } from "./crash.ts";
import type { Fault, Moment, Plan, Weather } from "./plan.ts";
import { mixed } from "./seeds.ts";
import type { NodeId } from "./trace.ts";

/** How bad a storm may be. Each storm draws less, or nothing, of each. */
export interface StormOptions {
  readonly untilMs: number;
  /** How likely a message is lost, or repeated, at most. */
  readonly lose?: number;
  readonly repeat?: number;
  /** How much longer than in the calm a message takes, at most; and how likely up to ten times that. */
  readonly delayMs?: number;
  readonly late?: number;
  /** How many there are at most, and for how long each. */
  readonly cuts?: number;
  readonly cutMs?: number;
  readonly crashes?: number;
  readonly downMs?: number;
  readonly pauses?: number;
  readonly pauseMs?: number;
  readonly slow?: number;
  readonly slowMs?: number;
  /** Up to which event of a machine a crash may come behind one. */
  readonly events?: number;
  /** How far a clock may be from running as it should: 0.1 for a tenth. */
  readonly drift?: number;
  readonly failedSyncs?: number;
}

const USUAL: Required<Omit<StormOptions, "untilMs">> = {
  ...{ lose: 0.1, repeat: 0.05, delayMs: 10, late: 0.05 },
  ...{ cuts: 4, cutMs: 400, crashes: 4, downMs: 200, pauses: 2, pauseMs: 200 },
  ...{ slow: 2, slowMs: 20, events: 400, drift: 0.1, failedSyncs: 0 },
};

/** The storm of this seed. */
export function drawStorm(
  seed: number,
  nodes: readonly NodeId[],
  options: StormOptions,
): Pick<Plan<never>, "seed" | "weather" | "faults"> {
  const draw = new Draw(seededRandom(mixed(seed, 0x73746f72, 0x6d)), nodes, options);
  return { seed, weather: draw.weather(), faults: draw.faults() };
}

class Draw {
  readonly #random: Random;
  readonly #nodes: readonly NodeId[];
  readonly #most: Required<StormOptions>;

  constructor(random: Random, nodes: readonly NodeId[], options: StormOptions) {
    this.#random = random;
    this.#nodes = nodes;
    this.#most = { ...USUAL, ...options };
  }

  weather(): Weather {
    const { untilMs, lose, repeat, late, delayMs } = this.#most;
    return {
      untilMs,
      lose: this.#some(lose),
      repeat: this.#some(repeat),
      late: this.#some(late),
      delayMs: Math.ceil(this.#some(delayMs)),
    };
  }

  faults(): Fault[] {
    const { cuts, crashes, pauses, slow, drift, failedSyncs } = this.#most;
    const times = <Kind>(most: number, draw: () => Kind): Kind[] =>
      Array.from({ length: Math.round(this.#some(most)) }, draw);
    return [
      ...times(cuts, () => this.#cut()).flat(),
      ...times(crashes, () => this.#crash()),
      ...times(pauses, () => this.#pause()),
      ...times(slow, () => this.#slow()),
      ...this.#drifts(this.#some(drift)),
      ...times(failedSyncs, () => this.#failedSync()),
    ];
  }

  /** Nothing, or up to `most`; each as likely. */
  #some(most: number): number {
    const [isIn, part] = [this.#random.below(2) === 0, this.#random.next()];
    return isIn ? most * part : 0;
  }

  #node(): NodeId {
    return this.#nodes[this.#random.below(this.#nodes.length)]!;
  }

  /** A span of `mostMs` at most, which ends before the storm does. */
  #span(mostMs: number): { readonly atMs: number; readonly forMs: number } {
    const lastMs = this.#most.untilMs - 1;
    const atMs = this.#random.below(lastMs);
    return { atMs, forMs: Math.min(1 + this.#random.below(mostMs), lastMs - atMs) };
  }

  /** One machine apart, in one direction or both; one link; or two parts. */
  #cut(): Fault[] {
    const span = this.#span(this.#most.cutMs);
    const one = this.#node();
    const others = this.#nodes.filter((node) => node !== one);
    if (others.length === 0) return [];
    const cut = (from: readonly NodeId[], to: readonly NodeId[]): Fault => ({
      ...{ kind: "cut", ...span, from, to },
    });
    switch (this.#random.below(5)) {
      case 0:
        return [cut([one], others)];
      case 1:
        return [cut(others, [one])];
      case 2: {
        const other = others[this.#random.below(others.length)]!;
        return [cut([one], [other]), cut([other], [one])];
      }
      case 3: {
        const rest = others.filter(() => this.#random.below(2) === 0);
        const side = this.#nodes.filter((node) => !rest.includes(node));
        return rest.length === 0 ? [] : [cut(side, rest), cut(rest, side)];
      }
      default:
        return [cut([one], others), cut(others, [one])];
    }
  }

  #crash(): Fault {
    const { untilMs, events } = this.#most;
    const { atMs, forMs: downMs } = this.#span(this.#most.downMs);
    const when: Moment =
      this.#random.below(2) === 0
        ? { ms: atMs }
        : { event: 1 + this.#random.below(events), beforeMs: untilMs - downMs };
    return {
      kind: "crash",
      node: this.#node(),
      when,
      downMs,
      disk: CRASH_MODES[this.#random.below(CRASH_MODES.length)]!,
      seed: this.#random.below(2 ** 32),
    };
  }

  #pause(): Fault {
    return { kind: "pause", node: this.#node(), ...this.#span(this.#most.pauseMs) };
  }

  #slow(): Fault {
    const { untilMs, slowMs } = this.#most;
    return {
      ...{ kind: "slow", node: this.#node(), ...this.#span(untilMs) },
      ms: 1 + this.#random.below(slowMs),
    };
  }

  #drifts(most: number): Fault[] {
    if (most === 0) return [];
    return this.#nodes.map((node) => {
      const rate = 1 + (this.#random.next() * 2 - 1) * most;
      return { kind: "drift", node, rate: Math.round(rate * 1000) / 1000 };
    });
  }

  #failedSync(): Fault {
    return {
      kind: "fail-sync",
      node: this.#node(),
      nth: 1 + this.#random.below(this.#most.events),
    };
  }
}
