/**
 * Background: the work on the levels, one job after the other, beside everything else.
 *
 *     version changed ──▶ wake ──▶ somebody's job? else the compactor's next one? ──▶ run it ──▶ and again
 *                                  └─ neither: idle
 *
 * Invariant: one job runs at a time; after a failure, or `stop`, none begins.
 *
 * @given
 */
import type { CompactionHost, CompactionJob, Compactor } from "./compactor.ts";

export interface BackgroundOptions {
  readonly host: CompactionHost;
  readonly compactor: Compactor | undefined;
  /** Told of what a job rejects with. @returns the store's failure */
  readonly fail: (error: unknown) => Error;
  /** What a job is refused with that was not begun before `stop`. */
  readonly refusal: () => Error;
}

/** A job that somebody asked for. */
interface Asked {
  readonly job: CompactionJob;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Runs jobs one at a time. */
export class Background {
  readonly #options: BackgroundOptions;
  /** They go before the compactor's. */
  readonly #asked: Asked[] = [];
  #isStopped = false;
  /** While a job runs: settles when there is none any more. Never rejects. */
  #working: Promise<void> | undefined;

  constructor(options: BackgroundOptions) {
    this.#options = options;
  }

  /** There may be something to do: the version has changed. */
  wake(): void {
    this.#working ??= this.#work();
  }

  /** Runs `job` when its turn comes. Rejects with the store's failure, where it rejects. */
  run(job: CompactionJob): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ job, resolve, reject });
      this.wake();
    });
  }

  /** Resolves when nothing is left to do. */
  async idle(): Promise<void> {
    while (this.#working !== undefined) await this.#working;
  }

  /** Resolves when the job that runs has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.idle();
  }

  async #work(): Promise<void> {
    // Whoever woke us goes on first.
    await undefined;
    for (let turn = this.#turn(); turn !== undefined; turn = this.#turn()) await turn();
    // In the same moment in which nothing was to be done: who wakes us in the next one begins anew.
    this.#working = undefined;
  }

  /** The next piece of work, which never rejects; undefined where there is none. */
  #turn(): (() => Promise<void>) | undefined {
    const { compactor, host, fail, refusal } = this.#options;
    if (this.#isStopped) {
      for (const { reject } of this.#asked.splice(0)) reject(refusal());
      return undefined;
    }
    const asked = this.#asked.shift();
    if (asked !== undefined) return () => this.#do(asked);
    try {
      const job = compactor?.next(host);
      return job && (() => this.#do({ job, resolve() {}, reject() {} }));
    } catch (error) {
      this.#isStopped = true;
      fail(error);
      return undefined;
    }
  }

  async #do({ job, resolve, reject }: Asked): Promise<void> {
    const { host, fail } = this.#options;
    try {
      await job(host);
      resolve();
    } catch (error) {
      this.#isStopped = true;
      reject(fail(error));
    }
  }
}
