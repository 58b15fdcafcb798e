/**
 * LoadingClock: time that stands at 0 until a keyspace is loaded.
 *
 *     log      SET k 5 PXAT 1700000000000    INCR k
 *     read     a year later: SET k 5, dead at once, removed; INCR k makes 1, without a deadline, for ever
 *     at 0     SET k 5, alive; INCR k makes 6; and then it is a year later, and k is dead
 *
 * When the log was written, k lived at the INCR: else a DEL would stand between. So nothing may die while it is read.
 *
 * Source: `server.loading` in Redis 7.0's keyIsExpired (db.c).
 *
 * @given
 */
import type { Keyspace } from "@labs/db-02";
import type { Clock } from "@labs/machine";

/** The clock of a keyspace that is being loaded, and from `loaded` on the clock that it was made with. */
export class LoadingClock implements Clock {
  readonly #clock: Clock;
  #isLoading = true;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#isLoading ? 0 : this.#clock.now();
  }

  after(milliseconds: number, run: () => void): () => void {
    return this.#clock.after(milliseconds, run);
  }

  /** Time goes on. The keys of `keyspace` count as used just now; linear in their number. */
  loaded(keyspace: Keyspace): void {
    this.#isLoading = false;
    keyspace.beginCommand();
    for (const entry of keyspace.entries()) entry.usedAt = keyspace.now;
  }
}
