/**
 * Clock: what time it is, and being called when it is later.
 *
 * A core asks a clock that it was given, so that a test can let a year pass in an instant, and one seed gives the
 * same run twice. `realClock` is the machine's; SimClock, of `@labs/machine/sim`, stands still until it is moved.
 *
 * Left out: a monotonic clock. What measures a duration here must bear that the wall clock is set back.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z, a whole number. */
  now(): number;
  /** Calls `run` once, `milliseconds` from now; the function it returns calls that off. Does not keep a process alive. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The most that setTimeout can wait; more than that, and it does not wait at all. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** The machine's own clock. */
export const realClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run) {
    let timer: NodeJS.Timeout;
    const wait = (left: number): void => {
      const part = Math.min(left, LONGEST_TIMEOUT_MS);
      timer = setTimeout(() => (left > part ? wait(left - part) : run()), part).unref();
    };
    wait(milliseconds);
    return () => clearTimeout(timer);
  },
};
