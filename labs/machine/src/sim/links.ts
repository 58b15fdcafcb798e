/**
 * The links of a simulated network: one for each machine and each other, in each direction.
 *
 *     a ──▶ b   sent 3, latest delivered 2      fate of the 4th: lost? how late? again?
 *     b ──▶ a   sent 1 …
 *
 * What becomes of the nth message of a link is drawn from the seed, the link and n alone: what happens elsewhere does
 * not change it.
 */
import { type Random, seededRandom } from "../random.ts";
import type { Fault, Weather } from "./plan.ts";
import { mixed } from "./seeds.ts";

/** What becomes of a message: how much longer than in the calm it takes, and when it comes again. */
export interface Fate {
  isLost: boolean;
  delayMs: number;
  /** Behind the first; undefined where it comes once. */
  repeatMs: number | undefined;
}

/** How much later than others a message may be that is late. */
const LATE_TIMES = 10;
/** How long behind the first a repeated one may come, in the weather's delays. */
const REPEAT_TIMES = 5;

/** One direction between two machines. */
export class Link {
  /** How many messages were sent. */
  sent = 0;
  /** The highest number that was delivered. */
  delivered = 0;
  /** How many cuts are there now. */
  cuts = 0;
  readonly #random: Random;
  /** By number of the message: what a plan says of it. */
  readonly #planned = new Map<number, Fate>();

  constructor(seed: number, from: number, to: number) {
    this.#random = seededRandom(mixed(seed, from + 1, (to + 1) << 8));
  }

  /** Makes a planned fault part of a message's fate. */
  plan(fault: Extract<Fault, { nth: number; from: string }>): void {
    const fate = this.#planned.get(fault.nth) ?? calmFate();
    this.#planned.set(fault.nth, fate);
    if (fault.kind === "lose") fate.isLost = true;
    else if (fault.kind === "delay") fate.delayMs += fault.ms;
    else fate.repeatMs = fault.ms;
  }

  /** What becomes of the message that is sent now, the `sent`th; in the calm, where there is no weather. */
  fate(weather: Weather | undefined): Fate {
    const fate = this.#planned.get(this.sent) ?? calmFate();
    if (weather === undefined) return fate;
    // Always three draws: the nth message draws the same, whatever became of those before it.
    const [chance, later, again] = [this.#random.next(), this.#random.next(), this.#random.next()];
    const { lose, repeat, late, delayMs } = weather;
    if (chance < lose) fate.isLost = true;
    else if (chance < lose + repeat) {
      fate.repeatMs = 1 + Math.floor(again * delayMs * REPEAT_TIMES);
    }
    const most = again < late ? delayMs * LATE_TIMES : delayMs;
    fate.delayMs += Math.floor(later * (most + 1));
    return fate;
  }
}

const calmFate = (): Fate => ({ isLost: false, delayMs: 0, repeatMs: undefined });
