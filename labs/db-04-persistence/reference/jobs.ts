/**
 * Jobs: rewrites and saves, one after the other.
 *
 *     rewrite ▓▓▓▓▓▓▓▓▓▓▓  save ▓▓▓▓▓▓▓          `running` is aof, then rdb
 *             BGSAVE SCHEDULE: waits ─┘
 *
 * A keyspace has one picture at a time (snapshot.ts), and a disk is not faster for being asked twice.
 *
 * Source: hasActiveChildProcess in Redis 7.0's server.c.
 *
 * @given
 */

/** What is written: an append-only base, or an RDB file. */
export type JobKind = "aof" | "rdb";

/** What a job is ended with that is given up: nothing went wrong, somebody wanted to leave. */
export class GivenUpError extends Error {
  override readonly name = "GivenUpError";
  readonly code = "GIVEN_UP";
}

/** A queue of jobs. */
export class Jobs {
  /** The one that runs, and those that wait. */
  readonly #queue: JobKind[] = [];
  readonly #pause: () => Promise<void>;
  #last: Promise<void> = Promise.resolve();
  #isGivingUp = false;

  /** @param pause lets others have their turn */
  constructor(pause: () => Promise<void>) {
    this.#pause = pause;
  }

  /** What runs now. */
  get running(): JobKind | undefined {
    return this.#queue[0];
  }

  /** Whether one of this kind waits. */
  waits(kind: JobKind): boolean {
    return this.#queue.indexOf(kind, 1) !== -1;
  }

  /**
   * Runs `job` when those before it have ended. It calls the `pause` that it is given, between its slices, and
   * lets pass what that rejects with. Whoever calls this handles the rejection, also where nobody waits for the job.
   */
  async run(kind: JobKind, job: (pause: () => Promise<void>) => Promise<void>): Promise<void> {
    this.#queue.push(kind);
    const ended = this.#last.then(async () => {
      try {
        this.#checkGivenUp();
        await job(() => this.#pauseOrEnd());
      } finally {
        this.#queue.shift();
      }
    });
    this.#last = ended.catch(() => {});
    await ended;
  }

  /** Ends all jobs that run or wait, with GivenUpError; resolves when they have ended. */
  async giveUp(): Promise<void> {
    this.#isGivingUp = true;
    await this.#last;
    this.#isGivingUp = false;
  }

  async #pauseOrEnd(): Promise<void> {
    await this.#pause();
    this.#checkGivenUp();
  }

  #checkGivenUp(): void {
    if (this.#isGivingUp) throw new GivenUpError("given up");
  }
}
