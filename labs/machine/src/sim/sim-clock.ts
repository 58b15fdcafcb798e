/**
 * SimClock: time that stands still until a test moves it.
 *
 *     after(30)   after(10)            advance(25)
 *        │           │        now ────────┼──────────────▶ now + 25
 *        └───────────┴─▶ waiting          ● at 10           30 still waits
 *
 * Invariants: a timer runs when `now()` is exactly the time it is due; of two that are due together
 * the one made first runs first; what a timer makes within the span runs in the same `advance`.
 *
 * Left out: promises. `advance` returns before any `await` has gone on; a test that wants them to
 * goes in small steps with an await between. And drift, which comes with the labs of many machines.
 */
import type { Clock } from "../clock.ts";
import { assert } from "../invariant.ts";

interface Timer {
  readonly due: number;
  readonly run: () => void;
}

/** A clock that a test moves. */
export class SimClock implements Clock {
  #now: number;
  /** In the order in which they were made. */
  readonly #timers = new Set<Timer>();
  #advancing = false;

  /** @param startMs what `now()` says until it is moved; a whole number */
  constructor(startMs = 0) {
    assert(Number.isSafeInteger(startMs), `a whole number of milliseconds, not ${startMs}`);
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): () => void {
    assert(Number.isFinite(milliseconds), `a timer in ${milliseconds} ms`);
    const timer = { due: this.#now + Math.max(0, Math.ceil(milliseconds)), run };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.size;
  }

  /**
   * Moves the time on by `milliseconds`, and runs what becomes due on the way, in the order of
   * time. What a timer throws ends it, at the time of that timer; those behind it still wait.
   */
  advance(milliseconds: number): void {
    assert(Number.isSafeInteger(milliseconds) && milliseconds >= 0, `advance by ${milliseconds}`);
    assert(!this.#advancing, "a timer that advances the clock");
    this.#advancing = true;
    try {
      const end = this.#now + milliseconds;
      for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
        this.#timers.delete(next);
        this.#now = next.due;
        next.run();
      }
      this.#now = end;
    } finally {
      this.#advancing = false;
    }
  }

  /** The first that is due by `end`. A heap makes this O(log n); kept simple. */
  #next(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.due <= end && (first === undefined || timer.due < first.due)) first = timer;
    }
    return first;
  }
}
